"""Reading relations."""

from windroos.apps.network.models.relations import Relation
from windroos.apps.regions.tables import Kept
from windroos.cases.tables import TABLES

RELATIONS = Kept(
    "relations",
    Relation,
    TABLES["relations"].columns,
    paths={"id": "slug", "region": "region__code", "passage": "passage__slug"},
)
KEPT = (RELATIONS,)
