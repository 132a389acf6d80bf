"""A case reads its figures from the open sources when they are there, and says so (done when 3).

The figures of the case were taken from the same files by hand and are checked against them in
`test_figures.py`: what is read has to be equal, and so have the verdicts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.cases.brought import DAY, bring_all
from windroos import cases
from windroos.cases import Case
from windroos.cases.cells import anchored
from windroos.cases.framework import ScaleLink
from windroos.cases.modelling import model_of
from windroos.cases.preparing import prepare
from windroos.decide.robustness import Normal
from windroos.sources.lake import LakeError

NOW = date(2026, 11, 21)
BROUGHT = date.fromisoformat(DAY)


@pytest.fixture(scope="module")
def brought(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping]:
    lake = tmp_path_factory.mktemp("lake")
    return lake, bring_all(lake, shared)


@pytest.fixture(scope="module")
def own() -> Case:
    return cases.load("noord_brabant")


@pytest.fixture(scope="module")
def read(brought: tuple[Path, Mapping]) -> Case:
    lake, editions = brought
    return cases.load("noord_brabant", lake=lake, editions=editions)


def _of_challenges(case: Case) -> set[str]:
    """The indicators of challenges: of those all years count, see `test_challenges.py`."""
    return {name for one in case.framework.challenges.values() for name in one.indicators}


def test_every_figure_of_the_case_is_read_equal_from_the_files(own: Case, read: Case) -> None:
    found = {(f.region, f.indicator, f.year): f for f in read.figures}
    weighed = [f for f in own.figures if f.indicator not in _of_challenges(own)]
    assert len(weighed) == 108
    for figure in weighed:
        other = found[figure.region, figure.indicator, figure.year]
        assert other.snapshot is not None
        assert figure.snapshot is None
        assert (other.unit, other.standard_error) == (figure.unit, figure.standard_error)
        assert other.note == figure.note
        if other.parts and figure.region != "DEG":
            # The case rounds what it put together itself to four decimals.
            assert other.value == pytest.approx(figure.value, abs=5.1e-5)
        else:
            assert other.value == figure.value
            if figure.indicator != "ris-rii":  # a wide table: its cells name the column too
                assert other.cell == figure.cell


def test_what_is_read_beyond_the_own_figures_is_the_global_index_of_europe(
    own: Case, read: Case
) -> None:
    there = {(f.region, f.indicator, f.year) for f in own.figures}
    weighed = [f for f in read.figures if f.indicator not in _of_challenges(own)]
    beyond = {(f.region, f.indicator, f.year) for f in weighed} - there
    assert {indicator for _, indicator, _ in beyond} == {"gii-score"}
    assert {region for region, _, _ in beyond} == {
        "AT", "BE", "CH", "DE", "DK", "FI", "FR", "NL", "SE", "UA",
    }  # fmt: skip


def test_a_land_says_of_which_regions_it_was_put_together(read: Case) -> None:
    (saxony,) = [f for f in read.figures if (f.region, f.indicator) == ("DED", "ris-rii")]
    assert saxony.parts == ("DED2", "DED4", "DED5")
    (hauts,) = [f for f in read.figures if (f.region, f.indicator) == ("FRE", "epo-patents")]
    assert hauts.parts == ("FR30", "FR22")


@pytest.mark.parametrize("role", ["innovation", "trade-invest"])
@pytest.mark.parametrize("theme", [None, "health"])
def test_the_verdicts_are_the_same(own: Case, read: Case, role: str, theme: str | None) -> None:
    ours = cases.weigh(own, role, theme, as_of=NOW)
    theirs = cases.weigh(read, role, theme, as_of=NOW)
    for one, other in zip(ours, theirs, strict=True):
        assert (one.provisional, one.advice) == (other.provisional, other.advice)
        ends = [(r.score, r.lower, r.upper, r.known) for r in (one, other)]
        # Rounding of 5e-5 on an index from 40 to 160, on one leaf of two of one component of four.
        assert ends[0] == pytest.approx(ends[1], abs=1e-6)


def test_two_scoreboards_are_laid_beside_each_other_by_the_files(own: Case, read: Case) -> None:
    leaf = read.framework.by_id["innovation-index"].figure
    assert leaf is not None
    pairs = anchored(read, leaf)
    assert pairs == anchored(own, leaf)
    assert len(pairs) == 39
    # All economies and all years in common, for a case that wants it so: five years of 39, but
    # for those that either did not cover in some year.
    link = replace(leaf.common_scale or ScaleLink("", "", 0), years="all")
    assert 5 * 35 < len(anchored(read, replace(leaf, common_scale=link))) <= 5 * 39


def test_the_assessment_says_where_the_figures_come_from(
    own: Case, read: Case, brought: tuple[Path, Mapping]
) -> None:
    _, editions = brought
    told = {one["indicator"]: one for one in cases.weigh(read, "innovation", as_of=NOW).origins()}
    assert told["wgi-voice"] == {
        "indicator": "wgi-voice",
        "dataset": "wgi",
        "snapshot": editions["wgi"],
        "since": DAY,
    }
    assert {one["snapshot"] for one in cases.weigh(own, "innovation", as_of=NOW).origins()} == {
        None
    }
    japan = cases.explain(cases.weigh(read, "innovation", as_of=NOW), "JP")
    figures = [
        figure
        for component in japan["components"]
        for leaf in component["leaves"]
        for figure in leaf["figures"]
    ]
    assert {figure["indicator"] for figure in figures} == {
        "gii-score", "nl-exports", "nl-imports", "wgi-rule-of-law", "wgi-voice",
    }  # fmt: skip
    assert all(figure["snapshot"] for figure in figures)


def test_before_the_day_they_came_in_the_figures_of_the_case_count(own: Case, read: Case) -> None:
    before = BROUGHT - timedelta(days=1)
    assert {one["snapshot"] for one in cases.weigh(read, "innovation", as_of=before).origins()} == {
        None
    }
    one, other = (cases.weigh(case, "innovation", as_of=before)["JP"] for case in (own, read))
    assert one.score == other.score


def test_a_series_is_read_only_when_all_it_needs_is_there(
    own: Case, brought: tuple[Path, Mapping]
) -> None:
    lake, editions = brought
    case = cases.load("noord_brabant", lake=lake, editions={"ris-2019": editions["ris-2019"]})
    assert case.figures == own.figures  # the weights of the Länder are missing


def test_a_dataset_that_no_series_reads_is_refused(brought: tuple[Path, Mapping]) -> None:
    lake, editions = brought
    with pytest.raises(cases.CaseError, match=r"no series reads “v-dem”.*eis-2025"):
        cases.load("noord_brabant", lake=lake, editions={"v-dem": editions["wgi"]})
    with pytest.raises(LakeError, match="load the case or source again"):
        cases.load("noord_brabant", lake=lake, editions={"wgi": "0" * 64})


def test_standard_errors_reach_the_bounds_and_the_robustness(own: Case, read: Case) -> None:
    """The error of the rule of law in Japan is 0.1696 in the workbook of the World Bank; the 90 %
    range reaches 1.645 of it to either side, on a scale of five."""
    prepared = prepare(read, "innovation", as_of=NOW, regions=["JP"])
    column = [leaf.id for leaf in prepared.leaves].index("wgi-rule-of-law")
    value, lower, upper = prepared.cells[:, 0, column]
    assert value == pytest.approx((1.5355393886566162 + 2.5) / 5)
    assert upper - value == pytest.approx(1.6448536 * 0.16963334381580353 / 5)
    assert value - lower == pytest.approx(upper - value)
    model = model_of(prepared, read.framework, read.framework.doubts)
    (normal,) = (one for one in model.values.uncertain if isinstance(one, Normal))
    # 97.7 of a hundred draws of a normal value lie below it and two standard errors.
    cells = prepared.cells[0]
    drawn = cells.copy()
    drawn[normal.places] = normal.quantile(np.full(normal.places.sum(), 0.9772498680518208), cells)
    assert drawn[0, column] == pytest.approx(value + 2 * 0.16963334381580353 / 5)
    # The same draws of the same figures: equal but for what the case itself rounds.
    sure, alike = (
        cases.robustness(case, "innovation", as_of=NOW, regions=["JP", "VN"], samples=2000)
        for case in (read, own)
    )
    for one, other in zip(sure, alike, strict=True):
        assert one.shares == other.shares
        assert one.spread == pytest.approx(other.spread, abs=1e-12)


def test_a_record_holds_what_was_read(read: Case, own: Case) -> None:
    record = cases.record(cases.weigh(read, "innovation", as_of=NOW))
    assert record["inputs"]["sha256"]["source:wgi"]
    assert all(check.holds for check in cases.verify(record, read))
    failed = {check.what for check in cases.verify(record, own) if not check.holds}
    assert "input source:wgi" in failed
