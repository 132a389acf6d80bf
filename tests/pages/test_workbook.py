"""The pages to work on a case in Excel: download, hand in, look, choose, take over."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from openpyxl.workbook import Workbook
from tests.apps.people import party, person
from tests.cases.workbooks import at, edited

from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.compass.actions import Entry, judge
from windroos.apps.compass.files import workbooks
from windroos.apps.compass.models import Upload
from windroos.apps.regions.models import Case
from windroos.cases.workbook import Grid, open_book

JUDGEMENT = "j-jp-networks-1"


@pytest.fixture
def case(loaded_case: Case) -> Case:
    party(loaded_case, "province", lead=True, decides=("innovation",))
    return loaded_case


@pytest.fixture
def analyst(case: Case) -> Any:
    return person(Role.ANALYST, "province")


def browse(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(name: str = "workbook", *arguments: Any, language: str = "en") -> str:
    with override(language):
        return reverse(f"compass:{name}", args=["noord_brabant", *arguments])


def changed(case: Case, edit: Any, language: str = "en") -> bytes:
    def change(book: Workbook) -> None:
        edit(book)

    return edited(workbooks.written(case, language, (Grid(),)), change)


def rate(value: object, id: str = JUDGEMENT) -> Any:
    return lambda book: at(book["Judgements"], id, "Rating").__setattr__("value", value)


def hand_in(client: Client, content: bytes, name: str = "mine.xlsx") -> Any:
    return client.post(address(), {"file": SimpleUploadedFile(name, content)})


def handed_in(client: Client, content: bytes) -> str:
    """The address of the preview of a workbook."""
    answer = hand_in(client, content)
    assert answer.status_code == 302, text(answer)
    return answer.headers["Location"]


def text(answer: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def seen(answer: Any) -> str:
    found = re.search(r'name="seen" value="(\w+)"', answer.content.decode())
    assert found is not None
    return found[1]


def rating(case: Case, id: str = JUDGEMENT) -> Any:
    rows = queries.package(Case.objects.get(pk=case.pk)).tables["judgements"]
    return next((row["rating"] for row in rows if row["id"] == id), None)


def test_only_who_may_write_gets_to_it(case: Case, analyst: Any) -> None:
    pages = (address(), address("workbook_download"))
    for page in pages:
        assert Client().get(page).status_code == 302
        assert browse(person(Role.VIEWER, "province")).get(page).status_code == 403
        assert browse(person(Role.ANALYST, "elsewhere")).get(page).status_code == 403
        assert browse(analyst).get(page).status_code == 200


def test_it_says_what_the_reader_may_change(case: Case, analyst: Any) -> None:
    mine = text(browse(analyst).get(address()))
    assert "add and take back judgements" in mine
    assert "add decisions" not in mine
    deciders = text(browse(person(Role.DECISION_MAKER, "province")).get(address()))
    assert "You can add decisions for Innovation" in deciders
    assert "add and take back judgements" not in deciders


def test_the_workbook_is_in_the_language_of_the_page(case: Case, analyst: Any) -> None:
    for language, sheet in (("nl", "Oordelen"), ("en", "Judgements")):
        answer = browse(analyst).get(address("workbook_download", language=language))
        assert "noord_brabant-2026-11-21.xlsx" in answer.headers["Content-Disposition"]
        book = open_book(answer.content)
        assert book.stamp.language == language
        assert sheet in [one.title for one in book.sheets]


def test_a_sheet_for_a_role_and_theme_comes_with_it(case: Case, analyst: Any) -> None:
    query = {"role": "innovation", "theme": "health"}
    answer = browse(analyst).get(address("workbook_download"), query)
    titles = [one.title for one in open_book(answer.content).sheets]
    assert titles[1:3] == ["Ratings", "Ratings Innovation, Health"]
    answer = browse(analyst).get(address("workbook_download"), {"role": "nobody"})
    assert len(open_book(answer.content).sheets) == len(titles) - 1


def test_every_change_is_shown_by_cell_and_taken_over_when_confirmed(
    case: Case, analyst: Any
) -> None:
    client = browse(analyst)
    page = handed_in(client, changed(case, rate(1.5)))
    looked = client.get(page)
    shown = text(looked)
    assert "1 row would change. Nothing has been saved yet." in shown
    assert "changed Japan, Networks Judgements, j-jp-networks-1" in shown
    assert "Judgements, F127 Rating 2 1.5" in shown
    assert "filled in by the program Date judged empty 2026-11-21" in shown
    assert "What it does, once saved" in shown
    assert rating(case) == 2
    saved = client.post(page, {"do": "apply", "seen": seen(looked)}, follow=True)
    assert "1 change was saved." in text(saved)
    assert rating(case) == 1.5
    assert Upload.objects.count() == 0


def test_a_workbook_without_changes_says_so(case: Case, analyst: Any) -> None:
    client = browse(analyst)
    shown = text(client.get(handed_in(client, changed(case, lambda _: None))))
    assert "Nothing: it says what the case says already." in shown
    assert "Save" not in shown


def test_what_is_wrong_is_told_by_cell_and_nothing_can_be_confirmed(
    case: Case, analyst: Any
) -> None:
    def edit(book: Workbook) -> None:
        rate(9)(book)
        rate("=1+1", "j-kr-themes-1")(book)
        book["Figures"]["D5"] = 7

    client = browse(analyst)
    page = handed_in(client, changed(case, edit))
    looked = client.get(page)
    shown = text(looked)
    assert "3 things have to be mended in it first" in shown
    assert "Judgements F127 9 lies outside the scale" in shown
    assert "Figures D5 This sheet is there to read; put “8.95” back." in shown
    assert 'value="apply"' not in looked.content.decode()
    assert client.post(page, {"do": "apply", "seen": ""}).status_code == 409
    assert rating(case) == 2


def test_what_is_no_workbook_is_told_at_the_field(case: Case, analyst: Any) -> None:
    client = browse(analyst)
    for content, says in (
        (b"a,b", "This is not an Excel workbook"),
        (b"x" * (10 * 1024 * 1024 + 5), "larger than 10 MB"),
    ):
        answer = hand_in(client, content)
        assert answer.status_code == 400
        assert says in text(answer)
    assert client.post(address(), {}).status_code == 400
    assert Upload.objects.count() == 0


def test_taking_rows_back_asks_why(case: Case, analyst: Any) -> None:
    client = browse(analyst)
    page = handed_in(client, changed(case, lambda book: book["Judgements"].delete_rows(127)))
    looked = client.get(page)
    assert "The whole row is taken back" in text(looked)
    answer = client.post(page, {"do": "apply", "seen": seen(looked), "reason": " "})
    assert answer.status_code == 400
    assert "Why are rows taken back?" in text(answer)
    assert rating(case) == 2
    client.post(page, {"do": "apply", "seen": seen(answer), "reason": "Twice"})
    assert rating(case) is None


def test_who_confirms_what_has_changed_looks_again(case: Case, analyst: Any) -> None:
    client = browse(analyst)
    page = handed_in(client, changed(case, rate(1.5)))
    looked = client.get(page)
    judge(case, [Entry({"confidence": "low"}, JUDGEMENT)], actor=analyst)
    answer = client.post(page, {"do": "apply", "seen": seen(looked)})
    assert answer.status_code == 409
    assert "The case changed since you looked." in text(answer)
    assert "The case has changed since this workbook was downloaded." in text(answer)
    assert rating(case) == 2
    client.post(page, {"do": "apply", "seen": seen(answer)})
    assert rating(case) == 1.5


def test_of_what_both_changed_the_reader_chooses(case: Case, analyst: Any) -> None:
    client = browse(analyst)
    page = handed_in(client, changed(case, rate(1.5)))
    judge(case, [Entry({"rating": 3.0}, JUDGEMENT)], actor=person(Role.ANALYST, "province"))
    shown = client.get(page)
    assert "Saved now: 3 In the workbook: 1.5" in text(shown)
    assert 'value="apply"' not in shown.content.decode()
    key = f"keep:judgements/{JUDGEMENT}/rating"
    theirs = text(client.get(page, {key: "theirs"}))
    assert "Nothing: it says what the case says already." in theirs
    looked = client.get(page, {key: "yours"})
    assert f'name="{key}" value="yours"' in looked.content.decode()
    client.post(page, {"do": "apply", "seen": seen(looked), key: "yours"})
    assert rating(case) == 1.5


def test_a_workbook_is_for_who_handed_it_in_alone(case: Case, analyst: Any) -> None:
    page = handed_in(browse(analyst), changed(case, rate(1.5)))
    assert "mine.xlsx" in text(browse(analyst).get(address()))
    other = browse(person(Role.ANALYST, "province", "other"))
    assert "mine.xlsx" not in text(other.get(address()))
    for answer in (other.get(page, follow=True), other.post(page, {"do": "apply"}, follow=True)):
        assert "no longer kept" in text(answer)
    assert rating(case) == 2
    assert Upload.objects.count() == 1


def test_a_workbook_can_be_thrown_away(case: Case, analyst: Any) -> None:
    client = browse(analyst)
    page = handed_in(client, changed(case, rate(1.5)))
    assert "thrown away" in text(client.post(page, {"do": "drop"}, follow=True))
    assert Upload.objects.count() == 0
    assert rating(case) == 2


def test_names_of_files_and_cells_cannot_be_taken_for_html(case: Case, analyst: Any) -> None:
    def edit(book: Workbook) -> None:
        at(book["Judgements"], JUDGEMENT, "Said by").value = "<script>alert(1)</script>"

    client = browse(analyst)
    answer = hand_in(client, changed(case, edit), "<img src=x>.xlsx")
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "<script>alert" not in shown
    assert "<img src=x>" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_it_is_among_what_there_is_to_do(case: Case, analyst: Any) -> None:
    with override("en"):
        work = browse(analyst).get(reverse("work", args=["noord_brabant"]))
    assert f'href="{address()}"' in work.content.decode()
