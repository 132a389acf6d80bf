"""A paper as JSON and back, exactly: what a frozen report is kept as.

What is empty is left out. Decimals, days and very large numbers are written as texts in an object
of their own, so that they come back as they were, from a database too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from windroos.report.paper.parts import (
    Block,
    Bullets,
    Cell,
    Cite,
    Column,
    Facts,
    Figure,
    Footnote,
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
    Strong,
    Table,
    Value,
)

__all__ = ["FORMAT", "fingerprint", "from_data", "to_data"]

# The form of the JSON; another number when an old one can no longer be read the same way.
FORMAT = 1

# From here on a database may give a whole number back where a broken one was.
_WHOLE_FROM = 1e15


def to_data(paper: Paper) -> dict[str, Any]:
    """The paper as values that JSON has."""
    return _kept(
        format=FORMAT,
        id=paper.id,
        title=paper.title,
        language=paper.language,
        day=paper.day.isoformat(),
        subtitle=paper.subtitle,
        organisation=paper.organisation,
        as_of=paper.as_of.isoformat() if paper.as_of else "",
        reference=paper.reference,
        summary=[_block(block) for block in paper.summary],
        sections=[_section(section) for section in paper.sections],
        footnotes=[
            _kept(id=n.id, mark=n.mark, spans=_spans(n.spans), sources=list(n.sources))
            for n in paper.footnotes
        ],
        sources=[
            _kept(
                id=s.id,
                title=s.title,
                publisher=s.publisher,
                date=s.date.isoformat() if s.date else "",
                url=s.url,
                place=s.place,
                sha256=s.sha256,
            )
            for s in paper.sources
        ],
    )


def from_data(data: Mapping[str, Any]) -> Paper:
    """The paper that :func:`to_data` wrote.

    Raises:
        PaperError: where it is of another form, or says what cannot be.
    """
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        raise PaperError([f"this is not a paper of format {FORMAT}: take what `to_data` wrote"])
    try:
        return Paper(
            data["id"],
            data["title"],
            data["language"],
            tuple(_section_of(section) for section in data.get("sections", ())),
            day=date.fromisoformat(data["day"]),
            subtitle=data.get("subtitle", ""),
            organisation=data.get("organisation", ""),
            as_of=datetime.fromisoformat(data["as_of"]) if data.get("as_of") else None,
            reference=data.get("reference", ""),
            summary=tuple(_block_of(block) for block in data.get("summary", ())),
            footnotes=tuple(
                Footnote(
                    n["id"], n.get("mark", ""), _spans_of(n.get("spans")), n.get("sources", ())
                )
                for n in data.get("footnotes", ())
            ),
            sources=tuple(
                Source(**(s | ({"date": date.fromisoformat(s["date"])} if "date" in s else {})))
                for s in data.get("sources", ())
            ),
        )
    except PaperError:
        raise
    except KeyError as error:
        raise PaperError([f"the field {error} is missing"]) from error
    except (TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise PaperError([f"it is not in the form that `to_data` writes: {error}"]) from error


def fingerprint(paper: Paper) -> str:
    """The SHA-256 of the paper's JSON with sorted keys: the same paper, the same 64 digits."""
    text = json.dumps(to_data(paper), sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _kept(**values: Any) -> dict[str, Any]:
    """The values that say something; a zero does."""
    return {
        name: value
        for name, value in values.items()
        if value is not None and value is not False and value not in ("", [])
    }


def _section(section: Section) -> dict[str, Any]:
    return _kept(
        title=section.title,
        id=section.id,
        blocks=[_block(block) for block in section.blocks],
        sections=[_section(part) for part in section.sections],
    )


def _section_of(data: Mapping[str, Any]) -> Section:
    return Section(
        data["title"],
        tuple(_block_of(block) for block in data.get("blocks", ())),
        tuple(_section_of(part) for part in data.get("sections", ())),
        data.get("id", ""),
    )


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"type": "paragraph", "spans": _spans(block.spans)}
        case Bullets():
            items = [_spans(item) for item in block.items]
            return {"type": "bullets", "items": items} | _kept(ordered=block.ordered)
        case Facts():
            return {
                "type": "facts",
                "rows": [[label, _spans(words)] for label, words in block.rows],
            }
        case Remark():
            return {"type": "remark", "kind": block.kind, "spans": _spans(block.spans)}
        case Quote():
            return {"type": "quote", "text": block.text, "source": block.source}
        case Table():
            return {"type": "table"} | _table(block)
        case Figure():
            return {"type": "figure"} | _kept(
                id=block.id,
                caption=block.caption,
                alt=block.alt,
                svg=block.svg,
                spec=block.spec,
                table=_table(block.table),
            )


_BLOCKS: dict[str, Callable[[Mapping[str, Any]], Block]] = {
    "paragraph": lambda data: Paragraph(_spans_of(data["spans"])),
    "bullets": lambda data: Bullets(
        (_spans_of(item) for item in data["items"]), data.get("ordered", False)
    ),
    "facts": lambda data: Facts((label, _spans_of(words)) for label, words in data["rows"]),
    "remark": lambda data: Remark(_spans_of(data["spans"]), data["kind"]),
    "quote": lambda data: Quote(data["text"], data["source"]),
    "table": lambda data: _table_of(data),
    "figure": lambda data: Figure(
        data["id"],
        data["caption"],
        data["alt"],
        table=_table_of(data["table"]),
        svg=data.get("svg", ""),
        spec=data.get("spec"),
    ),
}


def _block_of(data: Mapping[str, Any]) -> Block:
    if data["type"] not in _BLOCKS:
        raise PaperError([f"there is no block of type {data['type']!r}"])
    return _BLOCKS[data["type"]](data)


def _table(table: Table) -> dict[str, Any]:
    return _kept(
        id=table.id,
        caption=table.caption,
        columns=[
            _kept(
                label=c.label,
                kind=c.kind,
                decimals=c.decimals,
                unit=c.unit,
                notes=list(c.notes),
                width=c.width,
            )
            for c in table.columns
        ],
        rows=[_row(row) for row in table.rows],
        notes=list(table.notes),
        compact=table.compact,
        sources=list(table.sources),
    )


def _table_of(data: Mapping[str, Any]) -> Table:
    return Table(
        data["id"],
        data["caption"],
        (Column(**column) for column in data["columns"]),
        (_row_of(row) for row in data.get("rows", ())),
        notes=data.get("notes", ()),
        compact=data.get("compact", False),
        sources=data.get("sources", ()),
    )


def _row(row: Row) -> dict[str, Any]:
    return {"kind": row.kind, "cells": [_cell(cell) for cell in row.cells]}


def _row_of(data: Mapping[str, Any]) -> Row:
    return Row((_cell_of(cell) for cell in data["cells"]), data["kind"])


def _cell(cell: Cell) -> Any:
    """A cell with a value alone as that value."""
    value = _value(cell.value)
    more = _kept(notes=list(cell.notes), sources=list(cell.sources), unit=cell.unit)
    if cell.text is not None:
        more["text"] = cell.text
    if not more and not isinstance(value, dict) and value is not None:
        return value
    return more if value is None else {"value": value} | more


def _cell_of(data: Any) -> Cell:
    if not isinstance(data, Mapping):
        return Cell(data)
    return Cell(**{**data, "value": _value_of(data.get("value"))})


def _value(value: Value) -> Any:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, float) and abs(value) >= _WHOLE_FROM:
        return {"float": repr(value)}
    return value


def _value_of(data: Any) -> Value:
    match data:
        case {"decimal": text}:
            return Decimal(text)
        case {"date": text}:
            return date.fromisoformat(text)
        case {"float": text}:
            return float(text)
    return data


def _spans(spans: Iterable[Span]) -> list[Any]:
    return [_span(span) for span in spans]


def _span(span: Span) -> Any:
    match span:
        case Strong():
            return {"strong": span.text}
        case Link():
            return {"link": span.text, "url": span.url}
        case Note():
            return {"note": span.id}
        case Cite():
            return {"cite": span.id}
    return span


def _spans_of(data: Any) -> tuple[Span, ...]:
    return tuple(_span_of(span) for span in data or ())


def _span_of(data: Any) -> Span:
    match data:
        case str():
            return data
        case {"strong": text}:
            return Strong(text)
        case {"link": text, "url": url}:
            return Link(text, url)
        case {"note": note}:
            return Note(note)
        case {"cite": source}:
            return Cite(source)
    raise PaperError([f"there is no span like {data!r}"])
