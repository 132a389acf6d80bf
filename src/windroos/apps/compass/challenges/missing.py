"""What a challenge lacks to be compared, and how that is brought in."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from windroos.apps.compass.challenges.shown import title
from windroos.apps.compass.presenting import words
from windroos.cases import Case
from windroos.cases.challenges import Shared, command, fetchable


@dataclass(frozen=True)
class ToFetch:
    """A source that is not there: what it is called, how it is brought in from the terminal, and
    the key and the page to bring it in by. `fetched`: its publisher gives it by an address."""

    title: str
    command: str
    key: str
    url: str
    fetched: bool


@dataclass(frozen=True)
class Unread:
    """What was brought in and has nothing under what the case reads of it."""

    label: str
    title: str
    url: str
    observed: str


def to_fetch(case: Case, shared: Shared) -> list[ToFetch]:
    """The sources that would give figures, and how each is brought in."""
    return [
        ToFetch(title(key), command(key), key, _source_url(case, key), fetchable(key))
        for key in shared.absent
    ]


def unread(case: Case, shared: Shared) -> list[Unread]:
    """What a source that is there does not have, though the case names it."""
    found = []
    for history in shared.unread:
        series = case.framework.series[history.indicator]
        wanted = [series.observed, *(f"{name}={code}" for name, code in series.dimensions)]
        found.append(
            Unread(
                words(case.framework.indicators[history.indicator].label),
                title(series.source),
                _source_url(case, series.source),
                ", ".join((*wanted, series.unit)),
            )
        )
    return found


def _source_url(case: Case, key: str) -> str:
    dataset, _mark, options = key.partition("?")
    return reverse("source", args=[case.name, dataset]) + (f"?{options}" if options else "")
