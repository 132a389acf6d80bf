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


@pytest.fixture
def tutorial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Every block of Python of the tutorial with the output it says to have, beside its tables."""
    text = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
    names = re.findall(r"^`([a-z]+\.csv)`", text, re.MULTILINE)
    tables = re.findall(r"```csv\n(.*?)```", text, re.DOTALL)
    for name, table in zip(names, tables, strict=True):
        (tmp_path / name).write_text(table, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    pairs = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", text, re.DOTALL)
    assert len(pairs) == len(blocks("docs/tutorial.md"))
    return pairs


def test_the_tutorial_prints_what_it_says(
    tutorial: list[tuple[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    names: dict[str, object] = {}
    for block, output in tutorial:
        exec(block, names)  # noqa: S102 (our own documentation)
        assert capsys.readouterr().out == output


def test_two_tables_become_a_robust_and_explained_verdict_in_under_thirty_lines(
    tutorial: list[tuple[str, str]],
) -> None:
    block, output = tutorial[0]
    assert len([line for line in block.splitlines() if line.strip()]) < 30
    for part in ("read_tables(", "acceptability(", "contributions(", "leaf_flips("):
        assert part in block
    assert output.count("% sure") == 6


def test_every_method_is_in_the_index_of_the_engine() -> None:
    text = (ROOT / "docs/engine/README.md").read_text(encoding="utf-8")
    folder = ROOT / "src/windroos/decide"
    for package in ("data", "weights", "methods", "sorting"):
        for module in (folder / package).glob("*.py"):
            for kind in re.findall(
                r"^class (\w+)\(.*name=", module.read_text(encoding="utf-8"), re.MULTILINE
            ):
                assert f"`{kind}`" in text, f"{package}: {kind}"


def test_the_places_of_a_text_come_from_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "policy.txt").write_text("# Kop\n\nEen alinea.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (block,) = blocks("docs/case-package.md")
    exec(block, {})  # noqa: S102 (our own documentation)
    assert capsys.readouterr().out.startswith("Kop 1 ")


def test_a_report_becomes_five_files_is_made_of_a_case_and_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    files, *others = blocks("docs/reports.md")
    exec(files, {})  # noqa: S102 (our own documentation)
    assert capsys.readouterr().out.count(": True") == 5
    assert len(others) == 2
    for block in others:
        exec(block, {})  # noqa: S102


@pytest.mark.parametrize(
    "module",
    [
        "windroos.cases",
        "windroos.cases.challenges",
        "windroos.cases.gazetteer",
        "windroos.codes.nuts",
        "windroos.codes.regions",
        "windroos.codes.schemes",
        "windroos.link.forms",
        "windroos.link.gazetteer",
        "windroos.link.guards",
        "windroos.link.marking",
        "windroos.link.text",
        "windroos.measure",
        "windroos.measure.loops",
        "windroos.measure.results",
        "windroos.measure.scope",
        "windroos.report.differences",
        "windroos.report.plot",
        "windroos.sources.fetching.errors",
        "windroos.cases.facts.values",
        "windroos.cases.facts.words",
        "windroos.cases.register.naming",
        "windroos.cases.register.words",
        "windroos.sources.persons.finding",
        "windroos.sources.persons.hiding",
        "windroos.sources.persons.numbers",
    ],
)
def test_examples_in_docstrings_run(module: str) -> None:
    result = doctest.testmod(importlib.import_module(module))
    assert result.attempted
    assert not result.failed


def test_the_gazetteers_python_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = blocks("docs/gazetteer.md")
    exec(block, {})  # noqa: S102 (our own documentation)
    assert "region DE2 0.6 ['Beierse']" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["docs/value-chains.md", "docs/results.md"])
def test_python_prints_what_its_page_says(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    told = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", text, re.DOTALL)
    assert len(told) == len(blocks(name))
    for block, printed in told:
        exec(block, {})  # noqa: S102 (our own documentation)
        assert capsys.readouterr().out == printed


def test_the_registers_python_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = blocks("docs/register.md")
    exec(block, {})  # noqa: S102 (our own documentation)
    told = ["('wur',) ('philips',)", "('nationale-technologiestrategie', 'nts')"]
    assert capsys.readouterr().out.splitlines() == told


def test_the_python_about_personal_data_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = blocks("docs/privacy.md")
    exec(block, {})  # noqa: S102 (our own documentation)
    assert capsys.readouterr().out == "name A. Voorbeeld title\nphone 06-12345678 form\n"


def test_links_between_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    for document in documents:
        for target in re.findall(
            r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")
        ):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
