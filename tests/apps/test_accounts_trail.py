"""Reading the audit trail: who sees what of it, and taking it along."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from tests.apps.accounts_people import enter, organisation, person

from windroos.apps.accounts import actions, queries, sentences
from windroos.apps.accounts.models import Event, Organisation, User
from windroos.apps.accounts.permits import ACTIONS, Anyone, about, action, via
from windroos.apps.accounts.roles import Role
from windroos.apps.regions import actions as regions
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db

PAGE = "/nl/account/trail/"


@pytest.fixture
def case() -> Case:
    return Case.objects.create(name="zuid", title="Kompas Zuid")


@pytest.fixture
def province(case: Case) -> Organisation:
    made = organisation()
    regions.attach_organisation(actor=None, case=case, organisation=made, lead=True)
    return made


@pytest.fixture
def agency() -> Organisation:
    return organisation("bureau", "Het bureau")


def of_case(name: str = "zuid", actor: User | None = None) -> Event:
    return actions.record(
        "logged-in",
        actor=actor,
        subject_type="region",
        subject_id="BE2",
        label_nl="Vlaanderen",
        label_en="Flanders",
        case=name,
    )


def seen(user: User) -> set[str]:
    """What someone sees: the verbs, and for what is about a case its subject."""
    return {
        event.subject_label_nl if event.subject_type == "region" else event.verb
        for event in queries.trail(user)
    }


# Who sees what


def test_who_works_on_a_case_sees_what_was_done_there_and_no_accounts(
    province: Organisation,
) -> None:
    of_case()
    for role in (Role.VIEWER, Role.ANALYST, Role.DECISION_MAKER):
        user = person(role.value, role, province)
        others = queries.trail(user).exclude(subject_type="account", subject_id=str(user.pk))
        assert {event.subject_type for event in others} == {"region", "organisation"}
        assert {event.case for event in others} == {"zuid"}


def test_an_administrator_sees_the_accounts_of_the_organisation_too(
    province: Organisation, agency: Organisation
) -> None:
    bea = person("bea", Role.ADMINISTRATOR, province)
    vera, bo = person("vera", Role.VIEWER, province), person("bo", Role.ADMINISTRATOR, agency)
    of_case()
    actions.invite(actor=bea, organisation=province, email="x@y.example", role=Role.VIEWER)
    subjects = {(e.subject_type, e.subject_id) for e in queries.trail(bea)}
    assert ("account", str(vera.pk)) in subjects
    assert ("account", str(bo.pk)) not in subjects
    assert ("organisation", str(agency.pk)) not in subjects
    assert {"Vlaanderen", "organisation-added", "role-given", "invited"} <= seen(bea)
    assert seen(bo) == {"account-created", "role-given", "organisation-added"}


def test_what_someone_does_after_leaving_is_not_seen_and_that_they_left_is(
    province: Organisation,
) -> None:
    bea = person("bea", Role.ADMINISTRATOR, province)
    vera = person("vera", Role.VIEWER, province)
    actions.remove_role(actor=bea, user=vera, organisation=province)
    actions.change_name(actor=vera, name="Vera de Vries")
    of_vera = queries.trail(bea).filter(subject_type="account", subject_id=str(vera.pk))
    assert [event.verb for event in of_vera] == ["role-removed", "role-given"]


def test_what_someone_is_for_another_organisation_is_for_that_one_to_see(
    province: Organisation, agency: Organisation, client: Client
) -> None:
    bea, bo = person("bea", Role.ADMINISTRATOR, province), person("bo", Role.ADMINISTRATOR, agency)
    vera = person("vera", Role.VIEWER, province)
    actions.give_role(actor=None, user=vera, organisation=agency, role=Role.VIEWER)
    actions.give_role(actor=bo, user=vera, organisation=agency, role=Role.ANALYST)

    def of_vera(reader: User) -> list[str]:
        found = queries.trail(reader).filter(subject_type="account", subject_id=str(vera.pk))
        return [event.verb for event in found]

    assert of_vera(bea) == ["role-given", "account-created"]
    assert of_vera(bo) == ["role-changed", "role-given", "account-created"]
    assert of_vera(vera) == ["role-changed", "role-given", "role-given", "account-created"]
    client.force_login(bea)
    address = reverse("accounts:person", args=[province.slug, vera.pk])
    assert agency.name_en not in client.get(address).content.decode()


def test_of_another_case_nothing_is_seen(province: Organisation) -> None:
    Case.objects.create(name="noord", title="Kompas Noord")
    of_case("noord")
    assert "Vlaanderen" not in seen(person("bea", Role.ADMINISTRATOR, province))


def test_who_has_no_role_sees_their_own_account(province: Organisation) -> None:
    of_case()
    assert seen(person("los")) == {"account-created"}


def test_an_action_on_a_case_leaves_events_of_that_case(case: Case) -> None:
    def note(case: Case, *, actor: User | None) -> Event:
        return actions.record(
            "logged-in", actor=actor, subject_type="x", subject_id=1, label_nl="x"
        )

    act = action(Anyone.PUBLIC)(note)
    try:
        assert act(case, actor=None).case == "zuid"
        with about("noord"):
            assert note(case, actor=None).case == "noord"
        assert note(case, actor=None).case is None
    finally:
        ACTIONS.pop(next(name for name in ACTIONS if name.endswith(".note")))


# Choosing


def test_events_are_chosen_by_person_verb_subject_and_period(
    client: Client, province: Organisation
) -> None:
    bea = person("bea", Role.ADMINISTRATOR, province)
    vera = person("vera", Role.VIEWER, province)
    enter(client, vera)
    actions.change_name(actor=bea, name="Bea Beheer")
    client.force_login(bea)

    def chosen(**asked: Any) -> list[str]:
        return [event.verb for event in client.get(PAGE, asked).context["page"]]

    assert chosen(person=vera.pk) == ["logged-in"]
    assert chosen(verb="name-changed") == ["name-changed"]
    assert set(chosen(subject="VERA")) == {"logged-in", "role-given", "account-created"}
    today = timezone.localtime(timezone.now()).date().isoformat()
    assert len(chosen(since=today, until=today)) == queries.trail(bea).count()
    assert chosen(until="2020-01-01") == []
    assert chosen(since="2090-01-01") == []


@pytest.mark.parametrize(
    "asked",
    [
        {"person": "x"},
        {"person": "999999"},
        {"verb": "bestaat-niet"},
        {"since": "gisteren"},
        {"until": "2026-13-45"},
        {"since": "0001-01-01"},
        {"until": "9999-12-31"},
        {"page": "x"},
        {"page": "9999"},
    ],
)
def test_what_cannot_be_asked_is_no_failure(
    client: Client, province: Organisation, asked: dict[str, str]
) -> None:
    client.force_login(person("bea", Role.ADMINISTRATOR, province))
    assert client.get(PAGE, asked).status_code == 200


def test_nobody_finds_out_by_choosing_what_they_may_not_see(
    client: Client, province: Organisation
) -> None:
    bea, vera = person("bea", Role.ADMINISTRATOR, province), person("vera", Role.VIEWER, province)
    client.force_login(vera)
    page = client.get(PAGE, {"person": bea.pk})
    assert "Bea" not in page.content.decode()


def test_a_long_trail_comes_in_pages(client: Client, province: Organisation) -> None:
    for _number in range(60):
        of_case()
    client.force_login(person("ans", Role.ANALYST, province))
    first = client.get(PAGE, {"subject": "vlaanderen"})
    assert len(first.context["page"]) == 50
    assert "?subject=vlaanderen&amp;page=2" in first.content.decode()
    assert len(client.get(PAGE, {"subject": "vlaanderen", "page": 2}).context["page"]) == 10


# How it reads


def test_every_verb_has_a_sentence_in_both_languages() -> None:
    for verb in sentences.verbs():
        with translation.override("en"):
            assert sentences.outline(verb)
        with translation.override("nl"):
            assert sentences.outline(verb)


def test_the_page_tells_from_what_to_what_and_by_way_of_what(
    client: Client, province: Organisation
) -> None:
    bea, vera = person("bea", Role.ADMINISTRATOR, province), person("vera", Role.VIEWER, province)
    with via("terminal"):
        actions.give_role(actor=bea, user=vera, organisation=province, role=Role.ANALYST)
    client.force_login(bea)
    page = client.get("/en/account/trail/", {"verb": "role-changed"}).content.decode()
    assert "Bea changed the role of Vera for De provincie (en) from viewer to analyst." in page
    assert "<del>viewer</del>" in page
    assert "terminal" in page


def test_an_event_before_this_was_kept_is_still_told(
    client: Client, province: Organisation
) -> None:
    old = Event(
        verb="role-given",
        subject_type="organisation",
        subject_id=str(province.pk),
        subject_label_nl="Vera",
        subject_label_en="Vera",
        data={"before": {}, "after": {"role": "viewer", "organisation": "provincie"}},
    )
    old.save()
    gone = Event(verb="verdwenen", subject_type="organisation", subject_id=str(province.pk))
    gone.save()
    client.force_login(person("bea", Role.ADMINISTRATOR, province))
    page = client.get("/en/account/trail/").content.decode()
    assert "The program gave Vera the role viewer." in page
    assert "verdwenen" in page


def test_two_apps_may_call_a_field_the_same() -> None:
    sentences.add({"test-a": "a"}, words={"x": {"1": "one"}}, fields={"x": "the x"})
    sentences.add({"test-b": "b"}, words={"x": {"1": "first"}}, fields={"x": ""})
    assert sentences.changes("test-a", {}, {"x": "1"}) == [sentences.Change("the x", None, "one")]
    assert sentences.changes("test-b", {}, {"x": "1"}) == []


def test_the_approval_of_a_framework_without_a_reason_is_told_without_one() -> None:
    after = {"framework": "2", "why_nl": "Daarom", "why_en": "Therefore", "reason": ""}
    with translation.override("nl"):
        told = sentences.changes("framework-approved", {"framework": "1"}, after)
    assert [(one.field, one.before, one.after) for one in told] == [
        ("versie", "1", "2"),
        ("waarom", None, "Daarom"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({}, {"x": True}, [("x", None, "yes")]),
        ({"x": False}, {"x": True}, [("x", "no", "yes")]),
        ({"x": ["a"]}, {"x": ["a", "b"]}, [("x", "a", "a, b")]),
        ({"x": 0}, {"x": 1}, [("x", "0", "1")]),
        ({"x": ""}, {"x": None}, []),
        ({}, {"x": ""}, []),
        ({"x": 1}, {"x": 1}, []),
        ({"x_nl": "nee", "x_en": "no"}, {}, [("x", "no", None)]),
        ({"x_nl": "alleen"}, {}, [("x_nl", "alleen", None)]),
    ],
)
def test_changes_are_told_in_words(
    before: dict[str, Any], after: dict[str, Any], told: list[tuple[str, str, str]]
) -> None:
    with translation.override("en"):
        changes = sentences.changes("logged-in", before, after)
    assert [(one.field, one.before, one.after) for one in changes] == told


# Taking it along


def body(page: Any) -> str:
    return b"".join(page.streaming_content).decode()


def test_the_same_events_as_csv_and_json(client: Client, province: Organisation) -> None:
    bea = person("bea", Role.ADMINISTRATOR, province)
    of_case(actor=bea)
    client.force_login(bea)
    page = client.get("/en/account/trail.csv", {"subject": "vlaanderen"})
    assert page["Content-Disposition"] == 'attachment; filename="audit-trail.csv"'
    (row,) = csv.DictReader(io.StringIO(body(page).removeprefix("\ufeff")))
    assert (row["actor"], row["verb"], row["subject"], row["case"]) == (
        *("Bea", "logged-in", "Flanders", "zuid"),
    )
    assert row["sentence"] == "Bea logged in."
    (event,) = json.loads(body(client.get("/nl/account/trail.json", {"subject": "vlaanderen"})))
    assert event["subject"] == "Vlaanderen"
    assert event["before"] == {}
    everything = json.loads(body(client.get("/nl/account/trail.json")))
    assert len(everything) == queries.trail(bea).count()


def test_what_may_not_be_seen_is_not_in_the_file(client: Client, province: Organisation) -> None:
    person("bea", Role.ADMINISTRATOR, province)
    client.force_login(person("vera", Role.VIEWER, province))
    assert "Bea" not in body(client.get("/nl/account/trail.csv"))


def test_a_name_is_no_formula_in_a_spreadsheet(client: Client, province: Organisation) -> None:
    bea = person("bea", Role.ADMINISTRATOR, province)
    actions.change_name(actor=bea, name='=HYPERLINK("http://x.example")')
    client.force_login(bea)
    rows = csv.reader(io.StringIO(body(client.get("/nl/account/trail.csv"))))
    assert not [cell for row in rows for cell in row if cell.startswith("=")]


def test_there_is_no_way_to_change_it(client: Client, province: Organisation) -> None:
    client.force_login(person("bea", Role.ADMINISTRATOR, province))
    for address in (PAGE, "/nl/account/trail.csv", "/nl/account/trail.json"):
        for send in (client.post, client.put, client.patch, client.delete):
            assert send(address).status_code == 405


@pytest.mark.parametrize(
    ("language", "rating", "ending"),
    [("en", 0.0, ": 0."), ("nl", 0.0, ": 0."), ("en", 2.5, ": 2.5."), ("nl", 2.5, ": 2,5.")],
)
def test_a_number_is_told_as_the_reader_writes_it(
    language: str, rating: float, ending: str
) -> None:
    with translation.override(language):
        told = sentences.render(
            "judgement-added", actor="Anna", subject="X", before={}, after={"rating": rating}
        )
    assert told.endswith(ending)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", ["3 november 2026", "3 november 2026 10:05", "2026-13-45"]),
        ("en", ["3 November 2026", "3 November 2026 10:05", "2026-13-45"]),
    ],
)
def test_days_and_moments_are_told_as_the_reader_writes_them(
    language: str, told: list[str]
) -> None:
    """Amsterdam is an hour ahead of UTC in November; what is no day stays as it was written."""
    kept = {"held": "2026-11-03", "at": "2026-11-03T09:05:00+00:00", "note": "2026-13-45"}
    with translation.override(language):
        assert [one.after for one in sentences.changes("role-given", {}, kept)] == told


def test_a_referral_is_told_without_names_of_columns() -> None:
    kept = {"region": "JP", "reason": "Sensitive", "version": 1}
    with translation.override("nl"):
        names = [one.field for one in sentences.changes("referral-added", {}, kept)]
    assert names == ["regio", "waarom"]


def test_the_status_of_a_draft_is_told_in_words() -> None:
    with translation.override("nl"):
        (told,) = sentences.changes("draft-submitted", {"status": "draft"}, {"status": "submitted"})
    assert (told.before, told.after) == ("in bewerking", "voor besluit")
