from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "windroos.apps.regions"
    label = "regions"
