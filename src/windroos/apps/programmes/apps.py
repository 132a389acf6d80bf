from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "windroos.apps.programmes"
    label = "programmes"
