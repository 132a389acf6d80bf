"""On which themes the sources speak of working with a focus region."""

from __future__ import annotations

from collections.abc import Iterator

from windroos.cases.case import last_day
from windroos.cases.papers import weighed
from windroos.cases.papers.seen import Seen
from windroos.report.paper import Cell, Column, Paragraph, Section, Table


def section(seen: Seen) -> Iterator[Section]:
    """Per region every theme that a source says something of; not where one theme is weighed."""
    tell = seen.tell
    if seen.theme is not None:
        return
    rows, silent = [], []
    for region in seen.decided:
        said = [
            one
            for one in seen.case.judgements
            if one.region == region.code
            and one.theme
            and last_day(seen.case.dated(one)) <= seen.day
        ]
        if said:
            places = seen.cites.places(one.passage for one in said)
            told = "; ".join(weighed.judged(seen, said))
            rows.append([Cell(seen.name(region)), Cell(told, sources=places)])
        else:
            silent.append(seen.name(region))
    if not rows:
        return
    table = Table(
        "themes",
        tell.say("themes-table"),
        [Column(tell.say("region"), width=2), Column(tell.say("themes-said"), width=9)],
        rows,
        compact=True,
    )
    lead = Paragraph(tell.say("themes-lead"))
    rest = [Paragraph(tell.say("themes-silent", names=tell.listing(silent)))] if silent else []
    yield Section(tell.say("themes-title"), (lead, table, *rest), id="themes")
