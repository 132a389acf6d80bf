"""The look of a verdict and of a score: shape and filling carry the meaning, colour repeats it."""

import xml.etree.ElementTree as ET

import pytest

from windroos.report.marks import PROVISIONAL, VERDICTS, Kind, score_bar, verdict_mark

HOSTILE = """"><script>alert('x')</script>&\x00"""


def tags(svg: str) -> list[str]:
    return [element.tag for element in ET.fromstring(svg).iter()]


@pytest.mark.parametrize("verdict", VERDICTS)
def test_advice_is_a_circle_and_a_decision_a_square(verdict: str) -> None:
    assert "circle" in tags(verdict_mark("advice", verdict))
    assert "rect" not in tags(verdict_mark("advice", verdict))
    assert "rect" in tags(verdict_mark("decision", verdict))
    assert "circle" not in tags(verdict_mark("decision", verdict))


@pytest.mark.parametrize("kind", ["advice", "decision"])
def test_the_four_verdicts_differ_without_colour(kind: Kind) -> None:
    def look(verdict: str) -> tuple[bool, bool, bool]:
        """Filled outline, half, dashes: what grey print leaves of a mark."""
        elements = list(ET.fromstring(verdict_mark(kind, verdict)).iter())
        line = next(e for e in elements if e.get("class") == "mark-line")
        half = any(e.get("class") == "mark-fill" for e in elements)
        return line.get("fill") != "none", half, "stroke-dasharray" in line.attrib

    assert look("active") == (True, False, False)
    assert look("reactive") == (False, True, False)
    assert look("none") == (False, False, False)
    assert look("undetermined") == (False, False, True)


@pytest.mark.parametrize("kind", ["advice", "decision"])
@pytest.mark.parametrize("verdict", [*VERDICTS, *PROVISIONAL])
def test_a_mark_is_well_formed_and_has_no_style_attribute(kind: Kind, verdict: str) -> None:
    svg = verdict_mark(kind, verdict, label=HOSTILE)
    root = ET.fromstring(svg)
    assert all("style" not in element.attrib for element in root.iter())
    assert root.get("aria-label", "").startswith('"><script>')
    assert "script" not in tags(svg)


@pytest.mark.parametrize("kind", ["advice", "decision"])
def test_undetermined_with_a_provisional_verdict_shows_both(kind: Kind) -> None:
    """The dashed outline of undetermined, and a smaller shape of the provisional verdict in it."""

    def look(verdict: str) -> tuple[bool, bool, bool]:
        """Dashes without, and within: filled, half."""
        elements = list(ET.fromstring(verdict_mark(kind, verdict)).iter())
        line = next(e for e in elements if e.get("class") == "mark-line")
        inner = next(e for e in elements if e.get("class") == "mark-inner")
        half = any(e.get("class") == "mark-inner-fill" for e in elements)
        return "stroke-dasharray" in line.attrib, inner.get("fill") != "none", half

    assert look("provisional-active") == (True, True, False)
    assert look("provisional-reactive") == (True, False, True)
    assert look("provisional-none") == (True, False, False)


def test_a_mark_beside_its_word_is_not_read_twice() -> None:
    root = ET.fromstring(verdict_mark("advice", "active"))
    assert root.get("aria-hidden") == "true"
    assert root.get("role") is None


def test_an_unknown_verdict_is_refused() -> None:
    with pytest.raises(ValueError, match="active, reactive, none, undetermined"):
        verdict_mark("advice", "maybe")
    with pytest.raises(ValueError, match="advice or decision"):
        verdict_mark("opinion", "active")  # pyright: ignore[reportArgumentType]


def part(svg: str, name: str) -> ET.Element:
    return next(e for e in ET.fromstring(svg).iter() if e.get("class") == name)


def test_the_tick_and_the_band_stand_in_proportion_on_the_track() -> None:
    svg = score_bar(0.6, 0.5, 0.75, [(0.25, "reactive from 0.25")], "Score 0.6")
    track = part(svg, "score-track")
    left, right = float(track.get("x1", "")), float(track.get("x2", ""))

    def along(x: float) -> float:
        return (x - left) / (right - left)

    assert along(float(part(svg, "score-tick").get("x1", ""))) == pytest.approx(0.6)
    band = part(svg, "score-band")
    start, width = float(band.get("x", "")), float(band.get("width", ""))
    assert along(start) == pytest.approx(0.5)
    assert along(start + width) == pytest.approx(0.75)
    assert along(float(part(svg, "score-threshold-line").get("x1", ""))) == pytest.approx(0.25)


def test_a_score_of_zero_is_drawn_and_an_unknown_score_is_not() -> None:
    names = [e.get("class") for e in ET.fromstring(score_bar(0.0, None, None)).iter()]
    assert "score-tick" in names
    unknown = ET.fromstring(score_bar(None, None, None))
    names = [e.get("class") for e in unknown.iter()]
    assert "score-tick" not in names
    assert "score-band" not in names
    track = next(e for e in unknown.iter() if "score-track" in (e.get("class") or ""))
    assert track.get("stroke-dasharray")


def test_the_label_and_the_thresholds_are_escaped() -> None:
    svg = score_bar(0.5, 0.4, 0.6, [(0.5, HOSTILE)], HOSTILE)
    assert "script" not in tags(svg)
    assert all("style" not in element.attrib for element in ET.fromstring(svg).iter())


@pytest.mark.parametrize(
    ("score", "lower", "upper"), [(1.2, None, None), (0.5, -0.1, 0.6), (0.5, 0.7, 0.6)]
)
def test_numbers_outside_the_scale_are_refused(
    score: float, lower: float | None, upper: float | None
) -> None:
    with pytest.raises(ValueError, match=r"between 0 and 1|above the upper bound"):
        score_bar(score, lower, upper)
