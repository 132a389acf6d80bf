"""The files of a report, made from its frozen description when they are asked for."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from windroos.apps.reports import queries
from windroos.apps.reports.models import Report
from windroos.cases import reports
from windroos.report.paper import Paper
from windroos.report.paper.docx import to_docx
from windroos.report.paper.html import to_page
from windroos.report.paper.pdf import to_pdf
from windroos.report.paper.sheets import to_csv, to_xlsx
from windroos.rest.files import MEGABYTE, XLSX, ZIP, Kind

# No report comes near it.
_MOST = 100 * MEGABYTE
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Output:
    """A kind of file: how it is called, and how a paper is written so."""

    kind: Kind
    label: str | Promise
    write: Callable[[Paper], bytes]


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files in one archive, byte for byte the same for the same files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # Without a day of its own each has that of the format's first year.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


# By the last part of the address; the JSON is the same in every language.
OUTPUTS: Mapping[str, Output] = {
    "pdf": Output(Kind("application/pdf", "pdf", _MOST), _("PDF, to print and to send"), to_pdf),
    "docx": Output(Kind(_WORD, "docx", _MOST), _("Word, to work on"), to_docx),
    "xlsx": Output(Kind(XLSX, "xlsx", _MOST), _("Excel: every table a sheet"), to_xlsx),
    "csv": Output(
        Kind(ZIP, "zip", _MOST),
        _("CSV: every table a file, in one zip file"),
        lambda paper: zipped(to_csv(paper)),
    ),
    "html": Output(
        Kind("text/html", "html", _MOST),
        _("HTML: one file for a browser"),
        lambda paper: to_page(paper).encode(),
    ),
}
JSON = Kind("application/json", "json", _MOST)


def content(report: Report, form: str, language: str) -> tuple[bytes, Kind, str]:
    """A file of a report: its bytes, its kind, and its name without an ending."""
    name = f"{report.case.name}-{report.kind}-{report.number}"
    if form == JSON.ending:
        made = json.dumps(queries.frozen(report).as_dict(), ensure_ascii=False, indent=1)
        return f"{made}\n".encode(), JSON, name
    output = OUTPUTS[form]
    return output.write(queries.paper(report, language)), output.kind, f"{name}-{language}"


def parts(report: Report, form: str, language: str) -> tuple[object, ...]:
    """What a file of a report changes with: a tag is made of it."""
    return (form, language, queries.sha256(report, language), reports.program())
