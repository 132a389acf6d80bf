"""A thousand pages searched, beside a search for letters and SQLite's full-text search.

    python benchmarks/passages.py

The text is made up of words of a Dutch dictionary, as often as Zipf says; asked are sixty queries
of one to three words. They do not find the same: neither of the others knows forms or compounds.
"""

from __future__ import annotations

import os
from typing import Any

from environments import machine, markdown, run, seconds, times

GOAL = 500.0  # milliseconds, for the slowest of the queries
NAMES = {
    "windroos": "Windroos: every form, compounds, BM25",
    "letters": "letters anywhere in a word (as it was), no order",
    "fts5": "SQLite FTS5: words as they stand, BM25",
}


def table() -> str:
    load = os.getloadavg()[0]
    measured = {name: run("passages_worker.py", name) for name in NAMES}
    ours = measured["windroos"]
    lines = [_line(NAMES[name], one, ours) for name, one in measured.items()]
    held = "met" if ours["most"] < GOAL else "missed"
    columns = (
        "1,000 pages, 60 queries",
        "median ms",
        "p95 ms",
        "most ms",
        "CPU ms",
        "CPU, Windroos = 1",
        "found",
        "to add, s",
        "MB",
    )
    return (
        f"{markdown(columns, lines)}\n\n"
        f"Goal of at most {GOAL:.0f} ms for the slowest query: {held}. Reading the dictionaries, "
        f"once a process, took {seconds(ours['warm'])} s; the process held {ours['peak']:,.0f} MB. "
        f"The load of the machine was {load:.1f} when this began, on {os.cpu_count()} cores."
    )


def _line(name: str, one: dict[str, Any], ours: dict[str, Any]) -> list[str]:
    return [
        name,
        *(f"{one[key]:.1f}" for key in ("median", "p95", "most", "cpu")),
        times(one["cpu"] / ours["cpu"]),
        f"{one['found']:,}",
        seconds(one["built"]),
        f"{one['size']:,.0f}",
    ]


if __name__ == "__main__":
    print(f"{machine()}\n\n{table()}")
