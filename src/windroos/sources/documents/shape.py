"""What reading a document gives, whatever its format: passages, each in its place.

A *passage* is a paragraph, a list item, a table row or a note. It is named by its section, its
number within that section, and the SHA-256 of its normalised text: the place says where to look,
the hash says whether it is still the same words.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from windroos.problems import N_
from windroos.sources.documents.unwrapping import NO_WORDS, Words, unwrapped

PARAGRAPH, ITEM, ROW, NOTE = "paragraph", "item", "row", "note"
# Which mark an unnumbered list has is layout: they are all read as the first.
BULLET = "-"
BULLETS = "-*•▪◦‣·–∙●○"

# Round a footnote mark in what a reader passes on: noncharacters, which no document holds.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_PASSED = re.compile(rf"{_OPEN}([^{_OPEN}{_CLOSE}]{{1,8}}){_CLOSE}")
_RAISED = re.compile(rf"{_PASSED.pattern}|<sup>(.*?)</sup>")
_MARK = re.compile(r"[\s\[(]*(?:\d{1,3}(?:\s?,\s?\d{1,3})*|[a-zA-Z*†‡§])[\s\])]*")
_SQUARED = re.compile(r"(?:^|[\s\d(/])(?:[mckd]?m|km)\s?$")
# A star at the end of a cell is a mark, unless one at its beginning makes it emphasis.
_STARRED = re.compile(r"^[^*]*[^*\s]\s?(\*{1,3})$")

_MARKUP = (
    (_RAISED, ""),
    (re.compile(r"<[^<>\s]+@[^<>\s]+>|<(https?://[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), ""),
    (re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)"), r"\1"),
    (re.compile(r"\*{1,3}"), ""),
    (re.compile(r"\\{1,2}(?=[_\[\]#<>`])"), ""),  # what keeps a mark from being markup
)
# The first cell of a table row may be a dash that stands for "nothing".
_BULLET = re.compile(rf"^[{re.escape(BULLETS)}]\s+(?!\|)")
_INVISIBLE = dict.fromkeys(map(ord, f"\u00ad\u200b\u200c\u200d\u2060\ufeff{_OPEN}{_CLOSE}"))
_SENTENCE_BREAK = re.compile(r"(?<=[.!?])[\"'”’»)]*\s+(?=[\"'“‘«(]?[A-ZÀ-ÖØ-Þ0-9])")
_ITEM_MARK = re.compile(r"^\W*\w{1,2}\.$")
_ABBREVIATION = re.compile(
    r"\b(?:bijv|bijvo|bv|ca|dhr|dr|drs|e\.a|e\.d|etc|evt|incl|ir|mevr|mr|mw|nr|o\.a|prof|resp|vs|z\.g)\.$",
    re.IGNORECASE,
)
# A list item, by the mark that it begins with.
LISTED = re.compile(r"(?:\d{1,2}\.|[a-z]\.|-)\s")
_TITLE = 200
ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’»)\]]*$")
WITHIN_SENTENCE = re.compile(r"[^\W\d_][,-]?$")
_ADDRESS = re.compile(r"(?:https?|file)://|www\.")
# A label or a caption has at most so many letters.
LABEL = 100
# A paragraph that was cut goes on after at most so many blocks.
_BETWEEN = 12


@dataclass(frozen=True, slots=True)
class Block:
    """What a format tells apart: a heading, or a passage of some kind.

    `text` is normalised. `cells` are those of a table row, and `marks` the footnote marks at each
    of them (“12”, or “12 13”); of a note `marks` holds its own mark, where that is not in its text.
    `page` is the page it begins on (the first is 1), in formats that have pages. `continues`: it is
    running text, which the end of a page or a column may have cut in two.
    """

    text: str
    kind: str = PARAGRAPH
    heading: bool = False
    page: int | None = None
    cells: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, list item, table row or note of a document, as `Block` describes it."""

    section: str
    paragraph: int
    text: str
    sha256: str
    kind: str = PARAGRAPH
    page: int | None = None
    cells: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, int]:
        return self.section, self.paragraph


@dataclass(frozen=True, slots=True)
class Document:
    """A document's passages in reading order, and the hash of what they say.

    `sha256` is that of the text of a text file, and of the file itself in any other format.
    """

    title: str
    passages: tuple[Passage, ...]
    sha256: str
    pages: int | None = None


class DocumentError(ValueError):
    """The file cannot be read as a document; the message says why, and what to do.

    With `values`, `wording` is a message to translate and then fill in with them.
    """

    def __init__(self, wording: str, **values: Any) -> None:
        self.wording: str = wording
        self.values: Mapping[str, Any] = values
        super().__init__(wording % values if values else wording)


def not_utf8(error: UnicodeDecodeError) -> DocumentError:
    wording = N_(
        "it is not UTF-8 text (byte %(byte)s): save the document as UTF-8 text and try again"
    )
    return DocumentError(wording, byte=error.start)


def of_blocks(
    blocks: Iterable[Block], sha256: str, *, title: str = "", pages: int | None = None
) -> Document:
    """A document of these blocks; `title` is what the file itself says it is called.

    Raises `DocumentError` when they hold no text.
    """
    found = [block for block in blocks if block.text]
    if not any(not block.heading for block in found):
        raise DocumentError(N_("it holds no text"))
    first = next((block.text for block in found if block.heading), found[0].text)
    return Document((title or first)[:_TITLE], tuple(_number(found)), sha256, pages)


def heading(text: str, page: int | None = None) -> Block:
    """What is set as a heading: a whole sentence is not one but a quote that stands out."""
    text = normalise(text)
    return Block(text, heading=not text.endswith("."), page=page)


def row(cells: Iterable[str], page: int | None = None) -> Block:
    """A table row with its cells apart; a row of one cell is the caption of what follows."""
    given = tuple(cells)
    texts = tuple(normalise(cell) for cell in given)
    filled = [text for text in texts if text]
    if len(filled) == 1 and len(texts) > 1:
        return Block(filled[0], heading=True, page=page)
    last = max((n for n, text in enumerate(texts, start=1) if text), default=0)
    marks = tuple(" ".join(_marks_in(cell)) for cell in given)
    text = " | ".join(texts[:last]).strip()
    return Block(text, ROW, page=page, cells=texts, marks=marks if any(marks) else ())


def is_mark(raised: str, before: str) -> bool:
    """Whether what is raised is the mark of a footnote: a figure or letter by itself, and not the
    power of a measure before it (m²)."""
    power = raised.strip() in ("2", "3") and _SQUARED.search(before)
    return not power and bool(_MARK.fullmatch(raised))


def marked(mark: str) -> str:
    """A footnote mark as a reader passes it on within a text: it is no part of the words."""
    return f"{_OPEN}{mark.strip(' ()[]')}{_CLOSE}"


def own_mark(text: str) -> tuple[str, ...]:
    """The raised mark that a note begins with, which is no part of its words."""
    found = _RAISED.match(text.lstrip())
    return (found[1] or found[2],) if found else ()


def _marks_in(cell: str) -> list[str]:
    """The footnote marks in a cell, without brackets and commas."""
    raised = [first or second for first, second in _RAISED.findall(cell)]
    found = [mark for one in raised for mark in re.split(r"[\s,()\[\]]+", one) if mark]
    starred = _STARRED.match(_RAISED.sub("", cell).strip())
    return [*found, starred[1]] if starred else found


def rejoined(
    blocks: Iterable[Block], words: Words = NO_WORDS, *, guessed: bool = False
) -> Iterator[Block]:
    """Mend paragraphs that the end of a page or a column cut in two, whatever stands in between.

    `guessed`: what is a heading or a paragraph was guessed. A heading in the middle of a paragraph
    is that of a box, and no more than the box stands under it.
    """
    made: list[list[Block]] = []
    every = list(blocks)
    for number, block in enumerate(every):
        start = _broken_off(made, block, guessed)
        if start is None and guessed and not _lower_follows(every[number : number + _BETWEEN]):
            start = _before_name(made, block)
        if start is None:
            made.append([block])
            continue
        made[start].append(block)
        made[start + 1 :] = [
            [replace(one, heading=False) for one in of] for of in made[start + 1 :]
        ]
    for first, *others in made:
        parts = (first.text, *(one.text for one in others))
        yield replace(first, text=unwrapped(parts, words)) if others else first


def _broken_off(made: Sequence[Sequence[Block]], block: Block, guessed: bool) -> int | None:
    """The place of the paragraph that a block goes on with a small letter: the last long one that
    ends within a sentence, for labels and captions end so too; else the very last."""
    if not _lower(block):
        return None
    last = len(made) - 1
    for place in range(last, max(-1, last - _BETWEEN), -1):
        if made[place][0].heading and not guessed:
            break
        if _within_sentence(made[place]):
            return place
    before = made[last][-1] if made else None
    if before is None or not before.continues or ENDS_SENTENCE.search(before.text):
        return None
    return last if not guessed or len(block.text) > LABEL else None


def _before_name(made: Sequence[Sequence[Block]], block: Block) -> int | None:
    """The place of the last paragraph, where it goes on with a name or a title."""
    goes_on = _runs(block) and block.text[:1].isupper()
    return len(made) - 1 if goes_on and made and _within_sentence(made[-1]) else None


def _lower_follows(blocks: Iterable[Block]) -> bool:
    """Whether a block that goes on with a small letter comes before another that is broken off."""
    for block in blocks:
        if _lower(block) or _within_sentence((block,)):
            return _lower(block)
    return False


def _within_sentence(parts: Sequence[Block]) -> bool:
    long = len(parts) > 1 or len(parts[0].text) > LABEL
    return long and parts[-1].continues and bool(WITHIN_SENTENCE.search(parts[-1].text))


def _lower(block: Block) -> bool:
    return _runs(block) and block.text[:1].islower() and not _ADDRESS.match(block.text)


def _runs(block: Block) -> bool:
    return block.kind == PARAGRAPH and not block.heading


def normalise(text: str) -> str:
    """The words of a passage without markup, footnote marks and accidents of spacing."""
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return plain(text)


def plain(text: str) -> str:
    """The same for a text without markup."""
    if _OPEN in text:
        text = _PASSED.sub("", text)
    text = " ".join(unicodedata.normalize("NFC", text.translate(_INVISIBLE)).split())
    return _BULLET.sub(f"{BULLET} ", text)


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


def _number(blocks: Iterable[Block]) -> Iterator[Passage]:
    section, count = "", 0
    seen: dict[str, int] = {}
    for block in blocks:
        if block.heading:
            times = seen[block.text] = seen.get(block.text, 0) + 1
            section = block.text if times == 1 else f"{block.text} ({times})"
            count = 0
            continue
        count += 1
        yield Passage(
            section,
            count,
            block.text,
            passage_hash(block.text),
            block.kind,
            block.page,
            block.cells,
            block.marks,
        )
