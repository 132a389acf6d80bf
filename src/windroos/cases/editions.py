"""What a case reads from the open sources, and which figures count with it: pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from windroos.cases.framework import Framework, Series
from windroos.cases.observed import Aids, Chosen, Observed
from windroos.cases.series import anchors, choose
from windroos.cases.text import Text
from windroos.cases.values import Anchor, Figure, Source


@dataclass(frozen=True, slots=True)
class Edition:
    """A snapshot of a dataset that a case reads from, and the day from which on it counts."""

    key: str
    sha256: str
    day: date
    title: str
    publisher: str
    url: str
    licence: str

    @property
    def source(self) -> str:
        """What it is called among the sources of a case."""
        return f"{self.key}@{self.sha256[:12]}"


@dataclass(frozen=True, eq=False)
class Readings:
    """What a case reads from the lake: the editions by key, and what they hold for each series that
    can be read, by what it reads (`Series.reads`)."""

    editions: Mapping[str, Edition]
    observed: Mapping[tuple[object, ...], Sequence[Observed]]
    aids: Mapping[tuple[object, ...], Aids]

    def of(self, series: Series, day: date | None = None) -> Edition | None:
        """The edition that the figures of a series come from; None when it is not read, or not yet
        on a day."""
        if series.reads not in self.observed:
            return None
        needed = [self.editions[key] for key in series.sources]
        if day is not None and any(edition.day > day for edition in needed):
            return None
        return needed[0]

    def day(self, series: Series) -> date:
        """The day from which on a series that is read counts."""
        return max(self.editions[key].day for key in series.sources)

    def chosen(self, series: Series, regions: Collection[str], day: date | None = None) -> Chosen:
        """What a series that is read gives for regions on a day, and what of it does not count."""
        observed, aids = self.observed[series.reads], self.aids[series.reads]
        return choose(series, observed, regions, day or self.day(series), aids)


NOTHING = Readings({}, {}, {})


def counting(
    readings: Readings,
    framework: Framework,
    regions: Collection[str],
    own: Sequence[Figure],
    day: date | None,
) -> tuple[Figure, ...]:
    """The figures that count on a day: of an indicator that is read those that are read, of others
    a case's own."""
    read = _read(readings, framework, day)
    kept = tuple(figure for figure in own if figure.indicator not in read)
    # What the case notes about a figure holds for the same figure read elsewhere.
    notes = {(f.region, f.indicator, f.year): f.note for f in own if f.note}
    figures = (
        figure
        for one, edition in read.values()
        for figure in _figures(one, edition, readings.chosen(one, regions, day), notes)
    )
    return (*kept, *figures)


def anchoring(
    readings: Readings, framework: Framework, own: Sequence[Anchor], day: date | None
) -> tuple[Anchor, ...]:
    """The anchors that count on a day, likewise."""
    read = {id: one for id, (one, _) in _read(readings, framework, day).items() if one.anchors}
    kept = tuple(anchor for anchor in own if anchor.indicator not in read)
    found = (
        Anchor(picked.region, id, picked.year, picked.value)
        for id, one in read.items()
        for picked in anchors(one, readings.observed[one.reads], day or readings.day(one))
    )
    return (*kept, *found)


def sources(readings: Readings) -> Iterator[Source]:
    """The editions among the sources of a case: each counts from the day it came in."""
    for edition in readings.editions.values():
        yield Source(
            id=edition.source,
            kind="dataset",
            title=edition.title,
            publisher=edition.publisher,
            published=edition.day.isoformat(),
            url=edition.url,
            licence=edition.licence,
            language="en",
            note=None,
        )


def _read(
    readings: Readings, framework: Framework, day: date | None
) -> dict[str, tuple[Series, Edition]]:
    """The series that are read on a day, each with its edition, by indicator."""
    found = ((one, readings.of(one, day)) for one in framework.series.values())
    return {one.id: (one, edition) for one, edition in found if edition is not None}


def _figures(
    series: Series,
    edition: Edition,
    chosen: Chosen,
    notes: Mapping[tuple[str, str, int], Text],
) -> Iterator[Figure]:
    for picked in chosen.figures:
        yield Figure(
            picked.region,
            series.id,
            picked.year,
            picked.value,
            picked.standard_error,
            series.unit,
            edition.source,
            picked.cell,
            notes.get((picked.region, series.id, picked.year), series.note),
            edition.sha256,
            picked.parts,
        )
