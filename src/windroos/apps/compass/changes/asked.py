"""What an address asks to compare: two days, and what the later one weighs otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos import cases
from windroos.apps.compass.changes.changed import difference
from windroos.apps.compass.presenting import FIRST_DAY, Choice, choice
from windroos.apps.compass.scenarios import kept as scenarios
from windroos.apps.compass.scenarios.asked import Asked
from windroos.apps.compass.scenarios.kept import Reader
from windroos.apps.regions.queries import Case
from windroos.cases.difference import Difference


@dataclass(frozen=True)
class Days:
    """The two days that are compared, the earlier first."""

    before: date
    after: date

    @classmethod
    def of(cls, request: HttpRequest) -> Days:
        """What an address asks for; without it a year ago and today."""
        today = timezone.localdate()
        after = min(_day(request, "after") or today, today)
        before = _day(request, "before") or _year_before(after)
        first, last = sorted((max(before, FIRST_DAY), max(after, FIRST_DAY)))
        return cls(first, min(last, today))


@dataclass(frozen=True)
class Compared:
    """What an address asks to compare: a difference, or what is wrong with it."""

    chosen: Choice
    difference: Difference | None
    problems: list[str]
    # What the later side weighs otherwise than the framework: the name of a kept scenario, or none.
    scenario: cases.Scenario | None
    named: str = ""

    @classmethod
    def of(
        cls, request: HttpRequest, row: Case, value: cases.Case, days: Days, reader: Reader
    ) -> Compared:
        """For a role and theme; for the later day with a kept scenario, or with numbers turned.

        `reader` is for whom a kept scenario is looked up.
        """
        chosen = choice(request, value)
        chosen = Choice(chosen.role, chosen.theme)
        asked = request.GET.get("scenario", "")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
        kept = scenarios.find(row, number, reader) if number else None
        if asked and (kept is None or kept.deleted is not None):
            return cls(chosen, None, [_("There is no such scenario.")], None)
        if kept is not None:
            chosen, scenario = Choice(str(kept.role), kept.theme or None), kept.value
        else:
            turned = Asked.of(request.GET, value.framework, chosen)
            if turned.problems:
                return cls(chosen, None, [one.message for one in turned.problems], None)
            scenario = turned.scenario or None
        try:
            found = _difference(row, chosen, days, scenario)
        except cases.CaseError as error:
            return cls(chosen, None, [str(error)], scenario)
        return cls(chosen, found, [], scenario, kept.name if kept else "")


def _difference(
    row: Case, chosen: Choice, days: Days, scenario: cases.Scenario | None
) -> Difference:
    found = difference(row, chosen.role, chosen.theme, days.before, days.after)
    if scenario is None:
        return found
    after = scenarios.assessment(row, scenario, chosen.theme, days.after)
    return cases.difference(found.before, after)


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
