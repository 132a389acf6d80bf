"""What is worth finding out: worked out by hand on two leaves, and what must hold on any case."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cases import packages
from windroos import cases
from windroos.cases import Agenda, Case, CaseError, Doubts, Scenario
from windroos.cases.agenda import Item
from windroos.cases.text import Text
from windroos.decide.robustness import FixedWeights, TreeWeights

DAY = date(2022, 1, 1)
CERTAIN = Doubts(
    weights=TreeWeights(default=FixedWeights()), ratings={"high": 0.0, "medium": 0.0, "low": 1.0}
)
# Two leaves that weigh alike, rated 0, 1/2 or 1; active from 0.7, reactive from 0.3.
PAIR = (
    packages.FRAMEWORK[: packages.FRAMEWORK.index("[[node]]")]
    + """\
[[node]]
id = "pair"
label = { nl = "Paar", en = "Pair" }

[[node]]
id = "one"
parent = "pair"
label = { nl = "Een", en = "One" }
rating = { scale = "five" }

[[node]]
id = "two"
parent = "pair"
label = { nl = "Twee", en = "Two" }
rating = { scale = "five" }
"""
)


def pair(folder: Path, ratings: dict[str, tuple[Any, Any]], confidence: str = "high") -> Case:
    """A case of two leaves; ratings by region, None for unknown."""
    tables = packages.rows()
    tables["regions"] = [tables["regions"][0]] + [
        packages._region(code, code, code) for code in ratings
    ]
    tables["judgements"] = [
        packages._judgement(f"{code.lower()}-{leaf}", code, leaf, rating)
        | {"confidence": confidence}
        for code, both in ratings.items()
        for leaf, rating in zip(("one", "two"), both, strict=True)
        if rating is not None
    ]
    for name in ("figures", "statements", "decisions", "findings", "relations"):
        tables[name] = []
    return cases.load(packages.write(folder, tables, PAIR))


def only(found: Agenda, code: str, leaf: str) -> Item:
    (item,) = (item for item in found.of(code) if item.id == leaf)
    return item


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Agenda:
    folder = tmp_path_factory.mktemp("pair") / "p"
    case = pair(folder, {"EE": (5, None), "LV": (1, None), "SE": (None, None), "DK": (5, 5)})
    return cases.agenda(case, "research", as_of=DAY, doubts=CERTAIN, samples=4000)


def test_one_answer_of_three_flips_the_verdict(by_hand: Agenda) -> None:
    """Estonia: one is 1; two may be 0, 1/2 or 1, and the score 0.5, 0.75 or 1: reactive, active,
    active. Active is the likeliest, and becomes another in one case of three."""
    item = only(by_hand, "EE", "two")
    assert (item.kind, item.state, item.now, item.settles) == ("leaf", "unknown", "active", 0)
    assert [answer.verdict for answer in item.answers] == ["reactive", "active", "active"]
    assert [answer.rating for answer in item.answers] == [1, 3, 5]
    assert [answer.value for answer in item.answers] == [0, 0.5, 1]
    assert [answer.probability for answer in item.answers] == pytest.approx([1 / 3] * 3)
    assert item.answers[0].meaning == Text("Slecht", "Poor")
    assert item.chance == pytest.approx(1 / 3)
    assert item.gain == pytest.approx(1 - 2 / 3)
    assert item.bits == pytest.approx(-(1 / 3) * math.log2(1 / 3) - (2 / 3) * math.log2(2 / 3))


def test_from_below_too(by_hand: Agenda) -> None:
    """Latvia: one is 0; the score 0, 0.25 or 0.5: none, none, reactive."""
    item = only(by_hand, "LV", "two")
    assert (item.now, item.chance) == ("none", pytest.approx(1 / 3))
    assert [answer.verdict for answer in item.answers] == ["none", "none", "reactive"]


def test_what_else_is_unknown_stays_so(by_hand: Agenda) -> None:
    """Sweden: with the other leaf uniform, an answer of 0, 1/2, 1 gives none, reactive, active with
    (.6, .4, 0), (.1, .8, .1), (0, .4, .6): reactive is likeliest with 1.6/3, and no longer so under
    the first and the last answer."""
    item = only(by_hand, "SE", "one")
    assert item.now == "reactive"
    assert [answer.verdict for answer in item.answers] == ["none", "reactive", "active"]
    assert item.chance == pytest.approx(2 / 3)
    assert item.gain == pytest.approx((0.6 + 0.8 + 0.6) / 3 - 1.6 / 3, abs=0.03)
    assert only(by_hand, "SE", "two").chance == pytest.approx(2 / 3)


def test_what_is_known_for_sure_is_not_asked(by_hand: Agenda) -> None:
    asked = {(item.region.code, item.id) for item in by_hand}
    assert asked == {("EE", "two"), ("LV", "two"), ("SE", "one"), ("SE", "two")}
    assert [item.region.code for item in by_hand][:2] == ["SE", "SE"]


def test_a_doubtful_rating_is_asked_within_its_steps(tmp_path: Path) -> None:
    """Rated 5 without much confidence, it may be 3; rated 3, anything."""
    case = pair(tmp_path / "p", {"EE": (5, 3)}, confidence="low")
    found = cases.agenda(case, "research", as_of=DAY, doubts=CERTAIN, samples=500)
    item = only(found, "EE", "one")
    assert item.state == "doubtful"
    assert [answer.rating for answer in item.answers] == [3, 5]
    assert [answer.rating for answer in only(found, "EE", "two").answers] == [1, 3, 5]


def test_an_unknown_rating_may_be_as_in_the_other_regions(tmp_path: Path) -> None:
    """Two of three regions are rated 5, one 1; 3 does not occur."""
    case = pair(tmp_path / "p", {"EE": (5, None), "LV": (5, 5), "SE": (5, 5), "DK": (5, 1)})
    doubts = Doubts(weights=CERTAIN.weights, ratings=CERTAIN.ratings, unknown="observed")
    item = only(cases.agenda(case, "research", as_of=DAY, doubts=doubts), "EE", "two")
    assert [(answer.rating, answer.probability) for answer in item.answers] == [
        (1, pytest.approx(1 / 3)),
        (5, pytest.approx(2 / 3)),
    ]
    assert item.chance == pytest.approx(1 / 3)


# Preconditions


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return cases.load(packages.write(tmp_path_factory.mktemp("lake") / "package"))


def test_a_precondition_turns_out_as_it_did_elsewhere(lake: Case) -> None:
    """Of boats it is known: conditional once, fails once. One added to each of three: 1/5, 2/5,
    2/5 (Laplace's rule of succession)."""
    found = cases.agenda(lake, "research", as_of=DAY, doubts=CERTAIN, samples=2000)
    (item,) = (item for item in found if item.kind == "precondition")
    assert (item.region.code, item.id, item.state) == ("LV00", "boats", "unknown")
    assert [(answer.outcome, answer.probability) for answer in item.answers] == [
        ("holds", pytest.approx(1 / 5)),
        ("conditional", pytest.approx(2 / 5)),
        ("fails", pytest.approx(2 / 5)),
    ]
    assert item.now in ("reactive", "active")
    assert item.chance == pytest.approx(2 / 5)
    assert [answer.verdict for answer in item.answers] == [item.now, item.now, "none"]
    # There is no advice as long as it is unknown, unless the verdict is none anyway.
    shares = cases.robustness(lake, "research", as_of=DAY, doubts=CERTAIN)["LV00"].shares
    assert item.settles == pytest.approx(1 - shares["none"], abs=0.05)


def test_a_precondition_changes_nothing_where_the_verdict_is_none(lake: Case) -> None:
    high = Scenario("research", thresholds={"active": 1.0, "reactive": 1.0})
    found = cases.agenda(lake, "research", as_of=DAY, doubts=CERTAIN, scenario=high)
    (item,) = (item for item in found if item.kind == "precondition")
    assert (item.now, item.chance, item.settles) == ("none", 0, 0)


def test_a_closed_region_has_nothing_worth_finding_out(lake: Case) -> None:
    """Boats fail in Latvia: whatever else is found, the compass says none."""
    assert cases.weigh(lake, "research", as_of=DAY)["LV"].advice == "none"
    assert cases.agenda(lake, "research", as_of=DAY).of("LV") == ()
    assert cases.agenda(lake, "culture", as_of=DAY).of("LV")  # boats are no matter of culture


def test_regions_that_are_not_asked_about_count_for_a_precondition(lake: Case) -> None:
    some = cases.agenda(lake, "research", as_of=DAY, regions=["LV00"])
    (item,) = (item for item in some if item.kind == "precondition")
    assert [answer.probability for answer in item.answers] == pytest.approx([0.2, 0.4, 0.4])


# Any case


def test_a_leaf_without_weight_is_not_asked(lake: Case) -> None:
    assert any(item.id == "choirs" for item in cases.agenda(lake, "culture", as_of=DAY))
    without = Scenario("culture", weights={"people": 0})
    found = cases.agenda(lake, "culture", as_of=DAY, scenario=without)
    assert found.items
    assert not any(item.id == "choirs" for item in found)


def test_whom_to_ask_is_said_by_the_nearest_criterion(tmp_path: Path) -> None:
    """With its place, and with no place of another."""
    text = (
        packages.FRAMEWORK.replace(
            'id = "quality"\n',
            'id = "quality"\nask = { nl = "Het lab", en = "The lab" }\nask_passage = "p1"\n',
        )
        .replace('id = "fish"\n', 'id = "fish"\nask = { nl = "De visser", en = "The fisher" }\n')
        .replace(
            'id = "boats"\n',
            'id = "boats"\nask = { nl = "De haven", en = "The port" }\nask_passage = "p2"\n',
        )
    )
    tables = packages.rows()
    tables["judgements"] = [row for row in tables["judgements"] if row["id"] in ("j3",)]
    case = cases.load(packages.write(tmp_path / "p", tables, text))
    found = cases.agenda(case, "research", as_of=DAY)
    asked = {
        item.id: (item.ask.en if item.ask else None, item.passage) for item in found.of("LV00")
    }
    assert asked["clarity"] == ("The lab", "p1")
    assert asked["fish"] == ("The fisher", None)
    assert asked["depth"] == (None, None)
    assert asked["boats"] == ("The port", "p2")
    fish = next(item for item in found if item.id == "fish")
    assert fish.about.en == "Quality"


@pytest.fixture(scope="module")
def brabant() -> Case:
    return cases.load("noord_brabant")


def test_the_most_worthwhile_come_first(brabant: Case) -> None:
    found = cases.agenda(brabant, "innovation", as_of=date(2026, 11, 21), samples=300)
    keys = [(-i.chance, -i.gain, -i.settles, -i.bits) for i in found]
    assert keys == sorted(keys)
    assert found.items[0].chance > 0
    for item in found:
        assert 0 <= item.chance <= 1
        assert item.gain >= 0
        if item.kind == "leaf":  # what is gained is gained where the verdict changes
            assert item.gain <= item.chance + 1e-9
        assert 0 <= item.settles <= 1
        assert item.bits >= 0
        assert sum(answer.probability for answer in item.answers) == pytest.approx(1)
        assert item.ask is not None, "of every component the case says whom to ask"
        assert item.passage in brabant.locators
    again = cases.agenda(brabant, "innovation", as_of=date(2026, 11, 21), samples=300)
    assert again.as_dict() == found.as_dict()


def test_no_region_no_agenda(lake: Case) -> None:
    assert cases.agenda(lake, "research", as_of=DAY, regions=[]).items == ()


@pytest.mark.parametrize(
    ("asked", "says"),
    [({"samples": 0}, "2 or more"), ({"seed": -1}, "0 or more"), ({"regions": ["QQ"]}, "region")],
)
def test_what_cannot_be_is_told(lake: Case, asked: dict[str, Any], says: str) -> None:
    with pytest.raises(CaseError, match=says):
        cases.agenda(lake, "research", as_of=DAY, **asked)
