"""The account of a programme as of a day, out of 200,000 facts.

    python benchmarks/programme_facts.py

The facts are made up: each cell was corrected four times. Measured is the account from an SQLite
database, in the process itself.
"""

from __future__ import annotations

from environments import machine, markdown, run

GOAL = 200.0  # milliseconds for an account as of a day
# Programmes, indicators of each, parts of each; five years, each cell recorded five times.
CASES = {"20 programmes of 20 indicators": (20, 20, 20), "1 programme of 400": (1, 400, 20)}


def table() -> str:
    lines, told = [], []
    for name, given in CASES.items():
        found = run("programme_facts_worker.py", *given)
        for what, one in found["told"].items():
            lines.append([name, what, f"{one['median']:.0f}", f"{one['most']:.0f}"])
        held = "met" if found["told"]["as of a day"]["median"] < GOAL else "missed"
        told.append(f"{name}: {held}")
    columns = ("200,000 facts", "an account", "median ms", "most ms")
    return (
        f"{markdown(columns, lines)}\n\n"
        f"Goal of less than {GOAL:.0f} ms for an account as of a day (median): {'; '.join(told)}."
    )


if __name__ == "__main__":
    print(f"{machine()}\n\n{table()}")
