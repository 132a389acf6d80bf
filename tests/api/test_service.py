"""What every answer of the API has: version, tag, limits, and the problem if it is one."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings
from tests.api.conftest import BASE, CASE, Asking, token
from tests.apps.people import person

from windroos.apps.accounts.roles import Role
from windroos.site.api import limits, views
from windroos.site.api.version import VERSION
from windroos.site.caches import SharedFileCache

pytestmark = pytest.mark.usefixtures("site")


def problem(answer: Any, status: int, kind: str) -> dict[str, Any]:
    """The problem an answer is; it has all that RFC 9457 and the design rules ask."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["API-Version"] == VERSION
    said = answer.json()
    assert said["type"] == f"urn:problem-type:windroos:{kind}"
    assert said["status"] == status
    assert said["title"]
    assert said["detail"]
    return said


# Problems


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("judgements?pageSize=0", ["pageSize"]),
        ("judgements?pageSize=501&page=x", ["page", "pageSize"]),
        ("judgements?regio=JP", ["regio"]),
        ("judgements?page=1&page=2", ["page"]),
        ("judgements?confidence=very", ["confidence"]),
        ("judgements?sort=reason", ["sort"]),
        ("judgements?asOf=yesterday", ["asOf"]),
        ("regions?weighed=1", ["weighed"]),
        ("judgements?region=%00", ["region"]),
        ("figures?year=1e3", ["year"]),
        ("assessments", ["role"]),
        ("assessments?role=x&theme=y", ["role", "theme"]),
        ("_search", ["q"]),
    ],
)
def test_every_fault_of_a_query_is_told_by_its_parameter(
    path: str, fields: list[str], visitor: Asking
) -> None:
    said = problem(visitor.get(path), 400, "invalid")
    assert sorted(error["field"] for error in said["errors"]) == fields
    assert {error["in"] for error in said["errors"]} == {"query"}


@pytest.mark.parametrize(
    "path", ["regions/XX", "judgements/none", "regions/NL41/explanation?role=innovation", "nothing"]
)
def test_what_is_not_there_is_not_found(path: str, visitor: Asking) -> None:
    problem(visitor.get(path), 404, "not-found")


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v2/cases", f"{BASE}/cases/", f"{CASE}/"])
def test_other_addresses_are_not_found_and_lead_nowhere(path: str, visitor: Asking) -> None:
    problem(visitor.get(path), 404, "not-found")


def test_problems_are_told_in_the_language_of_the_reader(visitor: Asking) -> None:
    path = f"{BASE}/cases?page=0"
    english, dutch = visitor.get(path).json(), Asking(language="nl").get(path).json()
    assert english["title"] != dutch["title"]
    assert english["errors"][0]["detail"] == "This is at least 1."
    assert english["errors"][0]["code"] == dutch["errors"][0]["code"] == "greater-than-equal"


@pytest.mark.parametrize(
    "body",
    ["{", '{"name": "a", "name": "b"}', '{"name": NaN}', "[" * 10_000, '{"name": "\\ud800"}'],
)
def test_a_body_that_is_no_json_is_told(body: str) -> None:
    asking = Asking(token(person(Role.ANALYST)))
    answer = asking.client.generic(
        "PATCH", f"{BASE}/me", body, "application/json", headers=asking.headers
    )
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_a_body_names_its_faults_by_pointer() -> None:
    asking = Asking(token(person(Role.ANALYST)))
    said = problem(asking.post(f"{BASE}/tokens", {"days": "7", "extra": 1}), 400, "invalid")
    found = {error["field"]: error["code"] for error in said["errors"]}
    assert found == {"/name": "missing", "/days": "int-type", "/extra": "extra-forbidden"}


def test_other_media_are_refused(visitor: Asking) -> None:
    problem(visitor.get(f"{BASE}/cases", Accept="text/html"), 406, "not-acceptable")
    assert visitor.get(f"{BASE}/cases", Accept="text/html, */*;q=0.1").status_code == 200
    asking = Asking(token(person(Role.ANALYST)))
    assert asking.post(f"{BASE}/tokens").status_code == 415
    xml = asking.client.generic(
        "POST", f"{BASE}/tokens", "<a/>", "application/xml", headers=asking.headers
    )
    problem(xml, 415, "unsupported-media-type")


def test_a_body_that_is_too_large_is_refused(settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    asking = Asking(token(person(Role.ANALYST)))
    problem(asking.post(f"{BASE}/tokens", {"name": "x" * 200}), 413, "too-large")


def test_what_nobody_expected_tells_nothing_of_the_inside(
    visitor: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_name: str) -> None:
        raise RuntimeError("the secret of the inside")

    monkeypatch.setattr("windroos.apps.regions.queries.case", broken)
    answer = visitor.get("regions")
    assert "secret" not in json.dumps(problem(answer, 500, "internal"))


def test_a_database_that_is_busy_says_so(visitor: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_name: str) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("windroos.apps.regions.queries.case", busy)
    problem(visitor.get("regions"), 503, "unavailable")


def test_an_error_outside_the_operations_is_a_problem_too(
    visitor: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "document", lambda *_: 1 / 0)
    problem(visitor.get(f"{BASE}/openapi.json"), 500, "internal")
    problem(visitor.get(f"{BASE}/cases", Host="elsewhere.example"), 400, "malformed")


@pytest.mark.parametrize("given", ["Bearer wr_wrong", "Bearer", "Basic abc", ""])
def test_a_token_that_lets_nobody_in_is_refused_also_for_what_is_public(
    given: str, visitor: Asking
) -> None:
    answer = visitor.get(f"{BASE}/cases", Authorization=given)
    problem(answer, 401, "unauthenticated")
    assert answer["WWW-Authenticate"] == 'Bearer error="invalid_token"'


# Methods


def test_a_method_that_is_not_there_says_which_are(visitor: Asking) -> None:
    answer = visitor.post(f"{BASE}/cases", {})
    problem(answer, 405, "method-not-allowed")
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_head_is_get_without_the_body(visitor: Asking) -> None:
    got, head = visitor.get("regions"), visitor.ask("HEAD", f"{CASE}/regions")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("Content-Type", "ETag", "API-Version"):
        assert head[name] == got[name]
    assert head["Content-Length"] == str(len(got.content))


def test_a_browser_of_another_site_may_read_and_not_write(visitor: Asking) -> None:
    asked = visitor.ask("OPTIONS", f"{CASE}/judgements", Origin="https://other.example")
    assert (asked.status_code, asked.content) == (204, b"")
    assert asked["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert asked["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in asked
    assert visitor.get("regions")["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in visitor.post("judgements", {})
    assert visitor.ask("OPTIONS", f"{BASE}/nothing").status_code == 404


# Entity tags


@pytest.mark.parametrize(
    "path",
    ["regions", "regions/JP", "assessments?role=innovation", f"{BASE}/cases", f"{BASE}/terms"],
)
def test_who_has_the_answer_is_told_so(path: str, visitor: Asking) -> None:
    first = visitor.get(path)
    tag = first["ETag"]
    assert tag.startswith('"')
    for held in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = visitor.get(path, If_None_Match=held)
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert visitor.get(path, If_None_Match='"other"').status_code == 200


def test_a_tag_changes_with_what_it_is_of(visitor: Asking) -> None:
    analyst = Asking(token(person(Role.ANALYST)))
    paths = ("judgements", "judgements/j-jp-networks-1", "assessments?role=innovation")
    before = {path: visitor.get(path)["ETag"] for path in paths}
    other = {path: visitor.get(path)["ETag"] for path in ("regions/JP", "judgements?region=KR")}
    seen = before["judgements/j-jp-networks-1"]
    assert analyst.patch(paths[1], {"rating": 0}, If_Match=seen).status_code == 200
    assert all(visitor.get(path)["ETag"] != tag for path, tag in before.items())
    assert visitor.get("regions/JP")["ETag"] == other["regions/JP"]
    languages = {
        Asking(language=language).get("regions/JP/explanation?role=innovation")["ETag"]
        for language in ("nl", "en")
    }
    assert len(languages) == 2


def test_nothing_is_computed_for_who_has_the_answer(
    visitor: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = visitor.get("assessments?role=innovation")["ETag"]
    monkeypatch.setattr("windroos.apps.compass.api.assessments.weighing", lambda *_: 1 / 0)
    assert visitor.get("assessments?role=innovation", If_None_Match=tag).status_code == 304


# Limits


@pytest.fixture
def few(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few requests a minute, in a minute that does not end while the test runs."""
    monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: 1_800_000_010.0))
    settings.WINDROOS_API_PER_MINUTE_ANONYMOUS = 3
    settings.WINDROOS_API_PER_MINUTE = 5


@pytest.mark.usefixtures("few")
def test_a_limit_is_told_and_kept(visitor: Asking) -> None:
    left = []
    for _ in range(3):
        answer = visitor.get(f"{BASE}/terms")
        assert answer["RateLimit-Limit"] == "3"
        assert 0 < int(answer["RateLimit-Reset"]) <= 60
        left.append(answer["RateLimit-Remaining"])
    assert left == ["2", "1", "0"]
    answer = visitor.get(f"{BASE}/terms")
    problem(answer, 429, "too-many-requests")
    assert answer["Retry-After"] == answer["RateLimit-Reset"]
    # Who has an account has a limit of one's own; a wrong token counts for its address.
    analyst = Asking(token(person(Role.ANALYST)))
    assert analyst.get(f"{BASE}/me")["RateLimit-Limit"] == "5"
    assert visitor.get(f"{BASE}/terms", Authorization="Bearer wr_x").status_code == 429


@pytest.fixture(autouse=True)
def counted_anew() -> None:
    from django.core.cache import cache

    cache.clear()


def test_several_processes_count_together(tmp_path: Path) -> None:
    """Each process has its own cache object on the same folder; none of their counts is lost."""
    caches = [SharedFileCache(str(tmp_path), {}) for _ in range(4)]
    caches[0].add("n", 0)

    def add(cache: SharedFileCache) -> None:
        for _ in range(25):
            cache.incr("n")

    threads = [threading.Thread(target=add, args=[cache]) for cache in caches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert caches[0].get("n") == 100
    assert not caches[1].add("n", 0)


# One's own session


def test_a_page_of_the_site_may_read_as_who_is_logged_in() -> None:
    client = Client()
    client.force_login(person(Role.ANALYST))
    assert client.get(f"{BASE}/me").json()["name"] == "analyst province"
