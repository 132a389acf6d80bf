"""Charts in the look of the house, as Vega-Lite specifications, and as pictures.

A chart says one thing. What it says is the caption of its figure, so that it stands in text; the
chart has direct labels, a zero line where lengths are read, and missing drawn as missing. Its
colours differ in lightness too, for grey print and for who sees no red or green.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from windroos.report.paper.extra import fonts, needed_for
from windroos.report.paper.parts import Language
from windroos.report.paper.wording import number

__all__ = [
    "COLOURS",
    "Bar",
    "Line",
    "Stack",
    "bars_per_year",
    "lines",
    "png_of",
    "stacked_bars",
    "svg_of",
]

# Next to each other they differ in lightness: dark, middle, light, dark, …
COLOURS = ("#0b5566", "#c98a35", "#a5cad2", "#5b3f7f", "#dcc9a0", "#46555b")
# Lines are named in their own colour, so that these are all dark enough to read.
_DARK = ("#0b5566", "#8a4b08", "#5b3f7f", "#46555b", "#7a1f3d")
_INK, _SOFT, _LINE, _WARM = "#1b262c", "#46555b", "#d5dcde", "#8a4b08"
_WIDTH = 640

_LOCALES: dict[Language, dict[str, Any]] = {
    "nl": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€\u00a0", ""]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""]},
}
_FONT = "Source Sans Pro"
_CONFIG: dict[str, Any] = {
    "font": f"{_FONT}, Arial, sans-serif",
    "background": "white",
    "view": {"stroke": None},
    "axis": {
        "labelColor": _SOFT,
        "labelFontSize": 13,
        "titleColor": _SOFT,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "domain": False,
        "ticks": False,
        "gridColor": _LINE,
        "labelPadding": 9,
    },
    "text": {"fontSize": 13, "color": _INK},
    "legend": {
        "orient": "top",
        "title": None,
        "labelFontSize": 13,
        "labelColor": _INK,
        "labelLimit": 400,
        "symbolType": "square",
    },
}


@dataclass(frozen=True, slots=True)
class Bar:
    """What was reached in a year (or under another label), and what was aimed for."""

    label: str
    value: float | Decimal | None
    target: float | Decimal | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line over the years: (year, value), with a band of (year, lower, upper).

    A value that is None breaks the line. `expected` draws it with dashes.
    """

    label: str
    points: Sequence[tuple[int, float | Decimal | None]]
    band: Sequence[tuple[int, float, float]] = ()
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """A bar of parts: (name of the part, amount); the same names in each bar."""

    label: str
    parts: Sequence[tuple[str, float | Decimal]]


def bars_per_year(
    bars: Sequence[Bar],
    language: Language,
    *,
    unit: str = "",
    unknown: str = "?",
    target: str = "",
    decimals: int | None = None,
) -> dict[str, Any]:
    """Upright bars from zero with their numbers, and a tick where each target lies.

    Args:
        unit: what the numbers are of; it stands at the axis.
        unknown: what stands where there is no value.
        target: the word at the last target.
    """
    alt = _altair()
    numbers = [float(n) for bar in bars for n in (bar.value, bar.target) if n is not None]
    largest = max((abs(n) for n in numbers), default=0.0)
    rows = [
        {
            "label": bar.label,
            "value": _plain(bar.value),
            "target": _plain(bar.target),
            "text": unknown if bar.value is None else number(bar.value, language, decimals),
            # At the foot of its bar a number keeps clear of the target, where the bar holds it.
            "inside": bar.value is not None and float(bar.value) > 0.12 * largest,
            "at": max(float(bar.value or 0), 0.0),
        }
        for bar in bars
    ]
    x = alt.X(
        "label:N",
        title=None,
        axis=alt.Axis(labelAngle=0, labelColor=_INK),
        scale=alt.Scale(domain=[bar.label for bar in bars]),
    )
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=x)
    height = alt.Y("value:Q", title=unit or None, axis=_axis(), scale=alt.Scale(zero=True))
    layers = [
        base.mark_bar(color=COLOURS[0], width={"band": 0.55}).encode(y=height),
        base.transform_filter("datum.inside")
        .mark_text(dy=-11, color="white", fontWeight=600)
        .encode(y=alt.datum(0), text="text:N"),
        base.transform_filter("!datum.inside").mark_text(dy=-9).encode(y="at:Q", text="text:N"),
    ]
    aimed = [row for row in rows if row["target"] is not None]
    if aimed:
        ticks = base.transform_filter("isValid(datum.target)")
        # White around it keeps the tick apart from the bar it crosses.
        for colour, thick in (("white", 7), (_WARM, 3)):
            tick = ticks.mark_tick(color=colour, opacity=1, thickness=thick, width={"band": 0.8})
            layers.append(tick.encode(y="target:Q"))
        if target:
            last = base.transform_filter(f"datum.label === {json.dumps(aimed[-1]['label'])}")
            step = {"expr": "bandwidth('x') * 0.45"}
            layers.append(
                last.mark_text(align="left", dx=step, color=_WARM).encode(
                    y="target:Q", text=alt.value(target)
                )
            )
    return _spec(alt.layer(*layers).properties(width=_WIDTH, height=260))


def lines(
    series: Sequence[Line], language: Language, *, unit: str = "", zero: bool = False
) -> dict[str, Any]:
    """Lines over the years, each named at its end, with the band around it where it has one."""
    alt = _altair()
    years = [year for line in series for year, _ in line.points]
    years += [year for line in series for year, _, _ in line.band]
    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(domain=[min(years), max(years)], nice=False),
        axis=alt.Axis(format="d", tickMinStep=1, grid=False),
    )
    layers: list[Any] = []
    for place, line in enumerate(series):
        colour = _DARK[place % len(_DARK)]
        points = [{"year": year, "value": _plain(value)} for year, value in line.points]
        y = alt.Y("value:Q", title=unit or None, axis=_axis(), scale=alt.Scale(zero=zero))
        if line.band:
            band = [{"year": year, "value": low, "high": high} for year, low, high in line.band]
            area = alt.Chart(alt.InlineData(values=band)).mark_area(color=colour, opacity=0.22)
            layers.append(area.encode(x=x, y=y, y2="high:Q"))
        dash = [5, 4] if line.expected else [1, 0]
        base = alt.Chart(alt.InlineData(values=points)).encode(x=x, y=y)
        layers.append(base.mark_line(color=colour, strokeWidth=2.5, strokeDash=dash))
        fill = "white" if line.expected else colour
        dots = base.transform_filter("isValid(datum.value)")
        layers.append(dots.mark_point(stroke=colour, fill=fill, size=45, opacity=1))
        known = [point for point in points if point["value"] is not None]
        if known:
            last = known[-1]
            text = f"{line.label} {number(last['value'], language)}"
            # A line that ends before the others is named above its end, not over them.
            beside = {"align": "left", "dx": 9}
            above = {"align": "right", "dx": 4, "dy": -13}
            end = alt.Chart(alt.InlineData(values=[last])).mark_text(
                color=colour, fontWeight=600, **(beside if last["year"] == max(years) else above)
            )
            layers.append(end.encode(x=x, y=y, text=alt.value(text)))
    return _spec(alt.layer(*layers).properties(width=_WIDTH - 120, height=260))


def stacked_bars(
    stacks: Sequence[Stack], language: Language, *, unit: str = "€", decimals: int | None = 0
) -> dict[str, Any]:
    """Lying bars of parts, with the amounts in them where they fit and the sum at the end.

    Where all are of one part the sum alone says it.
    """
    alt = _altair()
    names = list(dict.fromkeys(name for stack in stacks for name, _ in stack.parts))
    sums = {
        stack.label: sum((Decimal(str(v)) for _, v in stack.parts), Decimal()) for stack in stacks
    }
    largest = max((float(total) for total in sums.values()), default=0.0) or 1.0
    rows: list[dict[str, Any]] = []
    for stack in stacks:
        start = 0.0
        for name, amount in stack.parts:
            end = start + float(amount)
            text = number(amount, language, decimals)
            # A letter takes about 7 units of the width.
            fits = len(names) > 1 and (end - start) / largest * (_WIDTH - 200) > 7 * len(text) + 8
            rows.append(
                {
                    "label": stack.label,
                    "part": name,
                    "order": names.index(name),
                    "start": start,
                    "end": end,
                    "middle": (start + end) / 2,
                    "text": text if fits else "",
                }
            )
            start = end
    colours = _colours(len(names))
    y = alt.Y(
        "label:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelColor=_INK, labelLimit=400),
        scale=alt.Scale(paddingInner=0.35),
    )
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=y)
    bars = base.mark_bar(stroke="white", strokeWidth=1.5).encode(
        x=alt.X("start:Q", title=unit or None, axis=_axis()),
        x2="end:Q",
        color=alt.Color(
            "part:N",
            sort=None,
            scale=alt.Scale(domain=names, range=colours),
            **({} if len(names) > 1 else {"legend": None}),
        ),
    )
    light = [name for name, colour in zip(names, colours, strict=True) if _is_light(colour)]
    inside = base.mark_text().encode(
        x="middle:Q",
        text="text:N",
        color=alt.condition(
            alt.FieldOneOfPredicate(field="part", oneOf=light), alt.value(_INK), alt.value("white")
        ),
    )
    totals = [
        {"label": label, "end": float(total), "text": number(total, language, decimals)}
        for label, total in sums.items()
    ]
    ends = (
        alt.Chart(alt.InlineData(values=totals))
        .mark_text(align="left", dx=7, fontWeight=600)
        .encode(y=y, x="end:Q", text="text:N")
    )
    height = alt.Step(40)
    return _spec(alt.layer(bars, inside, ends).properties(width=_WIDTH - 200, height=height))


def svg_of(spec: Mapping[str, Any], language: Language) -> str:
    """The picture of a specification, its numbers in the language; nothing is fetched."""
    convert = _converter()
    return convert.vegalite_to_svg(
        dict(spec), format_locale=_LOCALES[language], allowed_base_urls=[], show_warnings=False
    )


def png_of(spec_or_svg: Mapping[str, Any] | str, language: Language, scale: float = 3.0) -> bytes:
    """The same as a picture of points, for Word; also of a drawing that is SVG already."""
    svg = spec_or_svg if isinstance(spec_or_svg, str) else svg_of(spec_or_svg, language)
    return _converter().svg_to_png(svg, scale=scale)


def _altair() -> Any:
    with needed_for("a chart"):
        import altair as alt
    return alt


@cache
def _converter() -> Any:
    with needed_for("a picture of a chart"):
        import vl_convert
    vl_convert.register_font_directory(str(fonts()))
    return vl_convert


def _axis() -> Any:
    return _altair().Axis(tickCount=5, format=",~f")


def _spec(chart: Any) -> dict[str, Any]:
    return chart.configure(**_CONFIG).to_dict()


def _plain(value: float | Decimal | None) -> float | None:
    return None if value is None else float(value)


def _colours(count: int) -> list[str]:
    return [COLOURS[place % len(COLOURS)] for place in range(count)]


def _is_light(colour: str) -> bool:
    """Whether dark letters read better on it: by the lightness of WCAG 2.2."""
    return luminance(colour) > 0.25


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb, 0 to 1 (WCAG 2.2, “relative luminance”)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
