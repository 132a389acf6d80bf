"""A value chain drawn: every link a box that fits, every flow an arrow, nothing on another."""

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windroos.report.chain import STATES, Box, chain
from windroos.report.chain_layout import layout

SVG = "{http://www.w3.org/2000/svg}"
Edges = list[tuple[str, str]]


def _boxes(*ids: str) -> list[Box]:
    return [Box(id=one, label=f"Link {one}", state="held", text=f"{one}, held") for one in ids]


def _rects(svg: str) -> list[tuple[float, float, float, float]]:
    found = []
    for rect in ET.fromstring(svg).iter(f"{SVG}rect"):
        if rect.attrib["class"] == "chain-box":
            x, y, w, h = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
            found.append((x, y, x + w, y + h))
    return found


@st.composite
def _graphs(draw: st.DrawFn) -> tuple[list[str], Edges]:
    ids = [f"n{at}" for at in range(draw(st.integers(1, 8)))]
    pairs = [(a, b) for a in ids for b in ids if a != b]
    edges = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=14)) if pairs else []
    return ids, edges


@given(_graphs())
def test_every_arrow_goes_on_but_those_that_close_a_loop(graph: tuple[list[str], Edges]) -> None:
    ids, edges = graph
    found = layout(ids, edges)
    layer = {node: at for at, row in enumerate(found.layers) for node in row}
    assert len(layer) == sum(len(row) for row in found.layers)
    assert set(ids) == {node for node in layer if isinstance(node, str)}
    assert sorted([*found.ways, *found.back]) == sorted(edges)
    for (source, target), points in found.ways.items():
        way = [layer[node] for node in (source, *points, target)]
        assert all(after - before == 1 for before, after in pairwise(way))
    # Nothing flows round without them, and each of them does close one.
    on = set(found.ways)
    for source, target in found.back:
        assert source in _from(target, on | set(found.back))


def _from(start: str, edges: set[tuple[str, str]]) -> set[str]:
    found = {start}
    while new := {target for source, target in edges if source in found} - found:
        found |= new
    return found


@given(_graphs())
def test_all_stands_within_the_drawing_and_nothing_on_another(
    graph: tuple[list[str], Edges],
) -> None:
    ids, edges = graph
    svg = chain(_boxes(*ids), edges, title="A chain")
    root = ET.fromstring(svg)
    width, height = (float(root.attrib[name]) for name in ("width", "height"))
    rects = _rects(svg)
    assert len(rects) == len(ids)
    for left, top, right, bottom in rects:
        assert left >= 0
        assert top >= 0
        assert right <= width
        assert bottom <= height
    for one, other in combinations(rects, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart
    arrows = [p for p in root.iter(f"{SVG}path") if "chain-flow" in p.attrib["class"].split()]
    assert len(arrows) == len(edges)
    for arrow in arrows:
        # Every place a path goes to: M, C and H/V are absolute, h within half the room.
        for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", arrow.attrib["d"]):
            assert 0 <= float(x) <= width
            assert 0 <= float(y) <= height
        for letter, limit in (("H", width), ("V", height)):
            for value in re.findall(rf"{letter}(-?[\d.]+)", arrow.attrib["d"]):
                assert 0 <= float(value) <= limit


def test_what_feeds_one_link_stands_before_it_and_crosses_nothing() -> None:
    # Drawn in the order given, a → y and b → x would cross.
    found = layout(["a", "b", "x", "y"], [("a", "y"), ("b", "x")])
    assert [list(row) for row in found.layers] in (
        [["a", "b"], ["y", "x"]],
        [["b", "a"], ["x", "y"]],
    )


def test_a_state_is_told_by_the_line_and_in_words() -> None:
    boxes = [
        Box(id=state, label=state, state=state, text=f"{state} in words", details=(f"is {state}",))
        for state in STATES
    ]
    svg = chain(boxes, [], title="All states")
    root = ET.fromstring(svg)
    dashes = {
        group.attrib["data-link"]: group.find(f"{SVG}rect").attrib.get("stroke-dasharray")  # type: ignore[union-attr]
        for group in root.iter(f"{SVG}g")
        if "data-link" in group.attrib
    }
    assert dashes["held"] is dashes["missing"] is None
    assert dashes["open"] != dashes["perhaps"]
    assert all(f'aria-label="{state} in words"' in svg for state in STATES)
    assert all(f">is {state}</text>" in svg for state in STATES)


def test_a_single_point_is_marked_and_said() -> None:
    plain = Box(id="a", label="a", state="held", text="a")
    single = Box(id="b", label="b", state="held", text="b", single="only holder")
    svg = chain([plain, single], [("a", "b")], title="t")
    assert svg.count('class="chain-single"') == 1
    assert ">only holder</text>" in svg
    assert 'class="chain-why"' in svg


def test_words_are_wrapped_within_the_box_and_escaped() -> None:
    words = "Heterogeneous integration of <silicon> nitride & indium phosphide"
    box = Box(id="a", label=words, state="held", text=words, details=(words,), href="/x?a=1&b=2")
    svg = chain([box], [], title='A "chain" & more', description="One < two")
    root = ET.fromstring(svg)
    assert root.attrib["aria-label"] == 'A "chain" & more'
    assert root.find(f"{SVG}desc").text == "One < two"  # type: ignore[union-attr]
    lines = [text.text or "" for text in root.iter(f"{SVG}text")]
    assert " ".join(lines) == f"{words} {words}"
    assert max(map(len, lines)) <= 24
    bottom = _rects(svg)[0][3]
    assert all(float(text.attrib["y"]) <= bottom - 4 for text in root.iter(f"{SVG}text"))
    assert root.find(f"{SVG}a").attrib["href"] == "/x?a=1&b=2"  # type: ignore[union-attr]
    assert "style=" not in svg


@pytest.mark.parametrize("flow", [("a", "a"), ("a", "q")])
def test_an_arrow_goes_from_one_link_to_another(flow: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="no arrow can go"):
        chain(_boxes("a", "b"), [flow], title="t")


def test_an_id_is_used_once() -> None:
    with pytest.raises(ValueError, match="same id"):
        chain(_boxes("a", "a"), [], title="t")
