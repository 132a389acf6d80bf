"""Papers to write: one like those for a council, and one of hostile texts.

The figures of the council's paper are those of document 003 (the tables "Activiteiten 2018-2019"
and "KPI's life sciences & health programma 2018-2019"); the sentences are our own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

from windroos.report.paper import (
    Bullets,
    Cell,
    Cite,
    Column,
    Facts,
    Figure,
    Footnote,
    Language,
    Link,
    Note,
    Paper,
    Paragraph,
    Quote,
    Remark,
    Row,
    Section,
    Source,
    Strong,
    Table,
)
from windroos.report.paper.charts import Bar, Line, Stack, bars_per_year, lines, stacked_bars

YEARS = ("2018", "2019", "2020", "2021", "2022")

# What was foreseen, by year (document 003); a text where there is no number.
KPIS: tuple[tuple[str, str, str, tuple[int | str, ...], str], ...] = (
    ("Testomgevingen", "Test environments", "A", (4, 6, 7, 7, 7), ""),
    (
        "In het netwerk van proeftuinen",
        "In the network of living labs",
        "B",
        ("Nul-meting", 10, 25, 30, 40),
        "%",
    ),
    (
        "Bedrijven in life sciences & health",
        "Companies in life sciences & health",
        "C",
        (850, 880, 910, 940, 970),
        "",
    ),
    ("Inkomende en uitgaande missies", "Missions in and out", "", (1, 1, 1, 1, 1), ""),
    ("Pivot Park: bezetting", "Pivot Park: occupancy", "", (71, 74, 78, 81, 83), "%"),
    (
        "Pivot Park: werknemers (fte)",
        "Pivot Park: employees (FTE)",
        "",
        (580, 610, 640, 668, 686),
        "",
    ),
)
BUDGET = (
    ("Motor van zorginnovaties", "Motor of care innovations", 3_000_000),
    ("Zorginnovatie sneller bij de patiënt", "Care innovation sooner at the patient", 2_000_000),
)
_SVG = (
    '<svg viewBox="0 0 200 60" width="200" height="60" style="overflow: hidden">'
    '<defs><clipPath id="c"><rect width="200" height="60"/></clipPath></defs>'
    '<g clip-path="url(#c)"><circle cx="30" cy="30" r="20" fill="#0b5566"'
    ' style="stroke: #94590c; stroke-width: 3" onclick="alert(1)"/>'
    '<text x="60" y="35" font-family="sans-serif" font-size="14">één &amp; twee</text></g></svg>'
)


def council_paper(language: Language) -> Paper:
    """A yearly report on a programme, with all kinds of parts."""
    nl = language == "nl"

    def say(dutch: str, english: str) -> str:
        return dutch if nl else english

    kpis = Table(
        "kpis",
        say("Wat het programma wil bereiken", "What the programme aims for"),
        (
            Column(say("Resultaat", "Result"), notes=("star",), width=2.6),
            *(Column(year, "number") for year in YEARS),
        ),
        [
            Row(
                (
                    Cell(dutch if nl else english, notes=(note,) if note else ()),
                    *(
                        Cell(None, say("Nul-meting", "Baseline"))
                        if isinstance(value, str)
                        else Cell(value, unit=unit)
                        for value in values
                    ),
                )
            )
            for dutch, english, note, values, unit in KPIS
        ],
        sources=("notice",),
    )
    budget = Table(
        "budget",
        say("Wat het kost", "What it costs"),
        (
            say("Activiteit", "Activity"),
            Column(say("Begroot", "Budgeted"), "money"),
            Column(say("Besteed", "Spent"), "money", decimals=2),
            Column(say("Deel van het geheel", "Share of the whole"), "percent", decimals=1),
            Column(say("Besluit", "Decision"), "date"),
        ),
        [
            Row([say("Programmalijnen", "Programme lines")], "group"),
            *(
                Row(
                    (
                        dutch if nl else english,
                        Cell(amount, sources=("notice",)),
                        Cell(None, say("onbekend", "unknown"), notes=("spent",)),
                        amount / 50_000,
                        date(2018, 6, 15),
                    )
                )
                for dutch, english, amount in BUDGET
            ),
            Row(
                (
                    say("Totaal", "Total"),
                    5_000_000,
                    Cell(Decimal("-1250.50"), sources=("budget",)),
                    100,
                    Cell(None, say("niet van toepassing", "not applicable")),
                ),
                "total",
            ),
        ],
    )
    foreseen = [(int(year), int(value)) for year, value in zip(YEARS, KPIS[2][3], strict=True)]
    companies = Figure(
        "companies",
        say(
            "Er komen naar verwachting 120 bedrijven bij in vier jaar",
            "120 companies are expected to come in four years",
        ),
        say(
            "Een lijn die stijgt van 850 bedrijven in 2018 naar 970 in 2022.",
            "A line that rises from 850 companies in 2018 to 970 in 2022.",
        ),
        table=_numbers(
            "companies-table",
            say("Bedrijven", "Companies"),
            say("Jaar", "Year"),
            say("Aantal", "Number"),
            foreseen,
        ),
        spec=lines(
            [
                Line(
                    say("verwacht", "expected"),
                    foreseen,
                    expected=True,
                    band=[(2018, 850, 850), (2022, 940, 1000)],
                )
            ],
            language,
            unit=say("bedrijven", "companies"),
        ),
    )
    occupancy = Figure(
        "occupancy",
        say("Pivot Park loopt vol", "Pivot Park fills up"),
        say(
            "Staven van 71% in 2018 tot 83% in 2022, met in 2020 een onbekende waarde.",
            "Bars from 71% in 2018 to 83% in 2022, with an unknown value in 2020.",
        ),
        table=_numbers(
            "occupancy-table",
            say("Bezetting van Pivot Park", "Occupancy"),
            say("Jaar", "Year"),
            "%",
            [(2018, 71), (2019, 74), (2020, None), (2021, 81), (2022, 83)],
            say("onbekend", "unknown"),
        ),
        spec=bars_per_year(
            [
                Bar("2018", 71, 70),
                Bar("2019", 74, 76),
                Bar("2020", None, 78),
                Bar("2021", 81, 80),
                Bar("2022", 83, 82),
            ],
            language,
            unit="%",
            unknown=say("onbekend", "unknown"),
            target=say("streefwaarde", "target"),
        ),
    )
    money = Figure(
        "money",
        say("De provincie betaalt het meest", "The province pays most"),
        say("Twee staven van delen.", "Two bars of parts."),
        table=Table(
            "money-table",
            say("Wie betaalt", "Who pays"),
            [say("Wie", "Who"), Column(say("Bedrag", "Amount"), "money")],
            [(say("Provincie", "Province"), 3_000_000), (say("Rijk", "State"), 90_000)],
        ),
        spec=stacked_bars(
            [
                Stack(
                    "LSH",
                    [(say("Provincie", "Province"), 3_000_000), (say("Rijk", "State"), 90_000)],
                ),
                Stack(
                    "HTSM",
                    [(say("Provincie", "Province"), 1_000_000), (say("Rijk", "State"), 2_000_000)],
                ),
            ],
            language,
        ),
    )
    drawing = Figure(
        "drawing",
        say("Een tekening van het huis", "A drawing of the house"),
        "Circle",
        table=_numbers(
            "drawing-table", say("Cijfers", "Figures"), say("Jaar", "Year"), "n", [(2020, 1)]
        ),
        svg=_SVG,
    )
    wide = Table(
        "wide",
        say("Alle regio's naast elkaar", "All regions side by side"),
        [
            say("Regio", "Region"),
            *(
                Column(f"{label} {n}", "number", decimals=1)
                for n, label in enumerate([say("Onderdeel", "Component")] * 13)
            ),
        ],
        [
            [name, *(Decimal(n * 7 % 41) / 4 - 1 for n in range(at, at + 13))]
            for at, name in enumerate(("Baden-Württemberg", "Bayern", "Vlaanderen", "Jiangsu"))
        ],
        compact=True,
    )
    return Paper(
        "yearly-2018",
        say("Voortgang van het uitvoeringsprogramma", "Progress of the programme"),
        language,
        (
            Section(
                say("Wat is afgesproken", "What was agreed"),
                (
                    Paragraph(
                        say("Het programma loopt ", "The programme runs "),
                        Strong(say("van 2018 tot en met 2022", "from 2018 to 2022")),
                        say(", zoals de Staten is gemeld", ", as told to the council"),
                        Note("told"),
                        " ",
                        Cite("notice"),
                        say(". Meer staat op ", ". More is on "),
                        Link(say("de site", "the site"), "https://www.brabant.nl/"),
                        ".",
                    ),
                    Facts(
                        [
                            (
                                say("Opdrachtgever", "Client"),
                                say("Gedeputeerde Staten", "The executive"),
                            ),
                            (say("Looptijd", "Period"), ("2018-2022", Note("told"))),
                        ]
                    ),
                    Bullets(
                        [
                            say("nieuwe testomgevingen", "new test environments"),
                            (say("meer ", "more "), Strong(say("bedrijven", "companies"))),
                        ]
                    ),
                    budget,
                    Remark(
                        say(
                            "Wat is besteed, is nog niet bekend.",
                            "What was spent is not known yet.",
                        ),
                        "warning",
                    ),
                ),
                (
                    Section(
                        say("Wat het moet opleveren", "What it has to yield"),
                        (
                            Paragraph(
                                say("Zes resultaten worden gevolgd.", "Six results are followed.")
                            ),
                            kpis,
                            companies,
                        ),
                        (
                            Section(
                                say("Pivot Park", "Pivot Park"),
                                (occupancy,),
                                (
                                    Section(
                                        say("Nog dieper", "Deeper still"),
                                        (Paragraph(say("Tekst.", "Text.")),),
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
                id="agreed",
            ),
            Section(
                say("Vergelijking", "Comparison"),
                (Paragraph(say("De tabel ligt op zijn kant.", "The table lies down.")), wide),
            ),
            Section(
                say("Wat opvalt", "What strikes"),
                (
                    money,
                    drawing,
                    Quote(say("woorden van een ander", "words of another"), "notice"),
                    Remark(say("Er zijn twee waarden.", "There are two values.")),
                    Bullets([say("eerst", "first"), say("dan", "then")], ordered=True),
                    Paragraph(say("Einde", "End"), Note("end")),
                ),
            ),
        ),
        day=date(2026, 11, 21),
        subtitle=say("Jaarverslag aan Provinciale Staten", "Yearly report to the council"),
        organisation=say("Provincie Voorbeeld", "Province of Example"),
        as_of=datetime(2026, 11, 20, 14, 5, tzinfo=UTC),
        reference="2026/0042",
        summary=(
            Paragraph(
                say("Het programma ligt op koers; ", "The programme is on course; "),
                Strong(say("wat is besteed is onbekend", "spending is unknown")),
                ".",
            ),
        ),
        sources=(
            Source(
                "notice",
                "Uitvoeringsprogramma innovatie life sciences & health 2018-2022",
                "Provincie Noord-Brabant",
                date(2018, 6, 15),
                "https://www.brabant.nl/ps",
                say("Kritieke Prestatie Indicatoren", "Critical performance indicators"),
                "ab" * 32,
            ),
            Source("budget", "Begrotingswijziging 38/18"),
        ),
        footnotes=(
            Footnote("told", "", say("Bij de mededeling.", "With the notice."), ["notice"]),
            Footnote("end", "", say("Een laatste noot.", "A last note.")),
            Footnote("star", "*", say("Wat de provincie verwacht.", "What the province expects.")),
            Footnote(
                "A",
                "A",
                say("Waar de provincie actief bij is.", "In which the province takes part."),
            ),
            Footnote("B", "B", say("Ook die van anderen.", "Those of others too.")),
            Footnote("C", "C", say("Volgens het CBS.", "As Statistics Netherlands counts.")),
            Footnote("spent", "", say("Nog niet gemeld.", "Not told yet."), ["budget"]),
        ),
    )


def _numbers(
    id: str,
    caption: str,
    year: str,
    label: str,
    values: Iterable[tuple[int, int | None]],
    unknown: str = "",
) -> Table:
    return Table(
        id,
        caption,
        [year, Column(label, "number")],
        [(at, Cell(None, unknown) if value is None else value) for at, value in values],
    )


# What people can write, by what it tries.
HOSTILE = {
    "markup": "<script>alert(1)</script><b>&amp;</b> \"'",
    "typst": '#panic("x") *b* _i_ $x^2$ `r` @ref <label> \\ // /* #let #sys.inputs [ ] { } = ~',
    "formula": '=HYPERLINK("http://example.org","x")',
    "formulas": "+1-1 @SUM(1) -2+3",
    "control": "nul\x00 bell\x07 esc\x1b del\x7f c1\x9f lone\ud800 turn\u202eback\ufffe end",
    "lines": "one\r\ntwo\rthree\nfour\u2028five",
    "long": "aaaaaaaaaa" * 40,
    "right": "שלום עולם مرحبا بالعالم",
    "emoji": "👩🏽‍🔬 🇳🇱 é ſ 漢字 ÿ ∑ 𝔘",
    "spaces": "a\tb\u00a0c\u200bd  e",
    "word": "_x0041_ {MERGEFIELD x} w:p",
}


def hostile_paper() -> Paper:
    """Every text of it tries something."""
    texts = list(HOSTILE.values())
    marked = [
        (
            text,
            Note(f"n{at}"),
            Strong(text),
            Link(text, f'https://example.org/?q={at}&a="<'),
            Cite(f"s {at}".replace(" ", "-")),
        )
        for at, text in enumerate(texts)
    ]
    section = Section(
        texts[0] + texts[1],
        tuple(
            block
            for at, (name, text) in enumerate(HOSTILE.items())
            for block in (
                Paragraph(marked[at]),
                Facts([(text, text)]),
                Bullets([text, text]),
                Remark(text),
                Quote(text, f"s-{at}"),
                Table(
                    f"{name}/<&\"'",
                    text,
                    [text, Column(text, "number", unit=text)],
                    [
                        (text, Cell(None, text)),
                        Row([text], "group"),
                        ("1", Cell(1, text)),
                        ("2", Cell(2.5, unit=text)),
                    ],
                ),
            )
        ),
        (Section(texts[4]),),
    )
    return Paper(
        "hostile#<>",
        texts[0] + texts[4] + texts[1] + texts[8],
        "nl",
        (section,),
        day=date(2026, 1, 1),
        subtitle=texts[1],
        organisation=texts[8] + texts[2],
        reference=texts[0],
        summary=(Paragraph(texts[7]),),
        sources=tuple(
            Source(f"s-{at}", text, text, None, 'https://example.org/"<>&', text)
            for at, text in enumerate(texts)
        ),
        footnotes=tuple(Footnote(f"n{at}", "", text) for at, text in enumerate(texts)),
    )
