"""How the audit trail tells of reports."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts.sentences import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "report-made": _("{actor} made a report of what was known on {after[day]}: {subject}."),
    "report-released": _("{actor} released a report: {subject}."),
    "report-withdrawn": _("{actor} withdrew a report: {subject}. {after[reason]}"),
}

FIELDS: Mapping[str, Sentence] = {"day": _("as known on"), "reason": _("reason")}
