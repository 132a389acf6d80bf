"""The case that comes with the program: how long its robustness and its evidence agenda take.

    python benchmarks/house.py

As the pages, the terminal and the API ask them: from the case as loaded, with the doubts of its own
framework, on one thread. With `--measure` it is the process that is measured.
"""

from __future__ import annotations

import sys
from datetime import date

from environments import machine, markdown, run, seconds
from measuring import least, tell

from windroos import cases

DAY = date(2026, 11, 21)
ROLE = "innovation"


def samples(found: cases.Robustness | cases.Agenda) -> int:
    return found.samples if isinstance(found, cases.Agenda) else found.sampling.samples


def measure() -> None:
    loading, _, case = least(lambda: cases.load("noord_brabant"), 1)
    cases.weigh(case, ROLE, as_of=DAY)
    told = {"loading": loading}
    for name, work in (
        ("robustness", lambda: cases.robustness(case, ROLE, as_of=DAY)),
        ("agenda", lambda: cases.agenda(case, ROLE, as_of=DAY)),
    ):
        cpu, wall, found = least(work, 3)
        told |= {name: cpu, f"{name}-wall": wall, f"{name}-samples": samples(found)}
    regions = len(list(cases.robustness(case, ROLE, as_of=DAY)))
    tell(**told, regions=regions)


def table() -> str:
    told = run("house.py", "--measure")
    lines = [["loading the case", "", seconds(told["loading"]), ""]]
    lines += [
        [
            f"{name}, {told['regions']} regions",
            f"{told[f'{name}-samples']:,}",
            seconds(told[name]),
            seconds(told[f"{name}-wall"]),
        ]
        for name in ("robustness", "agenda")
    ]
    text = markdown(("", "samples", "CPU s", "wall s"), lines)
    return f"{text}\n\nThe process held at most {told['peak']:.0f} MB."


if __name__ == "__main__":
    if "--measure" in sys.argv:
        measure()
    else:
        print(f"{machine()}\n\n{table()}")
