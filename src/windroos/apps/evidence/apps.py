from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts import sentences


class EvidenceConfig(AppConfig):
    name = "windroos.apps.evidence"
    label = "evidence"

    def ready(self) -> None:
        from windroos.apps.evidence.actions.telling import FIELDS, SENTENCES

        sentences.add(SENTENCES, fields=FIELDS)
        sentences.add(
            {
                "document-added": _("{actor} added the document {subject} ({after[filename]})."),
                "document-restored": _("{actor} made an earlier text of {subject} current again."),
                "document-released": _("{actor} let everyone read the document {subject}."),
                "document-withdrawn": _("{actor} made the document {subject} internal again."),
                "mention-accepted": _(
                    "{actor} said that a passage of {subject} is about {after[about]}."
                ),
                "mention-rejected": _(
                    "{actor} said that a passage of {subject} is not about {after[about]}."
                ),
                "mention-unmarked": _(
                    "{actor} took back what was said of a passage of {subject} and {after[about]}."
                ),
            }
        )
