from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "windroos.site"
    label = "site"
