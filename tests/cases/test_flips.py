"""The smallest change that gives another verdict: each is tried out by weighing anew."""

from datetime import date

import pytest

from windroos import cases
from windroos.cases.flips import flips
from windroos.cases.framework import Scale
from windroos.cases.spaces import space
from windroos.decide import score, verdicts
from windroos.decide.robustness import Constrained, TreeWeights

DAY = date(2026, 11, 21)
ROLES = ("innovation", "trade-invest")


@pytest.fixture(scope="module")
def case() -> cases.Case:
    return cases.load("noord_brabant")


@pytest.mark.parametrize("role", ROLES)
def test_a_weight_that_flips_does_so_when_weighed(case: cases.Case, role: str) -> None:
    tried = 0
    for result in cases.weigh(case, role, as_of=DAY):
        flip = flips(result).weight
        if flip is None:
            continue
        # A hair further than the edge, where rounding leaves no doubt.
        away = 1.0001 if flip.factor > 1 else 0.9999
        weight = flip.criterion.weight(role) * flip.factor * away
        turned = cases.Scenario(role, weights={flip.criterion.id: weight})
        code = result.region.code
        assert cases.weigh(case, role, as_of=DAY, scenario=turned)[code].provisional == flip.verdict
        tried += 1
    assert tried > 5


def _with(result: cases.RegionResult, leaf: str, scale: Scale, rating: float) -> str:
    """The verdict with another rating, scored anew."""
    weighed = result.weighed
    cells = weighed.cells[0][[result.position]].copy()
    cells[0, weighed.tree.leaves.index(leaf)] = (rating - scale.low) / (scale.high - scale.low)
    thresholds = weighed.framework.role(weighed.prepared.role).thresholds
    return str(verdicts(score(weighed.tree, cells).value, thresholds)[0])


@pytest.mark.parametrize("role", ROLES)
def test_a_rating_that_flips_does_so_and_a_nearer_one_does_not(case: cases.Case, role: str) -> None:
    tried = 0
    for result in cases.weigh(case, role, as_of=DAY):
        flip = flips(result).rating
        if flip is None or flip.now is None:
            continue
        assert flip.leaf.rating is not None
        scale = case.framework.scales[flip.leaf.rating.scale]
        assert _with(result, flip.leaf.id, scale, flip.rating) == flip.verdict
        for point in scale.points:
            if abs(point.value - flip.now) < abs(flip.rating - flip.now):
                assert _with(result, flip.leaf.id, scale, point.value) == result.provisional
        tried += 1
    assert tried > 10


def test_weights_in_the_order_chosen_are_free_where_nothing_was_chosen(case: cases.Case) -> None:
    """Noord-Brabant weighs all parts alike, so that no order holds; two that differ have one."""
    assert space(case.framework, "innovation", "order") == TreeWeights()
    turned = cases.Scenario("innovation", weights={"environment": 3.0})
    framework = cases.apply(case.framework, turned)
    ordered = space(framework, "innovation", "order")
    assert isinstance(ordered, TreeWeights)
    ((parent, constrained),) = ordered.nodes.items()
    assert parent == framework.root.id
    assert isinstance(constrained, Constrained)
    siblings = [child.id for child in framework.children(parent)]
    heaviest = siblings.index("environment")
    assert set(constrained.order) == {(heaviest, n) for n in range(len(siblings)) if n != heaviest}
