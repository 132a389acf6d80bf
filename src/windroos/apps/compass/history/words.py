"""Rows of what people write in the reader's words, column by column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from windroos.apps.compass.contradictions.naming import side_words
from windroos.apps.compass.history.telling import FIELDS
from windroos.apps.compass.presenting import confidence, day, decimal, effort, measured, words
from windroos.apps.compass.printed import KIND_WORDS, STATE_WORDS
from windroos.apps.compass.region.leaves import meaning
from windroos.apps.compass.region.records import RELATION_WORDS
from windroos.apps.compass.weighing.rows import outcome_word
from windroos.cases import Case

# What a row is about stands above it; the rest of a row is told.
_ABOUT = ("id", "region", "criterion", "precondition")
_PRINTED = ("id", "label_nl", "label_en", "subject")
_SETTLED = ("id", "kind", "sides")
# What two columns are called in a row of these.
_OF_FIGURE = {"kind": lambda: _("kind of figure"), "state": lambda: _("why there is no figure")}
_LANGUAGES = {"nl": lambda: _("in Dutch"), "en": lambda: _("in English")}


@dataclass(frozen=True)
class Told:
    """A cell of a row in words; empty where there is none."""

    column: str
    label: str
    text: str


@dataclass(frozen=True)
class Differing:
    """A cell that differs between two versions of a row; empty where there is none."""

    label: str
    before: str
    after: str


def told(case: Case, row: Mapping[str, Any] | None) -> list[Told]:
    """The cells of a row that hold something, those in the reader's language before the other."""
    if row is None:
        return []
    about = _SETTLED if "sides" in row else _PRINTED if "cell" in row else _ABOUT
    found = [
        Told(column, _label(row, column), _text(case, row, column, value))
        for column, value in row.items()
        if value not in (None, "") and column not in about
    ]
    return [one for one in found if not _other(one.column)] + [
        one for one in found if _other(one.column)
    ]


def differing(
    case: Case, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> list[Differing]:
    """The cells in which two versions of a row differ."""
    was, now = ({one.column: one for one in told(case, row)} for row in (before, after))
    found = []
    for column in dict.fromkeys([*was, *now]):
        old, new = was.get(column), now.get(column)
        texts = (old.text if old else "", new.text if new else "")
        label = (old or new).label  # type: ignore[union-attr]
        if texts[0] != texts[1]:
            found.append(Differing(label, *texts))
    return found


def _other(column: str) -> bool:
    """Whether a column holds a text in the language that is not the reader's."""
    return column.endswith("_nl" if get_language() == "en" else "_en")


def _label(row: Mapping[str, Any], column: str) -> str:
    if "cell" in row and column in _OF_FIGURE:
        return _OF_FIGURE[column]()
    name, _mark, language = column.rpartition("_")
    if language not in _LANGUAGES:
        return str(FIELDS.get(column, column))
    label = str(FIELDS.get(name, name))
    return f"{label} ({_LANGUAGES[language]()})" if _other(column) else label


def _text(case: Case, row: Mapping[str, Any], column: str, value: Any) -> str:
    if column == "rating":
        return _rating(case, str(row["criterion"]), float(value))
    if column in _WORDS:
        return _WORDS[column](case, str(value))
    if column == "value":
        return decimal(float(value), -6)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def _rating(case: Case, criterion: str, value: float) -> str:
    leaf = case.framework.by_id.get(criterion)
    scale = case.framework.scales[leaf.rating.scale] if leaf and leaf.rating else None
    if scale is None or not scale.low <= value <= scale.high:
        return measured(value)
    return f"{measured(value)} – {meaning(value, scale)}"


def _theme(case: Case, id: str) -> str:
    return words(case.themes[id].label) if id in case.themes else id


def _themes(case: Case, ids: str) -> str:
    return ", ".join(_theme(case, id) for id in ids.split())


def _role(case: Case, id: str) -> str:
    return next((words(r.label) for r in case.framework.roles if r.id == id), id)


def _passage(case: Case, id: str) -> str:
    locator = case.locators.get(id)
    if locator is None:
        return id
    parts = [case.sources[locator.document].title, locator.section, f"¶{locator.paragraph}"]
    return ", ".join(part for part in parts if part)


_WORDS: Mapping[str, Callable[[Case, str], str]] = {
    "theme": _theme,
    "themes": _themes,
    "role": _role,
    "passage": _passage,
    "confidence": lambda _case, value: confidence(value),
    "outcome": lambda _case, value: outcome_word(value),
    "effort": lambda _case, value: effort(value),
    "advice": lambda _case, value: effort(value),
    "kind": lambda _case, value: {**RELATION_WORDS, **KIND_WORDS}[value](),
    "state": lambda _case, value: STATE_WORDS[value](),
    "judged": lambda _case, value: day(value),
    "decided": lambda _case, value: day(value),
    "settled": lambda _case, value: day(value),
    "holds": side_words,
}
