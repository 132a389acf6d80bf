"""Shares of verdicts as a bar, and a place among places: lengths that are read off are right."""

import xml.etree.ElementTree as ET

import pytest

from windroos.report.sureness import Part, place_bar, share_bar

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = """"><script>alert('x')</script>&\x00"""
PARTS = [
    Part("active", 0.5, "active: 50%"),
    Part("reactive", 0.3, "reactive: 30%"),
    Part("none", 0.2, "none: 20%"),
]


def groups(svg: str) -> dict[str, list[ET.Element]]:
    """The rectangles of each part of a bar."""
    root = ET.fromstring(svg)
    return {g.get("class", ""): g.findall(f"{SVG}rect") for g in root.iter(f"{SVG}g")}


def test_the_width_of_a_part_is_its_share() -> None:
    starts = [
        float(rects[-1].get("x", "")) for rects in groups(share_bar(PARTS, label="x")).values()
    ]
    # The bar runs from 1 to 239: half of it, then three tenths.
    assert starts == pytest.approx([1, 1 + 0.5 * 238, 1 + 0.8 * 238], abs=0.01)


def test_the_parts_differ_without_colour() -> None:
    """Filled, half-filled and outline, as the marks of the verdicts."""
    heights = {
        name: [r.get("height") for r in rects if r.get("fill") != "none"]
        for name, rects in groups(share_bar(PARTS, label="x")).items()
    }
    assert heights == {"share-active": ["14"], "share-reactive": ["7"], "share-none": []}


def test_every_part_says_what_it_is() -> None:
    root = ET.fromstring(share_bar(PARTS, label="all of it"))
    assert root.get("aria-label") == "all of it"
    assert [title.text for title in root.iter(f"{SVG}title")] == [p.text for p in PARTS]


@pytest.mark.parametrize(
    "parts",
    [
        [Part("active", 0.5, "")],
        [Part("active", 1.5, ""), Part("none", -0.5, "")],
        [Part("perhaps", 1.0, "")],
    ],
)
def test_what_is_no_whole_is_refused(parts: list[Part]) -> None:
    with pytest.raises(ValueError, match=r"share|part"):
        share_bar(parts, label="x")


def test_a_place_stands_between_its_ends() -> None:
    root = ET.fromstring(place_bar(3, 1, 5, 5, label="third"))
    dot = root.find(f"{SVG}circle")
    track = root.find(f"{SVG}line")
    assert dot is not None
    assert track is not None
    middle = (float(track.get("x1", "")) + float(track.get("x2", ""))) / 2
    assert float(dot.get("cx", "")) == pytest.approx(middle)


@pytest.mark.parametrize(("mean", "low", "high"), [(0.5, 1, 2), (2, 3, 1), (2, 1, 6)])
def test_a_place_that_is_not_there_is_refused(mean: float, low: int, high: int) -> None:
    with pytest.raises(ValueError, match="places lie between 1 and 5"):
        place_bar(mean, low, high, 5, label="x")


def test_one_region_has_one_place() -> None:
    assert "circle" in place_bar(1, 1, 1, 1, label="only")


def test_words_cannot_become_markup() -> None:
    for svg in (
        share_bar([Part("active", 1.0, HOSTILE)], label=HOSTILE),
        place_bar(1, 1, 1, 1, label=HOSTILE),
    ):
        assert [e.tag for e in ET.fromstring(svg).iter() if "script" in e.tag] == []
        assert "style=" not in svg
