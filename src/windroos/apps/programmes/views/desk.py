"""What the pages of programmes share: the case and reader, and as of when they look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date

from windroos.apps.accounts.permits import ACTIONS, Refused, may
from windroos.apps.evidence.quoting import Place
from windroos.apps.network.queries.citing import cited
from windroos.apps.network.queries.organisations import names
from windroos.apps.network.views.shared import Desk as NetworkDesk
from windroos.apps.programmes import actions
from windroos.apps.programmes.queries import accounts
from windroos.apps.regions import queries as regions
from windroos.cases.facts import Account


@dataclass(frozen=True)
class Desk(NetworkDesk):
    """A case and someone who looks at its programmes."""

    @cached_property
    def day(self) -> date | None:
        """The day as of which they look; None: now."""
        given = self.request.GET.get("as-of", "")
        try:
            found = parse_date(given)
        except ValueError:
            return None
        return found if found is not None and found < timezone.localdate() else None

    @property
    def at(self) -> datetime | None:
        """The end of that day."""
        if self.day is None:
            return None
        return timezone.make_aware(datetime.combine(self.day, time.max))

    @property
    def today(self) -> date:
        return self.day or timezone.localdate()

    def account(self, slug: str) -> Account:
        """The account of a programme as of the day; where there is none there is no page."""
        found = accounts.account(self.case, slug, today=self.today, at=self.at)
        if found is None:
            raise Http404(f"no programme {slug}")
        return found

    def can(self, action: str, **arguments: Any) -> bool:
        """Whether they may do one of our actions on the results of this case."""
        name = getattr(actions, action).__name__
        return may(self.user, f"programmes.{name}", case=self.case, **arguments)

    def must(self, action: str, **arguments: Any) -> None:
        """Refuses who may not do an action; who does not work on the case meets no page."""
        if self.can(action, **arguments):
            return
        if not self.staff:
            raise Http404("for the staff of the case")
        raise Refused(ACTIONS[f"programmes.{action}"])

    def of(self, page: str, *arguments: Any) -> str:
        """The address of a page of programmes."""
        return self.url(f"programmes:{page}", *arguments)

    def places(self, *passages: str | None) -> dict[str, Place]:
        """Where passages stand, by id, with their words if the reader may read them."""
        return cited(self.case, self.user, passages)

    def called(self, *organisations: str | None) -> dict[str, str]:
        """What organisations of the register are called, by id."""
        return names(self.case, [one for one in organisations if one])


def desk(request: HttpRequest, name: str) -> Desk:
    """The case of that name, for everyone."""
    case = regions.case(name)
    if case is None:
        raise Http404(f"no case {name}")
    return Desk(request, case)
