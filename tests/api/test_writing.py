"""What the API writes goes through the actions: who may, on which version, once, all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from tests.api.conftest import BASE, CASE, Asking, token
from tests.apps.people import person

from windroos.apps.accounts.models import Event, Reply
from windroos.apps.accounts.roles import Role
from windroos.apps.evidence.models import Judgement
from windroos.apps.regions.models import Case

JUDGEMENT = {
    "region": "JP",
    "criterion": "networks-judged",
    "theme": "health",
    "rating": 2,
    "confidence": "medium",
    "grounds": {"nl": "Een bezoek", "en": "A visit"},
    "reason": {"nl": "Goede contacten", "en": "Good contacts"},
}
DECISION = {
    "region": "JP",
    "role": "innovation",
    "effort": "reactive",
    "periodStart": 2028,
    "periodEnd": 2030,
    "motivation": {"nl": "Nieuwe strategie", "en": "A new strategy"},
    "departure": {"en": "The strategy asks for it"},
}


def test_a_judgement_is_recorded(analyst: Asking, visitor: Asking) -> None:
    made = analyst.post("judgements", JUDGEMENT)
    assert made.status_code == 201, made.content
    row = made.json()
    assert made["Location"] == f"http://testserver{CASE}/judgements/{row['id']}"
    assert made["ETag"] == f'"v{row["version"]}"'
    assert {name: row[name] for name in JUDGEMENT} == JUDGEMENT
    assert row["saidBy"] == "Province"
    assert row["judged"] == "2026-11-21"
    assert visitor.get(f"judgements/{row['id']}").json() == row
    event = Event.objects.get(verb="judgement-added")
    assert (event.via, event.actor and event.actor.name) == ("api", "analyst province")


def test_a_judgement_is_revised_taken_back_and_restored(analyst: Asking) -> None:
    made = analyst.post("judgements", JUDGEMENT)
    path = f"judgements/{made.json()['id']}"
    revised = analyst.patch(path, {"rating": 3, "reason": {"en": "Better"}}, If_Match=made["ETag"])
    assert revised.status_code == 200, revised.content
    assert revised.json()["rating"] == 3
    assert revised.json()["reason"] == {"nl": "Goede contacten", "en": "Better"}
    gone = analyst.post(f"{path}/_retract", {"reason": "Mistaken"}, If_Match=revised["ETag"])
    assert (gone.status_code, gone.content) == (204, b"")
    assert analyst.get(path).status_code == 404
    last = analyst.items(f"{path}/versions")[0]
    assert last["row"] is None
    back = analyst.post(f"{path}/_undo", If_Match=f'"v{last["version"]}"')
    assert back.status_code == 200, back.content
    assert back.json()["rating"] == 3
    assert analyst.get(path)["ETag"] == back["ETag"]


def test_undoing_what_was_just_added_takes_it_away(analyst: Asking) -> None:
    made = analyst.post("judgements", JUDGEMENT)
    path = f"judgements/{made.json()['id']}"
    assert analyst.post(f"{path}/_undo", If_Match=made["ETag"]).status_code == 204
    assert analyst.get(path).status_code == 404


def test_a_finding_is_recorded(analyst: Asking) -> None:
    made = analyst.post(
        "findings",
        {
            "region": "JP",
            "precondition": "demand",
            "outcome": "conditional",
            "themes": ["health", "agrifood"],
            "conditions": {"en": "Together with the ministry"},
            "confidence": "low",
            "grounds": {"en": "A call"},
            "reason": {"en": "Companies asked"},
        },
    )
    assert made.status_code == 201, made.content
    assert made.json()["themes"] == ["health", "agrifood"]
    path = f"findings/{made.json()['id']}"
    held = analyst.patch(
        path, {"outcome": "holds", "themes": [], "conditions": None}, If_Match=made["ETag"]
    )
    assert held.status_code == 400  # conditions are taken away text by text
    nothing = {"nl": None, "en": None}
    held = analyst.patch(
        path, {"outcome": "holds", "themes": [], "conditions": nothing}, If_Match=made["ETag"]
    )
    assert held.status_code == 200, held.content
    assert (held.json()["themes"], held.json()["conditions"]) == ([], None)


def test_a_decision_is_taken_mended_and_revoked(decision_maker: Asking) -> None:
    made = decision_maker.post("decisions", DECISION)
    assert made.status_code == 201, made.content
    row = made.json()
    assert row["authority"] == "Province"
    assert row["decided"] == "2026-11-21"
    assert row["advice"] == "undetermined"
    path = f"decisions/{row['id']}"
    mended = decision_maker.patch(path, {"footnote": {"en": "As agreed"}}, If_Match=made["ETag"])
    assert mended.status_code == 200, mended.content
    assert mended.json()["footnote"] == {"nl": None, "en": "As agreed"}
    revoked = decision_maker.post(
        f"{path}/_revoke", {"reason": "Not taken after all"}, If_Match=mended["ETag"]
    )
    assert revoked.status_code == 204, revoked.content
    assert decision_maker.get(path).status_code == 404


def test_a_decision_is_for_who_decides_for_the_role(
    asking: Callable[..., Asking], analyst: Asking
) -> None:
    assert analyst.post("decisions", DECISION).status_code == 403
    agency = asking(Role.DECISION_MAKER, "agency")
    refused = agency.post("decisions", DECISION)
    assert refused.status_code == 403
    assert "decision-maker" in refused.json()["detail"]
    assert agency.post("decisions", DECISION | {"role": "trade-invest"}).status_code == 201


def test_a_change_raises_a_review_that_is_handled(
    analyst: Asking, visitor: Asking, asking: Callable[..., Asking]
) -> None:
    seen = analyst.get("findings/f-cn-js-demand-1")
    changed = analyst.patch(
        "findings/f-cn-js-demand-1",
        {"outcome": "fails", "themes": [], "grounds": {"en": "A letter"}},
        If_Match=seen["ETag"],
    )
    assert changed.status_code == 200, changed.content
    review = analyst.items("reviews?region=CN-JS&status=open")[0]
    assert review["moves"]
    path = f"reviews/{review['id']}"
    tag = analyst.get(path)["ETag"]
    assert tag == f'"v{review["version"]}"'
    for stranger in (visitor, asking(Role.ANALYST, "elsewhere")):
        assert stranger.get(path).status_code in (401, 404)
    reason = {"reason": "Nothing new"}
    assert analyst.post(f"{path}/_dismiss", reason, If_Match='"v999"').status_code == 412
    handled = analyst.post(f"{path}/_dismiss", reason, If_Match=tag)
    assert handled.status_code == 200, handled.content
    assert (handled.json()["status"], handled.json()["reason"]) == ("dismissed", "Nothing new")
    again = analyst.post(f"{path}/_accept", reason, If_Match=handled["ETag"])
    assert again.status_code == 400


# Who may, and on which version


def test_a_write_asks_for_an_account_and_a_role(
    visitor: Asking, asking: Callable[..., Asking], analyst: Asking
) -> None:
    anonymous = visitor.post("judgements", JUDGEMENT)
    assert (anonymous.status_code, anonymous["WWW-Authenticate"]) == (401, "Bearer")
    assert asking(Role.VIEWER).post("judgements", JUDGEMENT).status_code == 403
    assert asking(Role.ANALYST, "elsewhere").post("judgements", JUDGEMENT).status_code == 403
    reader = Asking(token(person(Role.ANALYST), writes=False))
    refused = reader.post("judgements", JUDGEMENT)
    assert refused.status_code == 403
    assert refused.json()["type"].endswith(":read-only-token")
    assert reader.get(f"{BASE}/me").json()["mayWrite"] is False
    assert not Judgement.objects.filter(reason_en="Good contacts").exists()


def test_a_session_writes_with_its_csrf_token_only(site: None) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person(Role.ANALYST))
    sent: dict[str, Any] = {"data": JUDGEMENT, "content_type": "application/json"}
    refused = client.post(f"{CASE}/judgements", **sent)
    assert refused.status_code == 403
    assert refused.json()["type"].endswith(":cross-site")
    client.cookies["csrftoken"] = "a" * 32
    made = client.post(f"{CASE}/judgements", **sent, headers={"X-CSRFToken": "a" * 32})
    assert made.status_code == 201, made.content


def test_a_change_says_which_version_it_was_made_on(analyst: Asking) -> None:
    path = "judgements/j-jp-networks-1"
    for without in ({}, {"If_Match": "*"}):
        answer = analyst.patch(path, {"rating": 1}, **without)
        assert answer.status_code == 428
        assert answer.json()["type"].endswith(":if-match-required")
    assert analyst.patch(path, {"rating": 1}, If_Match="nonsense").status_code == 412


def test_the_second_of_two_writers_sees_what_the_first_wrote(
    asking: Callable[..., Asking],
) -> None:
    anna, bo = asking(Role.ANALYST, name="anna"), asking(Role.ANALYST, name="bo")
    path = "judgements/j-jp-networks-1"
    seen = anna.get(path)["ETag"]
    first = anna.patch(path, {"rating": 1}, If_Match=seen)
    second = bo.patch(path, {"rating": 3}, If_Match=seen)
    assert second.status_code == 412
    problem = second.json()
    assert problem["current"]["rating"] == 1
    assert problem["current"]["reason"] == first.json()["reason"]
    assert second["ETag"] == first["ETag"] == f'"v{problem["current"]["version"]}"'
    assert bo.patch(path, {"rating": 3}, If_Match=second["ETag"]).status_code == 200


def test_what_cannot_stand_is_told_by_field(analyst: Asking) -> None:
    wrong = JUDGEMENT | {"region": "XX", "rating": 17, "reason": {}, "theme": "nothing"}
    answer = analyst.post("judgements", wrong)
    assert answer.status_code == 400
    fields = {error["field"] for error in answer.json()["errors"]}
    assert {"/region", "/theme", "/reason/nl"} <= fields
    assert {error["in"] for error in answer.json()["errors"]} == {"body"}
    assert not Judgement.objects.filter(rating=17).exists()


# Once


def test_the_same_request_with_the_same_key_is_done_once(analyst: Asking) -> None:
    first = analyst.post("judgements", JUDGEMENT, Idempotency_Key="a-1")
    again = analyst.post("judgements", JUDGEMENT, Idempotency_Key="a-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again["Location"] == first["Location"]
    assert again["ETag"] == first["ETag"]
    assert again["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first
    assert Judgement.objects.filter(reason_en="Good contacts").count() == 1


def test_a_key_is_for_one_request_of_one_person(
    analyst: Asking, asking: Callable[..., Asking]
) -> None:
    analyst.post("judgements", JUDGEMENT, Idempotency_Key="a-1")
    other = analyst.post("judgements", JUDGEMENT | {"rating": 1}, Idempotency_Key="a-1")
    assert other.status_code == 409
    assert other.json()["type"].endswith(":key-used")
    someone = asking(Role.ANALYST, name="bo")
    assert someone.post("judgements", JUDGEMENT, Idempotency_Key="a-1").status_code == 201
    assert analyst.post("judgements", JUDGEMENT, Idempotency_Key="").status_code == 400
    assert analyst.post("judgements", JUDGEMENT, Idempotency_Key="x" * 300).status_code == 400


def test_what_was_refused_can_be_tried_again_with_the_same_key(analyst: Asking) -> None:
    wrong = analyst.post("judgements", JUDGEMENT | {"region": "XX"}, Idempotency_Key="a-1")
    assert wrong.status_code == 400
    assert not Reply.objects.exists()
    assert analyst.post("judgements", JUDGEMENT, Idempotency_Key="a-1").status_code == 201


# All or nothing


def test_a_write_that_breaks_off_leaves_nothing(
    analyst: Asking, brabant: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when all was written and only the note of the answer fails."""

    def broken(*_args: object) -> None:
        raise DatabaseError("the power went")

    state = Case.objects.get(pk=brabant.pk).state
    for place in (
        "windroos.apps.compass.actions.saying.raise_reviews",
        "windroos.apps.accounts.replies.keep",
    ):
        with monkeypatch.context() as patch:
            patch.setattr(place, broken)
            answer = analyst.post("judgements", JUDGEMENT, Idempotency_Key="a-1")
        assert answer.status_code == 500
        assert "power" not in answer.content.decode()
        assert not Judgement.objects.filter(reason_en="Good contacts").exists()
        assert not Event.objects.filter(verb="judgement-added").exists()
        assert not Reply.objects.exists()
        assert Case.objects.get(pk=brabant.pk).state == state
