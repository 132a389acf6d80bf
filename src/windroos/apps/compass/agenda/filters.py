"""Which items of the evidence agenda are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from windroos import cases
from windroos.apps.accounts.queries import User
from windroos.apps.compass.agenda.tasks import Tasked
from windroos.apps.compass.presenting import words
from windroos.cases.agenda import DOUBTFUL, LEAF, UNKNOWN, Item
from windroos.cases.naming import component_of

MINE, TAKEN, FREE = "mine", "taken", "free"


@dataclass(frozen=True)
class Filters:
    """Which items are shown; empty: whichever. `tasks` is for who works on the case."""

    region: str
    component: str
    state: str
    tasks: str
    options: Mapping[str, Sequence[tuple[str, str]]]
    case: cases.Case
    reader: User | None

    @classmethod
    def of(cls, query: QueryDict, case: cases.Case, role: str, reader: User | None) -> Filters:
        """What an address asks for; what there is none of is not asked for.

        `reader` is someone of the staff of the case; None for everyone else.
        """
        framework = case.framework
        named = {region.code: words(region.name) for region in case.weighed}
        options: dict[str, list[tuple[str, str]]] = {
            "region": sorted(named.items(), key=lambda one: one[1].casefold()),
            "component": [
                *((one.id, words(one.label)) for one in framework.components),
                *(
                    (one.id, f"{one.number}. {words(one.label)}")
                    for one in framework.preconditions
                    if role in one.roles
                ),
            ],
            "state": [
                (UNKNOWN, pgettext("agenda", "Unknown")),
                (DOUBTFUL, pgettext("agenda", "Doubtful")),
            ],
            "tasks": [
                (MINE, _("Mine")),
                (TAKEN, _("Taken up by someone")),
                (FREE, _("Taken up by nobody")),
            ],
        }
        if reader is None:
            options["tasks"] = []
        chosen = {
            name: query.get(name, "") if query.get(name, "") in dict(among) else ""
            for name, among in options.items()
        }
        return cls(**chosen, options=options, case=case, reader=reader)

    def __bool__(self) -> bool:
        return any((self.region, self.component, self.state, self.tasks))

    def show(self, item: Item, task: Tasked | None) -> bool:
        """Whether an item is shown, with the open task on it."""
        return (
            self.region in ("", item.region.code)
            and self.component in ("", self._component(item))
            and self.state in ("", item.state)
            and self._asked(task)
        )

    def _component(self, item: Item) -> str:
        if item.kind != LEAF:
            return item.id
        return component_of(self.case.framework, self.case.framework.by_id[item.id]).id

    def _asked(self, task: Tasked | None) -> bool:
        if self.tasks == MINE:
            return task is not None and task.task.assignee == self.reader
        if self.tasks == TAKEN:
            return task is not None
        return self.tasks != FREE or task is None
