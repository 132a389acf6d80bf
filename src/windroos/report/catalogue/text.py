"""The graph of a catalogue as text: Turtle and JSON-LD, the same bytes for the same graph."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rdflib import Graph

TURTLE = "text/turtle"
JSON_LD = "application/ld+json"
# The endings of the files, with their media types.
FORMATS = {"ttl": TURTLE, "jsonld": JSON_LD}


def written(graph: Graph, form: str) -> str:
    """The graph in one of `FORMATS`."""
    return as_turtle(graph) if form == "ttl" else as_json_ld(graph)


def as_turtle(graph: Graph) -> str:
    return graph.serialize(format="turtle")


def as_json_ld(graph: Graph) -> str:
    from windroos.report.catalogue.graph import PREFIXES

    context = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    told = json.loads(graph.serialize(format="json-ld", context=context))
    return json.dumps(_sorted(told), ensure_ascii=False, indent=1) + "\n"


def _sorted(value: Any) -> Any:
    """The same with what stands in no order put in one."""
    if isinstance(value, dict):
        return {name: _sorted(one) for name, one in sorted(value.items())}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=lambda one: json.dumps(one, sort_keys=True))
    return value
