"""Which passage is the one that stood in the former version."""

import pytest

from windroos.sources.documents.likeness import most_like

OTHERS = [
    "Wij werken samen met Vlaanderen aan water.",
    "Wij werken nauw samen met Saksen, op het gebied van chips en batterijen.",
    "Iets heel anders staat hier.",
]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (OTHERS[1], 1),
        ("Wij werken samen met Saksen op het gebied van chips.", 1),
        ("Met Vlaanderen werken wij samen aan water.", 0),
        ("Niemand heeft dit ooit eerder zo gezegd.", None),
        ("", None),
    ],
)
def test_the_most_like(text: str, place: int | None) -> None:
    assert most_like(text, OTHERS) == place


def test_nothing_to_be_like() -> None:
    assert most_like("Een zin.", []) is None
