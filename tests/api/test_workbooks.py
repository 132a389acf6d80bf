"""Working in Excel over the API: what a workbook changes is told by cell, then taken or dropped."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.api.conftest import BASE, Asking
from tests.apps.people import party
from tests.cases.workbooks import at, edited

from windroos.apps.accounts.models import Event
from windroos.apps.accounts.roles import Role
from windroos.apps.regions.models import Case
from windroos.cases.workbook.opening import MOST_BYTES
from windroos.rest.files import XLSX, ZIP

BOOKS = f"{BASE}/cases/lake/workbooks"


@pytest.fixture
def lake(site: None) -> Case:
    """The small case, on which the province works."""
    case = Case.objects.get(name="lake")
    party(case, "province", lead=True, decides=("research",))
    return case


@pytest.fixture
def analyst(lake: Case, asking: Callable[..., Asking]) -> Asking:
    return asking(Role.ANALYST)


@pytest.fixture
def colleague(lake: Case, asking: Callable[..., Asking]) -> Asking:
    return asking(Role.ANALYST, name="colleague")


def book(by: Asking, edit: Any = None, language: str = "nl") -> bytes:
    """The workbook as it is given out, worked in."""
    content = by.get(f"{BOOKS}/_download", Accept_Language=language).content
    return edited(content, edit) if edit else content


def rate(value: object, id: str = "j4") -> Any:
    return lambda book: setattr(at(book["Oordelen"], id, "Waardering"), "value", value)


def hand_in(by: Asking, content: bytes, **headers: str) -> Any:
    answer = by.send(f"{BOOKS}?name=mine.xlsx", content, XLSX, **headers)
    assert answer.status_code == 201, answer.content
    return answer


def place(answer: Any) -> str:
    return answer["Location"].removeprefix("http://testserver")


def test_the_workbook_is_given_out_for_a_role_and_theme(analyst: Asking) -> None:
    answer = analyst.get(f"{BOOKS}/_download?role=research", Accept_Language="nl")
    assert answer["Content-Type"] == XLSX
    assert answer["Content-Disposition"] == 'attachment; filename="lake-2026-11-21.xlsx"'
    sheets = load_workbook(BytesIO(answer.content)).sheetnames
    plain = load_workbook(BytesIO(book(analyst))).sheetnames
    assert len(sheets) == len(plain) + 1
    again = analyst.get(f"{BOOKS}/_download?role=research", Accept_Language="nl",
                        If_None_Match=answer["ETag"])  # fmt: skip
    assert again.status_code == 304


@pytest.mark.parametrize("query", ["role=singing", "theme=singing"])
def test_a_role_or_theme_that_is_not_there_is_told(analyst: Asking, query: str) -> None:
    answer = analyst.get(f"{BOOKS}/_download?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == query.partition("=")[0]


def test_every_change_is_told_by_cell_before_anything_is_saved(analyst: Asking, lake: Case) -> None:
    answer = hand_in(analyst, book(analyst, rate(2)))
    told = answer.json()
    assert (told["name"], told["sound"], told["older"]) == ("mine.xlsx", True, False)
    (change,) = told["changes"]
    assert (change["kind"], change["table"], change["id"]) == ("changed", "judgements", "j4")
    rated = next(cell for cell in change["cells"] if cell["field"] == "rating")
    assert (rated["before"], rated["after"], rated["sheet"]) == (1, 2, "Oordelen")
    assert rated["cell"][0].isalpha()
    filled_in = next(cell for cell in change["cells"] if cell["field"] == "judged")
    assert (filled_in["cell"], filled_in["after"]) == (None, "2026-11-21")
    assert Case.objects.get(pk=lake.pk).state == lake.state
    assert analyst.get(place(answer)).json() == told
    assert [one["id"] for one in analyst.get(BOOKS).json()["items"]] == [told["id"]]


def test_what_was_looked_at_is_taken_over(analyst: Asking) -> None:
    answer = hand_in(analyst, book(analyst, rate(2)))
    done = analyst.post(f"{place(answer)}/_apply", {}, If_Match=answer["ETag"])
    assert done.status_code == 200, done.content
    assert done.json()["changes"] == answer.json()["changes"]
    row = analyst.get(f"{BASE}/cases/lake/judgements/j4").json()
    assert (row["rating"], row["judged"]) == (2, "2026-11-21")
    assert analyst.get(place(answer)).status_code == 404
    assert Event.objects.get(verb="workbook-applied").via == "api"
    assert Event.objects.get(verb="judgement-changed").via == "sheet"


def test_it_is_taken_over_once(analyst: Asking) -> None:
    sent = book(analyst, rate(2))
    first, second = (hand_in(analyst, sent, Idempotency_Key="mine") for _ in range(2))
    assert first.json() == second.json()
    assert second["Idempotency-Replayed"] == "true"
    other = analyst.send(f"{BOOKS}?name=mine.xlsx", book(analyst, rate(3)), XLSX,
                         Idempotency_Key="mine")  # fmt: skip
    assert other.status_code == 409


def test_what_is_dropped_is_gone(analyst: Asking) -> None:
    path = place(hand_in(analyst, book(analyst, rate(2))))
    assert analyst.delete(path).status_code == 204
    assert analyst.delete(path).status_code == 404
    assert analyst.get(f"{BASE}/cases/lake/judgements/j4").json()["rating"] == 1


def test_a_row_that_is_taken_back_needs_a_reason(analyst: Asking) -> None:
    answer = hand_in(analyst, book(analyst, lambda b: b["Oordelen"].delete_rows(4)))
    (change,) = answer.json()["changes"]
    assert (change["kind"], change["cells"]) == ("removed", [])
    path = f"{place(answer)}/_apply"
    refused = analyst.post(path, {}, If_Match=answer["ETag"])
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == "/reason"
    assert analyst.post(path, {"reason": "Twice"}, If_Match=answer["ETag"]).status_code == 200


def test_every_fault_is_told_by_cell_and_nothing_is_taken_over(analyst: Asking) -> None:
    def broken(book: Any) -> None:
        rate("very good")(book)
        at(book["Oordelen"], "j3", "Waardering").value = 7

    answer = hand_in(analyst, book(analyst, broken))
    told = answer.json()
    assert (told["sound"], told["changes"]) == (False, [])
    assert len(told["faults"]) == 2
    for fault in told["faults"]:
        assert fault["sheet"] == "Oordelen"
        assert fault["cell"]
        assert fault["detail"]
    refused = analyst.post(f"{place(answer)}/_apply", {}, If_Match=answer["ETag"])
    assert refused.status_code == 409
    assert refused.json()["current"]["faults"] == told["faults"]


def test_who_changed_the_same_is_told_and_one_chooses(analyst: Asking, colleague: Asking) -> None:
    mine = book(analyst, rate(2))
    theirs = hand_in(colleague, book(colleague, rate(3)))
    done = colleague.post(f"{place(theirs)}/_apply", {}, If_Match=theirs["ETag"])
    assert done.status_code == 200
    answer = hand_in(analyst, mine)
    told = answer.json()
    (clash,) = told["clashes"]
    assert (told["sound"], told["older"]) == (False, True)
    assert (clash["was"], clash["yours"], clash["theirs"]) == (1, 2, 3)
    path = place(answer)
    assert analyst.post(f"{path}/_apply", {}, If_Match=answer["ETag"]).status_code == 409
    chosen = analyst.get(f"{path}?yours={clash['key']}")
    assert chosen.json()["sound"]
    body = {"yours": [clash["key"]]}
    assert analyst.post(f"{path}/_apply", body, If_Match=chosen["ETag"]).status_code == 200
    assert analyst.get(f"{BASE}/cases/lake/judgements/j4").json()["rating"] == 2


def test_what_changed_since_it_was_looked_at_is_not_taken_over(
    analyst: Asking, colleague: Asking
) -> None:
    answer = hand_in(analyst, book(analyst, rate(2)))
    theirs = hand_in(colleague, book(colleague, rate(2)))
    colleague.post(f"{place(theirs)}/_apply", {}, If_Match=theirs["ETag"])
    late = analyst.post(f"{place(answer)}/_apply", {}, If_Match=answer["ETag"])
    assert late.status_code == 412, late.content
    assert late.json()["current"]["changes"] == []
    for tag, status in (("", 428), ('"x"', 412)):
        again = analyst.post(f"{place(answer)}/_apply", {}, If_Match=tag)
        assert again.status_code == status


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 400, "empty-file"),
        (b"region;rating", 400, "not-a-workbook"),
        (bytes.fromhex("D0CF11E0A1B11AE1"), 400, "old-format"),
        (b"PK\x05\x06" + bytes(18), 400, "not-a-workbook"),
    ],
)
def test_what_is_no_workbook_is_told(
    analyst: Asking, content: bytes, status: int, code: str
) -> None:
    answer = analyst.send(BOOKS, content, XLSX)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    (error,) = answer.json()["errors"]
    assert (error["code"], error["in"]) == (code, "body")
    assert error["detail"]


def test_what_is_too_large_is_not_read(analyst: Asking) -> None:
    assert analyst.send(BOOKS, bytes(MOST_BYTES + 1), XLSX).status_code == 413


def test_what_is_sent_as_something_else_is_not_read(analyst: Asking) -> None:
    assert analyst.send(BOOKS, b"{}", ZIP).status_code == 415
    answer = analyst.get(f"{BOOKS}/_download", Accept="application/json")
    assert answer.status_code == 406
    assert XLSX in answer.json()["detail"]


def test_only_who_may_work_in_it_and_only_their_own(
    analyst: Asking, colleague: Asking, asking: Callable[..., Asking], visitor: Asking
) -> None:
    path = place(hand_in(analyst, book(analyst)))
    assert colleague.get(path).status_code == 404
    assert colleague.delete(path).status_code == 404
    viewer, stranger = asking(Role.VIEWER), asking(Role.ANALYST, "elsewhere")
    for by, status in ((viewer, 403), (stranger, 404), (visitor, 401)):
        assert by.get(BOOKS).status_code == status
        assert by.get(f"{BOOKS}/_download").status_code == status
        assert by.send(BOOKS, b"", XLSX).status_code == status
    reads = asking(Role.ANALYST, name="reads", writes=False)
    assert reads.get(f"{BOOKS}/_download").status_code == 200
    assert reads.send(BOOKS, book(analyst), XLSX).status_code == 403
