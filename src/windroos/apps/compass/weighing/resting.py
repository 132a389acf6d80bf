"""On which documents and datasets regions rest."""

from collections.abc import Sequence

from windroos import cases
from windroos.cases import RegionResult
from windroos.cases.case import Source


def sources(case: cases.Case, results: Sequence[RegionResult]) -> list[Source]:
    """The documents and datasets that regions rest on, in the order of the case."""
    passages = {
        passage
        for result in results
        for passage in (
            *(j.passage for cell in result.cells.values() for j in cell.judgements),
            *(finding.passage for gate in result.gates for finding in gate.findings),
            *((result.decision_taken.passage,) if result.decision_taken else ()),
        )
    }
    used = {case.locators[passage].document for passage in passages if passage} | {
        figure.source
        for result in results
        for cell in result.cells.values()
        for figure in cell.figures
    }
    return [source for source in case.sources.values() if source.id in used]
