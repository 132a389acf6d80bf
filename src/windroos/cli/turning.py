"""The options with which a command weighs otherwise than the framework does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from windroos.cli.shared import acting, database, fail, stored_case

if TYPE_CHECKING:
    from windroos.apps.compass.models import Scenario as KeptScenario
    from windroos.cases import Scenario

WeightOption = Annotated[
    list[str] | None,
    typer.Option("--weight", help="A weight, as environment=2; may be given again."),
]
ThresholdOption = Annotated[
    list[str] | None,
    typer.Option("--threshold", help="A threshold, as active=0.65; may be given again."),
]
GoalpostsOption = Annotated[
    list[str] | None,
    typer.Option("--goalposts", help="Goalposts, as dutch-trade=100..100000; may be given again."),
]
KeptOption = Annotated[
    str | None,
    typer.Option("--scenario", help="Name or number of a scenario that was kept."),
]


def overrides(
    role: str,
    weights: list[str] | None,
    thresholds: list[str] | None,
    goalposts: list[str] | None,
    upon: Scenario | None = None,
) -> Scenario:
    """The scenario that these options make, on top of another if there is one."""
    from windroos.cases import Scenario

    entries = dict(upon.entries) if upon is not None else {}
    for option, prefix, given in (
        ("--weight", "w.", weights),
        ("--threshold", "t.", thresholds),
        ("--goalposts", "g.", goalposts),
    ):
        for one in given or ():
            id, equals, value = one.partition("=")
            if not (equals and id.strip() and value.strip()):
                fail(f"{option} takes a name, an equals sign and a value, not “{one}”")
            entries[prefix + id.strip()] = value.strip()
    return Scenario.from_query(role, entries)


def kept(case: Any, name: str, who: str | None) -> KeptScenario:
    """A kept scenario of a stored case by its name or number, as someone sees it; in `database`."""
    from windroos.apps.compass.scenarios import kept as scenarios

    user = acting(who) if who else None
    found = scenarios.named(case, name, user)
    if not found:
        there = ", ".join(f"“{one.name}”" for one in scenarios.visible(case, user))
        whose = "" if who else "; name the account that may see it with --as"
        fail(f"there is no scenario “{name}” to see; there are: {there or 'none'}{whose}")
    if len(found) > 1:
        numbers = ", ".join(f"{one.pk} (by {one.made_by.name})" for one in found)
        fail(f"several scenarios are called “{name}”; give the number: {numbers}")
    return found[0]


def kept_value(case: str, name: str, who: str | None) -> tuple[Scenario, str | None]:
    """What a kept scenario overrides, and the theme it is for."""
    with database():
        saved = kept(stored_case(case), name, who)
        return saved.value, saved.theme or None
