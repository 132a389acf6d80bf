"""Relations with regions abroad, in the API."""

from typing import Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from windroos.apps.network.queries import RELATIONS
from windroos.apps.regions.resources import Resource, RowQuery, RowSchema
from windroos.rest.pages import sort_field
from windroos.rest.schemas import Flag, Text

Kind = Literal["companies-institutions", "structural-government"]


class Relation(RowSchema):
    """The kind of relation with a region, and at which levels there are contacts."""

    id: str
    region: str = Field(examples=["CN-JS"])
    kind: Kind
    official: bool | None = Field(description="Contacts between officials; null: unknown.")
    governing: bool | None = Field(description="Contacts between those who govern; null: unknown.")
    passage: str = Field(description="The passage that says so.")
    note: Text | None


class RelationQuery(RowQuery):
    """Which relations are listed, and in which order."""

    id: list[str] | None = None
    region: list[str] | None = None
    kind: list[Kind] | None = None
    official: Flag | None = None
    governing: Flag | None = None
    passage: list[str] | None = None
    sort: str | None = sort_field("id", "region", "kind")


# Served by the compass, which writes them too.
RELATION = Resource(
    RELATIONS,
    "relation",
    Relation,
    RelationQuery,
    (
        _("The relations with regions"),
        _("One relation"),
        _("A relation as it stood before, version by version"),
    ),
)
