from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "windroos.apps.reports"
    label = "reports"
