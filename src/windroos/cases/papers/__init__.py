"""Reports about the weighing and the programmes of a case, in the words of a paper for a council.

Each kind is a pure function from a case to a :class:`windroos.report.paper.Paper`; `PAPERS` lists
them for whoever offers them: pages, the API and the terminal.

>>> from datetime import date
>>> from windroos import cases
>>> from windroos.cases.papers import PAPERS
>>> case = cases.load("noord_brabant")
>>> PAPERS["focus-regions"].paper(case, language="nl", day=date(2026, 11, 21)).title
'Focusregio’s internationale inzet 2023–2027'
"""

from __future__ import annotations

from collections.abc import Mapping

from windroos.cases.papers import dossier, evidence_agenda, focus_regions, notice
from windroos.cases.papers.kinds import Option, OptionError, PaperKind
from windroos.cases.text import Text

__all__ = ["PAPERS", "Option", "OptionError", "PaperKind"]

_THEME = Option("theme", "theme", Text("Op één thema", "On one theme"))

PAPERS: Mapping[str, PaperKind] = {
    kind.id: kind
    for kind in (
        PaperKind(
            "focus-regions",
            Text("Focusregio’s: besluiten en advies", "Focus regions: decisions and advice"),
            Text(
                "Welke regio’s inzet krijgen, reactieve inzet of geen, wat het kompas daarvan "
                "zegt, en waar de weging op rust.",
                "Which regions get active effort, reactive effort or none, what the compass says "
                "of it, and what the weighing rests on.",
            ),
            focus_regions.build,
            (
                _THEME,
                Option(
                    "detail",
                    "flag",
                    Text("Met de weging per regio", "With the weighing by region"),
                    default=True,
                ),
            ),
            ("land",),
        ),
        PaperKind(
            "dossier",
            Text("Dossier van een regio", "Dossier of a region"),
            Text(
                "Alles wat over één regio is vastgelegd: het antwoord, de roos, de bronnen, de "
                "besluiten en de open vragen.",
                "All that is on record about one region: the answer, the rose, the sources, the "
                "decisions and the open questions.",
            ),
            dossier.build,
            (Option("region", "region", Text("Regio", "Region"), required=True), _THEME),
            ("quotes",),
        ),
        PaperKind(
            "agenda",
            Text("Kennisagenda", "Evidence agenda"),
            Text(
                "Wat het meest waard is om uit te zoeken, bij wie, en wat het zou veranderen.",
                "What is most worth finding out, from whom, and what it would change.",
            ),
            evidence_agenda.build,
            (
                Option("role", "role", Text("Voor één rol", "For one role")),
                _THEME,
                Option("region", "region", Text("Over één regio", "On one region")),
                Option(
                    "most",
                    "number",
                    Text("Hoeveel punten", "How many points"),
                    default=evidence_agenda.MOST,
                ),
            ),
        ),
        PaperKind(
            "notice",
            Text("Mededeling over een programma", "Notice on a programme"),
            Text(
                "Wat een programma wil, doet, mag kosten en oplevert, met de cijfers per jaar en "
                "wat er sinds het vorige rapport is gecorrigeerd.",
                "What a programme wants, does, may cost and yields, with the figures by year and "
                "what was corrected since the last report.",
            ),
            notice.build,
            (
                Option("programme", "programme", Text("Programma", "Programme"), required=True),
                Option(
                    "detail",
                    "flag",
                    Text("Met het verloop per indicator", "With the course of each indicator"),
                    default=True,
                ),
            ),
            ("programmes",),
        ),
    )
}
