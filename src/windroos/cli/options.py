"""Options that several commands take: the fields of a dataclass, declared once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, get_type_hints


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """A command that is given dataclasses, as one that takes their fields as options.

    Typer reads options from a signature only: so the signature has the fields of every parameter
    that is a dataclass, and what was given for them comes to the command as one value again.
    """
    taken = signature(command, eval_str=True).parameters.values()
    groups: dict[str, Any] = {
        one.name: one.annotation for one in taken if is_dataclass(one.annotation)
    }
    shown = [
        option
        for one in taken
        for option in (_options(groups[one.name]) if one.name in groups else [one])
    ]

    @wraps(command)
    def run(**given: Any) -> None:
        for name, group in groups.items():
            given[name] = group(**{field.name: given.pop(field.name) for field in fields(group)})
        command(**given)

    run.__annotations__ = {one.name: one.annotation for one in shown}
    run.__signature__ = Signature(  # type: ignore[attr-defined]
        [one.replace(kind=Parameter.KEYWORD_ONLY) for one in shown]
    )
    return run


def _options(group: Any) -> list[Parameter]:
    """The fields of a dataclass, which all have a default, as parameters."""
    hints = get_type_hints(group, include_extras=True)
    return [
        Parameter(one.name, Parameter.KEYWORD_ONLY, default=one.default, annotation=hints[one.name])
        for one in fields(group)
    ]
