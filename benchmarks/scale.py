"""Verdict acceptability at the far end: a million samples, and 5,000 regions by 100 criteria.

    python benchmarks/scale.py

Each row is a process of its own; memory is the most it held, less what it held before it began.
What comes out on two threads must be what comes out on one, to the last bit, or no row counts.
"""

from __future__ import annotations

from environments import machine, markdown, run, seconds

# Regions, criteria, samples, what is counted.
SIZES = (
    (300, 40, 10_000, "verdicts"),
    (300, 40, 100_000, "verdicts"),
    (300, 40, 1_000_000, "verdicts"),
    (300, 40, 1_000_000, "ranks"),
    (5_000, 100, 10_000, "ranks"),
)
COUNTED = {"verdicts": "verdicts", "ranks": "verdicts, ranks, central weights"}


class Differs(Exception):
    """Two threads gave other bits than one."""


def table() -> str:
    lines = []
    for regions, criteria, samples, counted in SIZES:
        bits = set()
        for threads in (1, 2):
            one = run("scale_worker.py", regions, criteria, samples, threads, counted)
            bits.add(one["bits"])
            lines.append(
                [
                    f"{regions:,} × {criteria}, {COUNTED[counted]}",
                    f"{samples:,}",
                    str(threads),
                    seconds(one["cpu"]),
                    seconds(one["wall"]),
                    f"{one['peak'] - one['before']:.0f}",
                ]
            )
        if len(bits) > 1:
            raise Differs(f"{regions} × {criteria}, {samples} samples, {counted}")
    return markdown(("", "samples", "threads", "CPU s", "wall s", "memory MB"), lines)


if __name__ == "__main__":
    print(f"{machine()}\n\n{table()}")
