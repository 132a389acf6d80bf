from django.apps import AppConfig

from windroos.apps.accounts import sentences


class ProgrammesConfig(AppConfig):
    name = "windroos.apps.programmes"
    label = "programmes"

    def ready(self) -> None:
        from windroos.apps.programmes.telling import FIELDS, SENTENCES
        from windroos.apps.programmes.work import TASKS
        from windroos.apps.regions import work

        sentences.add(SENTENCES, fields=FIELDS)
        work.add(*TASKS)
