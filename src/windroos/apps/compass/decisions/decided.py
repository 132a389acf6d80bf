"""Decisions ready to be shown: in force or not, beside the advice of their day and that of now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from windroos import cases
from windroos.apps.compass.decisions.addresses import minutes_url
from windroos.apps.compass.decisions.advised import Advised, advised
from windroos.apps.compass.decisions.standing import STATES
from windroos.apps.compass.presenting import Choice, day, effort, listing, words
from windroos.apps.compass.region.answers import span
from windroos.apps.compass.weighing.rows import VERDICTS, region_url
from windroos.apps.regions.queries import Case
from windroos.cases.case import Decision
from windroos.cases.standing import state


@dataclass(frozen=True)
class Taken:
    """A decision as it stands on a day."""

    row: Case
    case: cases.Case
    decision: Decision
    day: date

    @property
    def id(self) -> str:
        return self.decision.id

    @property
    def url(self) -> str:
        return reverse("compass:decision", args=[self.case.name, self.id])

    @property
    def name(self) -> str:
        """The name of the region."""
        return region_name(self.case, self.decision.region)

    @property
    def region_url(self) -> str:
        return region_url(self.case, self.decision.region, self._chosen)

    @property
    def _chosen(self) -> Choice:
        themes = self.decision.themes
        past = self.day if self.day < timezone.localdate() else None
        return Choice(self.decision.role, themes[0] if len(themes) == 1 else None, past)

    @property
    def role(self) -> str:
        return words(self.case.framework.role(self.decision.role).label)

    @property
    def themes(self) -> str:
        """The themes it is limited to; empty: it is on all."""
        return theme_names(self.case, self.decision.themes)

    @property
    def words(self) -> str:
        return effort(self.decision.effort)

    @property
    def period(self) -> str:
        return span(self.decision.period)

    @property
    def date(self) -> str:
        return day(self.decision.decided)

    @property
    def minutes_url(self) -> str:
        return minutes_url(self.case.name, self.decision)

    @cached_property
    def now(self) -> Advised:
        """What the compass says on the day that is looked at."""
        one = self.decision
        return advised(self.row, one.role, one.region, one.themes, self.day)

    @property
    def departed(self) -> bool:
        """Whether it was another effort than the compass then advised."""
        return self.decision.advice not in (None, "undetermined", self.decision.effort)

    @property
    def departs(self) -> bool:
        """Whether it is another effort than the compass says on the day that is looked at."""
        return self.now.departs(self.decision.effort)

    @property
    def in_force(self) -> bool:
        return self.state == "in-force"

    @property
    def state(self) -> str:
        """Where it stands, as in `STATES`."""
        return state(self.case, self.decision, self.day)

    @property
    def state_words(self) -> str:
        return str(STATES[self.state])

    @property
    def replaced(self) -> list[Taken]:
        """The decisions it came in the place of."""
        return self._named(d for d in self.case.decisions if d.id in self.decision.replaces)

    @property
    def replaced_by(self) -> list[Taken]:
        """The decisions that came in its place, on some of its themes at least."""
        return self._named(d for d in self.case.decisions if self.id in d.replaces)

    def _named(self, decisions: Iterable[Decision]) -> list[Taken]:
        return [Taken(self.row, self.case, one, self.day) for one in decisions]


def register(row: Case, case: cases.Case, on: date) -> list[Taken]:
    """The decisions of a case by region and role, on one region the last first."""
    made = [Taken(row, case, one, on) for one in case.decisions]
    roles = [role.id for role in case.framework.roles]
    made.sort(key=lambda one: one.decision.decided, reverse=True)
    return sorted(made, key=lambda one: (one.name.casefold(), roles.index(one.decision.role)))


@dataclass(frozen=True)
class Filters:
    """Which decisions are shown; empty: whichever."""

    role: str = ""
    region: str = ""
    effort: str = ""
    period: str = ""
    theme: str = ""
    state: str = ""
    options: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, query: QueryDict, taken: Sequence[Taken], case: cases.Case) -> Filters:
        """What an address asks for, among what there is; what is not there is not asked for."""
        used = {one.decision.effort for one in taken}
        roles = {one.decision.role for one in taken}
        states = {one.state for one in taken}
        options: dict[str, list[tuple[str, str]]] = {
            "role": [(r.id, words(r.label)) for r in case.framework.roles if r.id in roles],
            "region": list({one.decision.region: one.name for one in taken}.items()),
            "effort": [(name, effort(name)) for name in VERDICTS if name in used],
            "period": sorted({(_years(one.decision), one.period) for one in taken}, reverse=True),
            "theme": [(theme.id, words(theme.label)) for theme in case.themes.values()],
            "state": [(name, str(said)) for name, said in STATES.items() if name in states],
        }
        chosen = {
            name: query.get(name, "")
            for name, among in options.items()
            if query.get(name, "") in {id for id, _label in among}
        }
        return cls(**chosen, options=options)

    def __bool__(self) -> bool:
        return any((self.role, self.region, self.effort, self.period, self.theme, self.state))

    def show(self, taken: Taken) -> bool:
        one = taken.decision
        return all(
            (
                self.role in ("", one.role),
                self.region in ("", one.region),
                self.effort in ("", one.effort),
                self.period in ("", _years(one)),
                not self.theme or one.holds_for(self.theme),
                self.state in ("", taken.state),
            )
        )


def _years(decision: Decision) -> str:
    return "-".join(str(year) for year in decision.period)


def region_name(case: cases.Case, code: str) -> str:
    """The name of a region; its code where the case has it no more."""
    return words(case.regions[code].name) if code in case.regions else code


def role_name(case: cases.Case, id: str) -> str:
    """What a role is called; its id where the framework has it no more."""
    return next((words(role.label) for role in case.framework.roles if role.id == id), id)


def theme_names(case: cases.Case, ids: Sequence[str]) -> str:
    """The themes of these ids in a sentence."""
    labels = [words(case.themes[id].label) if id in case.themes else id for id in ids]
    return listing(labels, most=len(labels))
