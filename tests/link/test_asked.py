"""What a search finds beside what someone marked by hand in five policy documents.

`asked.csv` holds queries with the passages that should be found: where those stand, not their
words. A heading belongs to the first passage beneath it. The first list was made before the
search was, the second when its rules stood.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from windroos.link import search
from windroos.link.marking import Agreement, agreement
from windroos.link.text import fold
from windroos.sources.documents import read

Place = tuple[str, str, int]
Wanted = dict[str, set[Place]]


@pytest.fixture(scope="module")
def asked() -> dict[str, Wanted]:
    lists: dict[str, Wanted] = defaultdict(lambda: defaultdict(set))
    with Path(__file__).with_name("asked.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            place = (row["document"], row["section"], int(row["paragraph"]))
            lists[row["list"]][row["query"]].add(place)
    return lists


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[Place, str]:
    """The passages of the five documents, each first one of a section with its heading."""
    return {
        (file.name[:3], one.section, one.paragraph): (
            f"{one.section}\n{one.text}" if one.paragraph == 1 else one.text
        )
        for file in sorted((shared / "seeds").glob("*.txt"))
        for one in read(file.read_bytes()).passages
    }


def agreed(wanted: Wanted, texts: dict[Place, str]) -> Agreement:
    places = list(texts)
    pairs = []
    for query, marked in wanted.items():
        result = search.find(list(texts.values()), query)
        found = {places[one.place] for one in result.scored} if result.whole else set()
        pairs.append(({str(one) for one in found}, {str(one) for one in marked}))
    return agreement(pairs)


def test_what_was_marked_stands_in_the_documents(
    asked: dict[str, Wanted], texts: dict[Place, str]
) -> None:
    assert {name: len(wanted) for name, wanted in asked.items()} == {"first": 37, "second": 21}
    for wanted in asked.values():
        for marked in wanted.values():
            assert marked <= set(texts)


@pytest.mark.parametrize(
    ("name", "precision", "recall"), [("first", 0.95, 0.95), ("second", 0.9, 0.9)]
)
def test_what_should_be_found_is_found_and_little_else(
    asked: dict[str, Wanted], texts: dict[Place, str], name: str, precision: float, recall: float
) -> None:
    found = agreed(asked[name], texts)
    assert found.precision is not None
    assert found.recall is not None
    assert found.precision >= precision
    assert found.recall >= recall


def test_it_finds_more_than_a_search_for_the_letters(
    asked: dict[str, Wanted], texts: dict[Place, str]
) -> None:
    folded = {str(place): fold(text) for place, text in texts.items()}
    for wanted in asked.values():
        before = agreement(
            (
                {place for place, text in folded.items() if all(w in text for w in words)},
                {str(one) for one in marked},
            )
            for words, marked in ((fold(query).split(), marked) for query, marked in wanted.items())
        )
        now = agreed(wanted, texts)
        assert now.right > before.right
        assert now.missed < before.missed
        assert now.wrong <= before.wrong
