from django.apps import AppConfig

from windroos.apps.accounts import sentences


class ReportsConfig(AppConfig):
    name = "windroos.apps.reports"
    label = "reports"

    def ready(self) -> None:
        from windroos.apps.reports.telling import FIELDS, SENTENCES

        sentences.add(SENTENCES, fields=FIELDS)
