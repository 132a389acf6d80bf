"""Reports: one description, and outputs that agree.

A :class:`Paper` is plain values. ``to_html``, ``to_pdf``, ``to_docx``, ``to_xlsx`` and ``to_csv``
write the same paper; ``to_data`` and ``from_data`` keep it as JSON.
"""

from windroos.report.paper.data import fingerprint, from_data, to_data
from windroos.report.paper.docx import to_docx
from windroos.report.paper.extra import MissingExtra
from windroos.report.paper.html import to_html, to_page
from windroos.report.paper.parts import (
    Block,
    Bullets,
    Cell,
    Cite,
    Column,
    Facts,
    Figure,
    Footnote,
    Language,
    Link,
    Note,
    Paper,
    PaperError,
    Paragraph,
    Quote,
    Remark,
    Row,
    Section,
    Source,
    Span,
    Spans,
    Strong,
    Table,
    Value,
)
from windroos.report.paper.pdf import to_pdf
from windroos.report.paper.sheets import to_csv, to_csv_zip, to_xlsx

__all__ = [
    "Block",
    "Bullets",
    "Cell",
    "Cite",
    "Column",
    "Facts",
    "Figure",
    "Footnote",
    "Language",
    "Link",
    "MissingExtra",
    "Note",
    "Paper",
    "PaperError",
    "Paragraph",
    "Quote",
    "Remark",
    "Row",
    "Section",
    "Source",
    "Span",
    "Spans",
    "Strong",
    "Table",
    "Value",
    "fingerprint",
    "from_data",
    "to_csv",
    "to_csv_zip",
    "to_data",
    "to_docx",
    "to_html",
    "to_page",
    "to_pdf",
    "to_xlsx",
]
