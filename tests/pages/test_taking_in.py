"""The page that takes organisations of open sources in, and what was counted of a region."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from tests.apps.editions import brought
from tests.apps.people import party, person
from tests.apps.register import small
from tests.apps.test_taking_in import BOAT, CHOIR, FIRST, LAKE, LAKE_ROR, LAMP, institute

from windroos.apps.accounts.roles import Role
from windroos.apps.network import actions
from windroos.apps.network.models import Organisation, Taken
from windroos.apps.regions.models import Case
from windroos.cases import register

pytestmark = pytest.mark.django_db
PAGE = "/en/noord_brabant/register/take-in/"


@pytest.fixture
def case(loaded_case: Case) -> Case:
    numbers = [{"organisation": "lake-university", "scheme": "ror", "value": LAKE_ROR}]
    actions.load_register(loaded_case, small(identifiers=numbers))
    party(loaded_case, "university", lead=True)
    return loaded_case


@pytest.fixture
def analyst(case: Case, client: Client) -> Client:
    client.force_login(person(Role.ANALYST, "university"))
    return client


def ror(folder: Path, given: list[dict] = FIRST) -> None:
    file = folder / "ror.json"
    file.write_text(json.dumps(given), "utf-8")
    brought("ror", file)


def test_who_does_not_work_on_the_case_sees_no_such_page(case: Case, client: Client) -> None:
    assert client.get(PAGE).status_code == 404
    client.force_login(person(Role.VIEWER, "university"))
    assert client.get(PAGE).status_code == 403


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "No source of organisations was brought in yet."), ("nl", "nog geen bron")],
)
def test_without_a_source_it_says_how_to_bring_one_in(
    analyst: Client, language: str, says: str
) -> None:
    shown = analyst.get(PAGE.replace("/en/", f"/{language}/")).content.decode()
    assert says in shown
    assert f"/{language}/noord_brabant/sources/" in shown


def test_every_record_is_shown_with_what_it_may_be(analyst: Client, tmp_path: Path) -> None:
    ror(tmp_path)
    shown = analyst.get(PAGE).content.decode()
    assert "4 organisations: 4 to decide on, of which 1 certain" in shown
    assert "It is Lake University" in shown
    assert "the same number (ror, 0lake0001)" in shown
    assert "with and without a legal form" in shown
    assert "the source says otherwise now." not in shown
    best = analyst.get(PAGE, {"source": "ror", "place": "best"}).content.decode()
    assert "Boat Yard" in best
    assert "Lamp Works" not in best
    none = analyst.get(PAGE, {"source": "ror", "country": "jp"}).content.decode()
    assert "The source knows no organisation like that." in none


def test_what_was_decided_is_done_by_one_submit(analyst: Client, tmp_path: Path) -> None:
    ror(tmp_path)
    page = analyst.get(PAGE)
    sent = {"sha256": page.context["edition"].sha256}
    decided = {LAKE: "is lake-university", LAMP: "", CHOIR: "new", BOAT: "refused"}
    for number, (record, choice) in enumerate(decided.items()):
        sent |= {f"record_{number}": record, f"choice_{number}": choice}
    answer = analyst.post(PAGE + "?source=ror", sent, follow=True)
    assert "1 new, 1 changed, 1 not wanted." in answer.content.decode()
    assert Organisation.objects.get(slug="choir-institute").region == "NL41"
    assert not Taken.objects.filter(record=LAMP).exists()
    refused = analyst.get(PAGE, {"state": "refused"}).content.decode()
    assert "Boat Yard" in refused
    assert "Offer it again" in refused
    done = analyst.get(PAGE, {"state": "done"}).content.decode()
    assert "In the register as" in done


def test_all_certain_ones_at_once(analyst: Client, tmp_path: Path) -> None:
    ror(tmp_path)
    sha256 = analyst.get(PAGE).context["edition"].sha256
    analyst.post(PAGE + "?source=ror", {"sha256": sha256, "all_certain": "1"})
    assert [one.record for one in Taken.objects.all()] == [LAKE]


def test_what_a_later_edition_says_otherwise_is_asked(analyst: Client, tmp_path: Path) -> None:
    ror(tmp_path)
    sha256 = analyst.get(PAGE).context["edition"].sha256
    analyst.post(PAGE + "?source=ror", {"sha256": sha256, "record_0": CHOIR, "choice_0": "new"})
    ror(tmp_path, [institute("choi0001", "Choir Institute", "Uden")])
    late = {"sha256": sha256, "record_0": CHOIR, "choice_0": "accept"}
    answer = analyst.post(PAGE + "?source=ror", late, follow=True)
    assert "newer edition" in answer.content.decode()
    shown = analyst.get(PAGE, {"state": "changed"}).content.decode()
    assert "Of one the source says otherwise now." in shown
    assert "the source said “Best” and says “Uden” now; here stands “Best”" in shown
    now = analyst.get(PAGE).context["edition"].sha256
    analyst.post(PAGE + "?source=ror", {**late, "sha256": now})
    assert Organisation.objects.get(slug="choir-institute").place == "Uden"


def test_nonsense_is_told_and_does_nothing(analyst: Client, tmp_path: Path) -> None:
    ror(tmp_path)
    sha256 = analyst.get(PAGE).context["edition"].sha256
    wrong = {"sha256": sha256, "record_0": CHOIR, "choice_0": "is nobody"}
    answer = analyst.post(PAGE + "?source=ror", wrong, follow=True)
    assert "There is no organisation “nobody” in the register." in answer.content.decode()
    nothing = {"sha256": sha256, "record_0": CHOIR, "choice_0": "perhaps"}
    answer = analyst.post(PAGE + "?source=ror", nothing, follow=True)
    assert "Nothing was decided yet." in answer.content.decode()
    assert analyst.get(PAGE, {"projects": "x", "page": "y", "source": "z"}).status_code == 200


# What was counted of a region.


@pytest.fixture
def counted(loaded_case: Case) -> Case:
    actions.load_register(loaded_case, register.read("noord_brabant"))
    actions.count_register(loaded_case)
    party(loaded_case, "university", lead=True)
    return loaded_case


def test_a_region_shows_what_was_counted_and_which(counted: Case, client: Client) -> None:
    shown = client.get("/en/noord_brabant/regions/JP/").content.decode()
    assert "The register knows 3 organisations there" in shown
    assert "2 relations with organisations here" in shown
    assert "1 relation in which a company takes part" in shown
    assert "Counted in the register" in shown
    assert "no-longer" not in shown
    dutch = client.get("/nl/noord_brabant/regions/JP/").content.decode()
    assert "2 relaties met organisaties hier" in dutch


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("KR", "Not counted: the register holds nothing of this region."),
        ("CN-JS", "Not counted: the register knows countries and NUTS regions"),
        ("SG", "No relation with an organisation here"),
    ],
)
def test_missing_is_not_none(counted: Case, client: Client, code: str, says: str) -> None:
    shown = client.get(f"/en/noord_brabant/regions/{code}/").content.decode()
    assert says in shown


def test_before_any_count_there_is_nothing_and_the_staff_can_count(
    loaded_case: Case, client: Client
) -> None:
    page = "/en/noord_brabant/regions/JP/"
    assert "Counted in the register" not in client.get(page).content.decode()
    actions.load_register(loaded_case, register.read("noord_brabant"))
    party(loaded_case, "university", lead=True)
    client.force_login(person(Role.ANALYST, "university"))
    assert "Count the networks in the register" in client.get(page).content.decode()
    answer = client.post("/en/noord_brabant/register/count/", {"region": "JP"}, follow=True)
    assert answer.redirect_chain[-1][0] == page
    assert "The register was counted." in answer.content.decode()
    assert "Count the register again" in answer.content.decode()
