"""The operations of the API as a page shows them, read from the OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from windroos.site.api.document import METHODS
from windroos.site.api.samples import sample

Json = dict[str, Any]
JSON = "application/json"


@dataclass(frozen=True)
class Parameter:
    """A part of a request: of the address, its query, or a header."""

    name: str
    where: str
    kind: str
    values: tuple[str, ...]
    required: bool
    description: str


@dataclass(frozen=True)
class Operation:
    """Something the API does, with an example of the request and of the answer."""

    id: str
    method: str
    path: str
    summary: str
    account: bool
    parameters: tuple[Parameter, ...]
    body: str
    answer: str
    responses: tuple[tuple[str, str], ...]
    request: str


@dataclass(frozen=True)
class Group:
    """The operations on one matter."""

    id: str
    description: str
    operations: tuple[Operation, ...]


def groups(document: Json) -> list[Group]:
    """Every operation of the document by its matter, in the order of the document."""
    found: dict[str, list[Operation]] = {tag["name"]: [] for tag in document["tags"]}
    for path, method, operation in _operations(document):
        found[operation["tags"][0]].append(_told(document, path, method, operation))
    described = {tag["name"]: tag["description"] for tag in document["tags"]}
    return [
        Group(id, described[id], tuple(sorted(ones, key=lambda one: one.path)))
        for id, ones in found.items()
        if ones
    ]


def _operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def _told(document: Json, path: str, method: str, operation: Json) -> Operation:
    schemas = document["components"]["schemas"]
    parameters = operation.get("parameters", [])
    content = operation.get("requestBody", {}).get("content", {})
    body = _written(sample(content[JSON]["schema"], schemas, least=True)) if JSON in content else ""
    return Operation(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        account=_account(operation),
        parameters=tuple(_parameter(one) for one in parameters),
        body=body,
        answer=_answer(operation),
        responses=tuple(_responses(document, operation)),
        request=_request(document["servers"][0]["url"], path, method, operation, body),
    )


def _account(operation: Json) -> bool:
    return {} not in operation["security"]


def _parameter(given: Json) -> Parameter:
    schema = given["schema"]
    several = schema.get("type") == "array"
    one = schema["items"] if several else schema
    kind = one.get("format") or one.get("type", "string")
    return Parameter(
        name=given["name"],
        where=given["in"],
        kind=f"{kind}[]" if several else kind,
        values=tuple(map(str, one.get("enum", ()))),
        required=given["required"],
        description=given["description"],
    )


def _answer(operation: Json) -> str:
    for status in ("200", "201"):
        content = operation["responses"].get(status, {}).get("content", {}).get(JSON, {})
        if "example" in content:
            return _written(content["example"])
    return ""


def _responses(document: Json, operation: Json) -> Iterator[tuple[str, str]]:
    for status, response in operation["responses"].items():
        if "$ref" in response:
            response = document["components"]["responses"][response["$ref"].rsplit("/", 1)[-1]]
        yield status, response["description"]


def _request(server: str, path: str, method: str, operation: Json, body: str) -> str:
    """The request as one types it in a terminal."""
    parameters = operation.get("parameters", [])
    sends = next(iter(operation.get("requestBody", {}).get("content", {})), "")
    gives = operation["responses"].get("200", {}).get("content", {JSON: {}})
    query = []
    for one in parameters:
        value = next(iter(one["schema"].get("examples", ())), "1")
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", quote(str(value)))
        elif one["in"] == "query" and one["required"]:
            query.append(f"{one['name']}={quote(str(value))}")
    lines = [f"curl '{server}{path}{'?' if query else ''}{'&'.join(query)}'"]
    if method != "get":
        lines.append(f"-X {method.upper()}")
    if _account(operation):
        lines.append("-H 'Authorization: Bearer wr_…'")
    if any(one["name"] == "If-Match" for one in parameters):
        lines.append("-H 'If-Match: \"v412\"'")
    if sends:
        sent = f"-d '{body}'" if body else "--data-binary @FILE"
        lines += [f"-H 'Content-Type: {sends}'", sent]
    if JSON not in gives:
        lines.append("-OJ")
    return " \\\n  ".join(lines)


def _written(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
