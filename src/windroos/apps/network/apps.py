from django.apps import AppConfig

from windroos.apps.accounts import sentences


class NetworkConfig(AppConfig):
    name = "windroos.apps.network"
    label = "network"

    def ready(self) -> None:
        from windroos.apps.network.telling import FIELDS, OWN_FIELDS, SENTENCES, WORDS
        from windroos.apps.network.work import TASKS
        from windroos.apps.regions import work

        work.add(*TASKS)
        sentences.add(SENTENCES, words=WORDS, fields={**FIELDS, **OWN_FIELDS})
