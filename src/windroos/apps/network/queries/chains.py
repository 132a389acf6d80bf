"""Reading the value chains of a register, and seeing one from a region."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from windroos.apps.network.models import Area, Organisation, RecordVersion
from windroos.apps.network.queries.records import current, record
from windroos.apps.regions.queries import Case
from windroos.cases.register.chains import chain_of, open_links
from windroos.cases.register.records import Content
from windroos.measure import (
    Analysis,
    Chain,
    ChainError,
    Complements,
    Scope,
    analyse,
    complements,
)


@dataclass(frozen=True)
class Kept:
    """A chain of the register in its current version."""

    slug: str
    version: int
    content: Content

    @classmethod
    def of(cls, row: RecordVersion) -> "Kept":
        return cls(row.record, row.number, row.content or {})

    @cached_property
    def chain(self) -> Chain:
        """Raises `ChainError` when its shares cannot add up."""
        return chain_of(self.content)

    @property
    def codes(self) -> list[str]:
        """The regions and countries in which its links are held."""
        rows = self.content["chain_holders"]
        return sorted({row[name] for row in rows for name in ("region", "country") if row[name]})


def chains(case: Case) -> list[Kept]:
    """The chains of a case, by id."""
    return kept_of(current(case, "chain").values())


def kept_of(versions: Iterable[RecordVersion]) -> list[Kept]:
    """The chains that some versions hold, by id."""
    kept = [Kept.of(one) for one in versions if one.content is not None]
    return sorted(kept, key=lambda one: one.slug)


def chain(case: Case, slug: str) -> Kept | None:
    """The chain of this id, if there is one."""
    found = record(case, "chain", slug)
    return Kept.of(found) if found is not None else None


def holder_names(case: Case, kept: Collection[Kept]) -> dict[str, str]:
    """What the organisations that hold a link of some chains are called, by id."""
    slugs = {
        row["organisation"]
        for one in kept
        for row in one.content["chain_holders"]
        if row["organisation"]
    }
    found = Organisation.objects.filter(case=case, slug__in=slugs)
    return dict(found.values_list("slug", "name"))


def area_of(case: Case, kept: Kept) -> Area | None:
    """The technology area that a chain belongs to."""
    return Area.objects.filter(case=case, slug=kept.content["area"]).first()


@dataclass(frozen=True)
class Seen:
    """A chain from a scope on a day: as it is known, and apart from the links nobody is known for.

    `supposing` takes it that someone holds the open links: as long as they are open nothing after
    them is reached, and what is not reached cannot be lost.
    """

    kept: Kept
    scope: Scope
    day: date
    chain: Chain
    now: Analysis
    supposing: Analysis

    @cached_property
    def open(self) -> tuple[str, ...]:
        return open_links(self.chain)

    @cached_property
    def by_region(self) -> Complements:
        """The regions that together hold what the scope does not."""
        return self._complements("region")

    @cached_property
    def by_holder(self) -> Complements:
        """The same with holders."""
        return self._complements("holder")

    def _complements(self, by: str) -> Complements:
        scope = self.scope if self.scope.codes else None
        return complements(self.chain, scope, by=by)  # type: ignore[arg-type]


def see(kept: Kept, codes: Collection[str], day: date) -> Seen:
    """See a chain from regions and countries (none is: from everywhere), as it is on a day.

    Raises `ChainError` when shares of holders on that day cannot add up.
    """
    scope = Scope(frozenset(codes))
    there = kept.chain.on(day.isoformat())
    return Seen(
        kept,
        scope,
        day,
        there,
        analyse(there, scope),
        analyse(there, scope, granting=open_links(there)),
    )


__all__ = [
    "ChainError",
    "Kept",
    "Seen",
    "area_of",
    "chain",
    "chains",
    "holder_names",
    "see",
]
