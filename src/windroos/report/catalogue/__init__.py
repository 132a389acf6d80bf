"""A data catalogue that others can harvest: plain values in, DCAT-AP-NL 3.0 out."""

from windroos.report.catalogue.described import (
    Activity,
    Agent,
    Catalogue,
    Contact,
    Dataset,
    Distribution,
    Entity,
    Rights,
    Service,
    Words,
)
from windroos.report.catalogue.graph import graph, graph_of
from windroos.report.catalogue.text import FORMATS, JSON_LD, TURTLE, written

__all__ = [
    "FORMATS",
    "JSON_LD",
    "TURTLE",
    "Activity",
    "Agent",
    "Catalogue",
    "Contact",
    "Dataset",
    "Distribution",
    "Entity",
    "Rights",
    "Service",
    "Words",
    "graph",
    "graph_of",
    "written",
]
