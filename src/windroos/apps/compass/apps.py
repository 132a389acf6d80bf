from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts import sentences


class CompassConfig(AppConfig):
    name = "windroos.apps.compass"
    label = "compass"

    def ready(self) -> None:
        sentences.add(
            {
                "case-loaded": _(
                    "{actor} loaded the case {subject}:"
                    " {after[changed]} rows changed, {after[removed]} removed."
                ),
            }
        )
