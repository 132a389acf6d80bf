"""What all reports about a weighing say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from windroos.cases.text import Text

EFFORTS: Mapping[str, Text] = {
    "active": Text("inzet", "active effort"),
    "reactive": Text("reactieve inzet", "reactive effort"),
    "none": Text("geen inzet", "no effort"),
    "undetermined": Text("onbepaald", "undetermined"),
}
OUTCOMES: Mapping[str, Text] = {
    "holds": Text("voldaan", "holds"),
    "conditional": Text("voldaan onder voorwaarden", "holds under conditions"),
    "fails": Text("niet voldaan", "fails"),
    "unknown": Text("onbekend", "unknown"),
}
CONFIDENCE: Mapping[str, Text] = {
    "low": Text("laag", "low"),
    "medium": Text("midden", "medium"),
    "high": Text("hoog", "high"),
}
STATES: Mapping[str, Text] = {
    "in-force": Text("geldt nu", "in force"),
    "coming": Text("begint later", "begins later"),
    "replaced": Text("vervangen", "replaced"),
    "over": Text("de periode is voorbij", "its period is over"),
}
RELATIONS: Mapping[str, Text] = {
    "companies-institutions": Text(
        "alleen tussen bedrijven en instellingen", "between companies and institutions only"
    ),
    "structural-government": Text(
        "structurele overheidscontacten", "structural government contacts"
    ),
}
CONTRADICTIONS: Mapping[str, Text] = {
    "effort": Text("de inzet", "the effort"),
    "finding": Text("een randvoorwaarde", "a precondition"),
    "judgement": Text("oordelen", "judgements"),
    "relation": Text("de soort relatie", "the kind of relation"),
    "measured": Text("een oordeel en een cijfer", "a judgement and a figure"),
    "figure": Text("cijfers", "figures"),
    "quantity": Text("cijfers in documenten", "figures in documents"),
}
CONTINENTS: Mapping[str, Text] = {
    "africa": Text("Afrika", "Africa"),
    "asia": Text("Azië", "Asia"),
    "europe": Text("Europa", "Europe"),
    "north-america": Text("Noord-Amerika", "North America"),
    "oceania": Text("Oceanië", "Oceania"),
    "south-america": Text("Zuid-Amerika", "South America"),
}
MONTHS: tuple[Text, ...] = tuple(
    Text(nl, en)
    for nl, en in (
        ("januari", "January"),
        ("februari", "February"),
        ("maart", "March"),
        ("april", "April"),
        ("mei", "May"),
        ("juni", "June"),
        ("juli", "July"),
        ("augustus", "August"),
        ("september", "September"),
        ("oktober", "October"),
        ("november", "November"),
        ("december", "December"),
    )
)

SHARED: Mapping[str, Text] = {
    "and": Text("{names} en {last}", "{names} and {last}"),
    "paragraph": Text("alinea {n}", "paragraph {n}"),
    "unknown": Text("onbekend", "unknown"),
    "region": Text("Regio", "Region"),
    "role": Text("Rol", "Role"),
    "decision": Text("Besluit", "Decision"),
    "advice": Text("Advies", "Advice"),
    "score": Text("Score", "Score"),
    "no-decision": Text("geen besluit", "no decision"),
    "leans": Text(
        "onbepaald; de score wijst op {effort}", "undetermined; the score points to {effort}"
    ),
    "leans-short": Text("onbepaald ({effort})", "undetermined ({effort})"),
    "no-score": Text("onbepaald; niets is bekend", "undetermined; nothing is known"),
    "on-themes": Text("{effort} (alleen {themes})", "{effort} (only {themes})"),
    "period": Text("Periode", "Period"),
    "authority": Text("Besloten door", "Decided by"),
    "decided": Text("Vastgelegd", "Set down"),
    "state": Text("Stand", "Standing"),
    "range": Text("{low} tot {high}", "{low} to {high}"),
    "component": Text("Component", "Component"),
    "value": Text("Waarde", "Value"),
    "between": Text("Kan worden", "May become"),
    "sure": Text("Hoe zeker", "How sure"),
    "rests-on": Text("Waarop het rust", "What it rests on"),
    "nothing-said": Text("Geen bron zegt hier iets over.", "No source says anything about it."),
    "known-share": Text("{share} bekend", "{share} known"),
    "judged-sure": Text("oordeel: {levels}", "judgement: {levels}"),
    "measured-sure": Text("gemeten", "measured"),
    "theme-said": Text("{theme}: {reason}", "{theme}: {reason}"),
    "inherited": Text("{said} (overgenomen van {region})", "{said} (inherited from {region})"),
    "converted": Text(
        "{said}, omgerekend naar de andere index", "{said}, converted to the other index"
    ),
    "own-judgement": Text("{reason} ({by}, {day})", "{reason} ({by}, {day})"),
    "figure": Text("{label}: {value} ({unit}, {year})", "{label}: {value} ({unit}, {year})"),
    "precondition": Text("Randvoorwaarde", "Precondition"),
    "outcome": Text("Uitkomst", "Outcome"),
    "conditions": Text("Voorwaarden", "Conditions"),
    "reason": Text("Reden", "Reason"),
    "no-conditions": Text("geen", "none"),
    "no-preconditions": Text(
        "Het kompas vraagt geen randvoorwaarden in de rol {roles}.",
        "The compass asks no preconditions in the role {roles}.",
    ),
    "hard": Text(
        "De bronnen spreken elkaar tegen over {about}, allebei met zoveel woorden.",
        "The sources contradict each other on {about}, both in so many words.",
    ),
    "soft": Text(
        "De bronnen gaan niet goed samen over {about}.",
        "The sources do not go well together on {about}.",
    ),
    "side": Text(" Volgens {who}: {says}", " According to {who}: {says}"),
    "side-decision": Text(" Het besluit van {who}: {says}", " The decision of {who}: {says}"),
    "under": Text("{who} (onder ‘{where}’)", "{who} (under ‘{where}’)"),
    "contradiction-open": Text(
        " Nog niemand heeft gezegd welke kant geldt.", " Nobody has said yet which side holds."
    ),
    "contradiction-settled": Text(
        " Afgehandeld door {by} op {day}: {reason}", " Settled by {by} on {day}: {reason}"
    ),
    "contradiction-reopened": Text(
        " Het was afgehandeld, maar een kant is daarna veranderd.",
        " It was settled, but a side has changed since.",
    ),
    "components-title": Text(
        "{name}: de componenten van het kompas (0 tot 1), {role}",
        "{name}: the components of the compass (0 to 1), {role}",
    ),
    "preconditions-title": Text(
        "{name}: de randvoorwaarden, {role}", "{name}: the preconditions, {role}"
    ),
    "why-components.one": Text("{n} onbekende component", "{n} unknown component"),
    "why-components.many": Text("{n} onbekende componenten", "{n} unknown components"),
    "why-gates.one": Text("{n} onbekende randvoorwaarde", "{n} unknown precondition"),
    "why-gates.many": Text("{n} onbekende randvoorwaarden", "{n} unknown preconditions"),
    "why-doubt": Text("onzekerheid in wat wel bekend is", "doubt in what is known"),
    "why-open": Text("{reasons} kunnen dat nog veranderen", "{reasons} can still change that"),
    "on-theme": Text("thema {theme}", "theme {theme}"),
    "subtitle": Text("{case}; stand op {day}", "{case}; as of {day}"),
    "subtitle-theme": Text("{case}; {theme}; stand op {day}", "{case}; {theme}; as of {day}"),
    "elsewhere": Text("Wereld overig", "Rest of the world"),
    "all-roles": Text("alle rollen", "all roles"),
    "not-weighed": Text("niet gewogen", "not weighed"),
    "scored": Text("{score} (kan {range} worden)", "{score} (may become {range})"),
    "fact-decision": Text("Besluit, {role}", "Decision, {role}"),
    "fact-advice": Text("Kompas, {role}", "Compass, {role}"),
    "decision-fact": Text("{effort}, {period} ({day})", "{effort}, {period} ({day})"),
    "advice-fact": Text("{advice}; score {score}", "{advice}; score {score}"),
    "open-fact": Text("{advice}; score {score}. {why}", "{advice}; score {score}. {why}"),
}
