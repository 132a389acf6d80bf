"""What these commands share: the programme that is asked for, seen from a day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from windroos.cli.shared import database, day_of, fail, stored_case

if TYPE_CHECKING:
    from windroos.apps.regions.queries import Case
    from windroos.cases.facts import Account
    from windroos.measure.results import Period

app = typer.Typer(
    help="Programmes: results, money and reports on periods, as known when.",
    no_args_is_help=True,
)

Programme = Annotated[str, typer.Argument(help="Id of the programme.")]
PeriodArgument = Annotated[str, typer.Argument(help="The period, as 2019 or 2019-H1.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="As known at the end of this day; now if left out.")
]


def seen_on(as_of: str | None) -> tuple[date, datetime | None]:
    """The day from which is looked, and the moment until which all is known (None is now)."""
    from django.utils import timezone

    from windroos.apps.programmes.queries import accounts

    today, day = timezone.localdate(), day_of(as_of)
    if day is None or day >= today:
        return today, None
    return day, accounts.evening(day)


def account_of(case: Case, programme: str, as_of: str | None) -> Account:
    """The account of a programme; an error where there is (or was) no such programme."""
    from windroos.apps.programmes.queries import accounts

    today, at = seen_on(as_of)
    found = accounts.account(case, programme, today=today, at=at)
    if found is None:
        fail(no_programme(case, programme))
    return found


@contextmanager
def asked(case: str | None, programme: str, as_of: str | None) -> Iterator[tuple[Case, Account]]:
    """The database, with the account of a programme."""
    with database():
        stored = stored_case(case)
        yield stored, account_of(stored, programme, as_of)


def no_programme(case: Case, programme: str) -> str:
    from windroos.apps.programmes.queries import accounts

    known = ", ".join(sorted(accounts.contents(case, "programme", None))) or "none"
    return f"there is no programme “{programme}” in {case.name}; there are: {known}"


def period_of(written: str) -> Period:
    from windroos.measure.results import Period, PeriodError

    try:
        return Period.of(written)
    except PeriodError as error:
        fail(str(error))


def number(value: float | None) -> str:
    """A number as a table shows it; nothing where there is none."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def plain(value: Any) -> Any:
    """The same with days and moments as JSON writes them, and reasons as sentences."""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        if value.keys() == {"code", "wording", "values"}:
            return {"code": value["code"], "text": value["wording"] % value["values"]}
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value
