"""Drawings that stand by themselves: in a document, without the style sheet of the pages."""

from __future__ import annotations

import re

__all__ = ["FONT", "alone"]

FONT = "sans-serif"

_LINK = re.compile(r"<a ([^>]*?)\s*href=\"[^\"]*\"([^>]*)>")
_OPENING = re.compile(r"<svg\b([^>]*)>")
_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'


def alone(svg: str, font: str = FONT) -> str:
    """A drawing of this package with its font in itself and without links.

    All of them carry their colours as attributes already. On paper a link within a page leads
    nowhere, so that a part that is one becomes a plain group.

    >>> alone('<svg viewBox="0 0 9 9"><a class="x" href="#y"><text>A</text></a></svg>', "Sans")
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" font-family="Sans">\
<g class="x"><text>A</text></g></svg>'
    """
    drawn = _LINK.sub(r"<g \1\2>", svg).replace("</a>", "</g>")

    def opened(match: re.Match[str]) -> str:
        given = match[1] if _NAMESPACE in match[1] else f" {_NAMESPACE}{match[1]}"
        return f'<svg{given} font-family="{font}">'

    return _OPENING.sub(opened, drawn, count=1)
