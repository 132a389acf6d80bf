"""Periods of the calendar, as people write them: 2018, 2018-H1, 2018-Q2, 2018-03, 2018/2019."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

Frequency = Literal["month", "quarter", "half", "year", "once"]
Kind = Literal["day", "month", "quarter", "half", "year", "years", "span"]

FREQUENCIES: tuple[Frequency, ...] = get_args(Frequency)
"""From often to seldom; `once` is a single time, for the whole period asked for."""

_MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_FORM = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d\d)(?:-(\d\d))?))?")
_DAY = timedelta(days=1)
_NAMES = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}
_HALVES = {
    "nl": ("eerste helft van", "tweede helft van"),
    "en": ("first half of", "second half of"),
}
_QUARTERS = {
    "nl": ("eerste", "tweede", "derde", "vierde"),
    "en": ("first", "second", "third", "fourth"),
}
_QUARTER = {"nl": "kwartaal van", "en": "quarter of"}
_TO = {"nl": "tot en met", "en": "to"}


class PeriodError(ValueError):
    """What is given is no period, or cannot be divided as asked."""


class _Days(NamedTuple):
    start: date
    end: date


class Period(_Days):
    """All days from `start` to `end`, both of them in it.

    Raises `PeriodError` when it ends before it starts.
    """

    __slots__ = ()

    def __new__(cls, start: date, end: date) -> Period:
        if end < start:
            raise PeriodError(f"a period cannot end on {end}, before its start on {start}")
        return super().__new__(cls, start, end)

    @staticmethod
    def of(code: str) -> Period:
        """The period that a code means.

        2018, 2018-H1, 2018-Q2, 2018-03 or 2018-03-15; two of these with a slash between them are
        from the start of the first to the end of the second (2018/2019 is two years).

        Raises `PeriodError` for anything else.
        """
        return _read(code)

    @property
    def kind(self) -> Kind:
        """What it is in the calendar; `years` is several whole ones, `span` anything else."""
        if self.start == self.end:
            return "day"
        months = self._months
        if months is None:
            return "span"
        for kind in ("month", "quarter", "half", "year"):
            if months == _MONTHS[kind]:
                return kind if (self.start.month - 1) % months == 0 else "span"
        return "years" if self.start.month == 1 and months % 12 == 0 else "span"

    @property
    def code(self) -> str:
        """The shortest way to write it that `of` reads."""
        match self.kind:
            case "day":
                return self.start.isoformat()
            case "month":
                return f"{self.start:%Y-%m}"
            case "quarter":
                return f"{self.start:%Y}-Q{self.start.month // 3 + 1}"
            case "half":
                return f"{self.start:%Y}-H{self.start.month // 6 + 1}"
            case "year":
                return f"{self.start:%Y}"
            case "years":
                return f"{self.start:%Y}/{self.end:%Y}"
        form = "%Y-%m-%d" if self._months is None else "%Y-%m"
        return f"{self.start:{form}}/{self.end:{form}}"

    def __str__(self) -> str:
        return self.code

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def contains(self, other: Period) -> bool:
        """Whether all days of the other are in it; a period contains itself."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Period) -> bool:
        """Whether they share a day."""
        return self.start <= other.end and other.start <= self.end

    def follows(self, other: Period) -> bool:
        """Whether it begins on the day after the other ends."""
        return self.start - _DAY == other.end

    def divides(self, frequency: Frequency) -> bool:
        """Whether it is made of whole periods of a frequency."""
        if frequency == "once":
            return True
        months, size = self._months, _MONTHS[frequency]
        return months is not None and months % size == 0 and (self.start.month - 1) % size == 0

    def parts(self, frequency: Frequency) -> tuple[Period, ...]:
        """The periods of a frequency that it is made of, in order; for `once` itself.

        Raises `PeriodError` when it is not made of whole ones.
        """
        if frequency == "once":
            return (self,)
        if not self.divides(frequency):
            raise PeriodError(f"{self} is not made of whole periods of a {frequency}")
        return tuple(self._steps(_MONTHS[frequency]))

    def gaps(self, covered: Iterable[Period]) -> tuple[Period, ...]:
        """The days of it that are in none of the given periods, as periods in order."""
        found: list[Period] = []
        at = self.start
        for period in sorted(covered):
            if period.start > at and at <= self.end:
                found.append(Period(at, min(period.start - _DAY, self.end)))
            at = max(at, period.end + _DAY)
        if at <= self.end:
            found.append(Period(at, self.end))
        return tuple(found)

    def label(self, language: str = "en") -> str:
        """The period in words, in Dutch (`nl`) or English (`en`)."""
        start, kind = self.start, self.kind
        match kind:
            case "day":
                return _day(start, language)
            case "month":
                return _month(start, language)
            case "quarter":
                order = _QUARTERS[language][start.month // 3]
                return f"{order} {_QUARTER[language]} {start.year}"
            case "half":
                return f"{_HALVES[language][start.month // 6]} {start.year}"
            case "year":
                return str(start.year)
            case "years":
                return f"{start.year} {_TO[language]} {self.end.year}"
        words = _day if self._months is None else _month
        return f"{words(start, language)} {_TO[language]} {words(self.end, language)}"

    @property
    def _months(self) -> int | None:
        """Of how many whole months it is made; None when it is not."""
        if self.start.day != 1 or (self.end + _DAY).day != 1:
            return None
        years = self.end.year - self.start.year
        return years * 12 + self.end.month - self.start.month + 1

    def _steps(self, months: int) -> Iterator[Period]:
        at = self.start
        while at <= self.end:
            part = _from(at.year, at.month, months)
            yield part
            at = part.end + _DAY


@lru_cache(maxsize=4096)
def _read(code: str) -> Period:
    first, slash, last = code.partition("/")
    if not slash:
        return _one(first, code)
    return Period(_one(first, code).start, _one(last, code).end)


def _one(text: str, code: str) -> Period:
    found = _FORM.fullmatch(text)
    try:
        if found:
            year, half, quarter, month, day = (int(part) if part else 0 for part in found.groups())
            if day:
                moment = date(year, month, day)
                return Period(moment, moment)
            if half:
                return _from(year, 6 * half - 5, 6)
            if quarter:
                return _from(year, 3 * quarter - 2, 3)
            return _from(year, month, 1) if found[4] else _from(year, 1, 12)
    except (ValueError, OverflowError):
        pass
    raise PeriodError(
        f"{code!r} is no period: write 2018, 2018-H1, 2018-Q2, 2018-03, 2018-03-15, "
        "or two of these with a slash: 2018/2019"
    )


def _from(year: int, month: int, months: int) -> Period:
    after = month - 1 + months
    return Period(date(year, month, 1), date(year + after // 12, after % 12 + 1, 1) - _DAY)


def _month(moment: date, language: str) -> str:
    return f"{_NAMES[language].split()[moment.month - 1]} {moment.year}"


def _day(moment: date, language: str) -> str:
    return f"{moment.day} {_month(moment, language)}"
