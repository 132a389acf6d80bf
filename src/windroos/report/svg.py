"""The few things every drawing needs: escaped text, short numbers, places on a circle."""

from __future__ import annotations

import math
import re
from xml.sax.saxutils import escape as _escape

__all__ = ["escape", "number", "polar", "sector", "three_sides"]

# XML 1.0 allows no control characters but tab, line feed and carriage return (section 2.2, Char).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape(text: str) -> str:
    """Return ``text`` safe in an XML element and in a quoted attribute."""
    return _escape(_NOT_XML.sub("\ufffd", text), {'"': "&quot;", "'": "&#39;"})


def number(value: float) -> str:
    """Write a coordinate with at most two decimals: ``12``, ``3.5``, ``0.07``."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def polar(centre: tuple[float, float], radius: float, angle: float) -> tuple[float, float]:
    """The point at ``radius`` and ``angle`` (radians, clockwise from the top)."""
    x, y = centre
    return x + radius * math.sin(angle), y - radius * math.cos(angle)


def sector(
    centre: tuple[float, float], inner: float, outer: float, start: float, end: float
) -> str:
    """Path data of the part of a ring between two radii and two angles (radians, clockwise)."""
    large = int(end - start > math.pi)
    corners = (
        polar(centre, inner, start),
        polar(centre, outer, start),
        polar(centre, outer, end),
        polar(centre, inner, end),
    )
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = ((number(x), number(y)) for x, y in corners)
    return (
        f"M{ax} {ay}L{bx} {by}"
        f"A{number(outer)} {number(outer)} 0 {large} 1 {cx} {cy}"
        f"L{dx} {dy}"
        f"A{number(inner)} {number(inner)} 0 {large} 0 {ax} {ay}Z"
    )


def three_sides(
    centre: tuple[float, float], inner: float, outer: float, start: float, end: float
) -> str:
    """Path data of a :func:`sector` without the side at its start."""
    large = int(end - start > math.pi)
    corners = (
        polar(centre, outer, start),
        polar(centre, outer, end),
        polar(centre, inner, end),
        polar(centre, inner, start),
    )
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = ((number(x), number(y)) for x, y in corners)
    return (
        f"M{ax} {ay}A{number(outer)} {number(outer)} 0 {large} 1 {bx} {by}L{cx} {cy}"
        f"A{number(inner)} {number(inner)} 0 {large} 0 {dx} {dy}"
    )
