"""Other weights, thresholds and goalposts: the numbers by an independent computation, the rules."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases import packages
from windroos import cases
from windroos.cases import Case, Scenario, ScenarioError
from windroos.cases.framework import Framework

DAY = date(2026, 11, 21)
ROLE = "innovation"


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return cases.load(packages.write(tmp_path_factory.mktemp("lake") / "package"))


@pytest.fixture(scope="module")
def brabant() -> Case:
    return cases.load("noord_brabant")


# An engine in plain Python, written from the rules (docs/method.md) and sharing no code with ours.


class Plain:
    """Weighs one region: cells by leaf as (value, lower, upper) or None."""

    def __init__(self, framework: Framework, scenario: Scenario) -> None:
        self.parents = {c.id: c.parent for c in framework.criteria}
        self.order = [c.id for c in framework.criteria]
        self.geometric = {c.id for c in framework.criteria if c.aggregate == "geometric"}
        own = {c.id: c.weights.get(scenario.role, c.weights.get("", 1)) for c in framework.criteria}
        self.weights = {**own, **scenario.weights}
        (role,) = (role for role in framework.roles if role.id == scenario.role)
        self.thresholds = {**role.thresholds, **scenario.thresholds}

    def score(self, cells: Mapping[str, float | None], id: str) -> tuple[float, float]:
        """Value and known share of a node, the latter 0 where nothing is known."""
        below = [c for c in self.order if self.parents[c] == id]
        if not below:
            value = cells[id]
            return (0.0, 0.0) if value is None else (value, 1.0)
        parts = [(*self.score(cells, child), self.weights[child]) for child in below]
        counted = sum(weight * known for _, known, weight in parts)
        if not counted:
            return 0.0, 0.0
        known = counted / sum(weight for _, _, weight in parts)
        shares = [(value, weight * share / counted) for value, share, weight in parts]
        if id in self.geometric:
            return math.prod(value**share for value, share in shares if share), known
        return sum(value * share for value, share in shares), known

    def verdict(self, score: float) -> str:
        for effort in ("active", "reactive"):
            if score >= self.thresholds[effort] - 1e-12:
                return effort
        return "none"

    def weigh(
        self, cells: Mapping[str, tuple[float, float, float] | None], outcomes: set[str]
    ) -> tuple[float | None, float, float, str]:
        """Score, bounds and advice."""
        (root,) = (id for id, parent in self.parents.items() if parent is None)
        value, known = self.score({k: c and c[0] for k, c in cells.items()}, root)
        lower, _ = self.score({k: c[1] if c else 0.0 for k, c in cells.items()}, root)
        upper, _ = self.score({k: c[2] if c else 1.0 for k, c in cells.items()}, root)
        said = {self.verdict(score) for score in (value, lower, upper)} if known else set()
        advice = said.pop() if len(said) == 1 else "undetermined"
        if "fails" in outcomes:
            advice = "none"
        elif "unknown" in outcomes and not (known and self.verdict(value) == "none"):
            advice = "undetermined"
        return (value if known else None), lower, upper, advice


def placed(raw: float, posts: tuple[float, float], log: bool) -> float:
    low, high = (math.log10(post) for post in posts) if log else posts
    at = (math.log10(raw) if raw > 0 else -math.inf) if log else raw
    return min(1.0, max(0.0, (at - low) / (high - low)))


def by_hand(case: Case, scenario: Scenario, theme: str | None) -> dict[str, tuple]:
    """Every region's score, bounds and advice, from the cells as they are without a scenario."""
    plain = Plain(case.framework, scenario)
    found = {}
    for result in cases.weigh(case, scenario.role, theme, as_of=DAY):
        cells: dict[str, tuple[float, float, float] | None] = {}
        for id, cell in result.cells.items():
            cells[id] = (cell.value, cell.lower, cell.upper) if cell.known else None
            if id in scenario.goalposts and cell.known:
                assert cell.leaf.figure is not None
                log = cell.leaf.figure.transform == "log10"
                value, *ends = (
                    placed(raw, scenario.goalposts[id], log)
                    for raw in (cell.raw, cell.low, cell.high)
                )
                cells[id] = (value, min(ends), max(ends))
        outcomes = {gate.outcome for gate in result.gates}
        found[result.region.code] = plain.weigh(cells, outcomes)
    return found


SCENARIOS = [
    Scenario(ROLE),
    Scenario(ROLE, weights={"environment": 3, "link": 0}),
    Scenario(ROLE, weights={"themes": 0.25, "trade-judged": 2.5, "dutch-trade": 0}),
    Scenario(ROLE, thresholds={"active": 0.8}),
    Scenario(ROLE, thresholds={"active": 0.35, "reactive": 0.35}),
    Scenario(ROLE, goalposts={"innovation-index": (160, 40), "dutch-trade": (1, 1e6)}),
    Scenario("trade-invest", {"trade": 4}, {"reactive": 0.5}, {"wgi-voice": (-1, 1)}),
]


@pytest.mark.parametrize("theme", [None, "htsm"])
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.query or "none")
def test_every_region_as_computed_by_hand(
    brabant: Case, scenario: Scenario, theme: str | None
) -> None:
    expected = by_hand(brabant, scenario, theme)
    assessment = cases.weigh(brabant, scenario.role, theme, as_of=DAY, scenario=scenario)
    for result in assessment:
        score, lower, upper, advice = expected[result.region.code]
        assert (result.score is None) == (score is None)
        if score is not None:
            assert result.score == pytest.approx(score, abs=1e-12)
        assert (result.lower, result.upper) == pytest.approx((lower, upper), abs=1e-12)
        assert result.advice == advice
        higher = [other for other, *_ in expected.values() if other is not None]
        rank = None if score is None else 1 + sum(other > score + 1e-12 for other in higher)
        assert result.rank == rank


def test_a_mixed_tree_as_computed_by_hand(lake: Case) -> None:
    """The lake has a geometric node, four levels and weights that differ by role."""
    scenario = Scenario("research", {"water": 1, "salt": 3, "people": 0.5}, {"active": 0.5})
    expected = by_hand(lake, scenario, None)
    for result in cases.weigh(lake, "research", as_of=DAY, scenario=scenario):
        score, lower, upper, advice = expected[result.region.code]
        assert (result.score, result.lower, result.upper) == pytest.approx((score, lower, upper))
        assert result.advice == advice


def test_goalposts_move_cells_and_their_parts(lake: Case) -> None:
    """Depth 50: of 0 to 100 it is 0.5, of 0 to 50 all of it; of 100 to 0 the ends change places."""
    scenario = Scenario("research", goalposts={"depth": (0, 50)})
    estonia = cases.weigh(lake, "research", as_of=DAY, scenario=scenario)["EE"]
    assert estonia.cells["depth"].value == estonia.nodes["depth"].value == 1
    assert estonia.cells["depth"].leaf.figure == estonia.nodes["depth"].criterion.figure
    turned = Scenario("research", goalposts={"depth": (100, 0)})
    latvia = cases.weigh(lake, "research", as_of=DAY, scenario=turned)["LV"].cells["depth"]
    assert (latvia.value, latvia.lower, latvia.upper) == pytest.approx((0.75, 0.7, 0.8))
    assert (latvia.raw, latvia.low, latvia.high) == (25, 20, 30)


def test_contributions_add_up_in_a_scenario(brabant: Case) -> None:
    scenario = SCENARIOS[1]
    for result in cases.weigh(brabant, ROLE, as_of=DAY, scenario=scenario):
        given = [result.nodes[c.id].contribution for c in brabant.framework.components]
        assert math.fsum(part for part in given if part == part) == pytest.approx(result.score)


def test_an_assessment_tells_its_scenario(brabant: Case) -> None:
    scenario = Scenario(ROLE, weights={"environment": 2}, thresholds={"active": 0.7})
    assessment = cases.weigh(brabant, ROLE, as_of=DAY, scenario=scenario)
    data = json.loads(json.dumps(assessment.as_dict()))
    assert data["scenario"] == scenario.as_dict()
    assert "scenario" not in cases.weigh(brabant, ROLE, as_of=DAY).as_dict()
    assert assessment.role.thresholds == {"active": 0.7, "reactive": 0.4}
    assert assessment.framework.by_id["environment"].weight(ROLE) == 2
    assert assessment.case.framework.by_id["environment"].weight(ROLE) == 1
    assert cases.explain(assessment, "JP")["thresholds"]["active"] == 0.7


def test_regions_that_score_alike_share_their_place(lake: Case) -> None:
    """With all weight on what nobody differs in, all have the first place."""
    scenario = Scenario("research", weights={"people": 0, "quality": 0})
    lots = cases.weigh(lake, "research", as_of=DAY, scenario=scenario)
    assert [(r.region.code, r.rank) for r in lots] == [("EE", 1), ("LV00", None), ("LV", 2)]
    assert cases.weigh(lake, "culture", as_of=date(2000, 1, 1))["EE"].rank is None


# Applying


def test_no_overrides_change_nothing(brabant: Case) -> None:
    framework = brabant.framework
    assert cases.apply(framework, Scenario(ROLE)) is framework
    same = Scenario(ROLE, {"link": 1.0}, {"active": 0.6}, {"innovation-index": (40.0, 160.0)})
    assert cases.apply(framework, same) is framework
    assert not same.against(framework)
    empty = cases.weigh(brabant, ROLE, as_of=DAY, scenario=Scenario(ROLE)).as_dict()
    assert empty == cases.weigh(brabant, ROLE, as_of=DAY).as_dict()


def test_a_weight_changes_for_one_role_only(lake: Case) -> None:
    changed = cases.apply(lake.framework, Scenario("culture", weights={"people": 2}))
    people = changed.by_id["people"]
    assert (people.weight("culture"), people.weight("research")) == (2, 1)
    # Once the same for all roles again, it is stated once.
    back = cases.apply(changed, Scenario("culture", weights={"people": 1}))
    assert back.by_id["people"] == lake.framework.by_id["people"]


WEIGHTS = st.floats(0.01, 100)


@settings(max_examples=40, deadline=None)
@given(
    factor=st.floats(0.001, 1000),
    weights=st.fixed_dictionaries(
        dict.fromkeys(("link", "possibilities", "feasibility", "environment"), WEIGHTS)
    ),
)
def test_weights_are_relative(brabant: Case, factor: float, weights: dict[str, float]) -> None:
    """Multiplying the weights of all siblings changes nothing."""
    one = cases.weigh(brabant, ROLE, as_of=DAY, scenario=Scenario(ROLE, weights))
    scaled = {id: weight * factor for id, weight in weights.items()}
    other = cases.weigh(brabant, ROLE, as_of=DAY, scenario=Scenario(ROLE, scaled))
    for a, b in zip(one, other, strict=True):
        assert (a.score, a.lower, a.upper) == pytest.approx((b.score, b.lower, b.upper), abs=1e-9)
        assert a.advice == b.advice


# The query and the JSON

IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.builds(
    Scenario,
    role=IDS,
    weights=st.dictionaries(IDS, NUMBERS),
    thresholds=st.dictionaries(st.sampled_from(["active", "reactive"]), NUMBERS),
    goalposts=st.dictionaries(IDS, st.tuples(NUMBERS, NUMBERS)),
)


@given(scenario=VALUES)
def test_a_scenario_survives_its_query_and_its_json(scenario: Scenario) -> None:
    read = Scenario.from_query(scenario.role, scenario.query)
    assert read == scenario
    assert read.query == scenario.query
    assert Scenario.from_dict(json.loads(json.dumps(scenario.as_dict()))) == scenario


def test_the_query_is_short_and_always_the_same() -> None:
    one = Scenario(ROLE, {"b": 2.0, "a": 0.5}, {"active": 0.65}, {"c": (40, 1.5e2)})
    assert one.query == "g.c=40..150&t.active=0.65&w.a=0.5&w.b=2"
    assert Scenario.from_query(ROLE, "w.b=2.00&role=x&w.a=.5&t.active=65e-2&g.c=40..150") == one
    assert Scenario.from_query(ROLE, {"w.b": " 2 ", "w.a": ""}) == Scenario(ROLE, {"b": 2})
    assert not Scenario.from_query(ROLE, "")


def test_goalposts_may_come_as_two_fields() -> None:
    read = Scenario.from_query(ROLE, "g.c.low=-2.5&g.c.high=2.5")
    assert read.goalposts == {"c": (-2.5, 2.5)}
    with pytest.raises(ScenarioError) as caught:
        Scenario.from_query(ROLE, "g.c.low=-2.5&g.d.high=x")
    assert {p.field for p in caught.value.problems} == {"g.c.high", "g.d.high", "g.d.low"}


# What cannot be


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("w.link=many", "w.link", "number"),
        ("w.link=0,5", "w.link", "number"),
        ("w.link=1_0", "w.link", "number"),
        ("w.link=nan", "w.link", "number"),
        ("w.link=-1", "w.link", "weight"),
        ("w.link=1e999", "w.link", "weight"),
        ("w.sport=1", "w.sport", "unknown"),
        ("w.compass=1", "w.compass", "root"),
        ("w.link=0&w.possibilities=0&w.feasibility=0&w.environment=0", "w.link", "all-zero"),
        ("w.themes-judged=0", "w.themes-judged", "all-zero"),
        ("t.active=1.1", "t.active", "threshold"),
        ("t.reactive=-0.1", "t.reactive", "threshold"),
        ("t.none=0.1", "t.none", "unknown"),
        ("t.reactive=0.7", "t.reactive", "thresholds-order"),
        ("t.active=0.3", "t.active", "thresholds-order"),
        ("g.innovation-index=40", "g.innovation-index", "goalposts"),
        ("g.innovation-index=40..", "g.innovation-index", "goalposts"),
        ("g.innovation-index=40..40", "g.innovation-index", "goalposts-equal"),
        ("g.innovation-index=40..1e20", "g.innovation-index", "goalposts"),
        ("g.dutch-trade=0..100", "g.dutch-trade", "goalposts-log"),
        ("g.dutch-trade=100000000000000..100000000000000.02", "g.dutch-trade", "goalposts-equal"),
        ("g.themes-judged=0..3", "g.themes-judged", "unknown"),
    ],
)
def test_what_cannot_be_is_told_by_field(brabant: Case, query: str, field: str, code: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        cases.weigh(brabant, ROLE, as_of=DAY, scenario=Scenario.from_query(ROLE, query))
    assert [(p.field, p.code) for p in caught.value.problems] == [(field, code)]
    assert field in str(caught.value)


def test_everything_that_is_wrong_is_told_at_once(brabant: Case) -> None:
    scenario = Scenario(ROLE, {"link": math.nan, "x": 1}, {"active": 2}, {"y": (1, 2)})
    with pytest.raises(ScenarioError) as caught:
        cases.apply(brabant.framework, scenario)
    assert [p.field for p in caught.value.problems] == ["w.link", "w.x", "t.active", "g.y"]


def test_a_scenario_is_for_a_role_there_is(brabant: Case) -> None:
    with pytest.raises(ScenarioError, match=r"sport.*innovation"):
        cases.apply(brabant.framework, Scenario("sport", {"link": 1}))
    with pytest.raises(cases.CaseError, match="trade-invest"):
        cases.weigh(brabant, ROLE, scenario=Scenario("trade-invest"))


@pytest.mark.parametrize(
    "data",
    [
        {"weights": [1]},
        {"weights": {"a": "1"}},
        {"weights": {"a": True}},
        {"thresholds": {"active": None}},
        {"goalposts": {"a": [1]}},
        {"goalposts": {"a": [1, "2"]}},
        {"goalposts": 3},
    ],
)
def test_json_of_another_shape_is_refused(data: dict) -> None:
    with pytest.raises(ScenarioError):
        Scenario.from_dict({"role": ROLE, **data})


# Preparing


def test_evidence_is_gathered_once_for_a_role_theme_and_day(brabant: Case) -> None:
    prepared = cases.prepare(brabant, ROLE, "htsm", as_of=DAY)
    assert cases.prepare(brabant, ROLE, "htsm", as_of=DAY) is prepared
    assert cases.prepare(brabant, ROLE, None, as_of=DAY) is not prepared
    assert cases.prepare(cases.load("noord_brabant"), ROLE, "htsm", as_of=DAY) is not prepared
    assert prepared.cells.shape == (3, 26, len(prepared.leaves))
    assert not prepared.cells.flags.writeable


def test_no_regions_can_be_weighed(brabant: Case) -> None:
    assert cases.weigh(brabant, ROLE, as_of=DAY, regions=[]).regions == ()
    (japan,) = cases.weigh(brabant, ROLE, as_of=DAY, regions=["JP"])
    assert japan.rank == 1
    assert japan.score == cases.weigh(brabant, ROLE, as_of=DAY)["JP"].score
