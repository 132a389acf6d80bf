"""The account of the programme of document 003, against the tables that the document prints."""

from datetime import date
from pathlib import Path

import pytest

from tests.cases.test_noord_brabant import kpis
from windroos.cases import facts
from windroos.cases.facts import Account


@pytest.fixture(scope="module")
def lsh() -> Account:
    return facts.account_of("noord_brabant", "lsh", today=date(2026, 11, 30))


def test_the_facts_of_the_case_are_sound_and_written_the_same() -> None:
    folder = facts.find("noord_brabant")
    assert folder is not None
    read = facts.read("noord_brabant")
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == read.files()


def test_the_table_of_the_document_comes_out_to_the_letter(lsh: Account, shared: Path) -> None:
    notice = (shared / "seeds" / "003_c93f35eff56babda.txt").read_text(encoding="utf-8")
    assert [str(period) for period in lsh.grid.periods] == ["2018", "2019", "2020", "2021", "2022"]
    printed = [
        [
            "Nul-meting"
            if cell.state == "to-be-measured"
            else f"{cell.value:g}{'%' if row.measured.indicator.unit == '%' else ''}"
            for cell in row.cells
        ]
        for row in lsh.grid.rows
    ]
    assert printed == [cells for _label, cells in kpis(notice)]


def test_what_came_of_it_nobody_reported_and_that_is_said(lsh: Account) -> None:
    for one in lsh.indicators.values():
        assert one.judged_period is not None
        # 2019 is the last year with a target: what was expected after that is none.
        assert str(one.judged_period) == "2019"
        assert one.judged is not None
        assert one.judged.status == "no-data"
        assert one.over is not None
        assert one.over.value is None
        assert (one.coverage.known, one.coverage.of) == (0, 5)


def test_the_budget_of_two_years_equals_its_lines(lsh: Account) -> None:
    budget = lsh.money.sums["budget"]
    assert (budget.amount, budget.currency, budget.complete) == (5_000_000, "EUR", True)
    assert str(budget.total.of) == "2018/2019"
    lines = [branch.money.sums.get("budget") for branch in lsh.root.branches]
    assert [line.amount for line in lines if line is not None] == [3_000_000, 2_000_000]
    assert lsh.money.unequal == ()
    # What others put in the document does not say: nothing is multiplied.
    assert lsh.money.multiplied is not None
    assert lsh.money.multiplied.factor is None


def test_the_track_record_says_what_nobody_knows() -> None:
    record = facts.track_record_of("noord_brabant", today=date(2026, 11, 30))
    by_id = {one.programme["id"]: one for one in record.standings}
    photondelta = by_id["photondelta"]
    assert photondelta.sums["raised"].approximate == "at-least"
    assert "committed" not in photondelta.sums
    assert photondelta.multiplied is not None
    assert photondelta.multiplied.factor is None
    for total in record.totals:
        assert total.of == len(record.standings)
        known = [key for key, one in by_id.items() if total.role in one.sums]
        assert sorted([*known, *total.unknown]) == sorted(by_id)
        assert sorted(total.known) == sorted(known)
        # Of nothing all programmes are known, and so no total is whole.
        assert not total.complete
    totals = {total.role: total for total in record.totals}
    # 3 and 2 million of the province for lsh, 230 million of the state for chips.
    assert (totals["budget"].amount, totals["budget"].known) == (235e6, ("lsh", "ipcei-ast"))
    # That governments committed hundreds of millions is no amount, and it counts as none.
    assert "committed" not in totals
    assert [entry.amount.status for entry in photondelta.account.money.untold] == ["withheld"]
    assert "photondelta" in totals["budget"].unknown
