"""Where a page of the sources is read: within a case or not, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from windroos.apps.accounts.permits import ACTIONS, Refused, may
from windroos.apps.accounts.queries import User, colleagues_of
from windroos.apps.regions import queries as regions
from windroos.apps.regions.queries import Case
from windroos.sources.asked import asked
from windroos.sources.shape import SourceError


def address(case: str, name: str, *arguments: Any, **query: Any) -> str:
    """A page of the sources, within a case where one is named; `query` without what is empty."""
    given = [case, *arguments] if case else list(arguments)
    kept = [(name, value) for name, value in query.items() if value not in ("", None)]
    tail = f"?{urlencode(kept, doseq=True)}" if kept else ""
    return reverse(name, args=given) + tail


def of_source(case: str, key: str, name: str = "source") -> str:
    """A page of the source of this key."""
    dataset, _mark, options = key.partition("?")
    return address(case, name, dataset) + (f"?{options}" if options else "")


def key_of(request: HttpRequest, dataset: str) -> str:
    """The key of the source of an address: its options stand in the query."""
    try:
        known = asked(dataset)
    except SourceError:
        return dataset
    options = {name: request.GET[name] for name in known.options if name in request.GET}
    return asked(dataset, options).key


@dataclass
class At:
    """A request for a page of the sources. Raises 404 for a case that is not there."""

    request: HttpRequest
    name: str

    def __post_init__(self) -> None:
        if self.name and self.case is None:
            raise Http404(f"no case {self.name}")

    @cached_property
    def case(self) -> Case | None:
        return regions.case(self.name) if self.name else None

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    @cached_property
    def brings(self) -> bool:
        """Whether the reader may bring sources in: they also see which colleague did."""
        return may(self.user, "evidence.ask_import")

    @cached_property
    def colleagues(self) -> frozenset[int]:
        """Whose names the reader sees, by key."""
        return colleagues_of(self.user)

    def must(self, action: str) -> None:
        """Raises `Refused` when the reader may not do this."""
        if not may(self.user, action):
            raise Refused(ACTIONS[action])

    def to(self, name: str, *arguments: Any, **query: Any) -> str:
        return address(self.name, name, *arguments, **query)

    def source(self, key: str, name: str = "source") -> str:
        return of_source(self.name, key, name)

    def crumbs(self, *under: tuple[str, str]) -> list[Mapping[str, str]]:
        """The way to this page: pairs of a label and an address; the last has none."""
        steps = [(_("Sources"), self.to("sources")), *under]
        return [{"label": label, "url": url} for label, url in steps]
