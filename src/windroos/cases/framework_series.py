"""Reading the [[series]] of `framework.toml`: which observations figures come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from windroos.cases.fields import ID
from windroos.cases.framework import Parts, Place, Renumbered, Rule, Series
from windroos.cases.framework_reader import Entry, Reader
from windroos.codes.nuts import VERSIONS
from windroos.codes.schemes import SCHEMES

PIN = "source:"
"""What stands before the key of a dataset where the snapshots of a case are named."""

_KNOWN = {
    "id", "source", "observed", "unit", "rule", "dimensions", "place", "without", "kind", "parts",
    "nuts", "anchors", "max_age", "note",
}  # fmt: skip
_YEARS = range(1800, 2201)


def series(reader: Reader, entry: Entry, indicators: Mapping[str, Any]) -> Series:
    """One entry; its faults are told by the reader."""
    reader.only(entry, _KNOWN)
    if entry["id"] not in indicators:
        reader.fault("series-indicator", "id", f"no indicator “{entry['id']}” is defined")
    kind = reader.reference(entry, "kind")
    if kind not in (None, "rate", "total"):
        reader.fault("series", "kind", f"“kind” is “rate” or “total”, not {kind!r}")
    if kind is None and ("parts" in entry or "nuts" in entry):
        reader.fault(
            "series",
            "kind",
            "say with “kind” whether the figure is a rate or a total: it decides how figures of"
            " several regions are put together",
        )
    age = entry.get("max_age")
    if age is not None and not _whole(age, range(201)):
        reader.fault("series", "max_age", f"“max_age” is a number of years, not {age!r}")
        age = None
    return Series(
        id=entry["id"],
        source=_dataset(reader, entry, "source", "source"),
        observed=reader.text(entry, "observed"),
        unit=reader.text(entry, "unit"),
        rule=_rule(reader, entry.get("rule", "latest")),
        dimensions=_dimensions(reader, entry.get("dimensions", {})),
        place=_place(reader, entry["place"]) if "place" in entry else None,
        without=tuple(reader.list_of(entry, "without", str)) if "without" in entry else (),
        kind=kind,
        parts=_parts(reader, entry["parts"]) if "parts" in entry else None,
        nuts=_nuts(reader, entry["nuts"]) if "nuts" in entry else None,
        anchors=reader.flag(entry, "anchors", "anchors"),
        max_age=age,
        note=reader.words(entry, "note") if "note" in entry else None,
    )


def _dataset(
    reader: Reader, entry: Mapping[str, Any], name: str, field: str, gives: str = "observations"
) -> str:
    """The key of a dataset that is known and gives observations, as it names itself."""
    # What knows every publisher is read only for a framework that names one.
    from windroos.sources.asked import named
    from windroos.sources.shape import SourceError

    key = entry.get(name)
    if not isinstance(key, str) or not key.strip():
        reader.fault("framework-missing", field, f"“{name}” is missing")
        return ""
    try:
        asked = named(key)
    except SourceError as error:
        wrong = "; ".join(problem.message for problem in error.problems)
        reader.fault("series-source", field, f"“{key}”: {wrong}")
        return key
    if asked.dataset.gives != gives:
        reader.fault("series-source", field, f"“{key}” gives {asked.dataset.gives}, not {gives}")
    if len(asked.key) > ID - len(PIN):
        reader.fault("series-source", field, f"“{key}” is longer than {ID - len(PIN)} characters")
    return asked.key


def _rule(reader: Reader, entry: Any) -> Rule:
    if entry == "latest":
        return Rule()
    if isinstance(entry, dict) and set(entry) == {"year"} and _whole(entry["year"], _YEARS):
        return Rule("year", entry["year"])
    if isinstance(entry, dict) and "mean" in entry and not set(entry) - {"mean", "least"}:
        years, least = entry["mean"], entry.get("least", entry["mean"])
        if _whole(years, range(2, 101)) and _whole(least, range(1, years + 1)):
            return Rule("mean", years, least)
    reader.fault(
        "series-rule",
        "rule",
        "“rule” is “latest”, { year = 2022 } or { mean = 3 }; with a mean, { mean = 3, least = 2 }"
        f" says how many of the years are enough, not {entry!r:.60}",
    )
    return Rule()


def _dimensions(reader: Reader, entry: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        reader.fault("series", "dimensions", "“dimensions” gives a text by dimension")
        return ()
    return tuple(sorted(entry.items()))


def _place(reader: Reader, entry: Any) -> Place:
    entry = reader.table(entry, "place", {"dimension", "codes", "of"})
    place = Place(*(reader.text(entry, name) for name in ("dimension", "codes", "of")))
    if place.codes and place.codes not in SCHEMES:
        reader.fault("series", "place", f"“codes” is one of {', '.join(SCHEMES)}")
    return place


def _parts(reader: Reader, entry: Any) -> Parts:
    entry = reader.table(entry, "parts", {"source", "observed", "year"})
    year = entry.get("year")
    if not _whole(year, _YEARS):
        reader.fault("series", "parts", f"“year” is the year of the weights, not {year!r}")
        year = 0
    source = _dataset(reader, entry, "source", "parts")
    return Parts(source, reader.text(entry, "observed"), int(year or 0))


def _nuts(reader: Reader, entry: Any) -> Renumbered:
    from windroos.sources.published.jrc import WEIGHTS

    entry = reader.table(entry, "nuts", {"from", "to", "weight"})
    made = Renumbered(*(reader.text(entry, name) for name in ("from", "to", "weight")))
    versions = [*VERSIONS]
    if made.from_ not in versions or made.to not in versions or made.from_ >= made.to:
        reader.fault(
            "series", "nuts", f"“from” is an older version than “to”, of {', '.join(versions)}"
        )
    if made.weight not in WEIGHTS:
        reader.fault("series", "nuts", f"“weight” is one of {', '.join(WEIGHTS)}")
    return made


def _whole(value: Any, among: range) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in among
