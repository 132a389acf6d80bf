"""Organisations as a sheet: out and back the same, every change told, and what is broken."""

from __future__ import annotations

import io
from copy import deepcopy
from datetime import datetime
from typing import Any

import pytest
import xlsxwriter
from openpyxl import load_workbook

from tests.apps.register import rows
from windroos.cases import register
from windroos.cases.framework import Text
from windroos.cases.register import KINDS, contents
from windroos.cases.register.records import Content
from windroos.cases.register.sheet import flat, free_id, joined, merged, split
from windroos.cases.register.sheet_files import as_csv_file, as_workbook, read_file
from windroos.cases.register.taking_in import Kept, Line, Plan, Register, outdated, plan
from windroos.cases.workbook import Unreadable

AREAS = {"light": Text("Licht", "Light"), "sound": Text("Geluid", "Sound")}
MADE = datetime(2026, 11, 30)  # noqa: DTZ001 (as Excel has it)
HEAD = "id,version,name,other_names,kind,place"


def small() -> dict[str, Content]:
    return contents(KINDS["organisation"], rows())


def beside(*, former: Any = None, **versions: int) -> Register:
    """The small register, in version 1 unless another is named."""
    found = small()
    now = {id: Kept(versions.get(id.replace("-", "_"), 1), one) for id, one in found.items()}
    known: dict[tuple[str, str], set[Any]] = {
        ("areas", "id"): set(AREAS),
        ("passages", "id"): {"p1"},
        ("organisations", "id"): set(found),
    }
    return Register(now, former or {}, AREAS, known)


def planned(text: str | bytes, choices: Any = None, register: Register | None = None) -> Plan:
    content = text.encode() if isinstance(text, str) else text
    return plan(read_file("table.csv", content), register or beside(), choices or {})


def one(text: str, choices: Any = None, register: Register | None = None) -> Line:
    [line] = planned(text, choices, register).lines
    return line


def fault(text: str) -> tuple[str, int | None, str | None]:
    line = one(text)
    assert line.state == "faulty"
    [problem] = line.faults
    assert problem.message
    return problem.code, problem.row, problem.field


# Out and back


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_shipped_register_goes_out_and_comes_back_the_same(language: str, kind: str) -> None:
    shipped = register.read("noord_brabant")
    found = contents(KINDS["organisation"], shipped.tables)
    areas = {str(a["id"]): Text(str(a["label_nl"]), str(a["label_en"]))
             for a in shipped.tables["areas"]}  # fmt: skip
    known = {(table, "id"): {row["id"] for row in shipped.tables[table]}
             for table in ("areas", "organisations", "passages")}  # fmt: skip
    out = [(flat(content), 1, id) for id, content in found.items()]
    file = as_csv_file(out, language)
    if kind == "xlsx":
        file = as_workbook(out, areas, language, MADE)
    sheet = read_file(f"table.{kind}", file)
    now = {id: Kept(1, content) for id, content in found.items()}
    made = plan(sheet, Register(now, {}, areas, known), {})
    assert (len(found), made.counts["same"]) == (255, 255)
    assert sheet.unread == ()


def test_a_record_made_of_its_own_fields_is_the_same() -> None:
    for id, content in small().items():
        assert merged(content, id, flat(content), basis="source") == content


def test_the_workbook_offers_kinds_and_countries_to_choose() -> None:
    out = [(flat(content), 1, id) for id, content in small().items()]
    book = load_workbook(io.BytesIO(as_workbook(out, AREAS, "nl", MADE)))
    sheet, choices = book["Organisaties"], book["Keuzes"]
    assert [cell.value for cell in sheet[2]][:5] == [
        "Kenmerk", "Versie", "Officiële naam", "Andere namen", "Soort",
    ]  # fmt: skip
    assert sheet["E3"].value == "bedrijf"
    lists = {str(v.sqref)[0]: v.formula1 for v in sheet.data_validations.dataValidation}
    assert lists["E"].startswith("'Keuzes'!$A$3")
    assert lists["F"].startswith("'Keuzes'!$B$3")
    assert [row[0].value for row in choices.iter_rows(min_row=3, max_row=4)] == [
        "bedrijf",
        "kennisinstelling",
    ]
    assert {"light:company", "sound:partner"} <= {
        str(row[3].value) for row in choices.iter_rows(min_row=3)
    }


def test_several_names_in_one_cell_may_hold_a_semicolon() -> None:
    names = ("One; two", "Three")
    assert joined(names) == "One\\; two; Three"
    assert split(joined(names)) == names
    assert split(" ; a;;b ; a") == ("a", "b")


def test_a_name_that_looks_like_a_formula_comes_back_as_it_was() -> None:
    odd = merged(None, "odd", {"name": "=Odd+", "kind": "company"}, basis="source")
    file = as_csv_file([(flat(odd), 1, "odd")], "en")
    assert b"'=Odd+" in file
    sheet = read_file("a.csv", file)
    now = {"odd": Kept(1, odd)}
    assert plan(sheet, Register(now, {}, AREAS, {}), {}).counts["same"] == 1


# What a row does


def test_a_change_is_told_field_by_field_and_the_rest_stays() -> None:
    line = one(f"{HEAD}\nlamp-works,1,Lamp Works N.V.,Lampfabriek Léo,company,Best")
    assert line.state == "changed"
    assert [(c.field, c.before, c.after) for c in line.cells] == [
        ("name", "Lamp Works B.V.", "Lamp Works N.V."),
        ("place", "Eindhoven", "Best"),
    ]
    was = small()["lamp-works"]
    assert line.content is not None
    changed = {name for name in was if was[name] != line.content[name]}
    # The place rests on another source from here on.
    assert changed == {"names", "place", "basis"}
    assert {(row["name"], row["kind"]) for row in line.content["names"]} == {
        ("Lamp Works N.V.", "official"),
        ("Lampfabriek Léo", "former"),
    }


def test_an_empty_cell_empties_and_a_column_that_is_not_there_does_not() -> None:
    emptied = one("id,name,place\nlamp-works,Lamp Works B.V.,")
    assert [(c.field, c.after) for c in emptied.cells] == [("place", None)]
    assert one("id,name\nlamp-works,Lamp Works B.V.").state == "same"


def test_a_role_that_stays_keeps_its_passage() -> None:
    line = one("id,roles\nlamp-works,Licht:bedrijf; sound:partner")
    assert [(c.field, c.after) for c in line.cells] == [
        ("roles", ("light:company", "sound:partner"))
    ]
    assert line.content is not None
    assert [(r["area"], r["basis"], r["passage"]) for r in line.content["roles"]] == [
        ("light", "text", "p1"),
        ("sound", "source", None),
    ]


def test_a_new_organisation_gets_an_id_of_its_name() -> None:
    line = one("Naam;Soort;Plaats;Breedtegraad;Lengtegraad;Land\n"
               "Zaagmolen Élan;Kennisinstelling;Ede;52,0402;5,6649;Nederland")  # fmt: skip
    assert (line.state, line.id, line.version) == ("new", "zaagmolen-elan", 0)
    assert line.content is not None
    assert line.content["kind"] == "knowledge-institution"
    assert (line.content["latitude"], line.content["longitude"]) == (52.0402, 5.6649)
    assert line.content["country"] == "NL"


def test_ids_that_are_made_are_free() -> None:
    assert free_id("Lamp Works", {"lamp-works", "lamp-works-2"}) == "lamp-works-3"
    assert free_id("日本", set()) == "organisation"
    two = planned("name,kind,place\nSaw Mill,company,Ede\nSaw-Mill,company,Delft", {"3": "new"})
    assert [line.id for line in two.lines] == ["saw-mill", "saw-mill-2"]


# What someone else changed meanwhile


def test_what_only_a_colleague_changed_stays() -> None:
    now = small()
    former = deepcopy(now["lamp-works"])
    former["place"] = "Best"
    old = {("lamp-works", 1): former}
    register = beside(former=old, lamp_works=2)
    text = f"{HEAD}\nlamp-works,1,Lamp Works B.V.,Lampfabriek Léo,government,Best"
    assert outdated(read_file("a.csv", text.encode()), register.now) == {("lamp-works", 1)}
    line = one(text, register=register)
    assert [(c.field, c.after) for c in line.cells] == [("kind", "government")]
    assert line.content is not None
    assert line.content["place"] == "Eindhoven"
    assert line.version == 2


def test_what_both_changed_is_to_be_chosen() -> None:
    former = deepcopy(small()["lamp-works"])
    former["place"] = "Best"
    register = beside(former={("lamp-works", 1): former}, lamp_works=2)
    text = f"{HEAD}\nlamp-works,1,Lamp Works B.V.,Lampfabriek Léo,government,Oirschot"
    asked = one(text, register=register)
    assert asked.state == "conflict"
    assert [(c.field, c.was, c.yours, c.theirs) for c in asked.clashes] == [
        ("place", "Best", "Oirschot", "Eindhoven")
    ]
    mine = one(text, {"2": "yours"}, register)
    assert {c.field: c.after for c in mine.cells} == {"kind": "government", "place": "Oirschot"}
    theirs = one(text, {"2": "theirs"}, register)
    assert {c.field: c.after for c in theirs.cells} == {"kind": "government"}


# What may be here already


def test_a_name_that_is_here_is_asked_about() -> None:
    text = "name,kind,place,website\nLamp Works BV,company,Eindhoven,lampworks.example"
    asked = one(text)
    assert asked.state == "doubtful"
    assert [(a.id, a.rule) for a in asked.alike] == [("lamp-works", "letters")]
    assert one(text, {"2": "skip"}).state == "skipped"
    assert one(text, {"rest": "new"}).state == "new"
    added = one(text, {"2": "is:lamp-works"})
    assert (added.state, added.id, added.name) == ("changed", "lamp-works", "Lamp Works B.V.")
    assert {c.field: c.after for c in added.cells} == {
        "other_names": ("Lampfabriek Léo", "Lamp Works BV"),
        "website": "https://lampworks.example",
    }
    # What is no such organisation is not taken.
    assert one(text, {"2": "is:lake-university"}).state == "doubtful"


def test_a_number_that_is_here_is_asked_about_whatever_the_name() -> None:
    text = "name,kind,ror\nUniversitas Lacustris,education,00example"
    assert [(a.id, a.rule) for a in one(text).alike] == []
    number = "https://ror.org/00example"
    register = beside()
    content = deepcopy(register.now["lake-university"].content)
    assert content is not None
    content["identifiers"][0]["value"] = number
    now = {**register.now, "lake-university": Kept(1, content)}
    found = one(text, register=Register(now, {}, AREAS, register.known))
    assert [(a.id, a.rule) for a in found.alike] == [("lake-university", "ror")]
    assert found.state == "doubtful"
    # Another organisation cannot have the same number.
    wrong = one(text, {"2": "new"}, Register(now, {}, AREAS, register.known))
    assert [(p.code, p.field) for p in wrong.faults] == [("identifier-taken", "ror")]


def test_the_same_name_twice_in_a_table_is_asked_about() -> None:
    text = "name,kind,place\nSaw Mill,company,Ede\nsaw mill,company,Ede"
    made = planned(text)
    assert [line.state for line in made.lines] == ["new", "doubtful"]
    assert not made.sound
    assert planned(text, {"3": "skip"}).sound


# What is broken, and what to do


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("name,kind\nA mill,choir", ("not-in-list", 2, "kind")),
        ("name,kind\nA mill,", ("required", 2, "kind")),
        ("name,kind\n,company", ("no-name", 2, "name")),
        ("id,name\nlamp-works,", ("no-name", 2, "name")),
        ("id,version\nlamp-works,7", ("no-version", 2, "version")),
        ("id,version\nlamp-works,x", ("no-version", 2, "version")),
        ("name,kind,latitude\nA mill,company,514400", ("out-of-range", 2, "latitude")),
        ("name,kind,latitude\nA mill,company,north", ("no-number", 2, "latitude")),
        ("name,kind,latitude\nA mill,company,51.4", ("half-a-place", 2, "longitude")),
        ("name,kind,roles\nA mill,company,light", ("no-category", 2, "roles")),
        ("name,kind,roles\nA mill,company,water:company", ("unknown-area", 2, "roles")),
        ("name,kind,roles\nA mill,company,light:choir", ("unknown-category", 2, "roles")),
        ("name,kind,country\nA mill,company,Atlantis", ("unknown-country", 2, "country")),
        ("name,kind,kvk\nA mill,company,12", ("no-kvk", 2, "kvk")),
        ("name,kind,ror\nA mill,company,12", ("no-ror", 2, "ror")),
        ("name,kind,website\nA mill,company,no address", ("pattern", 2, "website")),
        ("name,kind,place\nA mill,company,=B2", ("formula", 2, "place")),
        ("id,name,kind\nA Mill,A mill,company", ("pattern", 2, "id")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_row_and_column(text: str, found: Any) -> None:
    code, row, field = fault(text)
    assert (row, field) == found[1:]
    if found[0] not in ("required", "pattern"):
        assert code == found[0]


def test_an_id_twice_is_told_with_the_row_before() -> None:
    made = planned("id,place\nlamp-works,Best\nlake-university,Ede\nlamp-works,Oirschot")
    assert [line.state for line in made.lines] == ["changed", "changed", "faulty"]
    [problem] = made.lines[2].faults
    assert (problem.code, problem.values["row"]) == ("twice", 2)


def test_a_formula_or_an_error_in_a_workbook_is_told_by_cell() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Mine")
        sheet.write_row(0, 0, ["Colour", "Official name", "Kind", "Place"])
        sheet.write_row(1, 0, ["x", "A mill", "company"])
        sheet.write_formula(1, 3, '="E"&"de"')
        sheet.write_row(2, 0, ["x", "A saw", "company", "Ede"])
    sheet = read_file("mine.xlsx", out.getvalue())
    assert sheet.unread == ("Colour",)
    made = plan(sheet, beside(), {})
    assert [line.state for line in made.lines] == ["faulty", "new"]
    assert (made.lines[0].faults[0].code, made.lines[0].faults[0].field) == ("formula", "place")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"  \n ", "empty-file"),
        (b"\x00\x01\x02binary", "not-text"),
        (b"colour;size\nred;1", "no-header"),
        (b'name,kind\n"A mill,company', "csv-syntax"),
        (b"name,kind\nA mill,company,Ede,more", "row-length"),
        (b"PK\x03\x04 nothing", "not-a-workbook"),
        (bytes.fromhex("D0CF11E0A1B11AE1"), "old-format"),
    ],
)
def test_a_file_that_is_no_table_is_told(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_file("a.csv", content)
    assert caught.value.fault.code == code
    assert caught.value.fault.message


def test_other_encodings_and_separators_are_read() -> None:
    text = "Naam;Soort;Plaats\nCafé Élan;bedrijf;Ede"
    for content in (
        text.encode(),
        text.encode("utf-8-sig"),
        text.encode("utf-16"),
        f"sep=;\r\n{text}".encode(),
        text.replace(";", "\t").encode(),
        text.replace(";", ",").encode(),
    ):
        [line] = planned(content).lines
        assert (line.state, line.name) == ("new", "Café Élan")
    sheet = read_file("a.csv", text.encode("cp1252"))
    assert [problem.code for problem in sheet.remarks] == ["encoding"]
    assert sheet.rows[0][1]["name"].value == "Café Élan"


def test_what_a_plan_does_is_known_by_its_fingerprint() -> None:
    text = f"{HEAD}\nlamp-works,1,Lamp Works B.V.,Lampfabriek Léo,company,Best"
    assert planned(text).fingerprint == planned(text).fingerprint
    assert planned(text).fingerprint != planned(text.replace("Best", "Ede")).fingerprint
