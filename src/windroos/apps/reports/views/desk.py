"""What the pages of reports share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from windroos.apps.accounts.permits import ACTIONS, Refused, may
from windroos.apps.accounts.queries import User
from windroos.apps.regions import queries as regions
from windroos.apps.regions.permits import roles_on
from windroos.apps.regions.queries import Case
from windroos.apps.reports import queries
from windroos.apps.reports.queries import Report


@dataclass(frozen=True)
class Desk:
    """A case and someone who looks at its reports."""

    request: HttpRequest
    case: Case

    @property
    def user(self) -> User:
        """Who looks; queries and actions know what to make of a visitor."""
        return cast(User, self.request.user)

    @property
    def language(self) -> str:
        """The language of the page."""
        return "en" if get_language() == "en" else "nl"

    @cached_property
    def staff(self) -> bool:
        """Whether they may read what is internal to the case."""
        return bool(roles_on(self.user, self.case))

    def may(self, action: str) -> bool:
        """Whether they may do one of our actions in this case."""
        return may(self.user, f"reports.{action}", case=self.case)

    def must(self, action: str) -> None:
        """Raises `Refused` unless they may do the action."""
        if not self.may(action):
            raise Refused(ACTIONS[f"reports.{action}"])

    def url(self, page: str, *arguments: Any) -> str:
        return reverse(f"reports:{page}", args=[self.case.name, *arguments])

    def crumbs(self, *steps: tuple[str, str]) -> list[dict[str, str]]:
        """The way to a page of reports; the page itself has no address."""
        found = ((_("Reports"), self.url("reports")), *steps)
        return [{"label": label, "url": url} for label, url in found]

    def report(self, number: int) -> Report:
        """The report of that number, for who may know of it."""
        found = queries.find(self.case, number, self.user)
        if found is None:
            raise Http404(f"no report {number} to see")
        return found


def desk(request: HttpRequest, name: str) -> Desk:
    """The case of that name, for everyone."""
    case = regions.case(name)
    if case is None:
        raise Http404(f"no case {name}")
    return Desk(request, case)
