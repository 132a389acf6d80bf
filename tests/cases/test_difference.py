"""What changed between two weighings, and what brought it about."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from tests.cases import packages
from windroos import cases
from windroos.cases import Assessment, Case, CaseError, Difference, Scenario
from windroos.cases.difference import FACTORS

DAY = date(2022, 1, 1)
Write = Callable[..., Case]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A variant of the small case."""

    def made(framework: str = packages.FRAMEWORK, **ratings: float) -> Case:
        tables = packages.rows()
        for row in tables["judgements"]:
            row["rating"] = ratings.get(row["id"], row["rating"])
        return cases.load(
            packages.write(
                tmp_path / f"p{len(list(tmp_path.iterdir()))}", tables, framework=framework
            )
        )

    return made


def weighed(case: Case, scenario: Scenario | None = None, role: str = "research") -> Assessment:
    return cases.weigh(case, role, as_of=DAY, scenario=scenario)


def adds_up(found: Difference) -> None:
    """The parts to the change, those of the components to those of the whole; both to 1e-12."""
    for one in found:
        if one.change is None:
            assert one.parts == {}
            assert one.components == ()
            continue
        assert one.before is not None
        assert one.after is not None
        assert one.before.score is not None
        assert one.after.score is not None
        assert one.change == pytest.approx(one.after.score - one.before.score, abs=1e-12)
        assert sum(one.parts.values()) == pytest.approx(one.change, abs=1e-12)
        assert sum(c.change for c in one.components) == pytest.approx(one.change, abs=1e-12)
        for factor in FACTORS:
            whole = sum(component.parts[factor] for component in one.components)
            assert whole == pytest.approx(one.parts[factor], abs=1e-12)
        assert list(one.components) == sorted(one.components, key=lambda c: -abs(c.change))


def test_nothing_changed(write: Write) -> None:
    found = cases.difference(weighed(write()), weighed(write()))
    adds_up(found)
    assert {one.status for one in found} == {"same"}
    assert not any(one.moved or one.components or one.sufficient for one in found)


def test_a_judgement_is_data(write: Write) -> None:
    """Choirs of Estonia from 1 to 0, under people with a weight of 1/4 of research."""
    found = cases.difference(weighed(write()), weighed(write(j3=1)))
    adds_up(found)
    one = found["EE"]
    assert one.change == pytest.approx(-1 / 4, abs=1e-12)
    assert one.parts == {"data": pytest.approx(-1 / 4, abs=1e-12), "framework": 0, "weights": 0}
    assert [component.criterion.id for component in one.components] == ["choirs"]
    assert found["LV"].status == "same"
    assert {code.region.code for code in found if code.status == "changed"} == {"EE"}


def test_a_later_day_is_data(write: Write) -> None:
    """Sources came out in 2021: before, nothing was known."""
    case = write()
    before = cases.weigh(case, "research", as_of=date(2020, 6, 1))
    found = cases.difference(before, weighed(case))
    adds_up(found)
    assert found["EE"].status == "appeared"
    assert found["EE"].change is None
    assert found["EE"].sufficient == (frozenset({"data"}),)
    back = cases.difference(weighed(case), before)
    assert back["EE"].status == "disappeared"
    assert (
        json.loads(json.dumps(found.as_dict(), allow_nan=False))["before"]["asOf"] == "2020-06-01"
    )


def test_goalposts_are_framework_and_thresholds_move_no_score(write: Write) -> None:
    case = write()
    deeper = Scenario("research", goalposts={"depth": (0.0, 50.0)})
    found = cases.difference(weighed(case), weighed(case, deeper))
    adds_up(found)
    # Estonia is 50 deep: from 1/2 to 1, with 3/4 of 1/2 of the weight.
    assert found["EE"].parts["framework"] == pytest.approx(3 / 16, abs=1e-12)
    assert found["EE"].parts["data"] == found["EE"].parts["weights"] == 0
    lower = Scenario("research", thresholds={"active": 0.31, "reactive": 0.3})
    found = cases.difference(weighed(case), weighed(case, lower))
    adds_up(found)
    one = found["EE"]
    assert (one.status, one.change, one.components) == ("same", 0, ())
    assert one.moved
    assert one.sufficient == (frozenset({"framework"}),)


def test_weights_are_weights(write: Write) -> None:
    case = write()
    found = cases.difference(weighed(case), weighed(case, Scenario("research", {"people": 3})))
    adds_up(found)
    one = found["EE"]
    assert one.parts["weights"] == one.change != 0
    assert one.parts["data"] == one.parts["framework"] == 0


def test_all_three_by_every_order_of_them(write: Write) -> None:
    """Shapley's value of each, from eight weighings of packages that were edited by hand."""
    text = packages.FRAMEWORK
    framework = text.replace("goalposts = [0, 100]", "goalposts = [0, 60]").replace(
        'aggregate = "geometric"\n', ""
    )
    weights = ("weight = { research = 3, culture = 1 }", "weight = { research = 1, culture = 1 }")
    corners = {}
    for at in range(8):
        new = frozenset(factor for place, factor in enumerate(FACTORS) if at >> place & 1)
        it = framework if "framework" in new else text
        it = it.replace(*weights) if "weights" in new else it
        data = {"j2": 5, "j3": 1, "j4": 3} if "data" in new else {}
        corners[new] = weighed(write(it, **data))
    found = cases.difference(corners[frozenset()], corners[frozenset(FACTORS)])
    adds_up(found)
    for code in ("EE", "LV"):
        parts = dict.fromkeys(FACTORS, 0.0)
        for order in permutations(FACTORS):
            new = frozenset[str]()
            for factor in order:
                was, now = corners[new][code].score, corners[new | {factor}][code].score
                assert was is not None
                assert now is not None
                parts[factor] += (now - was) / math.factorial(3)
                new |= {factor}
        assert found[code].parts == pytest.approx(parts, abs=1e-12)
    assert all(abs(part) > 1e-3 for part in found["EE"].parts.values())


def test_what_alone_would_have_sufficed(write: Write) -> None:
    """Estonia leaves active (0.5) of culture by either of two changes, and by both."""
    before = weighed(write(), role="culture")
    assert before["EE"].provisional == "active"
    after = weighed(write(j2=1, j3=1), Scenario("culture", {"people": 5}), "culture")
    assert after["EE"].provisional == "none"
    found = cases.difference(before, after)
    adds_up(found)
    data_alone = weighed(write(j2=1, j3=1), role="culture")["EE"].provisional
    weights_alone = weighed(write(), Scenario("culture", {"people": 5}), "culture")[
        "EE"
    ].provisional
    assert (data_alone, weights_alone) == ("none", "active")
    assert found["EE"].sufficient == (frozenset({"data"}),)
    assert found["EE"].as_dict()["sufficient"] == [["data"]]


def test_a_region_that_is_weighed_from_now_on(write: Write, tmp_path: Path) -> None:
    tables = packages.rows()
    tables["regions"].append(packages._region("SE", "Zweden", "Sweden"))
    tables["judgements"].append(packages._judgement("j9", "SE", "fish", 5))
    later = cases.load(packages.write(tmp_path / "later", tables))
    found = cases.difference(weighed(write()), weighed(later))
    adds_up(found)
    one = found["SE"]
    assert (one.status, one.before, one.moved) == ("appeared", None, True)
    assert one.after is not None
    assert one.as_dict("en") | {"after": None} == {
        "code": "SE", "name": "Sweden", "status": "appeared", "before": None, "after": None,
        "change": None, "parts": {}, "components": [], "sufficient": [["data"]],
    }  # fmt: skip
    gone = cases.difference(weighed(later), weighed(write()))["SE"]
    assert (gone.status, gone.after, gone.moved) == ("disappeared", None, True)


def test_a_way_without_a_score_between_is_no_way(write: Write, tmp_path: Path) -> None:
    """Sweden had a judgement on fish alone; now the framework has crabs in place of fish, and the
    judgement is on those. With one of the two new Sweden has no score: nothing can be split."""
    moved = packages.FRAMEWORK.replace(
        'id = "fish"\nparent = "quality"\nlabel = { nl = "Vis", en = "Fish" }',
        'id = "crabs"\nparent = "quality"\nlabel = { nl = "Krab", en = "Crabs" }',
    )
    sides = []
    for text, leaf in ((packages.FRAMEWORK, "fish"), (moved, "crabs")):
        tables = packages.rows()
        tables["regions"].append(packages._region("SE", "Zweden", "Sweden"))
        tables["judgements"] = [row for row in tables["judgements"] if row["criterion"] != "fish"]
        tables["judgements"].append(
            packages._judgement("j9", "SE", leaf, 3 if leaf == "fish" else 5)
        )
        sides.append(weighed(cases.load(packages.write(tmp_path / leaf, tables, text))))
    found = cases.difference(*sides)
    one = found["SE"]
    assert (one.status, one.parts, one.components) == ("changed", {}, ())
    assert one.change == pytest.approx(0.5)
    json.dumps(found.as_dict(), allow_nan=False)


def test_what_lies_deeper_now_counts_once(write: Write) -> None:
    """Choirs were a component; now they are a part of music, which is."""
    deeper = packages.FRAMEWORK.replace(
        '[[node]]\nid = "choirs"\nparent = "people"\n',
        '[[node]]\nid = "music"\nparent = "people"\nlabel = { nl = "Muziek", en = "Music" }\n\n'
        '[[node]]\nid = "choirs"\nparent = "music"\n',
    )
    found = cases.difference(weighed(write()), weighed(write(deeper)))
    adds_up(found)
    assert found["EE"].change == pytest.approx(0, abs=1e-12)
    changed = {one.criterion.id: one.change for one in found["EE"].components}
    assert changed == {"music": pytest.approx(1 / 4), "choirs": pytest.approx(-1 / 4)}


def test_only_the_same_can_be_compared(write: Write) -> None:
    case = write()
    with pytest.raises(CaseError, match="same role and theme"):
        cases.difference(weighed(case), weighed(case, role="culture"))
    with pytest.raises(CaseError, match="same role and theme"):
        cases.difference(weighed(case), cases.weigh(case, "research", "algae", as_of=DAY))


def test_it_adds_up_for_noord_brabant() -> None:
    case = cases.load("noord_brabant")
    before = cases.weigh(case, "innovation", as_of=date(2024, 9, 1))
    other = Scenario(
        "innovation", {"environment": 2.5}, {"active": 0.55}, {"dutch-trade": (10.0, 1e4)}
    )
    after = cases.weigh(case, "innovation", as_of=date(2026, 11, 21), scenario=other)
    found = cases.difference(before, after)
    adds_up(found)
    assert {one.status for one in found} >= {"changed"}
    assert all(any(one.parts[factor] for one in found if one.parts) for factor in FACTORS)
