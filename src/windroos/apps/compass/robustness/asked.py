"""The draws that the address of the robustness page asks for, and the words of what it offers."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from windroos.apps.compass.presenting import Choice, decimal
from windroos.apps.compass.robustness.outcome import AT_ONCE, SAMPLES, Wanted, spaces
from windroos.apps.compass.scenarios.asked import Asked
from windroos.cases.framework import Framework
from windroos.cases.spaces import ALL, AROUND, ORDER, OWN

SPACE_WORDS = {
    ALL: lambda: _("all weights, also those that all but leave a part out"),
    AROUND: lambda: _("around the chosen weights: each from half to one and a half times"),
    ORDER: lambda: _("in the order of the chosen weights, where those differ"),
    OWN: lambda: _("as the compass itself says"),
}
# What of an address asks for other draws.
PARAMETERS = ("space", "samples")


@dataclass(frozen=True)
class Option:
    """One entry of a list to choose from."""

    value: str
    label: str
    chosen: bool


def wanted(query: QueryDict, framework: Framework, chosen: Choice, asked: Asked) -> Wanted:
    """The draws of an address; what it does not say, or says wrongly, is as the case has it."""
    usual = Wanted.of(framework, chosen)
    space, samples = query.get("space", ""), query.get("samples", "")
    return Wanted(
        chosen.role,
        chosen.theme,
        chosen.day,
        asked.scenario,
        space if space in spaces(framework) else usual.space,
        int(samples) if samples in map(str, counts(framework, chosen)) else usual.samples,
    )


def counts(framework: Framework, chosen: Choice) -> list[int]:
    """The numbers of draws to choose from: that of the case too, where it is another one."""
    return sorted({*SAMPLES, Wanted.of(framework, chosen).samples})


def space_options(framework: Framework, now: Wanted) -> list[Option]:
    """The spaces of weights in words."""
    return [Option(id, SPACE_WORDS[id](), id == now.space) for id in spaces(framework)]


def count_options(framework: Framework, chosen: Choice, now: Wanted) -> list[Option]:
    """The numbers of draws in words; what takes longer is said to."""
    return [
        Option(
            str(n),
            decimal(n, 0) if n <= AT_ONCE else _("%(n)s (takes longer)") % {"n": decimal(n, 0)},
            n == now.samples,
        )
        for n in counts(framework, chosen)
    ]


def address(case: str, now: Wanted) -> str:
    """The robustness page for certain draws."""
    chosen = Choice(now.role, now.theme, now.day)
    own = urlencode({"space": now.space, "samples": now.samples})
    query = "&".join(part for part in (chosen.query, own, now.scenario.query) if part)
    return f"{reverse('compass:robustness', args=[case])}?{query}"
