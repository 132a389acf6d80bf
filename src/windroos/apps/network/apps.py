from django.apps import AppConfig

from windroos.apps.accounts import sentences


class NetworkConfig(AppConfig):
    name = "windroos.apps.network"
    label = "network"

    def ready(self) -> None:
        from windroos.apps.network.telling import FIELDS, OWN_FIELDS, SENTENCES, WORDS

        sentences.add(SENTENCES, words=WORDS, fields={**FIELDS, **OWN_FIELDS})
