"""Proposing corrections: by anyone, within limits; answered by staff; the address goes."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings
from tests.apps.people import party, person
from tests.apps.register import small

from windroos.apps.accounts.models import Event, User
from windroos.apps.accounts.roles import Role
from windroos.apps.network import actions
from windroos.apps.network.actions import proposing
from windroos.apps.network.models import Proposal, RecordVersion
from windroos.apps.network.queries import records
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db
READER = "reader@elders.example"


@pytest.fixture(autouse=True)
def case(db: None) -> Case:
    cache.clear()
    made = Case.objects.create(name="lake", title="The lake", state=1)
    actions.load_register(made, small())
    party(made, "province", lead=True)
    return made


def client(role: Role | None) -> Client:
    browser = Client()
    if role is not None:
        browser.force_login(person(role))
    return browser


def at(page: str, *arguments: object, language: str = "en") -> str:
    with override(language):
        return reverse(f"network:{page}", args=["lake", *arguments])


def words(response: Any) -> str:
    content = response.content.decode()
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", content)))


def filled(**changes: Any) -> dict[str, Any]:
    """The form of the lamp works as it is opened, with some fields changed."""
    return {
        "version": 1, "proposed": "correction", "name": "Lamp Works B.V.",
        "other_names": "Lampfabriek Léo", "kind": "company", "country": "NL",
        "place": "Eindhoven", "website": "", "roles": ["light:company"], "words": "",
        "email": "", "trap": "",
    } | changes  # fmt: skip


def send(browser: Client | None = None, **changes: Any) -> Any:
    return (browser or Client()).post(at("propose", "lamp-works"), filled(**changes))


def content(slug: str = "lamp-works") -> dict[str, Any]:
    found = records.record(Case.objects.get(name="lake"), "organisation", slug)
    assert found is not None
    assert found.content is not None
    return found.content


def answer(row: Proposal, browser: Client, **given: Any) -> Any:
    data = {"version": 1, "do": "accept", "fields_taken": sorted(row.changes), "answer": ""}
    return browser.post(at("proposal", row.pk), data | given)


# Proposing


def test_the_form_holds_what_the_register_says() -> None:
    page = Client().get(at("propose", "lamp-works"))
    html = page.content.decode()
    assert 'value="Lamp Works B.V."' in html
    assert 'value="Lampfabriek Léo"' in html
    assert re.search(r'value="light:company"[^>]*checked', html)
    assert "What is wrong with Lamp Works B.V.?" in words(page)
    dutch = Client().get(at("propose", "lamp-works", language="nl"))
    assert "Wat klopt er niet aan Lamp Works B.V.?" in words(dutch)
    assert Client().get(at("propose", "nobody")).status_code == 404


def test_a_visitor_proposes_what_differs_and_nothing_changes() -> None:
    done = send(place="Best", words="They moved", email=READER)
    assert done.status_code == 302
    row = Proposal.objects.get()
    assert (row.changes, row.version, row.email) == ({"place": "Best"}, 1, READER)
    assert (row.account, row.state, row.language) == (None, "open", "en")
    assert content()["place"] == "Eindhoven"
    assert "Thank you for your proposal" in words(Client().get(done["Location"]))
    event = Event.objects.get(verb="proposal-made")
    assert READER not in str(vars(event))
    assert "They moved" not in str(vars(event))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "Change something, or say in words what is wrong."),
        ({"proposed": "removal"}, "Say why it should go."),
        ({"place": "<b>Best</b>"}, "Write plain text, without HTML."),
        ({"words": "<script>x</script>"}, "Write plain text, without HTML."),
        ({"website": "lamps.example"}, "Give the whole address, from https:// on."),
        ({"country": "nl"}, "Give the code of two letters, such as NL."),
        ({"place": "x" * 401}, "at most 400 characters"),
        ({"words": "x" * 5001}, "at most 5000 characters"),
        ({"email": "nobody", "place": "Best"}, "valid email address"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_kept(changes: dict[str, Any], told: str) -> None:
    page = send(**changes)
    assert page.status_code == 400
    assert told in words(page)
    assert not Proposal.objects.exists()


def test_what_a_program_fills_in_is_answered_and_not_kept() -> None:
    assert send(place="Best", trap="x").status_code == 302
    assert not Proposal.objects.exists()


def test_a_visitor_proposes_ten_an_hour_and_someone_with_an_account_more() -> None:
    for number in range(10):
        assert send(place=f"Place {number}").status_code == 302
    page = send(place="One more")
    assert page.status_code == 400
    assert "At most 10 proposals an hour." in words(page)
    assert send(client(Role.VIEWER), place="One more").status_code == 302


def test_visitors_do_not_bury_the_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposing, "OPEN_FROM_VISITORS", 1)
    assert send(place="Best").status_code == 302
    assert "too many proposals waiting" in words(send(place="Ede"))


def test_where_no_mail_is_sent_no_address_is_asked(settings: Settings) -> None:
    settings.WINDROOS_MAIL = False
    assert "Your e-mail address" not in words(Client().get(at("propose", "lamp-works")))


# Answering


@pytest.mark.parametrize(
    ("role", "status", "writes"),
    [(Role.ANALYST, 200, 302), (Role.ADMINISTRATOR, 200, 302), (Role.VIEWER, 200, 403),
     (Role.DECISION_MAKER, 200, 403), (None, 404, 404)],
)  # fmt: skip
def test_who_sees_and_who_answers(role: Role | None, status: int, writes: int) -> None:
    send(place="Best", email=READER)
    row, browser = Proposal.objects.get(), client(role)
    for url in (at("proposals"), at("proposal", row.pk)):
        page = browser.get(url)
        assert page.status_code == status
        assert READER not in page.content.decode()
    assert answer(row, browser).status_code == writes


def test_one_click_takes_it_over_and_the_proposer_is_told(mailoutbox: list[Any]) -> None:
    send(place="Best", website="https://lamps.example", email=READER)
    row, analyst = Proposal.objects.get(), client(Role.ANALYST)
    page = words(analyst.get(at("proposal", row.pk)))
    assert "Place Eindhoven Eindhoven Best" in page
    assert answer(row, analyst, answer="Thanks").status_code == 302
    assert (content()["place"], content()["website"]) == ("Best", "https://lamps.example")
    version = RecordVersion.objects.get(record="lamp-works", current=True)
    assert (version.number, version.origin) == (2, "proposal")
    row.refresh_from_db()
    assert (row.state, row.email, row.taken) == ("accepted", None, ["place", "website"])
    [mail] = mailoutbox
    assert mail.to == [READER]
    assert mail.subject == "What came of your proposal: Lamp Works B.V."
    assert "It was taken over" in mail.body
    assert "Thanks" in mail.body
    assert "It was accepted." in words(analyst.get(at("proposal", row.pk)))


def test_some_fields_are_taken_over() -> None:
    send(place="Best", kind="government")
    answer(Proposal.objects.get(), client(Role.ANALYST), fields_taken=["place"])
    assert (content()["place"], content()["kind"]) == ("Best", "company")


def test_what_changed_since_is_shown_and_still_to_be_accepted(case: Case) -> None:
    send(place="Best", kind="government")
    actions.save_record(case, "organisation", content() | {"place": "Ede"}, version=1)
    row, analyst = Proposal.objects.get(), client(Role.ANALYST)
    page = words(analyst.get(at("proposal", row.pk)))
    assert "Someone changed the organisation since this was proposed" in page
    assert "Place Eindhoven Ede changed since Best" in page
    late = answer(row, analyst)
    assert late.status_code == 302
    assert content()["place"] == "Ede"
    answer(row, analyst, version=2, fields_taken=["kind"])
    assert (content()["place"], content()["kind"]) == ("Ede", "government")


def test_what_was_opened_before_a_change_proposes_nothing_of_it(case: Case) -> None:
    actions.save_record(case, "organisation", content() | {"place": "Ede"}, version=1)
    send(kind="government")
    assert Proposal.objects.get().changes == {"kind": "government"}


def test_turning_down_asks_for_words(mailoutbox: list[Any]) -> None:
    send(place="Best", email=READER)
    row, analyst = Proposal.objects.get(), client(Role.ANALYST)
    assert "Say why: the proposer reads it." in words(answer(row, analyst, do="reject"))
    answer(row, analyst, do="reject", answer="They did not move")
    row.refresh_from_db()
    assert (row.state, row.email) == ("rejected", None)
    assert "They did not move" in mailoutbox[0].body
    assert answer(row, analyst).status_code == 302
    assert "answered already" in words(analyst.get(at("proposal", row.pk)))
    assert content()["place"] == "Eindhoven"


def test_one_that_is_missing_is_added() -> None:
    data = {"version": 0, "name": "Saw Mill", "kind": "company", "place": "Ede",
            "other_names": "", "country": "NL", "website": "", "words": "", "trap": "",
            "roles": ["sound:partner"]}  # fmt: skip
    assert Client().post(at("propose_missing"), data).status_code == 302
    row = Proposal.objects.get()
    assert row.kind == "missing"
    answer(row, client(Role.ANALYST), version=0)
    made = content("saw-mill")
    assert (made["kind"], made["place"], made["basis"]) == ("company", "Ede", "person")
    assert made["roles"][0]["area"] == "sound"
    nothing = Client().post(at("propose_missing"), {"name": "", "kind": ""})
    assert nothing.status_code == 400


def test_one_that_should_go_is_taken_out_unless_something_needs_it(case: Case) -> None:
    send(proposed="removal", words="It closed")
    row, analyst = Proposal.objects.get(), client(Role.ANALYST)
    assert "r1" in words(answer(row, analyst))
    actions.remove_record(case, "relation", "r1", version=1, reason="gone")
    assert answer(row, analyst).status_code == 302
    assert records.record(case, "organisation", "lamp-works") is None


def test_words_alone_are_seen_to_by_hand() -> None:
    send(words="The logo is old")
    row, analyst = Proposal.objects.get(), client(Role.ANALYST)
    assert "Change the organisation yourself" in words(analyst.get(at("proposal", row.pk)))
    answer(row, analyst)
    row.refresh_from_db()
    assert row.state == "accepted"
    assert RecordVersion.objects.filter(record="lamp-works").count() == 1


def test_an_answer_that_could_not_go_out_is_sent_again(
    settings: Settings, mailoutbox: list[Any]
) -> None:
    send(place="Best", email=READER)
    row, analyst = Proposal.objects.get(), client(Role.ANALYST)
    settings.WINDROOS_MAIL = False
    answer(row, analyst)
    row.refresh_from_db()
    assert (row.state, row.email) == ("accepted", READER)
    page = analyst.get(at("proposal", row.pk))
    assert "that could not be sent yet" in words(page)
    assert READER not in words(page)
    told = at("proposal_told", row.pk)
    assert "sends no e-mail" in words(analyst.post(told, {"do": "send"}, follow=True))
    settings.WINDROOS_MAIL = True
    analyst.post(told, {"do": "send"})
    row.refresh_from_db()
    assert (row.email, len(mailoutbox)) == (None, 1)
    assert READER not in str([vars(event) for event in Event.objects.all()])


def test_who_has_an_account_reads_the_answer_on_the_site() -> None:
    viewer = client(Role.VIEWER)
    send(viewer, place="Best")
    row = Proposal.objects.get()
    assert row.account == User.objects.get(email="viewer@province.example")
    assert "open" in words(viewer.get(at("proposals_own")))
    answer(row, client(Role.ANALYST), answer="Seen to")
    assert "Seen to" in words(viewer.get(at("proposals_own")))
    assert "Seen to" not in words(client(Role.DECISION_MAKER).get(at("proposals_own")))


def test_what_waits_is_counted_on_the_page_of_work() -> None:
    send(place="Best")
    with override("en"):
        url = reverse("work", args=["lake"])
    assert "Answer proposed corrections 1" in words(client(Role.ANALYST).get(url))
    assert "Answer proposed corrections" not in words(client(Role.VIEWER).get(url))


def test_an_empty_list_says_what_comes_there() -> None:
    page = words(client(Role.ANALYST).get(at("proposals")))
    assert "Nobody has proposed anything yet." in page
    assert "Er is nog niets voorgesteld." in words(
        client(Role.ANALYST).get(at("proposals", language="nl"))
    )
