"""The countries of ISO 3166-1 by their three codes and their names, and XK/XKX, which the EU uses
for Kosovo."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from importlib.resources import files


def _table(name: str) -> Sequence[dict[str, str]]:
    with (files("windroos.codes") / name).open(encoding="utf-8") as stream:
        return tuple(csv.DictReader(stream))


def _plain(name: str) -> str:
    """A name as it is looked up: without capitals, accents, marks and a leading article."""
    letters = unicodedata.normalize("NFKD", name.replace("&", " and ").casefold())
    words = re.sub(r"[^a-z ]+", " ", re.sub(r"[\u0300-\u036f'’.]", "", letters)).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


_ROWS = _table("countries.csv")

COUNTRIES = frozenset(row["alpha2"] for row in _ROWS)
ALPHA2_OF_ALPHA3 = {row["alpha3"]: row["alpha2"] for row in _ROWS}
# As three digits; Kosovo has none.
ALPHA2_OF_NUMERIC = {row["numeric"]: row["alpha2"] for row in _ROWS if row["numeric"]}
# The first name of each is that of the Unicode CLDR; the others are those of the UN, the World
# Bank, the EU and the US government.
_ALPHA2_OF_NAME = {_plain(row["name"]): row["alpha2"] for row in _table("country_names.csv")}
# What readers call them, by language: those of the Unicode CLDR.
_LABELS = {row["alpha2"]: row for row in _table("country_labels.csv")}


def country_named(name: str) -> str | None:
    """The country of an English name; None for what is no country, or one of another spelling.

    >>> country_named("Russian Federation"), country_named("Côte d’Ivoire"), country_named("Siam")
    ('RU', 'CI', None)
    """
    return _ALPHA2_OF_NAME.get(_plain(name))


def country_label(code: str, language: str) -> str | None:
    """What readers call a country in a language (nl, en); None for what is no country.

    >>> country_label("DE", "nl"), country_label("DE", "en"), country_label("DE1", "nl")
    ('Duitsland', 'Germany', None)
    """
    row = _LABELS.get(code)
    return row[language] if row else None
