"""Passages found from the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.command import told, windroos

TEXT = """# Reis

De regio’s hebben samengewerkt in de gezondheidszorg.

Samenwerking met één regio.

De koffie was warm.
"""


@pytest.fixture(scope="module")
def travelled(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("text") / "reis.md"
    file.write_text(TEXT, encoding="utf-8")
    told(windroos("documents", "add", str(file), "--json", data=demo))
    return demo


def found(*words: str, data: Path) -> dict:
    return told(windroos("documents", "search", *words, "--json", data=data))


def test_words_are_found_in_every_form_and_phrases_as_they_stand(travelled: Path) -> None:
    answer = found("samenwerken", "regio", data=travelled)
    assert answer["whole"]
    assert answer["documents"] == {"reis": 2}
    (care,) = found("zorg", data=travelled)["passages"]
    ((start, end),) = care["places"]
    assert care["text"][start:end] == "gezondheidszorg"
    (phrase,) = found("in de gezondheidszorg", data=travelled)["passages"]
    assert phrase["number"] == 1
    assert found("met de gezondheidszorg", data=travelled)["passages"] == []


def test_what_holds_most_says_what_it_lacks(travelled: Path) -> None:
    answer = found("koffie", "atlantis", data=travelled)
    assert not answer["whole"]
    assert [one["missing"] for one in answer["passages"]] == [["atlantis"]]
    shown = windroos("documents", "search", "koffie", "atlantis", data=travelled)
    assert "without: atlantis" in shown.stdout
    nothing = windroos("documents", "search", "atlantis", data=travelled)
    assert nothing.returncode == 0
    assert "Nothing was found" in nothing.stdout
