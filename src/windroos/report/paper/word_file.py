"""The parts of a Word file that are not its text: styles, numbering, pages, footnotes, language.

They are written as WordprocessingML (ECMA-376, part 1), for which python-docx has no words.
"""

from __future__ import annotations

import copy
import io
import textwrap
import zipfile
from datetime import UTC, datetime, time
from importlib.resources import files
from typing import Any

from windroos.report.paper.extra import needed_for
from windroos.report.paper.parts import Language
from windroos.report.paper.setting import Set

__all__ = ["WordFile", "el", "field", "run"]

_TAGS: dict[Language, str] = {"nl": "nl-NL", "en": "en-GB"}
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# An A4 in twentieths of a point, and its margins.
_A4 = ("11906", "16838")
_MARGINS = {"top": "1417", "bottom": "1360", "left": "1304", "right": "1304"}
_MARGINS |= {"header": "700", "footer": "620", "gutter": "0"}


def el(tag: str, *children: Any, **attributes: str | int) -> Any:
    """An element of WordprocessingML: ``el("jc", val="right")`` is ``<w:jc w:val="right"/>``."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


def run(text: str, style: str = "", **look: str) -> Any:
    """A run of text in a style of letters; each end of a line and tab is kept."""
    said: list[Any] = []
    for number, line in enumerate(text.split("\n")):
        said += [el("br")] if number else []
        for place, part in enumerate(line.split("\t")):
            said += [el("tab")] if place else []
            if part:
                piece = el("t")
                piece.text = part
                piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                said.append(piece)
    look_of_it = [el("rStyle", val=style)] if style else []
    look_of_it += [el(name, val=value) if value else el(name) for name, value in look.items()]
    return el("r", el("rPr", *look_of_it) if look_of_it else None, *said)


def field(instruction: str, shown: str) -> Any:
    """A field that Word fills in, with what it shows until then."""
    return el("fldSimple", run(shown), instr=instruction)


class WordFile:
    """An empty A4 document with our styles, and what is added to its parts."""

    def __init__(self, paper: Set) -> None:
        with needed_for("a Word document"):
            import docx
        self._paper = paper
        self._tag = _TAGS[paper.language]
        self.document = docx.Document()
        self.body: Any = self.document.element.body
        self._replace(self.document.styles.element, "word_styles.xml")
        self.numbering: Any = self.document.part.numbering_part.element
        self._replace(self.numbering, "word_numbering.xml")
        self._set_language()
        self._set_properties()
        self._set_head_and_foot()
        self.footnotes = self._new_footnotes()

    def _replace(self, element: Any, name: str) -> None:
        from docx.oxml.parser import parse_xml

        for child in list(element):
            element.remove(child)
        ours = files("windroos.report.paper").joinpath(name).read_bytes()
        element.extend(list(parse_xml(ours)))

    def _set_language(self) -> None:
        from docx.oxml.ns import qn

        language = next(self.document.styles.element.iter(qn("w:lang")))
        language.set(qn("w:val"), self._tag)
        language.set(qn("w:eastAsia"), self._tag)
        theme = next(self.document.settings.element.iter(qn("w:themeFontLang")))
        theme.set(qn("w:val"), self._tag)
        # The separators of numbers that Word reckons with.
        point, between = (",", ";") if self._paper.language == "nl" else (".", ",")
        for name, value in (("w:decimalSymbol", point), ("w:listSeparator", between)):
            next(self.document.settings.element.iter(qn(name))).set(qn("w:val"), value)

    def _set_properties(self) -> None:
        paper = self._paper.paper
        properties = self.document.core_properties
        # Word takes no more in these.
        properties.title = paper.title[:255]
        properties.subject = paper.subtitle[:255]
        properties.author = properties.last_modified_by = paper.organisation[:255]
        properties.language = self._tag
        properties.comments = ""
        properties.identifier = paper.reference[:255]
        properties.created = properties.modified = datetime.combine(paper.day, time(), UTC)

    def _set_head_and_foot(self) -> None:
        paper = self._paper.paper
        section = self.document.sections[0]
        section.different_first_page_header_footer = True
        foot = self._paper.word("page", page="\0", pages="\0").split("\0")
        aligned = {"relativeTo": "margin", "alignment": "right", "leader": "none"}
        for footer in (section.footer, section.first_page_footer):
            footer.is_linked_to_previous = False
            self._fill(
                footer,
                "Footer",
                run(paper.reference),
                el("r", el("ptab", **aligned)),
                run(foot[0]),
                field("PAGE", "1"),
                run(foot[1]),
                field("NUMPAGES", "1"),
                run(foot[2]),
            )
        section.header.is_linked_to_previous = False
        title, organisation = (
            textwrap.shorten(text, longest, placeholder=" …")
            for text, longest in ((paper.title, 80), (paper.organisation, 50))
        )
        ends = (el("r", el("ptab", **aligned)), run(organisation))
        self._fill(section.header, "Header", run(title), *ends)
        section.first_page_header.is_linked_to_previous = False
        self._fill(section.first_page_header, "Normal")
        size, margins = self._section.find(_w("pgSz")), self._section.find(_w("pgMar"))
        size.attrib.clear()
        size.set(_w("w"), _A4[0])
        size.set(_w("h"), _A4[1])
        for name, value in _MARGINS.items():
            margins.set(_w(name), value)

    def _fill(self, part: Any, style: str, *runs: Any) -> None:
        holder = part._element  # noqa: SLF001 - python-docx gives no other way in
        for child in list(holder):
            holder.remove(child)
        holder.append(el("p", el("pPr", el("pStyle", val=style)), *runs))

    @property
    def _section(self) -> Any:
        return self.body.find(_w("sectPr"))

    def end_of_sheet(self, *, wide: bool, first: bool) -> Any:
        """What closes the pages of one kind: upright or lying down."""
        made = copy.deepcopy(self._section)
        self._turn(made, wide=wide)
        if not first:
            self._not_first(made)
        return made

    def end(self, *, wide: bool, first: bool) -> None:
        """Turns the last pages."""
        self._turn(self._section, wide=wide)
        if not first:
            self._not_first(self._section)

    def _turn(self, section: Any, *, wide: bool) -> None:
        size = section.find(_w("pgSz"))
        if wide:
            size.set(_w("w"), _A4[1])
            size.set(_w("h"), _A4[0])
            size.set(_w("orient"), "landscape")

    def _not_first(self, section: Any) -> None:
        """Only the first page of all has another head."""
        title = section.find(_w("titlePg"))
        if title is not None:
            section.remove(title)

    def _new_footnotes(self) -> Any:
        """The part with the footnotes, its two separators in it."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart

        root = el("footnotes")
        for id, kind, mark in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        ):
            line = el(
                "p",
                el("pPr", el("spacing", after="0", line="240", lineRule="auto")),
                el("r", el(mark)),
            )
            root.append(el("footnote", line, type=kind, id=id))
        package: Any = self.document.part.package
        part = XmlPart(PackURI("/word/footnotes.xml"), _FOOTNOTES, root, package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = self.document.settings.element
        names = el("footnotePr", el("footnote", id=-1), el("footnote", id=0))
        settings.find(_w("compat")).addprevious(names)
        return part

    def new_list(self) -> int:
        """The number of a numbered list that begins at one."""
        number = max(int(num.get(_w("numId"))) for num in self.numbering.iter(_w("num"))) + 1
        begin = el("lvlOverride", el("startOverride", val=1), ilvl=0)
        self.numbering.append(el("num", el("abstractNumId", val=2), begin, numId=number))
        return number

    def bytes(self) -> bytes:
        """The file; its entries have no time of their own, so that the same paper is the same."""
        made = io.BytesIO()
        self.document.save(made)
        out = io.BytesIO()
        with zipfile.ZipFile(made) as had, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
            for name in had.namelist():
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                kept.writestr(entry, had.read(name))
        return out.getvalue()


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(f"w:{name}")
