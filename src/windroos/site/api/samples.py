"""A value to see for a schema of the OpenAPI document, made of the examples of its fields."""

from collections.abc import Mapping
from typing import Any

_REF = "#/components/schemas/"
_OF_TYPE = {"string": "…", "integer": 1, "number": 0.5, "boolean": True, "null": None}
_OF_FORMAT = {"date": "2026-11-21", "date-time": "2026-11-21T09:30:00Z"}


def sample(schema: Mapping[str, Any], schemas: Mapping[str, Any], *, least: bool = False) -> Any:
    """A value that the schema allows; `schemas` are those it refers to.

    `least`: of an object only what it needs, if it needs anything.
    """
    if "$ref" in schema:
        return sample(schemas[schema["$ref"].removeprefix(_REF)], schemas, least=least)
    for name in ("examples", "enum"):
        if schema.get(name):
            return schema[name][0]
    for name in ("const", "default"):
        if schema.get(name) is not None:
            return schema[name]
    for name in ("anyOf", "allOf", "oneOf"):
        if name in schema:
            return sample(schema[name][0], schemas, least=least)
    if schema.get("type") == "array":
        return [sample(schema["items"], schemas, least=least)] if "items" in schema else []
    if "properties" in schema:
        needed = (least and schema.get("required")) or schema["properties"].keys()
        return {
            name: sample(one, schemas, least=least)
            for name, one in schema["properties"].items()
            if name in needed
        }
    if schema.get("type") == "object":
        values = schema.get("additionalProperties")
        return {"networks": sample(values, schemas)} if isinstance(values, dict) else {}
    return _OF_FORMAT.get(schema.get("format", "")) or _OF_TYPE.get(schema.get("type", ""))
