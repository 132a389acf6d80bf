"""The account of a programme straight from files: for Python, notebooks and the terminal."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from windroos.cases.facts.account import Account, account
from windroos.cases.facts.check import read_both
from windroos.cases.facts.record import TrackRecord, programmes
from windroos.cases.facts.values import end_of_day
from windroos.cases.problems import CaseError
from windroos.cases.register import KINDS, contents


def account_of(
    name_or_path: str | Path,
    programme: str,
    *,
    today: date,
    at: date | datetime | None = None,
    then: date | datetime | None = None,
) -> Account:
    """The account of a programme of a case shipped here, or of a folder, by its id.

    `at` is what was known by a moment or the end of a day (None: all), seen from the day `today`;
    with `then` it also tells what changed since.

    Raises `PackageError` when the files are not sound, `CaseError` when there is no such programme.
    """
    register, facts = read_both(name_or_path)
    there = contents(KINDS["programme"], register.tables)
    if programme not in there:
        known = ", ".join(sorted(there)) or "none"
        raise CaseError(f"there is no programme {programme!r}; there are: {known}")
    return account(
        there[programme],
        contents(KINDS["indicator"], register.tables).values(),
        facts.tables["facts"],
        facts.tables["amounts"],
        facts.tables["reviews"],
        today=today,
        at=_moment(at),
        then=_moment(then),
    )


def track_record_of(
    name_or_path: str | Path, *, today: date, at: date | datetime | None = None
) -> TrackRecord:
    """The track record of all programmes of a case shipped here, or of a folder.

    Raises `PackageError` when the files are not sound.
    """
    register, facts = read_both(name_or_path)
    return programmes(register, facts, today=today, at=_moment(at))


def _moment(at: date | datetime | None) -> datetime | None:
    return at if at is None or isinstance(at, datetime) else end_of_day(at)
