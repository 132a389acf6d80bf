"""The case of Noord-Brabant, and the papers about it that the tests read."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from tests.standing import TODAY
from windroos import cases
from windroos.cases import Case
from windroos.cases.facts.told import told_of
from windroos.cases.papers import PAPERS
from windroos.report.paper import Language, Paper

Papers = Callable[..., Paper]

# A square of land around Luxembourg.
LAND = [{"type": "Polygon", "coordinates": [[[0, 45], [12, 45], [12, 55], [0, 55], [0, 45]]]}]


@pytest.fixture(scope="session")
def brabant() -> Case:
    return cases.load("noord_brabant")


@pytest.fixture(scope="session")
def papers(brabant: Case) -> Papers:
    """Makes a paper on the day of the tests, each once."""

    programmes = told_of("noord_brabant", today=TODAY)

    @cache
    def made(kind: str, language: Language = "nl", **options: Any) -> Paper:
        return PAPERS[kind].paper(
            brabant,
            language=language,
            day=TODAY,
            options=options,
            given={"land": LAND, "programmes": programmes},
        )

    return made
