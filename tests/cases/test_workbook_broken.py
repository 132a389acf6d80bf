"""Every kind of broken workbook is told by cell, with what to do, and nothing is taken of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.cases import workbooks
from tests.cases.workbooks import as_text, at, edited, taken, under
from windroos.cases import workbook
from windroos.cases.tables import TABLES
from windroos.cases.workbook import Fault, State, Unreadable, opening
from windroos.cases.workbook.layout import MARK

DAY = datetime(2026, 3, 2)  # noqa: DTZ001 (a spreadsheet knows no time zones)


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> State:
    return workbooks.state(tmp_path_factory.mktemp("lake"))


@pytest.fixture(scope="module")
def content(state: State) -> bytes:
    return workbook.write(state, "nl", workbooks.MADE)


# Files that are no workbook of ours


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _rezip(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The workbook with parts of its file changed, or left out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: change(name, archive.read(name)) for name in archive.namelist()}
    return _zip(**{name: data for name, data in parts.items() if data is not None})


def _macros(content: bytes) -> bytes:
    with_code = _rezip(content, lambda _, data: data)
    out = io.BytesIO(with_code)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"code")
    return out.getvalue()


def _lying(content: bytes) -> bytes:
    """A file that says it is small and is not."""
    large = _zip(**{"[Content_Types].xml": b"<a/>", "xl/a.xml": b" " * (opening.MOST_UNPACKED + 1)})
    size = (opening.MOST_UNPACKED + 1).to_bytes(4, "little")
    return large.replace(size, (10).to_bytes(4, "little"))


def _hidden(content: bytes, name: str, value: str | None) -> bytes:
    def change(book: Workbook) -> None:
        sheet: Any = book["windroos"]
        for key, cell in sheet.iter_rows(max_col=2):
            if key.value == name:
                cell.value = value

    return edited(content, change)


OLE = bytes.fromhex("D0CF11E0A1B11AE1")
FILES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "nothing": ("empty-file", lambda _: b""),
    "a text": ("not-a-workbook", lambda _: b"region;rating\nEE;3\n"),
    "a PDF": ("not-a-workbook", lambda _: b"%PDF-1.7 ..."),
    "another zip": ("not-a-workbook", lambda _: _zip(**{"a.txt": b"a"})),
    "a cut file": ("not-a-workbook", lambda content: content[:2000]),
    "old Excel": ("old-format", lambda _: OLE + b"\x00" * 600),
    "a password": ("encrypted", lambda _: OLE + "EncryptedPackage".encode("utf-16-le")),
    "OpenDocument": ("open-document", lambda _: _zip(mimetype=b"application/x", a=b"")),
    "binary": ("binary", lambda _: _zip(**{"xl/workbook.bin": b""})),
    "macros": ("macros", _macros),
    "too big": ("too-big", lambda content: content + b"\x00" * opening.MOST_BYTES),
    "a bomb": ("too-much", lambda _: _zip(**{"xl/a.xml": b" " * (opening.MOST_UNPACKED + 1)})),
    "a lie about its size": ("damaged", _lying),
    "too many parts": ("too-much", lambda _: _zip(**{f"xl/{n}": b"" for n in range(501)})),
    "entities": (
        "unsafe",
        lambda content: _rezip(
            content, lambda n, d: b"<!DOCTYPE a>" + d if n.endswith("sheet2.xml") else d
        ),
    ),
    "no sheets": (
        "damaged",
        lambda content: _rezip(content, lambda n, d: None if n == "xl/workbook.xml" else d),
    ),
    "broken XML": (
        "damaged",
        lambda content: _rezip(content, lambda n, d: d[:-9] if n.endswith("sheet3.xml") else d),
    ),
    "of something else": (
        "not-ours", lambda content: edited(content, lambda book: book.remove(book["windroos"])),
    ),
    "an older program": ("other-format", lambda content: _hidden(content, "format", "0")),
    "an unreadable stamp": ("stamp", lambda content: _hidden(content, "state", "seven")),
    "a stamp without a case": ("stamp", lambda content: _hidden(content, "case", None)),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_what_is_no_workbook_of_a_case_is_refused(kind: str, content: bytes) -> None:
    code, break_it = FILES[kind]
    with pytest.raises(Unreadable) as told:
        workbook.open_book(break_it(content))
    assert told.value.fault.code == code
    assert str(told.value).endswith(".")


def test_too_many_cells_are_refused(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_CELLS", 100)
    with pytest.raises(Unreadable, match="larger"):
        workbook.open_book(content)


def test_too_many_texts_are_refused(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = sum(len(row) for sheet in opening.sheets(content) for row in sheet.rows.values())
    texts = b"<si><t>a</t></si>" * 2 * cells
    many = _rezip(
        content,
        lambda n, d: d.replace(b"</sst>", texts + b"</sst>") if n.endswith("Strings.xml") else d,
    )
    monkeypatch.setattr(opening, "MOST_CELLS", 2 * cells)
    assert opening.sheets(content)
    with pytest.raises(Unreadable, match="larger"):
        opening.sheets(many)


def test_half_a_character_is_none_and_can_be_told(content: bytes, state: State) -> None:
    """Excel writes what XML cannot hold as _xHHHH_; of D800 to DFFF no text can be made alone."""
    found = taken(edited(content, _text("Oordelen", "j1", "Waardering", "_xD800_")), state)
    (fault,) = found.faults
    assert fault.values["value"] == "_xD800_"


# Sheets and cells


@dataclass(frozen=True)
class Kind:
    """A way to break a workbook, and where the error must point."""

    id: str
    code: str
    place: str
    break_it: Callable[[Workbook], object]
    says: str = ""


def _set(sheet: str, id: str, column: str, value: object):
    def change(book: Workbook) -> None:
        at(book[sheet], id, column).value = value

    return change


def _text(sheet: str, id: str, column: str, value: str):
    return lambda book: as_text(at(book[sheet], id, column), value)


def _on(sheet: str, change: Callable[[Worksheet], object]):
    return lambda book: change(book[sheet])


def _new(sheet: str, **cells: object):
    return lambda book: under(book[sheet], **cells)


JUDGED = {
    "region": "Letland", "criterion": "Koren", "rating": 4, "confidence": "laag",
    "said_by": "Koor", "passage": "p1", "reason_nl": "Mooi",
}  # fmt: skip
DECIDED = {
    "region": "Letland", "role": "Onderzoek", "effort": "Inzet", "period_start": 2021,
    "period_end": 2025, "authority": "Stad", "decided": "2021", "passage": "p1",
}  # fmt: skip


def _twice(book: Workbook) -> None:
    sheet = book["Oordelen"]
    sheet.append([cell.value for cell in sheet[4]])


def _copy(book: Workbook) -> None:
    book.copy_worksheet(book["Oordelen"])


def _both(book: Workbook) -> None:
    _set("Oordelen", "j2", "Waardering", 4)(book)
    book["Waarderingen"]["C3"] = 5


def _removed_and_changed(book: Workbook) -> None:
    book["Oordelen"].delete_rows(4)
    book["Waarderingen"]["C3"] = 5


def _no_reason(book: Workbook) -> None:
    _set(J, "j1", "Reden (Nederlands)", None)(book)
    _set(J, "j1", "Reden (Engels)", None)(book)


J, F, D = "Oordelen", "Randvoorwaarden", "Besluiten"
KINDS = [
    # Sheets
    Kind("sheet gone", "sheet-missing", J, lambda b: b.remove(b[J])),
    Kind("sheet twice", "sheet-twice", "Oordelen Copy", _copy),
    Kind("marks gone", "marks-missing", J, _on(J, lambda s: s.delete_rows(1))),
    Kind("header gone", "header-missing", "Oordelen, A2", _on(J, lambda s: s.delete_rows(2))),
    Kind("header of grid gone", "header-missing", "Waarderingen, A2", _on("Waarderingen", lambda s: s.delete_rows(2))),
    Kind("column gone", "column-missing", J, _on(J, lambda s: s.delete_cols(6)), "rating"),
    Kind("column twice", "column-twice", "Oordelen, P2", _on(J, lambda s: s.cell(1, 16, "judgements:rating")), "rating"),
    Kind("column of one's own", "column-unknown", "Oordelen, P2", _on(J, lambda s: s.cell(5, 16, "let op"))),
    Kind("column of another sheet", "column-unknown", "Oordelen, F2", _on(J, lambda s: s.cell(1, 6, "findings:region"))),
    Kind("unknown column", "column-unknown", "Oordelen, P2", _on(J, lambda s: s.cell(1, 16, "judgements:colour"))),
    Kind("merged cells", "merged", "Oordelen, B4:B5", _on(J, lambda s: s.merge_cells("B4:B5"))),
    Kind("far too low", "outside", "Oordelen, A20001", _on(J, lambda s: s.cell(20_001, 1, "x"))),
    Kind("far to the right", "outside", "Oordelen, GS4", _on(J, lambda s: s.cell(4, 201, "x"))),
    # Rows
    Kind("id twice", "id-twice", "Oordelen, A8", _twice, "A4"),
    Kind("unknown id", "id-unknown", "Oordelen, A4", _set(J, "j2", "Kenmerk", "j99"), "j99"),
    Kind("id emptied", "id-emptied", "Oordelen, A4", _set(J, "j2", "Kenmerk", None), "j2"),
    Kind("id a formula", "id-unreadable", "Oordelen, A4", _set(J, "j2", "Kenmerk", "=A3")),
    Kind("version changed", "version-changed", "Oordelen, O4", _set(J, "j2", "version", 3)),
    Kind("new row without a rating", "missing-value", "Oordelen, F8", _new(J, **JUDGED | {"rating": None})),
    Kind("new row without a region", "missing-value", "Oordelen, B8", _new(J, **JUDGED | {"region": None})),
    Kind("no reason in either language", "missing-value", "Oordelen, M3", _no_reason),
    Kind("neither passage nor grounds", "no-basis", "Oordelen, I3", _set(J, "j1", "Passage", None)),
    # Cells
    Kind("formula", "formula", "Oordelen, F6", _set(J, "j4", "Waardering", "=1+1")),
    Kind("error value", "error-value", "Oordelen, F6", _set(J, "j4", "Waardering", "#N/A"), "#N/A"),
    Kind("thousands mark", "no-number", "Oordelen, F6", _set(J, "j4", "Waardering", "1.000,5")),
    Kind("three digits after the comma", "no-number", "Oordelen, F6", _set(J, "j4", "Waardering", "2,500")),
    Kind("words for a number", "no-number", "Oordelen, F6", _set(J, "j4", "Waardering", "goed"), "goed"),
    Kind("date for a number", "date-for-number", "Oordelen, F6", _set(J, "j4", "Waardering", DAY)),
    Kind("logical for a number", "logical", "Oordelen, F6", _set(J, "j4", "Waardering", True)),
    Kind("half a year", "no-integer", "Besluiten, E3", _set(D, "d1", "Van jaar", 2020.5), "2020.5"),
    Kind("outside the scale", "rating-range", "Oordelen, F6", _set(J, "j4", "Waardering", 6), "1 to 5"),
    Kind("outside the scale of another criterion", "rating-range", "Waarderingen, D4", lambda b: b["Waarderingen"].cell(4, 4, 9)),
    Kind("unknown region", "not-in-list", "Oordelen, B6", _set(J, "j4", "Regio", "Zweden"), "Zweden"),
    Kind("measured criterion", "not-rated", "Oordelen, C6", _set(J, "j4", "Criterium", "Diepte"), "figures"),
    Kind("unknown criterion", "not-in-list", "Oordelen, C6", _set(J, "j4", "Criterium", "Water")),
    Kind("unknown theme", "not-in-list", "Oordelen, D6", _set(J, "j4", "Thema", "Ruimte"), "Algen"),
    Kind("unknown role", "not-in-list", "Oordelen, E6", _set(J, "j4", "Rol", "Sport")),
    Kind("unknown confidence", "not-in-list", "Oordelen, G6", _set(J, "j4", "Zekerheid", "zeker"), "hoog"),
    Kind("unknown passage", "unknown-reference", "Oordelen, I6", _set(J, "j4", "Passage", "p9"), "Passages"),
    Kind("unknown precondition", "not-in-list", "Randvoorwaarden, C3", _set(F, "f1", "Randvoorwaarde", "IJs")),
    Kind("unknown outcome", "not-in-list", "Randvoorwaarden, D3", _set(F, "f1", "Uitkomst", "misschien")),
    Kind("one unknown theme of several", "not-in-list", "Randvoorwaarden, E3", _set(F, "f1", "Thema’s", "Algen; Ruimte"), "Ruimte"),
    Kind("conditions where none can be", "conditions", "Randvoorwaarden, D3", _set(F, "f1", "Uitkomst", "Voldaan")),
    Kind("number for a text", "number-for-text", "Oordelen, H6", _set(J, "j4", "Gezegd door", 2.5)),
    Kind("date for a text", "date-for-text", "Oordelen, H6", _set(J, "j4", "Gezegd door", DAY)),
    Kind("time for a date", "date-for-text", "Besluiten, I3", _set(D, "d1", "Datum van het besluit", time(9))),
    Kind("moment for a date", "date-for-text", "Besluiten, I3", _set(D, "d1", "Datum van het besluit", DAY.replace(hour=9))),
    Kind("logical for a text", "logical", "Oordelen, H6", _set(J, "j4", "Gezegd door", True)),
    Kind("date in another form", "pattern", "Besluiten, I3", _set(D, "d1", "Datum van het besluit", "2-3-2020"), "such as 2026-03-01"),
    Kind("a day that does not exist", "date", "Besluiten, I3", _set(D, "d1", "Datum van het besluit", "2021-02-30")),
    Kind("too long", "too-long", "Oordelen, H6", _text(J, "j4", "Gezegd door", "x" * 401), "400"),
    Kind("tab in a text", "control-character", "Oordelen, M6", _text(J, "j4", "Reden (Nederlands)", "a\tb")),
    Kind("required cell emptied", "missing-value", "Oordelen, H6", _set(J, "j4", "Gezegd door", "  ")),
    Kind("year out of range", "out-of-range", "Besluiten, F3", _set(D, "d1", "Tot en met jaar", 20230)),
    Kind("period backwards", "period", "Besluiten, F3", _set(D, "d1", "Tot en met jaar", 2019)),
    # Rows against each other
    Kind("two new decisions", "two-decisions", "Besluiten, B5", lambda b: [under(b[D], **DECIDED) for _ in range(2)], "Besluiten, A4"),
    Kind("two decisions", "two-decisions", "Besluiten, B4", _new(D, **DECIDED | {"region": "Estland"}), "d1"),
    Kind("replaces what is not there", "unknown-reference", "Besluiten, T4", _new(D, **DECIDED | {"replaces": "d9"}), "Besluiten"),
    Kind("said otherwise on two sheets", "said-twice", "Oordelen, F4", _both, "Waarderingen, C3"),
    Kind("changed here, removed there", "changed-and-removed", "Waarderingen, C3", _removed_and_changed),
    # Grids
    Kind("region twice in a grid", "grid-region-twice", "Waarderingen, A4", _on("Waarderingen", lambda s: s.cell(4, 1, "Estland"))),
    Kind("no region in a grid", "grid-region", "Waarderingen, A3", _on("Waarderingen", lambda s: s.cell(3, 1).__setattr__("value", None))),
    Kind("reason without a rating", "grid-no-rating", "Waarderingen, F3", _on("Waarderingen", lambda s: s.cell(3, 6, "Visser"))),
    Kind("rating without a reason", "missing-value", "Waarderingen, K4", lambda b: [b["Waarderingen"].cell(4, c, v) for c, v in ((2, 3), (5, "laag"), (6, "Visser"), (7, "p1"))]),
    Kind("words for a rating", "no-number", "Waarderingen, C3", _on("Waarderingen", lambda s: s.cell(3, 3, "hoog"))),
    # What is there to read
    Kind("read-only cell", "read-only", "Regio’s, C3", _on("Regio’s", lambda s: s.cell(3, 3, "Esland")), "Estland"),
    Kind("read-only number", "read-only", "Cijfers, D3", _on("Cijfers", lambda s: s.cell(3, 4, 51))),
    Kind("read-only formula", "read-only", "Cijfers, D3", _on("Cijfers", lambda s: s.cell(3, 4, "=50"))),
    Kind("read-only row added", "read-only-row", "Thema’s, A5", _on("Thema’s", lambda s: s.append(["vis", "Vis", "Fish", "nee"]))),
    Kind("read-only row gone", "read-only-gone", "Thema’s", _on("Thema’s", lambda s: s.delete_rows(4)), "(1)"),
    Kind("read-only column gone", "column-missing", "Thema’s", _on("Thema’s", lambda s: s.delete_cols(2))),
    Kind("meaning of a rating changed", "read-only", "Schalen, D3", _on("Schalen", lambda s: s.cell(3, 4, "Prima")), "Slecht"),
    Kind("code changed", "read-only", "Codes, C4", _on("Codes", lambda s: s.cell(4, 3, "nope"))),
    Kind("code gone", "read-only-gone", "Codes", _on("Codes", lambda s: s.delete_rows(4))),
]  # fmt: skip


def test_there_are_enough_kinds() -> None:
    ids = [kind.id for kind in KINDS]
    assert len(set(ids)) == len(ids)
    assert len({kind.code for kind in KINDS} | {code for code, _ in FILES.values()}) >= 50


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_a_broken_workbook_is_told_by_cell(kind: Kind, state: State, content: bytes) -> None:
    back = taken(edited(content, kind.break_it), state)
    assert not back.sound
    found = [
        fault for fault in back.faults if (fault.code, str(fault.place)) == (kind.code, kind.place)
    ]
    assert found, [f"{fault.code} {fault}" for fault in back.faults]
    assert kind.says in found[0].message
    assert len(found[0].message) > 10


ALONE = {
    "header gone",
    "marks gone",
    "column gone",
    "id twice",
    "id emptied",
    "too long",
    "formula",
}


@pytest.mark.parametrize("kind", [k for k in KINDS if k.id in ALONE], ids=lambda kind: kind.id)
def test_one_fault_is_told_once_and_no_row_is_taken_for_removed(
    kind: Kind, state: State, content: bytes
) -> None:
    back = taken(edited(content, kind.break_it), state)
    assert len(back.faults) == 1
    assert back.removed == ()


def test_every_fault_of_a_workbook_is_told_at_once(state: State, content: bytes) -> None:
    def change(book: Workbook) -> None:
        for kind in KINDS:
            if kind.id in ("formula", "unknown theme", "unknown outcome", "read-only cell"):
                kind.break_it(book)

    places = [str(fault.place) for fault in taken(edited(content, change), state).faults]
    assert places == ["Oordelen, D6", "Oordelen, F6", "Randvoorwaarden, D3", "Regio’s, C3"]


def test_a_rating_outside_its_scale_is_told_beside_a_cell_that_cannot_be_read(
    state: State, content: bytes
) -> None:
    """The scale of choirs runs from 1 to 5: 9 is wrong whatever else is wrong with the row."""

    def change(book: Workbook) -> None:
        _new("Oordelen", **{**JUDGED, "rating": 9, "confidence": "zeker"})(book)

    back = taken(edited(content, change), state)
    assert {fault.code for fault in back.faults} == {"not-in-list", "rating-range"}
    assert not back.changes


def test_the_workbook_of_another_case_is_refused(state: State, content: bytes) -> None:
    (fault,) = taken(_hidden(content, "case", "noord_brabant"), state).faults
    assert (fault.code, str(fault.place)) == ("other-case", "")
    assert "noord_brabant" in str(fault)


def test_a_workbook_of_a_state_nobody_knows_is_refused(state: State, content: bytes) -> None:
    (fault,) = taken(_hidden(content, "revision", "0" * 64), state).faults
    assert fault.code == "unknown-state"


def test_a_mark_cannot_be_mistaken_for_what_people_write() -> None:
    assert MARK.fullmatch("judgements:rating")
    assert MARK.fullmatch("grid/research/algae:rating/clarity/algae")
    assert not MARK.fullmatch("Let op: dit klopt niet")
    assert all(MARK.fullmatch(f"{t.name}:{c}") for t in TABLES.values() for c in t.columns)


def test_a_fault_can_be_translated() -> None:
    fault = Fault("x", workbook.Place("Oordelen", "B2"), "“%(value)s” is odd", {"value": "100%"})
    assert str(fault) == "Oordelen, B2: “100%” is odd"
