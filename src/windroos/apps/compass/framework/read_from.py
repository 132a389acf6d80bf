"""Where the figures of a case are read from, in the words of the reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from windroos.apps.compass import queries
from windroos.apps.compass.presenting import day, words
from windroos.apps.evidence import queries as evidence
from windroos.apps.regions.queries import Case as KeptCase
from windroos.cases import Case
from windroos.cases.framework import Parts, Place, Renumbered, Rule, Series, Text
from windroos.cases.observed import Unused
from windroos.sources.asked import named


@dataclass(frozen=True)
class ReadFrom:
    """A series: what is read for an indicator, by which rule, and what came of it."""

    id: str
    label: str
    dataset: str
    observed: str
    rule: str
    # From which snapshot it is read now; empty while the case uses its own figures.
    snapshot: str
    since: str
    figures: int
    # What of the observations does not count, and how often.
    unused: tuple[str, ...]


def read_from(case: Case) -> list[ReadFrom]:
    """The series of a case, in the order of its framework."""
    return [_shown(case, series) for series in case.framework.series.values()]


@dataclass(frozen=True)
class SourceRead:
    """A source that a case has a series of: the indicators that need it, the snapshot that is read
    and from which day on; None for both while the figures of the case itself count."""

    source: str
    indicators: tuple[str, ...]
    snapshot: str | None
    day: date | None
    # Whether someone chose for the figures of the case.
    own_figures: bool


def sources_of(row: KeptCase) -> list[SourceRead]:
    """What a case reads from each source of its framework now."""
    framework = queries.value(row).framework
    held = evidence.pins(evidence.snapshots(row))
    return [
        SourceRead(
            source,
            tuple(one.id for one in framework.series.values() if source in one.sources),
            pin.sha256 if pin and pin.sha256 else None,
            pin.since if pin and pin.sha256 else None,
            own_figures=pin is not None and not pin.sha256,
        )
        for source in framework.datasets
        for pin in [held.get(source)]
    ]


def _shown(case: Case, series: Series) -> ReadFrom:
    edition = case.readings.of(series)
    return ReadFrom(
        id=series.id,
        label=words(case.framework.indicators[series.id].label),
        dataset=dataset_name(series.source),
        observed=series.observed,
        rule=series_value("rule", series.rule),
        snapshot=edition.sha256[:12] if edition else "",
        since=day(edition.day.isoformat()) if edition else "",
        figures=len({figure.region for figure in case.figures if figure.indicator == series.id}),
        unused=_unused(case.chosen(series).unused) if edition else (),
    )


def dataset_name(key: str) -> str:
    """What a dataset is called, with its options."""
    return named(key).title("en" if get_language() == "en" else "nl")


def _unused(unused: tuple[Unused, ...]) -> tuple[str, ...]:
    """How many places each reason holds for."""
    counts = Counter(one.reason for one in unused)
    return tuple(REASONS[reason](count) % {"n": count} for reason, count in counts.items())


REASONS: Mapping[str, Callable[[int], str]] = {
    "region": lambda n: ngettext(
        "%(n)s place is no region of ours", "%(n)s places are no region of ours", n
    ),
    "period": lambda n: ngettext(
        "of %(n)s region a period is no year", "of %(n)s regions a period is no year", n
    ),
    "unit": lambda n: ngettext(
        "of %(n)s region a figure has another unit", "of %(n)s regions a figure has another unit", n
    ),
    "missing": lambda n: ngettext(
        "of %(n)s region the publisher misses a year",
        "of %(n)s regions the publisher misses a year",
        n,
    ),
    "several": lambda n: ngettext(
        "of %(n)s region there are several figures of a year",
        "of %(n)s regions there are several figures of a year",
        n,
    ),
    "old": lambda n: ngettext(
        "of %(n)s region the figure is too old", "of %(n)s regions the figure is too old", n
    ),
    "years": lambda n: ngettext(
        "of %(n)s region there are too few years", "of %(n)s regions there are too few years", n
    ),
    "parts": lambda n: ngettext(
        "of %(n)s region a part is missing", "of %(n)s regions a part is missing", n
    ),
    "absent": lambda n: ngettext(
        "%(n)s region does not occur in it", "%(n)s regions do not occur in it", n
    ),
}


def series_value(field: str, value: Any) -> str:
    """A setting of a series in words; empty for none."""
    if value is None or value == ():
        return ""
    if isinstance(value, Rule):
        return _rule(value)
    if isinstance(value, Place):
        return _("%(dimension)s, of %(region)s") % {
            "dimension": value.dimension,
            "region": value.of,
        }
    if isinstance(value, Parts):
        given = {"observed": value.observed, "dataset": dataset_name(value.source)}
        return _("%(observed)s (%(dataset)s) of %(year)s") % {**given, "year": value.year}
    if isinstance(value, Renumbered):
        return f"NUTS {value.from_} → {value.to}"
    if isinstance(value, Text):
        return words(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field == "source":
        return dataset_name(value)
    if field == "kind":
        return _("a rate or an index") if value == "rate" else _("a total")
    if field == "dimensions":
        return ", ".join(f"{name} = {wanted}" for name, wanted in value)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _rule(rule: Rule) -> str:
    if rule.kind == "latest":
        return _("the latest year")
    if rule.kind == "year":
        return str(rule.years)
    if rule.least == rule.years:
        return _("the mean of the last %(n)s years") % {"n": rule.years}
    return _("the mean of the last %(n)s years, of which %(least)s are enough") % {
        "n": rule.years,
        "least": rule.least,
    }
