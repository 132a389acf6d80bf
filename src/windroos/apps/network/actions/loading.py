"""Writing relations. Called within the transaction that loads a case."""

from collections.abc import Mapping, Sequence
from typing import Any

from windroos.apps.network.queries.relations import RELATIONS
from windroos.apps.regions.queries import Case
from windroos.apps.regions.tables import prune, put

Tables = Mapping[str, Sequence[Mapping[str, Any]]]


def put_network(case: Case, tables: Tables) -> int:
    """Bring relations into line with a package; returns how many rows changed."""
    return put(case, RELATIONS, tables["relations"])


def prune_network(case: Case, tables: Tables) -> int:
    """Remove relations that the package no longer has."""
    return prune(case, RELATIONS, tables["relations"])
