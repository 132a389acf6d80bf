"""The words people read for tables, columns and codes, in both languages: one place for all.

Those of the columns stand in `columns.csv`. There “table.column” goes before “column”; of a pair
`_nl` and `_en` only the name without them stands there.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

from windroos.cases.fields import Field
from windroos.cases.framework import Text

# What the two columns of a pair are in.
_PAIR = Text("Nederlands", "Dutch"), Text("Engels", "English")

# The sheet of a table; Excel allows 31 characters.
TABLES: Mapping[str, Text] = {
    "regions": Text("Regio’s", "Regions"),
    "themes": Text("Thema’s", "Themes"),
    "sources": Text("Bronnen", "Sources"),
    "passages": Text("Passages", "Passages"),
    "judgements": Text("Oordelen", "Judgements"),
    "figures": Text("Cijfers", "Figures"),
    "anchors": Text("Gemeenschappelijke schaal", "Common scale"),
    "statements": Text("Uitspraken over inzet", "Statements of effort"),
    "quantities": Text("Cijfers in documenten", "Figures in documents"),
    "decisions": Text("Besluiten", "Decisions"),
    "findings": Text("Randvoorwaarden", "Preconditions"),
    "relations": Text("Relaties", "Relations"),
    "settlements": Text("Beslechte tegenspraken", "Settled contradictions"),
}

ABOUT: Mapping[str, Text] = {
    "regions": Text("De regio’s van deze casus", "The regions of this case"),
    "themes": Text("De thema’s waarop gewogen wordt", "The themes that are weighed on"),
    "sources": Text(
        "Documenten en datasets waar iets op rust", "Documents and datasets that things rest on"
    ),
    "passages": Text("Plaatsen in documenten", "Places in documents"),
    "judgements": Text(
        "Wat iemand van een regio vindt op een criterium, en waarom",
        "What someone says of a region on a criterion, and why",
    ),
    "figures": Text("Gemeten waarden per regio", "Measured values per region"),
    "anchors": Text(
        "Cijfers die twee scoreborden op één schaal brengen",
        "Figures that bring two scoreboards onto one scale",
    ),
    "statements": Text("Wat documenten over inzet zeggen", "What documents say about the effort"),
    "quantities": Text(
        "Cijfers die in documenten staan en die het kompas niet meet",
        "Figures that documents print and the compass does not measure",
    ),
    "decisions": Text(
        "Wat besloten is per regio, rol en periode",
        "What was decided per region, role and period",
    ),
    "findings": Text(
        "Of een regio aan de randvoorwaarden voldoet", "Whether a region meets the preconditions"
    ),
    "relations": Text("Welke relatie er is met een regio", "What relation there is with a region"),
    "settlements": Text(
        "Welke kant van een tegenspraak geldt, en waarom",
        "Which side of a contradiction holds, and why",
    ),
}

_EFFORT = {
    "active": Text("Inzet", "Active"),
    "reactive": Text("Reactieve inzet", "Reactive"),
    "none": Text("Geen inzet", "No effort"),
}

# The words for the codes that a column allows.
CODES: Mapping[str, Mapping[str, Text]] = {
    "effort": _EFFORT,
    "advice": _EFFORT | {"undetermined": Text("Onbepaald", "Undetermined")},
    "confidence": {
        "low": Text("laag", "low"),
        "medium": Text("midden", "medium"),
        "high": Text("hoog", "high"),
    },
    "outcome": {
        "holds": Text("Voldaan", "Holds"),
        "conditional": Text("Voldaan onder voorwaarden", "Holds under conditions"),
        "fails": Text("Niet voldaan", "Fails"),
    },
    "regions.kind": {
        "country": Text("land", "country"),
        "nuts": Text("NUTS-regio", "NUTS region"),
        "subdivision": Text("deelgebied (ISO)", "subdivision (ISO)"),
        "other": Text("andere regio", "other region"),
    },
    "sources.kind": {
        "document": Text("document", "document"),
        "dataset": Text("dataset", "dataset"),
    },
    "quantities.kind": {
        "baseline": Text("nulmeting", "baseline"),
        "target": Text("streefwaarde", "target"),
        "expected": Text("verwachting", "expected"),
        "actual": Text("realisatie", "actual"),
        "amount": Text("bedrag", "amount"),
    },
    "quantities.state": {
        "to-be-measured": Text("nog te meten", "to be measured"),
        "none": Text("geen", "none"),
    },
    "relations.kind": {
        "companies-institutions": Text(
            "alleen bedrijven en instellingen", "companies and institutions only"
        ),
        "structural-government": Text(
            "structureel met de overheid", "structural with the government"
        ),
    },
    "settlements.kind": {
        "effort": Text("inzet", "effort"),
        "finding": Text("randvoorwaarde", "precondition"),
        "judgement": Text("oordelen", "judgements"),
        "relation": Text("soort relatie", "kind of relation"),
        "measured": Text("oordeel en cijfer", "judgement and figure"),
        "figure": Text("cijfers", "figures"),
        "quantity": Text("cijfers in documenten", "figures in documents"),
    },
    "continent": {
        "africa": Text("Afrika", "Africa"),
        "asia": Text("Azië", "Asia"),
        "europe": Text("Europa", "Europe"),
        "north-america": Text("Noord-Amerika", "North America"),
        "oceania": Text("Oceanië", "Oceania"),
        "south-america": Text("Zuid-Amerika", "South America"),
    },
    "boolean": {"true": Text("ja", "yes"), "false": Text("nee", "no")},
}


def column(table: str, name: str, language: str) -> str:
    """What stands above a column; its own name as long as it has no words."""
    found, pair = _find(table, name)
    if found is None:
        return name
    words = found[0].get(language)
    return f"{words} ({pair.get(language)})" if pair else words


def explanation(table: str, field: Field, language: str) -> str:
    """What a column means and what it takes."""
    found, _ = _find(table, field["name"])
    constraints = field.get("constraints", {})
    parts = [found[1].get(language)] if found else []
    if constraints.get("required") and field["name"] != "id":
        parts.append(Text("Moet ingevuld zijn.", "Must be filled in.").get(language))
    return " ".join(parts)


def codes(table: str, field: Field) -> Mapping[str, Text] | None:
    """The words for the codes of a column; None for a column without a list of codes."""
    if field["type"] == "boolean":
        return CODES["boolean"]
    allowed = field.get("constraints", {}).get("enum")
    if allowed is None:
        return None
    words = CODES.get(f"{table}.{field['name']}") or CODES.get(field["name"], {})
    return {code: words.get(code, Text(code, code)) for code in allowed}


@cache
def _columns() -> Mapping[str, tuple[Text, Text]]:
    """By column: what stands above it, and what it means."""
    text = (resources.files("windroos.cases.workbook") / "columns.csv").read_text("utf-8")
    return {
        row["column"]: (Text(row["nl"], row["en"]), Text(row["meaning_nl"], row["meaning_en"]))
        for row in csv.DictReader(text.splitlines())
    }


def _find(table: str, name: str) -> tuple[tuple[Text, Text] | None, Text | None]:
    """The words of a column, and the language it is in when it is one of a pair."""
    words = _columns()
    for suffix, language in zip(("_nl", "_en"), _PAIR, strict=True):
        if name.endswith(suffix):
            name, pair = name.removesuffix(suffix), language
            break
    else:
        pair = None
    return words.get(f"{table}.{name}") or words.get(name), pair
