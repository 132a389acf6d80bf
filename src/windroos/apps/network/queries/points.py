"""Reading points to raise, and what the kind of relation with a region allows."""

from collections.abc import Sequence
from dataclasses import dataclass

from windroos.apps.network.models import Dialogue, Point, Relation
from windroos.apps.network.models.dialogues import Occasion, Status
from windroos.apps.network.queries.dialogues import Reader
from windroos.apps.regions.permits import roles_on
from windroos.apps.regions.queries import REGIONS, Case
from windroos.apps.regions.tables import take

COMPANIES, GOVERNMENT = "companies-institutions", "structural-government"


@dataclass(frozen=True)
class Contacts:
    """With whom there are contacts in a region: yes, no, or None where no source says."""

    relations: tuple[Relation, ...]
    institutions: bool | None
    government: bool | None
    official: bool | None
    governing: bool | None

    def allow(self, reach: str) -> bool | None:
        """Whether a point can be raised with these contacts; None where that is not known."""
        return {
            "institutions": self.institutions,
            "official": self.official,
            "governing": self.governing,
        }[reach]


def contacts(case: Case, region: str) -> Contacts:
    """What the sources say of the relation with a region itself, and not with its country."""
    rows = tuple(
        Relation.objects.filter(case=case, region__code=region).select_related("passage__document")
    )
    kinds = {row.kind for row in rows}
    # Where there are companies and institutions only, there is no government at any level.
    only = kinds == {COMPANIES}
    return Contacts(
        relations=rows,
        institutions=True if rows else None,
        government=GOVERNMENT in kinds if rows else None,
        official=False if only else _said([row.official for row in rows]),
        governing=False if only else _said([row.governing for row in rows]),
    )


def _said(values: Sequence[bool | None]) -> bool | None:
    return True if True in values else False if False in values else None


def points(
    case: Case,
    user: Reader,
    *,
    region: str = "",
    status: str = "",
    occasion: str = "",
    subject: str = "",
    with_parents: bool = False,
) -> list[Point]:
    """The points of a case for its staff, by region; for others there are none.

    `occasion` takes along what may be raised at any; `with_parents` the points of the regions
    that `region` is part of. `status` may be "removed" too.
    """
    if not roles_on(user, case):
        return []
    found = Point.objects.filter(case=case, removed=status == "removed")
    if status in Status.values:
        found = found.filter(status=status)
    if region:
        found = found.filter(region__in=_lineage(case, region) if with_parents else [region])
    if occasion:
        found = found.filter(occasion__in={occasion, Occasion.ANY.value})
    if subject:
        found = found.filter(subject=subject)
    return list(found.select_related("source", "raised_in"))


def point(case: Case, user: Reader, number: int) -> Point | None:
    """The point of this number, for the staff of the case."""
    if not roles_on(user, case):
        return None
    found = Point.objects.filter(case=case, pk=number)
    return found.select_related("source", "raised_in").first()


def points_of(dialogue: Dialogue, field: str) -> list[Point]:
    """The points that came from a dialogue (`source`) or were raised in it (`raised_in`)."""
    return list(Point.objects.filter(removed=False, **{field: dialogue}))


def _lineage(case: Case, region: str) -> list[str]:
    parents = {row["code"]: row["parent"] for row in take(case, REGIONS)}
    codes = [region]
    while (above := parents.get(codes[-1])) and above not in codes:
        codes.append(above)
    return codes
