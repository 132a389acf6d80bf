"""The data to take along: every table that a page shows is a file with the same rows."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.browser.test_every_page import addresses
from tests.cases import packages

from windroos import cases
from windroos.apps.accounts.models import Membership, Organisation, User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.compass.actions import load_case, save_scenario
from windroos.apps.compass.framework import versions as framework_versions
from windroos.apps.network import actions as network
from windroos.apps.regions.models import Party
from windroos.apps.regions.queries import Case
from windroos.cases.check import read
from windroos.cases.framework_file import parse
from windroos.cases.package import Package
from windroos.report.table_file import Column, as_csv, as_json
from windroos.site.tables import DATA_TABLES, TABLES

DATA = "/en/noord_brabant/data/"


# The tables of the pages


class Tables(HTMLParser):
    """The tables of a page: the rows of each, and the links to its files."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self.files: dict[str, list[str]] = {}
        self._table: str | None = None
        self._tools: str | None = None
        self._row: dict[str, Any] | None = None
        self._head = self._body = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        if tag == "table":
            # A table without a name has no files: it is told by the empty name.
            self._table = given.get("id", "")
            assert self._table not in self.rows
            self.rows[self._table] = []
        elif tag == "div" and "data-table" in given:
            self._tools = given["data-table"]
        elif tag == "a" and self._tools is not None and "download" in given:
            self.files.setdefault(self._tools, []).append(given["href"])
        elif tag == "tbody":
            self._body = True
        elif tag == "tr" and self._body:
            told = {"group-row", "detail-row", "total-row"}.isdisjoint(classes)
            self._row = {"head": "", "numbers": []} if told else None
        elif self._row is not None and tag in {"th", "td"}:
            self._head = tag == "th"
            self._row["numbers"] += [number(given["data-value"])] if "data-value" in given else []

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._table = None
        elif tag == "div":
            self._tools = None
        elif tag == "tbody":
            self._body = False
        elif tag == "tr" and self._row is not None and self._table is not None:
            self.rows[self._table].append(self._row)
            self._row = None
        elif tag == "th":
            self._head = False

    def handle_data(self, data: str) -> None:
        if self._head and self._row is not None:
            self._row["head"] += data


def number(text: object) -> float | None:
    try:
        return float(str(text))
    except ValueError:
        return None


# The field whose value heads a row on the page.
HEADS = {
    "challenges": "label",
    "challenge-regions": "name",
    "ranking": "name",
    "changes": "name",
    "components": "label",
    "comparison-verdicts": "name",
    "comparison-components": "label",
    "comparison-preconditions": "label",
    "measures": "label",
    "series": "label",
    "common-scale": "economy",
    "example": "label",
    "documents": "title",
    "figures": "region",
    "anchors": "economy",
    "tables": "title",
    "robustness": "name",
    "robustness-pairs": "name",
    "scenarios": "label",
    "scenario-ranking": "name",
    "scenario-changes": "label",
    "scenario-regions": "name",
    "scenario-numbers": "label",
    "framework-changes": "label",
    "dialogues": "with_whom",
    "quantities": "subject",
    "decided": "name",
    "leaning": "label",
    "leaning-verdicts": "name",
}
# Pages with a table that the visits do not show.
MORE = [
    "decisions/",
    "scenarios/",
    "scenarios/try/?w.environment=2&t.active=0.8&theme=health",
    "scenarios/{scenario}/",
    "scenarios/compare/?scenario=framework&scenario={scenario}",
    "framework/{version}/",
    "dialogues/?region=JP",
]


def head(case: cases.Case, table: str, row: dict[str, Any], language: str) -> str:
    """How a row of a file is headed on the page: figures by the name of their region, or of their
    series."""
    if table == "quantities":
        return row[f"label_{language}"]
    value = str(row[HEADS[table]])
    if table in {"figures", "anchors"} and value in case.regions:
        return case.regions[value].name.get(language)
    return value


@pytest.fixture
def both(loaded_case: Case, tmp_path: Path) -> dict[str, cases.Case]:
    """The case of Noord-Brabant and the invented one of the lake, as the pages show them."""
    lake = load_case(read(packages.write(tmp_path / "package"))).case
    return {row.name: queries.value(row) for row in (loaded_case, lake)}


@pytest.fixture
def more(loaded_case: Case) -> list[str]:
    """Pages on what people did: weighed otherwise, spoke, changed the framework."""
    province = Organisation.objects.create(slug="prov", name_nl="Provincie", name_en="Province")
    Party.objects.create(case=loaded_case, organisation=province, lead=True)
    anna = User.objects.create_user("anna@province.example", name="Anna")
    Membership.objects.create(user=anna, organisation=province, role=Role.ANALYST)
    scenario = save_scenario(
        loaded_case,
        cases.Scenario("innovation", weights={"environment": 2}),
        name="Environment counts double",
        visibility="public",
        actor=anna,
    )
    for region, public in [("JP", True), ("JP", False), ("DEG", True)]:
        talk = network.add_dialogue(
            actor=anna,
            case=loaded_case,
            region=region,
            held=date(2026, 3, 3),
            kind="ministry",
            organisation="A ministry",
            level="official",
            summary="Wat er is gezegd.",
        )
        if public:
            network.release_dialogue(
                actor=anna,
                case=loaded_case,
                dialogue=talk.pk,
                version=talk.version,
                public_nl="Er is gesproken.",
                public_en="There was a talk.",
            )
    package = queries.package(loaded_case)
    text = package.framework_text.replace("active = 0.6,", "active = 0.7,")
    framework, problems = parse(text)
    assert framework is not None, problems
    load_case(Package.of(package.name, package.title, framework, text, package.tables))
    version = framework_versions.held(loaded_case)[0].number
    return [path.format(scenario=scenario.pk, version=version) for path in MORE]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_table_of_every_page_is_a_file_with_the_same_rows(
    client: Client, both: dict[str, cases.Case], more: list[str], language: str
) -> None:
    seen = set()
    pages = [f"/{language}/{name}/" for name in both]
    for address in [*addresses(language), *(f"{pages[0]}{path}" for path in more)]:
        # A frame leads to the page that has the files; what is behind a login is not for everyone.
        if not address.startswith(tuple(pages)) or "/embed/" in address:
            continue
        # The sources are of the installation: their figures are taken along in test_sources.py.
        if "/sources/" in address:
            continue
        response = client.get(address)
        if response.status_code == 302:
            continue
        assert response.status_code == 200, address
        page = Tables()
        page.feed(response.content.decode())
        for id, shown in page.rows.items():
            assert len(page.files.get(id, ())) == 3, f"{address}: no files of the table “{id}”"
            sheets, data = files(client, page.files[id])
            rows = data["rows"]
            seen.add(data["table"])
            heads = [head(both[data["case"]], data["table"], row, language) for row in rows]
            assert len(shown) == len(rows), f"{address}: {id}"
            for line, row, name in zip(shown, rows, heads, strict=True):
                assert name in line["head"], f"{address}: {id}"
                held = [n for n in map(number, row.values()) if n is not None]
                for value in filter(None, line["numbers"]):
                    assert any(abs(value - n) < 1e-4 for n in held), f"{address}: {id}, {name}"
            values = [[row[field["name"]] for field in data["fields"]] for row in rows]
            assert sheets["csv"] == [[as_text(value) for value in row] for row in values]
            kinds = [field["type"] for field in data["fields"]]
            assert sheets["xlsx"] == [list(map(in_cell, row, kinds)) for row in values]
    assert seen == set(HEADS)


def files(client: Client, links: list[str]) -> tuple[dict[str, list[list[Any]]], dict[str, Any]]:
    """The rows of a table as CSV and as Excel, and what its JSON says."""
    held = {link.partition("?")[0].rpartition(".")[2]: client.get(link).content for link in links}
    assert set(held) == {"csv", "json", "xlsx"}
    lines = list(csv.reader(io.StringIO(held["csv"].decode("utf-8-sig"), newline="")))
    book = load_workbook(io.BytesIO(held["xlsx"]), read_only=True)
    cells = [list(row) for row in book["table"].iter_rows(values_only=True)]
    data = json.loads(held["json"])
    assert lines[0] == cells[0] == [field["name"] for field in data["fields"]]
    return {"csv": lines[1:], "xlsx": cells[1:]}, data


def in_cell(value: object, kind: str) -> object:
    """A value of the JSON as a cell of the workbook has it."""
    if kind == "date" and isinstance(value, str):
        return datetime.fromisoformat(value)
    # Excel keeps sixteen figures of a number.
    return pytest.approx(value, rel=1e-15) if isinstance(value, float) else value


def as_text(value: object) -> str:
    """A value of the JSON as the CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and value[:1] in set("=+-@") else str(value)


# What the files hold


@pytest.fixture
def assessment(loaded_case: Case) -> cases.Assessment:
    from django.utils import timezone

    return queries.assessment(loaded_case, "innovation", None, timezone.localdate())


def lines(client: Client, address: str) -> list[dict[str, str]]:
    response = client.get(DATA + address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_ranking_has_the_numbers_of_the_engine(
    client: Client, assessment: cases.Assessment
) -> None:
    found = lines(client, "ranking.csv?continent=asia")
    assert {line["code"] for line in found} == {
        r.region.code for r in assessment if r.region.continent == "asia"
    }
    for line in found:
        result = assessment[line["code"]]
        assert float(line["score"]) == result.score
        assert float(line["lower"]) == result.lower
        assert line["advice"] == result.advice
        assert line["decision"] == (result.decision or "")
        assert line["as_of"] == "2026-11-21"
        for gate in result.gates:
            assert line[f"precondition_{gate.precondition.id}"] == gate.outcome
        added = [float(v) for k, v in line.items() if k.startswith("contribution_") and v]
        assert sum(added) == pytest.approx(result.score)


def test_the_ranking_of_the_differing_has_no_others(
    client: Client, assessment: cases.Assessment
) -> None:
    data = client.get(f"{DATA}ranking.json?differs=1").json()
    assert {row["code"] for row in data["rows"]} == {r.region.code for r in assessment if r.differs}
    assert (data["role"], data["theme"], data["as_of"]) == ("innovation", None, "2026-11-21")


def test_the_file_is_named_after_what_was_chosen(client: Client, loaded_case: Case) -> None:
    for address, name in [
        ("ranking.csv?role=trade-invest&theme=health", "noord_brabant-ranking-trade-invest-health"),
        ("components.csv?region=JP", "noord_brabant-components-innovation-JP"),
        ("regions.csv", "noord_brabant-regions"),
    ]:
        disposition = client.get(DATA + address)["Content-Disposition"]
        assert disposition == f'attachment; filename="{name}.csv"'


def test_a_name_is_in_the_language_of_the_address(client: Client, loaded_case: Case) -> None:
    english = client.get(f"{DATA}ranking.csv").content.decode()
    dutch = client.get("/nl/noord_brabant/data/ranking.csv").content.decode()
    assert "Bavaria" in english
    assert "Beieren" in dutch
    assert english.splitlines()[0] == dutch.splitlines()[0]


def test_a_table_of_the_package_is_that_of_the_package(client: Client, loaded_case: Case) -> None:
    package = queries.package(loaded_case)
    for name, rows in package.tables.items():
        data = client.get(f"{DATA}{name}.json").json()
        assert data["rows"] == [dict(row) for row in rows]
        assert data["revision"] == package.revision


def test_both_sides_of_a_contradiction_are_there(client: Client, loaded_case: Case) -> None:
    # Document 001 says of Thüringen that it is followed reactively, and figure 1 says “Inzet”.
    found = [line for line in lines(client, "contradictions.csv") if line["region"] == "DEG"]
    assert {line["effort"] for line in found} == {"reactive", "active"}
    sides = sum(len([*c.claims, *c.figures]) for c in queries.contradictions(loaded_case))
    assert len(lines(client, "contradictions.csv")) == sides


@pytest.mark.parametrize(
    "address",
    ["nothing.csv", "components.csv", "components.json?region=CN", "comparison-verdicts.csv"],
)
def test_what_is_not_there_is_not_found(client: Client, loaded_case: Case, address: str) -> None:
    assert client.get(DATA + address).status_code == 404


def test_files_are_only_read(client: Client, loaded_case: Case) -> None:
    for address in ("", "ranking.csv", "package.zip"):
        assert client.post(DATA + address).status_code == 405


def test_the_zip_is_what_export_writes(client: Client, loaded_case: Case, tmp_path: Path) -> None:
    response = client.get(f"{DATA}package.zip")
    assert response["Content-Disposition"] == 'attachment; filename="noord_brabant.zip"'
    queries.package(loaded_case).write(tmp_path / "export")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {file.name: file.read_bytes() for file in (tmp_path / "export").iterdir()}
    assert client.get(f"{DATA}package.zip").content == response.content


# The page


def test_every_field_of_every_table_is_explained(client: Client, loaded_case: Case) -> None:
    fields = client.get(f"{DATA}fields.json").json()["rows"]
    assert [row for row in fields if not row["description"]] == []
    assert {row["table"] for row in fields} == {t.id for t in DATA_TABLES if not t.asks}
    html = client.get(DATA).content.decode()
    for row in fields:
        assert f"<code>{row['field']}</code>" in html
    for name in ("components", "comparison-components", "comparison-preconditions"):
        data = client.get(f"{DATA}{name}.json?region=JP&region=KR").json()
        assert all(field["description"] for field in data["fields"])


def test_the_page_names_the_source_of_a_table_and_its_licence(
    client: Client, loaded_case: Case
) -> None:
    html = client.get(DATA).content.decode()
    figures = html.split('id="table_figures"')[1].split("</details>")[0]
    for source in queries.value(loaded_case).sources.values():
        used = any(f.source == source.id for f in queries.value(loaded_case).figures)
        assert (f"#{source.id}" in figures) == used
    assert "Licence: CC BY 4.0" in figures
    assert "Licence unknown" in html


def test_every_table_has_a_title_and_says_what_a_row_is() -> None:
    for table in TABLES.values():
        assert table.title
        assert table.holds


# Tables as text


COLUMNS = [Column("a", "string", "What a is"), Column("b", "number", "", ("1", "2"))]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_cell_is_a_formula_to_a_spreadsheet(start: str) -> None:
    told = as_csv(COLUMNS, [{"a": f"{start}1+1", "b": -2.5}])
    (line,) = csv.DictReader(io.StringIO(told.removeprefix("\ufeff"), newline=""))
    assert line == {"a": f"'{start}1+1", "b": "-2.5"}
    data = json.loads(as_json(COLUMNS, [{"a": f"{start}1+1", "b": -2.5}], {}))
    assert data["rows"] == [{"a": f"{start}1+1", "b": -2.5}]


def test_missing_is_empty_and_zero_is_zero() -> None:
    rows = [{"a": None, "b": float("nan")}, {"a": "", "b": 0.0}]
    assert as_csv(COLUMNS, rows) == "\ufeffa,b\r\n,\r\n,0\r\n"
    data = json.loads(as_json(COLUMNS, rows, {"case": "x"}))
    assert data["rows"] == [{"a": None, "b": None}, {"a": "", "b": 0}]


def test_a_field_says_what_it_means_and_can_be() -> None:
    fields = json.loads(as_json(COLUMNS, [], {}))["fields"]
    assert fields == [
        {"name": "a", "type": "string", "description": "What a is"},
        {"name": "b", "type": "number", "description": "", "constraints": {"enum": ["1", "2"]}},
    ]


def test_quotes_commas_and_lines_stay_within_their_cell() -> None:
    rows = [{"a": 'one "two", three\nfour', "b": 1e-9}]
    told = as_csv(COLUMNS, rows).removeprefix("\ufeff")
    (line,) = csv.DictReader(io.StringIO(told, newline=""))
    assert line == {"a": 'one "two", three\nfour', "b": "1e-09"}


def test_a_case_of_another_shape_has_its_data(
    client: Client, small_case: Case, small: Package
) -> None:
    data = client.get("/en/small/data/ranking.json").json()
    assert [row["code"] for row in data["rows"]] == ["x-a", "x-b"]
    assert data["rows"][1]["score"] is None


def test_what_is_internal_stays_so_for_who_may_see_it_on_the_page(
    client: Client, loaded_case: Case, more: list[str]
) -> None:
    client.force_login(User.objects.get(name="Anna"))
    data = client.get(f"{DATA}dialogues.json").json()
    assert [row["region"] for row in data["rows"]] == ["DEG", "JP"]
    held = client.get(f"{DATA}dialogues.csv").content.decode()
    assert "Er is gesproken." in held
    for internal in ("Wat er is gezegd.", "A ministry"):
        assert internal not in held
        assert internal not in json.dumps(data)
