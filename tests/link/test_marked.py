"""Proposals beside what someone marked by hand, who had not seen the gazetteer.

`marked.csv` holds sixty passages of five policy documents: where they stand, the hash of their
words, and the codes marked; not the words.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from windroos import cases
from windroos.link.marking import Agreement, agreement
from windroos.sources.documents import Passage, read

# The column of the marks, and the kind of mention it marks.
KINDS = {"regions": "region", "themes": "theme"}
# Regions below NUTS 2 got codes of the marker's own.
MARKED_AS = {"NL213": "x-twente", "NL226": "x-arnhem-nijmegen"}


@pytest.fixture(scope="module")
def marks() -> list[dict[str, str]]:
    with Path(__file__).with_name("marked.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def passages(shared: Path) -> dict[tuple[str, str], Passage]:
    return {
        (file.name[:3], passage.sha256): passage
        for file in (shared / "seeds").glob("*.txt")
        for passage in read(file.read_bytes()).passages
    }


@pytest.fixture(scope="module")
def agreed(
    marks: list[dict[str, str]], passages: dict[tuple[str, str], Passage]
) -> dict[str, Agreement]:
    gazetteer = cases.gazetteer(cases.load("noord_brabant"))
    found = {}
    for column, kind in KINDS.items():
        pairs = []
        for row in marks:
            text = passages[row["document"], row["sha256"]].text
            proposed = {
                MARKED_AS.get(one.id, one.id) for one in gazetteer.find(text) if one.kind == kind
            }
            pairs.append((proposed, set(row[column].split(";")) - {""}))
        found[column] = agreement(pairs)
    return found


def test_sixty_passages_were_marked(marks: list[dict[str, str]]) -> None:
    assert len(marks) == 60
    assert len({row["document"] for row in marks}) == 5


@pytest.mark.parametrize("column", KINDS)
def test_proposals_are_right_and_few_are_missed(agreed: dict[str, Agreement], column: str) -> None:
    found = agreed[column]
    assert found.precision is not None
    assert found.recall is not None
    assert found.precision >= 0.95
    assert found.recall >= 0.9
