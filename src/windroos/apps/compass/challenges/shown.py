"""A challenge ready to be shown: every region beside home, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from windroos.apps.compass.challenges.answers import years
from windroos.apps.compass.challenges.names import name
from windroos.apps.compass.presenting import measured, words
from windroos.cases import Case
from windroos.cases.challenges import EXPERIENCE, RESULT, Peer, Shared
from windroos.cases.histories import History
from windroos.cases.naming import component_of
from windroos.cases.observed import Picked
from windroos.codes.countries import country_label
from windroos.measure.time import AHEAD, BEFORE, LEVEL, PASSED, UNKNOWN
from windroos.sources.asked import named


@dataclass(frozen=True)
class Row:
    """A region beside home."""

    peer: Peer
    name: str
    url: str
    stands_for: tuple[tuple[str, str], ...]
    lies_in: tuple[str, str] | None
    burden: str
    result: str
    same: str
    trend: str
    time: str
    outcome: str
    learn: tuple[str, ...]
    teach: tuple[str, ...]

    @property
    def home(self) -> bool:
        return self.peer.same == "home"

    @property
    def known(self) -> bool:
        """Whether there is a figure of the year compared."""
        return bool(self.burden or self.result)


@dataclass(frozen=True)
class Source:
    """What is measured, which way, and where the figures come from."""

    label: str
    unit: str
    way: str
    title: str
    publisher: str
    url: str
    licence: str
    day: date | None
    dataset: str
    own: bool
    known: bool


# So many regions outside the compass are shown; the file has all.
MOST_OUTSIDE = 15


def rows(case: Case, shared: Shared) -> list[Row]:
    """Home and the regions of the case, the heaviest burden first; unknown ones last."""
    if shared.home is None:
        return []
    heavier = 1 if shared.challenge.burden.heavier == "higher" else -1

    def order(peer: Peer) -> tuple[bool, float, str]:
        value = peer.burden.value if peer.burden else 0.0
        return peer.burden is None, -heavier * value, name(peer)

    return [row(case, peer) for peer in sorted((shared.home, *shared.peers), key=order)]


def row(case: Case, peer: Peer) -> Row:
    """One region in words."""
    return Row(
        peer=peer,
        name=name(peer),
        url=_url(case, peer.code) if peer.code in case.regions else "",
        stands_for=tuple(
            (words(region.name), _url(case, region.code))
            for region in peer.stands_for
            if region.code != peer.code
        ),
        lies_in=_lies_in(case, peer),
        burden=_value(peer.burden),
        result=_value(peer.result),
        same=same(peer),
        trend=_TRENDS[peer.trend]() if peer.trend in _TRENDS else "",
        time=time(peer),
        outcome=_OUTCOMES[peer.outcome]() if peer.outcome in _OUTCOMES else "",
        learn=tuple(_GROUNDS[ground]() for ground in peer.learn),
        teach=tuple(_GROUNDS[ground]() for ground in peer.teach),
    )


def outside(case: Case, shared: Shared) -> list[Row]:
    """Regions abroad outside the compass with the same problem, those to learn from first."""
    return [row(case, peer) for peer in shared.outside()[:MOST_OUTSIDE]]


def same(peer: Peer) -> str:
    """Whether the problem is the same, in words."""
    if peer.same == "home":
        return _("this is home")
    if peer.same == "different":
        return (
            pgettext("burden", "heavier")
            if (peer.distance or 0) > 0
            else pgettext("burden", "lighter")
        )
    return _SAME[peer.same]()


def time(peer: Peer) -> str:
    """Who is ahead in time, in words."""
    if peer.same == "home":
        return ""
    if peer.ahead in (AHEAD, BEFORE):
        told = {"years": years(peer.ahead_years or 0)}
        if peer.ahead == BEFORE:
            return _("at least %(years)s ahead of us") % told
        return _("%(years)s ahead of us") % told
    if peer.behind in (AHEAD, BEFORE):
        told = {"years": years(peer.behind_years or 0)}
        if peer.behind == BEFORE:
            return _("we are at least %(years)s ahead") % told
        return _("we are %(years)s ahead") % told
    return _TIMES[peer.ahead]() if peer.ahead in _TIMES else ""


@dataclass(frozen=True)
class Told:
    """A challenge as it is for one region."""

    label: str
    url: str
    words: str


def of_region(case: Case, found: Iterable[Shared], code: str) -> dict[str, tuple[Told, ...]]:
    """What the challenges say of a region, by the component they belong to."""
    told: dict[str, list[Told]] = defaultdict(list)
    for shared in found:
        node = shared.challenge.node
        speaking = (p for p in shared.peers if any(r.code == code for r in p.stands_for))
        peer = next(speaking, None)
        if node is None or peer is None or peer.burden is None:
            continue
        said = [_SAID[peer.same]() if peer.same in _SAID else same(peer), time(peer)]
        if peer.code != code:
            said.append(_("by the figures of %(country)s") % {"country": name(peer)})
        component = component_of(case.framework, case.framework.by_id[node])
        url = reverse("compass:challenge", args=[case.name, shared.challenge.id])
        line = Told(words(shared.challenge.label), url, "; ".join(one for one in said if one))
        told[component.id].append(line)
    return {id: tuple(lines) for id, lines in told.items()}


def sources(case: Case, shared: Shared) -> list[Source]:
    """Where the figures of burden and result come from, or could come from."""
    return [_source(case, shared, one) for one in (shared.burden, shared.result) if one is not None]


def way(shared: Shared, history: History) -> str:
    """Which end of an indicator is heavy, or better."""
    told = shared.challenge
    if history is shared.burden:
        return _("higher is heavier") if told.burden.heavier == "higher" else _("lower is heavier")
    assert told.result is not None
    return _("higher is better") if told.result.better == "higher" else _("lower is better")


def in_words(case: Case, shared: Shared, peer: Peer) -> str:
    """A region in one line, for who does not see the picture."""
    told = [name(peer)]
    for history, figure in ((shared.burden, peer.burden), (shared.result, peer.result)):
        if history is not None and figure is not None:
            indicator = case.framework.indicators[history.indicator]
            told.append(f"{words(indicator.label)} {_value(figure)} ({figure.year})")
    told.append(same(peer))
    told += [_("we could learn from it: %(why)s") % {"why": _GROUNDS[one]()} for one in peer.learn]
    told += [_("it could learn from us: %(why)s") % {"why": _GROUNDS[one]()} for one in peer.teach]
    return "; ".join((": ".join(told[:2]), *told[2:]))


def _source(case: Case, shared: Shared, history: History) -> Source:
    indicator = case.framework.indicators[history.indicator]
    edition = history.edition
    return Source(
        label=words(indicator.label),
        unit=words(indicator.unit),
        way=way(shared, history),
        title=title(history.dataset) if history.dataset and edition else "",
        publisher=edition.publisher if edition else "",
        url=edition.url if edition else "",
        licence=edition.licence if edition else "",
        day=edition.day if edition else None,
        dataset=history.dataset or "",
        own=edition is None and bool(history.figures),
        known=bool(history.figures),
    )


def title(key: str) -> str:
    """What a dataset is called, in the language of the reader, with what it is asked for."""
    return named(key).title(_language())


def _language() -> str:
    return "en" if get_language() == "en" else "nl"


def _lies_in(case: Case, peer: Peer) -> tuple[str, str] | None:
    """The region of the compass, or else the country, that a region outside it lies in; an address
    only of the former."""
    if peer.stands_for:
        return None
    if peer.lies_in is not None:
        return words(peer.lies_in.name), _url(case, peer.lies_in.code)
    country = country_label(peer.country or "", _language())
    return (country, "") if country and peer.country != peer.code else None


def _url(case: Case, code: str) -> str:
    return reverse("compass:region", args=[case.name, code])


def _value(figure: Picked | None) -> str:
    return measured(figure.value) if figure else ""


_Words = Mapping[str, Callable[[], str]]

_SAID: _Words = {"same": lambda: _("the same problem")}
_SAME: _Words = {
    "same": lambda: _("the same"),
    "doubtful": lambda: _("perhaps the same: the figures are not exact enough to tell"),
    "unknown": lambda: _("unknown"),
}
_TRENDS: _Words = {
    "alike": lambda: _("as with us"),
    "faster": lambda: _("getting heavier, compared with us"),
    "slower": lambda: _("getting lighter, compared with us"),
    "unknown": lambda: _("unknown"),
}
_TIMES: _Words = {
    LEVEL: lambda: _("exactly as far as we are"),
    PASSED: lambda: _("was where we are now, and came back from it"),
    UNKNOWN: lambda: _("unknown"),
}
_OUTCOMES: _Words = {
    "better": lambda: _("clearly better"),
    "worse": lambda: _("clearly worse"),
    "alike": lambda: _("no clear difference"),
    "unknown": lambda: _("unknown"),
}
_GROUNDS: _Words = {
    RESULT: lambda: _("a better result with the same problem"),
    EXPERIENCE: lambda: _("more years of experience"),
}
