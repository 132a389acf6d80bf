"""The countries of ISO 3166-1 by their three codes, and XK/XKX, which the EU uses for Kosovo."""

from __future__ import annotations

import csv
from importlib.resources import files

with (files("windroos.codes") / "countries.csv").open(encoding="utf-8") as _stream:
    _ROWS = tuple(csv.DictReader(_stream))

COUNTRIES = frozenset(row["alpha2"] for row in _ROWS)
ALPHA2_OF_ALPHA3 = {row["alpha3"]: row["alpha2"] for row in _ROWS}
# As three digits; Kosovo has none.
ALPHA2_OF_NUMERIC = {row["numeric"]: row["alpha2"] for row in _ROWS if row["numeric"]}
