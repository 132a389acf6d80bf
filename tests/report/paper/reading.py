"""Reads the tables back out of the outputs, each by its own means: number of the table → rows of
texts, without white space and hyphens, which an output may set as it needs them.
"""

from __future__ import annotations

import io
import re
from typing import Any

import docx
import lxml.html
import openpyxl
import pdfplumber

Tables = dict[int, list[list[str]]]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def bare(text: str) -> str:
    """A text without what depends on where its lines end."""
    return re.sub(r"[\s\u200b\-\u2010\u00ad]", "", text)


def number_of(title: str) -> int:
    found = re.search(r"(?:Tabel|Table)\s*(\d+)", title)
    assert found, title
    return int(found[1])


def of_html(page: str) -> Tables:
    root = lxml.html.fromstring(page)
    return {
        number_of(table.find("caption").text_content()): [
            [bare(cell.text_content()) for cell in row] for row in table.iter("tr")
        ]
        for table in root.iter("table")
    }


def of_docx(data: bytes) -> Tables:
    body = docx.Document(io.BytesIO(data)).element.body
    found: Tables = {}
    for table in body.iter(f"{W}tbl"):
        caption = _text(table.getprevious())
        found[number_of(caption)] = [
            [bare(_text(cell)) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")
        ]
    return found


def _text(element: Any) -> str:
    return "".join(part.text or "" for part in element.iter(f"{W}t"))


def of_xlsx(data: bytes) -> dict[int, list[list[Any]]]:
    """The values, not as they are shown: the head and the rows until the empty one."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    found: dict[int, list[list[Any]]] = {}
    for sheet in book.worksheets[1:]:
        rows: list[list[Any]] = []
        for row in sheet.iter_rows(min_row=3):
            values = [cell.value for cell in row]
            if all(value is None for value in values):
                break
            rows.append(values)
        found[number_of(sheet.title)] = rows
    return found


def of_pdf(data: bytes) -> Tables:
    """By the tags alone: Table, TR, TH and TD with the texts they mark."""
    found: Tables = {}
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        texts: dict[tuple[int, int], str] = {}
        for page in pdf.pages:
            for char in page.chars:
                if char.get("mcid") is not None:
                    key = (page.page_number, char["mcid"])
                    texts[key] = texts.get(key, "") + char["text"]
        for element in pdf.structure_tree:
            for table in _below(element, {"Table"}):
                caption = "".join(_said(c, texts) for c in _below(table, {"Caption"}))
                found[number_of(caption)] = [
                    [bare(_said(cell, texts)) for cell in _below(row, {"TH", "TD"})]
                    for row in _below(table, {"TR"})
                ]
    return found


def _below(element: dict[str, Any], kinds: set[str]) -> list[dict[str, Any]]:
    if element["type"] in kinds:
        return [element]
    return [found for kid in element.get("children", ()) for found in _below(kid, kinds)]


def _said(element: dict[str, Any], texts: dict[tuple[int, int], str], page: int = 0) -> str:
    page = element.get("page_number", page)
    own = "".join(texts.get((page, mark), "") for mark in element.get("mcids", ()))
    return own + "".join(_said(kid, texts, page) for kid in element.get("children", ()))
