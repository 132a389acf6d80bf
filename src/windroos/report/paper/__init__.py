"""Reports: one description, and outputs that agree.

A :class:`Paper` is plain values. ``to_html``, ``to_pdf``, ``to_docx``, ``to_xlsx`` and ``to_csv``
write the same paper; ``to_data`` and ``from_data`` keep it as JSON.
"""

from windroos.report.paper.data import fingerprint, from_data, to_data
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
    "to_data",
]
