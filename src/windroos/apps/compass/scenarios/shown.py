"""Kept scenarios, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from windroos import cases
from windroos.apps.compass.framework.words import Told, differences
from windroos.apps.compass.models import Scenario
from windroos.apps.compass.presenting import Choice, words
from windroos.apps.regions.faults import told
from windroos.apps.regions.queries import Case
from windroos.cases.scenario import problems


@dataclass(frozen=True)
class Shown:
    """A kept scenario: what it weighs otherwise, and why it may not be weighed any more."""

    saved: Scenario
    case: Case
    value: cases.Case
    changes: tuple[Told, ...]
    faults: tuple[str, ...]

    @classmethod
    def of(cls, saved: Scenario, case: Case, value: cases.Case) -> Shown:
        framework = value.framework
        faults = [told(problem) for problem in problems(framework, saved.value)]
        changes = [] if faults else differences(framework, cases.apply(framework, saved.value))
        if saved.theme and saved.theme not in value.themes:
            faults.append(_("The theme “%(theme)s” is no longer there.") % {"theme": saved.theme})
        return cls(saved, case, value, tuple(changes), tuple(faults))

    @property
    def chosen(self) -> Choice:
        return Choice(self.saved.role, self.saved.theme or None)

    @property
    def url(self) -> str:
        return reverse("compass:scenario", args=[self.case.name, self.saved.pk])

    @property
    def try_url(self) -> str:
        return address(self.case, self.chosen, self.saved.value, self.saved)

    @property
    def propose_url(self) -> str:
        return address(self.case, self.chosen, self.saved.value, page="compass:framework_propose")

    @property
    def more(self) -> int:
        """How many numbers differ beyond the three that a list shows."""
        return len(self.changes) - 3

    @property
    def role(self) -> str:
        roles = {role.id: words(role.label) for role in self.value.framework.roles}
        return roles.get(str(self.saved.role)) or str(self.saved.role)

    @property
    def theme(self) -> str:
        """The theme it is weighed on; empty for all."""
        theme = self.value.themes.get(self.saved.theme)
        return words(theme.label) if theme else self.saved.theme

    @property
    def readers(self) -> str:
        return str(Scenario.Visibility(self.saved.visibility).label)


def address(
    case: Case,
    chosen: Choice,
    scenario: cases.Scenario,
    saved: Scenario | None = None,
    page: str = "compass:scenario_try",
) -> str:
    """A page for a scenario that stands in its address, in the shortest form."""
    parts = [
        chosen.query,
        urlencode({"scenario": saved.pk}) if saved is not None else "",
        scenario.query,
    ]
    return f"{reverse(page, args=[case.name])}?{'&'.join(part for part in parts if part)}"
