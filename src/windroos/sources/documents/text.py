"""A text file as a document: Markdown, or plain text as pasted from a PDF."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise

from windroos.problems import N_
from windroos.sources.documents.shape import (
    ENDS_SENTENCE,
    ITEM,
    PARAGRAPH,
    Block,
    Document,
    DocumentError,
    heading,
    normalise,
    not_utf8,
    of_blocks,
    rejoined,
    row,
)
from windroos.sources.documents.unwrapping import unwrapped

_HEADING = re.compile(r"^#{1,6}\s+(?P<title>.+)$")
_ITEM = re.compile(r"^\s*(?:[-*•]|\d{1,2}\.|[a-z]\.)\s+\S")
_PAGE_MARK = re.compile(r"^\s*(?:Pagina|Page)\s+\d+\s+(?:van|of)\s+\d+\s*$")


def read(content: bytes) -> Document:
    """Read a text file (UTF-8; Markdown headings, or plain text as pasted from a PDF).

    Raises `DocumentError` when it is not UTF-8 or holds no text.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise not_utf8(error) from error
    if "\x00" in text:
        raise DocumentError(
            N_("it is not a text file: save the document as UTF-8 text and try again")
        )
    return of_blocks(blocks(text), hashlib.sha256(text.encode()).hexdigest())


def blocks(text: str) -> Iterator[Block]:
    """What a text tells apart, in order."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    markdown = any(_HEADING.match(line) for line in lines)
    raw = _markdown_blocks(lines) if markdown else _plain_blocks(lines)
    yield from rejoined(raw)


def _markdown_blocks(lines: list[str]) -> Iterator[Block]:
    for group in _groups(lines):
        running: list[str] = []
        for line in group:
            title = _HEADING.match(line)
            if title:
                yield from _flush(running)
                yield heading(title["title"])
            elif "\t" in line:
                yield from _flush(running)
                yield row(line.split("\t"))
            elif _ITEM.match(line):
                yield from _flush(running)
                yield Block(normalise(line), ITEM)
            else:
                running.append(line)
        yield from _flush(running)


def _plain_blocks(lines: list[str]) -> Iterator[Block]:
    """Text pasted from a PDF: lines are broken at the margin, sometimes with a blank line each."""
    filled = [line for line in lines if line.strip()]
    widths = sorted(len(line.strip()) for line in filled)
    width = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    if width > 400:  # a paragraph a line
        for line in filled:
            yield Block(normalise(line))
        return
    spaced = sum(1 for a, b in pairwise(lines) if a.strip() and b == "") > 0.5 * len(filled)
    # Only there can a short line be told to be a heading; in other text every block is a passage.
    margin = int(0.8 * width) if spaced else 0
    running: list[str] = []
    for index, line in enumerate(lines):
        if not line.strip():
            if line or not spaced:  # a blank line that is more than the spacing
                yield from _flush(running, margin)
            continue
        if _PAGE_MARK.match(line):
            continue
        if _ITEM.match(line):
            yield from _flush(running, margin)
        running.append(line)
        following = next((later for later in lines[index + 1 :] if later.strip()), "")
        short = len(line.strip()) < margin
        if short and (ENDS_SENTENCE.search(line.strip()) or following.strip()[:1].isupper()):
            yield from _flush(running, margin)
    yield from _flush(running, margin)


def _flush(running: list[str], margin: int = 0) -> Iterator[Block]:
    """Close the lines gathered so far as one block."""
    if not running:
        return
    text = normalise(unwrapped(running))
    alone = len(running) == 1 and len(text) < margin
    running.clear()
    if not text:
        return
    if alone and not ENDS_SENTENCE.search(text) and text[:1].isupper() and len(text) > 3:
        yield Block(text, heading=True)
    else:
        item = bool(_ITEM.match(text))
        yield Block(text, ITEM if item else PARAGRAPH, continues=not item)


def _groups(lines: list[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for line in lines:
        if line.strip():
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group
