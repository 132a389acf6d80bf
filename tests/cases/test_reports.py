"""Reports that are frozen to a file, and checked without a database."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cases import packages
from tests.papers import SCORES
from windroos import cases
from windroos.cases import CaseError, papers, reports
from windroos.cases.papers import OptionError
from windroos.cases.reports import Known

DAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def scores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(papers.PAPERS, "scores", SCORES)


def known(folder: Path, rating: int = 5) -> Known:
    tables = packages.rows()
    tables["judgements"][0]["rating"] = rating
    return Known(cases.load(packages.write(folder, tables)), DAY)


def frozen(of: Known, **options: Any) -> dict[str, Any]:
    made = reports.freeze(SCORES, of, options).as_dict()
    return json.loads(json.dumps(made))


def test_a_report_comes_back_from_its_file_as_it_was(tmp_path: Path) -> None:
    of = known(tmp_path)
    record = frozen(of, region="EE")
    read = reports.read(record)
    assert read.options == {"region": "EE"}
    assert read.as_dict() == record
    again = reports.verify(record, of)
    assert again.holds
    assert again.reasons == ()
    assert [check.what for check in again.checks] == [
        "report", "text nl", "text en", "paper nl", "paper en",
    ]  # fmt: skip


def test_the_cell_that_changed_is_told_and_which_table_did(tmp_path: Path) -> None:
    record = frozen(known(tmp_path / "then"))
    later = known(tmp_path / "now", rating=1)
    again = reports.verify(record, later)
    was, now = (
        cases.weigh(one.case, "research", as_of=DAY)["EE"].score
        for one in (known(tmp_path / "then"), later)
    )
    assert was != now
    for language, section in (("nl", "Per regio"), ("en", "By region")):
        (found,) = again.differences[language]  # type: ignore[index]
        assert (found.section, found.row) == (section, "EE")
        assert (found.was, found.now) == (str(was), str(now))
    assert [one.what for one in again.reasons] == ["judgements.csv"]
    assert not again.holds


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda r: r["papers"]["nl"].update(title="Anders"), {"report", "text nl", "paper nl"}),
        (lambda r: r["inputs"].update({"regions.csv": "0"}), {"report"}),
        (lambda r: r.update(sha256="0"), {"report"}),
    ],
)
def test_a_file_that_was_touched_is_told(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], None], told: set[str]
) -> None:
    of = known(tmp_path)
    record = frozen(of)
    spoil(record)
    assert {one.what for one in reports.verify(record, of).checks if not one.holds} == told


@pytest.mark.parametrize(
    "spoil",
    [
        lambda r: r.clear(),
        lambda r: r.pop("papers"),
        lambda r: r.update(day="soon"),
        lambda r: r.update(inputs=[1]),
        lambda r: r["papers"].pop("nl"),
        lambda r: r["papers"]["nl"].update(format=2),
        lambda r: r["papers"]["nl"].update(sections=7),
    ],
)
def test_what_is_no_report_is_told(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], object]
) -> None:
    record = frozen(known(tmp_path))
    spoil(record)
    with pytest.raises(CaseError, match=r"this is no report|the report is damaged"):
        reports.verify(record)


def test_what_is_no_longer_there_is_told(tmp_path: Path) -> None:
    of = known(tmp_path)
    record = frozen(of, region="EE")
    record["options"]["region"] = "XX"
    (check,) = {
        one.told for one in reports.verify(record, of).checks if one.what.startswith("paper")
    }
    assert "it cannot be made any more: there is no region “XX” in this case" in check
    with pytest.raises(CaseError, match="is of the case “lake”, not of “noord_brabant”"):
        reports.verify(record, Known(cases.load("noord_brabant"), DAY))


def test_an_option_that_cannot_be_is_told(tmp_path: Path) -> None:
    of = known(tmp_path)
    for options, fault in (({"region": "XX"}, "value"), ({"colour": "red"}, "unknown")):
        with pytest.raises(OptionError) as error:
            reports.freeze(SCORES, of, options)
        assert error.value.fault == fault
