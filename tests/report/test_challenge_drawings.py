"""The two drawings of a challenge: a region among others, and who was there before."""

import re

import pytest

from windroos.report.field import Spot, field
from windroos.report.paths import Line, Span, paths
from windroos.report.strip import Mark, strip

HOME = Spot(2, 5, "Home", "Home: 2 and 5", "home")


def draw_field(*spots: Spot, **options: object) -> str:
    return field(spots, title="A title", x_label="Burden", y_label="Result", **options)  # type: ignore[arg-type]


def draw_paths(*lines: Line, **options: object) -> str:
    return paths(lines, title="A title", y_label="Share", **options)  # type: ignore[arg-type]


def test_home_teacher_and_learner_differ_in_shape_and_not_in_colour_alone() -> None:
    svg = draw_field(
        HOME,
        Spot(2, 9, "Up", "up", "teach"),
        Spot(2, 1, "Down", "down", "learn"),
        Spot(8, 8, "Else", "else"),
    )
    marks = re.findall(r"challenge-spot--(\w+)\"><title>[^<]*</title><(\w+)", svg)
    assert set(marks) == {
        ("home", "rect"), ("teach", "path"), ("learn", "path"), ("other", "circle"),
    }  # fmt: skip
    assert all(f">{label}<" in svg for label in ("Home", "Up", "Down", "Else"))


def test_what_is_outside_has_words_and_no_label() -> None:
    svg = draw_field(HOME, Spot(9, 9, "QQ", "QQ: 9 and 9", "outside"))
    assert "<title>QQ: 9 and 9</title>" in svg
    assert ">QQ<" not in svg


def test_the_strip_runs_over_the_burdens_that_are_the_same() -> None:
    svg = draw_field(HOME, Spot(10, 10, "a", "a"), strip=(1, 3))
    # The axis runs from 0 to 10 over 606 units, beginning at 58.
    (box,) = re.findall(r'challenge-band" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)
    assert [float(number) for number in box] == pytest.approx([58 + 60.6, 121.2], abs=0.1)
    assert "challenge-band" not in draw_field(HOME, Spot(10, 10, "a", "a"))


def test_a_field_has_one_home() -> None:
    with pytest.raises(ValueError, match="one home, not 0"):
        draw_field(Spot(1, 1, "a", "a"))


def test_words_are_escaped_and_no_style_is_written() -> None:
    line = Line([(2000, 1.0), (2001, 2.0)], "<b>", "a & b", "home")
    for svg in (draw_field(Spot(1, 1, "<b>", "a & b", "home")), draw_paths(line)):
        assert "<b>" not in svg
        assert "a &amp; b" in svg
        assert " style=" not in svg
        assert 'aria-label="A title"' in svg


def test_a_year_without_a_figure_is_dashed() -> None:
    whole = draw_paths(Line([(2000, 1.0), (2001, 2.0), (2002, 2.0)], "A", "a", "home"))
    broken = draw_paths(Line([(2000, 1.0), (2001, 2.0), (2005, 3.0)], "A", "a", "home"))
    assert "stroke-dasharray" not in whole
    assert broken.count("stroke-dasharray") == 1


def test_the_lead_is_drawn_from_moment_to_moment_along_the_level() -> None:
    svg = draw_paths(
        Line([(2000, 10.0), (2020, 20.0)], "Home", "home", "home"),
        Line([(2000, 20.0), (2020, 30.0)], "Far", "far", "ahead"),
        span=Span(2000, 2020, 20, "20 years"),
    )
    (start, end) = re.findall(r'challenge-span"><path d="M([\d.]+) [\d.]+H([\d.]+)', svg)[0]
    assert float(start) == pytest.approx(58)
    assert float(end) == pytest.approx(680 - 16 - 4 * 7.2)
    assert ">20 years<" in svg


def test_labels_at_the_end_do_not_lie_over_each_other() -> None:
    svg = draw_paths(
        Line([(2000, 1.0), (2001, 5.0)], "Home", "h", "home"),
        *(Line([(2000, 1.0), (2001, 5.0)], f"A{n}", "a", "ahead") for n in range(4)),
    )
    places = [
        float(y)
        for y in re.findall(r'scatter-label challenge-end--\w+" x="[\d.]+" y="([\d.]+)"', svg)
    ]
    assert len(places) == 5
    assert min(b - a for a, b in zip(sorted(places), sorted(places)[1:], strict=False)) >= 14


def test_a_single_figure_is_a_dot_and_every_series_has_one() -> None:
    svg = draw_paths(
        Line([(2000, 1.0), (2001, 2.0)], "Home", "h", "home"), Line([(2000, 1.5)], "x", "x")
    )
    assert svg.count("<circle") == 2
    with pytest.raises(ValueError, match="one home"):
        draw_paths(Line([], "A", "a", "home"))


def test_a_strip_marks_home_on_a_line_with_both_ends_written_out() -> None:
    marks = [Mark(2, "home: 2", "home"), Mark(8, "far: 8"), Mark(5, "out: 5", "outside")]
    svg = strip(marks, title="Where all stand", band=(1, 3), write=lambda x: f"{x:g} %")
    assert 'aria-label="Where all stand"' in svg
    assert ">0 %<" in svg
    assert ">8 %<" in svg
    # From 0 to 8 over 272 units beginning at 14: home at a quarter, in the middle of the band.
    (left, width) = re.findall(r'challenge-band" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)[0]
    assert float(left) + float(width) / 2 == pytest.approx(14 + 272 / 4, abs=0.1)
    with pytest.raises(ValueError, match="one mark"):
        strip([], title="Nothing")
