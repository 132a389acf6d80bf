"""How the audit trail tells of scenarios and of versions of the framework."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts.sentences import Sentence
from windroos.apps.compass.models import Scenario

SENTENCES: Mapping[str, Sentence] = {
    "scenario-own": _("{actor} worked on {subject}."),
    "scenario-saved": _("{actor} saved the scenario {subject}."),
    "scenario-changed": _("{actor} changed the scenario {subject}: {after[what]}."),
    "scenario-deleted": _("{actor} deleted the scenario {subject}."),
    "scenario-restored": _("{actor} restored the scenario {subject}."),
    "framework-proposed": _(
        "{actor} proposed {subject} in place of version {before[framework]}: {after[what]}."
    ),
    "framework-approved": _(
        "{actor} approved {subject} in place of version {before[framework]}: {after[what]}."
    ),
    "framework-rejected": _("{actor} turned down {subject}: {after[reason]}"),
    "framework-withdrawn": _("{actor} withdrew the proposal of {subject}."),
}

WORDS: Mapping[str, Mapping[str, Sentence]] = {"visibility": dict(Scenario.Visibility.choices)}

FIELDS: Mapping[str, Sentence] = {
    "name": _("name"),
    "note": _("note"),
    "visibility": _("for whom"),
    "weighing": _("weighs otherwise"),
    "framework": _("version"),
    "what": "",
    "why": _("why"),
    "reason": _("reason"),
}
