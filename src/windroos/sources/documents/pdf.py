"""A PDF file as a document: by its tags where it has them, else by how its pages are set."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from windroos.problems import N_
from windroos.sources.documents import pdf_layout, pdf_tags
from windroos.sources.documents.pdf_lines import lines_in, words_on
from windroos.sources.documents.pdf_tree import Element, tree
from windroos.sources.documents.shape import (
    BULLETS,
    Block,
    Document,
    DocumentError,
    of_blocks,
    plain,
)

MOST_PAGES = 1000
# Tags count where they hold at least this share of the letters: some programs tag only pictures.
_TAGGED = 0.7
# So far from the end of a file its last line may stand.
_TAIL = 4096
# How large the drawn mark of a list is, in points.
_BULLET = (1.5, 7.0)


def read(content: bytes) -> Document:
    """Read a PDF file. Raises `DocumentError` when it has a password, too many pages or no text."""
    # What breaks off here is at best a part of the document.
    if b"%%EOF" not in content[-_TAIL:]:
        raise DocumentError(N_("it breaks off halfway: fetch or save it again"))
    try:
        with pdfplumber.open(BytesIO(content)) as opened:
            return _read(opened, hashlib.sha256(content).hexdigest())
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise DocumentError(
                N_("it has a password: save it without one and try again")
            ) from error
        raise


def _read(opened: Any, sha256: str) -> Document:
    count = _pages(opened)
    if count > MOST_PAGES:
        raise DocumentError(
            N_("it has %(pages)s pages; at most %(most)s are read: split it and try again"),
            pages=count,
            most=MOST_PAGES,
        )
    title = opened.metadata.get("Title")
    title = plain(title) if isinstance(title, str) else ""
    if (tags := _tags(opened)) is not None:
        pieces = pdf_tags.pieces(opened.pages)
        if pieces.share >= _TAGGED:
            return _made(pdf_tags.blocks(tags, pieces), sha256, title, count)
    return _made(pdf_layout.blocks(map(_set, opened.pages)), sha256, title, count)


def _made(blocks: Iterator[Block], sha256: str, title: str, count: int) -> Document:
    found = list(blocks)
    if not any(block.text for block in found):
        raise DocumentError(
            N_(
                "it holds pictures of text and no text: have its text recognised (OCR), save that, "
                "and try again"
            )
        )
    return of_blocks(found, sha256, title=title, pages=count)


def _pages(opened: Any) -> int:
    """How many pages there are, counted before any of them is read."""
    count = 0
    for _page in PDFPage.create_pages(opened.doc):
        count += 1
        if count > 10 * MOST_PAGES:
            break
    return count


def _tags(opened: Any) -> Element | None:
    """The tags; none where there are none, or they are damaged."""
    numbers = {page.page_obj.pageid: page.page_number for page in opened.pages}
    try:
        return tree(opened.doc, numbers)
    except (PDFException, PSException, AttributeError, TypeError, ValueError):
        return None


def _set(page: Any) -> tuple[pdf_layout.Sheet, int]:
    """The words and tables of a page; what was read of it is let go."""
    tables = [
        pdf_layout.Table(found.bbox, rows)
        for found in page.find_tables()
        if max(map(len, rows := _rows(page, found)), default=0) > 1
    ]
    words = words_on([*page.chars, *_drawn_bullets(page)])
    sheet = pdf_layout.Sheet(float(page.height), words, tables)
    number = page.page_number
    page.close()
    return sheet, number


def _rows(page: Any, found: Any) -> list[list[list[str]]]:
    """The lines in each cell of a table; none in one that is part of another."""
    left, top, right, bottom = found.bbox
    chars = [c for c in page.chars if left <= c["x0"] <= right and top <= c["top"] <= bottom]
    return [[_lines(chars, cell) if cell else [] for cell in row.cells] for row in found.rows]


def _lines(chars: Sequence[Mapping[str, Any]], box: tuple[float, float, float, float]) -> list[str]:
    """The lines of the letters whose middle is in a box (left, top, right, bottom)."""
    left, top, right, bottom = box
    return lines_in(
        [
            c
            for c in chars
            if left <= (c["x0"] + c["x1"]) / 2 < right
            and top <= (c["top"] + c["bottom"]) / 2 < bottom
        ]
    )


def _drawn_bullets(page: Any) -> list[dict[str, Any]]:
    """The marks of lists that are drawn and not set, as letters."""
    return [
        {
            "text": BULLETS[2],
            "upright": True,
            "fontname": "",
            "size": shape["height"],
            **{edge: shape[edge] for edge in ("x0", "x1", "top", "bottom")},
        }
        for shape in (*page.curves, *page.rects)
        if shape["fill"]
        and _BULLET[0] < shape["height"] < _BULLET[1]
        and abs(shape["width"] - shape["height"]) < 0.2 * shape["height"]
    ]
