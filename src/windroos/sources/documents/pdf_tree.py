"""The tags of a PDF file as a tree (ISO 32000-1, 14.7): what each part is, and which pieces of
which page belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral

# A file that says otherwise is damaged, or goes round in circles.
_DEEP = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """A marked piece of content: its page (the first is 1) and its number there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a document: what it is, over how many columns it goes, and what is in it."""

    kind: str
    parts: tuple[Element | Piece, ...]
    columns: int = 1

    @property
    def children(self) -> tuple[Element, ...]:
        return tuple(part for part in self.parts if isinstance(part, Element))


def tree(document: PDFDocument, pages: Mapping[int, int]) -> Element | None:
    """The tags of a document; None where it has none. `pages` gives the number of a page by that
    of its object."""
    root = resolve1(document.catalog.get("StructTreeRoot"))
    if not isinstance(root, Mapping):
        return None
    roles = resolve1(root.get("RoleMap"))
    named = {
        name: _name(kind) for name, kind in (roles if isinstance(roles, Mapping) else {}).items()
    }
    reading = _Reading(pages, named)
    return Element("", tuple(reading.parts(root.get("K"), None, 0)))


class _Reading:
    def __init__(self, pages: Mapping[int, int], roles: Mapping[str, str]) -> None:
        self.pages = pages
        self.roles = roles
        self.seen: set[int] = set()

    def parts(self, given: Any, page: int | None, deep: int) -> Iterator[Element | Piece]:
        if deep > _DEEP:
            return
        if isinstance(given, PDFObjRef):
            if given.objid in self.seen:
                return
            self.seen.add(given.objid)
            given = resolve1(given)
        if isinstance(given, list):
            for one in given:
                yield from self.parts(one, page, deep + 1)
        elif isinstance(given, int):
            if page is not None:
                yield Piece(page, given)
        elif isinstance(given, Mapping):
            page = self._page(given) or page
            if _name(given.get("Type")) == "MCR":
                number = resolve1(given.get("MCID"))
                if isinstance(number, int) and page is not None:
                    yield Piece(page, number)
            elif "S" in given:
                yield Element(
                    self._kind(_name(given["S"])),
                    tuple(self.parts(given.get("K"), page, deep + 1)),
                    _columns(given.get("A")),
                )

    def _page(self, given: Mapping[str, Any]) -> int | None:
        page = given.get("Pg")
        return self.pages.get(page.objid) if isinstance(page, PDFObjRef) else None

    def _kind(self, name: str) -> str:
        """The standard name of a kind, for one that the file has made up."""
        for _turn in range(8):
            if name not in self.roles or self.roles[name] == name:
                break
            name = self.roles[name]
        return name


def _name(given: Any) -> str:
    given = resolve1(given)
    name = given.name if isinstance(given, PSLiteral) else ""
    return name.decode("latin-1") if isinstance(name, bytes) else name


def _columns(given: Any) -> int:
    """Over how many columns a table cell goes, by its attributes."""
    given = resolve1(given)
    for one in given if isinstance(given, list) else [given]:
        attributes = resolve1(one)
        if isinstance(attributes, Mapping):
            told = resolve1(attributes.get("ColSpan"))
            if isinstance(told, int):
                return min(max(told, 1), 100)
    return 1
