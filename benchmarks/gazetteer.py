"""Names in text: a megabyte looked through, beside flashtext2.

    python benchmarks/gazetteer.py

The text is made up. flashtext2 finds plain names; it gets the same plain names as we do there, and
has to find as many of each.
"""

from __future__ import annotations

import os
from typing import Any

from environments import machine, markdown, python_of, run, seconds, version

GOAL = 1.0  # seconds for a megabyte


def table() -> str:
    load = os.getloadavg()[0]
    case = run("gazetteer_worker.py", "case")
    ours = run("gazetteer_worker.py", "windroos")
    peer = run("gazetteer_worker.py", "flashtext2", python=python_of("flashtext2"))
    if peer["counts"] != ours["counts"]:
        raise AssertionError("flashtext2 finds other names than Windroos")
    lines = [
        _line("Windroos, all names of the case of Noord-Brabant", case, ours),
        _line("Windroos, plain names", ours, ours),
        _line(f"flashtext2 {version('flashtext2')}, plain names", peer, ours),
    ]
    held = "met" if case["wall"] < GOAL else "missed"
    columns = (
        "one megabyte of text",
        "forms",
        "found",
        "wall s",
        "CPU s",
        "CPU, Windroos plain = 1",
        "to build, s",
        "peak MB",
    )
    return (
        f"{markdown(columns, lines)}\n\n"
        f"Goal of less than {GOAL:.0f} s for all names of the case: {held}. The load of the "
        f"machine was {load:.1f} when this began, on {os.cpu_count()} cores."
    )


def _line(name: str, one: dict[str, Any], ours: dict[str, Any]) -> list[str]:
    return [
        name,
        f"{one['forms']:,}",
        f"{one['found']:,}",
        seconds(one["wall"]),
        seconds(one["cpu"]),
        f"{one['cpu'] / ours['cpu']:.2f}",
        seconds(one["built"]),
        f"{one['peak']:,.0f}",
    ]


if __name__ == "__main__":
    print(f"{machine()}\n\n{table()}")
