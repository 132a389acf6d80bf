"""Organisations in Excel: who may, what every row does, choosing, and all of it or nothing."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from tests.apps.register import small

from windroos.apps.accounts.models import Event, Membership, Organisation, User
from windroos.apps.accounts.roles import Role
from windroos.apps.network import actions
from windroos.apps.network.models import HandedIn, RecordVersion
from windroos.apps.network.queries import records
from windroos.apps.regions.models import Case, Party

pytestmark = pytest.mark.django_db
HEAD = "id,version,name,other_names,kind,place\n"
MOVED = f"{HEAD}lamp-works,1,Lamp Works B.V.,Lampfabriek Léo,company,Best\n"


@pytest.fixture
def case(db: None) -> Case:
    made = Case.objects.create(name="lake", title="The lake", state=1)
    actions.load_register(made, small())
    body = Organisation.objects.create(slug="prov", name_nl="Provincie", name_en="Province")
    Party.objects.create(case=made, organisation=body, lead=True)
    return made


def client(role: Role | None) -> Client:
    browser = Client()
    if role is not None:
        user = User.objects.create_user(f"{role}@elders.example", name=str(role))
        body = Organisation.objects.get(slug="prov")
        Membership.objects.create(user=user, organisation=body, role=role)
        browser.force_login(user)
    return browser


@pytest.fixture
def analyst(case: Case) -> Client:
    return client(Role.ANALYST)


def at(page: str, *arguments: object, language: str = "en") -> str:
    with override(language):
        return reverse(f"network:{page}", args=["lake", *arguments])


def words(response: object) -> str:
    content = response.content.decode()  # type: ignore[attr-defined]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", content)))


def hand_in(browser: Client, text: str, name: str = "mine.csv") -> str:
    file = SimpleUploadedFile(name, text.encode())
    answer = browser.post(at("organisations_import"), {"file": file})
    assert answer.status_code == 302, words(answer)
    return answer["Location"]


def place() -> str:
    found = records.record(Case.objects.get(name="lake"), "organisation", "lamp-works")
    assert found is not None
    assert found.content is not None
    return found.content["place"]


def test_everyone_downloads_the_sheet_in_their_language(case: Case) -> None:
    answer = Client().get(at("organisations_csv", language="nl"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == (
        'attachment; filename="lake-organisations-2026-11-21.csv"'
    )
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Kenmerk,Versie,Officiële naam")
    assert [line.split(",")[0] for line in lines[1:]] == ["lake-university", "lamp-works"]
    assert Client().get(at("organisations_xlsx")).content.startswith(b"PK")


def test_the_sheet_holds_the_organisations_that_the_list_shows(case: Case) -> None:
    answer = Client().get(at("organisations_csv") + "?kind=company")
    assert [line.split(b",")[0] for line in answer.content.splitlines()[1:]] == [b"lamp-works"]


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.ANALYST, 200), (Role.ADMINISTRATOR, 200), (Role.DECISION_MAKER, 403),
     (Role.VIEWER, 403), (None, 404)],
)  # fmt: skip
def test_who_may_hand_a_table_in(case: Case, role: Role | None, status: int) -> None:
    assert client(role).get(at("organisations_import")).status_code == status


def test_every_change_is_shown_and_nothing_is_saved_before_it_is_confirmed(
    analyst: Client,
) -> None:
    url = hand_in(analyst, MOVED)
    page = analyst.get(url)
    assert "1 organisation would be written. Nothing has been saved yet." in words(page)
    assert re.search(r"Place Eindhoven Best", words(page))
    assert place() == "Eindhoven"
    seen = page.context["plan"].fingerprint
    done = analyst.post(url, {"do": "apply", "seen": seen}, follow=True)
    assert "1 organisation was saved." in words(done)
    assert place() == "Best"
    version = RecordVersion.objects.get(record="lamp-works", current=True)
    assert (version.number, version.origin, version.reason) == (2, "table", "mine.csv")
    event = Event.objects.get(verb="sheet-taken-in")
    assert (
        event.told()
        == ("analyst took over a table of organisations, mine.csv: 0 added, 1 changed.")
        or "mine.csv" in event.told()
    )
    assert not HandedIn.objects.exists()


def test_in_dutch(analyst: Client) -> None:
    url = hand_in(analyst, MOVED)
    nl = analyst.get(url.replace("/en/", "/nl/"))
    assert "1 organisatie zou worden opgeslagen. Er is nog niets opgeslagen." in words(nl)


def test_what_changed_since_it_was_looked_at_is_not_written(analyst: Client, case: Case) -> None:
    url = hand_in(analyst, f"{HEAD},,Saw Mill,,company,Ede\n")
    seen = analyst.get(url).context["plan"].fingerprint
    content = {"id": "saw-mill", "kind": "company",
               "names": [{"name": "Saw Mill", "kind": "official"}]}  # fmt: skip
    actions.save_record(case, "organisation", content, version=0)
    again = analyst.post(url, {"do": "apply", "seen": seen})
    assert again.status_code == 409
    assert "Is this an organisation that is here already?" in words(again)
    assert not RecordVersion.objects.filter(origin="table").exists()


def test_what_a_colleague_changed_too_is_chosen(analyst: Client, case: Case) -> None:
    now = records.record(case, "organisation", "lamp-works")
    assert now is not None
    assert now.content is not None
    actions.save_record(case, "organisation", now.content | {"place": "Oirschot"}, version=1)
    url = hand_in(analyst, MOVED)
    page = words(analyst.get(url))
    assert "Nothing yet: for 1 row you first choose what it is." in page
    assert "It was: Eindhoven Saved now: Oirschot In the table: Best" in page
    analyst.post(url, {"do": "choose", "row:2": "yours"})
    looked = analyst.get(url)
    assert "1 organisation would be written." in words(looked)
    analyst.post(url, {"do": "apply", "seen": looked.context["plan"].fingerprint})
    assert place() == "Best"


def test_what_may_be_here_already_is_chosen(analyst: Client, case: Case) -> None:
    url = hand_in(analyst, "name,kind,place\nLamp Works BV,company,Eindhoven\nSaw Mill,company,Ede")
    page = words(analyst.get(url))
    assert "It is Lamp Works B.V., Eindhoven (the same name)" in page
    analyst.post(url, {"do": "choose", "row:2": "is:lamp-works"})
    looked = analyst.get(url)
    assert "2 organisations would be written." in words(looked)
    analyst.post(url, {"do": "again"})
    assert "for 1 row you first choose" in words(analyst.get(url))
    analyst.post(url, {"do": "choose", "rest": "skip"})
    seen = analyst.get(url).context["plan"].fingerprint
    analyst.post(url, {"do": "apply", "seen": seen})
    assert records.record(case, "organisation", "saw-mill") is not None
    assert RecordVersion.objects.filter(record="lamp-works").count() == 1


def test_what_is_wrong_is_told_by_row_and_nothing_is_written(analyst: Client) -> None:
    url = hand_in(analyst, MOVED + ",,A mill,,choir,Ede\n")
    page = analyst.get(url)
    assert "Nothing yet: 1 row has to be mended first." in words(page)
    assert "3 A mill Kind “choir” is not one of" in words(page)
    seen = page.context["plan"].fingerprint
    assert analyst.post(url, {"do": "apply", "seen": seen}).status_code == 409
    assert place() == "Eindhoven"


def test_a_file_that_is_no_table_is_told_at_its_field(analyst: Client) -> None:
    file = SimpleUploadedFile("a.csv", b"colour\nred")
    answer = analyst.post(at("organisations_import"), {"file": file})
    assert answer.status_code == 400
    assert "No row with headings was found." in words(answer)
    assert analyst.post(at("organisations_import"), {}).status_code == 400


def test_a_table_is_seen_by_who_handed_it_in_alone_and_thrown_away(analyst: Client) -> None:
    url = hand_in(analyst, MOVED)
    other = client(Role.ADMINISTRATOR)
    assert other.get(url).status_code == 302
    assert "mine.csv" in words(analyst.get(at("organisations_import")))
    assert "mine.csv" not in words(other.get(at("organisations_import")))
    gone = analyst.post(url, {"do": "drop"}, follow=True)
    assert "The table was thrown away." in words(gone)
    assert not HandedIn.objects.exists()
    assert "That table is no longer kept." in words(analyst.get(url, follow=True))


def test_a_table_that_says_what_is_there_changes_nothing(analyst: Client) -> None:
    text = Client().get(at("organisations_csv")).content.decode("utf-8-sig")
    page = words(analyst.get(hand_in(analyst, text)))
    assert "Nothing: it says what the register says already." in page
