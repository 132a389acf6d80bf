"""What the commands share: options, the database, and how a mistake is told."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from windroos.apps.accounts.queries import User
    from windroos.apps.regions.queries import Case as StoredCase
    from windroos.cases import Case

# Without a terminal to measure (a pipe, a log) a table gets room enough for its words.
_WIDTH = None if sys.stdout.isatty() else 120
out = Console(width=_WIDTH)
err = Console(stderr=True, width=_WIDTH)


class Language(StrEnum):
    """The language of names, labels and reasons."""

    dutch = "nl"
    english = "en"


CaseOption = Annotated[
    str, typer.Option("--case", help="Name of a case, or path to a package.", show_default=True)
]
RoleOption = Annotated[str | None, typer.Option(help="Role to advise; the first when left out.")]
ThemeOption = Annotated[str | None, typer.Option(help="Theme to weigh on; all when left out.")]
DayOption = Annotated[
    str | None, typer.Option("--as-of", help="Weigh as of this day, YYYY-MM-DD; today if left out.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
AsOption = Annotated[
    str | None,
    typer.Option("--as", help="E-mail address of the account in whose name this is done."),
]
LanguageOption = Annotated[Language, typer.Option(help="Language of names and reasons.")]

DEFAULT_CASE = "noord_brabant"


def fail(message: str) -> NoReturn:
    """Say what went wrong and stop."""
    err.print(Text.assemble(("Error: ", "bold red"), message), soft_wrap=True)
    raise SystemExit(1)


def print_json(data: Any) -> None:
    print(json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False))


def case_of(name: str, day: date | None = None) -> Case:
    """A case by its name, as it stood on a day (now), or any package by its path.

    A case that is in the database comes from there, with what people wrote; else a shipped one.
    """
    from windroos.cases import load

    stored = kept_case(name)
    if stored is None:
        return load(name)
    with database():
        from windroos.apps.compass import queries

        return queries.value(stored, day)


def kept_case(name: str) -> StoredCase | None:
    """The case of this name in the database; None for a path, and where there is no such case."""
    from windroos.cases import shipped
    from windroos.cases.package import CASE_NAME, locate

    is_path = name not in shipped() and locate(name).is_dir()
    if is_path or not re.fullmatch(CASE_NAME, name) or not may_have_database():
        return None
    django_ready()
    from windroos.site.server import has_database

    if not has_database():  # a name that is wrong must not make one
        return None
    with database():
        from windroos.apps.regions import queries as regions

        return regions.case(name)


def day_of(written: str | None) -> date | None:
    """A day as an option has it."""
    try:
        return date.fromisoformat(written) if written is not None else None
    except ValueError:
        fail(f"“{written}” is not a day; write YYYY-MM-DD, such as 2026-11-21")


def may_have_database() -> bool:
    """Whether it is worth the while to get Django ready and look in a database."""
    if not has_product():
        return False
    from windroos.site.environment import data_folder

    return "DATABASE_URL" in os.environ or any(data_folder().glob("*.sqlite3"))


def has_product() -> bool:
    """Whether the product is installed beside the library."""
    try:
        import_module("django")
    except ModuleNotFoundError:
        return False
    return True


def django_ready() -> None:
    """Get Django ready; the demo's settings unless others are asked for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "windroos.site.settings.demo")
    if not has_product():
        fail("this needs the product: install it with pip install 'windroos[app]'")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        fail(str(error))


@contextmanager
def database() -> Iterator[None]:
    """The database, made or brought up to date where it is ours; its errors in one sentence."""
    django_ready()
    from windroos.site.server import NotReady, prepare_database

    try:
        prepare_database()
        yield
    except NotReady as error:
        fail(str(error))


@contextmanager
def writing() -> Iterator[None]:
    """The database, to write in: the audit trail says that it was from the terminal.

    What is refused or cannot be, ends in one message.
    """
    with database():
        from django.core.exceptions import PermissionDenied, ValidationError
        from django.utils.translation import override

        from windroos.apps.accounts.permits import via

        with via("terminal"), override("en"):
            try:
                yield
            except ValidationError as error:
                fail(_faults(error))
            except PermissionDenied as error:
                fail(str(error))


def _faults(error: Any) -> str:
    """What an action found wrong, with the field where it says which."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(
        message if field in ("", "__all__") else f"{field}: {message}"
        for field, messages in error.message_dict.items()
        for message in messages
    )


def acting(email: str) -> User:
    """The account in whose name a command writes; within `writing` or `database`.

    The operator of the machine needs no password for it: they hold the database itself.
    """
    from windroos.apps.accounts import queries

    user = queries.account(email)
    if user is None:
        fail(f"there is no account {email}; see them with: windroos accounts list")
    if not queries.may_enter(user):
        fail(f"the account {email} is closed")
    return user


def stored_case(name: str | None) -> StoredCase:
    """A case in the database: the one named, or the only one."""
    from windroos.apps.regions import queries

    loaded = queries.cases()
    if name is None and len(loaded) == 1:
        return loaded[0]
    chosen = next((case for case in loaded if case.name == name), None)
    if chosen is not None:
        return chosen
    if not loaded:
        from django.conf import settings

        where = settings.WINDROOS_DATA
        fail(f"no case is loaded in {where}; load one with: windroos case load noord_brabant")
    names = ", ".join(case.name for case in loaded)
    fail(
        f"name the case with --case; there are: {names}"
        if name is None
        else f"no case “{name}” is loaded; there are: {names}"
    )
