"""Where a period lies in time: years, halves, quarters, months, weeks and days on one axis."""

from __future__ import annotations

import re
from datetime import date

_PARTS = {"S": 2, "Q": 4, "M": 12, "W": 53}
_FORM = re.compile(r"(\d{4})(?:-(?:([SQMW])(\d{1,2})|(\d{2})(?:-(\d{2}))?))?")


def when(period: str) -> float | None:
    """The beginning of a period in years; None for what is no period.

    >>> when("2020"), when("2020-Q3"), when("2020-07"), when("later")
    (2020.0, 2020.5, 2020.5, None)
    """
    found = _FORM.fullmatch(period)
    if found is None:
        return None
    year, part, number, month, day = found.groups()
    if part:
        parts = _PARTS[part]
        return int(year) + (int(number) - 1) / parts if 1 <= int(number) <= parts else None
    if day:
        try:
            at = date(int(year), int(month), int(day))
        except ValueError:
            return None
        return int(year) + (at.timetuple().tm_yday - 1) / 366
    if month:
        return int(year) + (int(month) - 1) / 12 if 1 <= int(month) <= 12 else None
    return float(year)
