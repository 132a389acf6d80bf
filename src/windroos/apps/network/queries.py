"""Reading relations."""

from typing import Any

from windroos.apps.network.models import Relation
from windroos.apps.regions.queries import Case
from windroos.apps.regions.tables import Kept, take
from windroos.cases.tables import TABLES

RELATIONS = Kept(
    "relations",
    Relation,
    TABLES["relations"].columns,
    paths={"id": "slug", "region": "region__code", "passage": "passage__slug"},
)


def tables(case: Case) -> dict[str, list[dict[str, Any]]]:
    """The rows of a case that this app keeps, by table."""
    return {RELATIONS.table: take(case, RELATIONS)}
