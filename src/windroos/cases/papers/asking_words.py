"""What reports say of what is worth finding out, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from windroos.cases.text import Text

ASKING: Mapping[str, Text] = {
    "find-out": Text("Uit te zoeken", "To find out"),
    "asked-state": Text("{what}: {state}", "{what}: {state}"),
    "in-roles": Text("{said} (alleen voor {roles})", "{said} (only for {roles})"),
    "state-unknown": Text("onbekend", "unknown"),
    "state-doubtful": Text("twijfelachtig", "doubtful"),
    "chance": Text("Kans", "Chance"),
    "changes": Text("Wat het zou veranderen", "What it would change"),
    "whom": Text("Na te vragen bij", "Ask"),
    "whom-unknown": Text("dat zegt geen bron", "no source says"),
    "answer": Text("{answers}: {verdict}", "{answers}: {verdict}"),
    "else": Text("anders {verdict}", "otherwise {verdict}"),
    "stays": Text("Elk antwoord laat het bij {verdict}", "Every answer leaves it at {verdict}"),
    "or": Text("{names} of {last}", "{names} or {last}"),
    "quoted": Text("‘{text}’", "‘{text}’"),
    "at-value": Text("waarde {value}", "value {value}"),
    "no-verdict": Text("geen uitkomst", "no verdict"),
}

WORDS: Mapping[str, Text] = {
    **ASKING,
    "title": Text("Kennisagenda", "Evidence agenda"),
    "lead": Text(
        "Dit stuk zegt wat het meest waard is om uit te zoeken, en bij wie. Bovenaan staat wat de "
        "grootste kans heeft om het oordeel van het kompas te veranderen.",
        "This paper says what is most worth finding out, and from whom. At the top stands what has "
        "the largest chance to change the verdict of the compass.",
    ),
    "count": Text(
        "{role}: {n} open punten; bij {likely} daarvan kan het oordeel veranderen.",
        "{role}: {n} open points; in {likely} of them the verdict can change.",
    ),
    "none": Text("{role}: er is niets open.", "{role}: nothing is open."),
    "first": Text("Begin hiermee:", "Begin with this:"),
    "first-one": Text(
        "{region}, {what} ({role}). Na te vragen bij: {whom}. Kans dat het oordeel verandert: "
        "{chance}.",
        "{region}, {what} ({role}). Ask: {whom}. Chance that the verdict changes: {chance}.",
    ),
    "points-title": Text("Wat uit te zoeken is", "What to find out"),
    "table": Text("De eerste {n} van {total} punten", "The first {n} of {total} points"),
    "table-all": Text("Alle {total} punten", "All {total} points"),
    "part": Text("{part} ({names})", "{part} ({names})"),
    "none-open": Text("Er is niets open.", "Nothing is open."),
    "whom-title": Text("Wie wat kan weten", "Who may know what"),
    "whom-lead": Text(
        "De punten uit de tabel, per partij. Zo is met één gesprek meer te beantwoorden.",
        "The points of the table, by party. In this way one conversation can answer more.",
    ),
    "whom-table": Text("De punten per partij", "The points by party"),
    "points": Text("Punten", "Points"),
    "highest": Text("Hoogste kans", "Highest chance"),
    "about-regions": Text("Regio’s en onderdelen", "Regions and parts"),
    "method-title": Text("Hoe dit is berekend", "How this was calculated"),
    "method": Text(
        "Gewichten en twijfel zijn {samples} keer getrokken, binnen de grenzen van de casus "
        "(begingetal {seed}). De kans zegt hoe vaak het waarschijnlijkste oordeel een ander wordt "
        "als dit ene punt bekend is. Van een randvoorwaarde is het de kans dat er niet aan is "
        "voldaan: dan sluit de regio.",
        "Weights and doubt were drawn {samples} times, within the limits of the case (seed {seed})."
        " The chance says how often the likeliest verdict becomes another once this one point is "
        "known. Of a precondition it is the chance that it fails: then the region closes.",
    ),
    "method-equal": Text(
        "Een kans is geen voorspelling. Punten met bijna dezelfde kans zijn even veel waard.",
        "A chance is no prediction. Points with almost the same chance are worth the same.",
    ),
}
