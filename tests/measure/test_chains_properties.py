"""What holds for every chain, against trying everything."""

from collections.abc import Iterable
from itertools import combinations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from windroos.measure import STRENGTHS, Chain, Flow, Holder, Link, Scope, analyse, complements

REGIONS = ("NL21", "NL22", "NL41", "BE25")
COUNTRY = {"NL21": "NL", "NL22": "NL", "NL41": "NL", "BE25": "BE"}


@st.composite
def _chains(draw: st.DrawFn, most: int = 5, loops: bool = True) -> Chain:
    count = draw(st.integers(1, most))
    complete = st.booleans()
    ids = [f"l{n}" for n in range(count)]
    holders = []
    for link in ids:
        who = draw(st.lists(st.tuples(st.sampled_from("uvwx"), st.sampled_from(REGIONS)),
                            max_size=3, unique=True))  # fmt: skip
        for one, region in who:
            low, high = sorted((draw(st.integers(0, 2)), draw(st.integers(1, 4))))
            holders.append(
                Holder(link=link, id=one, region=region, strength=draw(st.sampled_from(STRENGTHS)),
                       low=low / 8, high=high / 4 if draw(st.booleans()) else None)
            )  # fmt: skip
    links = []
    for link in ids:
        all_there = sum(h.shares[1] for h in holders if h.link == link) >= 1 and draw(complete)
        links.append(Link(id=link, needs=draw(st.sampled_from(("all", "any"))), complete=all_there))
    pairs = [(a, b) for a in ids for b in ids if (a != b if loops else a < b)]
    flows = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=8)) if pairs else []
    return Chain(tuple(links), tuple(Flow(*pair) for pair in flows), tuple(holders))


def _sound(chain: Chain, which: Iterable[str], held: set[str]) -> bool:
    """Whether of a set of links each is held and has what it needs within the set."""
    chosen = set(which)
    for link in chain.links:
        if link.id not in chosen:
            continue
        sources = {flow.source for flow in chain.flows if flow.target == link.id}
        enough = sources <= chosen if link.needs == "all" else not sources or sources & chosen
        if link.id not in held or not enough:
            return False
    return True


def _reached(chain: Chain, held: set[str]) -> set[str]:
    """The union of all sets of links that hold each other up: all subsets are tried."""
    ids = [link.id for link in chain.links]
    found: set[str] = set()
    for size in range(len(ids) + 1):
        for which in combinations(ids, size):
            if _sound(chain, which, held):
                found |= set(which)
    return found


def _held(chain: Chain, regions: Iterable[str] = REGIONS, without: str = "") -> set[str]:
    return {
        h.link
        for h in chain.holders
        if h.region in set(regions) and without not in (h.id, h.region, COUNTRY[h.region])
    }


@given(_chains(), st.sets(st.sampled_from(REGIONS), min_size=1))
def test_what_is_reached_is_what_holds_itself_up(chain: Chain, regions: set[str]) -> None:
    held = _held(chain, regions)
    seen = analyse(chain, Scope(frozenset(regions)))
    reached = _reached(chain, held)
    assert {link.id for link in seen.links if link.state == "held"} == held
    assert {link.id for link in seen.links if link.reached == "yes"} == reached
    everyone = {link.id for link in chain.links if not chain.holders_of[link.id]}
    could = _reached(chain, held | everyone)
    assert {link.id for link in seen.links if link.reached != "no"} == could
    assert (seen.reached == "yes") == (set(chain.ends) <= reached)


@given(_chains(loops=False))
def test_without_loops_nothing_is_circular(chain: Chain) -> None:
    assert not chain.loops
    assert not any(link.circular for link in analyse(chain).links)
    targets = {flow.source for flow in chain.flows}
    assert set(chain.ends) == {link.id for link in chain.links} - targets


@given(_chains())
def test_what_is_circular_could_not_be_started(chain: Chain) -> None:
    started: set[str] = set()
    held = _held(chain)
    for _ in chain.links:  # each round starts all whose needs are there already
        started = {
            link.id for link in chain.links
            if link.id in held and _fed(chain, link, started)
        }  # fmt: skip
    seen = analyse(chain).links
    assert {link.id for link in seen if link.reached == "yes" and not link.circular} == started


def _fed(chain: Chain, link: Link, there: set[str]) -> bool:
    sources = {flow.source for flow in chain.flows if flow.target == link.id}
    return sources <= there if link.needs == "all" else not sources or bool(sources & there)


@given(_chains(), st.sets(st.sampled_from(REGIONS), min_size=1))
def test_a_gap_stops_and_opens_as_when_it_is_tried(chain: Chain, regions: set[str]) -> None:
    every = {link.id for link in chain.links}
    held = _held(chain, regions)
    for gap in analyse(chain, Scope(frozenset(regions))).gaps:
        assert set(gap.stops) == every - {gap.id} - _reached(chain, every - {gap.id})
        opened = _reached(chain, held | {gap.id}) - _reached(chain, held)
        assert set(gap.opens) == opened


@given(_chains(), st.booleans())
def test_single_points_are_found_by_taking_each_away(chain: Chain, granted: bool) -> None:
    granting = {link.id for link in chain.links if not chain.holders_of[link.id]} if granted else ()
    ends = set(chain.ends)
    before = _reached(chain, _held(chain) | set(granting))
    expected = set()
    for kind, ids in (
        ("holder", {h.id for h in chain.holders}),
        ("region", set(REGIONS)),
        ("country", {"NL", "BE"}),
    ):
        for one in ids:
            after = _reached(chain, _held(chain, without=one) | set(granting))
            if ends <= before and not ends <= after:
                expected.add((kind, one))
    found = analyse(chain, granting=granting).single_points
    assert {(loss.kind, loss.id) for loss in found} == expected


@given(_chains())
def test_a_chain_without_each_of_its_losses_is_as_told(chain: Chain) -> None:
    before = _reached(chain, _held(chain))
    for loss in analyse(chain).losses:
        held = _held(chain, without=loss.id)
        assert set(loss.loses) == _held(chain) - held
        assert set(loss.stops) == before - _reached(chain, held) - set(loss.loses)


@settings(deadline=None, max_examples=60)
@given(_chains(), st.sampled_from(("links", "end")), st.sampled_from((None, "NL41", "NL")))
def test_complements_are_all_sets_without_one_to_spare(
    chain: Chain, goal: str, scope: str | None
) -> None:
    base = _held(chain, [r for r in REGIONS if scope and r.startswith(scope)])
    could = _held(chain)
    asked = could if goal == "links" else set(chain.ends)

    def enough(regions: Iterable[str]) -> bool:
        held = base | _held(chain, regions)
        return asked <= (held if goal == "links" else _reached(chain, held))

    expected = set()
    for size in range(len(REGIONS) + 1):
        for regions in combinations(REGIONS, size):
            spare = any(set(smaller) < set(regions) for smaller in expected)
            if enough(regions) and not spare:
                expected.add(regions)
    within = None if scope is None else Scope.of(scope)
    found = complements(chain, within, goal="links" if goal == "links" else "end", most=100)
    assert set(found.sets) == {tuple(sorted(one)) for one in expected}
    assert [len(one) for one in found.sets] == sorted(len(one) for one in found.sets)
    assert found.all_given
    every = {link.id for link in chain.links}
    if goal == "links":
        assert set(found.unfillable) == every - could
    else:
        assert bool(found.unfillable) == (not expected)


@settings(deadline=None)
@given(_chains(most=3), st.integers(0, 2**32 - 1))
def test_every_completion_of_the_shares_lies_within_the_bounds(chain: Chain, seed: int) -> None:
    random = np.random.default_rng(seed)
    seen = analyse(chain, Scope.of("NL"))
    outside = {}
    for link in chain.links:
        holders = chain.holders_of[link.id]
        shares = [random.uniform(*h.shares) for h in holders]
        rest = 1 - sum(shares)
        if rest < 0 or (link.complete and rest > 0):
            shares, rest = _mended(link, holders), 0.0
        beyond = sum(s for h, s in zip(holders, shares, strict=True) if h.region == "BE25")
        outside[link.id] = beyond + random.uniform(0, max(rest, 0.0))
        bounds = seen.by_id[link.id].outside_share
        assert bounds.low - 1e-9 <= outside[link.id] <= bounds.high + 1e-9
    whole = _dependence(chain, outside)
    assert seen.outside_share.low - 1e-9 <= whole <= seen.outside_share.high + 1e-9


def _mended(link: Link, holders: tuple[Holder, ...]) -> list[float]:
    """Shares that make 1: from the least towards the most, in the order of the holders."""
    shares = [h.shares[0] for h in holders]
    for at, holder in enumerate(holders):
        shares[at] += min(holder.shares[1] - shares[at], 1 - sum(shares))
    return shares


@settings(deadline=None)
@given(_chains(most=3))
def test_the_bounds_are_attained(chain: Chain) -> None:
    """On a grid of eighths and what the others leave, the extremes are met exactly."""
    seen = analyse(chain, Scope.of("NL"))
    for link in chain.links:
        holders = chain.holders_of[link.id]
        grids = [[k / 8 for k in range(9) if h.shares[0] <= k / 8 <= h.shares[1]] for h in holders]
        found = []
        for shares in product(*grids):
            rest = 1 - sum(shares)
            if rest < 0 or (link.complete and rest != 0):
                continue
            beyond = sum(s for h, s in zip(holders, shares, strict=True) if h.region == "BE25")
            found += [beyond, beyond + rest]
        bounds = seen.by_id[link.id].outside_share
        assert (min(found), max(found)) == (bounds.low, bounds.high)


def _dependence(chain: Chain, outside: dict[str, float]) -> float:
    """By the levels: one's own to a degree t when the links that are so to that degree reach the
    ends."""
    own = max(
        (t for t in {1 - o for o in outside.values()}
         if set(chain.ends) <= _reached(chain, {k for k, o in outside.items() if 1 - o >= t})),
        default=0.0,
    )  # fmt: skip
    return 1 - own


@given(_chains())
def test_more_holders_close_more_and_depend_less_in_the_best_case(chain: Chain) -> None:
    narrow, wide = analyse(chain, Scope.of("NL41")), analyse(chain, Scope.of("NL"))
    for less, more in zip(narrow.links, wide.links, strict=True):
        assert less.state != "held" or more.state == "held"
        assert less.reached != "yes" or more.reached == "yes"
        assert more.outside_share.low <= less.outside_share.low
        assert more.outside_share.high <= less.outside_share.high
