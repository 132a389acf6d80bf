"""Value chains small enough to reckon by hand."""

from dataclasses import replace

import pytest

from windroos.measure import (
    Bounds,
    Chain,
    ChainError,
    Flow,
    Holder,
    Link,
    Scope,
    analyse,
    compare_chains,
    complements,
    losses,
)


def _chain(links: str, flows: str = "", holders: tuple[Holder, ...] = ()) -> Chain:
    """Links by letter, `|` behind those that need any; flows as pairs of letters."""
    made = [
        Link(id=word.rstrip("|"), needs="any" if word.endswith("|") else "all")
        for word in links.split()
    ]
    return Chain(tuple(made), tuple(Flow(*pair) for pair in flows.split()), holders)


def _held(*words: str) -> tuple[Holder, ...]:
    """`a:x@NL41`: x holds a in NL41."""
    found = []
    for word in words:
        link, rest = word.split(":")
        who, _at, where = rest.partition("@")
        found.append(Holder(link=link, id=who, region=where))
    return tuple(found)


def test_a_link_is_held_missing_open_or_perhaps_held() -> None:
    holders = (
        *_held("a:x@NL414", "a:y@NL21", "b:y@NL21"),
        Holder(link="c", id="z", country="NL"),
        Holder(link="d", id="w"),
    )
    seen = analyse(_chain("a b c d e", "", holders), Scope.of("NL41"))
    assert [link.state for link in seen.links] == ["held", "missing", "perhaps", "perhaps", "open"]
    first = seen.by_id["a"]
    assert (first.inside, first.perhaps, first.outside) == (("x",), (), ("y",))
    # NL holds all that lies in the Netherlands; only of w is nothing known.
    whole = analyse(_chain("a b c d e", "", holders), Scope.of("NL"))
    assert [link.state for link in whole.links] == ["held", "held", "held", "perhaps", "open"]


@pytest.mark.parametrize(
    ("code", "region", "country", "place"),
    [
        ("GR", "EL30", "", "inside"),
        ("US", "US-CA", "", "inside"),
        ("US-C", "US-CA", "", "outside"),
        ("NL414", "NL41", "NL", "perhaps"),
        ("NL414", "NL4", "", "perhaps"),
        ("NL414", "NL42", "NL", "outside"),
        ("NL41", "", "BE", "outside"),
        ("x-brainport", "x-brainport", "NL", "inside"),
        ("NL", "x-brainport", "NL", "inside"),
        ("NL41", "x-brainport", "NL", "perhaps"),
        ("NL41", "x-brainport", "", "outside"),
    ],
)
def test_a_code_holds_what_lies_in_it(code: str, region: str, country: str, place: str) -> None:
    assert Scope.of(code).place(region, country) == place


def test_a_link_that_needs_any_is_reached_by_one_of_its_inflows() -> None:
    holders = _held("b:x@NL41", "c:y@NL41")
    assert analyse(_chain("a b c|", "ac bc", holders)).reached == "yes"
    assert analyse(_chain("a b c", "ac bc", holders)).reached == "unknown"  # a is open
    elsewhere = _chain("a b c", "ac bc", (*holders, *_held("a:z@BE10")))
    assert analyse(elsewhere, Scope.of("NL")).reached == "no"


def test_a_gap_stops_what_needs_it_and_filling_it_opens_what_waits_for_it_alone() -> None:
    #  a → b → d ← c;  d → e (any of d, f)
    chain = _chain("a b c d e| f", "ab bd cd de fe", _held("b:x@NL41", "d:x@NL41", "e:x@NL41"))
    gaps = {gap.id: gap for gap in analyse(chain).gaps}
    assert set(gaps) == {"a", "c", "f"}
    assert gaps["a"].stops == ("b", "d")  # e has f
    assert gaps["a"].opens == ("a", "b")  # d waits for c too
    assert gaps["f"].stops == ()
    assert gaps["f"].opens == ("e", "f")


def test_the_only_holder_region_or_country_of_a_link_on_the_way_is_a_single_point() -> None:
    holders = _held("a:x@NL41", "b:x@NL21", "b:y@NL22", "c:y@NL221", "c:z@NL222")
    found = {(one.kind, one.id): one for one in losses(_chain("a b c|", "ac bc", holders))}
    # c can do without a or without b; but all of c lies in NL22, and all of everything in NL.
    assert {key: one.fatal for key, one in found.items()} == {
        ("holder", "x"): False,
        ("region", "NL41"): False,
        ("region", "NL22"): True,
        ("country", "NL"): True,
    }
    assert found["holder", "x"].loses == ("a",)
    assert found["region", "NL22"].loses == ("c",)
    assert found["holder", "x"].stops == ()


def test_what_an_open_link_hides_is_seen_when_it_is_granted() -> None:
    chain = _chain("a b", "ab", _held("b:x@NL41"))
    assert analyse(chain).single_points == ()
    seen = analyse(chain, granting=("a",))
    assert seen.reached == "yes"
    assert seen.by_id["a"].state == "open"
    assert [(one.kind, one.id) for one in seen.single_points] == [
        ("holder", "x"),
        ("region", "NL41"),
        ("country", "NL"),
    ]


def test_a_loop_stands_while_it_runs_and_is_told() -> None:
    #  machines need chips, chips need machines and sand
    holders = _held("sand:s@DE", "chip:c@NL41", "tool:t@NL41")
    links = (Link(id="sand"), Link(id="chip"), Link(id="tool"))
    flows = (Flow("sand", "chip"), Flow("chip", "tool"), Flow("tool", "chip"))
    chain = Chain(links, flows, holders)
    assert chain.loops == (("chip", "tool"),)
    assert chain.ends == ("chip", "tool")
    seen = analyse(chain)
    assert seen.reached == "yes"
    assert [link.circular for link in seen.links] == [False, True, True]
    within = analyse(chain, Scope.of("NL"))
    assert within.reached == "no"  # no sand
    assert within.gaps[0].stops == ("chip", "tool")


def test_shares_outside_are_bounded_by_what_is_known() -> None:
    def holder(link: str, region: str, low: float | None, high: float | None) -> Holder:
        return Holder(link=link, id=f"{link}{region}", region=region, low=low, high=high)

    links = (Link(id="a"), Link(id="b", complete=True), Link(id="c"), Link(id="d"))
    holders = (
        holder("a", "NL41", 0.5, 0.6),
        holder("a", "DE2", 0.1, None),
        holder("b", "NL41", None, 0.75),
        holder("b", "DE2", None, None),
        holder("c", "NL41", None, None),
    )
    seen = analyse(Chain(links, (Flow("a", "b"),), holders, ("b",)), Scope.of("NL"))
    shares = {link.id: link.outside_share for link in seen.links}
    # a: DE2 has .1 at least; NL41 .5 at least, so .5 is left at most, whoever has it.
    assert shares["a"] == Bounds(0.1, 0.5)
    # b: there is nobody else, so DE2 has what NL41 leaves: .25 at least, and perhaps all of it.
    assert shares["b"] == Bounds(0.25, 1.0)
    assert shares["c"] == shares["d"] == Bounds(0.0, 1.0)
    # The chain is as much one's own as the weaker of a and b.
    assert seen.outside_share == Bounds(0.25, 1.0)


def test_a_chain_is_as_strong_as_its_weakest_link() -> None:
    holders = (
        Holder(link="a", id="x", strength="strong"),
        Holder(link="a", id="y", strength="emerging"),
        Holder(link="b", id="x", strength="emerging"),
    )
    seen = analyse(_chain("a b", "ab", holders))
    assert [link.strength for link in seen.links] == ["strong", "emerging"]
    assert seen.by_id["a"].strengths == {"emerging": 1, "present": 0, "strong": 1}
    assert seen.strength == "emerging"


def test_complements_are_all_smallest_sets() -> None:
    holders = _held("a:x@NL21", "b:y@NL41", "b:z@BE25", "c:y@NL41", "c:w@NL22")
    chain = _chain("a b c d", "ab bc cd", holders)
    found = complements(chain)
    assert found.sets == (("NL21", "NL41"), ("BE25", "NL21", "NL22"))
    assert found.smallest == (("NL21", "NL41"),)
    assert found.unfillable == ("d",)
    assert complements(chain, Scope.of("NL41")).sets == (("NL21",),)
    assert complements(chain, Scope.of("NL41"), among=("BE",)).unfillable == ("a", "d")
    assert complements(chain, by="country").sets == (("NL",),)
    assert complements(chain, by="holder").sets == (("x", "y"), ("w", "x", "z"))
    one = complements(chain, by="holder", most=1)
    assert (one.sets, one.all_given) == ((("x", "y"),), False)


def test_to_reach_the_end_not_every_link_is_needed() -> None:
    holders = _held("a:x@NL21", "b:y@NL41", "c:w@NL22")
    chain = _chain("a b c|", "ac bc", holders)
    assert complements(chain).sets == (("NL21", "NL22", "NL41"),)
    assert complements(chain, goal="end").sets == (("NL21", "NL22"), ("NL22", "NL41"))
    without = _chain("a b c d", "ac bc cd", holders)
    blocked = complements(without, goal="end")
    assert (blocked.sets, blocked.unfillable) == ((), ("d",))
    assert complements(without, goal="end", granting=("d",)).sets == (("NL21", "NL22", "NL41"),)


def test_regions_days_and_variants_stand_side_by_side() -> None:
    holders = (
        *_held("a:x@NL41", "b:y@NL21"),
        Holder(link="b", id="z", region="NL41", start="2025-11", end="2026"),
    )
    chain = _chain("a b", "ab", holders)
    regions = compare_chains(
        {code: analyse(chain.on("2025-10-31"), Scope.of(code)) for code in ("NL41", "NL21")}
    )
    assert regions.adds("NL41", "NL21") == ("a",)
    assert regions.adds("NL21", "NL41") == ("b",)
    days = compare_chains(
        {
            day: analyse(chain.on(day), Scope.of("NL41"))
            for day in ("2025-10-31", "2025-11-01", "2026-12-31", "2027-01-01")
        }
    )
    assert [row.link for row in days.differing] == ["b"]
    assert days.rows[1].held_by == ("2025-11-01", "2026-12-31")
    longer = compare_chains({"old": analyse(_chain("a")), "new": analyse(chain)})
    assert longer.rows[1].states["old"] is None
    with pytest.raises(ValueError, match="two analyses"):
        compare_chains({"one": analyse(chain)})


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ChainError) as error:
        Chain(
            (Link(id="a"), Link(id="a"), Link(id="b", needs="some")),  # pyright: ignore[reportArgumentType]
            (Flow("a", "a"), Flow("a", "q")),
            (
                Holder(link="z", id="x"),
                Holder(link="a", id="y", low=0.5, high=0.25),
                Holder(link="a", id="y", region="NL41", country="BE", start="soon"),
            ),
            ("end",),
        )
    assert error.value.problems == (
        "link 'a' is given 2 times: give it once",
        "link 'b' needs 'some': write all or any",
        "the chain ends in 'end', which is no link of it",
        "flow 'a' to itself: a flow goes to another link",
        "flow 'a' to 'q': there is no link 'q'",
        "holder 'x' of 'z': there is no link 'z'",
        "holder 'y' of 'a': a share goes from 0 to 1, and 0.5 to 0.25 does not",
        "holder 'y' of 'a': region NL41 does not lie in BE",
        "holder 'y' of 'a': 'soon' is no date: write 2026, 2026-11 or 2026-11-30",
    )


@pytest.mark.parametrize(
    ("links", "holders", "words"),
    [
        ((), (), "at least one link"),
        ((Link(id="a"),), (Holder(link="a", id="x"),) * 2, "2 times"),
        ((Link(id="a"),), tuple(Holder(link="a", id=i, low=0.75) for i in "xy"), "1.5 or more"),
        ((Link(id="a", complete=True),), (Holder(link="a", id="x", high=0.5),), "0.5 or less"),
    ],
)
def test_shares_and_rows_must_add_up(
    links: tuple[Link, ...], holders: tuple[Holder, ...], words: str
) -> None:
    with pytest.raises(ChainError, match=words):
        Chain(links, (), holders)


def test_who_comes_after_another_is_seen_on_a_day() -> None:
    holders = (
        Holder(link="a", id="x", low=0.75, end="2025"),
        Holder(link="a", id="y", low=0.75, start="2026"),
    )
    chain = _chain("a", "", holders)
    with pytest.raises(ChainError, match="as it was on a day"):
        analyse(chain)
    assert analyse(chain.on("2026-01-01")).by_id["a"].inside == ("y",)


def test_a_place_must_be_told_by_a_code() -> None:
    with pytest.raises(ChainError, match="'Twente' is no code of a region"):
        _chain("a", "", (Holder(link="a", id="x", region="Twente"),))
    with pytest.raises(ChainError, match="'Nederland' is no country"):
        _chain("a", "", (Holder(link="a", id="x", country="Nederland"),))
    with pytest.raises(ValueError, match="EU: no code of a country or region"):
        Scope.of("NL", "EU")


def test_the_ends_follow_the_flows_unless_they_are_named() -> None:
    chain = _chain("a b c", "ab")
    assert chain.ends == ("b", "c")
    assert replace(chain, flows=(*chain.flows, Flow("b", "c"))).ends == ("c",)
    assert replace(chain, to=("a",)).ends == ("a",)


def test_an_unknown_link_cannot_be_granted() -> None:
    with pytest.raises(ChainError, match="no link 'q'"):
        analyse(_chain("a"), granting=("q",))
