"""What analysts type, what a page shows them of it, and what the case then holds."""

import re
from html import unescape
from typing import Any

from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from windroos.apps.accounts.models import User
from windroos.apps.compass import queries
from windroos.apps.regions import journal
from windroos.apps.regions.models import Case

RATING = {
    "rating": "5",
    "confidence": "medium",
    "reason_nl": "Zuiver gezongen",
    "grounds_nl": "Een concert bijgewoond",
    "judged": "2026-11-21",
}
CHOIRS: dict[str, Any] = {
    "region": "LV",
    "criterion": "choirs",
    "rating": 5.0,
    "confidence": "medium",
    "grounds_nl": "Een concert bijgewoond",
    "reason_nl": "Zuiver gezongen",
}
TAGS = re.compile(r"<[^>]*>")
HIDDEN = re.compile(r'<input type="hidden" name="(?P<name>[^"]+)" value="(?P<value>[^"]*)"')


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(response: Any) -> str:
    return " ".join(unescape(TAGS.sub(" ", response.content.decode())).split())


def hidden(response: Any) -> dict[str, str]:
    found = HIDDEN.finditer(response.content.decode())
    return {match["name"]: unescape(match["value"]) for match in found}


def now(case: Case, table: str, key: str) -> dict[str, Any] | None:
    return journal.current(case, table)[key].row


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def score(case: Case, code: str, role: str = "culture") -> float | None:
    return queries.assessment(fresh(case), role, None, timezone.localdate())[code].score


def told(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))
