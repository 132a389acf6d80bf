"""The drawing of two measures against each other."""

import pytest

from windroos.report.scatter import Dot, scatter, ticks


def draw(*dots: Dot, **options: object) -> str:
    return scatter(dots, title="A title", x_label="Metres", y_label="Grams", **options)  # type: ignore[arg-type]


def test_its_words_are_escaped_and_it_carries_no_style() -> None:
    svg = draw(Dot(1, 2, "<b>", "a & b"))
    assert "<b>" not in svg
    assert "a &amp; b" in svg
    assert " style=" not in svg
    assert 'aria-label="A title"' in svg


def test_every_point_is_drawn_and_keeps_its_words_without_room_for_a_label() -> None:
    svg = draw(*[Dot(1, 1, f"N{n}", f"number {n}") for n in range(9)])
    assert svg.count("<circle") == 9
    assert all(f"<title>number {n}</title>" in svg for n in range(9))
    assert svg.count('class="scatter-label"') < 9


def test_the_line_and_its_band_follow_the_places_given() -> None:
    svg = draw(Dot(0, 0, "a"), Dot(10, 10, "b"), band=[(0, 0, -1, 1), (10, 10, 9, 11)])
    assert svg.count('class="scatter-band"') == 1
    assert svg.count('class="scatter-line"') == 1
    assert 'class="scatter-line"' not in draw(Dot(0, 0, "a"))


def test_numbers_on_the_axes_are_written_as_the_reader_does() -> None:
    svg = draw(Dot(0, 0, "a"), Dot(1, 1, "b"), write=lambda x: f"{x:.1f}".replace(".", ","))
    assert ">0,4<" in svg
    assert ">0.4<" not in svg


def test_without_points_there_is_nothing_to_draw() -> None:
    with pytest.raises(ValueError, match="at least one point"):
        draw()


def test_axes_have_round_numbers_around_the_data() -> None:
    assert ticks(0.0, 1.0) == [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    assert ticks(5.0, 5.0)[0] <= 5.0 < ticks(5.0, 5.0)[-1]
    assert ticks(-3.0, 0.0)[0] == -3.0
