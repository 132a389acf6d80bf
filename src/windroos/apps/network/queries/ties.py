"""What the organisations of a selection have to do with each other: the network of a map."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from windroos.apps.network.models import Organisation, Tie
from windroos.apps.network.queries.mapping import Standing, on_map, standing
from windroos.apps.network.queries.organisations import Wanted
from windroos.apps.regions.queries import Case

# More than this cannot be read as a drawing, nor as a table.
MOST_TIES = 400


@dataclass(frozen=True, slots=True)
class Web:
    """The relations of a selection, and who they join.

    `selected` are those of the selection that have a relation; `others` stand outside of it.
    `alone` have none that we know of; `left_out` relations were more than an answer holds.
    """

    ties: tuple[Tie, ...]
    selected: tuple[Standing, ...]
    others: tuple[Standing, ...]
    alone: int
    left_out: int

    @property
    def ended(self) -> int:
        return sum(one.end is not None for one in self.ties)


def web(case: Case, wanted: Wanted) -> Web:
    """The relations that a selection has, within and with others, those within it first."""
    rows = on_map(case, wanted)
    chosen = rows.order_by().values("pk")
    touching = Tie.objects.filter(
        Q(organisation__in=chosen) | Q(other__in=chosen), case=case
    ).order_by("slug")
    total = touching.count()
    ties = list(touching.select_related("organisation", "other")[: MOST_TIES * 4])
    ends = {pk for one in ties for pk in _ends(one)}
    inside = set(rows.order_by().filter(pk__in=ends).values_list("pk", flat=True))
    ties.sort(key=lambda one: (not set(_ends(one)) <= inside, one.slug))
    ties = ties[:MOST_TIES]
    found: dict[int, Organisation] = {}
    for one in ties:
        found[one.organisation.pk] = one.organisation
        found[one.other.pk] = one.other
    ordered = sorted(found.values(), key=lambda one: (one.name.casefold(), one.slug))
    selected = [one for one in ordered if one.pk in inside]
    joined = len(inside) if total <= MOST_TIES else _joined(case, rows.order_by())
    return Web(
        ties=tuple(ties),
        selected=_standing(case, wanted, selected),
        others=_standing(case, Wanted(), [one for one in ordered if one.pk not in inside]),
        alone=rows.count() - joined,
        left_out=total - len(ties),
    )


def _ends(one: Tie) -> tuple[int, int]:
    return (one.organisation_id, one.other_id)  # type: ignore[attr-defined]


def _joined(case: Case, rows: QuerySet[Organisation]) -> int:
    """How many of some organisations have a relation at all."""
    pairs = Tie.objects.filter(case=case).values_list("organisation", "other")
    return rows.filter(pk__in={pk for pair in pairs for pk in pair}).count()


def _standing(case: Case, wanted: Wanted, rows: Sequence[Organisation]) -> tuple[Standing, ...]:
    return tuple(standing(case, wanted, rows))
