"""The indicators and budget of document 003 (Noord-Brabant, life sciences & health, 2018-2022).

The figures are read from the text of the document. By its notes the number of test environments of
2018 is what was there, and the figures of 2020 to 2022 are effects expected of the investments of
2018 and 2019.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from tests.measure.results.made import amount, cells, fact, flow, share, stock

from windroos.measure.results import (
    Fact,
    Indicator,
    Ledger,
    Period,
    Role,
    Tree,
    check_new,
    remarks,
    status_of,
    summed,
    total,
)

YEARS = tuple(str(year) for year in range(2018, 2023))
ALL = Period.of("2018/2022")
Rows = Mapping[str, tuple[float | None, ...]]

INDICATORS: dict[str, Indicator] = {
    "testomgevingen": stock(id="environments"),
    "proeftuinen netwerk": share(id="network"),
    "health bedrijven": stock(id="companies"),
    "uitgaande missies": flow(id="missions", frequency="year"),
    "bezettingsgraad": share(id="occupancy", decimals=0, scale=(0, 100)),
    "werknemers": stock(id="employees", unit="fte"),
}
"""By words that stand in the row of each in the table."""


@pytest.fixture(scope="module")
def text(shared: Path) -> str:
    (file,) = (shared / "seeds").glob("003_*.txt")
    return re.sub(r"\s+", " ", file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows(text: str) -> Rows:
    """The five figures of each row; None is what is still to be measured."""
    table = text[text.index("throughput * 2018") : text.index("Tabel: KPI")]
    found: dict[str, tuple[float | None, ...]] = {}
    for words in INDICATORS:
        after = table[re.search(words, table).end() :]  # type: ignore[union-attr]
        figures = re.search(r"(?:(?:Nul-meting|\d+)%? ){4}\d+%?", after)
        assert figures
        found[words] = tuple(
            None if one == "Nul-meting" else float(one.rstrip("%")) for one in figures[0].split()
        )
    return found


@pytest.fixture(scope="module")
def facts(rows: Rows) -> list[Fact]:
    made: list[Fact] = []
    for words, indicator in INDICATORS.items():
        for year, value in zip(YEARS, rows[words], strict=True):
            role: Role = "target" if year in ("2018", "2019") else "expected"
            if words in ("testomgevingen", "proeftuinen netwerk") and year == "2018":
                role = "baseline"
            measured = "to-be-measured" if value is None else "final"
            made.append(fact(year, value, indicator=indicator.id, role=role, status=measured))
    return made


def test_the_table_is_read_as_it_is_printed(rows: Rows) -> None:
    assert rows["health bedrijven"] == (850, 880, 910, 940, 970)
    assert rows["testomgevingen"] == (4, 6, 7, 7, 7)
    assert rows["proeftuinen netwerk"] == (None, 10, 25, 30, 40)
    assert rows["bezettingsgraad"] == (71, 74, 78, 81, 83)


def test_all_figures_of_the_table_can_be_recorded(facts: list[Fact]) -> None:
    by_id = {indicator.id: indicator for indicator in INDICATORS.values()}
    assert len(facts) == 30
    for one in facts:
        assert check_new(one, by_id[one.indicator], {}) == ()
    told = {f.indicator for f in facts if remarks(f, by_id[f.indicator])}
    assert told == {"network", "occupancy"}


def test_missions_add_up_and_companies_and_shares_do_not(facts: list[Fact]) -> None:
    known = cells(*facts)
    missions, companies = INDICATORS["uitgaande missies"], INDICATORS["health bedrijven"]
    assert total(missions, known, Period.of("2018/2019"), role="target").value == 2
    expected = total(missions, known, ALL, role="expected")
    assert (expected.value, expected.complete) == (3, False)
    assert total(companies, known, ALL, role="expected").value == 970
    assert total(INDICATORS["bezettingsgraad"], known, ALL, role="expected").value == 83


def test_a_baseline_to_be_measured_is_not_zero(facts: list[Fact]) -> None:
    network = INDICATORS["proeftuinen netwerk"]
    found = total(network, cells(*facts), Period.of("2018"), role="baseline")
    assert (found.value, [reason.code for reason in found.reasons]) == (None, ["to-be-measured"])


def test_what_was_expected_of_2020_is_no_target(facts: list[Fact]) -> None:
    employees = INDICATORS["werknemers"]
    now = date(2021, 2, 1)
    counted = [fact(year, 600, indicator="employees") for year in ("2019", "2020")]
    known = cells(*facts, *counted)
    found = status_of(employees, known, "", Period.of("2020"), now)
    assert found.status == "no-target"
    assert found.expected is not None
    assert found.expected.value == 640
    assert status_of(employees, known, "", Period.of("2019"), now).status == "behind"


def test_the_environments_of_2019_are_on_the_way_from_what_was_there(facts: list[Fact]) -> None:
    """From 4 to 6: halfway through the year 5 is on track, and 4 is half of the way short."""
    environments = stock(id="environments", frequency="half", due_days=60)
    for value, status in ((5, "on-track"), (4, "behind"), (6, "reached")):
        seen = fact("2019-H1", value, indicator="environments")
        found = status_of(
            environments, cells(*facts, seen), "", Period.of("2019"), date(2019, 8, 1)
        )
        assert found.status == status


def test_the_budget_is_its_two_lines_and_not_twice(text: str) -> None:
    def printed(words: str) -> float:
        found = re.search(words + r" (\d(?:\.\d{3})+)", text)
        assert found
        return float(found[1].replace(".", ""))

    tree = Tree({"programme": "", "engine": "programme", "market": "programme"})
    ledger = Ledger.of(
        [
            amount("2018/2019", printed("Totaal"), part="programme"),
            amount("2018/2019", printed("Motor van zorginnovaties"), part="engine"),
            amount("2018/2019", printed("de markt en de patiënt"), part="market"),
        ]
    )
    found = summed(ledger, tree, "programme", "budget", Period.of("2018/2019"))
    assert (found.amount, found.complete, found.total.discrepancies) == (5_000_000, True, ())
    assert summed(ledger, tree, "programme", "budget", Period.of("2018")).amount is None
    later = summed(ledger, tree, "programme", "budget", ALL)
    assert (later.amount, later.complete) == (5_000_000, False)
    assert {str(slot.period) for slot in later.total.missing} == {"2020/2022"}
