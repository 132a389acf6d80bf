"""The Dutch API Design Rules (Logius, ADR 2.2), one test for each rule, by its id.

https://logius-standaarden.github.io/API-Design-Rules/
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.api.conftest import BASE, CASE, Asking
from tests.api.test_writing import JUDGEMENT

from windroos.rest.schemas import Input, Schema
from windroos.site.api.document import document
from windroos.site.api.version import VERSION

pytestmark = pytest.mark.usefixtures("site")

RULES = {
    "/core/naming-resources",
    "/core/naming-collections",
    "/core/interface-language",
    "/core/no-trailing-slash",
    "/core/path-segments-kebab-case",
    "/core/query-keys-camel-case",
    "/core/hide-implementation",
    "/core/date-time/format",
    "/core/date-time/timezone",
    "/core/date-time/date-omit-time-portion",
    "/core/http-methods",
    "/core/http-safety",
    "/core/http-response-code",
    "/core/stateless",
    "/core/nested-child",
    "/core/resource-operations",
    "/core/error-handling/problem-details",
    "/core/error-handling/invalid-input",
    "/core/error-handling/all-errors",
    "/core/doc-openapi",
    "/core/doc-openapi-contact",
    "/core/doc-language",
    "/core/publish-openapi",
    "/core/deprecation-schedule",
    "/core/transition-period",
    "/core/uri-version",
    "/core/changelog",
    "/core/semver",
    "/core/version-header",
    "/core/transport/tls",
    "/core/transport/no-sensitive-uris",
    "/core/transport/security-headers",
    "/core/transport/cors",
    "/core/modules/geospatial",
    "/core/modules/signing",
    "/core/modules/encryption",
}
tested: set[str] = set()
DOCS = Path(__file__).parents[2] / "docs" / "api.md"
METHODS = {"get", "post", "put", "patch", "delete"}
CAMEL = re.compile(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*")
# One of a kind, so not plural; `me` is who asks.
SINGULAR = {
    "framework", "explanation", "agenda", "opinion", "second-factor", "me", "catalog", "support",
    "register", "comparison", "network",
}  # fmt: skip
# Words that end like a plural, and those that do not.
PLURAL = re.compile(r".*(s|criteria|people|data|labour)")


def rule(id: str) -> Callable[[Any], Any]:
    """Says which rule a test is of."""
    tested.add(id)
    return lambda test: test


@pytest.fixture(scope="module")
def api() -> dict[str, Any]:
    return document("en", f"https://testserver{BASE}")


def operations(api: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in api["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def segments(api: dict[str, Any]) -> set[str]:
    """The words of all paths, without variables and operations."""
    words = {word for path in api["paths"] for word in path.split("/")[1:] if word}
    return {word for word in words if not word.startswith(("{", "_")) and "." not in word}


def properties(api: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for schema, described in api["components"]["schemas"].items():
        for name, one in described.get("properties", {}).items():
            yield schema, name, one


def test_every_rule_has_its_test() -> None:
    assert tested == RULES


# Resources


@rule("/core/naming-resources")
def test_resources_are_nouns(api: dict[str, Any]) -> None:
    verbs = {"get", "list", "add", "create", "change", "delete", "judge", "decide", "search"}
    assert not segments(api) & verbs


@rule("/core/naming-collections")
def test_collections_are_plural(api: dict[str, Any]) -> None:
    assert {word for word in segments(api) if not PLURAL.fullmatch(word)} == SINGULAR
    for path, method, operation in operations(api):
        if method == "get" and operation["operationId"].startswith("list"):
            assert path.rsplit("/", 1)[-1] not in SINGULAR, path


@rule("/core/interface-language")
def test_the_terms_of_the_interface_are_explained_in_dutch() -> None:
    """The interface is in English; docs/api.md is the glossary, term by term."""
    glossary = DOCS.read_text(encoding="utf-8")
    for dutch, english in (("randvoorwaarde", "precondition"), ("beoordeling", "assessment")):
        assert re.search(rf"\| `{english}[^|]*` \| {dutch}", glossary)


@rule("/core/no-trailing-slash")
def test_no_address_ends_in_a_slash(api: dict[str, Any], visitor: Asking) -> None:
    assert [path for path in api["paths"] if path.endswith("/")] == ["/"]
    for path in ("cases/", "cases/noord_brabant/regions/", "terms/"):
        assert visitor.get(f"{BASE}/{path}").status_code == 404


@rule("/core/path-segments-kebab-case")
def test_paths_are_in_kebab_case(api: dict[str, Any]) -> None:
    form = r"/(([a-z\d-]+|{[^}]+})(/([a-z\d-]+|{[^}]+}))*(/_[a-z]+)?)?"
    for path in api["paths"]:
        assert re.fullmatch(form, path) or path == "/openapi.json", path
    assert all(re.fullmatch(r"[a-z\d]+(-[a-z\d]+)*", word) for word in segments(api))


@rule("/core/query-keys-camel-case")
def test_query_keys_and_fields_are_in_camel_case(api: dict[str, Any]) -> None:
    for path, _method, operation in operations(api):
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "query":
                assert CAMEL.fullmatch(parameter["name"]), (path, parameter["name"])
    names = {name for _schema, name, _one in properties(api)}
    assert all(CAMEL.fullmatch(name) for name in names - {"_links"})


@rule("/core/hide-implementation")
def test_nothing_tells_of_the_inside(api: dict[str, Any], visitor: Asking) -> None:
    told = json.dumps(api) + json.dumps(dict(visitor.get("regions").headers))
    told += visitor.get("nothing").content.decode() + visitor.post("judgements").content.decode()
    for inside in ("django", "ninja", "pydantic", "sqlite", "postgres", "duckdb", "parquet"):
        assert inside not in told.lower()


# Date and time


def formats(schema: Any) -> set[str]:
    """Those of values in JSON; a file is binary."""
    return set(re.findall(r'"format": "([\w-]+)"', json.dumps(schema))) - {"binary"}


@rule("/core/date-time/format")
def test_dates_and_times_have_their_format(api: dict[str, Any], visitor: Asking) -> None:
    assert formats(api) == {"date", "date-time"}
    timed = {"at", "added", "loaded", "created", "expires", "sent", "raised", "handled", "made"}
    timed |= {
        "changed",
        "opened",
        "ended",
        "proposed",
        "decided",
        "since",
        "until",
        "joined",
        "started",
        "taken",
        "fetched",
        "checked",
        "again",
    }
    for schema, name, one in properties(api):
        told = json.dumps(one)
        moment = name in timed and not schema.endswith("Input")
        if moment and '"string"' in told and "YYYY" not in told and '"array"' not in told:
            assert formats(one) == {"date-time"}, (schema, name)
    case = visitor.get(f"{BASE}/cases/noord_brabant").json()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", case["loaded"])


@rule("/core/date-time/timezone")
def test_moments_are_in_utc(analyst: Asking) -> None:
    """No request holds a moment; answers hold them in UTC."""
    token = analyst.items(f"{BASE}/tokens")[0]
    assert token["created"].endswith("Z")
    assert token["expires"].endswith("Z")


@rule("/core/date-time/date-omit-time-portion")
def test_days_are_days(api: dict[str, Any]) -> None:
    days = {"asOf", "held", "closes", "due", "referredOn", "answerBy", "answeredOn"}
    seen = {name: formats(one) for _schema, name, one in properties(api) if name in days}
    assert seen == {name: {"date"} for name in days}


# Methods


@rule("/core/http-methods")
def test_methods_are_the_usual_ones(api: dict[str, Any], visitor: Asking) -> None:
    for path, item in api["paths"].items():
        assert set(item) <= METHODS
        filled = re.sub(r"{[^}]+}", "1", path).replace("/cases/1", "/cases/noord_brabant")
        allowed = visitor.ask("OPTIONS", f"{BASE}{filled}")["Allow"].split(", ")
        told = {method.upper() for method in item}
        assert set(allowed) == told | {"OPTIONS"} | ({"HEAD"} if "GET" in told else set()), path
    assert visitor.ask("PROPFIND", f"{BASE}/cases").status_code == 405


@rule("/core/http-safety")
def test_reading_changes_nothing_and_deleting_twice_is_deleting(analyst: Asking) -> None:
    first = analyst.get("judgements")
    assert analyst.ask("HEAD", f"{CASE}/judgements").status_code == 200
    assert analyst.get("judgements")["ETag"] == first["ETag"]
    made = analyst.post("scenarios", {"name": "x", "role": "innovation"})
    path = f"scenarios/{made.json()['id']}"
    assert analyst.delete(path, If_Match=made["ETag"]).status_code == 204
    assert analyst.delete(path, If_Match=made["ETag"]).status_code == 404


@rule("/core/http-response-code")
def test_a_status_says_what_happened(api: dict[str, Any], analyst: Asking) -> None:
    for path, method, operation in operations(api):
        good = {status for status in operation["responses"] if status.startswith("2")}
        assert good <= {"200", "201", "204"}
        if method == "delete":
            assert good == {"204"}, path
        if "201" in good:
            assert "Location" in operation["responses"]["201"]["headers"], path
    made = analyst.post("judgements", JUDGEMENT)
    assert made.status_code == 201
    assert analyst.get(made["Location"].removeprefix("http://testserver")).json() == made.json()


@rule("/core/stateless")
def test_no_session_is_kept(analyst: Asking) -> None:
    answer = analyst.get(f"{BASE}/me")
    assert answer.status_code == 200
    assert not answer.cookies


@rule("/core/nested-child")
def test_what_is_of_a_case_stands_under_it(api: dict[str, Any]) -> None:
    first = {path.split("/")[1] for path in api["paths"]} - {"", "openapi.json"}
    own = {"me", "tokens", "invitations", "events", "organisations", "packages", "terms"}
    own |= {"sources", "imports"}
    own |= {"catalog"}
    assert first == own | {"cases"}


@rule("/core/resource-operations")
def test_operations_are_sub_resources(api: dict[str, Any]) -> None:
    for path, item in api["paths"].items():
        name = path.rsplit("/", 1)[-1]
        if name.startswith("_"):
            assert set(item) <= {"get", "post"}, path
        assert "/_" not in path.removesuffix(f"/{name}")


# Errors


@rule("/core/error-handling/problem-details")
def test_every_error_is_a_problem(api: dict[str, Any], visitor: Asking) -> None:
    for path, _method, operation in operations(api):
        for status in operation["responses"]:
            if status[0] in "45":
                ref = operation["responses"][status]["$ref"]
                described = api["components"]["responses"][ref.rsplit("/", 1)[-1]]
                assert set(described["content"]) == {"application/problem+json"}, path
    needed = {"status", "title", "detail"}
    assert needed <= set(api["components"]["schemas"]["ProblemDetails"]["required"])
    for answer in (visitor.get("nothing"), visitor.post("regions"), visitor.get(f"{BASE}/me")):
        assert answer["Content-Type"] == "application/problem+json"
        assert needed <= set(answer.json())


@rule("/core/error-handling/invalid-input")
def test_wrong_input_is_a_400(api: dict[str, Any], visitor: Asking) -> None:
    for path, _method, operation in operations(api):
        if operation.get("parameters") or "requestBody" in operation:
            assert "400" in operation["responses"], path
        assert "422" not in operation["responses"]
    assert visitor.get("regions?page=x").status_code == 400


@rule("/core/error-handling/all-errors")
def test_all_faults_are_told_together(analyst: Asking) -> None:
    answer = analyst.post("judgements", {"region": 1, "confidence": "very", "other": 1})
    fields = {error["field"] for error in answer.json()["errors"]}
    assert {"/region", "/confidence", "/other", "/rating", "/criterion", "/reason"} <= fields


# Documentation


@rule("/core/doc-openapi")
def test_the_document_is_openapi_3_and_whole(api: dict[str, Any]) -> None:
    assert re.fullmatch(r"3\.1\.\d+", api["openapi"])
    told = json.dumps(api)
    for kind, name in set(re.findall(r'"#/components/(\w+)/([\w-]+)"', told)):
        assert name in api["components"][kind], name
    ids = [operation["operationId"] for _p, _m, operation in operations(api)]
    assert len(ids) == len(set(ids))
    known = {tag["name"] for tag in api["tags"]}
    for path, method, operation in operations(api):
        assert operation["summary"], path
        assert set(operation["tags"]) <= known, (path, method)
        assert all(parameter["description"] for parameter in operation.get("parameters", ()))
        wanted = set(re.findall(r"{([^}]+)}", path))
        given = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "path"}
        assert wanted == given, path


def test_no_two_schemas_have_one_name(api: dict[str, Any]) -> None:
    """The document knows schemas by name: of two with one name it would tell the wrong one."""

    def below(kind: type) -> Iterator[type]:
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    told = api["components"]["schemas"]
    kinds = {one for base in (Schema, Input) for one in below(base)}
    names = [one.__name__ for one in kinds if one.__name__ in told]
    assert sorted(names) == sorted(set(names))
    assert len(names) > 100


@rule("/core/doc-openapi-contact")
def test_the_document_says_whom_to_ask(api: dict[str, Any]) -> None:
    assert set(api["info"]["contact"]) == {"name", "url", "email"}
    assert api["info"]["license"]["identifier"] == "EUPL-1.2"


@rule("/core/doc-language")
def test_the_document_comes_in_dutch_by_itself() -> None:
    dutch, english = (document(language, "https://x") for language in ("nl", "en"))
    assert Client().get(f"{BASE}/openapi.json").json()["info"] == dutch["info"]
    assert dutch["info"]["description"] != english["info"]["description"]
    for path, method, operation in operations(english):
        other = dutch["paths"][path][method]
        assert other["summary"] != operation["summary"], operation["summary"]


@rule("/core/publish-openapi")
def test_the_document_is_there_for_everybody(visitor: Asking) -> None:
    answer = visitor.get(f"{BASE}/openapi.json", Origin="https://other.example")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["paths"]


# Versions


@rule("/core/deprecation-schedule")
def test_it_is_told_how_something_ends() -> None:
    assert "## Versions" in DOCS.read_text(encoding="utf-8")
    assert "`deprecated`" in DOCS.read_text(encoding="utf-8")


@rule("/core/transition-period")
def test_it_is_told_how_long_an_old_version_stays() -> None:
    assert re.search(r"\d+ months", DOCS.read_text(encoding="utf-8"))


@rule("/core/uri-version")
def test_the_address_has_the_major_version(api: dict[str, Any]) -> None:
    assert [server["url"] for server in api["servers"]] == ["https://testserver/api/v1"]
    assert f"/v{VERSION.split('.')[0]}" in BASE


@rule("/core/changelog")
def test_the_changes_of_this_version_are_told() -> None:
    assert f"### {VERSION}" in DOCS.read_text(encoding="utf-8")


@rule("/core/semver")
def test_the_version_is_semantic(api: dict[str, Any]) -> None:
    assert re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", api["info"]["version"])


@rule("/core/version-header")
def test_every_answer_has_the_version(api: dict[str, Any], visitor: Asking) -> None:
    for path in ("regions", "nothing", "regions?page=x", f"{BASE}/openapi.json", "/api/v9"):
        assert visitor.get(path)["API-Version"] == api["info"]["version"] == VERSION
    for path, _method, operation in operations(api):
        for status, response in operation["responses"].items():
            if status[0] in "23" and "$ref" not in response:
                assert "API-Version" in response["headers"], path


# Transport


@rule("/core/transport/tls")
def test_in_production_there_is_only_https() -> None:
    production = Path(settings.SITE) / "settings" / "production.py"
    told = production.read_text(encoding="utf-8")
    assert "SECURE_SSL_REDIRECT = True" in told
    assert re.search(r"SECURE_HSTS_SECONDS = 365 \* 24", told)


@rule("/core/transport/no-sensitive-uris")
def test_no_address_holds_a_secret(api: dict[str, Any]) -> None:
    for path, _method, operation in operations(api):
        names = {one["name"] for one in operation.get("parameters", ()) if one["in"] != "header"}
        assert not names & {"token", "secret", "password", "email", "reason"}, path
    assert {one["type"] for one in api["components"]["securitySchemes"].values()} == {
        "http",
        "apiKey",
    }
    assert api["components"]["securitySchemes"]["session"]["in"] == "cookie"


@rule("/core/transport/security-headers")
def test_every_answer_has_the_headers_for_browsers(visitor: Asking) -> None:
    for path in (f"{BASE}/", "regions", "nothing", f"{BASE}/openapi.json"):
        headers = visitor.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Content-Type"].startswith("application/")


@rule("/core/transport/cors")
def test_other_sites_read_without_credentials(visitor: Asking) -> None:
    answer = visitor.get("regions", Origin="https://other.example")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert "Access-Control-Allow-Origin" not in visitor.post("judgements")


# Modules


@rule("/core/modules/geospatial")
def test_no_geometry_is_served(api: dict[str, Any]) -> None:
    """A region has a point to draw it at, in WGS 84; no geometry, so the module does not apply."""
    told = api["components"]["schemas"]["Region"]["properties"]
    assert "WGS 84" in told["latitude"]["description"]
    assert "geometry" not in json.dumps(api).lower()


@rule("/core/modules/signing")
@rule("/core/modules/encryption")
def test_no_payload_is_signed_or_encrypted(api: dict[str, Any]) -> None:
    assert not re.search(r"jws|jwe|signature", json.dumps(api).lower())
