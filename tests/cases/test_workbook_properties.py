"""Whatever people write in a workbook comes back as they wrote it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from tests.cases import workbooks
from tests.cases.workbooks import as_text, edited, taken
from windroos.cases import workbook
from windroos.cases.fields import NAME
from windroos.cases.package import Package
from windroos.cases.rows import RowChecker
from windroos.cases.tables import TABLES
from windroos.cases.workbook import State

# Texts that a spreadsheet takes for something else.
ODD = (
    "=1+1", "0012", "TRUE", "WAAR", "#N/A", "1e5", "2-3", "12:30", "+31 6", "@x", "'x", "-", "1,5",
    "1.000", "2021-03-02", "_x0041_", "_x005F_", "x005F_", "_x000D_", "a\nb", "a\n\nb", "{=A1}",
    "<b>&amp;</b>", "judgements:rating", "%(value)s", "100%", "😀", "a  b", "e\u0301", "\u200fא",
)  # fmt: skip
_ESCAPE = re.compile("x[0-9A-Fa-f]{4}_")
_FORBIDDEN = "\ufffe\uffff"
TEXTS = st.one_of(
    st.sampled_from(ODD),
    st.text(
        st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters=_FORBIDDEN)
        | st.just("\n"),
        min_size=1,
        max_size=NAME,
    )
    .map(str.strip)
    .filter(bool),
)
CELLS: dict[str, st.SearchStrategy[Any]] = {
    "region": st.sampled_from(["EE", "LV", "LV00"]),
    "criterion": st.sampled_from(["clarity", "fish", "choirs"]),
    "theme": st.sampled_from([None, "algae", "song"]),
    "role": st.sampled_from([None, "research", "culture"]),
    # A spreadsheet keeps fifteen digits.
    "rating": st.floats(1, 5).map(lambda rating: float(f"{rating:.15g}")),
    "confidence": st.sampled_from(["low", "medium", "high"]),
    "said_by": TEXTS,
    "grounds_nl": st.none() | TEXTS,
    "judged": st.sampled_from([None, "2021", "2021-03", "2021-03-31"]),
    "reason_nl": TEXTS,
    "reason_en": st.none() | TEXTS,
}
IDS = ("j1", "j2", "j3", "j4", "j5")
EDITS = st.fixed_dictionaries(
    {}, optional={id: st.fixed_dictionaries({}, optional=CELLS) for id in IDS}
)
SOME = settings(max_examples=25, deadline=None)


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> State:
    return workbooks.state(Path(tmp_path_factory.mktemp("lake")))


@pytest.fixture(scope="module")
def content(state: State) -> bytes:
    return workbook.write(state, "en", workbooks.MADE)


def with_rows(package: Package, edits: dict[str, dict[str, Any]]) -> Package:
    rows = tuple({**row, **edits.get(str(row["id"]), {})} for row in package.tables["judgements"])
    return replace(package, tables={**package.tables, "judgements": rows})


def _type(cell: Any, value: object) -> None:
    """Type a value; a text as Excel saves it, which escapes what looks like an escape."""
    if isinstance(value, str):
        as_text(cell, re.sub("_(x[0-9A-Fa-f]{4}_)", r"_x005F_\1", value))
    else:
        cell.value = value


@given(edits=EDITS, language=st.sampled_from(["nl", "en"]))
@SOME
def test_a_case_comes_back_as_it_was(
    state: State, edits: dict[str, dict[str, Any]], language: str
) -> None:
    now = replace(state, package=with_rows(state.package, edits))
    content = workbook.write(now, language, workbooks.MADE)
    # openpyxl itself, which saves it here, loses what looks like an escape.
    lost = any(_ESCAPE.search(str(value)) for cells in edits.values() for value in cells.values())
    for saved in (content,) if lost else (content, edited(content, lambda _: None)):
        back = taken(saved, now)
        assert (back.changes, back.faults) == ((), ())


@given(edits=EDITS)
@SOME
def test_edits_come_back_as_they_were_typed(
    state: State, content: bytes, edits: dict[str, dict[str, Any]]
) -> None:
    def change(book: Workbook) -> None:
        sheet: Any = book["Judgements"]
        marks = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=3):
            for name, value in edits.get(row[0].value, {}).items():
                cell = row[marks.index(f"judgements:{name}")]
                _type(cell, value)

    back = taken(edited(content, change), state)
    assert back.sound, back.faults
    was = {row["id"]: row for row in state.package.tables["judgements"]}
    assert {(row.id, cell.field): cell.after for row in back.changes for cell in row.cells} == {
        (id, name): value
        for id, cells in edits.items()
        for name, value in cells.items()
        if was[id][name] != value
    }
    assert back.package() == with_rows(state.package, edits)


@given(row=st.fixed_dictionaries(CELLS))
@SOME
def test_a_new_row_comes_back_as_it_was_typed(
    state: State, content: bytes, row: dict[str, Any]
) -> None:
    new = {**row, "passage": "p2"}

    def add(book: Workbook) -> None:
        sheet: Any = book["Judgements"]
        marks = [cell.value for cell in sheet[1]]
        for name, value in new.items():
            _type(sheet.cell(8, marks.index(f"judgements:{name}") + 1), value)

    (change,) = taken(edited(content, add), state).changes
    assert change.row is not None
    assert {name: change.row[name] for name in new} == new
    assert RowChecker(state.package).check("judgements", change.row)[1] == []
    assert set(change.row) == set(TABLES["judgements"].columns)
