"""A change drawn as its parts: up to the right of zero, down to the left."""

import re
from xml.etree import ElementTree as ET

import pytest

from windroos.report.split_bar import split_bar


def boxes(svg: str) -> dict[str, tuple[float, float]]:
    """The left and right end of each part."""
    found = {}
    for one in ET.fromstring(svg).iter("rect"):
        x, width = float(one.attrib["x"]), float(one.attrib["width"])
        found[one.attrib["class"].rpartition("split-")[2]] = (x, x + width)
    return found


def test_parts_stand_end_to_end_on_their_side_of_zero() -> None:
    svg = split_bar({"data": 0.2, "framework": -0.1, "weights": 0.1}, 0.4)
    root = ET.fromstring(svg)
    zero = float(root.find("line").attrib["x1"])  # type: ignore[union-attr]
    found = boxes(svg)
    assert found["data"][0] == zero
    assert found["weights"][0] == found["data"][1]
    assert found["framework"][1] == zero
    # A tenth is the same length on both sides, and half of two tenths.
    length = {name: right - left for name, (left, right) in found.items()}
    assert length["framework"] == pytest.approx(length["weights"], abs=0.02)
    assert length["data"] == pytest.approx(2 * length["weights"], abs=0.02)
    whole = re.search(r'class="split-whole" d="M([\d.]+) ', svg)
    assert whole is not None
    # 0.2 - 0.1 + 0.1 = 0.2: the mark stands where a part of 0.2 would end.
    assert float(whole[1]) == pytest.approx(found["data"][1], abs=0.02)


def test_nothing_is_drawn_of_what_is_zero() -> None:
    assert boxes(split_bar({"data": 0.0, "weights": 0.3}, 0.3)).keys() == {"weights"}


def test_it_says_what_it_is_or_is_hidden() -> None:
    assert 'aria-hidden="true"' in split_bar({"data": 0.1}, 1)
    assert 'aria-label="up &lt;0.1&gt;"' in split_bar({"data": 0.1}, 1, "up <0.1>")
    assert "style=" not in split_bar({"data": 0.1}, 1)


@pytest.mark.parametrize("reach", [0.0, 0.2])
def test_parts_that_do_not_fit_are_refused(reach: float) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        split_bar({"data": 0.3, "weights": -0.1}, reach)
