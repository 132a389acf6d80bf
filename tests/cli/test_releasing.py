"""Who may read a document, from the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.command import told, windroos

TEXT = "# Brief\n\nBel dhr. Q. Wiekeling op 06-12345678.\n\nHet water stijgt.\n"


@pytest.fixture(scope="module")
def written(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("text") / "brief.md"
    file.write_text(TEXT, encoding="utf-8")
    told(windroos("documents", "add", str(file), "--json", data=demo))
    return demo


def released(data: Path) -> dict[str, bool]:
    listed = told(windroos("documents", "list", "--json", data=data))
    return {one["id"]: one["released"] is not None for one in listed}


def test_a_document_is_released_after_showing_what_was_found(written: Path) -> None:
    assert not released(written)["brief"]
    asked = windroos("documents", "release", "brief", data=written)
    assert asked.returncode == 1
    assert "nothing was released" in asked.stderr
    assert "06-12345678" in asked.stdout
    assert not released(written)["brief"]
    done = windroos("documents", "release", "brief", "--yes", "--hide", "Het water", data=written)
    assert done.returncode == 0
    assert released(written)["brief"]
    told(windroos("documents", "withdraw", "brief", "--json", data=written))
    assert not released(written)["brief"]


def test_a_mistake_is_told(written: Path) -> None:
    for words, why in (
        (("release", "elsewhere", "--yes"), "has not been added"),
        (("release", "brief", "--yes", "--show", "Nobody"), "not found in brief: Nobody"),
        (("release", "brief", "--yes", "--hide", "Nobody"), "do not stand in the document"),
        (("withdraw", "001"), "No version of this document was released"),
    ):
        answer = windroos("documents", *words, data=written)
        assert answer.returncode == 1
        assert why in answer.stderr
        assert "Traceback" not in answer.stderr


def test_adding_and_releasing_can_be_done_at_once(written: Path, tmp_path: Path) -> None:
    file = tmp_path / "nota.md"
    file.write_text(f"{TEXT}\nNog iets.\n", encoding="utf-8")
    answer = windroos("documents", "add", str(file), "--release", "--yes", data=written)
    assert answer.returncode == 0
    assert released(written)["nota"]
