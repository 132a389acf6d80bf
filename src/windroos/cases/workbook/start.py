"""The first sheet of a workbook: what it is, how to use it, and which sheets there are."""

from __future__ import annotations

from windroos.cases.framework import Text

TITLE = Text("Werkboek: {title}", "Workbook: {title}")
WHAT = Text(
    "De hele casus “{case}” zoals die was op {made} (stand {state}), met kompas {framework}.",
    "The whole case “{case}” as it was on {made} (state {state}), with compass {framework}.",
)
HOW = Text("Zo werkt het", "How it works")
STEPS = (
    Text(
        "Wijzig cellen op de bladen met een groene tab. De andere bladen zijn om te lezen: een"
        " wijziging daar wordt gemeld en niet overgenomen.",
        "Change cells on the sheets with a green tab. The other sheets are there to read: a change"
        " there is told and not taken over.",
    ),
    Text(
        "Nieuwe regel: vul de eerste lege regel onder de tabel in en laat “Kenmerk” leeg."
        " Gekopieerde regel? Maak “Kenmerk” leeg.",
        "New row: fill in the first empty row under the table and leave “Id” empty. Copied a row?"
        " Empty its “Id”.",
    ),
    Text(
        "Regel intrekken: verwijder de hele regel. Bij het inleveren wordt de reden gevraagd.",
        "Withdraw a row: delete the whole row. The reason is asked when the workbook is read.",
    ),
    Text(
        "Veel waarderingen tegelijk: gebruik “Waarderingen”. Wat achteraan in een regel staat"
        " (zekerheid, wie het zegt, bron, reden), geldt voor alle waarderingen die in die regel"
        " veranderen. Laat het leeg en een gewijzigde waardering houdt wat er bij stond. Een"
        " leeggemaakte waardering trekt het oordeel in.",
        "Many ratings at once: use “Ratings”. What stands at the end of a row (confidence, who"
        " says so, source, reason) holds for all ratings that change in that row. Leave it empty"
        " and a changed rating keeps what stood with it. Emptying a rating withdraws the"
        " judgement.",
    ),
    Text(
        "Kolommen en bladen mogen verplaatst, verborgen of anders genoemd worden. Laat de"
        " verborgen eerste rij staan.",
        "Columns and sheets may be moved, hidden or renamed. Leave the hidden first row alone.",
    ),
    Text("Plak waarden, geen formules.", "Paste values, no formulas."),
    Text(
        "Bewaar als .xlsx en lever het werkboek in. Eerst staat elke wijziging op een rij, per"
        " cel; pas na bevestigen wordt er iets bewaard. Heeft iemand anders intussen hetzelfde"
        " gewijzigd, dan staan beide versies naast elkaar.",
        "Save as .xlsx and hand the workbook in. First every change is listed, by cell; nothing"
        " is saved before it is confirmed. Where someone else changed the same in the meantime,"
        " both versions stand side by side.",
    ),
)
COLUMNS = (
    Text("Blad", "Sheet"),
    Text("Wat er staat", "What stands there"),
    Text("Regels", "Rows"),
    Text("Te wijzigen", "To change"),
)
YES = Text("ja", "yes")
NO = Text("nee, om te lezen", "no, to read")
AUTHOR = "Windroos"
SUBJECT = Text("Het afwegingskompas als werkboek", "The compass as a workbook")
NOT_SO = Text("Dit kan hier niet staan", "This cannot stand here")
NOT_LISTED = Text("Kies iets uit de lijst.", "Choose something from the list.")
NO_RATING = Text(
    "Vul een getal in op de schaal van het criterium; zie het blad Schalen.",
    "Fill in a number on the scale of the criterion; see the sheet Scales.",
)
SEVERAL = Text(
    "Hier staan {count} oordelen; dit is hun gemiddelde. Wijzig ze op het blad “{sheet}”.",
    "There are {count} judgements here; this is their mean. Change them on the sheet “{sheet}”.",
)
