"""A case as a workbook: what people find in it, and what comes back of what they do."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cases import packages, workbooks
from tests.cases.workbooks import at, edited, taken, under
from windroos.cases import workbook
from windroos.cases.check import read
from windroos.cases.tables import TABLES
from windroos.cases.workbook import Grid, State, labels
from windroos.cases.workbook.coding import Codings

LANGUAGES = ("nl", "en")
NEW = {
    "region": "Letland",
    "criterion": "Koren",
    "rating": 4,
    "confidence": "laag",
    "said_by": "Koorbond",
    "passage": "p2",
    "reason_nl": "Zingt graag",
}


@pytest.fixture
def state(tmp_path: Path) -> State:
    return workbooks.state(tmp_path)


@pytest.fixture
def content(state: State) -> bytes:
    return workbook.write(state, "nl", workbooks.MADE)


@pytest.fixture(scope="module")
def brabant() -> State:
    package = read("noord_brabant")
    versions = {
        table: {str(row["id"]): n for n, row in enumerate(package.tables[table], 1)}
        for table in workbook.EDITABLE
    }
    return State(package, 3, versions)


# What stands in it


def test_there_is_a_sheet_per_table_after_a_start_and_a_grid(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == [
        "Start", "Waarderingen", "Oordelen", "Randvoorwaarden", "Besluiten", "Regio’s", "Thema’s",
        "Bronnen", "Passages", "Cijfers", "Gemeenschappelijke schaal", "Uitspraken over inzet",
        "Cijfers in documenten",
        "Relaties", "Beslechte tegenspraken", "Schalen", "Codes", "windroos",
    ]  # fmt: skip
    assert book["windroos"].sheet_state == "veryHidden"


def test_people_read_names_and_words_and_not_codes(content: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Oordelen"]
    names = ("Regio", "Criterium", "Thema", "Zekerheid")
    words = [at(sheet, "j5", name).value for name in names]
    assert words == ["Estland", "Helderheid", "Algen", "hoog"]


def test_it_says_its_title_and_language(state: State) -> None:
    for language, title in (("nl", "Werkboek: Lake"), ("en", "Workbook: Lake")):
        content = workbook.write(state, language, workbooks.MADE)
        properties = openpyxl.load_workbook(io.BytesIO(content)).properties
        assert (properties.title, properties.language) == (title, language)


def test_what_is_there_to_read_is_protected_without_a_password(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    locked = {sheet.title for sheet in book if sheet.protection.sheet}
    assert locked >= {"Start", "Regio’s", "Cijfers", "Codes"}
    assert not locked & {"Oordelen", "Randvoorwaarden", "Besluiten"}
    assert not any(sheet.protection.password for sheet in book)


def test_columns_offer_their_lists_and_explain_themselves(content: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Oordelen"]
    kinds = {
        str(rule.sqref).split(":")[0]: rule.type for rule in sheet.data_validations.dataValidation
    }
    assert kinds["B3"] == kinds["C3"] == kinds["D3"] == kinds["G3"] == "list"
    assert kinds["F3"] == "custom"
    assert sheet["F2"].comment is not None
    assert "schaal" in sheet["F2"].comment.text
    assert sheet.freeze_panes == "C3"


def test_the_same_state_gives_the_same_bytes(state: State, content: bytes) -> None:
    assert workbook.write(state, "nl", workbooks.MADE) == content


def test_every_column_and_code_has_words_in_both_languages(brabant: State) -> None:
    for language in LANGUAGES:
        codings = Codings(brabant.package, language)
        for table in TABLES.values():
            for field in table.fields:
                name = field["name"]
                assert labels.column(table.name, name, language) != name, (table.name, name)
                assert labels.explanation(table.name, field, language)
                words = labels.codes(table.name, field)
                assert words is None or all(
                    code == "document" or code == "dataset" or text.nl != code
                    for code, text in words.items()
                ), (table.name, name)
                coding = codings.of(table.name, field)
                assert coding is None or all(coding.code(word) for word in coding.words)


# There and back


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_case_comes_back_without_a_change(brabant: State, language: str) -> None:
    grids = (Grid(), Grid("innovation"), Grid(None, "health"), Grid("trade-invest", "energy"))
    content = workbook.write(brabant, language, workbooks.MADE, grids)
    for saved in (content, edited(content, lambda _: None)):
        back = taken(saved, brabant)
        assert (back.changes, back.clashes, back.faults, back.remarks) == ((), (), (), ())
        assert back.package() == brabant.package


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_comes_back_from_libreoffice_without_a_change(
    brabant: State, language: str, tmp_path: Path
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "case.xlsx").write_bytes(workbook.write(brabant, language, workbooks.MADE))
    out = tmp_path / "saved"
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(tmp_path / "case.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    back = taken((out / "case.xlsx").read_bytes(), brabant)
    assert (back.changes, back.clashes, back.faults) == ((), (), ())


def test_people_may_move_hide_and_rename_columns_and_sheets(state: State, content: bytes) -> None:
    def rearrange(book: openpyxl.Workbook) -> None:
        sheet = book["Oordelen"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        sheet.delete_cols(1, sheet.max_column)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(reversed(row), 1):
                sheet.cell(number, column, value)
        sheet["A2"] = "Anders"
        sheet.column_dimensions["C"].hidden = True
        sheet.title = "Mijn oordelen"
        book.move_sheet(sheet, -3)
        book["Cijfers"].title = "Getallen"

    back = taken(edited(content, rearrange), state)
    assert (back.changes, back.faults) == ((), ())


def test_a_sheet_of_ones_own_is_told_and_left(state: State, content: bytes) -> None:
    back = taken(edited(content, lambda book: book.create_sheet("Kladblok").append([1])), state)
    assert back.sound
    assert [remark.place.sheet for remark in back.remarks] == ["Kladblok"]


# Changes


def test_a_changed_cell_is_one_change_with_its_place(state: State, content: bytes) -> None:
    def change(book: openpyxl.Workbook) -> None:
        at(book["Oordelen"], "j4", "Waardering").value = 2.5

    back = taken(edited(content, change), state)
    assert back.sound
    (row,) = back.changes
    assert (row.kind, row.table, row.id, row.version) == ("changed", "judgements", "j4", 13)
    (cell,) = row.cells
    assert (cell.field, cell.before, cell.after) == ("rating", 1.0, 2.5)
    assert str(cell.place) == "Oordelen, F6"
    assert row.row is not None
    assert back.package().tables["judgements"][3] == row.row


def test_a_row_without_an_id_is_new(state: State, content: bytes) -> None:
    rows = []
    back = taken(edited(content, lambda book: rows.append(under(book["Oordelen"], **NEW))), state)
    assert back.sound, back.faults
    (row,) = back.changes
    assert (row.kind, row.id, row.version) == ("added", "j-lv-choirs-1", None)
    assert row.row == {
        "id": "j-lv-choirs-1", "region": "LV", "criterion": "choirs", "theme": None, "role": None,
        "rating": 4.0, "confidence": "low", "said_by": "Koorbond", "passage": "p2",
        "grounds_nl": None, "grounds_en": None, "judged": None, "reason_nl": "Zingt graag",
        "reason_en": None,
    }  # fmt: skip
    assert row.place.cell == f"A{rows[0]}"


def test_what_the_program_gives_stands_in_a_new_row(state: State, content: bytes) -> None:
    new = {name: value for name, value in NEW.items() if name not in ("said_by", "passage")}
    new["grounds_nl"] = "Gesprek"
    changed = edited(content, lambda book: under(book["Oordelen"], **new))
    back = taken(changed, state, given=lambda *_: {"said_by": "Stad", "judged": "2026-11-21"})
    assert back.sound
    assert back.changes[0].row is not None
    assert back.changes[0].row["said_by"] == "Stad"
    assert {fault.code for fault in taken(changed, state).faults} == {"missing-value", "no-basis"}


def test_a_copied_row_with_its_id_emptied_is_new(state: State, content: bytes) -> None:
    def copy(book: openpyxl.Workbook) -> None:
        sheet = book["Oordelen"]
        sheet.append([cell.value for cell in sheet[4]])
        sheet.cell(sheet.max_row, 1).value = None

    back = taken(edited(content, copy), state)
    assert back.sound
    assert [(row.kind, row.id) for row in back.changes] == [("added", "j-ee-fish-1")]


def test_a_deleted_row_is_taken_back(state: State, content: bytes) -> None:
    back = taken(edited(content, lambda book: book["Oordelen"].delete_rows(4)), state)
    assert back.sound
    assert [(row.kind, row.id, row.version) for row in back.removed] == [("removed", "j2", 11)]
    assert "j2" not in {row["id"] for row in back.package().tables["judgements"]}


def _put(sheet: Any, row: int, column: int, value: object) -> None:
    """Fill in a cell; nothing empties it."""
    sheet.cell(row, column).value = value


def test_rows_may_be_sorted(state: State, content: bytes) -> None:
    def turn(book: openpyxl.Workbook) -> None:
        sheet = book["Oordelen"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
        for number, row in enumerate(reversed(rows), 3):
            for column, value in enumerate(row, 1):
                _put(sheet, number, column, value)

    assert taken(edited(content, turn), state).changes == ()


def test_codes_and_words_of_the_other_language_are_understood(state: State, content: bytes) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["Oordelen"]
        at(sheet, "j4", "Regio").value = "  ee "
        at(sheet, "j4", "Zekerheid").value = "LOW"
        at(sheet, "j4", "Thema").value = "Song"

    (row,) = taken(edited(content, change), state).changes
    assert {cell.field: cell.after for cell in row.cells} == {
        "region": "EE", "confidence": "low", "theme": "song",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "means"), [("2,5", 2.5), ("2.50", 2.5), (" 4 ", 4.0), (2, 2.0), (2.25, 2.25)]
)
def test_a_number_may_be_typed_as_text(
    state: State, content: bytes, typed: object, means: float
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        at(book["Oordelen"], "j4", "Waardering").value = typed

    (row,) = taken(edited(content, change), state).changes
    assert row.cells[0].after == means


@pytest.mark.parametrize(
    ("typed", "shown", "means"),
    [
        (date(2021, 3, 2), "d-m-yyyy", "2021-03-02"),
        (date(2021, 3, 1), "mmm-yy", "2021-03"),
        (date(2021, 3, 1), '[$-413]"dag" mmmm yyyy', "2021-03"),
        (2021, "General", "2021"),
        ("2021-03", "@", "2021-03"),
    ],
)
def test_a_date_is_taken_as_precisely_as_it_is_shown(
    state: State, content: bytes, typed: object, shown: str, means: str
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell = at(book["Oordelen"], "j4", "Datum van het oordeel")
        cell.value = typed
        cell.number_format = shown

    (row,) = taken(edited(content, change), state).changes
    assert row.cells[0].after == means


def test_several_themes_stand_in_one_cell(state: State, content: bytes) -> None:
    def change(book: openpyxl.Workbook) -> None:
        at(book["Randvoorwaarden"], "f1", "Thema’s").value = "Algen;\nzang"

    (row,) = taken(edited(content, change), state).changes
    assert row.cells[0].after == "algae song"


def test_changes_work_out_together(state: State, content: bytes) -> None:
    """A new decision may replace one that stands; that one cannot then be deleted."""

    def change(book: openpyxl.Workbook) -> None:
        under(
            book["Besluiten"], region="Estland", role="Onderzoek", effort="Geen inzet",
            period_start=2022, period_end=2030, authority="Stad", decided="2022", replaces="d1",
            motivation_en="Dry",
        )  # fmt: skip

    back = taken(edited(content, change), state)
    assert back.sound, back.faults

    def and_delete(book: openpyxl.Workbook) -> None:
        change(book)
        book["Besluiten"].delete_rows(3)

    (fault,) = taken(edited(content, and_delete), state).faults
    assert (fault.code, fault.values["file"]) == ("unknown-reference", "Besluiten")


def test_a_decision_that_is_taken_back_is_no_longer_replaced(tmp_path: Path) -> None:
    rows = packages.rows()["decisions"]
    later = {**rows[0], "id": "d2", "decided": "2021", "replaces": "d1"}
    state = State(workbooks.package(tmp_path, decisions=[*rows, later]))
    content = workbook.write(state, "nl", workbooks.MADE)
    back = taken(edited(content, lambda book: book["Besluiten"].delete_rows(3)), state)
    assert back.sound, back.faults
    (left,) = back.package().tables["decisions"]
    assert (left["id"], left["replaces"]) == ("d2", None)


# Grids


def grid(book: openpyxl.Workbook, region: str, column: str) -> Any:
    """The cell of a region and a column in the grid."""
    sheet = book["Waarderingen"]
    names = [cell.value for cell in sheet[2]]
    row = next(row for row in sheet.iter_rows(min_row=3) if row[0].value == region)
    return row[names.index(column)]


def fill(region: str, **cells: object):
    def change(book: openpyxl.Workbook) -> None:
        for name, value in cells.items():
            grid(book, region, name.replace("_", " ")).value = value

    return change


COMMON = {"Zekerheid": "midden", "Gezegd_door": "Visser", "Passage": "p1"}
WHY = {"Reden_(Nederlands)": "Gezien", "Reden_(Engels)": "Seen"}


def test_a_grid_shows_the_rating_of_each_region_and_criterion(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [cell.value for cell in book["Waarderingen"][2]][:4] == [
        "Regio", "Helderheid", "Vis", "Koren",
    ]  # fmt: skip
    assert grid(book, "Estland", "Vis").value == 3
    assert grid(book, "Letland", "Koren").value is None


def test_ratings_filled_in_in_a_grid_share_what_stands_at_the_end_of_the_row(
    state: State, content: bytes
) -> None:
    filled = edited(content, fill("Letland", Koren=2, Helderheid=4, **COMMON, **WHY))
    back = taken(filled, state)
    assert back.sound, back.faults
    assert [(row.kind, row.id) for row in back.changes] == [
        ("added", "j-lv-clarity-1"), ("added", "j-lv-choirs-1"),
    ]  # fmt: skip
    for row in back.changes:
        assert row.row is not None
        assert [row.row[name] for name in ("said_by", "reason_nl", "theme")] == [
            "Visser",
            "Gezien",
            None,
        ]


def test_a_rating_changed_in_a_grid_keeps_its_reason_unless_another_is_given(
    state: State, content: bytes
) -> None:
    (row,) = taken(edited(content, fill("Estland", Vis=4)), state).changes
    assert [cell.field for cell in row.cells] == ["rating"]
    (row,) = taken(edited(content, fill("Estland", Vis=4, **COMMON, **WHY)), state).changes
    assert {cell.field for cell in row.cells} == {
        "rating", "confidence", "said_by", "reason_nl", "reason_en",
    }  # fmt: skip


def test_a_rating_emptied_in_a_grid_is_taken_back(state: State, content: bytes) -> None:
    back = taken(edited(content, fill("Estland", Vis=None)), state)
    assert [(row.kind, row.id) for row in back.changes] == [("removed", "j2")]


def test_a_grid_of_a_theme_speaks_of_that_theme(state: State) -> None:
    content = workbook.write(state, "nl", workbooks.MADE, [Grid("culture", "algae")])
    assert "Waarderingen Cultuur, Algen" in openpyxl.load_workbook(io.BytesIO(content)).sheetnames

    def change(book: openpyxl.Workbook) -> None:
        book["Waarderingen Cultuur, Algen"].title = "Waarderingen"
        fill("Estland", Vis=4, **COMMON, **WHY)(book)

    (row,) = taken(edited(content, change), state).changes
    assert row.row is not None
    assert (row.row["theme"], row.row["role"]) == ("algae", "culture")


def test_without_a_theme_the_criterion_about_themes_has_a_column_per_theme(brabant: State) -> None:
    content = workbook.write(brabant, "en", workbooks.MADE)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Ratings"]
    names = [cell.value for cell in sheet[2]]
    assert "Innovation themes: Health" in names
    assert "Innovation themes: Energy" in names
    assert names.count("Networks") == 1


def test_where_several_judged_a_grid_shows_the_mean_to_read(tmp_path: Path) -> None:
    rows = packages.rows()["judgements"]
    more = [*rows, {**rows[1], "id": "j6", "rating": 4}]
    state = State(workbooks.package(tmp_path, judgements=more))
    content = workbook.write(state, "nl", workbooks.MADE)
    cell = grid(openpyxl.load_workbook(io.BytesIO(content)), "Estland", "Vis")
    assert (cell.value, cell.protection.locked) == (3.5, True)
    (fault,) = taken(edited(content, fill("Estland", Vis=4)), state).faults
    assert (fault.code, fault.place.sheet) == ("grid-several", "Waarderingen")


# Someone else in the meantime


def later(state: State, table: str, id: str | None, **cells: object) -> State:
    """The case after someone else changed a row, or took it back."""
    tables: dict[str, list[Any]] = {name: list(rows) for name, rows in state.package.tables.items()}
    tables[table] = [
        {**row, **cells} if row["id"] == id else row
        for row in tables[table]
        if cells or row["id"] != id
    ]
    versions = {name: dict(of) for name, of in state.versions.items()}
    versions[table][str(id)] = 99
    return State(replace(state.package, tables=tables), 8, versions)


def rate(id: str, rating: float):
    def change(book: openpyxl.Workbook) -> None:
        at(book["Oordelen"], id, "Waardering").value = rating

    return change


def test_another_cell_of_the_row_may_have_changed(state: State, content: bytes) -> None:
    now = later(state, "judgements", "j4", said_by="Buurvrouw")
    back = taken(edited(content, rate("j4", 2)), now, state)
    assert back.sound
    (row,) = back.changes
    assert (row.version, row.row and row.row["said_by"]) == (99, "Buurvrouw")


def test_the_same_cell_changed_twice_is_for_a_person_to_choose(
    state: State, content: bytes
) -> None:
    now = later(state, "judgements", "j4", rating=5.0)
    changed = edited(content, rate("j4", 2))
    back = taken(changed, now, state)
    assert not back.sound
    assert back.changes == ()
    (clash,) = back.clashes
    assert (clash.key, clash.was, clash.yours, clash.theirs) == ("judgements/j4/rating", 1, 2, 5)
    assert clash.place.cell == "F6"
    mine = taken(changed, now, state, choices={clash.key: "yours"})
    assert mine.sound
    assert [(cell.before, cell.after) for cell in mine.changes[0].cells] == [(5, 2)]
    theirs = taken(changed, now, state, choices={clash.key: "theirs"})
    assert (theirs.sound, theirs.changes) == (True, ())


def test_the_same_change_twice_is_no_conflict(state: State, content: bytes) -> None:
    now = later(state, "judgements", "j4", rating=2.0)
    back = taken(edited(content, rate("j4", 2)), now, state)
    assert (back.sound, back.changes) == (True, ())


def test_what_others_changed_and_the_workbook_did_not_stays(state: State, content: bytes) -> None:
    assert taken(content, later(state, "judgements", "j4", rating=5.0), state).changes == ()
    assert taken(content, later(state, "judgements", "j4"), state).changes == ()


def test_a_row_that_others_took_back_cannot_be_changed(state: State, content: bytes) -> None:
    back = taken(edited(content, rate("j4", 2)), later(state, "judgements", "j4"), state)
    assert [fault.code for fault in back.faults] == ["gone"]


def test_taking_back_a_row_that_others_changed_is_for_a_person_to_choose(
    state: State, content: bytes
) -> None:
    now = later(state, "judgements", "j2", rating=5.0)
    removed = edited(content, lambda book: book["Oordelen"].delete_rows(4))
    (clash,) = taken(removed, now, state).clashes
    assert (clash.key, clash.field) == ("judgements/j2/", None)
    assert taken(removed, now, state, choices={clash.key: "yours"}).removed
    assert not taken(removed, now, state, choices={clash.key: "theirs"}).removed


def test_a_workbook_saved_by_excel_keeps_rows_growing_with_their_text(content: bytes) -> None:
    """Rows have a height to begin with, and none that stays when the text grows."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b" ht=" in sheet
    assert b"customHeight" not in sheet
