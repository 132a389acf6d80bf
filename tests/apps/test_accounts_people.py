"""Organisations and their people: roles, closing and opening, and one's own account."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import translation
from tests.apps.accounts_people import enter, is_in, organisation, person

from windroos.apps.accounts import actions, queries
from windroos.apps.accounts.models import Membership, Organisation, User
from windroos.apps.accounts.permits import ACTIONS, Anyone, may
from windroos.apps.accounts.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Organisation:
    return organisation()


@pytest.fixture
def agency() -> Organisation:
    return organisation("bureau", "Het bureau")


@pytest.fixture
def bea(province: Organisation) -> User:
    return person("bea", Role.ADMINISTRATOR, province)


@pytest.fixture
def vera(province: Organisation) -> User:
    return person("vera", Role.VIEWER, province)


def page_of(user: User) -> str:
    return f"/nl/account/organisations/provincie/people/{user.pk}/"


# Who may what


def test_every_action_of_accounts_says_for_whom_it_is() -> None:
    told = {
        name.removeprefix("accounts."): (
            action.anyone.value if action.anyone else " ".join(action.roles) or "program"
        )
        for name, action in ACTIONS.items()
        if name.startswith("accounts.")
    }
    assert {name for name, who in told.items() if who == "program"} == {
        *("create_account", "account_by_openid", "note_lock"),
    }
    assert {name for name, who in told.items() if who == Anyone.PUBLIC.value} == {
        *("log_in", "log_out", "accept_invitation", "ask_password_reset", "reset_password"),
        "use_code",
    }
    assert {name for name, who in told.items() if who == "administrator"} == {
        *("create_organisation", "rename_organisation", "require_second_factor"),
        *("invite", "resend_invitation", "withdraw_invitation", "give_role", "remove_role"),
        *("close_account", "reopen_account", "unlock_account", "reset_second_factor"),
        "revoke_token",
    }


TO_PEOPLE: list[Callable[[User, User, Organisation], None]] = [
    lambda actor, user, at: actions.give_role(
        actor=actor, user=user, organisation=at, role=Role.ADMINISTRATOR
    ),
    lambda actor, user, at: actions.remove_role(actor=actor, user=user, organisation=at),
    lambda actor, user, _at: actions.close_account(actor=actor, user=user),
    lambda actor, user, _at: actions.reopen_account(actor=actor, user=user),
    lambda actor, user, _at: actions.reset_second_factor(actor=actor, user=user),
    lambda actor, _user, at: actions.rename_organisation(
        actor=actor, organisation=at, name_nl="Anders"
    ),
    lambda actor, _user, at: actions.require_second_factor(
        actor=actor, organisation=at, required=False
    ),
]


@pytest.mark.parametrize("act", TO_PEOPLE)
@pytest.mark.parametrize("role", [Role.VIEWER, Role.ANALYST, Role.DECISION_MAKER])
def test_who_is_no_administrator_changes_nothing_of_others(
    act: Callable[[User, User, Organisation], None],
    role: Role,
    vera: User,
    province: Organisation,
) -> None:
    with pytest.raises(PermissionDenied):
        act(person("ans", role, province), vera, province)


@pytest.mark.parametrize("act", TO_PEOPLE)
def test_an_administrator_elsewhere_changes_nothing_here(
    act: Callable[[User, User, Organisation], None],
    vera: User,
    province: Organisation,
    agency: Organisation,
) -> None:
    with pytest.raises(PermissionDenied):
        act(person("bo", Role.ADMINISTRATOR, agency), vera, province)


@pytest.mark.parametrize("act", TO_PEOPLE)
def test_a_closed_account_changes_nothing(
    act: Callable[[User, User, Organisation], None], bea: User, vera: User, province: Organisation
) -> None:
    bea.is_active = False
    with pytest.raises(PermissionDenied):
        act(bea, vera, province)


# Roles


def test_an_administrator_changes_a_role(client: Client, bea: User, vera: User) -> None:
    client.force_login(bea)
    client.post(page_of(vera), {"do": "role", "role": "decision-maker"})
    assert Membership.objects.get(user=vera).role == Role.DECISION_MAKER
    event = queries.history("account", vera.pk)[0]
    with translation.override("en"):
        assert str(event) == (
            "Bea changed the role of Vera for De provincie (en) from viewer to decision-maker."
        )
    assert event.via == "web"


def test_a_role_that_is_none_is_refused(client: Client, bea: User, vera: User) -> None:
    client.force_login(bea)
    page = client.post(page_of(vera), {"do": "role", "role": "keizer"})
    assert "role" in page.context["form"].errors
    assert Membership.objects.get(user=vera).role == Role.VIEWER


def test_who_is_of_another_organisation_is_invited_not_taken(
    bea: User, province: Organisation
) -> None:
    """Else an administrator could close or enter the account of anyone, by taking them in first."""
    stranger = person("bo")
    with pytest.raises(ValidationError, match="user"):
        actions.give_role(actor=bea, user=stranger, organisation=province, role=Role.VIEWER)
    assert not Membership.objects.filter(user=stranger).exists()


@pytest.mark.parametrize(
    "act",
    [
        lambda bea, at: actions.give_role(
            actor=bea, user=bea, organisation=at, role=Role.DECISION_MAKER
        ),
        lambda bea, at: actions.remove_role(actor=bea, user=bea, organisation=at),
        lambda bea, _at: actions.close_account(actor=bea, user=bea),
    ],
)
def test_an_organisation_keeps_an_administrator(
    act: Callable[[User, Organisation], None], bea: User, province: Organisation
) -> None:
    closed = person("oud", Role.ADMINISTRATOR, province)
    actions.close_account(actor=None, user=closed)
    with pytest.raises(ValidationError, match="role"):
        act(bea, province)
    person("ben", Role.ADMINISTRATOR, province)
    act(bea, province)


def test_taking_away_a_role_leaves_the_account(
    client: Client, bea: User, vera: User, agency: Organisation
) -> None:
    actions.give_role(actor=None, user=vera, organisation=agency, role=Role.ANALYST)
    client.force_login(bea)
    page = client.post(page_of(vera), {"do": "remove"})
    assert page["Location"] == page_of(vera)
    assert client.get(page_of(vera))["Location"] == "/nl/account/organisations/provincie/"
    assert [m.organisation for m in queries.memberships_of(vera)] == [agency]


# Closing and opening


def test_an_administrator_closes_and_opens_an_account(
    client: Client, bea: User, vera: User
) -> None:
    theirs = Client()
    enter(theirs, vera)
    client.force_login(bea)
    client.post(page_of(vera), {"do": "close"})
    assert not is_in(theirs)
    assert enter(Client(), vera).status_code == 200
    client.post(page_of(vera), {"do": "reopen"})
    assert enter(theirs, vera).status_code == 302
    verbs = [event.verb for event in queries.history("account", vera.pk)]
    assert verbs[:3] == ["logged-in", "account-reopened", "account-closed"]


def test_an_account_of_two_organisations_is_closed_by_who_administers_both(
    bea: User, vera: User, agency: Organisation
) -> None:
    actions.give_role(actor=None, user=vera, organisation=agency, role=Role.VIEWER)
    with pytest.raises(PermissionDenied):
        actions.close_account(actor=bea, user=vera)
    actions.give_role(actor=None, user=bea, organisation=agency, role=Role.ADMINISTRATOR)
    actions.close_account(actor=bea, user=vera)
    vera.refresh_from_db()
    assert not vera.is_active


def test_an_account_of_no_organisation_is_nobodys_to_close(bea: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.close_account(actor=bea, user=person("los"))


def test_closing_voids_the_tokens_for_good(vera: User) -> None:
    _token, secret = actions.create_token(actor=vera, name="x")
    actions.close_account(actor=None, user=vera)
    actions.reopen_account(actor=None, user=vera)
    assert queries.user_of_token(secret) is None


# Organisations


def test_an_administrator_adds_an_organisation_and_administers_it(
    client: Client, bea: User
) -> None:
    client.force_login(bea)
    given = {"name_nl": "Het Bureau", "name_en": "The Agency"}
    page = client.post("/nl/account/organisations/", given)
    assert page["Location"] == "/nl/account/organisations/het-bureau/"
    made = Organisation.objects.get(slug="het-bureau")
    assert may(bea, "accounts.invite", organisation=made)


def test_others_add_none(client: Client, vera: User) -> None:
    client.force_login(vera)
    assert client.get("/nl/account/organisations/").status_code == 403
    assert client.post("/nl/account/organisations/", {"name_nl": "x"}).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.create_organisation(actor=vera, name_nl="x")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name_nl": ""}, "name_nl"),
        ({"name_nl": "x" * 201}, "name_nl"),
        ({"name_nl": "De provincie", "slug": "provincie"}, "slug"),
        ({"name_nl": "!!"}, "slug"),
        ({"name_nl": "x", "slug": "niet zo"}, "slug"),
    ],
)
def test_an_organisation_that_cannot_be_is_refused_by_field(
    province: Organisation, given: dict[str, str], field: str
) -> None:
    with pytest.raises(ValidationError) as error:
        actions.create_organisation(actor=None, **given)
    assert field in error.value.message_dict
    assert Organisation.objects.count() == 1


def test_a_taken_name_is_told_beside_the_name(client: Client, bea: User) -> None:
    client.force_login(bea)
    page = client.post("/nl/account/organisations/", {"name_nl": "Provincie"})
    assert "name_nl" in page.context["form"].errors


def test_another_name_reads_from_what_to_what(
    client: Client, bea: User, province: Organisation
) -> None:
    client.force_login(bea)
    given = {"name_nl": "Provincie Zuid", "name_en": ""}
    client.post("/nl/account/organisations/provincie/", given)
    event = queries.history("organisation", province.pk)[0]
    with translation.override("nl"):
        assert "De provincie" in str(event)
        assert "Provincie Zuid" in str(event)
    before = queries.history("organisation", province.pk).count()
    actions.rename_organisation(actor=bea, organisation=province, name_nl="Provincie Zuid")
    assert queries.history("organisation", province.pk).count() == before + 1
    province.refresh_from_db()
    actions.rename_organisation(actor=bea, organisation=province, name_nl="Provincie Zuid")
    assert queries.history("organisation", province.pk).count() == before + 1


# One's own account


def test_one_changes_ones_own_name_and_language(client: Client, vera: User) -> None:
    client.force_login(vera)
    page = client.post("/nl/account/", {"name": " Vera de Vries ", "language": "en"})
    assert page.cookies["django_language"].value == "en"
    vera.refresh_from_db()
    assert (vera.name, vera.language) == ("Vera de Vries", "en")
    with translation.override("en"):
        said = [str(event) for event in queries.history("account", vera.pk)[:2]]
    assert said == [
        "Vera de Vries chose English instead of Dutch.",
        "Vera de Vries changed their name from Vera.",
    ]


@pytest.mark.parametrize("given", [{"name": ""}, {"name": "x" * 201}, {"language": "de"}])
def test_a_name_or_language_that_will_not_do_changes_nothing(
    client: Client, vera: User, given: dict[str, str]
) -> None:
    client.force_login(vera)
    page = client.post("/nl/account/", {"name": "Anders", "language": "en"} | given)
    assert list(page.context["form"].errors) == list(given)
    vera.refresh_from_db()
    assert (vera.name, vera.language) == ("Vera", "nl")


def test_a_name_is_text_not_html(client: Client, bea: User, vera: User) -> None:
    actions.change_name(actor=vera, name="<script>alert(1)</script>{after[x]}")
    client.force_login(bea)
    for address in ("/nl/account/organisations/provincie/", page_of(vera), "/nl/account/trail/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page, address
        assert "&lt;script&gt;alert" in page, address
