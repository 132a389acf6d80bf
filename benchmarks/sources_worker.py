"""One thing done with a large file of a source, in a process of its own.

python sources_worker.py take DATASET OPTIONS FILE LAKE | look LAKE | change LAKE | differ LAKE
python sources_worker.py duckdb|polars FILE DELIMITER PARQUET
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from measuring import tell

REGION, CODE = "NL41", "I0500"
TIMES = 11


def take(dataset: str, options: str, file: str, folder: str) -> dict[str, Any]:
    """A publisher's file into the lake, with all its checks."""
    from windroos.sources.asked import asked
    from windroos.sources.importing import take_in

    taken = take_in(Path(folder), asked(dataset, json.loads(options)), [Path(file)])
    return {"rows": taken.snapshot.rows}


def look(folder: str) -> dict[str, Any]:
    """What a page about an indicator asks, and a table with all of a series: the first time in a
    process, and the median after that."""
    from windroos.sources import lake, looking
    from windroos.sources.looking import Choice

    place = Path(folder)
    (only,) = lake.snapshots(place)
    sha256, every = only.sha256, Choice("made_up")
    series = Choice("made_up", {"indic": CODE})
    of_region = Choice("made_up", {"indic": CODE}, regions=(REGION,))
    alone: dict[str, Callable[[], Any]] = {
        "the indicator": lambda: looking.indicators(place, sha256),
        "its combinations, the first 100": lambda: looking.combinations(
            place, sha256, every, most=100
        ),
        "a series of one region": lambda: looking.figures(place, sha256, of_region),
        "the latest of every region, for a map": lambda: looking.latest(place, sha256, series),
        "the gaps": lambda: looking.gaps(place, sha256, series),
    }

    def page_asks() -> list[Any]:
        """As the page does: combinations first, then all of one series at once."""
        looking.combinations(place, sha256, every, most=5000)
        with looking.asked(place, sha256, series) as one:
            return [one.latest(), one.figures([REGION]), one.gaps(), one.figures(most=50)]

    asked = {"all that a page asks": page_asks, **alone}
    asked["a series of all regions"] = lambda: looking.figures(place, sha256, series)
    return {"questions": {name: _asked(ask) for name, ask in asked.items()}}


def _asked(ask: Callable[[], Any]) -> dict[str, float]:
    wall, cpu, outcome = [], [], None
    for _ in range(TIMES):
        start = perf_counter(), process_time()
        outcome = ask()
        wall.append(perf_counter() - start[0])
        cpu.append(process_time() - start[1])
    found = len(outcome) if isinstance(outcome, list) else getattr(outcome, "count", 0)
    return {"first": wall[0], "then": median(wall[1:]), "cpu": median(cpu[1:]), "found": found}


def change(folder: str) -> dict[str, Any]:
    """A second snapshot, in which one figure in 100,000 is another and one in a million gone."""
    import duckdb

    from windroos.sources import lake

    (only,) = lake.snapshots(Path(folder))
    with duckdb.connect(config={"memory_limit": "1GB"}) as connection:
        changed = connection.sql(
            f"""
            SELECT * EXCLUDE (h) REPLACE (if(h % 100000 = 0, value + 1, value) AS value)
            FROM (SELECT *, hash(cell) AS h FROM read_parquet('{Path(folder) / only.file}'))
            WHERE h % 1000000 <> 7
            """
        )
        lake.keep(Path(folder), only.table, changed, lake.Origin("changed", "CC0"))
    return {"rows": only.rows}


def differ(folder: str) -> dict[str, Any]:
    """What differs between the two, from the one that was taken in."""
    from windroos.sources import lake
    from windroos.sources.differing import difference

    place = Path(folder)
    taken, changed = sorted(lake.snapshots(place), key=lambda one: one.origin.source == "changed")
    found = difference(place, "observations", taken.sha256, changed.sha256)
    return {"rows": taken.rows, "changed": found.changed, "gone": found.gone, "same": found.same}


def duckdb(file: str, delimiter: str, parquet: str) -> dict[str, Any]:
    """The file as it is, to Parquet."""
    package = importlib.import_module("duckdb")
    with package.connect() as connection:
        connection.execute(
            f"COPY (FROM read_csv('{file}', delim = '{delimiter}', header = true)) TO '{parquet}'"
        )
        counted = connection.execute(f"SELECT count(*) FROM read_parquet('{parquet}')")
        return {"rows": counted.fetchall()[0][0], "version": package.__version__}


def polars(file: str, delimiter: str, parquet: str) -> dict[str, Any]:
    """The same, in its way of streaming."""
    package = importlib.import_module("polars")
    package.scan_csv(file, separator=delimiter, infer_schema_length=10_000).sink_parquet(parquet)
    rows = package.scan_parquet(parquet).select(package.len()).collect().item()
    return {"rows": rows, "version": package.__version__}


def main() -> None:
    work = {one.__name__: one for one in (take, look, change, differ, duckdb, polars)}
    start = perf_counter(), process_time()
    told = work[sys.argv[1]](*sys.argv[2:])
    tell(**told, wall=perf_counter() - start[0], cpu=process_time() - start[1])


if __name__ == "__main__":
    main()
