"""Proposals beside what someone marked by hand.

Each file holds sixty passages of five policy documents: where they stand, the hash of their words,
and the codes marked; not the words. `marked.csv` and `marked_again.csv` were marked by people who
had not seen the gazetteer, `marked_third.csv` before the gazetteer was mended on the second, the
others by readers who saw nothing of it. It has been mended where any of them differed: all are
development sets now, and hold what was reached. See docs/gazetteer.md for the first score of each,
which is the measure.

Text files were read otherwise then. A mark is now at the passage, or the heading, that holds the
words it was made for; one passage of the third set has become part of one of the first.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from windroos import cases
from windroos.link import Mention
from windroos.link.marking import Agreement, agreement
from windroos.sources.documents import passage_hash, read

# The column of the marks, and the kind of mention it marks.
KINDS = {"regions": "region", "themes": "theme"}
# The least precision and recall that each set is held at.
HELD = {
    ("marked", "regions"): (0.95, 0.93),
    ("marked", "themes"): (0.98, 0.95),
    ("marked_again", "regions"): (0.98, 0.97),
    ("marked_again", "themes"): (0.98, 0.98),
    ("marked_third", "regions"): (0.98, 0.98),
    ("marked_third", "themes"): (0.98, 0.98),
    ("marked_fourth", "regions"): (0.98, 0.98),
    ("marked_fourth", "themes"): (0.98, 0.9),
    ("marked_fifth", "regions"): (0.98, 0.98),
    ("marked_fifth", "themes"): (0.97, 0.9),
    ("marked_sixth", "regions"): (0.98, 0.98),
    ("marked_sixth", "themes"): (0.98, 0.95),
}
SETS = tuple(dict.fromkeys(name for name, _ in HELD))
# In the first set regions below NUTS 2 got codes of the marker's own, and no city was marked as
# the region it lies in.
MARKED_AS = {"NL213": "x-twente", "NL226": "x-arnhem-nijmegen"}


def marks(name: str) -> list[dict[str, str]]:
    file = Path(__file__).with_name(f"{name}.csv")
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def code(name: str, one: Mention) -> str | None:
    """What the marker of a set would have written for a mention; None for nothing."""
    if name != "marked":
        return one.id
    return None if one.why == "city" else MARKED_AS.get(one.id, one.id)


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[tuple[str, str], str]:
    """The words of every passage and heading, by document and hash."""
    found = {}
    for file in (shared / "seeds").glob("*.txt"):
        for passage in read(file.read_bytes()).passages:
            found[file.name[:3], passage_hash(passage.section)] = passage.section
            found[file.name[:3], passage.sha256] = passage.text
    return found


@pytest.fixture(scope="module")
def agreed(texts: dict[tuple[str, str], str]) -> dict[tuple[str, str], Agreement]:
    gazetteer = cases.gazetteer(cases.load("noord_brabant"))
    found = {}
    for name, column in HELD:
        pairs = []
        for row in marks(name):
            mentions = gazetteer.find(texts[row["document"], row["sha256"]])
            of_kind = [one for one in mentions if one.kind == KINDS[column]]
            proposed = {code(name, one) for one in of_kind} - {None}
            pairs.append((proposed, set(row[column].split(";")) - {""}))
        found[name, column] = agreement(pairs)
    return found


@pytest.mark.parametrize("name", SETS)
def test_sixty_passages_were_marked(name: str) -> None:
    assert len(marks(name)) == (59 if name == "marked_third" else 60)
    assert len({row["document"] for row in marks(name)}) == 5


def test_no_passage_was_marked_twice() -> None:
    marked = [(row["document"], row["sha256"]) for name in SETS for row in marks(name)]
    assert len(set(marked)) == len(marked)


@pytest.mark.parametrize(("name", "column"), HELD)
def test_proposals_are_right_and_few_are_missed(
    agreed: dict[tuple[str, str], Agreement], name: str, column: str
) -> None:
    precision, recall = HELD[name, column]
    found = agreed[name, column]
    assert found.precision is not None
    assert found.recall is not None
    assert found.precision >= precision
    assert found.recall >= recall
