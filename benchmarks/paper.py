"""A report of a hundred pages: how long each output of it takes.

    python benchmarks/paper.py

The text is made up: 45 chapters, each with paragraphs, a footnote and a table of 60 rows and six
columns. Each output is written once, after one of another small paper: Typst remembers what it has
set before, and a second time would be no measurement. With `--measure` it is the process that is
measured.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from environments import machine, markdown, run, seconds
from measuring import least, tell

from windroos.report import paper

OUTPUTS: dict[str, Callable[[paper.Paper], Any]] = {
    "PDF/UA": paper.to_pdf,
    "Word": paper.to_docx,
    "HTML": paper.to_page,
    "Excel": paper.to_xlsx,
    "CSV": paper.to_csv_zip,
    "JSON": paper.fingerprint,
}


def made_up(chapters: int, rows: int = 60) -> paper.Paper:
    words = "De regio werkt samen met partners die iets toevoegen aan wat zij zelf al kan. " * 8
    return paper.Paper(
        f"report-{chapters}",
        "Een verslag",
        "nl",
        tuple(_chapter(number, words, rows) for number in range(1, chapters + 1)),
        day=date(2026, 11, 21),
        footnotes=tuple(
            paper.Footnote(f"n{number}", "", f"Noot bij hoofdstuk {number}.")
            for number in range(1, chapters + 1)
        ),
    )


def _chapter(number: int, words: str, rows: int) -> paper.Section:
    years = [paper.Column(str(year), "number", decimals=1) for year in range(2018, 2023)]
    table = paper.Table(
        f"t{number}",
        f"Cijfers van hoofdstuk {number}",
        ["Regel", *years],
        [
            (f"Regel {row}", *(Decimal(number + row * year) / 8 for year in range(5)))
            for row in range(rows)
        ],
    )
    first = paper.Paragraph(f"{number}. {words}", paper.Note(f"n{number}"))
    more = [paper.Paragraph(f"{number}.{part} {words}") for part in range(4)]
    below = (paper.Section("Toelichting", (paper.Paragraph(words), paper.Remark("Na te gaan."))),)
    return paper.Section(f"Hoofdstuk {number}", (first, *more, table), below)


def measure() -> None:
    import pypdfium2

    small, large = made_up(1, 5), made_up(45)
    told: dict[str, Any] = {}
    for name, write in OUTPUTS.items():
        write(small)
        cpu, wall, written = least(lambda write=write: write(large), 1)
        told[name] = {"cpu": cpu, "wall": wall, "size": len(written)}
        if name == "PDF/UA":
            told["pages"] = len(pypdfium2.PdfDocument(written))
    tell(**told)


def table() -> str:
    load = os.getloadavg()[0]
    told = run("paper.py", "--measure")
    lines = [
        [name, seconds(told[name]["cpu"]), seconds(told[name]["wall"]), _size(name, told)]
        for name in OUTPUTS
    ]
    text = markdown((f"{told['pages']} pages as", "CPU s", "wall s", "kB"), lines)
    return (
        f"{text}\n\nThe process held at most {told['peak']:.0f} MB. The load of the machine was "
        f"{load:.1f} when this began, on {os.cpu_count()} cores."
    )


def _size(name: str, told: dict[str, Any]) -> str:
    return "" if name == "JSON" else f"{told[name]['size'] / 1000:,.0f}"


if __name__ == "__main__":
    if "--measure" in sys.argv:
        measure()
    else:
        print(f"{machine()}\n\n{table()}")
