"""What an edition says differently from the one before it, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from windroos.apps.compass.presenting import decimal
from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.queries import Edition
from windroos.site.sources.contents import cell
from windroos.site.sources.figures import Names, exact
from windroos.sources.differing import WAYS, Change, Difference, Way
from windroos.sources.shape import KEYS, Gives

# So many rows of each way are shown.
MOST = 25
# Comparing more rows than this takes longer than a page may.
AT_ONCE = 1_000_000

_HEADINGS = {
    "changed": lambda: _("Changed"),
    "gone": lambda: _("Gone"),
    "added": lambda: _("New"),
    "moved": lambda: _("Moved in the file"),
}


@dataclass(frozen=True)
class Field:
    """A column in which a row differs: as it was, and as it is; "" for empty."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Row:
    """A row that differs: what it is of, and its fields; those of a new or gone row on one side."""

    of: str
    fields: Sequence[Field]


@dataclass(frozen=True)
class Group:
    """The first rows that differ in one way, and how many there are."""

    heading: str
    count: int
    rows: Sequence[Row]

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Shown:
    text: str
    groups: Sequence[Group]


def shown(edition: Edition, before: Edition, *, rows: bool = True) -> Shown:
    """What differs; `rows` false: only how much. Raises `LakeError` when a snapshot is missing."""
    found = evidence.difference(before, edition, MOST)
    if not rows:
        return Shown(_text(found), ())
    known = Names(evidence.region_names())
    groups = []
    for way in WAYS:
        those = [_row(edition.table, one, known) for one in found.changes if one.way == way]
        if those:
            groups.append(Group(_HEADINGS[way](), getattr(found, way), those))
    return Shown(_text(found), groups)


def _text(found: Difference) -> str:
    if found.says_the_same:
        return (
            _("It says the same: rows only stand elsewhere in the file.")
            if found.moved
            else _("It says the same.")
        )
    told: list[tuple[Way, str]] = [
        ("changed", ngettext("%(n)s row changed", "%(n)s rows changed", found.changed)),
        ("added", ngettext("%(n)s is new", "%(n)s are new", found.added)),
        ("gone", ngettext("%(n)s is gone", "%(n)s are gone", found.gone)),
    ]
    counts = [(getattr(found, way), text) for way, text in told]
    parts = [text % {"n": decimal(count, 0)} for count, text in counts if count]
    same = ngettext("%(n)s stayed as it was", "%(n)s stayed as they were", found.same)
    return f"{', '.join(parts)}; {same % {'n': decimal(found.same, 0)}}."


def _row(table: str, one: Change, known: Names) -> Row:
    there = one.new or one.old
    assert there is not None
    key = KEYS[cast(Gives, table)]
    if one.old is not None and one.new is not None:
        fields = [Field(name, _said(one.old[name]), _said(one.new[name])) for name in one.fields]
    else:
        said = [name for name in there if name not in key and there[name] not in (None, "")]
        fields = [
            Field(
                name,
                _said(one.old[name]) if one.old is not None else "",
                _said(one.new[name]) if one.new is not None else "",
            )
            for name in said
            if name not in ("region", "cell")
        ]
    return Row(_of(table, there, key, known), fields)


def _of(table: str, row: Mapping[str, Any], key: Sequence[str], known: Names) -> str:
    """What a row is of: a figure by its indicator, region and period; all else by its key."""
    if table != "observations":
        return " · ".join(filter(None, (cell(row[name]) for name in key)))
    place = known.code(row["region"]) or row["region_given"]
    parts = (row["indicator"], place, row["period"], row["unit"], cell(row["dimensions"]))
    return " · ".join(part for part in parts if part)


def _said(value: Any) -> str:
    return exact(value) if isinstance(value, float) else cell(value)
