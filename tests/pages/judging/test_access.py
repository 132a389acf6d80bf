"""Who comes at the pages on which analysts judge, and who sees that they are there."""

from html import unescape

import pytest
from django.test import Client
from tests.apps.people import person
from tests.pages.judging.desk import CHOIRS, RATING, browser, fresh, now, text

from windroos.apps.accounts.models import User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass.actions import Entry, judge
from windroos.apps.compass.models import Panel
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db

PAGES = (
    "regions/LV/judge/choirs/",
    "regions/EE/precondition/boats/",
    "grid/",
    "panels/open/",
    "take-back/judgements/j1/",
)


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_is_asked_to_log_in_and_others_are_refused(
    client: Client, case: Case, page: str
) -> None:
    address = f"/en/lake/{page}"
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/en/account/login/?next=")
    for user in (
        person(Role.VIEWER, "university"),
        person(Role.DECISION_MAKER, "university"),
        person(Role.ADMINISTRATOR, "university"),
        person(Role.ANALYST, "elsewhere"),
        person(None),
    ):
        assert browser(user).get(address).status_code == 403
        assert browser(user).post(address, RATING).status_code == 403
    assert fresh(case).state == case.state


def test_undo_is_for_analysts_and_takes_a_post(desk: Client, case: Case, analyst: User) -> None:
    (written,) = judge(case, [Entry(CHOIRS)], actor=analyst)
    rows = {"row": f"{written.change.key}/{written.version}"}
    assert desk.get("/en/lake/undo/judgements/").status_code == 405
    viewer = browser(person(Role.VIEWER, "university"))
    assert viewer.post("/en/lake/undo/judgements/", rows).status_code == 403
    for wrong in ("", "j4", "j4/x", "j4/-1", f"j4/{'9' * 5000}"):
        assert desk.post("/en/lake/undo/judgements/", {"row": wrong}).status_code == 404
    assert desk.post("/en/lake/undo/figures/", rows).status_code == 404
    # Only that a decision was taken over from a table is undone here.
    assert desk.post("/en/lake/undo/decisions/", {"row": "d1/1"}).status_code == 302
    assert now(case, "decisions", "d1")
    assert now(case, "judgements", written.change.key)


@pytest.mark.parametrize(
    "page",
    [
        "regions/XX/judge/choirs/",
        "regions/LV/judge/depth/",
        "regions/LV/judge/whales/",
        "regions/LV/precondition/whales/",
        "regions/XX/precondition/boats/",
        "take-back/judgements/j99/",
        "take-back/decisions/d1/",
        "history/judgements/j99/",
        "history/figures/1/",
        "panels/99/",
    ],
)
def test_what_is_not_there_is_not_found(desk: Client, case: Case, page: str) -> None:
    assert desk.get(f"/en/lake/{page}").status_code == 404


def test_the_region_page_has_links_to_edit_for_analysts_only(
    client: Client, case: Case, analyst: User
) -> None:
    address = "/en/lake/regions/EE/?role=research"
    edit = "/en/lake/regions/EE/judge/clarity/?role=research"
    for reader in (client, browser(person(Role.VIEWER, "university"))):
        shown = reader.get(address).content.decode()
        assert "/judge/" not in shown
        assert "/precondition/" not in shown
        assert "take-back" not in shown
        assert "/history/judgements/j1/" in shown
    shown = unescape(browser(analyst).get(address).content.decode())
    assert f"{edit}&id=j1" in shown
    assert "/en/lake/take-back/judgements/j1/?role=research" in shown
    assert "/en/lake/regions/EE/precondition/boats/?role=research&id=f1" in shown
    # As it stood on a former day nothing is edited.
    then = browser(analyst).get(f"{address}&as_of=2024-01-01").content.decode()
    assert "/judge/" not in then


def test_work_is_shown_to_those_who_work_on_the_case(
    case: Case, panel: Panel, analyst: User, client: Client
) -> None:
    assert client.get("/en/lake/work/").status_code == 404
    assert browser(person(Role.ANALYST, "elsewhere")).get("/en/lake/work/").status_code == 404
    assert "/en/lake/work/" not in client.get("/en/lake/").content.decode()
    desk = browser(analyst)
    assert '/en/lake/work/"' in desk.get("/en/lake/").content.decode()
    shown = text(desk.get("/en/lake/work/"))
    assert "1 thing waits for you." in shown
    assert "Rate regions in the grid" in shown
    viewer = text(browser(person(Role.VIEWER, "town")).get("/en/lake/work/"))
    assert "Rate regions in the grid" not in viewer
