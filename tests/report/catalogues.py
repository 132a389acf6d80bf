"""Checking a catalogue: does it hold to what the standard demands?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pyshacl import validate
from rdflib import Graph, Literal
from rdflib.term import Node

SHAPES = Path(__file__).with_name("catalogue_shapes.ttl")


def plain(node: Node | None) -> Any:
    """A literal as a value of Python."""
    assert isinstance(node, Literal)
    return node.toPython()


def faults(told: Graph) -> str:
    """What is wrong with a catalogue, in the words of the validator; empty when all is well."""
    sound, _graph, report = validate(told, shacl_graph=Graph().parse(SHAPES), inference="none")
    return "" if sound else str(report)
