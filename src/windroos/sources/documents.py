"""A policy document as text, read into sections and passages that a locator can point at.

A *passage* is a paragraph, a list item or a table row. It is named by its section, its number
within that section, and the SHA-256 of its normalised text: the place says where to look, the
hash says whether it is still the same words.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

_HEADING = re.compile(r"^#{1,6}\s+(?P<title>.+)$")
_ITEM = re.compile(r"^\s*(?:[-*•]|\d{1,2}\.|[a-z]\.)\s+\S")
_PAGE_MARK = re.compile(r"^\s*(?:Pagina|Page)\s+\d+\s+(?:van|of)\s+\d+\s*$")
_ITEM_MARK = re.compile(r"^\W*\w{1,2}\.$")
_MARKUP = (
    (re.compile(r"<sup>.*?</sup>"), ""),  # footnote marks
    (re.compile(r"<[^<>\s]+@[^<>\s]+>|<(https?://[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), ""),
    (re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)"), r"\1"),
    (re.compile(r"\*{1,3}"), ""),
)
_ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’»)\]]*$")
_SENTENCE_BREAK = re.compile(r"(?<=[.!?])[\"'”’»)]*\s+(?=[\"'“‘«(]?[A-ZÀ-ÖØ-Þ0-9])")
_ABBREVIATION = re.compile(
    r"\b(?:bijv|bijvo|bv|ca|dhr|dr|drs|e\.a|e\.d|etc|evt|incl|ir|mevr|mr|mw|nr|o\.a|prof|resp|vs|z\.g)\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, list item or table row of a document."""

    section: str
    paragraph: int
    text: str
    sha256: str

    @property
    def place(self) -> tuple[str, int]:
        return self.section, self.paragraph


@dataclass(frozen=True, slots=True)
class Document:
    """A document's passages in reading order, and the hash of the whole."""

    title: str
    passages: tuple[Passage, ...]
    sha256: str


class DocumentError(ValueError):
    """The text cannot be read as a document; the message says why."""


def read(content: bytes) -> Document:
    """Read a text file (UTF-8; Markdown headings, or plain text as pasted from a PDF).

    Raises `DocumentError` when it is not UTF-8 or holds no text.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"not UTF-8 text (byte {error.start}): save the document as UTF-8 text and try again"
        ) from error
    if "\x00" in text:
        raise DocumentError("not a text file: save the document as UTF-8 text and try again")
    blocks = list(_blocks(text))
    if not any(not block.heading for block in blocks):
        raise DocumentError("holds no text")
    passages = tuple(_number(blocks))
    return Document(_title(blocks), passages, hashlib.sha256(text.encode()).hexdigest())


def normalise(text: str) -> str:
    """The words of a passage without markup, footnote marks and accidents of spacing."""
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def passage_hash(text: str) -> str:
    """SHA-256 (hexadecimal) of the normalised text."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()


def sentences(text: str) -> list[str]:
    """The sentences of a passage, in order; joined by a space they give the passage again."""
    parts: list[str] = []
    start = 0
    for match in _SENTENCE_BREAK.finditer(text):
        end = match.start() + len(match.group().rstrip())
        if _ABBREVIATION.search(text[:end]) or _ITEM_MARK.match(text[:end]):
            continue
        parts.append(text[start:end])
        start = match.end()
    parts.append(text[start:])
    return parts


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    heading: bool = False
    continues: bool = False  # running text, which a page break may have cut in two


def _blocks(text: str) -> Iterator[_Block]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    markdown = any(_HEADING.match(line) for line in lines)
    raw = _markdown_blocks(lines) if markdown else _plain_blocks(lines)
    yield from _rejoin(raw)


def _markdown_blocks(lines: list[str]) -> Iterator[_Block]:
    for group in _groups(lines):
        running: list[str] = []
        for line in group:
            heading = _HEADING.match(line)
            if heading and not normalise(heading["title"]).endswith("."):
                yield from _flush(running)
                yield _Block(normalise(heading["title"]), heading=True)
            elif heading:  # a pull quote set as a heading is a passage
                yield from _flush(running)
                yield _Block(normalise(heading["title"]))
            elif (
                "\t" in line and "\t" not in line.strip()
            ):  # a table row of one cell is its caption
                yield from _flush(running)
                yield _Block(normalise(line), heading=True)
            elif "\t" in line or _ITEM.match(line):
                yield from _flush(running)
                yield _Block(_cells(line))
            else:
                running.append(line)
        yield from _flush(running)


def _plain_blocks(lines: list[str]) -> Iterator[_Block]:
    """Text pasted from a PDF: lines are broken at the margin, sometimes with a blank line each."""
    filled = [line for line in lines if line.strip()]
    widths = sorted(len(line.strip()) for line in filled)
    width = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    if width > 400:  # a paragraph a line
        for line in filled:
            yield _Block(normalise(line))
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
        if short and (_ENDS_SENTENCE.search(line.strip()) or following.strip()[:1].isupper()):
            yield from _flush(running, margin)
    yield from _flush(running, margin)


def _flush(running: list[str], margin: int = 0) -> Iterator[_Block]:
    """Close the lines gathered so far as one block."""
    if not running:
        return
    text = normalise(_unwrap(running))
    alone = len(running) == 1 and len(text) < margin
    running.clear()
    if not text:
        return
    if alone and not _ENDS_SENTENCE.search(text) and text[:1].isupper() and len(text) > 3:
        yield _Block(text, heading=True)
    else:
        yield _Block(text, continues=not _ITEM.match(text))


def _unwrap(lines: Iterable[str]) -> str:
    """Join lines broken at the margin; a word broken by a hyphen becomes whole again."""
    joined = ""
    for line in (line.strip() for line in lines):
        next_word = line.split(" ", 1)[0]
        if joined.endswith("-") and next_word[:1].islower() and next_word not in ("en", "of"):
            joined = joined[:-1] + line
        else:
            joined = f"{joined} {line}" if joined else line
    return joined


def _rejoin(blocks: Iterable[_Block]) -> Iterator[_Block]:
    """Mend a paragraph that a page break cut in two."""
    previous: _Block | None = None
    for block in blocks:
        cut = (
            previous is not None
            and previous.continues
            and block.continues
            and not _ENDS_SENTENCE.search(previous.text)
            and block.text[:1].islower()
        )
        if cut and previous is not None:
            previous = _Block(f"{previous.text} {block.text}", continues=True)
            continue
        if previous is not None:
            yield previous
        previous = block
    if previous is not None:
        yield previous


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


def _cells(line: str) -> str:
    """A table row with its cells apart, or a list item as it stands."""
    return " | ".join(normalise(cell) for cell in line.rstrip("\t").split("\t")).strip()


def _number(blocks: Iterable[_Block]) -> Iterator[Passage]:
    section, count = "", 0
    seen: dict[str, int] = {}
    for block in blocks:
        if block.heading:
            times = seen[block.text] = seen.get(block.text, 0) + 1
            section = block.text if times == 1 else f"{block.text} ({times})"
            count = 0
            continue
        count += 1
        yield Passage(section, count, block.text, passage_hash(block.text))


def _title(blocks: list[_Block]) -> str:
    return next((b.text for b in blocks if b.heading), blocks[0].text)[:200]
