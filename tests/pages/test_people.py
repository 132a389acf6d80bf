"""The pages of contacts and contact moments: what is shown, to whom, and what is never lost."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from tests.apps.people import party, person
from tests.apps.register import small
from tests.pages.test_dialogues import at, browse, text

from windroos.apps.accounts.models import User
from windroos.apps.accounts.roles import Role
from windroos.apps.network import actions, queries
from windroos.apps.network.models import Contact, ContactMoment
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db

FORM = {
    "name": "Wilhelmus Bedacht",
    "function_nl": "dirigent",
    "function_en": "conductor",
    "organisation": "lamp works b.v.",
    "region": "DEG",
    "email": "w.bedacht@verzonnen.example",
    "phone": "040 000 11 22",
    "languages": "Deutsch",
    "basis": "public-task",
    "purpose": "Om samenwerking voor te bereiden",
    "kept_until": "2030-01-01",
}


@pytest.fixture
def case(loaded_case: Case) -> Case:
    party(loaded_case, "province", lead=True)
    actions.load_register(loaded_case, small())
    return loaded_case


@pytest.fixture
def anna(case: Case) -> User:
    return person(Role.ANALYST)


@pytest.fixture
def contact(case: Case, anna: User) -> Contact:
    return actions.add_contact(
        actor=anna,
        case=case,
        **{**FORM, "kept_until": date(2030, 1, 1), "organisation": "lamp-works"},
    )


def moment(case: Case, actor: User, day: date, **given: object) -> ContactMoment:
    values = {"kind": "meeting", "subject": "Lampen", "level": "official", **given}
    return actions.add_moment(actor=actor, case=case, day=day, **values)


def test_a_contact_is_added_by_the_name_of_an_organisation(case: Case, anna: User) -> None:
    client = browse(anna)
    answer = client.post(at(case, "contact_new"), FORM)
    row = Contact.objects.get()
    assert answer["Location"] == f"{at(case, 'contact', row.pk)}?saved=1"
    assert row.organisation == "lamp-works"
    shown = text(client, answer["Location"])
    for words in ("Wilhelmus Bedacht", "conductor", "Lamp Works B.V.", "Saved.", "1 January 2030"):
        assert words in shown
    with override("nl"):
        assert "dirigent" in text(client, at(case, "contact", row.pk, language="nl"))


def test_the_page_of_an_organisation_names_its_contacts_to_who_may_see_persons(
    case: Case, anna: User, contact: Contact
) -> None:
    address = at(case, "organisation", "lamp-works")
    shown = text(browse(anna), address)
    assert "Whom do we know there?" in shown
    assert "Wilhelmus Bedacht" in shown
    for other in (Client(), browse(person(Role.VIEWER))):
        hidden = text(other, address)
        assert "Whom do we know there?" not in hidden
        assert "Wilhelmus Bedacht" not in hidden


def test_what_is_wrong_is_told_at_its_field(case: Case, anna: User) -> None:
    wrong = {
        **FORM,
        "organisation": "Nergens",
        "kept_until": "2001-01-01",
        "email": "x",
        "purpose": "",
    }
    page = browse(anna).post(at(case, "contact_new"), wrong).content.decode()
    for name in ("organisation", "email", "purpose"):
        assert f'href="#id_{name}"' in page, name
    right = {**wrong, "organisation": "", "email": "", "purpose": "x"}
    page = browse(anna).post(at(case, "contact_new"), right).content.decode()
    assert "This day must still come" in page
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.ANALYST, 200),
        (Role.DECISION_MAKER, 200),
        (Role.ADMINISTRATOR, 200),
        (Role.VIEWER, 403),
        (None, 404),
    ],
)
def test_who_sees_the_pages(
    case: Case, anna: User, contact: Contact, role: Role | None, status: int
) -> None:
    one = moment(case, anna, date(2026, 1, 1), contacts=[contact.pk])
    client = browse(person(role))
    for page, numbers in (
        ("contacts", ()),
        ("contacts_due", ()),
        ("contact", (contact.pk,)),
        ("contact_json", (contact.pk,)),
        ("contact_csv", (contact.pk,)),
        ("contact_erase", (contact.pk,)),
        ("moments", ()),
        ("moment", (one.pk,)),
    ):
        answer = client.get(at(case, page, *numbers))
        assert answer.status_code == status, page
        assert ("Bedacht" in answer.content.decode()) <= (status == 200), page
    tab = text(client, at(case, "dialogues"))
    assert "Bedacht" not in tab


def test_an_administrator_reads_and_erases_but_does_not_write(case: Case, contact: Contact) -> None:
    client = browse(person(Role.ADMINISTRATOR))
    assert client.get(at(case, "contact_new")).status_code == 403
    shown = text(client, at(case, "contact", contact.pk))
    assert "Erase this person" in shown
    assert "Take it out of the list" not in shown


def test_an_empty_case_says_what_will_stand_there(case: Case, anna: User) -> None:
    client = browse(anna)
    for page, words in (
        ("contacts", "Add the first contact"),
        ("contacts_due", "of no one is that day past"),
        ("moments", "Record the first contact moment"),
    ):
        assert words in text(client, at(case, page)), page


def test_the_second_of_two_sees_both(case: Case, anna: User, contact: Contact) -> None:
    client = browse(anna)
    actions.change_contact(
        actor=anna, case=case, contact=contact.pk, version=1, changes={"phone": "040 000 33 44"}
    )
    address = at(case, "contact_edit", contact.pk)
    page = client.post(address, {**FORM, "phone": "040 000 55 66", "version": 1}).content.decode()
    assert "Someone else changed this while you were writing" in page
    assert "040 000 33 44" in page.replace("<del>", "").replace("</del>", "")
    client.post(address, {**FORM, "phone": "040 000 55 66", "version": 2})
    contact.refresh_from_db()
    assert (contact.phone, contact.version) == ("040 000 55 66", 3)


def test_the_history_has_no_data_of_the_person_and_a_version_can_be_put_back(
    case: Case, anna: User, contact: Contact
) -> None:
    client = browse(anna)
    changes = {"region": "JP", "name": "Willem Bedacht"}
    actions.change_contact(actor=anna, case=case, contact=contact.pk, version=1, changes=changes)
    shown = text(client, at(case, "contact", contact.pk))
    history = shown.partition("What happened to it")[2]
    assert "Data of persons changed." in history
    assert "Bedacht" not in history
    client.post(at(case, "contact_put_back", contact.pk), {"version": 2, "to": 1})
    contact.refresh_from_db()
    assert (contact.region, contact.name, contact.version) == ("DEG", "Willem Bedacht", 3)
    client.post(at(case, "contact_remove", contact.pk), {"version": 3})
    assert queries.contact_persons(case, anna) == []
    assert "Willem Bedacht" in text(client, at(case, "contacts") + "?state=removed")


def test_a_moment_is_recorded_with_people_and_organisations(
    case: Case, anna: User, contact: Contact
) -> None:
    client = browse(anna)
    form = client.get(at(case, "moment_new") + f"?contact={contact.pk}").content.decode()
    assert f"Wilhelmus Bedacht ({contact.pk})" in form
    given = {
        "day": "2026-05-05",
        "kind": "visit",
        "level": "governing",
        "region": "DEG",
        "subject": "Rondleiding",
        "organisation_1": "Lake University",
        "organisation_2": "lamp-works",
        "contact_1": f"Wilhelmus Bedacht ({contact.pk})",
    }
    answer = client.post(at(case, "moment_new"), given)
    row = ContactMoment.objects.get()
    assert row.organisations == ["lake-university", "lamp-works"]
    assert row.contacts == [contact.pk]
    shown = text(client, answer["Location"])
    assert "Lake University, Lamp Works B.V." in shown
    assert "Rondleiding" in text(client, at(case, "contact", contact.pk))
    wrong = {**given, "organisation_2": "Nergens", "contact_1": "Niemand"}
    page = client.post(at(case, "moment_new"), wrong).content.decode()
    assert 'href="#id_organisation_2"' in page
    assert 'href="#id_contact_1"' in page
    assert ContactMoment.objects.count() == 1


def test_contact_is_counted_by_year_level_organisation_and_region(case: Case, anna: User) -> None:
    both = ["lamp-works", "lake-university"]
    moment(case, anna, date(2023, 2, 1), organisations=both, region="DEG")
    moment(case, anna, date(2023, 3, 1), level="governing", organisations=both[:1])
    moment(case, anna, date(2025, 3, 1), organisations=both[:1], region="DEG")
    gone = moment(case, anna, date(2019, 3, 1), region="DEG")
    actions.remove(actor=anna, case=case, kind="moment", number=gone.pk, version=1)
    found = queries.moments_by_year(case)
    # Counted by hand.
    assert list(found.years) == [2023, 2024, 2025]
    assert list(found.total) == [2, 0, 1]
    assert found.by_level == {"official": [1, 0, 1], "governing": [1, 0, 0]}
    assert found.by_organisation == {"lamp-works": [2, 0, 1], "lake-university": [1, 0, 0]}
    assert found.by_region == {"DEG": [1, 0, 1]}
    of_region = queries.moments_by_year(case, "DEG")
    assert (list(of_region.years), list(of_region.total)) == ([2023, 2024, 2025], [1, 0, 1])
    assert list(queries.moments_by_year(case, "JP").years) == []
    shown = browse(anna).get(at(case, "moments")).content.decode()
    assert 'aria-label="Contact moments per year and level, from 2023 to 2025: 3 moments' in shown
    assert "style=" not in shown.partition("<svg")[2].partition("</svg>")[0]


def test_whose_day_is_past_is_listed_until_erased(case: Case, anna: User, contact: Contact) -> None:
    client = browse(anna)
    yesterday = timezone.localdate() - timedelta(days=1)
    Contact.objects.filter(pk=contact.pk).update(kept_until=yesterday)
    assert queries.due(case, anna) == [contact]
    assert "Wilhelmus Bedacht" in text(client, at(case, "contacts_due"))
    assert "The data of one person are due to be removed." in text(client, at(case, "contacts"))
    # What is past may stay as it is while something else changes.
    actions.change_contact(
        actor=anna, case=case, contact=contact.pk, version=1, changes={"phone": ""}
    )
    Contact.objects.filter(pk=contact.pk).update(kept_until=timezone.localdate())
    assert queries.due(case, anna) == []


def test_erasing_shows_what_goes_and_what_to_look_at(
    case: Case, anna: User, contact: Contact
) -> None:
    talk = {"region": "DEG", "held": date(2026, 1, 1), "kind": "company", "summary": "x"}
    actions.add_dialogue(
        actor=anna, case=case, organisation="Lamp", contact="wilhelmus  BEDACHT", **talk
    )
    actions.add_dialogue(actor=anna, case=case, organisation="De heer Bedacht", **talk)
    client = browse(anna)
    address = at(case, "contact_erase", contact.pk)
    shown = text(client, address)
    assert "Lamp, Thuringia" in shown or "Lamp, Thüringen" in shown
    assert "What you have to look at yourself" in shown
    assert "What the history keeps" not in shown
    assert client.post(address, {"version": 1}).status_code == 200
    assert Contact.objects.get(pk=contact.pk).name
    done = client.post(address, {"version": 1, "sure": "on"}, follow=True)
    assert "The data of this person were erased." in done.content.decode()
    assert "Bedacht" not in done.content.decode()
    assert client.get(address).status_code == 404
    assert text(client, at(case, "contacts") + "?state=erased").count("Erased person") == 1


def test_a_text_that_goes_on_with_the_surname_alone_is_to_be_looked_at(
    case: Case, anna: User, contact: Contact
) -> None:
    actions.add_moment(
        actor=anna,
        case=case,
        day=date(2026, 1, 1),
        kind="call",
        level="official",
        subject="Light",
        summary="Wilhelmus Bedacht vroeg het. De heer Bedacht belt terug.",
    )
    shown = text(browse(anna), at(case, "contact_erase", contact.pk))
    assert "In these texts the name" in shown
    assert "What you have to look at yourself" in shown


def test_a_person_gets_everything_that_is_held(case: Case, anna: User, contact: Contact) -> None:
    moment(case, anna, date(2026, 1, 1), contacts=[contact.pk], summary="Met W. gesproken")
    answer = browse(anna).get(at(case, "contact_json", contact.pk))
    assert "attachment" in answer["Content-Disposition"]
    held = json.loads(answer.content)
    assert held["contact"]["email"] == FORM["email"]
    assert [one["summary"] for one in held["moments"]] == ["Met W. gesproken"]
    assert len(held["history"]) == 1
    table = browse(anna).get(at(case, "contact_csv", contact.pk)).content.decode("utf-8-sig")
    assert f"contact,{contact.pk},email,{FORM['email']}" in table
    assert "moments,1,summary,Met W. gesproken" in table.replace(
        f"moments,{ContactMoment.objects.get().pk},", "moments,1,"
    )


def test_the_history_of_a_dialogue_does_not_come_to_name_a_contact(
    case: Case, anna: User, contact: Contact
) -> None:
    given = {
        "region": "DEG",
        "held": "2026-01-01",
        "kind": "company",
        "level": "none",
        "organisation": "Lamp",
        "summary": "Met Wilhélmus Bedacht (+31 40 000 11 22) gesproken",
    }
    page = browse(anna).post(at(case, "dialogue_new"), given).content.decode()
    assert "This names a contact" in page
    named = {**given, "summary": "Over lampen", "contact": "Wilhelmus Bedacht"}
    assert browse(anna).post(at(case, "dialogue_new"), named).status_code == 302
