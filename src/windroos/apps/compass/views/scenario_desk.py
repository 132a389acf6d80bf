"""What the pages of scenarios and of versions of the framework share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from windroos import cases
from windroos.apps.accounts.permits import ACTIONS, Refused, may
from windroos.apps.accounts.queries import User
from windroos.apps.compass.presenting import asked_day, case_or_404
from windroos.apps.evidence import queries as evidence
from windroos.apps.regions.permits import organisations_of, roles_on
from windroos.apps.regions.queries import Case


@dataclass(frozen=True)
class Desk:
    """A case and someone who looks at its pages."""

    request: HttpRequest
    case: Case
    value: cases.Case

    @property
    def user(self) -> User:
        """Who looks; queries and actions know what to make of a visitor."""
        return cast(User, self.request.user)

    @cached_property
    def staff(self) -> bool:
        """Whether they may read what is internal to the case."""
        return bool(roles_on(self.user, self.case))

    @cached_property
    def readable(self) -> evidence.Readable:
        """The documents of the case as far as they may read them."""
        return evidence.Readable(self.case, self.staff)

    def may(self, action: str) -> bool:
        """Whether they may do one of our actions in this case."""
        return may(self.user, f"compass.{action}", case=self.case)

    def must(self, action: str) -> None:
        """Raises `Refused` unless they may do the action."""
        if not self.may(action):
            raise Refused(ACTIONS[f"compass.{action}"])

    def named(self, person: User) -> str:
        """Who did something: to who works on the case by name, to others by the organisation."""
        if self.staff or person == self.user:
            return person.name
        voices = organisations_of(person, self.case)
        return voices[0].name if voices else _("an organisation that works on this case")

    def url(self, page: str, *arguments: Any) -> str:
        return reverse(f"compass:{page}", args=[self.case.name, *arguments])

    def crumbs(self, *steps: tuple[str, str]) -> list[dict[str, str]]:
        """The way to a page of scenarios; the page itself has no address."""
        return _steps((_("Scenarios"), self.url("scenarios")), *steps)

    def version_crumbs(self, *steps: tuple[str, str]) -> list[dict[str, str]]:
        """The way to a page of versions of the framework."""
        return _steps(
            (_("Method"), self.url("method")),
            (_("Versions"), self.url("framework_versions")),
            *steps,
        )


def desk(request: HttpRequest, name: str) -> Desk:
    """The case of that name, as it stood on the day an address asks for."""
    return Desk(request, *case_or_404(name, asked_day(request)))


def sent_number(request: HttpRequest, name: str) -> int:
    """A number that was sent along; 0 where it is none."""
    given = request.POST.get(name, request.GET.get(name, ""))
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def _steps(*steps: tuple[str, str]) -> list[dict[str, str]]:
    return [{"label": label, "url": url} for label, url in steps]
