"""The figures of an indicator as its page shows them: per region, over time, on a map, and gaps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from windroos.apps.compass.presenting import decimal, listing, measured
from windroos.report.gaps import State
from windroos.report.periods import when
from windroos.report.series import ERRORS, Line, Moment
from windroos.site.sources.words import country_name
from windroos.sources.looking import Figure, Gaps

# So many regions with gaps are drawn, of so many periods: the last.
_ROWS, _PERIODS = 40, 60


def exact(value: float) -> str:
    """A value with all its decimals, as the reader writes it; beyond ten figures it is rounded."""
    text = f"{value:.10g}"
    places = len(text.partition(".")[2]) if "e" not in text else 0
    return decimal(value, places) if "e" not in text else text


@dataclass(frozen=True)
class Names:
    """What regions are called: as the case has it, a country as readers do, a region as the
    publisher of boundaries does."""

    drawn: Mapping[str, str]
    case: Mapping[str, str] = field(default_factory=dict)

    def of(self, figure: Figure) -> str:
        """The name of a figure's place; the publisher's own code where it is none of ours."""
        return self.code(figure.region) or figure.region_given or _("without a place")

    def code(self, code: str | None) -> str:
        if not code:
            return ""
        return self.case.get(code) or country_name(code) or self.drawn.get(code) or code


@dataclass(frozen=True)
class Place:
    """The last known figure of a place, and the ends of the scale of all."""

    figure: Figure
    name: str
    low: float
    high: float
    chosen: bool

    @property
    def value(self) -> float:
        assert self.figure.value is not None
        return self.figure.value

    @property
    def text(self) -> str:
        return measured(self.value)


def places(latest: Iterable[Figure], names: Names, chosen: Iterable[str]) -> list[Place]:
    """Each place by its last known figure, the highest first."""
    found = [figure for figure in latest if figure.value is not None]
    values = [end for figure in found for end in _reach(figure)]
    low, high = min([0.0, *values]), max([0.0, *values])
    if low == high:
        high = 1.0
    shown = [Place(one, names.of(one), low, high, one.region in set(chosen)) for one in found]
    return sorted(shown, key=lambda place: (-place.value, place.name))


def _reach(figure: Figure) -> tuple[float, float]:
    """Between which values it lies, by its standard error."""
    assert figure.value is not None
    reach = (figure.standard_error or 0.0) * ERRORS
    return figure.value - reach, figure.value + reach


def answer(shown: Sequence[Place], unit: str) -> str:
    """Where it is highest and lowest, in the period that most figures are of."""
    if not shown:
        return _("No figure of it is known.")
    [(period, _count)] = Counter(place.figure.period for place in shown).most_common(1)
    then = [place for place in shown if place.figure.period == period]
    given = {
        "period": period,
        "n": len(then),
        "high": then[0].name,
        "most": measured(then[0].value),
        "low": then[-1].name,
        "least": measured(then[-1].value),
    }
    if len(then) == 1:
        told = _("In %(period)s it was %(most)s in %(high)s, the only one of which it is known.")
    else:
        told = _(
            "In %(period)s it was highest in %(high)s (%(most)s) and lowest in %(low)s (%(least)s),"
            " of the %(n)s regions of which it is known."
        )
    parts = [told % given]
    if rest := len(shown) - len(then):
        more = ngettext(
            "Of %(n)s region the last figure is of another time.",
            "Of %(n)s regions the last figure is of another time.",
            rest,
        )
        parts.append(more % {"n": rest})
    if unit:
        parts.append(_("The unit is “%(unit)s”.") % {"unit": unit})
    return " ".join(parts)


def lines(
    by_region: Mapping[str, Sequence[Figure]], periods: Sequence[str], names: Names
) -> list[Line]:
    """A line for each region; broken where a period is missing that others have."""
    made = []
    for region, figures in by_region.items():
        known = {figure.period: figure for figure in figures}
        moments = []
        for period in periods:
            at = when(period)
            if at is None:
                continue
            figure = known.get(period)
            value = figure.value if figure else None
            error = figure.standard_error if figure else None
            text = "" if value is None else f"{names.code(region)}, {period}: {exact(value)}"
            moments.append(Moment(at, value, error, text))
        if any(moment.value is not None for moment in moments):
            made.append(Line(names.code(region), moments))
    return made


def over_time(drawn: Sequence[Line]) -> str:
    """What the lines say, in a sentence."""
    first = min(m.at for line in drawn for m in line.moments if m.value is not None)
    last = max(m.at for line in drawn for m in line.moments if m.value is not None)
    given = {"names": listing([line.name for line in drawn], 6), "first": int(first)}
    if int(first) == int(last):
        return _("%(names)s in %(first)s") % given
    return _("%(names)s, from %(first)s to %(last)s") % {**given, "last": int(last)}


@dataclass(frozen=True)
class GapRow:
    """A region with gaps: its name, what there is of each period, and that in words."""

    name: str
    states: Sequence[State]
    count: int
    text: str


@dataclass(frozen=True)
class GapsShown:
    """What is missing, in a sentence, and the regions with most gaps."""

    text: str
    rows: Sequence[GapRow]
    periods: Sequence[str]
    more: int
    cut: bool


def gaps_shown(found: Gaps, names: Names) -> GapsShown:
    """Which regions lack which periods."""
    given = {
        "regions": found.regions,
        "periods": len(found.periods),
        "all": decimal(found.regions * len(found.periods), 0),
        "n": decimal(found.count, 0),
    }
    if not found.count:
        told = _("None: there is a figure of all %(regions)s regions in all %(periods)s periods.")
        return GapsShown(told % given, (), (), 0, False)
    told = ngettext(
        "Of the %(all)s figures that %(regions)s regions and %(periods)s periods would make,"
        " %(n)s is missing.",
        "Of the %(all)s figures that %(regions)s regions and %(periods)s periods would make,"
        " %(n)s are missing.",
        found.count,
    )
    by_place: dict[tuple[str | None, str | None], dict[str, State]] = defaultdict(dict)
    for gap in found.gaps:
        by_place[gap.region, gap.region_given][gap.period] = "missing" if gap.stands else "absent"
    periods = found.periods[-_PERIODS:]
    ordered = sorted(by_place.items(), key=lambda item: -len(item[1]))
    rows = [
        _gap_row(names.code(region) or given_code or _("without a place"), missing, periods)
        for (region, given_code), missing in ordered[:_ROWS]
    ]
    more = max(0, len(by_place) - _ROWS)
    return GapsShown(told % given, rows, periods, more, len(periods) < len(found.periods))


def _gap_row(name: str, missing: Mapping[str, State], periods: Sequence[str]) -> GapRow:
    states: list[State] = [missing.get(period, "known") for period in periods]
    text = _("%(name)s: missing in %(periods)s") % {
        "name": name,
        "periods": ", ".join(_spans(missing, periods)) or _("earlier periods"),
    }
    return GapRow(name, states, len(missing), text)


def _spans(missing: Mapping[str, State], periods: Sequence[str]) -> list[str]:
    """Periods that follow each other, as from-to."""
    spans: list[list[str]] = []
    for n, period in enumerate(periods):
        if period in missing:
            if spans and n and spans[-1][1] == periods[n - 1]:
                spans[-1][1] = period
            else:
                spans.append([period, period])
    return [first if first == last else f"{first}–{last}" for first, last in spans]
