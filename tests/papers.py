"""A kind of report for tests: of every region of a case its score, with what was heard of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from windroos.cases import weigh
from windroos.cases.case import Case
from windroos.cases.papers import Option, PaperKind
from windroos.cases.text import Text
from windroos.report.paper import Language, Paper, Paragraph, Section, Table


def build(
    case: Case,
    *,
    language: Language,
    day: date,
    region: str | None = None,
    quotes: Mapping[str, str] = MappingProxyType({}),
) -> Paper:
    weighed = weigh(case, case.framework.roles[0].id, as_of=day)
    rows = [
        (one.region.code, one.score, one.decision or "-")
        for one in weighed
        if region in (None, one.region.code)
    ]
    dutch = language == "nl"
    columns = ("Regio", "Score", "Besluit") if dutch else ("Region", "Score", "Decision")
    heard = [Paragraph(quotes[id]) for id in sorted(quotes)]
    return Paper(
        "scores",
        "De scores" if dutch else "The scores",
        language,
        (
            Section(
                "Per regio" if dutch else "By region",
                (Table("scores", "Score", columns, rows), *heard),
            ),
        ),
        day=day,
        organisation=case.package.title,
    )


SCORES = PaperKind(
    "scores",
    Text("De scores", "The scores"),
    Text("De score van elke regio.", "The score of every region."),
    build,
    (Option("region", "region", Text("Regio", "Region")),),
    ("quotes",),
)
