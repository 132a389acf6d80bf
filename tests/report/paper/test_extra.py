"""What an output needs beside the library is named where it is not there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from tests.report.paper.papers import council_paper

from windroos.report.paper import MissingExtra, Paper, to_csv, to_docx, to_pdf, to_xlsx


@pytest.mark.parametrize(
    ("module", "write"), [("typst", to_pdf), ("docx", to_docx), ("xlsxwriter", to_xlsx)]
)
def test_what_is_missing_is_named(
    module: str, write: Callable[[Paper], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra, match=r"pip install 'windroos\[report\]'"):
        write(council_paper("nl"))


def test_nothing_heavy_is_imported_before_it_is_asked() -> None:
    code = (
        "import sys, windroos.report.paper\n"
        "print([m for m in ('altair', 'vl_convert', 'typst', 'docx', 'xlsxwriter', 'pikepdf',"
        " 'django') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_csv_needs_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = council_paper("nl")
    for module in ("altair", "vl_convert", "typst", "docx", "xlsxwriter", "pikepdf"):
        monkeypatch.setitem(sys.modules, module, None)
    assert to_csv(paper)
