"""The programmes of documents 003 and 002, as coded, against the text itself.

The tables of document 003 are read here by plain string work, not by the program's own reader.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from tests.cases.test_noord_brabant import kpis
from windroos import cases
from windroos.cases import Case
from windroos.cases.facts.tables import TABLES, descriptor
from windroos.cases.package import as_csv, locate, row_key
from windroos.cases.problems import Problem
from windroos.cases.reading import Row, rows
from windroos.cases.register import Register, read
from windroos.sources import documents

FOLDER = locate("noord_brabant") / "facts"
YEARS = range(2018, 2023)
# In the order of the table of document 003.
INDICATORS = [
    "lsh-test-environments",
    "lsh-network-share",
    "lsh-companies",
    "lsh-missions",
    "pivot-park-occupancy",
    "pivot-park-jobs",
]
PROVINCES = {f"provincie-{name}" for name in ("noord-brabant", "gelderland", "overijssel")}


@cache
def _register() -> Register:
    return read("noord_brabant")


def _of(table: str, **wanted: str | None) -> list[Row]:
    return [
        row
        for row in _register().tables[table]
        if all(row[name] == value for name, value in wanted.items())
    ]


@cache
def _facts(table: str) -> list[Row]:
    problems: list[Problem] = []
    found = rows(FOLDER, TABLES[table], problems)
    assert found is not None
    assert problems == []
    return [row for _line, row in found]


@pytest.fixture(scope="module")
def notice(shared: Path) -> str:
    return (shared / "seeds" / "003_c93f35eff56babda.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def proposition(shared: Path) -> str:
    return (shared / "seeds" / "002_b92db76df252e42d.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def case() -> Case:
    return cases.load("noord_brabant")


Words = dict[str, str]


@pytest.fixture(scope="module")
def words(shared: Path) -> Words:
    """What each passage of the register in documents 002 and 003 says; it is the one meant."""
    found = {}
    for document in ("002", "003"):
        (file,) = (shared / "seeds").glob(f"{document}_*.txt")
        places = {one.place: one for one in documents.read(file.read_bytes()).passages}
        for row in _of("passages", document=document):
            passage = places[str(row["section"]), int(str(row["paragraph"]))]
            assert passage.sha256 == row["sha256"], row["id"]
            said = documents.sentences(passage.text)
            first, _dash, last = str(row["sentences"] or f"1-{len(said)}").partition("-")
            assert int(last or first) <= len(said), row["id"]
            found[row["id"]] = " ".join(said[int(first) - 1 : int(last or first)])
    return found


# The facts as they are shipped


def test_the_files_are_what_is_written_of_them() -> None:
    for name, table in TABLES.items():
        ordered = sorted(_facts(name), key=lambda row: row_key(table, row))
        assert (FOLDER / table.path).read_bytes() == as_csv(table, ordered), name
    described = rf'"name": "{_register().name}",\s+"title": "{_register().title}"'
    assert re.search(described, (FOLDER / "datapackage.json").read_text("utf-8"))
    assert descriptor("lake", "The lake")["resources"][0]["path"] == "facts.csv"


def test_everything_refers_to_what_is_there() -> None:
    known = {name: {row["id"] for row in _of(name)} for name in ("indicators", "passages")}
    known["programmes"] = {row["id"] for row in _of("programmes")}
    known["programme_parts"] = {row["id"] for row in _of("programme_parts")}
    known["organisations"] = {row["id"] for row in _of("organisations")}
    for name, table in TABLES.items():
        known[name] = {row["id"] for row in _facts(name)}
        for one in table.references:
            for row in _facts(name):
                assert row[one.field] is None or row[one.field] in known[one.table], row["id"]
    assert all(row["passage"] for name in ("facts", "amounts") for row in _facts(name))


# The table and the budget of document 003


def test_the_kpi_table_is_coded_to_the_letter(notice: str) -> None:
    printed = kpis(notice)
    coded = sorted(_of("indicators", programme="lsh"), key=lambda row: int(str(row["position"])))
    assert [row["id"] for row in coded] == INDICATORS
    assert [row["position"] for row in coded] == [1, 2, 3, 4, 5, 6]
    for indicator, (label, cells) in zip(coded, printed, strict=True):
        held = {
            str(row["period"]): row
            for row in _facts("facts")
            if row["indicator"] == indicator["id"]
        }
        assert sorted(held) == [str(year) for year in YEARS]
        for (year, fact), cell in zip(sorted(held.items()), cells, strict=True):
            gap = cell == "Nul-meting"
            assert fact["value"] == (None if gap else float(cell.rstrip("%"))), fact["id"]
            assert fact["status"] == ("to-be-measured" if gap else "final")
            assert (fact["cell"], fact["passage"]) == (year, indicator["passage"])
        unit = "%" if cells[-1].endswith("%") else "fte" if "(fte)" in label else None
        assert (indicator["unit"], indicator["kind"] == "ratio") == (unit, unit == "%")
        marks = [row["mark"] for row in _of("indicator_notes", indicator=str(indicator["id"]))]
        assert marks == ([label[-1]] if label[-1] in "ABC" else []), label
    assert len(_facts("facts")) == 30


def test_what_is_only_expected_is_no_target(notice: str) -> None:
    """The note to the table calls 2020-2022 expected effects; note A calls the first number of 2018
    that of now, and the second is a baseline by its words."""
    assert "De KPI’s 2020-2022 zijn de verwachte doorlopende" in notice
    roles = {(row["indicator"], row["period"]): row["role"] for row in _facts("facts")}
    begun = {("lsh-test-environments", "2018"), ("lsh-network-share", "2018")}
    assert {cell for cell, role in roles.items() if role == "baseline"} == begun
    assert {period for (_one, period), role in roles.items() if role == "expected"} == {
        "2020", "2021", "2022",
    }  # fmt: skip
    assert {period for (_one, period), role in roles.items() if role == "target"} == {
        "2018", "2019",
    }  # fmt: skip


def test_the_budget_is_coded_to_the_letter(notice: str) -> None:
    printed = dict(re.findall(r"^(\w\D+?) +(\d(?:\.\d{3}){2})\s*$", notice, re.MULTILINE))
    labels = ["Motor van zorginnovaties", "Zorginnovatie sneller naar de markt en de patiënt"]
    assert list(printed) == [*labels, "Totaal"]
    lines = {label: f"lsh-line-{n}" for n, label in enumerate(labels, start=1)}
    wanted = {lines.get(label): float(sum_.replace(".", "")) for label, sum_ in printed.items()}
    coded = [row for row in _facts("amounts") if row["programme"] == "lsh"]
    assert {row["part"]: row["amount"] for row in coded} == wanted
    assert {(r["role"], r["period"], r["currency"], r["funder"], r["status"]) for r in coded} == {
        ("budget", "2018/2019", "EUR", "provincie-noord-brabant", "provisional")
    }
    total = wanted.pop(None)
    assert sum(wanted.values()) == total


def test_lines_and_action_lines_are_those_of_the_text(notice: str) -> None:
    names = re.findall(r"^(Programmalijn|Actielijn) (\d)", notice, re.MULTILINE)
    kinds = {"Programmalijn": "line", "Actielijn": "action-line"}
    parts = sorted(
        _of("programme_parts", programme="lsh"), key=lambda row: int(str(row["position"]))
    )
    assert [(row["kind"], row["code"]) for row in parts if row["code"]] == [
        (kinds[kind], number) for kind, number in names
    ]
    of = {row["code"]: row["parent"] for row in parts if row["kind"] == "action-line"}
    assert [of[str(n)] for n in range(1, 7)] == ["lsh-line-1"] * 4 + ["lsh-line-2"] * 2


# The same figures elsewhere in the case


def test_the_figures_of_the_case_are_the_same(case: Case) -> None:
    facts = {row["id"]: row for row in _facts("facts")}
    places = {row["id"]: row for row in _of("passages")}
    figures = {one.id: one for one in case.quantities if one.kind != "amount"}
    assert figures.keys() == facts.keys()
    for id, one in figures.items():
        fact = facts[id]
        assert (one.kind, one.value, str(one.year)) == (fact["role"], fact["value"], fact["period"])
        assert one.subject == fact["indicator"]
        assert (one.state == "to-be-measured") == (fact["status"] == "to-be-measured")
        _same_place(case, one.passage, places[fact["passage"]])
    amounts = [row for row in _facts("amounts") if row["programme"] == "lsh"]
    sums = {float(one.value or 0): one for one in case.quantities if one.kind == "amount"}
    assert sums.keys() == {row["amount"] for row in amounts}
    for row in amounts:
        printed = sums[float(row["amount"] or 0)]
        assert printed.cell == row["cell"]
        _same_place(case, printed.passage, places[row["passage"]])


def _same_place(case: Case, passage: str, row: Row) -> None:
    place = case.locators[passage]
    assert (place.document, place.section, place.paragraph, place.sha256) == (
        row["document"], row["section"], row["paragraph"], row["sha256"],
    )  # fmt: skip


def test_the_figures_of_the_sites_are_the_same() -> None:
    indicators = {
        "occupancy": "pivot-park-occupancy",
        "jobs": "pivot-park-jobs",
        "organisations": "lsh-network-share",
    }
    sites = {row["id"]: row["site"] for row in _of("indicators")}
    facts = {(row["indicator"], row["period"]): row for row in _facts("facts")}
    places = {row["id"]: (row["section"], row["paragraph"]) for row in _of("passages")}
    found = _of("site_figures", source="003")
    assert len(found) == 15
    for row in found:
        indicator = indicators[str(row["measure"])]
        fact = facts[indicator, str(row["year"])]
        assert sites[indicator] == row["site"]
        assert (row["role"], row["value"]) == (fact["role"], fact["value"])
        assert (row["state"] or "final") == fact["status"]
        assert places[row["passage"]] == places[fact["passage"]]


# Against the words of the passages


@pytest.mark.parametrize(
    ("note", "says"),
    [
        ("star", "Als onderdeel van de P&C cyclus rapporteert de BOM"),
        ("01", "outcome doelstellingen"),
        ("02", "Output / throughput"),
        ("03", "programma 2018-2019"),
        ("04", "2018-2022"),
        ("05", "middelen tot 31 december 2019"),
        ("06", "KPI’s 2020-2022"),
        ("07", "advies van ERAC"),
        ("08", "bovenstaande activiteiten"),
        ("09", "Naast de twee programmalijnen"),
        ("10", "nog onderwerp van gesprek"),
        ("11", "leningsovereenkomsten"),
        ("12", "project KPI’s"),
        ("13", "grootschalige proeftuinen"),
        ("14", "een grootschalige virtuele proeftuin"),
    ],
)
def test_each_note_rests_on_the_place_it_speaks_of(words: Words, note: str, says: str) -> None:
    (row,) = _of("programme_notes", id=f"lsh-note-{note}")
    assert says in words[str(row["passage"])]
    for other in re.findall(r"zie (\d+)", str(row["text_nl"])):
        # Two places that do not agree tell of each other.
        (beside,) = _of("programme_notes", mark=other)
        assert f"zie {row['mark']}." in str(beside["text_nl"])


def test_footnotes_rest_on_the_footnotes(words: Words) -> None:
    notes = _of("indicator_notes")
    assert {row["mark"] for row in notes} == {"A", "B", "C"}
    for row in notes:
        assert words[str(row["passage"])].startswith(f"{row['mark']} ")


def test_no_agreement_is_coded_where_the_text_names_none() -> None:
    assert _of("programme_agreements") == []


def test_every_sum_in_euros_of_document_002_is_coded(proposition: str, words: Words) -> None:
    times = {"miljoen": 1e6, "miljard": 1e9}
    sums = re.findall(r"€\s?(\d+)\s+(mil\w+)", proposition)
    printed = {float(number) * times[unit] for number, unit in sums}
    assert len(printed) == 3
    coded = {row["id"]: row for row in _facts("amounts") if row["programme"] != "lsh"}
    exact = {i: row for i, row in coded.items() if not str(i).startswith("photondelta")}
    assert {row["amount"] for row in exact.values()} == printed
    for row in exact.values():
        number, unit = re.findall(r"€\s?(\d+) (mil\w+)", words[str(row["passage"])])[0]
        assert row["amount"] == float(number) * times[unit]
    told = words[str(coded["photondelta-raised"]["passage"])]
    assert "meer dan een miljard euro" in told
    raised = coded["photondelta-raised"]
    assert (raised["amount"], raised["approximate"]) == (1e9, "at-least")
    # A sum that is told without a number has none.
    assert "honderden miljoenen euro’s toegekend" in told
    assert coded["photondelta-committed"]["amount"] is None


def test_partners_stand_in_the_passage_that_is_said_to_name_them(words: Words) -> None:
    names: dict[object, list[str]] = defaultdict(list)
    for row in _of("names"):
        names[row["organisation"]].append(str(row["name"]))
    missing = []
    for row in _of("programme_partners", basis="text"):
        who, said = row["organisation"], words[str(row["passage"])]
        if who in PROVINCES:  # mostly by what they are, or as who speaks
            named = re.search(r"[Pp]rovincie|\b[Ww](ij|e)\b", said)
        else:
            named = who is None or any(name in said for name in names[who])
        if not named:
            missing.append(row["id"])
    assert missing == []


def test_what_stands_on_the_text_has_its_passage() -> None:
    for table in ("programmes", "programme_partners", "indicators"):
        assert all(row["passage"] for row in _of(table, basis="text")), table
    for table in ("programme_parts", "programme_goals", "programme_notes", "indicator_notes"):
        assert all(row["passage"] for row in _of(table)), table


def test_years_stand_in_the_text(words: Words) -> None:
    sections = {row["id"]: str(row["section"]) for row in _of("passages")}
    for row in _of("programmes"):
        for name in ("start", "end"):
            if row[name] is not None and row["id"] not in ("chipnl", "medicine-research-twente"):
                told = sections[row["passage"]] + words[str(row["passage"])]
                assert str(row[name]) in told, row["id"]
    assert any("ChipNL-programma in 2026" in said for said in words.values())
    (research,) = _of("programmes", id="medicine-research-twente")
    assert words[str(research["passage"])].startswith("Een jaar geleden")


def test_no_sentence_of_the_documents_is_in_the_facts(words: Words) -> None:
    whole = "\n".join(file.read_text("utf-8") for file in FOLDER.iterdir())
    for said in words.values():
        for sentence in _sentences(said):
            assert sentence not in whole


def _sentences(said: str) -> Iterable[str]:
    return (one for one in documents.sentences(said) if len(one.split()) >= 6 and "|" not in one)
