"""What moved in the compass, in words: the lines of a review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from windroos.apps.compass.contradictions import naming
from windroos.apps.compass.presenting import effort, listing, words
from windroos.apps.compass.weighing.rows import outcome_word
from windroos.cases import Case, contradictions
from windroos.cases.contradictions import EFFORT, HARD, SETTLED
from windroos.cases.moves import ADVICE, CONTRADICTION, PRECONDITION, VERDICT

# What can move, as a choice in a list.
KINDS: Mapping[str, Promise] = {
    ADVICE: gettext_lazy("the advice"),
    VERDICT: gettext_lazy("the verdict of the score"),
    PRECONDITION: gettext_lazy("a precondition"),
    CONTRADICTION: pgettext_lazy("what moved", "a contradiction"),
}


@dataclass(frozen=True)
class Moved:
    """One change, on one theme or several: in a sentence, and as it was and became."""

    what: str
    sentence: str
    before: str | None
    after: str | None


def moved(case: Case, moves: Sequence[Mapping[str, Any]]) -> list[Moved]:
    """What moved in a review, the advice first; what moved alike on several themes as one."""
    alike: dict[tuple[Any, ...], list[str | None]] = {}
    for move in moves:
        key = tuple(move[name] for name in ("what", "subject", "before", "after"))
        alike.setdefault(key, []).append(move["theme"])
    order = list(KINDS)
    return [
        Moved(what, _sentence(case, what, subject, before, after, themes), before, after)
        for (what, subject, before, after), themes in sorted(
            alike.items(), key=lambda one: order.index(one[0][0])
        )
    ]


def _sentence(
    case: Case,
    what: str,
    subject: str | None,
    before: str | None,
    after: str | None,
    themes: Sequence[str | None],
) -> str:
    given = {"where": _where(case, themes)}
    if what == CONTRADICTION:
        return _contradiction(case, subject, before, after)
    if what == PRECONDITION:
        return _precondition(case, subject, before, after, given)
    given |= {"before": _effort(before), "after": _effort(after)}
    if what == ADVICE:
        return _("%(where)s the advice went from %(before)s to %(after)s.") % given
    if before is None:
        return _("%(where)s the score now points to %(after)s.") % given
    if after is None:
        return _("%(where)s the score no longer points to %(before)s.") % given
    return _("%(where)s the score pointed to %(before)s, and now to %(after)s.") % given


def _effort(name: str | None) -> str:
    return effort(name) if name else ""


def _precondition(
    case: Case, subject: str | None, before: str | None, after: str | None, given: dict[str, str]
) -> str:
    gate = next((p for p in case.framework.preconditions if p.id == subject), None)
    given = {
        **given,
        "label": f"{gate.number}. {words(gate.label)}" if gate else str(subject),
        "before": outcome_word(before) if before else "",
        "after": outcome_word(after) if after else "",
    }
    if before is None:
        return _("%(where)s precondition “%(label)s” is new: %(after)s.") % given
    if after is None:
        return _("%(where)s precondition “%(label)s” is no longer asked.") % given
    return _("%(where)s precondition “%(label)s” went from “%(before)s” to “%(after)s”.") % given


def _contradiction(case: Case, id: str | None, before: str | None, after: str | None) -> str:
    found = next((one for one in contradictions(case) if one.id == id), None)
    given = {"about": naming.subject(case, found) if found else _kind(id)}
    if after == SETTLED:
        return _("The contradiction between the sources was settled, on: %(about)s.") % given
    if before == SETTLED and after is not None:
        return _("The contradiction between the sources is open again, on: %(about)s.") % given
    if after is None:
        return _("The sources no longer contradict each other on: %(about)s.") % given
    if before is None:
        return _("The sources now contradict each other on: %(about)s.") % given
    if after == HARD:
        return _("The contradiction between the sources became hard, on: %(about)s.") % given
    return _("The contradiction between the sources became soft, on: %(about)s.") % given


def _kind(id: str | None) -> str:
    """What a contradiction that is gone was about, by its name."""
    kind = str(id).partition("_")[0]
    return str(naming.KIND_WORDS.get(kind, naming.KIND_WORDS[EFFORT]))


def _where(case: Case, themes: Sequence[str | None]) -> str:
    """On which themes something moved."""
    ids = [theme for theme in themes if theme is not None]
    labels = [words(case.themes[id].label) if id in case.themes else id for id in ids]
    named = listing(labels, len(labels))
    if not case.themes:
        return _("Here")
    if None not in themes:
        return ngettext("On the theme %(themes)s", "On the themes %(themes)s", len(ids)) % {
            "themes": named
        }
    if not ids:
        return _("On all themes together")
    if set(ids) >= set(case.themes):
        return _("On all themes together and on each by itself")
    return _("On all themes together and on %(themes)s") % {"themes": named}
