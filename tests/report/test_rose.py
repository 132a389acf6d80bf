"""The rose says what it is given: lengths, bands, what is unknown, and the words of every petal."""

import math
import re
import xml.etree.ElementTree as ET

import pytest

from windroos.report.rose import OUTCOMES, Mark, Petal, rose

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = """</title><script>alert("x")</script>&'\x0b"""

# The afwegingskompas: four aspects, thirteen components (Aanpak internationalisering, ch. 3).
COMPASS = {
    "link": ["level", "themes", "challenges", "trade"],
    "possibilities": ["networks", "funding"],
    "feasibility": ["complementarity", "reciprocity", "added-role"],
    "environment": ["geopolitics", "rule-of-law", "business", "security"],
}


def thirteen(**values: float | None) -> list[Petal]:
    return [
        Petal(
            component,
            component.capitalize(),
            aspect,
            values.get(component.replace("-", "_"), 0.5),
            href=f"#{component}",
            text=f"{component.capitalize()}: as rated. Source: document 001.",
        )
        for aspect, components in COMPASS.items()
        for component in components
    ]


def elements(svg: str, name: str) -> list[ET.Element]:
    """All elements that carry a class."""
    return [e for e in ET.fromstring(svg).iter() if name in (e.get("class") or "").split()]


def petal(svg: str, id_: str) -> ET.Element:
    return next(e for e in ET.fromstring(svg).iter() if e.get("data-petal") == id_)


def child(parent: ET.Element, name: str) -> ET.Element | None:
    return next((e for e in parent.iter() if name in (e.get("class") or "").split()), None)


def radii(svg: str, shape: ET.Element) -> tuple[float, float]:
    """The smallest and largest distance of the corners of a path to the middle of the drawing."""
    _, _, width, height = (float(x) for x in ET.fromstring(svg).get("viewBox", "").split())
    numbers = re.findall(
        r"[ML](-?[\d.]+) (-?[\d.]+)|A\S+ \S+ 0 \d \d (-?[\d.]+) (-?[\d.]+)", shape.get("d", "")
    )
    corners = [tuple(float(x) for x in match if x) for match in numbers]
    distances = [math.hypot(x - width / 2, y - height / 2) for x, y in corners]
    return min(distances), max(distances)


def length(svg: str, shape: ET.Element) -> float:
    inner, outer = radii(svg, shape)
    return outer - inner


@pytest.mark.parametrize("size", [64, 480])
def test_the_length_of_a_petal_is_its_rating(size: float) -> None:
    svg = rose(
        thirteen(level=1.0, themes=0.25, trade=0.6), size=size, title="Japan", rings=(0.5, 1.0)
    )

    def drawn(id_: str) -> float:
        shape = child(petal(svg, id_), "rose-value")
        assert shape is not None
        return length(svg, shape)

    full = drawn("level")
    # Coordinates are written in hundredths of a pixel.
    assert drawn("themes") == pytest.approx(0.25 * full, abs=0.03)
    assert drawn("trade") == pytest.approx(0.6 * full, abs=0.03)
    assert drawn("networks") == pytest.approx(0.5 * full, abs=0.03)


def test_a_full_petal_reaches_the_outer_ring_and_half_a_petal_the_ring_of_one_half() -> None:
    svg = rose(thirteen(level=1.0, themes=0.5), size=480, title="Japan", rings=(0.5, 1.0))
    half, whole = sorted(float(ring.get("r", "")) for ring in elements(svg, "rose-ring"))
    for id_, ring in (("level", whole), ("themes", half)):
        shape = child(petal(svg, id_), "rose-value")
        assert shape is not None
        assert radii(svg, shape)[1] == pytest.approx(ring, abs=0.02)


def test_an_uncertain_value_is_a_band_between_its_bounds() -> None:
    certain = Petal("a", "A", "g", 1.0)
    unsure = Petal("b", "B", "g", 0.5, lower=0.3, upper=0.8)
    svg = rose([certain, unsure], size=480, title="x")
    whole = child(petal(svg, "a"), "rose-value")
    band, sure = child(petal(svg, "b"), "rose-band"), child(petal(svg, "b"), "rose-value")
    at = child(petal(svg, "b"), "rose-at")
    assert whole is not None
    assert band is not None
    assert sure is not None
    assert at is not None
    hub, rim = radii(svg, whole)

    def place(radius: float) -> float:
        return (radius - hub) / (rim - hub)

    assert place(radii(svg, sure)[1]) == pytest.approx(0.3, abs=1e-3)
    assert [place(r) for r in radii(svg, band)] == pytest.approx([0.3, 0.8], abs=1e-3)
    assert place(radii(svg, at)[1]) == pytest.approx(0.5, abs=1e-3)
    assert child(petal(svg, "a"), "rose-band") is None


@pytest.mark.parametrize("size", [64, 480])
def test_unknown_is_a_dotted_petal_of_full_length_without_filling(size: float) -> None:
    svg = rose(thirteen(level=1.0, funding=None), size=size, title="Jiangsu")
    unknown = petal(svg, "funding")
    assert "rose-petal-unknown" in (unknown.get("class") or "")
    assert child(unknown, "rose-value") is None
    assert child(unknown, "rose-band") is None
    shape, whole = child(unknown, "rose-unknown"), child(petal(svg, "level"), "rose-value")
    assert shape is not None
    assert whole is not None
    assert shape.get("fill") == "none"
    assert shape.get("stroke-dasharray")
    assert length(svg, shape) == pytest.approx(length(svg, whole), abs=0.03)


def test_zero_is_a_value_and_not_unknown() -> None:
    zero = petal(rose(thirteen(level=0.0), size=480, title="x"), "level")
    assert child(zero, "rose-unknown") is None
    assert child(zero, "rose-at") is not None


def test_every_petal_of_a_large_rose_is_a_link_with_its_words() -> None:
    svg = rose(thirteen(), size=480, title="Japan, innovation")
    root = ET.fromstring(svg)
    links = list(root.iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == [f"#{p.id}" for p in thirteen()]
    for position, (link, given) in enumerate(zip(links, thirteen(), strict=True), start=1):
        assert link.get("aria-label") == f"{position}. {given.text}"
        title = link.find(f"{SVG}title")
        assert title is not None
        assert title.text == link.get("aria-label")
    assert root.get("role") == "group"
    assert root.get("aria-label") == "Japan, innovation"


def test_what_is_shown_of_a_petal_is_part_of_its_name() -> None:
    """WCAG 2.5.3, Label in Name."""
    given = Petal("a", "Rule of law, democracy and human rights", "g", 0.5, href="#a", text="High.")
    link = petal(rose([given], size=480, title="x"), "a")
    label = child(link, "rose-label")
    assert label is not None
    assert " ".join("".join(label.itertext()).split()) in (link.get("aria-label") or "")


def test_a_petal_without_an_address_is_no_link() -> None:
    svg = rose([Petal("a", "A", "g", 0.5, text="A: high")], size=480, title="x")
    assert "<a " not in svg
    assert petal(svg, "a").get("aria-label") == "1. A: high"


def test_a_small_rose_is_one_picture() -> None:
    svg = rose(thirteen(), size=64, title="Japan", description="Advice: active.")
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Japan. Advice: active."
    assert not list(root.iter(f"{SVG}a"))
    assert not list(root.iter(f"{SVG}text"))
    assert root.get("viewBox") == "0 0 64 64"


def test_groups_get_their_hue_in_order_of_appearance() -> None:
    svg = rose(thirteen(), size=480, title="x")
    for number, components in enumerate(COMPASS.values(), start=1):
        for component in components:
            assert f"rose-group-{number}" in (petal(svg, component).get("class") or "").split()


@pytest.mark.parametrize("groups", [[1], [3], [2, 2], [1, 2, 3, 4, 5, 6, 7]])
def test_any_number_of_groups_and_petals_fills_the_circle_without_overlap(
    groups: list[int],
) -> None:
    petals = [
        Petal(f"{g}-{i}", f"{g}-{i}", f"g{g}", 1.0)
        for g, size in enumerate(groups)
        for i in range(size)
    ]
    svg = rose(petals, size=480, title="x")
    _, _, width, height = (float(x) for x in ET.fromstring(svg).get("viewBox", "").split())
    edges = []
    for one in petals:
        shape = child(petal(svg, one.id), "rose-value")
        assert shape is not None
        corners = re.search(
            r"M\S+ \S+L(\S+) ([\d.]+)A\S+ \S+ 0 \d 1 (\S+) ([\d.]+)L", shape.get("d", "")
        )
        assert corners is not None
        ax, ay, bx, by = (float(x) for x in corners.groups())
        edges += [
            math.atan2(ax - width / 2, height / 2 - ay),
            math.atan2(bx - width / 2, height / 2 - by),
        ]
    # Walking the edges in order goes round once, always forward.
    steps = [(b - a) % math.tau for a, b in zip(edges, [*edges[1:], edges[0]], strict=True)]
    assert sum(steps) == pytest.approx(math.tau)


def test_an_overlay_is_drawn_at_the_value_of_the_second_region() -> None:
    first, second = thirteen(level=1.0), thirteen(level=0.4, funding=None)
    svg = rose(first, size=480, title="Japan and South Korea", overlay=second)
    outline, whole = (
        child(petal(svg, "level"), "rose-overlay"),
        child(petal(svg, "level"), "rose-value"),
    )
    assert outline is not None
    assert whole is not None
    assert length(svg, outline) == pytest.approx(0.4 * length(svg, whole), abs=0.03)
    assert outline.get("fill") == "none"
    unknown = child(petal(svg, "funding"), "rose-overlay-unknown")
    assert unknown is not None
    assert unknown.get("stroke-dasharray")
    assert petal(svg, "level").get("aria-label", "").count("Level: as rated") == 2


def test_the_outcomes_of_preconditions_differ_in_shape_and_are_named() -> None:
    marks = [Mark(outcome, outcome, f"Precondition: {outcome}") for outcome in OUTCOMES]
    svg = rose(thirteen(), size=480, title="x", marks=marks)
    shapes = set()
    for outcome in OUTCOMES:
        (mark,) = elements(svg, f"rose-mark-{outcome}")
        assert mark.get("aria-label") == f"Precondition: {outcome}"
        shape = list(mark)[-1]
        shapes.add((shape.tag, shape.get("stroke") is None, "stroke-dasharray" in shape.attrib))
    assert len(shapes) == len(OUTCOMES)


@pytest.mark.parametrize("size", [64, 480])
def test_hostile_words_stay_words_and_nothing_is_styled_inline(size: float) -> None:
    petals = [Petal(HOSTILE, HOSTILE, HOSTILE, 0.5, href=f"?q={HOSTILE}", text=HOSTILE)]
    svg = rose(
        petals,
        size=size,
        title=HOSTILE,
        description=HOSTILE,
        overlay=petals,
        marks=[Mark(HOSTILE, "fails", HOSTILE)],
    )
    root = ET.fromstring(svg)
    assert not list(root.iter(f"{SVG}script"))
    assert all("style" not in e.attrib for e in root.iter())
    assert all(not name.startswith("on") for e in root.iter() for name in e.attrib)
    assert "\x0b" not in svg


@pytest.mark.parametrize(
    ("value", "lower", "upper"),
    [(1.01, None, None), (0.5, 0.4, None), (0.5, 0.6, 0.4), (0.5, -0.1, 0.4)],
)
def test_a_petal_off_the_scale_is_refused(
    value: float, lower: float | None, upper: float | None
) -> None:
    with pytest.raises(ValueError, match="petal a"):
        Petal("a", "A", "g", value, lower, upper)


def test_a_rose_needs_petals_and_each_its_own_id() -> None:
    with pytest.raises(ValueError, match="at least one petal"):
        rose([], size=64, title="x")
    with pytest.raises(ValueError, match="share an id"):
        rose([Petal("a", "A", "g"), Petal("a", "B", "g")], size=64, title="x")
