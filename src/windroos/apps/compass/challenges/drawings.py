"""The pictures of a challenge."""

from __future__ import annotations

from windroos.apps.compass.challenges import answers
from windroos.apps.compass.challenges.answers import ago, lead_title, title, years
from windroos.apps.compass.challenges.names import name
from windroos.apps.compass.challenges.shown import in_words, way
from windroos.apps.compass.presenting import measured, words
from windroos.cases import Case
from windroos.cases.challenges import RESULT, Peer, Shared
from windroos.cases.histories import History
from windroos.measure.time import AHEAD
from windroos.report.field import HOME, LEARN, OTHER, OUTSIDE, TEACH, Spot, field
from windroos.report.paths import Line, Span, paths
from windroos.report.strip import Mark, strip

# So many lines are named; more would lie over each other.
_NAMED = 4


def field_of(case: Case, shared: Shared) -> str:
    """Burden by result, home marked; empty where they cannot be compared."""
    home = shared.home
    if home is None or home.burden is None or home.result is None or shared.result is None:
        return ""
    spots = [_spot(case, shared, home, HOME)]
    spots += [_spot(case, shared, peer, _kind(peer, RESULT)) for peer in shared.peers]
    spots += [_spot(case, shared, peer, OUTSIDE) for peer in shared.others]
    return field(
        [spot for spot in spots if spot is not None],
        title=title(shared),
        x_label=f"{_axis(case, shared.burden)}, {way(shared, shared.burden)}",
        y_label=f"{_axis(case, shared.result)}, {way(shared, shared.result)}",
        strip=shared.band,
        write=measured,
    )


def paths_of(case: Case, shared: Shared) -> str:
    """The burden over the years with who was there before; empty with a single year."""
    home = shared.home
    if home is None or home.burden is None or shared.year is None:
        return ""
    ahead = shared.ahead()
    named = {peer.code for peer in ahead[:_NAMED]}
    lines = [
        line
        for peer in (home, *shared.peers)
        if (line := _line(case, shared, peer, peer.code in named)) is not None
    ]
    if len({year for line in lines for year, _value in line.points}) < 2:
        return ""
    return paths(
        lines,
        title=lead_title(shared),
        y_label=f"{_axis(case, shared.burden)}, {way(shared, shared.burden)}",
        span=_span(shared, ahead[0]) if ahead else None,
        write=measured,
    )


def strip_of(case: Case, shared: Shared) -> str:
    """Where everyone stands on one line, the burdens that are the same as home's marked."""
    home = shared.home
    if home is None or home.burden is None:
        return ""
    marked = [(home, HOME), *((peer, _kind(peer)) for peer in shared.peers)]
    marked += [(peer, OUTSIDE) for peer in shared.others]
    return strip(
        [
            Mark(peer.burden.value, in_words(case, shared, peer), kind)
            for peer, kind in marked
            if peer.burden is not None
        ],
        title=" ".join((_axis(case, shared.burden), f"({shared.year}):", answers.position(shared))),
        band=shared.band,
        write=measured,
    )


def _kind(peer: Peer, ground: str = "") -> str:
    """What a region is to home: on one ground, or on any."""
    if ground in peer.learn or (peer.learn and not ground):
        return TEACH
    return LEARN if ground in peer.teach or (peer.teach and not ground) else OTHER


def _spot(case: Case, shared: Shared, peer: Peer, kind: str) -> Spot | None:
    if peer.burden is None or peer.result is None:
        return None
    text = in_words(case, shared, peer)
    return Spot(peer.burden.value, peer.result.value, name(peer), text, kind)


def _line(case: Case, shared: Shared, peer: Peer, named: bool) -> Line | None:
    assert shared.year is not None
    known = shared.burden.figures.get(peer.code, {})
    points = [(year, one.value) for year, one in sorted(known.items()) if year <= shared.year]
    if not points:
        return None
    kind = "home" if peer.same == "home" else "ahead" if named else "other"
    return Line(points, name(peer), in_words(case, shared, peer), kind)


def _span(shared: Shared, first: Peer) -> Span:
    """From when the first was where home is now; from the beginning where that is not known."""
    assert shared.home is not None
    assert shared.home.burden is not None
    assert shared.year is not None
    lead = first.ahead_years or 0.0
    label = years(lead) if first.ahead == AHEAD else ago(first)
    return Span(shared.year - lead, shared.year, shared.home.burden.value, label)


def _axis(case: Case, history: History) -> str:
    indicator = case.framework.indicators[history.indicator]
    return f"{words(indicator.label)} ({words(indicator.unit)})"
