"""Pages out of a register of a hundred thousand organisations: the list, searched and filtered.

    python benchmarks/register.py

The organisations are made up, with two names and one role each. Measured is the whole page as a
visitor is given it, in the process itself: what a network adds is not in it.
"""

from __future__ import annotations

import os

from environments import machine, markdown, run, seconds

GOAL = 300.0  # milliseconds for a page


def table() -> str:
    load = os.getloadavg()[0]
    told = run("register_worker.py")
    lines = [
        [name, f"{one['median']:.0f}", f"{one['most']:.0f}"] for name, one in told["pages"].items()
    ]
    held = "met" if max(one["median"] for one in told["pages"].values()) < GOAL else "missed"
    columns = ("100,000 organisations, 50 a page", "median ms", "most ms")
    return (
        f"{markdown(columns, lines)}\n\n"
        f"Goal of less than {GOAL:.0f} ms for each page (median): {held}. To make the register "
        f"took {seconds(told['built'])} s; the process held {told['peak']:,.0f} MB. The load of "
        f"the machine was {load:.1f} when this began, on {os.cpu_count()} cores."
    )


if __name__ == "__main__":
    print(f"{machine()}\n\n{table()}")
