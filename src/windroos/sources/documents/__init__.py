"""Policy documents, whatever their format, read into sections and passages.

document = read(content, "plan.pdf")
"""

from windroos.sources.documents.formats import MOST_BYTES, Format, format_of, read
from windroos.sources.documents.shape import (
    ITEM,
    NOTE,
    PARAGRAPH,
    ROW,
    Block,
    Document,
    DocumentError,
    Passage,
    normalise,
    passage_hash,
    sentences,
)

__all__ = [
    "ITEM",
    "MOST_BYTES",
    "NOTE",
    "PARAGRAPH",
    "ROW",
    "Block",
    "Document",
    "DocumentError",
    "Format",
    "Passage",
    "format_of",
    "normalise",
    "passage_hash",
    "read",
    "sentences",
]
