"""Sources of size: into the lake, out of it again, and what differs; beside plain reading.

    python benchmarks/sources.py

Each row is a process of its own that starts no other; memory is the most it held. DuckDB and Polars
read the same file to Parquet as it is, and check, code and keep nothing: the least that could be
done.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from environments import machine, markdown, python_of, run, seconds

MOST_MEMORY, PAGE = 1_500, 0.3  # MB; seconds
_COLUMNS = ("", "rows", "wall s", "CPU s", "rows a second", "peak MB", "CPU, Windroos = 1")


def table() -> str:
    """Both files, into the lake and plainly; then what is asked of the observations."""
    load = os.getloadavg()[0]
    with TemporaryDirectory(prefix="windroos-benchmark-") as name:
        folder = Path(name)
        run("sources_made_up.py", "observations", folder)
        rows = folder / "made_up.csv"
        first = _loaded("eurostat", {"dataset": "made_up"}, rows, rows, ",", folder)
        rows.unlink()
        looked = _looked(folder / "eurostat")
        run("sources_made_up.py", "participations", folder)
        archive, alone = folder / "cordis-HORIZONprojects-csv.zip", folder / "organization.csv"
        second = _loaded("cordis-participations", {}, archive, alone, ";", folder)
    return (
        f"**10 million observations** (SDMX-CSV, {first}\n\n"
        f"**1 million participations** (CORDIS, {second}\n\n**Out of the lake**\n\n{looked}\n\n"
        f"The load of the machine was {load:.1f} when this began, on {os.cpu_count()} cores: where "
        "that is more than a little, CPU seconds say more than the others."
    )


def _loaded(
    dataset: str, options: dict[str, str], file: Path, table: Path, delimiter: str, folder: Path
) -> str:
    """A table of the ways to read one file; the publisher may give that in an archive."""
    size = table.stat().st_size / 1e6
    ours = run("sources_worker.py", "take", dataset, json.dumps(options), file, folder / dataset)
    lines = [_line("Windroos", ours, ours)]
    for peer, python in (("duckdb", None), ("polars", python_of("polars"))):
        words = ("sources_worker.py", peer, table, delimiter, folder / f"{peer}.parquet")
        plain = run(*words, python=python) if python else run(*words)
        if plain["rows"] != ours["rows"]:
            raise AssertionError(f"{peer} reads {plain['rows']} rows, Windroos {ours['rows']}")
        lines.append(_line(f"{peer} {plain['version']}, plain", plain, ours))
    held = "met" if ours["peak"] < MOST_MEMORY else "missed"
    return (
        f"{size:,.0f} MB)\n\n{markdown(_COLUMNS, lines)}\n\n"
        f"Goal of at most {MOST_MEMORY:,} MB: {held}."
    )


def _line(name: str, one: dict[str, Any], ours: dict[str, Any]) -> list[str]:
    return [
        name,
        f"{one['rows']:,}",
        seconds(one["wall"]),
        seconds(one["cpu"]),
        f"{one['rows'] / one['wall']:,.0f}",
        f"{one['peak']:,.0f}",
        f"{one['cpu'] / ours['cpu']:.2f}",
    ]


def _looked(lake: Path) -> str:
    found = run("sources_worker.py", "look", lake)
    lines = [
        [
            name,
            f"{told['found']:,}",
            *(f"{told[which] * 1000:.0f}" for which in ("first", "then", "cpu")),
        ]
        for name, told in found["questions"].items()
    ]
    head = ("asked of 10 million observations", "found", "first, ms", "then, ms", "CPU, ms")
    page = next(iter(found["questions"].values()))
    held = "met" if page["then"] < PAGE else "missed"
    run("sources_worker.py", "change", lake)
    two = run("sources_worker.py", "differ", lake)
    return (
        f"{markdown(head, lines)}\n\n"
        f"Goal of at most {PAGE * 1000:.0f} ms for all that a page asks: {held}. The process held "
        f"at most {found['peak']:,.0f} MB.\n\n"
        f"What differs between two snapshots of {two['rows']:,} rows ({two['changed']:,} changed, "
        f"{two['gone']:,} gone): {seconds(two['wall'])} s, {seconds(two['cpu'])} CPU s, "
        f"{two['peak']:,.0f} MB."
    )


if __name__ == "__main__":
    print(f"{machine()}\n\n{table()}")
