"""Reports: made and frozen, made again, released and withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils import translation
from tests.apps.people import party, person
from tests.cases import packages
from tests.papers import SCORES
from tests.released import publish

from windroos import cases
from windroos.apps.accounts.models import Event, User
from windroos.apps.accounts.permits import Refused
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries as compass
from windroos.apps.compass.actions import Entry, judge, load_case
from windroos.apps.regions.models import Case
from windroos.apps.reports import queries, words
from windroos.apps.reports.actions import make_report, release_report, withdraw_report
from windroos.apps.reports.models import Report
from windroos.cases import reports
from windroos.cases.check import read
from windroos.cases.papers import PAPERS
from windroos.report.paper import Table, fingerprint
from windroos.report.paper.order import tables_of
from windroos.sources.documents.shape import passage_hash

TODAY = date(2026, 11, 21)
VISITOR = AnonymousUser()
HEARD = {
    "region": "LV",
    "criterion": "clarity",
    "rating": 5.0,
    "confidence": "high",
    "grounds_en": "Heard",
    "reason_en": "Loud",
}


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Everything is told in English; there is a kind of report to make."""
    monkeypatch.setitem(PAPERS, "scores", SCORES)
    with translation.override("en"):
        yield


@pytest.fixture
def case(db: None, tmp_path: Path) -> Case:
    made = load_case(read(packages.write(tmp_path / "package"))).case
    party(made, "university", lead=True, decides=("research",))
    party(made, "town", decides=("culture",))
    return made


@pytest.fixture
def anna(case: Case) -> User:
    return person(Role.ANALYST, "university", "Anna")


@pytest.fixture
def bob(case: Case) -> User:
    return person(Role.DECISION_MAKER, "university", "Bob")


def scores(report: Report, language: str = "en") -> dict[str, float | None]:
    table: Table = next(tables_of(queries.paper(report, language)))
    return {str(row.cells[0].value): row.cells[1].value for row in table.rows}  # type: ignore[misc]


def weighed(case: Case) -> dict[str, float | None]:
    found = cases.weigh(compass.value(case), "research", as_of=TODAY)
    return {one.region.code: one.score for one in found}


def test_a_report_says_what_is_known_when_it_is_made(case: Case, anna: User) -> None:
    made = make_report(case, "scores", actor=anna)
    kept = Report.objects.get()
    assert (kept.number, kept.kind, kept.made_by, kept.day) == (1, "scores", anna, TODAY)
    assert (kept.title_nl, kept.title_en) == ("De scores", "The scores")
    assert scores(kept) == scores(kept, "nl") == weighed(case)
    assert kept.sha256_en == fingerprint(queries.paper(kept, "en")) != kept.sha256_nl
    assert kept.inputs["framework.toml"] == compass.package(case).hashes["framework.toml"]
    paper = queries.paper(kept, "nl")
    assert (paper.reference, paper.as_of) == ("lake-1", kept.as_of)
    assert make_report(case, "scores", actor=anna).number == 2
    assert made.program == reports.program()
    assert Event.objects.all()[0].sentence == (
        "Anna made a report of what was known on 21 November 2026: 2. The scores."
    )


def test_what_it_says_does_not_change_with_the_case(case: Case, anna: User) -> None:
    made = make_report(case, "scores", actor=anna)
    before, was = made.sha256_en, weighed(case)
    judge(case, [Entry(HEARD)], actor=anna)
    case.refresh_from_db()
    now = weighed(case)
    assert was["LV"] != now["LV"]
    kept = Report.objects.get()
    assert scores(kept) == was
    assert fingerprint(queries.paper(kept, "en")) == before
    # What was known then is still known to have been so: made again it is the same.
    assert queries.made_again(kept).holds
    again = queries.made_now(kept)
    (found,) = again.differences["en"]
    assert (found.section, found.part, found.row, found.column) == (
        "By region",
        "Score",
        "LV",
        "Score",
    )
    assert (found.was, found.now) == (str(was["LV"]), str(now["LV"]))
    assert [one.what for one in again.reasons] == ["judgements.csv"]
    told = words.told(again, compass.value(case), "en")
    assert (told.same, list(told.reasons)) == (False, ["the table “judgements”"])


def test_a_report_of_a_day_in_the_past(case: Case, anna: User) -> None:
    was = weighed(case)
    judge(case, [Entry(HEARD)], actor=anna)
    case.refresh_from_db()
    made = make_report(case, "scores", day=date(2026, 11, 20), actor=anna)
    assert scores(made) == was
    assert (made.day, made.states) == (date(2026, 11, 20), {"case": compass.state(case, made.day)})
    assert queries.made_again(made).holds


def test_a_document_that_was_replaced_is_told(case: Case, anna: User, tmp_path: Path) -> None:
    tables = packages.rows()
    tables["passages"][0]["sha256"] = passage_hash("The choirs sing.")
    load_case(read(packages.write(tmp_path / "coded", tables)))
    publish(case, "report.txt", b"Report\n\nThe choirs sing.\n", source="report", actor=None)
    case.refresh_from_db()
    made = make_report(case, "scores", actor=anna)
    assert "document:report" in made.inputs
    assert "The choirs sing." in str(made.papers["en"])
    publish(case, "report.txt", b"Report\n\nThe choirs hum.\n", source="report", actor=None)
    again = queries.made_again(Report.objects.get())
    assert not again.holds
    assert [one.what for one in again.reasons] == ["document:report"]
    (found,) = again.differences["en"]
    assert (found.was, found.now) == ("The choirs sing.", None)
    told = words.told(again, compass.value(case), "en")
    assert list(told.reasons) == ["the text of the document “Report”"]


@pytest.mark.parametrize(
    ("kind", "options", "field", "told"),
    [
        ("poems", {}, "kind", "There is no such kind of report."),
        ("scores", {"colour": "red"}, "colour", "no option “colour”"),
        ("scores", {"region": "XX"}, "region", "There is no “XX” to choose here."),
        ("scores", {"region": ["EE"]}, "region", "to choose here"),
    ],
)
def test_what_cannot_be_asked_is_told(
    case: Case, anna: User, kind: str, options: dict[str, object], field: str, told: str
) -> None:
    with pytest.raises(ValidationError) as error:
        make_report(case, kind, options, actor=anna)
    assert told in error.value.message_dict[field][0]
    assert not Report.objects.exists()


def test_who_reads_which_report(case: Case, anna: User, bob: User) -> None:
    make_report(case, "scores", {"region": "EE"}, actor=anna)
    outsider = person(Role.ADMINISTRATOR, "harbour")
    assert [one.number for one in queries.visible(case, anna)] == [1]
    for other in (VISITOR, None, outsider):
        assert not queries.visible(case, other)
        assert queries.find(case, 1, other) is None
    with pytest.raises(Refused):
        release_report(case, 1, actor=anna)
    released = release_report(case, 1, actor=bob)
    assert queries.may_read(released, VISITOR)
    with pytest.raises(ValidationError, match="released already"):
        release_report(case, 1, actor=bob)
    with pytest.raises(ValidationError, match="everyone reads it"):
        withdraw_report(case, 1, reason=" ", actor=bob)
    gone = withdraw_report(case, 1, reason="A typing error", actor=bob)
    assert not queries.may_read(gone, VISITOR)
    assert queries.may_read(gone, anna)
    assert queries.find(case, 1, VISITOR) == gone
    with pytest.raises(ValidationError, match="released already"):
        release_report(case, 1, actor=bob)
    with pytest.raises(ValidationError, match="Only a report that everyone can read"):
        withdraw_report(case, 1, reason="Again", actor=bob)
    assert Event.objects.all()[0].sentence == (
        "Bob withdrew a report: 1. The scores. A typing error"
    )


def test_a_later_report_takes_the_place_of_one(case: Case, anna: User, bob: User) -> None:
    first = make_report(case, "scores", {"region": "EE"}, actor=anna)
    make_report(case, "scores", {"region": "LV"}, actor=anna)
    assert queries.newer(first, anna) is None
    third = make_report(case, "scores", {"region": "EE"}, actor=anna)
    assert queries.newer(first, anna) == third
    assert queries.newer(first, VISITOR) is None
    release_report(case, third.number, actor=bob)
    assert queries.newer(first, VISITOR) == third


def test_a_kind_that_is_made_no_more_can_still_be_read(
    case: Case, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_report(case, "scores", {"region": "EE"}, actor=anna)
    monkeypatch.delitem(PAPERS, "scores")
    assert list(scores(made)) == ["EE"]
    again = queries.made_again(made)
    told = words.told(again, compass.value(case), "en")
    assert list(told.faults) == ["This program does not make this kind of report any more."]
    assert words.asked(made, compass.value(case), {}) == [("region", "EE")]
