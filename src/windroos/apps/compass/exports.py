"""The table of weighed regions as files for other programs."""

import csv
import io
import math
from collections.abc import Iterator, Sequence
from typing import Any

from windroos import cases
from windroos.cases.weighing import RegionResult

# A cell that begins with one of these is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_json(
    assessment: cases.Assessment, shown: Sequence[RegionResult], language: str
) -> dict[str, Any]:
    """The assessment as plain data, with the regions that are shown in the order they are shown."""
    data = assessment.as_dict(language)
    regions = {region["code"]: region for region in data["regions"]}
    return data | {"regions": [regions[result.region.code] for result in shown]}


def as_csv(assessment: cases.Assessment, shown: Sequence[RegionResult], language: str) -> str:
    """The regions that are shown, one a line, in UTF-8 with a byte order mark for spreadsheets.

    Numbers are those of the engine, with a decimal point; an empty cell is unknown or not there.
    """
    file = io.StringIO()
    writer = csv.DictWriter(file, fieldnames=_columns(assessment), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_rows(assessment, shown, language))
    return "\ufeff" + file.getvalue()


def _columns(assessment: cases.Assessment) -> list[str]:
    framework = assessment.case.framework
    gates = assessment.regions[0].gates if assessment.regions else ()
    return [
        *("code", "name", "role", "theme", "as_of"),
        *("advice", "provisional", "decision", "differs"),
        *("decision_start", "decision_end", "authority"),
        *("score", "lower", "upper", "known"),
        *(f"precondition_{gate.precondition.id}" for gate in gates),
        *(f"contribution_{component.id}" for component in framework.components),
    ]


def _rows(
    assessment: cases.Assessment, shown: Sequence[RegionResult], language: str
) -> Iterator[dict[str, str]]:
    for result in shown:
        taken = result.decision_taken
        row = {
            "code": result.region.code,
            "name": result.region.name.get(language),
            "role": assessment.role.id,
            "theme": assessment.theme.id if assessment.theme else None,
            "as_of": assessment.as_of.isoformat(),
            "advice": result.advice,
            "provisional": result.provisional,
            "decision": result.decision,
            "differs": result.differs,
            "decision_start": taken.period[0] if taken else None,
            "decision_end": taken.period[1] if taken else None,
            "authority": taken.authority if taken else None,
            "score": result.score,
            "lower": result.lower,
            "upper": result.upper,
            "known": result.known,
        }
        row |= {f"precondition_{gate.precondition.id}": gate.outcome for gate in result.gates}
        row |= {
            f"contribution_{component.id}": result.nodes[component.id].contribution
            for component in assessment.case.framework.components
        }
        yield {name: _cell(value) for name, value in row.items()}


def _cell(value: str | float | bool | None) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return repr(value) if isinstance(value, float) else str(value)
