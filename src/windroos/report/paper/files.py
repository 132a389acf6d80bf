"""A paper as a file in each form, by the name of the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from windroos.report.paper.docx import to_docx
from windroos.report.paper.html import to_page
from windroos.report.paper.parts import Paper
from windroos.report.paper.pdf import to_pdf
from windroos.report.paper.sheets import to_csv_zip, to_xlsx

__all__ = ["FORMS"]

FORMS: Mapping[str, Callable[[Paper], bytes]] = {
    "pdf": to_pdf,
    "docx": to_docx,
    "xlsx": to_xlsx,
    "csv": to_csv_zip,
    "html": lambda paper: to_page(paper).encode(),
}
