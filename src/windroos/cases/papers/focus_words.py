"""What the report on the focus regions says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from windroos.cases.papers.asking_words import ASKING
from windroos.cases.text import Text

WORDS: Mapping[str, Text] = {
    **ASKING,
    "title": Text(
        "Focusregio’s internationale inzet {period}",
        "Focus regions for international effort {period}",
    ),
    "title-none": Text(
        "Focusregio’s internationale inzet", "Focus regions for international effort"
    ),
    # Summary
    "shows": Text(
        "Dit stuk laat zien voor welke regio’s is besloten tot inzet, tot reactieve inzet of tot "
        "geen inzet, en wat het afwegingskompas daar nu van zegt.",
        "This paper shows for which regions active effort, reactive effort or no effort was "
        "decided, and what the compass now says of it.",
    ),
    "no-decisions": Text(
        "Op {day} is geen enkel besluit over een regio van kracht. Er zijn {n} regio’s gewogen.",
        "On {day} no decision on any region is in force. {n} regions were weighed.",
    ),
    "taken.one": Text(
        "{authority} heeft {n} besluit vastgelegd ({day}). Het geldt van {start} tot en met {end}.",
        "{authority} set down {n} decision ({day}). It holds from {start} through {end}.",
    ),
    "taken.many": Text(
        "{authority} heeft {n} besluiten vastgelegd ({day}). Ze gelden van {start} tot en met "
        "{end}.",
        "{authority} set down {n} decisions ({day}). They hold from {start} through {end}.",
    ),
    "carried-out": Text("{role}, in de uitvoering bij {body}. ", "{role}, carried out by {body}. "),
    "effort-for": Text("{effort} ({n}): {names}. ", "{effort} ({n}): {names}. "),
    "agrees": Text(
        "Besluit en kompas wijzen overal dezelfde kant op.",
        "Decision and compass point the same way everywhere.",
    ),
    "differs": Text(
        "Bij {n} van de {total} besluiten wijst het kompas een andere kant op dan het besluit:",
        "In {n} of the {total} decisions the compass points another way than the decision:",
    ),
    "differs-one": Text(
        "{region} ({role}): besloten is {decided}, het kompas wijst op {verdict}. {why}",
        "{region} ({role}): decided is {decided}, the compass points to {verdict}. {why}",
    ),
    "no-why": Text("Bij het besluit is niet vastgelegd waarom.", "The decision does not say why."),
    "no-why-any": Text(
        "Bij geen van deze besluiten is vastgelegd waarom het afwijkt.",
        "None of these decisions says why it departs.",
    ),
    "not-known": Text("Wat niet bekend is", "What is not known"),
    "unknown-advice": Text(
        "Bij {n} van de {total} besluiten kan het kompas nog geen advies geven: wat onbekend is, "
        "kan de uitkomst nog veranderen.",
        "In {n} of the {total} decisions the compass cannot give an advice yet: what is unknown "
        "can still change the outcome.",
    ),
    "unknown-gates": Text(
        "Van de randvoorwaarden is bij {n} van de {total} toetsen onbekend of eraan is voldaan.",
        "Of the preconditions it is unknown in {n} of the {total} checks whether they hold.",
    ),
    "unknown-components": Text(
        "Van de componenten is bij {n} van de {total} beoordelingen niets bekend.",
        "Of the components nothing is known in {n} of the {total} ratings.",
    ),
    "unknown-contradictions": Text(
        "Over {names} spreken de bronnen elkaar tegen; dat is nog niet afgehandeld.",
        "On {names} the sources contradict each other; that is not settled yet.",
    ),
    "unknown-undecided": Text(
        "Gewogen, maar zonder besluit: {names}.", "Weighed, but without a decision: {names}."
    ),
    "first-of-all": Text(
        "Het meest waard om eerst uit te zoeken: {region}, {what}. Na te vragen bij: {whom}.",
        "Most worth finding out first: {region}, {what}. Ask: {whom}.",
    ),
    "no-money": Text(
        "Het kompas weegt geen geld. Wat de inzet per regio kost en wat die heeft opgeleverd, "
        "staat niet in dit stuk.",
        "The compass weighs no money. What the effort costs by region and what it has yielded does "
        "not stand in this paper.",
    ),
    # Sections
    "decisions-title": Text("Besluiten en advies per regio", "Decisions and advice by region"),
    "decisions-lead": Text(
        "Naast elk besluit staat wat het afwegingskompas op {day} zegt. Een besluit is van wie "
        "besluit; het kompas geeft advies.",
        "Beside each decision stands what the compass says on {day}. A decision is of those who "
        "decide; the compass gives advice.",
    ),
    "elsewhere-why": Text(
        "Waarop de scores rusten, staat per regio in haar dossier, en in dit stuk als het met de "
        "weging per regio is gemaakt.",
        "What the scores rest on stands in the dossier of each region, and in this paper where it "
        "is made with the weighing by region.",
    ),
    "decisions-table": Text(
        "Overzicht focusregio’s, {group}: besluit en advies",
        "Overview of focus regions, {group}: decision and advice",
    ),
    "decision-of": Text("Besluit {role}", "Decision {role}"),
    "advice-of": Text("Advies {role}", "Advice {role}"),
    "carried-note": Text("{role}: in de uitvoering bij {body}.", "{role}: carried out by {body}."),
    "leans-note": Text(
        "Onbepaald: er is te weinig bekend voor een advies. Tussen haakjes staat waar de score nu "
        "op wijst.",
        "Undetermined: too little is known for an advice. Between brackets stands what the score "
        "now points to.",
    ),
    "map-caption": Text(
        "{group}: {n} van de {total} regio’s krijgen inzet in minstens één rol",
        "{group}: {n} of the {total} regions get active effort in at least one role",
    ),
    "map-alt": Text(
        "Kaart van {group} met bij elke regio per rol een vierkant ({roles}): gevuld is inzet, "
        "half gevuld is reactieve inzet, een rand is geen inzet. {told}",
        "Map of {group} with at each region a square per role ({roles}): filled is active effort, "
        "half filled is reactive effort, an outline is no effort. {told}",
    ),
    "map-table": Text(
        "De besluiten op de kaart van {group}", "The decisions on the map of {group}"
    ),
    "map-region": Text("{region}: {efforts}.", "{region}: {efforts}."),
    "map-key": Text(
        "Vierkanten van links naar rechts: {roles}. Gevuld: inzet. Half gevuld: reactieve inzet. "
        "Alleen een rand: geen inzet. Een stip: geen besluit.",
        "Squares from left to right: {roles}. Filled: active effort. Half filled: reactive effort. "
        "Outline only: no effort. A dot: no decision.",
    ),
    "differ-title": Text("Waar besluit en kompas verschillen", "Where decision and compass differ"),
    "differ-lead": Text(
        "Waar het kompas nog geen advies geeft, is het besluit vergeleken met waar de score nu op "
        "wijst.",
        "Where the compass gives no advice yet, the decision is compared with what the score now "
        "points to.",
    ),
    "differ-table": Text(
        "Besluiten die iets anders zeggen dan het kompas",
        "Decisions that say something else than the compass",
    ),
    "why": Text("Waarom", "Why"),
    "footnote-says": Text("Voetnoot bij het besluit: {text}.", "Footnote to the decision: {text}."),
    "sources-say": Text(
        "De bronnen zeggen over deze inzet: {said}.", "The sources say of this effort: {said}."
    ),
    "sure-title": Text("Hoe zeker is de weging?", "How sure is the weighing?"),
    "sure-lead": Text(
        "De streep is de score van wat bekend is. De balk loopt van de laagste tot de hoogste "
        "score die nog kan uitkomen, als alles bekend is. Raakt de balk een drempel, dan kan het "
        "oordeel nog veranderen.",
        "The bar is the score of what is known. The band runs from the lowest to the highest score "
        "that may still come out once all is known. Where the band touches a threshold, the "
        "verdict can still change.",
    ),
    "sure-caption": Text(
        "Bij {n} van de {total} regio’s kan wat onbekend is het oordeel nog veranderen",
        "In {n} of the {total} regions what is unknown can still change the verdict",
    ),
    "sure-alt": Text(
        "Per regio een balk van 0 tot 1 met een streep op de score en de drempels {thresholds}. "
        "Bovenaan staat {first}, onderaan {last}.",
        "For each region a band from 0 to 1 with a bar at the score and the thresholds "
        "{thresholds}. At the top stands {first}, at the bottom {last}.",
    ),
    "sure-table": Text("Score per regio, {roles}", "Score by region, {roles}"),
    "lowest": Text("Laagst mogelijk", "Lowest possible"),
    "highest": Text("Hoogst mogelijk", "Highest possible"),
    "known-of": Text("Bekend", "Known"),
    "firm": Text(
        "Hoe zeker dat is ({roles}): het kompas is {samples} keer anders gewogen, ook met andere "
        "gewichten. Bij {n} van de {total} regio’s blijft het oordeel dan in minstens {share} "
        "gelijk: {names}.",
        "How sure that is ({roles}): the compass was weighed in {samples} other ways, with other "
        "weights too. In {n} of the {total} regions the verdict then stays the same in at least "
        "{share}: {names}.",
    ),
    "firm-none": Text(
        "Hoe zeker dat is ({roles}): het kompas is {samples} keer anders gewogen, ook met andere "
        "gewichten. Bij geen van de {total} regio’s blijft het oordeel dan in minstens {share} "
        "gelijk.",
        "How sure that is ({roles}): the compass was weighed in {samples} other ways, with other "
        "weights too. In none of the {total} regions does the verdict then stay the same in at "
        "least {share}.",
    ),
    "firm-lead": Text(
        "Wie andere dingen belangrijk vindt, kiest andere gewichten. Gewichten, rekenwijze en "
        "alles wat onbekend of twijfelachtig is zijn {samples} keer getrokken, binnen de grenzen "
        "van de casus (begingetal {seed}). De tabel zegt in welk deel daarvan elk oordeel uitkomt. "
        "Wat onbekend is, kan daarin alles zijn: het oordeel kan een ander zijn dan dat van de "
        "score nu. De randvoorwaarden tellen hierin niet mee.",
        "Who finds other things important chooses other weights. Weights, methods and all that is "
        "unknown or doubtful were drawn {samples} times, within the limits of the case (seed "
        "{seed}). The table says in which part of them each verdict comes out. What is unknown may "
        "be anything in them: the verdict can be another than that of the score now. The "
        "preconditions do not count in this.",
    ),
    "firm-table": Text(
        "Hoe vaak elk oordeel uitkomt, {roles}", "How often each verdict comes out, {roles}"
    ),
    "points-to": Text("Score wijst nu op", "Score now points to"),
    "conditions-lead": Text("Randvoorwaarden en voorwaarden:", "Preconditions and conditions:"),
    "conditions-title": Text("Onder welke voorwaarden", "Under which conditions"),
    "conditions-of": Text(
        "{region} ({role}), alleen onder voorwaarden. {conditions}",
        "{region} ({role}), only under conditions. {conditions}",
    ),
    "conditions-table": Text(
        "Wat van de randvoorwaarden bekend is, {role}",
        "What is known of the preconditions, {role}",
    ),
    "fails-nowhere": Text(
        "Van geen enkele regio is vastgelegd dat aan een randvoorwaarde niet is voldaan ({role}).",
        "Of no region is it on record that a precondition fails ({role}).",
    ),
    "fails-in": Text(
        "Niet voldaan aan een randvoorwaarde ({role}): {names}.",
        "A precondition fails ({role}): {names}.",
    ),
    "silent.one": Text(
        "Van {n} regio is van geen enkele randvoorwaarde bekend of eraan is voldaan: {names}.",
        "Of {n} region it is unknown of every precondition whether it holds: {names}.",
    ),
    "silent.many": Text(
        "Van {n} regio’s is van geen enkele randvoorwaarde bekend of eraan is voldaan: {names}.",
        "Of {n} regions it is unknown of every precondition whether it holds: {names}.",
    ),
    "gates-unknown.one": Text(
        "Van de randvoorwaarde ({role}) is onbekend of eraan is voldaan: geen bron zegt er iets "
        "over.",
        "Of the precondition ({role}) it is unknown whether it holds: no source says anything "
        "about it.",
    ),
    "gates-unknown.many": Text(
        "Van alle {n} randvoorwaarden ({role}) is onbekend of eraan is voldaan: geen bron zegt er "
        "iets over.",
        "Of all {n} preconditions ({role}) it is unknown whether they hold: no source says "
        "anything about them.",
    ),
    "gates-unknown-rest.one": Text(
        "Van randvoorwaarde {numbers} is onbekend of eraan is voldaan.",
        "Of precondition {numbers} it is unknown whether it holds.",
    ),
    "gates-unknown-rest.many": Text(
        "Van de randvoorwaarden {numbers} is onbekend of eraan is voldaan.",
        "Of preconditions {numbers} it is unknown whether they hold.",
    ),
    "themes-title": Text("Op welke thema’s", "On which themes"),
    "themes-lead": Text(
        "De besluiten gelden voor alle thema’s, tenzij er een thema bij staat. De tabel zegt "
        "over welke thema’s de bronnen bij een regio iets zeggen.",
        "The decisions hold for all themes, unless a theme is named with them. The table says of "
        "which themes the sources say something with a region.",
    ),
    "themes-table": Text(
        "De thema’s per regio, met wat de bronnen ervan zeggen",
        "The themes by region, with what the sources say of them",
    ),
    "themes-said": Text("Thema’s", "Themes"),
    "themes-silent": Text(
        "Bij {names} noemen de bronnen geen thema.", "With {names} the sources name no theme."
    ),
    "first-lead": Text(
        "Begin hiermee: deze punten hebben de grootste kans om het oordeel te veranderen. Alle "
        "punten staan in de kennisagenda, een eigen stuk.",
        "Begin with this: these points have the largest chance to change the verdict. All points "
        "stand in the evidence agenda, a paper of its own.",
    ),
    "first-table": Text("Wat het eerst uit te zoeken is", "What to find out first"),
    "contradictions-title": Text(
        "Waar de bronnen elkaar tegenspreken", "Where the sources contradict each other"
    ),
    "contradictions-none": Text(
        "Over deze regio’s spreken de bronnen elkaar niet tegen.",
        "On these regions the sources do not contradict each other.",
    ),
    "unknown-title": Text("Wat niet bekend is", "What is not known"),
    "unknown-lead": Text(
        "Onbekend is geen oordeel. Het betekent dat geen bron er iets over zegt.",
        "Unknown is no verdict. It means that no source says anything about it.",
    ),
    "unknown-table": Text(
        "Van hoeveel van de {total} regio’s iets onbekend is",
        "Of how many of the {total} regions something is unknown",
    ),
    "what": Text("Onderdeel", "Part"),
    "unknown-in": Text("Onbekend", "Unknown"),
    "regions-unit": Text("regio’s", "regions"),
    "known-in": Text("Wel bekend van", "Known of"),
    "nothing-known": Text("geen enkele regio", "no region at all"),
    "several-known": Text("{n} regio’s", "{n} regions"),
    "all-known": Text("alle regio’s", "all regions"),
    "gates-group": Text("Randvoorwaarden", "Preconditions"),
    "components-group": Text("Componenten", "Components"),
    "taken-title": Text("Wie besloot wat, en wanneer", "Who decided what, and when"),
    "taken-table": Text("Besluiten die nu gelden", "Decisions in force"),
    "number": Text("Aantal", "Number"),
    "other-table": Text(
        "Besluiten die niet of niet meer gelden", "Decisions that are not, or no longer, in force"
    ),
    "no-other": Text(
        "Besluiten over andere perioden staan niet in de casus.",
        "The case holds no decisions on other periods.",
    ),
    "regions-title": Text("De weging per regio", "The weighing by region"),
    "method-title": Text("Hoe het kompas weegt", "How the compass weighs"),
    "method": Text(
        "{label}, versie {version}. Het kompas weegt {aspects} aspecten met {components} "
        "componenten op een schaal van 0 tot 1.",
        "{label}, version {version}. The compass weighs {aspects} aspects with {components} "
        "components on a scale from 0 to 1.",
    ),
    "method-thresholds": Text(
        "{role}: inzet vanaf een score van {active}, reactieve inzet vanaf {reactive}.",
        "{role}: active effort from a score of {active}, reactive effort from {reactive}.",
    ),
    "method-choices": Text(
        "De bronnen geven geen gewichten, schalen en drempels. Die zijn keuzen van deze casus:",
        "The sources give no weights, scales and thresholds. Those are choices of this case:",
    ),
    "method-others.one": Text(
        "Nog {n} andere keuze staat bij het kompas zelf.",
        "{n} other choice stands with the compass itself.",
    ),
    "method-others.many": Text(
        "Nog {n} andere keuzen staan bij het kompas zelf.",
        "{n} other choices stand with the compass itself.",
    ),
    "choice": Text("{what}. {why}", "{what}. {why}"),
}
