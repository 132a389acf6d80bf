"""A paper as a file in each form, by the name of the form."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from windroos.report.paper.docx import to_docx
from windroos.report.paper.html import to_page
from windroos.report.paper.parts import Paper
from windroos.report.paper.pdf import to_pdf
from windroos.report.paper.sheets import to_csv, to_xlsx

__all__ = ["FORMS", "zipped"]


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files in one archive, byte for byte the same for the same files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # Without a moment of its own each has that of the format's first year.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


FORMS: Mapping[str, Callable[[Paper], bytes]] = {
    "pdf": to_pdf,
    "docx": to_docx,
    "xlsx": to_xlsx,
    "csv": lambda paper: zipped(to_csv(paper)),
    "html": lambda paper: to_page(paper).encode(),
}
