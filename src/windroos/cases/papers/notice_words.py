"""What a notice on a programme says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from windroos.cases.text import Text

KINDS: Mapping[str, Text] = {
    "line": Text("Programmalijn", "Programme line"),
    "action-line": Text("Actielijn", "Action line"),
    "project": Text("Project", "Project"),
    "activity": Text("Activiteit", "Activity"),
}
GOALS: Mapping[str, Text] = {
    "challenge": Text("opgave", "challenge"),
    "goal": Text("doel", "goal"),
    "effect": Text("beoogd effect", "intended effect"),
}
LEVELS: Mapping[str, Text] = {
    "input": Text("input", "input"),
    "throughput": Text("throughput", "throughput"),
    "output": Text("output", "output"),
    "outcome": Text("outcome", "outcome"),
    "impact": Text("impact", "impact"),
}
ROLES: Mapping[str, Text] = {
    "baseline": Text("nulmeting", "baseline"),
    "target": Text("streefwaarde", "target"),
    "expected": Text("verwachting", "expectation"),
    "forecast": Text("prognose", "forecast"),
    "actual": Text("realisatie", "actual"),
}
STATES: Mapping[str, Text] = {
    "to-be-measured": Text("nog geen cijfer", "no figure yet"),
    "withheld": Text("bekend, niet getoond", "known, not shown"),
    "missing": Text("ontbreekt", "missing"),
    "not-due": Text("nog niet bekend", "not known yet"),
    "none": Text("niets gezegd", "nothing said"),
}
STATUSES: Mapping[str, Text] = {
    "reached": Text("gehaald", "reached"),
    "on-track": Text("op koers", "on track"),
    "at-risk": Text("loopt risico", "at risk"),
    "behind": Text("achter", "behind"),
    "no-data": Text("geen cijfer", "no figure"),
    "no-target": Text("geen streefwaarde", "no target"),
    "not-due": Text("nog niet aan de orde", "not due yet"),
}
MONEY: Mapping[str, Text] = {
    "budget": Text("Begroting", "Budget"),
    "committed": Text("Toegezegd", "Committed"),
    "spent": Text("Besteed", "Spent"),
    "raised": Text("Van anderen", "From others"),
    "needed": Text("Nog nodig", "Still needed"),
    "pledged": Text("Beloofd", "Pledged"),
}
APPROXIMATE: Mapping[str, Text] = {
    "about": Text("ongeveer", "about"),
    "at-least": Text("ten minste", "at least"),
    "at-most": Text("ten hoogste", "at most"),
}
PARTNERS: Mapping[str, Text] = {
    "lead": Text("trekker", "lead"),
    "partner": Text("partner", "partner"),
    "funder": Text("financier", "funder"),
    "executor": Text("uitvoerder", "executor"),
    "adviser": Text("adviseur", "adviser"),
}

UNMULTIPLIED: Mapping[str, Text] = {
    "no-own-money": Text(
        "Wat de provincie zelf inlegde, is niet bekend.", "What the province put in is not known."
    ),
    "own-money-zero": Text("Er is niets ingelegd.", "Nothing was put in."),
    "no-raised-money": Text(
        "Wat anderen inlegden, is niet bekend.", "What others put in is not known."
    ),
}

WORDS: Mapping[str, Text] = {
    "title": Text("Stand van het programma {name}", "State of the programme {name}"),
    "subtitle": Text("Mededeling aan Provinciale Staten", "Notice to the provincial council"),
    "lead": Text(
        "Deze mededeling zegt wat {name} wil, wat ervoor wordt gedaan, wat het mag kosten en wat "
        "het opleverde, zoals bekend op {day}.",
        "This notice says what {name} wants, what is done for it, what it may cost and what came "
        "of it, as known on {day}.",
    ),
    "runs": Text("Het loopt van {start} tot en met {end}.", "It runs from {start} to {end}."),
    "owner": Text("Verantwoordelijk is {owner}.", "{owner} answers for it."),
    "budget-sum": Text(
        "De begroting voor {period} is {amount}: {parts}.",
        "The budget for {period} is {amount}: {parts}.",
    ),
    "budget-alone": Text(
        "De begroting voor {period} is {amount}.", "The budget for {period} is {amount}."
    ),
    "budget-part": Text("{amount} voor {name}", "{amount} for {name}"),
    "budget-none": Text("Wat het mag kosten, is niet bekend.", "What it may cost is not known."),
    "kpis.one": Text("Er is één indicator. {actuals}", "There is one indicator. {actuals}"),
    "kpis.many": Text("Er zijn {n} indicatoren. {actuals}", "There are {n} indicators. {actuals}"),
    "actuals-none": Text(
        "Van geen daarvan is vastgelegd wat er is bereikt.",
        "Of none of them it is on record what was reached.",
    ),
    "actuals": Text(
        "Van {known} daarvan is vastgelegd wat er is bereikt.",
        "Of {known} of them it is on record what was reached.",
    ),
    "targets": Text(
        "Streefwaarden zijn er voor {periods}; cijfers voor {expected} zijn verwachtingen en geen "
        "streefwaarden.",
        "There are targets for {periods}; figures for {expected} are expectations and no targets.",
    ),
    "targets-only": Text(
        "Streefwaarden zijn er voor {periods}.", "There are targets for {periods}."
    ),
    "gaps.one": Text(
        "Van één nulmeting is nog geen cijfer vastgelegd: {names}.",
        "Of one baseline no figure is on record yet: {names}.",
    ),
    "gaps.many": Text(
        "Van {n} nulmetingen is nog geen cijfer vastgelegd: {names}.",
        "Of {n} baselines no figure is on record yet: {names}.",
    ),
    "doubts.one": Text(
        "Over één punt van de tekst moet u weten wat daar staat: zie hoofdstuk {chapter}.",
        "Of one point of the text you should know what it says: see chapter {chapter}.",
    ),
    "doubts.many": Text(
        "Over {n} punten van de tekst moet u weten wat daar staat: zie hoofdstuk {chapter}.",
        "Of {n} points of the text you should know what it says: see chapter {chapter}.",
    ),
    "in-the-end": Text(
        "Voor {period} staat er als {role}: {figures}.",
        "For {period} there stands as {role}: {figures}.",
    ),
    "in-the-end-one": Text("{name} {value}", "{name} {value}"),
    "due-since": Text(
        "Cijfers over {periods} hadden er al moeten zijn.",
        "Figures on {periods} should have been there already.",
    ),
    "spent-none": Text(
        "Wat er is besteed, is niet vastgelegd.", "What was spent is not on record."
    ),
    "years-without": Text(
        "Voor {period} is geen begroting vastgelegd.", "For {period} no budget is on record."
    ),
    "want-lead.one": Text(
        "Er is één doel of beoogd effect. {measured}",
        "There is one goal or intended effect. {measured}",
    ),
    "want-lead.many": Text(
        "Er zijn {n} doelen en beoogde effecten. {measured}",
        "There are {n} goals and intended effects. {measured}",
    ),
    "want-measured": Text(
        "Bij {n} daarvan hoort een indicator; van de andere is niet te zien of ze worden bereikt.",
        "{n} of them have an indicator; of the others it cannot be seen whether they are reached.",
    ),
    "want-title": Text("Wat willen we bereiken?", "What do we want to reach?"),
    "want-none": Text("Er zijn geen doelen vastgelegd.", "No goals are on record."),
    "want-table": Text(
        "Doelen en beoogde effecten, en waarmee ze worden gemeten",
        "Goals and intended effects, and what measures them",
    ),
    "goal": Text("Doel", "Goal"),
    "sort": Text("Soort", "Sort"),
    "serves": Text("Gediend door", "Served by"),
    "measured": Text("Gemeten met", "Measured by"),
    "not-said": Text("niet gezegd", "not said"),
    "not-measured": Text("niets", "nothing"),
    "do-title": Text("Wat gaan we daarvoor doen?", "What do we do for it?"),
    "do-lead": Text(
        "Dit is wat het programma zegt te doen. Wat daarvan is gedaan, is niet per onderdeel "
        "vastgelegd; wat is gemeten, staat in hoofdstuk {chapter}.",
        "This is what the programme says it does. What of it was done is not on record by part; "
        "what was measured stands in chapter {chapter}.",
    ),
    "do-none": Text("Er zijn geen onderdelen vastgelegd.", "No parts are on record."),
    "whole": Text("het hele programma", "the whole programme"),
    "answers": Text("Verantwoordelijk: {name}.", "Answers for it: {name}."),
    "partners-title": Text("Wie doen er mee?", "Who take part?"),
    "partners": Text("Wie er meedoen, en als wat", "Who take part, and as what"),
    "partner": Text("Wie", "Who"),
    "as": Text("Als", "As"),
    "in": Text("In", "In"),
    "agreements-none": Text(
        "Er zijn nog geen leningen, subsidies of andere afspraken vastgelegd waar indicatoren in "
        "staan.",
        "No loans, grants or other agreements that carry indicators are on record yet.",
    ),
    "cost-title": Text("Wat mag het kosten?", "What may it cost?"),
    "cost-none": Text("Er zijn geen bedragen vastgelegd.", "No amounts are on record."),
    "cost-table": Text(
        "Begroting en geld per onderdeel, {period}", "Budget and money by part, {period}"
    ),
    "cost-part": Text("Activiteiten {period}", "Activities {period}"),
    "money-head": Text("{role} {period}", "{role} {period}"),
    "total": Text("Totaal", "Total"),
    "amount-none": Text("geen bedrag", "no amount"),
    "whole-period": Text(
        "De bedragen zijn voor {period} samen; de tekst verdeelt ze niet over de jaren.",
        "The amounts are for {period} together; the text does not divide them over the years.",
    ),
    "adds-up": Text(
        "Het totaal is gelijk aan de som van de onderdelen.",
        "The total equals the sum of the parts.",
    ),
    "unequal": Text(
        "Het genoemde totaal is {stated}, de som van de onderdelen {computed}.",
        "The stated total is {stated}, the sum of the parts {computed}.",
    ),
    "provisional": Text("De bedragen zijn voorlopig.", "The amounts are provisional."),
    "multiplied": Text(
        "Elke eigen euro bracht {factor} euro van anderen mee.",
        "Each euro of one’s own brought {factor} euros of others.",
    ),
    "multiplied-none": Text(
        "Hoeveel elke euro van de provincie bij anderen losmaakte, is niet bekend. {why}",
        "How much each euro of the province drew from others is not known. {why}",
    ),
    "kpi-title": Text("Wat levert het op?", "What comes of it?"),
    "kpi-none": Text("Er zijn geen indicatoren vastgelegd.", "No indicators are on record."),
    "kpi-table": Text(
        "Indicatoren per jaar: streefwaarden en verwachtingen",
        "Indicators by year: targets and expectations",
    ),
    "kpi-name": Text("Indicator", "Indicator"),
    "kpi-head": Text("{period} ({role})", "{period} ({role})"),
    "role-note": Text("Dit is een {role}.", "This is a {role}."),
    "role-count": Text("Dit is een {role}: {note}.", "This is a {role}: {note}."),
    "stand-title": Text("Hoe het ervoor staat", "How it stands"),
    "stand-table": Text(
        "Streefwaarde, realisatie en stand per indicator, op {day}",
        "Target, actual and state by indicator, on {day}",
    ),
    "stand-of": Text("Over", "Of"),
    "stand-target": Text("Streefwaarde", "Target"),
    "stand-actual": Text("Realisatie", "Actual"),
    "stand-status": Text("Stand", "State"),
    "stand-owner": Text("Cijfers van", "Figures by"),
    "stand-level": Text("Niveau", "Level"),
    "level-both": Text("tekst: {stated}; wij: {judged}", "text: {stated}; we: {judged}"),
    "no-actual": Text("geen cijfer", "no figure"),
    "no-target": Text("geen streefwaarde", "no target"),
    "rules": Text(
        "De stand volgt uit regels: op koers is wie hoogstens een tiende van de weg van begin naar "
        "streefwaarde achterloopt, risico loopt wie hoogstens een kwart achterloopt, tenzij een "
        "indicator andere grenzen heeft. Een verwachting of prognose telt daarvoor niet mee.",
        "The state follows from rules: on track is what is at most a tenth of the way from start "
        "to target behind, at risk what is at most a quarter behind, unless an indicator has other "
        "margins. An expectation or a forecast does not count for it.",
    ),
    "path-caption": Text("{name}: {path}", "{name}: {path}"),
    "path": Text(
        "van {first} in {start} naar {last} in {end}", "from {first} in {start} to {last} in {end}"
    ),
    "path-kinds": Text("{name} in cijfers", "{name} in figures"),
    "path-alt": Text("Lijnen over de jaren: {lines}.", "Lines over the years: {lines}."),
    "path-title": Text("Het verloop per indicator", "The course of each indicator"),
    "year": Text("Jaar", "Year"),
    "doubt-lead": Text(
        "Deze punten gaan over de tekst waarop dit stuk rust. ‘Zie 2’ verwijst naar punt 2.",
        "These points are about the text this paper rests on. ‘See 2’ points to point 2.",
    ),
    "doubt-title": Text("Wat u over de tekst moet weten", "What you should know of the text"),
    "changed-title": Text(
        "Wat er veranderde sinds er is gerapporteerd", "What changed since it was reported"
    ),
    "changed-never": Text(
        "Er is nog geen periode vastgesteld: dit is het eerste rapport.",
        "No period was locked yet: this is the first report.",
    ),
    "changed-none": Text(
        "Over {period} is gerapporteerd op {day}; daarna is niets gecorrigeerd.",
        "On {period} was reported on {day}; nothing was corrected after that.",
    ),
    "changed-table": Text(
        "Gecorrigeerd na het rapport over {period} van {day}",
        "Corrected after the report on {period} of {day}",
    ),
    "changed-what": Text("Wat", "What"),
    "changed-then": Text("Toen gerapporteerd", "As reported then"),
    "changed-now": Text("Nu bekend", "As known now"),
    "changed-why": Text("Waarom", "Why"),
    "next-title": Text("Vervolg", "What follows"),
    "next-asked": Text(
        "Deze mededeling vraagt u niet om een besluit.", "This notice asks no decision of you."
    ),
    "next-none": Text("Er staan geen cijfers open.", "No figures are due."),
    "next-last": Text(
        "De laatste periode waarvan cijfers zijn afgesproken, is {period}.",
        "The last period of which figures were agreed is {period}.",
    ),
    "next-due": Text("Cijfers die er nog niet zijn", "Figures that are not there yet"),
    "next-when": Text("Uiterlijk op", "At the latest on"),
    "next-late": Text("{day} (te laat)", "{day} (late)"),
    "next-period": Text("Periode", "Period"),
    "next-what": Text("Indicatoren", "Indicators"),
    "next-all": Text("alle {n}", "all {n}"),
}
