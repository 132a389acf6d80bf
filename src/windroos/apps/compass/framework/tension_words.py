"""From where on two sources are in tension, in the words of the reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from windroos.apps.compass.presenting import measured
from windroos.cases.framework import AT_LEAST, AT_MOST, EXACTLY, NOTHING
from windroos.cases.framework_changes import Change

_LIMITS: Mapping[str, Callable[[], str]] = {
    "steps": lambda: _("Tensions: from how many steps of the scale between two judgements"),
    "distance": lambda: _("Tensions: from which distance between a judgement and a figure"),
    "years": lambda: _("Tensions: within how many years something is of the same time"),
}

SAYS_WORDS: Mapping[str, Callable[[], str]] = {
    EXACTLY: lambda: pgettext("point of a scale", "this much and no more or less"),
    AT_LEAST: lambda: pgettext("point of a scale", "at least this much"),
    AT_MOST: lambda: pgettext("point of a scale", "at most this much"),
    NOTHING: lambda: pgettext("point of a scale", "nothing was said of it"),
}


def tension(change: Change) -> tuple[str, str, str]:
    """A change of a limit: of what, as it was and as it becomes."""
    before, after = ("" if end is None else measured(end) for end in (change.before, change.after))
    return _LIMITS[change.field](), before, after
