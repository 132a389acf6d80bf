"""Long lists in pages, filtered and sorted in one way everywhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from django.http import HttpRequest
from pydantic import Field

from windroos.rest.schemas import Schema, Whole

T = TypeVar("T")

MOST = 500


class Link(Schema):
    """An address of the API."""

    href: str = Field(examples=["https://windroos.example/api/v1/cases?page=2"])


class PageLinks(Schema):
    """The way through the pages; null where there is no such page."""

    self: Link
    first: Link
    prev: Link | None
    next: Link | None
    last: Link


class Page(Schema, Generic[T]):
    """A part of a list, with the way to the other parts."""

    items: list[T]
    page: int = Field(examples=[1])
    page_size: int = Field(examples=[50])
    total_items: int = Field(description="How many there are on all pages.", examples=[3])
    total_pages: int = Field(examples=[1])
    links: PageLinks = Field(alias="_links")


class PageQuery(Schema):
    """The query of every list: lists of values and flags filter by the field of their name."""

    # What is asked otherwise than by a field of the items.
    no_filters: ClassVar[tuple[str, ...]] = ()

    page: Whole = Field(1, ge=1, le=100_000, description="Which page; the first is 1.")
    page_size: Whole = Field(50, ge=1, le=MOST, description="How many items on a page.")

    @property
    def start(self) -> int:
        return (self.page - 1) * self.page_size

    @property
    def stop(self) -> int:
        return self.page * self.page_size

    def filters(self) -> dict[str, list[Any]]:
        """What the items are filtered by: field → the values of which one must be theirs.

        An empty value stands for "has none".
        """
        wanted: dict[str, list[Any]] = {}
        for name, value in self:
            if name in self.no_filters:
                continue
            if isinstance(value, list) and value:
                wanted[name] = [None if one == "" else one for one in value]
            elif isinstance(value, bool):
                wanted[name] = [value]
        return wanted


def sort_field(*names: str) -> Any:
    """The parameter `sort` of a list that can be sorted by these fields, in camelCase."""
    one = f"-?({'|'.join(names)})"
    return Field(
        None,
        pattern=f"^{one}(,{one})*$",
        description="The fields to sort by, with commas between; one after a - runs downwards.",
        examples=[names[0]],
    )


@dataclass(frozen=True)
class Order:
    """A field to sort by."""

    field: str
    down: bool


def order(sort: str | None) -> list[Order]:
    """The fields a list is to be sorted by, in snake_case.

    >>> order("-periodStart,id")
    [Order(field='period_start', down=True), Order(field='id', down=False)]
    """
    names = sort.split(",") if sort else []
    return [Order(_snake(name.removeprefix("-")), name.startswith("-")) for name in names]


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def page(
    request: HttpRequest, query: PageQuery, total: int, items: Sequence[Any]
) -> dict[str, Any]:
    """The items of a page with the way to the others; `total` is how many there are in all."""
    last = max(1, -(-total // query.page_size))

    def link(number: int) -> Link:
        values = request.GET.copy()
        values["page"] = str(number)
        return Link(href=f"{request.build_absolute_uri(request.path)}?{values.urlencode()}")

    return {
        "items": items,
        "page": query.page,
        "page_size": query.page_size,
        "total_items": total,
        "total_pages": last,
        "links": PageLinks(
            self=link(query.page),
            first=link(1),
            prev=link(min(query.page - 1, last)) if query.page > 1 else None,
            next=link(query.page + 1) if query.page < last else None,
            last=link(last),
        ),
    }


def page_of(request: HttpRequest, query: PageQuery, rows: Iterable[Any]) -> dict[str, Any]:
    """A page of rows that are in memory, mappings or objects: filtered and sorted by the query."""
    wanted = query.filters()
    kept = [
        one
        for one in rows
        if all(_has(value_of(one, name), wants) for name, wants in wanted.items())
    ]
    for by in reversed(order(getattr(query, "sort", None))):
        known = [one for one in kept if value_of(one, by.field) is not None]
        known.sort(key=lambda one: value_of(one, by.field), reverse=by.down)
        # Whatever the direction, what has no value comes last.
        kept = known + [one for one in kept if value_of(one, by.field) is None]
    return page(request, query, len(kept), kept[query.start : query.stop])


def value_of(one: Any, name: str) -> Any:
    """A field of a row, which is a mapping or an object."""
    return one[name] if isinstance(one, Mapping) else getattr(one, name)


def _has(value: Any, wanted: Sequence[Any]) -> bool:
    if isinstance(value, (list, tuple)):
        return any(one in value for one in wanted) or (None in wanted and not value)
    return value in wanted
