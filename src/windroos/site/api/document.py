"""The OpenAPI document: what django-ninja tells of the operations, and all it leaves out."""

import copy
import json
import re
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

from windroos.rest.problems import MEDIA_TYPE, ProblemDetails
from windroos.site.api import wording
from windroos.site.api.router import api
from windroos.site.api.samples import sample
from windroos.site.api.version import VERSION

JSON = "application/json"
Json = dict[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")
# No database takes the character 0, so none has it.
_TEXT = r"^[^\u0000]*$"
_LIMITS = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
_NUMBERS = (*_LIMITS, "Retry-After")


def document(language: str, server: str) -> Json:
    """The document in a language, for the API at the address `server`."""
    made = copy.copy(_document(language))
    made["servers"] = [{"url": server}]
    return made


@lru_cache(maxsize=1)
def _told() -> Json:
    """What django-ninja tells, its words still to be translated."""
    return dict(api.get_openapi_schema(path_prefix=""))


@lru_cache(maxsize=4)
def _document(language: str) -> Json:
    with translation.override(language):
        told = json.dumps(_plain(_told()))
        # What pydantic calls Page_Case_ is the CasePage.
        made: Json = json.loads(re.sub(r"\bPage_(\w+)_(?=\")", r"\1Page", told))
        schemas = made["components"]["schemas"]
        schemas |= _problem_schemas()
        for path, item in made["paths"].items():
            for method in METHODS:
                if method in item:
                    _complete(item[method], method, path)
        made["paths"] = {"/openapi.json": _own_path(), **made["paths"]}
        for schema in schemas.values():
            _untitle(schema)
        _add_examples(made)
        return _used(
            {
                "openapi": "3.1.0",
                "info": _info(),
                "servers": [],
                "tags": [
                    {"name": name, "description": str(text)} for name, text in wording.TAGS.items()
                ],
                "paths": made["paths"],
                "components": {
                    "schemas": dict(sorted(schemas.items())),
                    "responses": _responses(),
                    "headers": _headers(),
                    "securitySchemes": _schemes(),
                },
            }
        )


def _used(made: Json) -> Json:
    """The document without the components that nothing in it refers to."""
    components = made["components"]
    wanted: set[tuple[str, str]] = set()
    fresh = _refs(made["paths"])
    while fresh:
        wanted |= fresh
        fresh = {ref for kind, name in fresh for ref in _refs(components[kind][name])} - wanted
    for kind in ("schemas", "responses", "headers"):
        components[kind] = {
            name: one for name, one in components[kind].items() if (kind, name) in wanted
        }
    return made


def _refs(value: Any) -> set[tuple[str, str]]:
    """The components that something refers to, by kind and name."""
    found = re.findall(r'"#/components/(\w+)/([\w-]+)"', json.dumps(value))
    return {(kind, name) for kind, name in found}


def _info() -> Json:
    return {
        "title": str(wording.TITLE),
        "version": VERSION,
        "description": str(wording.DESCRIPTION),
        "contact": dict(settings.WINDROOS_API_CONTACT),
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    }


def _complete(operation: Json, method: str, path: str) -> None:
    """What holds for every operation: words, security, headers and problems."""
    needs_account = bool(operation.pop("security", None))
    operation["security"] = [{"token": []}, {"session": []}]
    if not needs_account:
        operation["security"].insert(0, {})
    if method == "post" and needs_account:
        key = {"name": "Idempotency-Key", "in": "header", "required": False}
        operation["parameters"].append(key | {"schema": {"type": "string", "maxLength": 255}})
    for parameter in operation["parameters"]:
        _describe(parameter)
        if parameter["name"] == "If-Match":  # left out, it is a 428 and not a 400
            parameter["required"] = True
    if not operation["parameters"]:
        del operation["parameters"]
    responses = {str(status): response for status, response in operation["responses"].items()}
    for status, response in responses.items():
        response["headers"] = _header_refs("API-Version", *_LIMITS)
        if method == "get":
            response["headers"] |= _header_refs("ETag")
        if status == "204":
            response["description"] = str(wording.NOTHING_TO_TELL)
        if status == "201":
            response["headers"] |= _header_refs("Location", "ETag")
    if method == "get":
        responses["304"] = _ref("responses", "304")
    for status in _problems(operation, method, path, needs_account=needs_account):
        responses[status] = _ref("responses", status)
    operation["responses"] = dict(sorted(responses.items()))


def _problems(operation: Json, method: str, path: str, *, needs_account: bool) -> list[str]:
    """With which problems an operation can answer."""
    found = ["400", "401", "406", "429", "500", "503"]
    if "{" in path:
        found.append("404")
    if needs_account or method != "get":
        found.append("403")
    if "requestBody" in operation:
        found += ["413", "415"]
    if method != "get":
        found.append("409")
    if any(one["name"] == "If-Match" for one in operation.get("parameters", ())):
        found += ["412", "428"]
    return found


def _describe(parameter: Json) -> None:
    """A parameter in words; what is not named filters."""
    name, schema = parameter["name"], parameter["schema"]
    schema.pop("description", None)
    parameter.pop("examples", None)
    words = wording.PARAMETERS.get(name)
    filters = parameter["in"] == "query" and not parameter["required"]
    if filters and "array" in str(schema) and name not in wording.CHOICES:
        words = wording.FILTER
    elif filters and words is None:
        words = wording.FILTER_YES if "boolean" in str(schema) else wording.FILTER_ONE
    parameter["description"] = str(words or "")
    _without_null(schema)
    _untitle(parameter)
    text = schema.get("items", schema)
    if text.get("type") == "string" and not text.keys() & {"enum", "pattern", "format"}:
        text["pattern"] = _TEXT


def _without_null(schema: Json) -> None:
    """A parameter is left out rather than null."""
    kinds = schema.get("anyOf", [])
    if {"type": "null"} in kinds:
        kinds.remove({"type": "null"})
        if schema.get("default", ...) is None:
            del schema["default"]
        if len(kinds) == 1:
            del schema["anyOf"]
            schema |= kinds[0] | schema


def _untitle(schema: Any) -> None:
    """Drops the titles that pydantic makes of names."""
    if isinstance(schema, dict):
        if isinstance(schema.get("title"), str):
            del schema["title"]
        for value in schema.values():
            _untitle(value)
    elif isinstance(schema, list):
        for value in schema:
            _untitle(value)


def _problem_schemas() -> Json:
    made = ProblemDetails.model_json_schema(
        by_alias=True, mode="serialization", ref_template="#/components/schemas/{model}"
    )
    return {**made.pop("$defs"), "ProblemDetails": made}


def _responses() -> Json:
    made: Json = {}
    for status, words in wording.RESPONSES.items():
        response: Json = {"description": str(words), "headers": _header_refs("API-Version")}
        if status == "304":
            response["headers"] |= _header_refs("ETag")
        else:
            response["content"] = {MEDIA_TYPE: {"schema": _ref("schemas", "ProblemDetails")}}
        if status == "429":
            response["headers"] |= _header_refs("Retry-After", *_LIMITS)
        made[status] = response
    return made


def _headers() -> Json:
    made: Json = {}
    for name, words in wording.HEADERS.items():
        kind = "integer" if name in _NUMBERS else "string"
        made[name] = {"description": str(words), "schema": {"type": kind}}
    return made


def _schemes() -> Json:
    return {
        "token": {"type": "http", "scheme": "bearer", "description": "Authorization: Bearer wr_…"},
        "session": {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME},
    }


def _own_path() -> Json:
    """The address of the document itself."""
    return {
        "get": {
            "operationId": "getOpenapi",
            "summary": str(wording.OWN_SUMMARY),
            "tags": ["service"],
            "security": [{}],
            "responses": {
                "200": {
                    "description": "OK",
                    "headers": _header_refs("API-Version", "ETag", "Access-Control-Allow-Origin"),
                    "content": {JSON: {"schema": {"type": "object"}}},
                },
                "304": _ref("responses", "304"),
            },
        }
    }


def _add_examples(made: Json) -> None:
    """An answer to see at every operation, of the examples of the fields."""
    for item in made["paths"].values():
        for operation in item.values():
            for response in operation["responses"].values():
                content = response.get("content", {}).get(JSON)
                if content and "$ref" in content["schema"]:
                    content["example"] = sample(content["schema"], made["components"]["schemas"])


def _header_refs(*names: str) -> Json:
    return {name: _ref("headers", name) for name in names}


def _ref(kind: str, name: str) -> Json:
    return {"$ref": f"#/components/{kind}/{name}"}


def _plain(value: Any) -> Any:
    """The same with every lazy translation made, and nothing shared."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, Promise) else value
