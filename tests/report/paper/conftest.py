"""The papers with all their outputs, made once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests.report.paper.papers import council_paper, hostile_paper

from windroos.report.paper import (
    Paper,
    to_csv,
    to_docx,
    to_page,
    to_pdf,
    to_xlsx,
)


@dataclass(frozen=True)
class Made:
    """A paper and what was written of it."""

    paper: Paper
    page: str
    pdf: bytes
    docx: bytes
    xlsx: bytes
    csv: dict[str, bytes]


def _made(paper: Paper) -> Made:
    return Made(paper, to_page(paper), to_pdf(paper), to_docx(paper), to_xlsx(paper), to_csv(paper))


@pytest.fixture(scope="session", params=["nl", "en"])
def made(request: pytest.FixtureRequest) -> Made:
    return _made(council_paper(request.param))


@pytest.fixture(scope="session")
def hostile() -> Made:
    return _made(hostile_paper())
