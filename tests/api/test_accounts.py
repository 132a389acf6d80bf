"""Accounts in the API: one's own, the people of an organisation, and the trail."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from tests.api.conftest import BASE, Asking
from tests.apps.people import person

from windroos.apps.accounts import mails
from windroos.apps.accounts.models import Invitation, Membership, Token, User
from windroos.apps.accounts.roles import Role

PROVINCE = f"{BASE}/organisations/province"
PEOPLE = f"{PROVINCE}/people"


def test_one_reads_and_changes_ones_own_account(analyst: Asking) -> None:
    me = analyst.get(f"{BASE}/me")
    assert me.json()["roles"] == [{"organisation": "province", "role": "analyst"}]
    changed = analyst.patch(f"{BASE}/me", {"language": "en"}, If_Match=me["ETag"])
    assert changed.status_code == 200, changed.content
    assert (changed.json()["language"], changed.json()["name"]) == ("en", "analyst province")
    stale = analyst.patch(f"{BASE}/me", {"name": "Anna"}, If_Match=me["ETag"])
    assert stale.status_code == 412
    assert stale.json()["current"] == changed.json()
    assert analyst.patch(f"{BASE}/me", {"name": ""}, If_Match=changed["ETag"]).status_code == 400


@pytest.mark.parametrize(
    "path", ["me", "tokens", "invitations", "events", "organisations/province/people"]
)
def test_what_is_not_public_asks_for_an_account(path: str, visitor: Asking) -> None:
    assert visitor.get(f"{BASE}/{path}").status_code == 401


def test_tokens_are_ones_own(analyst: Asking, asking: Callable[..., Asking]) -> None:
    own = analyst.items(f"{BASE}/tokens")
    assert [one["name"] for one in own] == ["test"]
    assert "secret" not in str(own)
    path = f"{BASE}/tokens/{own[0]['id']}"
    assert asking(Role.ADMINISTRATOR).get(path).status_code == 404
    seen = analyst.get(path)["ETag"]
    assert analyst.delete(path).status_code == 428
    assert analyst.delete(path, If_Match=seen).status_code == 204
    assert analyst.get(f"{BASE}/me").status_code == 401


def test_a_token_is_made_in_a_session_and_not_by_a_token(analyst: Asking) -> None:
    wanted = {"name": "notebook", "days": 7, "writes": True}
    assert analyst.post(f"{BASE}/tokens", wanted).status_code == 403
    client = Client()
    client.force_login(person(Role.ANALYST))
    made = client.post(f"{BASE}/tokens", wanted, content_type="application/json")
    assert made.status_code == 201, made.content
    assert Asking(made.json()["secret"]).get(f"{BASE}/me").json()["mayWrite"] is True
    assert made["Location"].endswith(f"{BASE}/tokens/{made.json()['id']}")
    assert Token.objects.get(name="notebook").user.name == "analyst province"


def test_organisations_are_public_and_their_rules_are_not(
    visitor: Asking, administrator: Asking
) -> None:
    assert {one["slug"] for one in visitor.items(f"{BASE}/organisations")} >= {"province"}
    assert visitor.get(PROVINCE).json()["secondFactor"] is None
    assert administrator.get(PROVINCE).json()["secondFactor"] is False


def test_an_administrator_adds_and_renames_an_organisation(
    administrator: Asking, analyst: Asking
) -> None:
    name = {"name": {"nl": "Het waterschap"}}
    assert analyst.post(f"{BASE}/organisations", name).status_code == 403
    made = administrator.post(f"{BASE}/organisations", name)
    assert made.status_code == 201, made.content
    assert made.json()["slug"] == "het-waterschap"
    assert made.json()["name"]["en"] == "Het waterschap"
    seen = administrator.get(PROVINCE)["ETag"]
    renamed = administrator.patch(PROVINCE, {"name": {"en": "The province"}}, If_Match=seen)
    assert renamed.json()["name"] == {"nl": "Province", "en": "The province"}
    again = administrator.post(f"{BASE}/organisations", name)
    assert again.status_code == 400
    assert "/slug" in {error["field"] for error in again.json()["errors"]}


def test_an_administrator_sees_and_changes_the_people(
    administrator: Asking, analyst: Asking
) -> None:
    assert analyst.get(PEOPLE).status_code == 403
    bo = person(Role.VIEWER, name="bo")
    found = {one["name"]: one for one in administrator.items(PEOPLE)}
    assert found["bo"]["role"] == "viewer"
    path = f"{PEOPLE}/{bo.pk}"
    seen = administrator.get(path)["ETag"]
    changed = administrator.patch(path, {"role": "analyst"}, If_Match=seen)
    assert changed.status_code == 200, changed.content
    assert Membership.objects.get(user=bo).role == Role.ANALYST
    closed = administrator.patch(path, {"active": False}, If_Match=changed["ETag"])
    assert closed.json()["active"] is False
    assert User.objects.get(pk=bo.pk).is_active is False
    opened = administrator.patch(path, {"active": True}, If_Match=closed["ETag"])
    assert administrator.post(f"{path}/_unlock").status_code == 204
    assert administrator.delete(path, If_Match=opened["ETag"]).status_code == 204
    assert administrator.get(path).status_code == 404


def test_an_administrator_ends_the_token_of_someone_of_the_organisation(
    administrator: Asking, analyst: Asking
) -> None:
    own = analyst.get(f"{BASE}/me").json()["id"]
    tokens = administrator.items(f"{PEOPLE}/{own}/tokens")
    path = f"{PEOPLE}/{own}/tokens/{tokens[0]['id']}/_revoke"
    assert administrator.post(path).status_code == 204
    assert analyst.get(f"{BASE}/me").status_code == 401
    factor = f"{PEOPLE}/{own}/second-factor"
    seen = administrator.get(f"{PEOPLE}/{own}")["ETag"]
    assert administrator.delete(factor, If_Match=seen).status_code == 204


def test_an_invitation_that_cannot_be_sent_is_not_made(
    administrator: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_how: object) -> None:
        raise mails.NotSent("The e-mail could not be sent.")

    monkeypatch.setattr(mails, "send_invitation", broken)
    given = {"email": "new@voorbeeld.example", "role": "viewer"}
    assert administrator.post(f"{PROVINCE}/invitations", given).status_code == 503
    assert not Invitation.objects.exists()


def test_the_last_administrator_stays(administrator: Asking) -> None:
    own = administrator.get(f"{BASE}/me").json()["id"]
    path = f"{PEOPLE}/{own}"
    seen = administrator.get(path)["ETag"]
    refused = administrator.patch(path, {"role": "viewer"}, If_Match=seen)
    assert refused.status_code == 400
    assert Membership.objects.get(user=own).role == Role.ADMINISTRATOR


def test_someone_is_invited_again_and_joins(
    administrator: Asking, asking: Callable[..., Asking]
) -> None:
    sam = asking(Role.ANALYST, "elsewhere", "sam")
    given = {"email": "sam@elsewhere.example", "role": "viewer"}
    made = administrator.post(f"{PROVINCE}/invitations", given)
    assert made.status_code == 201, made.content
    assert [message.to for message in mail.outbox] == [["sam@elsewhere.example"]]
    path = f"{PROVINCE}/invitations/{made.json()['id']}"
    assert administrator.post(f"{path}/_resend").status_code == 200
    waiting = sam.items(f"{BASE}/invitations")
    assert [one["organisation"] for one in waiting] == ["province"]
    assert sam.post(f"{BASE}/invitations/{waiting[0]['id']}/_accept").status_code == 204
    assert sam.get(f"{BASE}/me").json()["roles"][-1]["organisation"] == "province"
    assert administrator.items(f"{PROVINCE}/invitations") == []


def test_an_invitation_is_withdrawn(administrator: Asking) -> None:
    given = {"email": "new@voorbeeld.example", "role": "viewer"}
    made = administrator.post(f"{PROVINCE}/invitations", given)
    path = f"{PROVINCE}/invitations/{made.json()['id']}"
    seen = administrator.get(path)["ETag"]
    assert administrator.delete(path, If_Match=seen).status_code == 204
    assert Invitation.objects.get().withdrawn is not None
    wrong = administrator.post(f"{PROVINCE}/invitations", {"email": "none", "role": "viewer"})
    assert wrong.json()["errors"][0]["field"] == "/email"


def test_the_trail_shows_what_one_may_know(
    analyst: Asking, administrator: Asking, asking: Callable[..., Asking]
) -> None:
    seen = analyst.get("judgements/j-jp-networks-1")["ETag"]
    analyst.patch("judgements/j-jp-networks-1", {"rating": 1}, If_Match=seen)
    case = f"{BASE}/events?case=noord_brabant&verb=judgement-changed"
    for reader in (analyst, administrator):
        event = reader.items(case)[0]
        assert (event["actor"], event["via"]) == ("analyst province", "api")
        assert event["after"]["rating"] == 1
    assert asking(Role.ANALYST, "elsewhere").items(case) == []
    assert analyst.items(f"{case}&since=2000-01-01&until=9999-12-31") != []
    assert analyst.items(f"{case}&until=0001-01-01") == []
