"""Weighing: the small invented case by hand, and what must hold for any case."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases import packages
from windroos import cases
from windroos.cases import Case

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return cases.load(packages.write(tmp_path_factory.mktemp("lake") / "package"))


@pytest.fixture(scope="module")
def brabant() -> Case:
    return cases.load("noord_brabant")


def test_estonia_by_hand(lake: Case) -> None:
    """Depth 50 of 100 → 0.5. Salt 10 between 40 and 0 → 0.75.

    Clarity on all themes: the mean of 5 (no theme) and 1 (algae) is 3 of 1 to 5 → 0.5, and
    fish 3 → 0.5. Chemistry is the mean of salt and clarity, 0.625. Quality is geometric:
    √(0.625 · 0.5). Water is the mean of quality and depth, people is choirs, 5 → 1.
    For research water weighs 3 against 1.
    """
    result = cases.weigh(lake, "research", as_of=DAY)["EE"]
    quality = (0.625 * 0.5) ** 0.5
    water = (quality + 0.5) / 2
    assert result.nodes["chemistry"].value == pytest.approx(0.625)
    assert result.nodes["quality"].value == pytest.approx(quality)
    assert result.score == pytest.approx(0.75 * water + 0.25)
    assert result.known == 1.0
    assert (result.lower, result.upper) == pytest.approx((result.score, result.score))
    culture = cases.weigh(lake, "culture", as_of=DAY)["EE"]
    assert culture.score == pytest.approx((water + 1) / 2)


@pytest.mark.parametrize(
    ("way", "quality"),
    [
        ('"harmonic"', 2 / (1 / 0.625 + 1 / 0.5)),
        ('"power"\nexponent = 2', ((0.625**2 + 0.5**2) / 2) ** 0.5),
        # The better half counts with (1/2)^2, the worse with the rest.
        ('"owa"\nexponent = 2', 0.625 / 4 + 0.5 * 3 / 4),
    ],
)
def test_estonia_with_quality_put_together_otherwise(
    tmp_path: Path, way: str, quality: float
) -> None:
    text = packages.FRAMEWORK.replace('"geometric"', way)
    case = cases.load(packages.write(tmp_path / "lake", framework=text))
    result = cases.weigh(case, "research", as_of=DAY)["EE"]
    assert result.nodes["quality"].value == pytest.approx(quality)
    assert result.score == pytest.approx(0.75 * (quality + 0.5) / 2 + 0.25)
    assert result.nodes["lake"].contribution == pytest.approx(
        sum(result.nodes[id].contribution for id in ("salt", "clarity", "fish", "depth", "choirs"))
    )
    again = tmp_path / "again"
    again.mkdir()
    for name, content in case.package.files().items():
        (again / name).write_bytes(content)
    assert cases.load(again).framework == case.framework


def test_the_theme_chooses_the_judgements(lake: Case) -> None:
    """On algae only the judgement on algae counts; on song the one for all themes."""
    algae = cases.weigh(lake, "culture", "algae", as_of=DAY)["EE"]
    song = cases.weigh(lake, "culture", "song", as_of=DAY)["EE"]
    assert algae.cells["clarity"].value == 0.0
    assert song.cells["clarity"].value == 1.0


def test_a_parents_evidence_counts_where_the_leaf_says_so(lake: Case) -> None:
    cells = cases.weigh(lake, "culture", as_of=DAY)["LV00"].cells
    assert cells["salt"].inherited_from == "LV"
    assert cells["salt"].value == 0.0
    assert not cells["fish"].known
    assert not cells["depth"].known


def test_two_figures_for_one_cell_give_their_mean_and_their_range(lake: Case) -> None:
    cell = cases.weigh(lake, "culture", as_of=DAY)["LV"].cells["depth"]
    assert (cell.value, cell.lower, cell.upper) == pytest.approx((0.25, 0.2, 0.3))
    (found,) = cases.contradictions(lake)
    assert (found.kind, found.grade, found.region, found.indicator) == (
        "figure", "hard", "LV", "metres",
    )  # fmt: skip
    assert {figure.value for figure in found.figures} == {20, 30}


def test_preconditions_hold_for_their_roles_and_themes(lake: Case) -> None:
    def outcome(code: str, role: str, theme: str | None) -> list[str]:
        return [g.outcome for g in cases.weigh(lake, role, theme, as_of=DAY)[code].gates]

    assert outcome("EE", "research", "algae") == ["conditional"]
    assert outcome("EE", "research", None) == ["conditional"]
    assert outcome("EE", "research", "song") == [], "the precondition is for algae only"
    assert outcome("EE", "culture", "algae") == []
    assert outcome("LV", "research", None) == ["fails"]
    assert outcome("LV00", "research", None) == ["unknown"]


def test_a_conditional_precondition_lets_the_advice_stand(lake: Case) -> None:
    estonia = cases.weigh(lake, "research", "algae", as_of=DAY)["EE"]
    assert estonia.provisional == estonia.advice == "reactive"
    assert estonia.decision == "active"
    assert estonia.differs


def test_a_failed_precondition_closes_a_region_whatever_its_score(lake: Case) -> None:
    assert cases.weigh(lake, "research", as_of=DAY)["LV"].advice == "none"


def test_evidence_and_decisions_count_from_their_day(lake: Case) -> None:
    before = cases.weigh(lake, "research", as_of=date(2019, 12, 31))["EE"]
    assert (before.score, before.provisional, before.advice) == (None, None, "undetermined")
    assert (before.lower, before.upper, before.known) == (0.0, 1.0, 0.0)
    assert before.decision is None
    assert cases.weigh(lake, "research", as_of=DAY)["EE"].decision == "active"
    # Decided in February 2020, for a period that had begun: in force from the end of that month.
    assert cases.weigh(lake, "research", as_of=date(2020, 2, 28))["EE"].decision is None
    assert cases.weigh(lake, "research", as_of=date(2020, 2, 29))["EE"].decision == "active"
    # The report is of 2021: it counts from the end of that year.
    assert cases.weigh(lake, "research", as_of=date(2021, 12, 30))["EE"].known == 0
    assert cases.weigh(lake, "research", as_of=date(2021, 12, 31))["EE"].known == 1
    assert cases.weigh(lake, "research", as_of=date(2031, 1, 1))["EE"].decision is None


@pytest.mark.parametrize("role", ["innovation", "trade-invest"])
@pytest.mark.parametrize(
    "theme",
    [None, "health", "mobility", "digital-ai", "agrifood", "htsm", "energy", "labour-market"],
)
def test_what_holds_for_every_region(brabant: Case, role: str, theme: str | None) -> None:
    assessment = cases.weigh(brabant, role, theme, as_of=DAY)
    assert len(assessment.regions) == 26
    for result in assessment:
        assert 0 <= result.lower <= result.upper <= 1
        assert 0 <= result.known <= 1
        if result.score is not None:
            assert result.lower <= result.score <= result.upper
            given = [
                result.nodes[c.id].contribution
                for c in brabant.framework.components
                if result.nodes[c.id].known
            ]
            assert sum(given) == pytest.approx(result.score, abs=1e-9)
        if any(gate.outcome == "fails" for gate in result.gates):
            assert result.advice == "none"


def test_the_json_is_what_was_agreed(brabant: Case) -> None:
    data = json.loads(json.dumps(cases.weigh(brabant, "innovation", as_of=DAY).as_dict()))
    assert set(data) == {"case", "framework", "role", "theme", "asOf", "figures", "regions"}
    assert (data["case"], data["role"], data["theme"]) == ("noord_brabant", "innovation", None)
    assert data["asOf"] == "2026-11-21"
    components = {c.id for c in brabant.framework.components}
    for region in data["regions"]:
        assert set(region) == {
            "code", "name", "score", "lower", "upper", "known", "provisional", "advice",
            "decision", "preconditions", "contributions",
        }  # fmt: skip
        assert region["advice"] in ("active", "reactive", "none", "undetermined")
        assert region["provisional"] in ("active", "reactive", "none", None)
        assert region["decision"] in ("active", "reactive", "none", None)
        assert set(region["contributions"]) == components
        assert len(region["preconditions"]) == 4
        for gate in region["preconditions"]:
            assert set(gate) == {"id", "outcome", "reason"}
            assert gate["outcome"] in ("holds", "conditional", "unknown", "fails")
            assert gate["reason"]


def test_an_unknown_role_theme_or_region_is_named_with_those_there_are(brabant: Case) -> None:
    for arguments in (("sport",), ("innovation", "sport")):
        with pytest.raises(ValueError, match=r"sport.*there are"):
            cases.weigh(brabant, *arguments)
    with pytest.raises(ValueError, match=r"NL41.*there are"):
        cases.weigh(brabant, "innovation", regions=["NL41"])


# What is said of a cell: one rating, or two that differ, which give it a range.
PLACES = [
    (region, leaf) for region in ("EE", "LV", "LV00") for leaf in ("clarity", "fish", "choirs")
]
RATINGS = st.lists(st.sampled_from([1, 2, 3, 4, 5]), min_size=1, max_size=2)
SAID = st.dictionaries(st.sampled_from(PLACES), RATINGS)
MEASURED = [(region, name) for region in ("EE", "LV", "LV00") for name in ("metres", "salt")]
FIGURES = st.dictionaries(st.sampled_from(MEASURED), st.floats(-50, 200))


@settings(max_examples=40, deadline=None)
@given(said=SAID, figures=FIGURES, data=st.data())
def test_every_completion_of_the_unknowns_stays_within_the_bounds(
    said: dict, figures: dict, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever comes to be known, and wherever in its range a cell turns out to lie."""
    before = _weighed(said, figures, tmp_path_factory)
    settled = {
        place: [data.draw(st.integers(*(min(said[place]), max(said[place]))))]
        if place in said
        else [data.draw(st.integers(1, 5))]
        for place in PLACES
    }
    measured = {
        place: figures[place] if place in figures else data.draw(st.floats(-50, 200))
        for place in MEASURED
    }
    # What LV00 takes over from LV is known already, so it is not filled in otherwise.
    if ("LV00", "salt") not in figures and ("LV", "salt") in figures:
        measured["LV00", "salt"] = figures["LV", "salt"]
    after = _weighed(settled, measured, tmp_path_factory)
    for code in ("EE", "LV", "LV00"):
        score = after[code].score
        assert score is not None
        assert before[code].lower - 1e-12 <= score <= before[code].upper + 1e-12


def _weighed(said: dict, measured: dict, factory: pytest.TempPathFactory) -> cases.Assessment:
    tables = packages.rows()
    tables["judgements"] = [
        packages._judgement(f"j{n}-{k}", place[0], place[1], rating)
        for n, (place, ratings) in enumerate(said.items())
        for k, rating in enumerate(ratings)
    ]
    tables["figures"] = [
        packages._figure(place[0], place[1], value) for place, value in measured.items()
    ]
    folder: Path = packages.write(factory.mktemp("case") / "package", tables)
    return cases.weigh(cases.load(folder), "research", as_of=DAY)
