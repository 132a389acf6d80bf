"""Names of organisations looked for among a hundred thousand, beside rapidfuzz.

    python benchmarks/organisation_names.py

The names are made up; they are asked as another would write them. rapidfuzz compares all names by
their words in the order of the alphabet; it knows no legal forms and no other languages.
"""

from __future__ import annotations

import os
from typing import Any

from environments import machine, markdown, python_of, run, seconds, times, version

GOAL = 5.0  # milliseconds of one processor for a name


def table() -> str:
    load = os.getloadavg()[0]
    ours = run("organisation_names_worker.py", "windroos")
    peer = run("organisation_names_worker.py", "rapidfuzz", python=python_of("rapidfuzz"))
    lines = [
        _line("Windroos, `Names.find`", ours, ours),
        _line(f"rapidfuzz {version('rapidfuzz')}, `process.extract`", peer, ours),
    ]
    held = "met" if ours["cpu"] * 1000 < GOAL else "missed"
    columns = (
        "one name among 100,000",
        "median ms",
        "99th of 100, ms",
        "median CPU ms",
        "CPU, Windroos = 1",
        "meant one first",
        "among five",
        "to build, s",
        "peak MB",
    )
    return (
        f"{markdown(columns, lines)}\n\n"
        f"Goal of less than {GOAL:.0f} ms CPU for a name (median): {held}. The load of the "
        f"machine was {load:.1f} when this began, on {os.cpu_count()} cores."
    )


def _line(name: str, one: dict[str, Any], ours: dict[str, Any]) -> list[str]:
    return [
        name,
        f"{one['median'] * 1000:.2f}",
        f"{one['most'] * 1000:.2f}",
        f"{one['cpu'] * 1000:.2f}",
        times(one["cpu"] / ours["cpu"]),
        f"{one['first']:.1%}",
        f"{one['five']:.1%}",
        seconds(one["built"]),
        f"{one['peak']:,.0f}",
    ]


if __name__ == "__main__":
    print(f"{machine()}\n\n{table()}")
