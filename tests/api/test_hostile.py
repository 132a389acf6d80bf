"""What someone sends who means harm: the API tells no more, and keeps no more, for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.api.conftest import BASE, CASE, Asking
from tests.apps.people import person

from windroos.apps.accounts import replies
from windroos.apps.accounts.models import Reply, Token
from windroos.apps.accounts.roles import Role
from windroos.apps.compass.api import scenarios

pytestmark = pytest.mark.usefixtures("site")


def test_numbers_of_accounts_do_not_tell_whose_they_are(analyst: Asking) -> None:
    stranger = person(Role.ANALYST, "elsewhere", "Sterre")
    question = {"region": "JP", "criterion": "networks-judged"}
    colleague = person(Role.VIEWER, name="Vera")
    given = {"questions": [question], "assessors": [stranger.pk, colleague.pk], "why": "We differ"}
    told = analyst.post("panels", given)
    assert told.status_code == 400
    assert "Sterre" not in told.content.decode()
    assert "Vera" in told.content.decode()


def test_the_secret_of_a_token_is_not_kept_with_the_answer_to_a_repeat() -> None:
    client = Client()
    client.force_login(person(Role.ANALYST))
    asked = {"content_type": "application/json", "headers": {"Idempotency-Key": "once"}}
    made = client.post(f"{BASE}/tokens", {"name": "notebook"}, **asked)
    assert made.status_code == 201, made.content
    assert Asking(made.json()["secret"]).get(f"{BASE}/me").status_code == 200
    (kept,) = Reply.objects.all()
    assert made.json()["secret"] not in kept.body
    again = client.post(f"{BASE}/tokens", {"name": "notebook"}, **asked)
    assert again["Idempotency-Replayed"] == "true"
    assert again.json() == {**made.json(), "secret": None}
    assert Token.objects.count() == 1


def test_answers_are_not_kept_longer_than_a_repeat_is_known(
    analyst: Asking, administrator: Asking
) -> None:
    given = {
        "region": "JP",
        "criterion": "networks-judged",
        "rating": 2,
        "confidence": "low",
        "grounds": {"nl": "Gehoord"},
        "reason": {"nl": "Zo"},
    }
    assert analyst.post("judgements", given, Idempotency_Key="old").status_code == 201
    Reply.objects.update(at=timezone.now() - replies.KEPT - timedelta(minutes=1))
    new = administrator.post(
        f"{BASE}/organisations", {"name": {"nl": "Nieuw"}}, Idempotency_Key="n"
    )
    assert new.status_code == 201, new.content
    assert [one.key for one in Reply.objects.all()] == ["n"]


@pytest.mark.parametrize("depth", [100, 500, 700, 5_000])
def test_a_record_nested_beyond_measure_is_no_error_of_ours(depth: int, visitor: Asking) -> None:
    record: dict[str, Any] = visitor.get("assessments/_record?role=innovation").json()
    nested = json.dumps(record | {"inputs": {"sha256": {}, "deep": 0}}).replace(
        '"deep": 0', f'"deep": {"[" * depth}{"]" * depth}'
    )
    told = visitor.client.generic(
        "POST", f"{CASE}/assessments/_verify", nested, content_type="application/json"
    )
    assert told.status_code in (200, 400), told.content


def test_weights_without_end_are_refused_in_one_word(visitor: Asking) -> None:
    weights = {f"w{number}": 1 for number in range(scenarios.MOST + 1)}
    told = visitor.post("_weigh", {"role": "innovation", "weights": weights})
    assert told.status_code == 400
    assert [one["field"] for one in told.json()["errors"]] == ["/weights"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("judgements", {"region": "JP\0", "criterion": "x", "rating": 1, "reason": {"nl": "Zo"}}),
        (
            f"{BASE}/organisations/province/invitations",
            {"email": "a\0@b.example", "role": "viewer"},
        ),
        ("_weigh", {"role": "\\\0"}),
    ],
)
def test_the_character_0_is_refused_before_a_database_sees_it(
    path: str, body: dict[str, Any], asking: Callable[..., Asking]
) -> None:
    told = asking(Role.ADMINISTRATOR).post(path, body)
    assert told.status_code == 400, told.content
    assert told.json()["errors"] == [
        {
            "in": "body",
            "field": "/",
            "code": "invalid",
            "detail": "This holds a character that cannot be.",
        }
    ]


def test_a_text_about_the_character_0_may_be_written(analyst: Asking) -> None:
    me = analyst.get(f"{BASE}/me")
    changed = analyst.patch(f"{BASE}/me", {"name": "\\u0000 Anna"}, If_Match=me["ETag"])
    assert changed.json()["name"] == "\\u0000 Anna"
