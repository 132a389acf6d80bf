"""The picture of a figure: one SVG that stands in a page under a strict policy, in a PDF, and as
a PNG in Word.

Whatever could run, fetch or style anything is taken out; names inside get the figure's own, so that
two figures on a page do not share them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from windroos.report.paper.parts import Figure, Language

if TYPE_CHECKING:
    from windroos.report.paper.setting import Set

__all__ = ["inline_svg", "size_of", "svg_fault", "svg_for"]

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_RUNS = {"script", "foreignObject", "iframe", "style", "a", "animate", "set", "handler"}
_NAMED = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)")
# A declaration in a style attribute that is no attribute of its own.
_NO_ATTRIBUTE = {
    "outline",
    "background",
    "background-color",
    "width",
    "height",
    "-webkit-user-select",
}


def svg_fault(svg: str) -> str:
    """Why a drawing cannot be used; empty where it can."""
    if "<!DOCTYPE" in svg or "<!ENTITY" in svg:
        return "a figure's svg declares no document type"
    try:
        root = _parsed(svg)
    except ET.ParseError as error:
        return f"a figure's svg cannot be read: {error}"
    if _local(root.tag) != "svg":
        return "a figure's svg begins with <svg"
    if size_of(svg) is None:
        return "a figure's svg has a viewBox, or a width and a height"
    return ""


def svg_for(figure: Figure, language: Language, number: int = 0) -> str:
    """The drawing of a figure, cleaned, as a whole document."""
    from windroos.report.paper.charts import svg_of

    svg = figure.svg or svg_of(figure.spec or {}, language)
    root = _parsed(svg)
    _clean(root, f"figure{number}-")
    if "viewBox" not in root.attrib:
        width, height = _lengths(root) or (0, 0)
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    return ET.tostring(root, encoding="unicode")


def inline_svg(figure: Figure, paper: Set) -> str:
    """The drawing as a part of a page, with its alt text."""
    root = _parsed(svg_for(figure, paper.language, paper.figure_number(figure)))
    root.set("role", "img")
    root.set("aria-label", figure.alt)
    root.set("focusable", "false")
    # A letter of the reader's own can be wider than the one it was drawn with.
    root.set("overflow", "visible")
    for name, length in zip(("width", "height"), _size(root) or (1, 1), strict=True):
        root.set(name, f"{length:g}")
    return ET.tostring(root, encoding="unicode")


def size_of(svg: str) -> tuple[float, float] | None:
    """Width and height of a drawing, in its own units."""
    return _size(_parsed(svg))


def _size(root: ET.Element) -> tuple[float, float] | None:
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        width, height = (float(box[2]), float(box[3])) if len(box) == 4 else (0.0, 0.0)
    except ValueError:
        return None
    return (width, height) if width > 0 and height > 0 else _lengths(root)


def _lengths(root: ET.Element) -> tuple[float, float] | None:
    found = [
        re.fullmatch(r"\s*([\d.]+)(px)?\s*", root.get(name, "")) for name in ("width", "height")
    ]
    values = [float(match[1]) for match in found if match]
    return (values[0], values[1]) if len(values) == 2 and min(values) > 0 else None


def _parsed(svg: str) -> ET.Element:
    """The drawing as a tree; one made to stand in a page may leave its namespace out."""
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    root = ET.fromstring(svg)  # noqa: S314 - a document type, where the danger is, is refused
    if not root.tag.startswith("{"):
        for element in root.iter():
            if isinstance(element.tag, str) and not element.tag.startswith("{"):
                element.tag = f"{{{_SVG}}}{element.tag}"
    return root


def _clean(root: ET.Element, prefix: str) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str) or _local(child.tag) in _RUNS:
                # A link keeps what it holds; the rest goes with all in it.
                kept = (
                    list(child) if isinstance(child.tag, str) and _local(child.tag) == "a" else []
                )
                place = list(parent).index(child)
                parent.remove(child)
                for offset, grandchild in enumerate(kept):
                    parent.insert(place + offset, grandchild)
    for element in root.iter():
        _clean_attributes(element, prefix)


def _clean_attributes(element: ET.Element, prefix: str) -> None:
    for declaration in element.attrib.pop("style", "").split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if value and name not in _NO_ATTRIBUTE and "(" not in value.replace("rgb(", ""):
            element.set(name, value)
    for name, value in list(element.attrib.items()):
        local = _local(name)
        if local.startswith(("on", "aria-")) or local in ("role", "tabindex", "focusable"):
            del element.attrib[name]
        elif local == "id":
            element.set(name, prefix + value)
        elif local == "href":
            if value.startswith("#"):
                element.set(name, f"#{prefix}{value[1:]}")
            elif not value.startswith("data:image/png"):
                del element.attrib[name]
        elif "url(" in value:
            element.set(name, _NAMED.sub(rf"url(#{prefix}\1)", value))


def _local(name: str) -> str:
    return name.rpartition("}")[2]
