"""What the documentation says, happens: the Python in it runs."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def blocks(name: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)


def test_five_lines_of_python_give_the_verdict_table(capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = blocks("README.md")
    lines = [line for line in block.splitlines() if line.strip()]
    assert len(lines) <= 5
    exec(block, {})  # noqa: S102 (our own README)
    printed = capsys.readouterr().out
    assert len(printed.splitlines()) == 26
    assert "Thüringen" in printed


@pytest.mark.parametrize("name", ["docs/manual/en/2-analyst.md", "docs/manual/nl/2-analist.md"])
def test_the_analysts_python_runs(name: str) -> None:
    (block,) = blocks(name)
    exec(block, {})  # noqa: S102 (our own documentation)


def test_the_places_of_a_text_come_from_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "policy.txt").write_text("# Kop\n\nEen alinea.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (block,) = blocks("docs/case-package.md")
    exec(block, {})  # noqa: S102 (our own documentation)
    assert capsys.readouterr().out.startswith("Kop 1 ")


@pytest.mark.parametrize(
    "module", ["windroos.cases", "windroos.codes.regions", "windroos.link.text"]
)
def test_examples_in_docstrings_run(module: str) -> None:
    result = doctest.testmod(importlib.import_module(module))
    assert result.attempted
    assert not result.failed


def test_links_between_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    for document in documents:
        for target in re.findall(
            r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")
        ):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
