"""The files of a report, made from its frozen description when they are asked for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from windroos.apps.reports import queries
from windroos.apps.reports.models import Report
from windroos.cases import reports
from windroos.report.paper.files import FORMS
from windroos.rest.files import MEGABYTE, XLSX, ZIP, Kind

# No report comes near it.
_MOST = 100 * MEGABYTE
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Output:
    """A kind of file, and how it is called."""

    kind: Kind
    label: str | Promise


# By the last part of the address, as `FORMS` has them.
OUTPUTS: Mapping[str, Output] = {
    "pdf": Output(Kind("application/pdf", "pdf", _MOST), _("PDF, to print and to send")),
    "docx": Output(Kind(_WORD, "docx", _MOST), _("Word, to work on")),
    "xlsx": Output(Kind(XLSX, "xlsx", _MOST), _("Excel: every table a sheet")),
    "csv": Output(Kind(ZIP, "zip", _MOST), _("CSV: every table a file, in one zip file")),
    "html": Output(Kind("text/html", "html", _MOST), _("HTML: one file for a browser")),
}
# The whole report in both languages, for who checks it.
JSON = Kind("application/json", "json", _MOST)


def content(report: Report, form: str, language: str) -> tuple[bytes, Kind, str]:
    """A file of a report: its bytes, its kind, and its name without an ending."""
    name = f"{report.case.name}-{report.kind}-{report.number}"
    if form == JSON.ending:
        made = json.dumps(queries.frozen(report).as_dict(), ensure_ascii=False, indent=1)
        return f"{made}\n".encode(), JSON, name
    made_of = queries.paper(report, language)
    return FORMS[form](made_of), OUTPUTS[form].kind, f"{name}-{language}"


def parts(report: Report, form: str, language: str) -> tuple[object, ...]:
    """What a file of a report changes with: a tag is made of it."""
    return (form, language, queries.sha256(report, language), reports.program())
