"""What these commands share: options, reading as someone, changing as someone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from windroos.cli.shared import (
    Language,
    acting,
    database,
    django_ready,
    fail,
    out,
    print_json,
    writing,
)

if TYPE_CHECKING:
    from windroos.apps.accounts.queries import User

CaseName = Annotated[str | None, typer.Option("--case", help="The case they belong to.")]
Number = Annotated[int, typer.Argument(help="Its number, as the list gives it.", min=1)]
Who = Annotated[
    str, typer.Option("--as", help="E-mail address of the account in whose name this is done.")
]
RegionFilter = Annotated[str, typer.Option("--region", help="Only those about this region.")]
Region = Annotated[str, typer.Option("--region", help="Code of the region, as CN-JS.")]
Day = Annotated[str, typer.Option(help="A day, YYYY-MM-DD.")]
DayOrToday = Annotated[str | None, typer.Option(help="A day, YYYY-MM-DD; today if left out.")]


@contextmanager
def reading(who: str | None, language: Language) -> Iterator[User | None]:
    """The database, as someone reads it who may be nobody in particular."""
    with database():
        from django.utils.translation import override

        with override(str(language)):
            yield acting(who) if who else None


@contextmanager
def changing(who: str) -> Iterator[User]:
    """The database, to change what stands in it; someone who was first is told of."""
    django_ready()
    from windroos.apps.regions.conflicts import Conflict

    with writing():
        try:
            yield acting(who)
        except Conflict:
            fail("someone else changed this at the same moment; look at it and try again")


def told(as_json: bool, data: dict[str, Any], sentence: str) -> None:
    if as_json:
        print_json(data)
    else:
        out.print(Text(sentence), soft_wrap=True)


def day(given: str, option: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        fail(f"{option}: “{given}” is not a day; write it as YYYY-MM-DD")
