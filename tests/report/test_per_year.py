"""How often something happened a year, drawn."""

import re

import pytest

from windroos.report.per_year import Row, per_year


def test_every_bar_has_its_number_and_its_length_is_that_number() -> None:
    drawn = per_year([2023, 2024], [Row("a <b>", [4, 0]), Row("c", [1, 2])], title="“Two” & more")
    heights = [float(one) for one in re.findall(r'<rect[^>]* height="([\d.]+)"', drawn)]
    # On one scale: the tallest, nothing, a quarter and a half of it.
    assert heights == [heights[0], 0, heights[0] / 4, heights[0] / 2]
    for word in (">4<", ">0<", ">1<", ">2<", ">2023<", ">2024<", "a &lt;b&gt;", "&amp; more"):
        assert word in drawn, word
    assert "style" not in drawn


@pytest.mark.parametrize(
    ("years", "rows"),
    [([], [Row("a", [])]), ([1], []), ([1], [Row("a", [1, 2])]), ([1], [Row("a", [-1])])],
)
def test_what_cannot_be_drawn_is_refused(years: list[int], rows: list[Row]) -> None:
    with pytest.raises(ValueError, match=r"count|years"):
        per_year(years, rows, title="x")


def test_nothing_at_all_is_drawn_as_zero() -> None:
    assert ">0<" in per_year([2024], [Row("a", [0])], title="x")
