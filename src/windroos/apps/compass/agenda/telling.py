"""How the audit trail tells of the tasks of the evidence agenda."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts.sentences import Sentence
from windroos.apps.compass.models import AgendaTask

SENTENCES: Mapping[str, Sentence] = {
    "task-made": _("{actor} put on the list to find out: {subject}."),
    "task-taken-up": _("{actor} took up to find out: {subject}."),
    "task-assigned": _("{actor} gave {after[assignee]} to find out: {subject}."),
    "task-changed": _("{actor} changed the task to find out: {subject}."),
    "task-finished": _("{actor} finished finding out: {subject}."),
    "task-dropped": _("{actor} dropped finding out {subject}: {after[reason]}"),
    "task-reopened": _("{actor} took up again to find out: {subject}."),
}

WORDS: Mapping[str, Mapping[str, Sentence]] = {"status": dict(AgendaTask.Status.choices)}

FIELDS: Mapping[str, Sentence] = {
    "assignee": _("for whom"),
    "due": _("known by"),
    "note": _("note"),
    "status": _("status"),
    "reason": _("reason"),
    "version": "",
}
