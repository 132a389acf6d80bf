"""Every table of docs/benchmarks.md anew, in one run of a quarter of an hour on a quiet machine.

    python benchmarks/all.py [robustness sobol scale house weights sources gazetteer
                              organisation_names passages register
                              programme_facts paper]

A table stands between two lines in the page, `<!-- table: NAME -->` and `<!-- end -->`; what is
between them is replaced as soon as it is measured.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime

import gazetteer
import house
import organisation_names
import paper
import passages
import programme_facts
import register
import robustness
import scale
import sobol
import sources
from environments import HERE, machine, python_of

PAGE = HERE.parent / "docs" / "benchmarks.md"


def ranks() -> str:
    return "\n\n".join(robustness.table(method) for method in robustness.TITLES)


def weights() -> str:
    """What `weights.py` prints, with pymcdm and scikit-criteria beside it."""
    words = [sys.executable, str(HERE / "weights.py"), "--peer", python_of("sliders")]
    done = subprocess.run(words, capture_output=True, text=True)
    return f"```\n{done.stdout.strip() or done.stderr.strip()}\n```"


TABLES: dict[str, Callable[[], str]] = {
    "robustness": ranks,
    "sobol": sobol.table,
    "scale": scale.table,
    "house": house.table,
    "weights": weights,
    "sources": sources.table,
    "gazetteer": gazetteer.table,
    "organisation_names": organisation_names.table,
    "passages": passages.table,
    "register": register.table,
    "programme_facts": programme_facts.table,
    "paper": paper.table,
}


def put(name: str, text: str) -> None:
    """The text in its place in the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, begin, rest = page.partition(f"<!-- table: {name} -->\n")
    _, end, after = rest.partition("<!-- end -->")
    if not (begin and end):
        raise LookupError(f"{PAGE.name} has no place for the table {name}")
    PAGE.write_text(f"{before}{begin}\n{text}\n\n{end}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("tables", nargs="*", choices=[*TABLES, []])
    asked = parser.parse_args()
    put("machine", f"{machine()}, {datetime.now(UTC):%d %B %Y}.")
    for name in asked.tables or TABLES:
        print(f"Measuring {name}")
        put(name, TABLES[name]())


if __name__ == "__main__":
    main()
