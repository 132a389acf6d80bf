"""Reading `[tensions]` of `framework.toml`: from where on two sources are in tension."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from windroos.cases.framework_reader import Reader, is_number
from windroos.cases.tensions import Tensions

SECTION = "tensions"
MOST_YEARS = 400


def tensions(reader: Reader, given: Any) -> Tensions:
    """The limits; a kind without one is not reported. Faults go to the reader."""
    reader.here = ("", "")
    entry = reader.table(given, SECTION, {field.name for field in fields(Tensions)})
    limits: dict[str, float] = {}
    for name, most in (("steps", None), ("distance", 1)):
        value = entry.get(name)
        if value is None:
            continue
        if is_number(value) and value > 0 and (most is None or value <= most):
            limits[name] = float(value)
        else:
            at_most = f" and at most {most}" if most else ""
            reader.fault(SECTION, SECTION, f"“{name}” is a number above 0{at_most}, not {value!r}")
    years = entry.get("years", 0)
    if not isinstance(years, int) or isinstance(years, bool) or not 0 <= years <= MOST_YEARS:
        reader.fault(
            SECTION, SECTION, f"“years” is a whole number from 0 to {MOST_YEARS}, not {years!r:.60}"
        )
        years = 0
    return Tensions(**limits, years=years)
