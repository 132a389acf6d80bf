"""What the dossier of a region says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from windroos.cases.text import Text

WORDS: Mapping[str, Text] = {
    "title": Text("Dossier {region}", "Dossier {region}"),
    "known-summary": Text(
        "Van de {total} componenten zijn er {known} bekend.",
        "Of the {total} components {known} are known.",
    ),
    "gates-known": Text(
        "Van alle randvoorwaarden is bekend of eraan is voldaan.",
        "Of all preconditions it is known whether they hold.",
    ),
    "gates-unknown": Text(
        "Van {unknown} van de {gates} randvoorwaarden is onbekend of eraan is voldaan.",
        "Of {unknown} of the {gates} preconditions it is unknown whether they hold.",
    ),
    "strongest": Text("Het sterkst: {names}.", "Strongest: {names}."),
    "weakest": Text("Het zwakst: {names}.", "Weakest: {names}."),
    "differs": Text(
        "Voor {roles} is iets anders besloten dan waar het kompas op wijst.",
        "For {roles} something else was decided than the compass points to.",
    ),
    "contradicted.one": Text(
        "De bronnen spreken elkaar {n} keer tegen.", "The sources contradict each other {n} time."
    ),
    "contradicted.many": Text(
        "De bronnen spreken elkaar {n} keer tegen.", "The sources contradict each other {n} times."
    ),
    "ask-first": Text(
        "Als eerste uit te zoeken: {what}. Na te vragen bij: {whom}.",
        "To find out first: {what}. Ask: {whom}.",
    ),
    # The rose
    "rose-title": Text("De roos", "The rose"),
    "rose-lead": Text(
        "Elk bloemblad is een component. Hoe langer het blad, hoe hoger de waarde. Een lichte band "
        "is onzekerheid. Een gestippeld blad is onbekend. De tekens boven de roos zijn de "
        "randvoorwaarden.",
        "Each petal is a component. The longer the petal, the higher the value. A light band is "
        "uncertainty. A dotted petal is unknown. The marks above the rose are the preconditions.",
    ),
    "rose-caption": Text(
        "{region}: {known} van de {total} componenten zijn bekend, {role}",
        "{region}: {known} of the {total} components are known, {role}",
    ),
    "rose-alt": Text(
        "Roos met {total} bladen in {groups} groepen. {told}",
        "Rose with {total} petals in {groups} groups. {told}",
    ),
    "rose-table": Text(
        "De waarden in de roos (0 tot 1), {role}", "The values in the rose (0 to 1), {role}"
    ),
    "petal": Text("{label}: {value}.", "{label}: {value}."),
    "aspect": Text("Aspect", "Aspect"),
    # The components
    "components": Text("De componenten, met hun bronnen", "The components, with their sources"),
    "value-says": Text(
        "Waarde {value} op een schaal van 0 tot 1; kan {range} worden.",
        "Value {value} on a scale from 0 to 1; may become {range}.",
    ),
    "value-certain": Text(
        "Waarde {value} op een schaal van 0 tot 1.", "Value {value} on a scale from 0 to 1."
    ),
    "value-unknown": Text(
        "Onbekend. Geen bron zegt hier iets over.",
        "Unknown. No source says anything about it.",
    ),
    "ask": Text("Na te vragen bij: {whom}.", "Ask: {whom}."),
    "judgement": Text(
        "Oordeel {rating}. {reason}. Gegeven door {by}; zekerheid: {confidence}.",
        "Judgement {rating}. {reason}. Given by {by}; confidence: {confidence}.",
    ),
    "judgement-theme": Text("{said} Thema: {theme}.", "{said} Theme: {theme}."),
    "judgement-grounds": Text(
        "{said} Op grond van: {grounds}.", "{said} On the ground of: {grounds}."
    ),
    "judgement-parent": Text("{said} Overgenomen van {region}.", "{said} Inherited from {region}."),
    "measured-cell": Text("Cijfer. {figure}. Plaats: {cell}.", "Figure. {figure}. Place: {cell}."),
    "measured-converted": Text(
        "{said} Omgerekend naar de schaal van de andere index.",
        "{said} Converted to the scale of the other index.",
    ),
    "preconditions": Text("De randvoorwaarden", "The preconditions"),
    # Decisions and more
    "decisions": Text(
        "Besluiten, en wat bronnen over de inzet zeggen",
        "Decisions, and what sources say of the effort",
    ),
    "decisions-table": Text("Besluiten over {region}", "Decisions on {region}"),
    "decisions-none": Text(
        "Er is geen besluit over deze regio vastgelegd.", "No decision on this region is on record."
    ),
    "note-footnote": Text("Voetnoot: {text}.", "Footnote: {text}."),
    "note-motivation": Text("Motivering: {text}", "Motivation: {text}"),
    "note-conditions": Text("Voorwaarden: {text}", "Conditions: {text}"),
    "note-departure": Text(
        "Waarom anders dan het advies: {text}", "Why other than the advice: {text}"
    ),
    "remarks": Text("Toelichting", "Explanation"),
    "no-remarks": Text("geen", "none"),
    "statements": Text(
        "Wat de bronnen over de inzet zeggen:", "What the sources say of the effort:"
    ),
    "also-themes": Text("{effort} (ook voor {themes})", "{effort} (also for {themes})"),
    "by-on": Text("{by}, {day}", "{by}, {day}"),
    "statement": Text("{role}, {period}: {effort}, {how}.", "{role}, {period}: {effort}, {how}."),
    "explicit": Text("met zoveel woorden", "in so many words"),
    "implied": Text("uit de tekst op te maken", "implied"),
    "contradictions": Text("Tegenstrijdigheden", "Contradictions"),
    "contradictions-none": Text(
        "Over deze regio spreken de bronnen elkaar niet tegen.",
        "On this region the sources do not contradict each other.",
    ),
    "questions": Text("Open vragen", "Open questions"),
    "questions-lead": Text(
        "Dit is het meest waard om uit te zoeken. De kans is de kans dat het oordeel van het "
        "kompas verandert als dit bekend wordt.",
        "This is most worth finding out. The chance is the chance that the verdict of the compass "
        "changes once this is known.",
    ),
    "questions-table": Text("Open vragen over {region}", "Open questions on {region}"),
    "questions-rest.one": Text(
        "Nog {n} ander open punt heeft minder invloed.",
        "{n} other open point matters less.",
    ),
    "questions-rest.many": Text(
        "Nog {n} andere open punten hebben minder invloed.",
        "{n} other open points matter less.",
    ),
    "also-said": Text(
        "Ook gezegd, telt in deze weging niet mee. {said}",
        "Also said, does not count in this weighing. {said}",
    ),
    "questions-none": Text("Er zijn geen open vragen.", "There are no open questions."),
    "relations": Text("Relaties", "Relations"),
    "relation": Text(
        "{kind}; ambtelijk: {official}; bestuurlijk: {governing}. {note}",
        "{kind}; at official level: {official}; at governing level: {governing}. {note}",
    ),
    "yes": Text("ja", "yes"),
    "no": Text("nee", "no"),
    "relations-none": Text(
        "Geen bron zegt welke relatie er met deze regio is. Vraag dit eerst na.",
        "No source says which relation there is with this region. Ask first.",
    ),
    "part-of": Text("Deel van {region}.", "Part of {region}."),
    "parts": Text("Delen die apart staan: {names}.", "Parts that stand apart: {names}."),
}
