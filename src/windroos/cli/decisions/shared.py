"""What these commands share: who may see drafts, and decisions as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from windroos.cli.shared import fail, stored_case

if TYPE_CHECKING:
    from windroos.apps.accounts.queries import User
    from windroos.apps.compass.decisions.decided import Taken
    from windroos.apps.regions.queries import Case

Reason = Annotated[str, typer.Option(help="Why.")]
Numbers = Annotated[list[int], typer.Argument(help="Numbers, as the list gives them.", min=1)]


def staffed(case: str | None, user: User | None) -> Case:
    """The case, for someone who works on it."""
    from windroos.apps.regions.permits import roles_on

    stored = stored_case(case)
    if not roles_on(user, stored):
        fail(f"only who works on the case {stored.name} sees this")
    return stored


def as_data(one: Taken) -> dict[str, Any]:
    from windroos.apps.compass.presenting import words

    decision = one.decision
    return {
        "id": one.id,
        "region": decision.region,
        "name": one.name,
        "role": decision.role,
        "themes": list(decision.themes),
        "effort": decision.effort,
        "period": list(decision.period),
        "state": one.state,
        "authority": decision.authority,
        "decided": decision.decided,
        "adviceThen": decision.advice,
        "advice": one.now.advice,
        "provisional": one.now.leaning,
        "motivation": words(decision.motivation) or None,
        "conditions": words(decision.conditions) or None,
        "departure": words(decision.departure) or None,
        "replaces": list(decision.replaces),
    }
