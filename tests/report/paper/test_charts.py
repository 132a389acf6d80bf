"""The charts say their numbers in the language, show what is missing, and can be told apart."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from windroos.report.paper.charts import (
    COLOURS,
    Bar,
    Line,
    Stack,
    bars_per_year,
    lines,
    luminance,
    png_of,
    stacked_bars,
    svg_of,
)


def _texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_bars_say_their_number_their_target_and_what_is_missing() -> None:
    bars = [Bar("2018", 1234.5, 1000), Bar("2019", None, 1100), Bar("2020", 0)]
    svg = svg_of(bars_per_year(bars, "nl", unknown="onbekend", target="streefwaarde"), "nl")
    texts = _texts(svg)
    assert {"1.234,5", "onbekend", "streefwaarde", "0"} <= set(texts)
    # The years stay in their order, the one without a value too.
    years = [text for text in texts if text.startswith("20") and len(text) == 4]
    assert years == ["2018", "2019", "2020"]


@pytest.mark.parametrize(("language", "axis"), [("nl", "1.500"), ("en", "1,500")])
def test_the_axis_speaks_the_language(language: str, axis: str) -> None:
    spec = bars_per_year([Bar("2018", 1800)], "nl")
    assert axis in _texts(svg_of(spec, language))  # type: ignore[arg-type]


def test_a_line_is_broken_where_a_value_is_missing() -> None:
    whole = svg_of(lines([Line("a", [(2018, 1), (2019, 2), (2020, 3)])], "en"), "en")
    broken = svg_of(lines([Line("a", [(2018, 1), (2019, None), (2020, 3)])], "en"), "en")
    path = re.compile(r'aria-roledescription="line mark"[^>]*d="([^"]*)"|d="([^"]*)"[^>]*line mark')

    def begun(svg: str) -> int:
        found = path.search(svg)
        assert found
        return (found[1] or found[2]).count("M")

    assert (begun(whole), begun(broken)) == (1, 2)
    assert "a 3" in _texts(whole)


def test_parts_of_a_bar_have_their_amounts_and_their_sum() -> None:
    stacks = [Stack("x", [("a", 3_000_000), ("b", 1_500_000), ("c", 1)])]
    texts = _texts(svg_of(stacked_bars(stacks, "nl"), "nl"))
    assert {"3.000.000", "1.500.000", "4.500.001", "a", "b", "c"} <= set(texts)
    # A part too narrow for its number does not print it over its neighbours.
    assert "1" not in texts


def test_colours_next_to_each_other_differ_in_grey() -> None:
    # Contrast by WCAG 2.2: (lighter + 0.05) / (darker + 0.05).
    for one, other in pairwise(COLOURS):
        dark, light = sorted((luminance(one), luminance(other)))
        assert (light + 0.05) / (dark + 0.05) > 1.6, (one, other)


def test_luminance_is_that_of_wcag() -> None:
    assert luminance("#ffffff") == pytest.approx(1)
    assert luminance("#000000") == 0
    # Mid grey #777777 has a contrast of 4.48 with white (WebAIM's table).
    assert 1.05 / (luminance("#777777") + 0.05) == pytest.approx(4.48, abs=0.01)


def test_a_picture_of_points_is_a_png() -> None:
    data = png_of(bars_per_year([Bar("2018", 1)], "nl"), "nl", 1)
    assert data.startswith(b"\x89PNG")
