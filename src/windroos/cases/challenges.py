"""The challenges of a case beside those of other regions: who shares them, who is ahead, who could
learn from whom.

The figures of a country stand for its regions where a challenge says so and a region has none of
its own; the country is then compared once, and told to stand for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from windroos.cases.case import Case
from windroos.cases.challenge import Challenge
from windroos.cases.histories import History, histories
from windroos.cases.observed import Picked
from windroos.cases.text import Text
from windroos.cases.values import Region
from windroos.codes.countries import country_label
from windroos.codes.regions import country_of, fits
from windroos.measure import Comparison, NotComparable, Panel, Rules, compare

RESULT, EXPERIENCE = "result", "experience"

# Why a challenge is not compared, or its result: no figures, none of home, or no common year.
NO_FIGURES, NO_HOME, NO_YEAR = "figures", "home", "year"


@dataclass(frozen=True, slots=True)
class Peer:
    """A region beside home on one challenge.

    `code` is the region whose figures these are, and `stands_for` the regions of the case that they
    speak of: itself, or regions within it that have none of their own. `lies_in` is the region of
    the case that a region outside it is a part of. The words are those of `windroos.measure`; a
    number is None where it is not known. `slope` is what the burden changes a
    year. `learn` and `teach` say on which grounds home could learn from it, and it from home.
    """

    code: str
    name: Text
    stands_for: tuple[Region, ...]
    burden: Picked | None
    result: Picked | None
    same: str
    distance: float | None
    trend: str
    slope: float | None
    ahead: str
    ahead_years: float | None
    ahead_gap: float | None
    behind: str
    behind_years: float | None
    outcome: str
    result_distance: float | None
    learn: tuple[str, ...]
    teach: tuple[str, ...]
    lies_in: Region | None = None

    @property
    def country(self) -> str | None:
        """The country it is or lies in; None where its code does not tell."""
        return country_of(self.code)

    def as_dict(self, language: str) -> dict[str, Any]:
        """Plain data, texts in one language."""
        return {
            "code": self.code,
            "name": self.name.get(language),
            "standsFor": [region.code for region in self.stands_for],
            "liesIn": self.lies_in.code if self.lies_in else None,
            "burden": _figure(self.burden),
            "result": _figure(self.result),
            "same": self.same,
            "distance": self.distance,
            "trend": self.trend,
            "slope": self.slope,
            "ahead": self.ahead,
            "aheadYears": self.ahead_years,
            "behind": self.behind,
            "behindYears": self.behind_years,
            "outcome": self.outcome,
            "resultDistance": self.result_distance,
            "learn": list(self.learn),
            "teach": list(self.teach),
        }


@dataclass(frozen=True, eq=False)
class Shared:
    """A challenge of a case, compared; or `reason` says why it is not.

    `peers` are the regions of the case, `others` those outside it that its source covers at the
    level of home; the heaviest burden stands first. `band` holds the burdens that are the same as
    home's. `result_year` is None when the burden is compared alone; `result_reason` then says why,
    where there is a result to compare.
    """

    challenge: Challenge
    rules: Rules
    burden: History
    result: History | None
    reason: str | None = None
    year: int | None = None
    result_year: int | None = None
    home: Peer | None = None
    peers: tuple[Peer, ...] = ()
    others: tuple[Peer, ...] = ()
    band: tuple[float, float] | None = None
    result_reason: str | None = None

    @property
    def measured(self) -> tuple[History, ...]:
        """The history of the burden and, where there is one, of the result."""
        return tuple(one for one in (self.burden, self.result) if one is not None)

    @property
    def absent(self) -> tuple[str, ...]:
        """The keys of the datasets that were not brought in, and would give figures."""
        found = [one for one in self.measured if one.edition is None and not one.figures]
        return tuple(dict.fromkeys(one.dataset for one in found if one.dataset))

    @property
    def unread(self) -> tuple[History, ...]:
        """What was brought in, and has nothing under what the series of the case names."""
        return tuple(one for one in self.measured if one.edition is not None and not one.figures)

    @property
    def commands(self) -> tuple[str, ...]:
        """The commands that bring these datasets in."""
        return tuple(command(key) for key in self.absent)

    def with_same(self) -> tuple[Peer, ...]:
        """Who has the same problem."""
        return tuple(peer for peer in self.peers if peer.same == "same")

    def ahead(self) -> tuple[Peer, ...]:
        """Who is ahead in time, the longest ago first; of equals who is furthest on now."""
        way = 1 if self.challenge.burden.course == "growing" else -1
        found = [p for p in self.peers if p.ahead in ("ahead", "before") and p.ahead_years]
        return tuple(sorted(found, key=lambda p: (-(p.ahead_years or 0), -way * (p.distance or 0))))

    def teachers(self, *grounds: str) -> tuple[Peer, ...]:
        """From whom home could learn, on one of these grounds; on any unless told."""
        return tuple(p for p in self.peers if set(p.learn).intersection(grounds or p.learn))

    def learners(self, *grounds: str) -> tuple[Peer, ...]:
        """Who could learn from home, on one of these grounds; on any unless told."""
        return tuple(p for p in self.peers if set(p.teach).intersection(grounds or p.teach))

    def outside(self) -> tuple[Peer, ...]:
        """The regions of other countries outside the case that have the same problem: those first
        from which home could learn most, then whose burden is nearest to home's."""
        country = self.home.country if self.home else None
        found = [one for one in self.others if one.same == "same" and one.country != country]

        def order(one: Peer) -> tuple[float, float, str]:
            gain = (one.result_distance or 0.0) if RESULT in one.learn else 0.0
            return -gain, abs(one.distance or 0.0), one.code

        return tuple(sorted(found, key=order))

    def as_dict(
        self, language: str, regions: Sequence[str] | None = None, *, outside: bool = False
    ) -> dict[str, Any]:
        """Plain data, texts in one language; of these `regions` of the case, or all. `outside`:
        the regions outside it too."""
        shown = [
            peer
            for peer in self.peers
            if regions is None or any(region.code in regions for region in peer.stands_for)
        ]
        return {
            "id": self.challenge.id,
            "label": self.challenge.label.get(language),
            "question": self.challenge.question.get(language),
            "passage": self.challenge.passage,
            "burden": {"indicator": self.burden.indicator, **self.burden.origin()},
            "result": {"indicator": self.result.indicator, **self.result.origin()}
            if self.result
            else None,
            "reason": self.reason,
            "resultReason": self.result_reason,
            "absent": list(self.absent),
            "unread": [one.indicator for one in self.unread],
            "year": self.year,
            "resultYear": self.result_year,
            "band": list(self.band) if self.band else None,
            "home": self.home.as_dict(language) if self.home else None,
            "peers": [peer.as_dict(language) for peer in shown],
            **({"others": [peer.as_dict(language) for peer in self.others]} if outside else {}),
        }


def command(key: str) -> str:
    """The command that brings a dataset in: from its publisher, or from a file at hand.

    >>> command("world-bank"), command("eis-2025")
    ('windroos sources fetch "world-bank"', 'windroos sources load "eis-2025" --file …')
    """
    if fetchable(key):
        return f'windroos sources fetch "{key}"'
    return f'windroos sources load "{key}" --file …'


def fetchable(key: str) -> bool:
    """Whether the publisher of a dataset gives it by an address."""
    # What knows every publisher is read only where a source is absent.
    from windroos.sources.asked import named

    asked = named(key)
    return bool(asked.dataset.addresses(asked.options))


NAMELESS: Mapping[str, str] = {}


def challenges(case: Case, names: Mapping[str, str] = NAMELESS) -> tuple[Shared, ...]:
    """All challenges of a case, in the order of its framework.

    `names` are those of regions outside the case, by code, as publishers of codes have them.
    """
    return tuple(share(case, id, names) for id in case.framework.challenges)


def share(case: Case, id: str, names: Mapping[str, str] = NAMELESS) -> Shared:
    """One challenge of a case beside other regions. Raises `KeyError` when it is not declared."""
    challenge = case.framework.challenges[id]
    rules = case.framework.challenge_rules
    found = histories(case, challenge.indicators)
    burden = found[challenge.burden.indicator]
    result = found[challenge.result.indicator] if challenge.result else None
    if not burden.figures:
        return Shared(challenge, rules, burden, result, NO_FIGURES)
    spoken = _spoken_for(case, challenge, burden)
    home = next((code for code, of in spoken.items() if any(r.home for r in of)), None)
    if home is None or not burden.figures.get(home):
        return Shared(challenge, rules, burden, result, NO_HOME)
    field = {code for code in burden.figures if _level(code) == _level(home)}
    chosen = field | set(spoken)
    try:
        compared = compare(
            home,
            _panel(burden, chosen),
            _panel(result, chosen) if result else None,
            rules,
            heavier=challenge.burden.heavier,
            better=challenge.result.better if challenge.result else "higher",
            course=challenge.burden.course,
            reference=field,
        )
    except NotComparable as error:
        reason = NO_HOME if error.reason == "home" else NO_YEAR
        return Shared(challenge, rules, burden, result, reason)
    return _told(_Naming(case, names), challenge, rules, (burden, result), compared, spoken)


@dataclass(frozen=True, slots=True)
class _Naming:
    """What regions are called, and in which region of the case those outside it lie."""

    case: Case
    names: Mapping[str, str]

    def name(self, code: str) -> Text:
        """As the case has it, a country as readers do, a region as publishers do; else its code."""
        if code in self.case.regions:
            return self.case.regions[code].name
        nl, en = (country_label(code, language) for language in ("nl", "en"))
        if nl and en:
            return Text(nl, en)
        given = self.names.get(code, code)
        return Text(given, given)

    def lies_in(self, code: str) -> Region | None:
        """The nearest region of the case around a NUTS region."""
        if code in self.case.regions or not fits(code, "nuts"):
            return None
        around = [code[:length] for length in range(len(code) - 1, 2, -1)]
        around.append(country_of(code) or "")
        return next((self.case.regions[one] for one in around if one in self.case.regions), None)


def _told(
    naming: _Naming,
    challenge: Challenge,
    rules: Rules,
    measured: tuple[History, History | None],
    compared: Comparison,
    spoken: Mapping[str, tuple[Region, ...]],
) -> Shared:
    burden, result = measured
    standing = compared.standing
    peers = [
        _peer(naming, challenge, measured, compared, at, spoken.get(code, ()))
        for at, code in enumerate(standing.regions)
    ]
    home = peers[standing.home]
    order = np.argsort(-np.nan_to_num(standing.burden, nan=-np.inf), kind="stable")
    rest = [peers[at] for at in order if at != standing.home]
    half = rules.band * standing.burden_spread
    level = home.burden.value if home.burden else np.nan
    return Shared(
        challenge=challenge,
        rules=rules,
        burden=burden,
        result=result,
        year=standing.year,
        result_year=standing.result_year,
        home=home,
        peers=tuple(peer for peer in rest if peer.stands_for),
        others=tuple(peer for peer in rest if not peer.stands_for),
        band=(level - half, level + half) if np.isfinite(half) else None,
        result_reason=_no_result(result, home.code, standing.result_year),
    )


def _no_result(result: History | None, home: str, year: int | None) -> str | None:
    """Why the result is not compared; None where it is, or there is none to compare."""
    if result is None or year is not None:
        return None
    if not result.figures:
        return NO_FIGURES
    return NO_YEAR if result.figures.get(home) else NO_HOME


def _peer(
    naming: _Naming,
    challenge: Challenge,
    measured: tuple[History, History | None],
    compared: Comparison,
    at: int,
    stands_for: tuple[Region, ...],
) -> Peer:
    standing = compared.standing
    code = standing.regions[at]
    burden, result = measured
    sign = 1.0 if challenge.burden.heavier == "higher" else -1.0
    slope = _known(compared.slope[at])
    return Peer(
        code=code,
        name=naming.name(code),
        stands_for=stands_for,
        burden=burden.figures.get(code, {}).get(standing.year),
        result=result.figures.get(code, {}).get(standing.result_year)
        if result and standing.result_year
        else None,
        same=str(compared.same[at]),
        distance=_known(compared.distance[at]),
        trend=str(compared.trend[at]),
        slope=None if slope is None else sign * slope,
        ahead=str(compared.ahead.words[at, 0]),
        ahead_years=_known(compared.ahead.years[at, 0]),
        ahead_gap=_known(compared.ahead.gap[at, 0]),
        behind=str(compared.behind.words[0, at]),
        behind_years=_known(compared.behind.years[0, at]),
        outcome=str(compared.outcome[at]),
        result_distance=_known(compared.result_distance[at]),
        learn=_grounds(compared, at, 1),
        teach=_grounds(compared, at, -1),
        lies_in=None if stands_for else naming.lies_in(code),
    )


def _grounds(compared: Comparison, at: int, sign: int) -> tuple[str, ...]:
    signs = {RESULT: compared.by_result[at], EXPERIENCE: compared.by_experience[at]}
    return tuple(name for name, found in signs.items() if found == sign)


def _spoken_for(case: Case, challenge: Challenge, burden: History) -> dict[str, tuple[Region, ...]]:
    """The regions of the case by the region whose figures speak of them: the nearest that has any
    figure of the burden, and the region itself when none has."""
    found: dict[str, list[Region]] = {}
    for region in (*case.weighed, *([case.home] if case.home else [])):
        lineage = tuple(case.lineage(region.code)) if challenge.inherit else (region.code,)
        code = next((one for one in lineage if burden.figures.get(one)), region.code)
        found.setdefault(code, []).append(region)
    return {code: tuple(regions) for code, regions in found.items()}


def _level(code: str) -> str | int:
    """What regions are of one level with: countries, each level of NUTS, other subdivisions."""
    return len(code) if "-" not in code else "subdivision"


def _panel(history: History, regions: Iterable[str]) -> Panel:
    """The figures of these regions; those without any are in it all the same."""
    wanted = sorted(regions)
    known = Panel.of(
        (code, year, one.value, one.standard_error)
        for code in wanted
        for year, one in history.figures.get(code, {}).items()
    )
    return known.over(wanted, known.years)


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _figure(one: Picked | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "value": one.value,
        "standardError": one.standard_error,
        "year": one.year,
        "cell": one.cell,
    }
