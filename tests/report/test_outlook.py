"""Figures over the years: what was not measured does not look measured."""

import re
from xml.etree import ElementTree as ET

import pytest

from windroos.report.outlook import ACTUAL, BASELINE, EXPECTED, TARGET, Moment, outlook
from windroos.report.pressure import PRESSURES, pressure_mark


def moment(year: int, value: float | None, role: str) -> Moment:
    return Moment(year, value, role, "" if value is None else f"{value:g}", f"{year}, {role}")


def test_each_figure_is_drawn_as_what_it_is_and_says_it() -> None:
    moments = [
        moment(2018, None, BASELINE),
        moment(2019, 10, ACTUAL),
        moment(2020, 25, ACTUAL),
        moment(2021, 30, TARGET),
        moment(2022, 40, EXPECTED),
    ]
    drawn = outlook(moments, title="A & b: from 10 to 40", y_label="share (%)")
    ET.fromstring(drawn)
    assert 'role="img"' in drawn
    assert 'aria-label="A &amp; b: from 10 to 40"' in drawn
    assert drawn.count("<circle") == 3
    assert drawn.count("<polygon") == 1
    # The line between what was measured is full, the others are dashed.
    lines = re.findall(r'<line class="outlook-line"[^>]*>', drawn)
    assert ["stroke-dasharray" in line for line in lines] == [False, True, True]
    # A figure that is still to come is there, at its year, as a question.
    assert ">?</text>" in drawn
    for one in moments:
        assert f"<title>{one.text}</title>" in drawn
    assert "style=" not in drawn


def test_a_mark_does_not_stand_on_the_axis() -> None:
    drawn = outlook([moment(2018, 580, TARGET), moment(2019, 700, TARGET)], title="t", y_label="y")
    assert ">560</text>" in drawn or ">550</text>" in drawn or ">500</text>" in drawn


def test_without_a_value_there_is_nothing_to_draw() -> None:
    with pytest.raises(ValueError, match="one value"):
        outlook([moment(2018, None, BASELINE)], title="t", y_label="y")


def test_each_pressure_has_a_mark_of_its_own_that_is_not_read_out() -> None:
    marks = {pressure_mark(state) for state in PRESSURES}
    assert len({re.sub(r"pressure-mark--[\w-]+", "", one) for one in marks}) == 4
    for one in marks:
        ET.fromstring(one)
        assert 'aria-hidden="true"' in one
    with pytest.raises(ValueError, match="gone"):
        pressure_mark("gone")
