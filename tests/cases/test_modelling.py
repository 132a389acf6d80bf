"""Which cells of a weighing are not certain, and by how much."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tests.cases import packages
from windroos import cases
from windroos.cases import Case, Doubts
from windroos.cases.cells import Cell
from windroos.cases.framework import Point, Scale
from windroos.cases.modelling import model_of, standard_error, steps_off
from windroos.cases.preparing import Prepared, prepare
from windroos.cases.text import Text

DAY = date(2026, 11, 21)
# Of the standard normal distribution: 90 % lies within 1.6449 deviations (any table of it).
Z_90 = 1.6448536269514722


@pytest.fixture(scope="module")
def brabant() -> Case:
    return cases.load("noord_brabant")


def scale(*values: float) -> Scale:
    return Scale("s", tuple(Point(value, Text("", "")) for value in values))


@pytest.fixture(scope="module")
def judged(brabant: Case) -> Cell:
    """A cell with one judgement, of high confidence."""
    prepared = prepare(brabant, "innovation", as_of=DAY)
    cell = next(c for row in prepared.found for c in row if len(c.judgements) == 1)
    return replace(cell, judgements=(replace(cell.judgements[0], confidence="high"),))


@pytest.mark.parametrize(
    ("points", "ends", "steps", "expected"),
    [
        ((1, 3, 5), (0.5, 0.5), 0.5, (0.25, 0.75)),  # halfway to the points beside it
        ((1, 3, 5), (0.0, 0.0), 0.5, (0.0, 0.25)),  # nothing lies below the lowest point
        ((1, 3, 5), (1.0, 1.0), 0.5, (0.75, 1.0)),
        ((1, 3, 5), (0.75, 0.75), 0.5, (0.5, 1.0)),  # a mean between two points
        ((1, 3, 5), (0.5, 1.0), 0.5, (0.25, 1.0)),  # assessors who differ
        ((1, 3, 5), (0.5, 0.5), 1.0, (0.0, 1.0)),
        ((1, 3, 5), (0.5, 0.5), 0.0, (0.5, 0.5)),
        ((0, 1, 4), (0.25, 0.25), 0.5, (0.125, 0.625)),  # steps of 1 and 3 points
        ((0, 1, 4), (1.0, 1.0), 0.5, (0.625, 1.0)),
    ],
)
def test_a_rating_lies_some_steps_off(
    judged: Cell,
    points: tuple[float, ...],
    ends: tuple[float, float],
    steps: float,
    expected: tuple[float, float],
) -> None:
    doubts = Doubts(ratings={"high": steps, "medium": 9, "low": 9})
    assert steps_off(scale(*points), ends, judged, doubts) == pytest.approx(expected)


def test_the_least_sure_judgement_counts(judged: Cell) -> None:
    unsure = replace(judged.judgements[0], confidence="low")
    both = replace(judged, judgements=(*judged.judgements, unsure))
    doubts = Doubts(ratings={"high": 0.5, "medium": 0.5, "low": 1})
    assert steps_off(scale(0, 1, 2, 3, 4), (0.5, 0.5), both, doubts) == pytest.approx((0.25, 0.75))
    assert steps_off(scale(0, 1, 2, 3, 4), (0.5, 0.5), judged, doubts) == pytest.approx(
        (0.375, 0.625)
    )


def places(prepared: Prepared, leaf: str) -> list[tuple[str, Cell, int, int]]:
    column = [one.id for one in prepared.leaves].index(leaf)
    return [
        (region.code, prepared.found[row][column], row, column)
        for row, region in enumerate(prepared.regions)
    ]


def test_a_standard_error_is_that_of_the_dataset(brabant: Case) -> None:
    """Brought to the scale from 0 to 1 by its goalposts and nothing else."""
    prepared = prepare(brabant, "innovation", as_of=DAY)
    seen = 0
    for leaf in ("wgi-rule-of-law", "wgi-voice"):
        criterion = brabant.framework.by_id[leaf]
        assert criterion.figure is not None
        low, high = criterion.figure.goalposts
        for _code, cell, _row, _column in places(prepared, leaf):
            if cell.known:
                (figure,) = cell.figures
                assert figure.standard_error is not None
                assert standard_error(criterion, cell) == pytest.approx(
                    figure.standard_error / (high - low), rel=1e-9
                )
                seen += 1
    assert seen > 20


def test_a_converted_figure_has_the_range_of_its_prediction(brabant: Case) -> None:
    """The range that the conversion gives is what the normal has with the same coverage."""
    criterion = brabant.framework.by_id["innovation-index"]
    assert criterion.figure is not None
    assert criterion.figure.common_scale is not None
    assert criterion.figure.common_scale.coverage == 0.9
    width = abs(criterion.figure.goalposts[1] - criterion.figure.goalposts[0])
    prepared = prepare(brabant, "innovation", as_of=DAY)
    cells = [cell for _code, cell, _row, _column in places(prepared, "innovation-index")]
    converted = [cell for cell in cells if cell.converted]
    assert {figure.region for cell in converted for figure in cell.figures} >= {"JP", "SG"}
    for cell in converted:
        error = standard_error(criterion, cell)
        assert error is not None
        assert 2 * Z_90 * error * width == pytest.approx(cell.high - cell.low)
        assert (cell.low + cell.high) / 2 == pytest.approx(cell.raw)
    own = [cell for cell in cells if cell.known and not cell.converted]
    assert own
    assert all(standard_error(criterion, cell) is None for cell in own)


def test_every_cell_is_uncertain_in_one_way_or_exact(brabant: Case) -> None:
    prepared = prepare(brabant, "innovation", as_of=DAY)
    model = model_of(prepared, brabant.framework, brabant.framework.doubts)
    cells, unknown = prepared.cells, np.isnan(prepared.cells[0])
    about = np.zeros(unknown.shape, dtype=int)
    for kind in model.values.uncertain:
        about += kind.places
    assert (about <= 1).all()
    assert (about[unknown] == 1).all()
    drawn = model.values.draw(np.random.default_rng(0), 400)
    assert not np.isnan(drawn).any()
    assert ((drawn >= 0) & (drawn <= 1)).all()
    sure = about == 0
    assert (drawn[:, sure] == cells[0][sure]).all()


def test_figures_of_sources_that_differ_lie_between_them(tmp_path: Path) -> None:
    """Latvia is 20 or 30 metres deep, on goalposts of 0 and 100."""
    case = cases.load(packages.write(tmp_path / "p"))
    prepared = prepare(case, "research", as_of=date(2022, 1, 1))
    model = model_of(prepared, case.framework, Doubts())
    row = [region.code for region in prepared.regions].index("LV")
    column = [leaf.id for leaf in prepared.leaves].index("depth")
    drawn = model.values.draw(np.random.default_rng(0), 4000)[:, row, column]
    assert 0.2 <= drawn.min() < 0.201
    assert 0.299 < drawn.max() <= 0.3
    assert drawn.mean() == pytest.approx(0.25, abs=0.003)


def test_goalposts_of_a_scenario_count(brabant: Case) -> None:
    """Twice as wide, an error is half as large."""
    criterion = brabant.framework.by_id["wgi-voice"]
    assert criterion.figure is not None
    low, high = criterion.figure.goalposts
    wider = cases.apply(
        brabant.framework,
        cases.Scenario("innovation", goalposts={"wgi-voice": (low, low + 2 * (high - low))}),
    )
    prepared = prepare(brabant, "innovation", as_of=DAY)
    cell = next(cell for _c, cell, _r, _l in places(prepared, "wgi-voice") if cell.known)
    before, after = standard_error(criterion, cell), standard_error(wider.by_id["wgi-voice"], cell)
    assert before is not None
    assert after == pytest.approx(before / 2)
