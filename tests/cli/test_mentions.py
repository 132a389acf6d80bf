"""What documents are about, from the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.command import told, windroos

from windroos.sources.documents import read

TEXT = """# Reis

Een bezoek aan Japan en aan Beierse bedrijven in de zorg.

De koffie was warm.
"""


@pytest.fixture(scope="module")
def travelled(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("text") / "reis.md"
    file.write_text(TEXT, encoding="utf-8")
    told(windroos("documents", "add", str(file), "--json", data=demo))
    return demo


def mentions(*words: str, data: Path) -> list[dict]:
    return told(
        windroos("documents", "mentions", "noord_brabant", "reis", *words, "--json", data=data)
    )


def test_each_passage_is_told_with_its_proposals(travelled: Path) -> None:
    journey, coffee = mentions(data=travelled)
    assert [(one["kind"], one["id"], one["name"]) for one in journey["about"]] == [
        ("region", "JP", "Japan"),
        ("theme", "health", "Gezondheid"),
        ("region", "DE2", "Beieren"),
    ]
    (by,) = journey["about"][2]["mentions"]
    assert (by["text"], by["why"], by["start"], by["end"]) == ("Beierse", "adjective", 28, 35)
    assert coffee["about"] == []


def test_kinds_and_language_are_chosen(travelled: Path) -> None:
    journey, _ = mentions("--kind", "theme", "--language", "en", data=travelled)
    assert [one["name"] for one in journey["about"]] == ["Health"]


def test_agreement_with_marks_is_told(travelled: Path, tmp_path: Path) -> None:
    journey = read(TEXT.encode()).passages[0]
    marks = tmp_path / "marks.csv"
    marks.write_text(
        f"document,sha256,regions,themes\nreis,{journey.sha256},JP;DE2;NL,health\n",
        encoding="utf-8",
    )
    found = told(
        windroos(
            "documents",
            "mentions",
            "noord_brabant",
            "reis",
            "--marked",
            str(marks),
            "--json",
            data=travelled,
        )
    )
    assert (found["regions"]["precision"], found["regions"]["recall"]) == (1.0, 2 / 3)
    assert (found["themes"]["right"], found["themes"]["missed"]) == (1, 0)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nowhere"], "no case “nowhere”"),
        (["noord_brabant", "none"], "“none”"),
        (["noord_brabant", "reis", "--marked", "/no/such.csv"], "No such file"),
    ],
)
def test_what_is_not_there_is_told(travelled: Path, words: list[str], says: str) -> None:
    done = windroos("documents", "mentions", *words, data=travelled)
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
