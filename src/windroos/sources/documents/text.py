"""A text file as a document: Markdown, or plain text as pasted from a PDF."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from windroos.problems import N_
from windroos.sources.documents import plain_tables, plain_text
from windroos.sources.documents.shape import (
    ITEM,
    NOTE,
    PARAGRAPH,
    Block,
    Document,
    DocumentError,
    heading,
    normalise,
    not_utf8,
    of_blocks,
    own_mark,
    rejoined,
    row,
)
from windroos.sources.documents.unwrapping import Words, unwrapped, words_of

_HEADING = re.compile(r"^#{1,6}\s+(?P<title>.+)$")
_NOTE = re.compile(r"^(?:<sup>(?P<raised>\w{1,3})</sup>|(?P<plain>\d{1,3}) )\s*\S")
_RAISED = re.compile(r"(?<!^)<sup>(\w{1,3})</sup>", re.MULTILINE)


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
    # The first line of a page is set apart as one that is set in.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n ").split("\n")
    markdown = any(_HEADING.match(line) for line in lines)
    words = words_of(lines)
    raw = _markdown_blocks(lines, words) if markdown else plain_text.blocks(lines, words)
    yield from rejoined(raw, words, guessed=not markdown)


def _markdown_blocks(lines: list[str], words: Words) -> Iterator[Block]:
    raised = {mark for line in lines for mark in _RAISED.findall(line)}
    for group in _groups(lines):
        kind = NOTE if _is_note(group[0], raised) else PARAGRAPH
        running: list[str] = []
        for line in [*group, ""]:
            title = _HEADING.match(line)
            cells = plain_tables.parted(line)
            apart = title or cells is not None or plain_text.LIST_ITEM.match(line)
            if (apart or not line) and (text := normalise(unwrapped(running, words))):
                own = own_mark(running[0])
                running.clear()
                yield Block(text, kind, marks=own, continues=kind == PARAGRAPH)
            if title:
                yield heading(title["title"])
            elif cells:
                yield row(cells)
            elif cells is not None:
                continue
            elif apart:
                yield Block(normalise(line), ITEM)
            elif line:
                running.append(line)


def _is_note(line: str, raised: set[str]) -> bool:
    """Whether a line begins with a mark, raised or not, that stands raised elsewhere."""
    found = _NOTE.match(line)
    return found is not None and (found["raised"] or found["plain"]) in raised


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
