"""How sure a verdict is: where the truth is known, and against a reckoning of its own."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cases import packages
from windroos import cases
from windroos.cases import Case, CaseError, Doubts, Robustness, Scenario
from windroos.cases.doubts import MethodChoice
from windroos.cases.framework import Framework
from windroos.cases.text import Text
from windroos.decide.robustness import Chunk, FixedWeights, FlatWeights, TreeWeights
from windroos.decide.robustness.sampling import METHOD, VALUES, WEIGHTS

DAY = date(2022, 1, 1)
AS_RATED = {"high": 0.0, "medium": 0.0, "low": 0.0}
FIXED = TreeWeights(default=FixedWeights())
CERTAIN = Doubts(weights=FIXED, ratings=AS_RATED)
ARITHMETIC = packages.FRAMEWORK.replace('aggregate = "geometric"\n', "")


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return cases.load(packages.write(tmp_path_factory.mktemp("lake") / "package"))


@pytest.fixture(scope="module")
def brabant() -> Case:
    return cases.load("noord_brabant")


@pytest.fixture(scope="module")
def found(brabant: Case) -> Robustness:
    return cases.robustness(brabant, "innovation", as_of=date(2026, 11, 21), samples=4000)


def test_certain_weights_and_exact_values_leave_no_doubt(lake: Case) -> None:
    """Of Estonia every leaf is known, and no two sources differ."""
    for role in ("research", "culture"):
        one = cases.robustness(lake, role, as_of=DAY, doubts=CERTAIN, samples=500)["EE"]
        assert one.result.provisional is not None
        assert one.shares[one.result.provisional] == one.certainty == 1
        assert (one.likeliest, one.no_score) == (one.result.provisional, 0)
        assert (one.error, one.entropy, one.due_to) == (0, 0, {})
        assert one.mean == pytest.approx(one.result.score, abs=1e-12)
        assert one.spread == pytest.approx(0, abs=1e-12)


def test_a_region_of_which_nothing_is_known_may_be_anything(tmp_path: Path) -> None:
    """Five uniform cells under fixed weights: a symmetric score about 0.5 with variance sum w^2/12.

    The weights of research are 3/4 and 1/4, halved at each node beneath: 3/32, 3/32, 3/16, 3/8 and
    1/4.
    """
    tables = packages.rows()
    tables["regions"].append(packages._region("SE", "Zweden", "Sweden"))
    case = cases.load(packages.write(tmp_path / "p", tables, ARITHMETIC))
    n = 20_000
    one = cases.robustness(case, "research", as_of=DAY, doubts=CERTAIN, samples=n)["SE"]
    assert one.result.score is None
    sd = math.sqrt(sum(w * w for w in (3 / 32, 3 / 32, 3 / 16, 3 / 8, 1 / 4)) / 12)
    assert one.mean == pytest.approx(0.5, abs=5 * sd / math.sqrt(n))
    assert one.spread == pytest.approx(sd, rel=0.03)
    # Thresholds 0.3 and 0.7 lie as far from 0.5: active and none are as likely.
    assert one.shares["active"] == pytest.approx(one.shares["none"], abs=5 * math.sqrt(0.5 / n))
    assert one.likeliest == "reactive"
    assert set(one.due_to) == {"weights", "values"}
    assert one.due_to["values"] == 1
    assert one.margin is one.nearest is None


def test_what_is_unknown_may_be_taken_after_the_other_regions(tmp_path: Path) -> None:
    """Observed: what is not known of Sweden is as one of Estonia and Latvia; of choirs only Estonia
    (5 of 5: 1) is known, so that leaf is certain."""
    tables = packages.rows()
    tables["regions"].append(packages._region("SE", "Zweden", "Sweden"))
    text = ARITHMETIC.replace("weight = { research = 3, culture = 1 }", "weight = 0")
    case = cases.load(packages.write(tmp_path / "p", tables, text))
    observed = Doubts(weights=FIXED, ratings=AS_RATED, unknown="observed")
    one = cases.robustness(case, "research", as_of=DAY, doubts=observed, samples=200)["SE"]
    assert one.shares == {"none": 0, "reactive": 0, "active": 1}
    assert one.mean == pytest.approx(1)


def test_shares_add_up_to_one(found: Robustness) -> None:
    for one in found:
        assert sum(one.shares.values()) + one.no_score == pytest.approx(1, abs=1e-12)
        assert one.error <= 0.5 / math.sqrt(4000)
        assert 0 <= one.entropy <= math.log2(3) + 1e-12
        assert sum(one.due_to.values()) == pytest.approx(1)
        assert min(one.due_to.values()) >= 0
        assert one.ranks is not None
        assert one.rank is not None
        assert 1 <= one.ranks[0] <= one.ranks[1] <= 26
        if one.central_weights is not None:
            assert sum(one.central_weights.values()) == pytest.approx(1)


def test_who_comes_before_whom(found: Robustness) -> None:
    for code, other in (("JP", "SG"), ("DEG", "UA"), ("KR", "VN")):
        assert 0 <= found.wins(code, other) + found.wins(other, code) <= 1
    assert found.wins("JP", "JP") == 0


def test_the_same_seed_gives_the_same_on_any_number_of_threads(
    brabant: Case, found: Robustness
) -> None:
    day = date(2026, 11, 21)
    again = cases.robustness(brabant, "innovation", as_of=day, samples=4000, threads=2)
    assert again.as_dict() == found.as_dict()
    other = cases.robustness(brabant, "innovation", as_of=day, samples=4000, seed=2)
    assert [one.shares for one in other] != [one.shares for one in found]
    for one in found:
        for effort, share in one.shares.items():
            # Two draws of the same share, each with its error.
            near = 5 * math.sqrt(2) * max(one.error, 0.5 / 4000)
            assert other[one.result.region.code].shares[effort] == pytest.approx(share, abs=near)


def test_preconditions_play_no_part(lake: Case, tmp_path: Path) -> None:
    tables = packages.rows()
    tables["findings"][1]["outcome"] = "holds"
    opened = cases.load(packages.write(tmp_path / "p", tables))
    closed, open_ = (
        cases.robustness(case, "research", as_of=DAY, samples=500) for case in (lake, opened)
    )
    assert (closed["LV"].result.advice, open_["LV"].result.advice) == ("none", "undetermined")
    assert [one.shares for one in closed] == [one.shares for one in open_]


def test_a_criterion_without_weight_stays_out(lake: Case, tmp_path: Path) -> None:
    """What is known of it, and whether anything is, changes nothing."""
    tables = packages.rows()
    tables["judgements"] = [row for row in tables["judgements"] if row["criterion"] != "choirs"]
    silent = cases.load(packages.write(tmp_path / "p", tables))
    without = Scenario("research", weights={"people": 0})
    exact = Doubts(ratings=AS_RATED)  # so that of Estonia the weights alone are drawn
    found = [
        cases.robustness(case, "research", as_of=DAY, doubts=exact, scenario=without)
        for case in (lake, silent)
    ]
    assert found[0]["EE"].shares == found[1]["EE"].shares
    assert found[0]["EE"].mean == pytest.approx(found[1]["EE"].mean, abs=1e-12)
    weighed = [one.central_weights for one in found[0] if one.central_weights]
    assert weighed
    assert all(weights["choirs"] == 0 for weights in weighed)


WAYS = (
    MethodChoice(Text("a", "a"), probability=3),
    MethodChoice(Text("b", "b"), probability=1, aggregate="geometric"),
    MethodChoice(Text("c", "c"), probability=1, aggregate="power", exponent=2.0),
    MethodChoice(Text("d", "d"), probability=2, shift=-0.1),
    MethodChoice(Text("e", "e"), probability=1, shift=0.4),
)


def test_every_sample_is_scored_by_the_way_it_takes(lake: Case) -> None:
    """The draws of the model, scored and judged again with no more than arithmetic."""
    n, doubts = 2000, Doubts(methods=WAYS)
    found = cases.robustness(lake, "research", as_of=DAY, doubts=doubts, samples=n, seed=7)
    model, chunk = found.model, Chunk(7, 0, n)
    assert n <= model.chunk, "one chunk, so that its draws can be had again"
    weights, cells = (
        model.draw_weights(chunk, WEIGHTS),
        model.values.fill(model.draw_levels(chunk, VALUES)),
    )
    taken = model.draw_methods(chunk, METHOD)
    assert model.tree is not None
    framework, nodes, leaves = lake.framework, model.tree.ids, model.tree.leaves
    for position, one in enumerate(found):
        counts: Counter[str] = Counter()
        for sample in range(n):
            way = WAYS[taken[sample]]
            score = _score(
                framework,
                framework.root.id,
                dict(zip(nodes, weights[sample].tolist(), strict=True)),
                dict(zip(leaves, cells[sample, position].tolist(), strict=True)),
                way,
            )
            active, reactive = min(0.7 + way.shift, 1), min(0.3 + way.shift, 1)
            counts[
                "active" if score >= active else "reactive" if score >= reactive else "none"
            ] += 1
        assert {effort: counts[effort] / n for effort in one.shares} == one.shares


def _score(
    framework: Framework,
    id: str,
    weights: dict[str, float],
    cells: dict[str, float],
    way: MethodChoice,
) -> float:
    children = framework.children(id)
    if not children:
        return cells[id]
    whole = sum(weights[child.id] for child in children)
    parts = [
        (weights[child.id] / whole, _score(framework, child.id, weights, cells, way))
        for child in children
    ]
    aggregate = way.aggregate or framework.by_id[id].aggregate
    if aggregate == "geometric":
        return math.prod(value**weight for weight, value in parts)
    if aggregate == "power":
        assert way.exponent == 2
        return math.sqrt(sum(weight * value**2 for weight, value in parts))
    return sum(weight * value for weight, value in parts)


def test_ways_are_taken_with_their_chances(lake: Case) -> None:
    doubts = Doubts(methods=WAYS)
    model = cases.robustness(lake, "research", as_of=DAY, doubts=doubts, samples=2).model
    n = 40_000
    taken = np.bincount(model.draw_methods(Chunk(1, 0, n), METHOD), minlength=5) / n
    for share, way in zip(taken.tolist(), WAYS, strict=True):
        chance = way.probability / 8
        assert share == pytest.approx(chance, abs=5 * math.sqrt(chance * (1 - chance) / n))


def test_a_threshold_beyond_the_end_stays_at_the_end(lake: Case) -> None:
    up = (MethodChoice(Text("", ""), shift=5.0),)
    one = cases.robustness(
        lake, "research", as_of=DAY, doubts=Doubts(weights=FIXED, ratings=AS_RATED, methods=up)
    )["EE"]
    assert one.shares["none"] == 1
    down = (MethodChoice(Text("", ""), shift=-5.0),)
    one = cases.robustness(lake, "research", as_of=DAY, doubts=Doubts(methods=down), samples=10)
    assert all(region.shares["active"] == 1 for region in one)


def test_weights_of_the_framework_are_what_a_space_lies_around(lake: Case) -> None:
    """In fixed weights a scenario's weights are the ones that count."""
    other = Scenario("culture", weights={"water": 0, "people": 1})
    found = cases.robustness(lake, "culture", as_of=DAY, doubts=CERTAIN, scenario=other, samples=10)
    assert found["EE"].mean == pytest.approx(1)  # choirs: 5 of 5


def test_some_regions_and_one_named_twice(lake: Case) -> None:
    found = cases.robustness(lake, "research", as_of=DAY, regions=["LV", "EE", "LV"], samples=50)
    assert [one.result.region.code for one in found] == ["LV", "EE"]
    assert found.wins("LV", "EE") + found.wins("EE", "LV") <= 1


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"samples": 0}, "2 or more"),
        ({"samples": 1}, "2 or more"),
        ({"seed": -1}, "0 or more"),
        ({"threads": 0}, "one thread"),
        ({"regions": []}, "one region or more"),
        ({"regions": ["QQ"]}, "unknown region"),
        ({"doubts": Doubts(weights=TreeWeights(nodes={"fish": FixedWeights()}))}, "fish"),
        ({"doubts": Doubts(weights=FlatWeights(FixedWeights((1.0, 0.0))))}, "fixed-weights"),
    ],
)
def test_what_cannot_be_is_told(lake: Case, asked: dict[str, Any], says: str) -> None:
    with pytest.raises(CaseError, match=says):
        cases.robustness(lake, "research", as_of=DAY, **asked)


def test_progress_is_told_and_a_run_can_be_stopped(lake: Case) -> None:
    told: list[tuple[int, int]] = []
    cases.robustness(
        lake,
        "research",
        as_of=DAY,
        samples=10_000,
        progress=lambda done, whole: told.append((done, whole)),
    )
    assert told[-1] == (10_000, 10_000)
    assert told == sorted(told)
    from windroos.decide.robustness.sampling import Cancelled

    with pytest.raises(Cancelled):
        cases.robustness(lake, "research", as_of=DAY, cancelled=lambda: True)


def test_what_the_case_says_is_what_is_drawn(tmp_path: Path) -> None:
    limits = (
        '[robustness]\nsamples = 30\nseed = 4\nunknown = "observed"\nratings = { low = 2 }\n'
        'weights = { method = "tree-weights", default = { method = "fixed-weights" } }\n\n'
    )
    text = packages.FRAMEWORK.replace("[[role]]", limits + "[[role]]", 1)
    case = cases.load(packages.write(tmp_path / "p", framework=text))
    found = cases.robustness(case, "research", as_of=DAY)
    assert (found.sampling.samples, found.sampling.seed) == (30, 4)
    assert found.doubts.ratings == {"high": 0.5, "medium": 0.5, "low": 2}
    assert (found.doubts.unknown, found.doubts.weights) == ("observed", FIXED)
    assert found.as_dict()["samples"] == 30
    case.package.write(tmp_path / "again")
    assert (tmp_path / "again" / "framework.toml").read_text(encoding="utf-8") == text
