"""Which editions of the open sources count on the one day and not on the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from windroos.apps.compass.framework.read_from import dataset_name
from windroos.apps.compass.presenting import day, words
from windroos.cases.difference import Difference
from windroos.cases.editions import Edition
from windroos.cases.weighing import Assessment


@dataclass(frozen=True)
class Turned:
    """A source of which another edition counts: on which days each came in, in words, and where
    they stand; both are empty where the case read no edition. `own` says whether the case has
    figures of its own instead; `indicators` are those that rest on the source."""

    title: str
    before: str
    before_url: str
    after: str
    after_url: str
    own: bool
    indicators: tuple[str, ...]


def turned(found: Difference) -> list[Turned]:
    """The sources of which the two days of a difference read another edition, by their key."""
    before, after = (_held(side) for side in (found.before, found.after))
    keys = sorted(
        key for key in {*before, *after} if _sha256(before.get(key)) != _sha256(after.get(key))
    )
    case = found.after.case
    owned = {one.indicator for one in (*case.own_figures, *case.own_anchors)}
    return [
        Turned(
            dataset_name(key),
            *_told(case.name, before.get(key)),
            *_told(case.name, after.get(key)),
            own=not owned.isdisjoint(resting),
            indicators=tuple(words(case.framework.indicators[id].label) for id in resting),
        )
        for key in keys
        for resting in [[s.id for s in case.framework.series.values() if key in s.sources]]
    ]


def _held(side: Assessment) -> Mapping[str, Edition]:
    """The editions that count on the day of a weighing."""
    editions = side.case.readings.editions
    return {key: one for key, one in editions.items() if one.day <= side.as_of}


def _sha256(edition: Edition | None) -> str:
    return edition.sha256 if edition else ""


def _told(case: str, edition: Edition | None) -> tuple[str, str]:
    if edition is None:
        return "", ""
    url = reverse("source_snapshot", args=[case, edition.sha256])
    return day(edition.day.isoformat()), url
