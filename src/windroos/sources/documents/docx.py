"""A DOCX file as a document: paragraphs, lists with their numbers, tables, footnotes."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from windroos.sources.documents.shape import (
    BULLET,
    ITEM,
    LISTED,
    NOTE,
    PARAGRAPH,
    Block,
    Document,
    heading,
    is_mark,
    marked,
    of_blocks,
    own_mark,
    plain,
    row,
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"^(?:heading|kop|titel|title|subtitle|ondertitel)\b", re.IGNORECASE)
_OUTLINE_TEXT = 9
_DEEP = 8
# Word writes no footnotes for these: lines between text and notes.
_NO_NOTES = {"separator", "continuationSeparator", "continuationNotice"}


def read(content: bytes) -> Document:
    """Read a DOCX file; what was deleted with changes tracked is not read, what was inserted is."""
    opened = docx.Document(BytesIO(content))
    reading = _Reading(opened)
    title = plain(opened.core_properties.title or "")
    body = opened.element.body
    return of_blocks(reading.blocks(body), hashlib.sha256(content).hexdigest(), title=title)


class _Reading:
    """The parts of a DOCX file that say what a paragraph is."""

    def __init__(self, opened: Word) -> None:
        self.numbering = _Numbering(opened)
        self.styles = {
            style.get(qn("w:styleId")): style
            for style in opened.styles.element.findall(qn("w:style"))
        }
        self.notes = {kind: _notes(opened, kind) for kind in ("footnote", "endnote")}
        self.counted = {kind: _counted(opened, kind) for kind in self.notes}

    def blocks(self, parent: Any) -> Iterator[Block]:
        for child in parent:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag"):
                yield from self.blocks(child)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        given = self._text(element)
        text = plain(given)
        if text and self._is_heading(element):
            yield heading(text)
        elif text:
            mark = self.numbering.mark(self._numbered(element))
            listed = mark or LISTED.match(text)
            kind = ITEM if listed else PARAGRAPH
            yield Block(f"{mark} {text}" if mark else text, kind, marks=own_mark(given))
        for box in element.iter(f"{_W}txbxContent"):
            if not any(one.tag == _FALLBACK for one in box.iterancestors()):
                yield from self.blocks(box)
        yield from self._notes_of(element)

    def _table(self, element: Any) -> Iterator[Block]:
        for line in element.iter(f"{_W}tr"):
            if next(line.iterancestors(f"{_W}tbl")) is not element:
                continue
            cells = [
                cell for cell in line.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is line
            ]
            texts = [" ".join(self._text(p) for p in cell.iter(f"{_W}p")) for cell in cells]
            if len(texts) == 1:
                # A frame round running text.
                yield from self.blocks(cells[0])
            else:
                yield row(texts)
            yield from self._notes_of(line)

    def _notes_of(self, element: Any) -> Iterator[Block]:
        """The notes that are referred to, after what refers to them."""
        for kind, notes in self.notes.items():
            for mark in element.iter(f"{_W}{kind}Reference"):
                id = mark.get(qn("w:id"))
                if text := notes.get(id, ""):
                    yield Block(text, NOTE, marks=(self.counted[kind][id],))

    def _text(self, element: Any) -> str:
        """The text of a paragraph, its footnote marks as marks."""
        return _text(element, self.counted)

    def _is_heading(self, element: Any) -> bool:
        """By the outline level of the paragraph or its style, or by the name of the style."""
        level = element.find(f"{_W}pPr/{_W}outlineLvl")
        if level is not None:
            return int(level.get(qn("w:val"), _OUTLINE_TEXT)) < _OUTLINE_TEXT
        for style in self._styles_of(element):
            level = style.find(f"{_W}pPr/{_W}outlineLvl")
            if level is not None:
                return int(level.get(qn("w:val"), _OUTLINE_TEXT)) < _OUTLINE_TEXT
            name = style.find(f"{_W}name")
            if name is not None and _HEADING.match(name.get(qn("w:val"), "")):
                return True
        return False

    def _numbered(self, element: Any) -> tuple[str, int] | None:
        """The list that a paragraph is an item of, and how deep, by itself or by its style."""
        for one in (element, *self._styles_of(element)):
            found = one.find(f"{_W}pPr/{_W}numPr")
            if found is not None:
                number, level = found.find(f"{_W}numId"), found.find(f"{_W}ilvl")
                depth = 0 if level is None else int(level.get(qn("w:val"), 0))
                return None if number is None else (number.get(qn("w:val")), depth)
        return None

    def _styles_of(self, element: Any) -> Iterator[Any]:
        """The style of a paragraph, and those it is based on."""
        named = element.find(f"{_W}pPr/{_W}pStyle")
        seen: set[str] = set()
        while named is not None and (id := named.get(qn("w:val"))) not in seen:
            seen.add(id)
            style = self.styles.get(id)
            if style is None:
                return
            yield style
            named = style.find(f"{_W}basedOn")


class _Numbering:
    """The numbers of list items, which a DOCX file does not write down but has counted."""

    def __init__(self, opened: Word) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        self.lists: dict[str, str] = {}
        part = next(
            (
                one.target_part
                for one in opened.part.rels.values()
                if one.reltype.endswith("/numbering")
            ),
            None,
        )
        if part is None:
            return
        tree = parse_xml(part.blob)
        for abstract in tree.iter(f"{_W}abstractNum"):
            self.levels[abstract.get(qn("w:abstractNumId"))] = {
                int(level.get(qn("w:ilvl"))): (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    int(_value(level, "start", "1")),
                )
                for level in abstract.iter(f"{_W}lvl")
            }
        for number in tree.iter(f"{_W}num"):
            self.lists[number.get(qn("w:numId"))] = _value(number, "abstractNumId", "")

    def mark(self, listed: tuple[str, int] | None) -> str:
        """The mark of the next item of a list; nothing where there is none."""
        if listed is None:
            return ""
        number, depth = listed
        levels = self.levels.get(self.lists.get(number, ""), {})
        if depth not in levels or depth > _DEEP:
            return ""
        form, wording, start = levels[depth]
        if form == "bullet":
            return BULLET
        counts = self.counts[number]
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        for one, (kind, _wording, first) in levels.items():
            if one <= depth:
                wording = wording.replace(f"%{one + 1}", _figure(counts.get(one, first), kind))
        return plain(wording)


def _figure(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
        letter = chr(ord("a") + count - 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 1 <= count < 4000:
        figures = zip(
            (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
            ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
            strict=True,
        )
        roman = ""
        for value, letters in figures:
            roman += letters * (count // value)
            count %= value
        return roman if form == "lowerRoman" else roman.upper()
    return "" if form == "none" else str(count)


def _value(element: Any, name: str, default: str) -> str:
    found = element.find(f"{_W}{name}")
    return default if found is None else found.get(qn("w:val"), default)


def _notes(opened: Word, kind: str) -> dict[str, str]:
    """The foot- or endnotes by their number in the file."""
    for relation in opened.part.rels.values():
        if relation.reltype.endswith(f"/{kind}s"):
            tree = parse_xml(relation.target_part.blob)
            return {
                note.get(qn("w:id")): plain(" ".join(_text(p) for p in note.iter(f"{_W}p")))
                for note in tree.iter(f"{_W}{kind}")
                if note.get(qn("w:type")) not in _NO_NOTES
            }
    return {}


def _counted(opened: Word, kind: str) -> dict[str, str]:
    """The number of each foot- or endnote, by its number in the file: in the order in which they
    are referred to, unless a mark of its own stands there."""
    numbers: dict[str, str] = {}
    for mark in opened.element.body.iter(f"{_W}{kind}Reference"):
        numbers.setdefault(mark.get(qn("w:id")), str(len(numbers) + 1))
    return numbers


def _mark(run: Any, before: str) -> str:
    """The footnote mark that a part of a paragraph is, set by hand; empty where it is none."""
    raised = run.find(f"{_W}rPr/{_W}vertAlign")
    if run.tag != f"{_W}r" or raised is None or raised.get(qn("w:val")) != "superscript":
        return ""
    text = "".join(one.text or "" for one in run.iter(f"{_W}t"))
    return text if is_mark(text, before) else ""


def _text(paragraph: Any, notes: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """The text of a paragraph as it stands there: without what was deleted, and without what
    stands in a box of its own. `notes` gives the number of each foot- and endnote, by kind."""
    parts: list[str] = []
    references = {f"{_W}{kind}Reference": known for kind, known in (notes or {}).items()}

    def go(element: Any) -> None:
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _SKIPPED:
                continue
            if child.tag == f"{_W}t":
                parts.append(child.text or "")
            elif child.tag in _SPACES:
                parts.append(" ")
            elif child.tag == f"{_W}noBreakHyphen":
                parts.append("-")
            elif child.tag in references:
                parts.append(marked(references[child.tag].get(child.get(qn("w:id")), "")))
            elif mark := _mark(child, "".join(parts[-2:])):
                parts.append(marked(mark))
            else:
                go(child)

    go(paragraph)
    return "".join(parts)


_SPACES = {f"{_W}{name}" for name in ("tab", "br", "cr", "ptab")}
_SKIPPED = {f"{_W}{name}" for name in ("del", "moveFrom", "txbxContent", "pPr", "rPr")} | {
    _FALLBACK
}
