"""What documents are about, from the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.command import told, windroos

from windroos.sources.documents import read

ANALYST = "analyst@voorbeeld.example"
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


def marked(verb: str, *words: str, data: Path) -> dict:
    return told(
        windroos("documents", verb, "reis", "1", *words, "--as", ANALYST, "--json", data=data)
    )


def test_a_person_accepts_and_rejects(travelled: Path) -> None:
    score = told(
        windroos("documents", "mentions", "noord_brabant", "reis", "--score", "--json",
                 data=travelled)
    )  # fmt: skip
    assert (score["judged"], score["share"]) == (0, None)
    assert marked("mark", "region", "DE2", data=travelled)["state"] == "accepted"
    rejected = marked("mark", "region", "JP", "--reject", "--reason", "A trip", data=travelled)
    assert rejected["state"] == "rejected"
    journey, coffee = mentions("--accepted", data=travelled)
    assert [(one["id"], one["state"]) for one in journey["about"]] == [("DE2", "accepted")]
    assert coffee["about"] == []
    said = windroos("documents", "mentions", "noord_brabant", "reis", "--score", data=travelled)
    assert "1 of the 2 proposals that were judged were accepted (50.0%)" in said.stdout
    for id in ("DE2", "JP"):
        assert marked("unmark", "region", id, data=travelled)["state"] is None
    assert len(mentions(data=travelled)[0]["about"]) == 3


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["mark", "reis", "1", "region", "XQ"], "There is no region “XQ”"),
        (["mark", "reis", "9", "region", "JP"], "no paragraph 9"),
        (["mark", "none", "1", "region", "JP"], "“none” has not been added"),
        (["unmark", "reis", "1", "region", "JP"], "nobody said anything"),
    ],
)
def test_what_cannot_be_marked_is_told(travelled: Path, words: list[str], says: str) -> None:
    done = windroos("documents", *words, "--as", ANALYST, data=travelled)
    assert done.returncode == 1
    assert says in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


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
