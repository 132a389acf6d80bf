from django.apps import AppConfig

from windroos.apps.accounts import sentences


class ProgrammesConfig(AppConfig):
    name = "windroos.apps.programmes"
    label = "programmes"

    def ready(self) -> None:
        from windroos.apps.programmes.telling import FIELDS, SENTENCES

        sentences.add(SENTENCES, fields=FIELDS)
