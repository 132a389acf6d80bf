"""The drawings of the pages of sources: over time, as bars, what is missing, and on a map."""

import re
from itertools import pairwise
from typing import Any

import pytest

from windroos.report import choropleth as maps
from windroos.report.choropleth import Land, choropleth, shapes
from windroos.report.gaps import gap_row
from windroos.report.periods import when
from windroos.report.series import HUES, Line, Moment, series
from windroos.report.value_bar import value_bar


def line(name: str, *values: float | None, error: float | None = None) -> Line:
    return Line(name, [Moment(2000 + n, value, error) for n, value in enumerate(values)])


def square(west: float, south: float, side: float) -> dict[str, Any]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.mark.parametrize(
    ("period", "at"),
    [
        ("1999", 1999.0),
        ("2020-S2", 2020.5),
        ("2020-Q4", 2020.75),
        ("2020-04", 2020.25),
        ("2020-W01", 2020.0),
        ("2020-01-01", 2020.0),
        ("2020-13", None),
        ("2020-Q5", None),
        ("2020-02-30", None),
        ("20", None),
    ],
)
def test_a_period_lies_at_its_beginning(period: str, at: float | None) -> None:
    assert when(period) == at


def test_a_line_is_broken_where_a_value_is_missing() -> None:
    drawn = series([line("A", 1, 2, None, 4, 5, None, 6)], title="t")
    assert drawn.count('class="series-line"') == 2
    assert drawn.count("<circle") == 5


def test_the_band_is_as_wide_as_the_standard_error_says() -> None:
    """At 1.96 standard errors, on an axis whose marks say how high a unit is."""
    drawn = series([line("A", 10, 10, error=1.0)], title="t")
    marks = {
        float(text): float(y) - 4
        for y, text in re.findall(r'class="series-tick" x="56" y="([\d.]+)"[^>]*>([\d.]+)<', drawn)
    }
    (low, at_low), (high, at_high) = sorted(marks.items())[:: len(marks) - 1]
    unit = (at_low - at_high) / (high - low)
    [path] = re.findall(r'class="series-band" d="M([^Z]*)Z', drawn)
    heights = {float(point.split()[1]) for point in path.split("L")}
    assert max(heights) - min(heights) == pytest.approx(2 * 1.96 * unit, rel=0.01)
    assert 'class="series-band"' not in series([line("A", 10, 10)], title="t")


def test_names_beside_the_lines_do_not_overlap_and_stay_on_the_drawing() -> None:
    drawn = series([line(f"Region {n}", 1, 1 + n / 1000) for n in range(HUES)], title="t")
    heights = sorted(map(float, re.findall(r'series-name[^>]* y="([\d.]+)"', drawn)))
    assert all(b - a >= 14.9 for a, b in pairwise(heights))
    assert 0 < heights[0] <= heights[-1] < 380


def test_words_are_escaped_and_no_style_is_written() -> None:
    drawn = series([line("<b>&", 1, 2)], title='"x"', unit="<u>")
    assert "<b>" not in drawn
    assert "<u>" not in drawn
    assert " style=" not in drawn
    assert 'aria-label="&quot;x&quot;"' in drawn


def test_without_values_or_with_too_many_lines_nothing_is_drawn() -> None:
    with pytest.raises(ValueError, match="lines"):
        series([line("A", None)], title="t")
    with pytest.raises(ValueError, match="lines"):
        series([line("A", 1)] * (HUES + 1), title="t")


def test_a_bar_runs_from_zero_to_the_value() -> None:
    (fill,) = re.findall(
        r'value-bar-fill" x="([\d.]+)" width="([\d.]+)"', value_bar(-5, -10, 10, error=1)
    )
    assert tuple(map(float, fill)) == (40.0, 40.0)
    assert value_bar(5, 0, 10).count("value-bar-error") == 0
    with pytest.raises(ValueError, match="zero"):
        value_bar(5, 1, 10)


def test_what_is_missing_and_what_is_not_there_look_otherwise() -> None:
    drawn = gap_row(["known", "missing", "absent", "known"], "A <b>")
    assert drawn.count("gap-known") == 2
    assert drawn.count("stroke-dasharray") == 1
    assert drawn.count("<path") == 1
    assert "&lt;b&gt;" in drawn


def test_classes_hold_as_many_values_each() -> None:
    ends = maps.bounds(range(100))
    graded = [maps.grade(value, ends) for value in range(100)]
    assert [graded.count(n) for n in range(1, 6)] == [20] * 5
    # Of values that are the same there is one class, the highest.
    assert maps.grade(3, maps.bounds([3, 3, 3])) == maps.CLASSES


def test_most_in_europe_is_a_map_of_europe_and_what_lies_elsewhere_is_off_it() -> None:
    near = {f"E{n}": square(5 + n, 50, 1) for n in range(4)}
    drawn = shapes({**near, "FRY1": square(-61, 16, 1)})
    across = [float(x) for x in re.findall(r"[ML](-?[\d.]+) ", drawn.paths["E0"])]
    assert 0 < min(across) < max(across) < 680
    # A degree of longitude is as wide as one of latitude is high, times the cosine of 53 degrees.
    up = [float(y) for y in re.findall(r"[ML]-?[\d.]+ (-?[\d.]+)", drawn.paths["E0"])]
    width, height = max(across) - min(across), max(up) - min(up)
    assert width / height == pytest.approx(0.602, abs=0.02)
    assert max(float(x) for x in re.findall(r"[ML](-?[\d.]+) ", drawn.paths["FRY1"])) < 0
    wide = shapes({"BR": square(-60, -20, 20), "AU": square(120, -30, 20)})
    assert all(
        0 <= float(x) <= 680
        for path in wide.paths.values()
        for x in re.findall(r"[ML](-?[\d.]+) ", path)
    )


def test_an_area_without_a_value_is_hatched_and_every_area_has_its_words() -> None:
    drawn = shapes({"A": square(5, 50, 1), "B": square(7, 50, 1)})
    svg = choropleth(drawn, [Land("A", 3, "A: 1 <"), Land("B", None, "B: missing")], title="t")
    assert svg.count('class="land land-3"') == 1
    assert svg.count('class="land land-missing"') == 1
    assert "<title>A: 1 &lt;</title>" in svg
    assert "<title>B: missing</title>" in svg
