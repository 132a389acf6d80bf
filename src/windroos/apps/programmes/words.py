"""Results in words: roles, states, statuses, kinds of money and gaps, the same on every page."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts.sentences import Sentence
from windroos.apps.network.wording import own_language
from windroos.cases.facts.measured import Measured, Shown
from windroos.measure.results import Period, Reason, Sum

Words = Mapping[str, Sentence]

ROLES: Words = {
    "baseline": pgettext_lazy("role of a figure", "baseline"),
    "target": pgettext_lazy("role of a figure", "target"),
    "expected": pgettext_lazy("role of a figure", "expectation"),
    "forecast": pgettext_lazy("role of a figure", "forecast"),
    "actual": pgettext_lazy("role of a figure", "actual"),
}
# Why a cell has no value.
STATES: Words = {
    "to-be-measured": pgettext_lazy("figure", "to be measured"),
    "withheld": pgettext_lazy("figure", "known, not shown"),
    "missing": pgettext_lazy("figure", "missing"),
    "not-due": pgettext_lazy("figure", "not due yet"),
    "none": pgettext_lazy("figure", "nothing said"),
}
STATUSES: Words = {
    "reached": pgettext_lazy("status", "reached"),
    "on-track": pgettext_lazy("status", "on track"),
    "at-risk": pgettext_lazy("status", "at risk"),
    "behind": pgettext_lazy("status", "behind"),
    "no-data": pgettext_lazy("status", "no figure"),
    "no-target": pgettext_lazy("status", "no target"),
    "not-due": pgettext_lazy("status", "not due yet"),
}
# What a fact is, as its owner says.
FACT_STATUSES: Words = {
    "final": pgettext_lazy("figure", "final"),
    "provisional": pgettext_lazy("figure", "provisional"),
    "to-be-measured": pgettext_lazy("figure", "to be measured"),
    "withheld": pgettext_lazy("figure", "known, not shown"),
    "withdrawn": pgettext_lazy("figure", "withdrawn"),
}
MONEY: Words = {
    "budget": pgettext_lazy("money", "budget"),
    "committed": pgettext_lazy("money", "committed"),
    "spent": pgettext_lazy("money", "spent"),
    "raised": pgettext_lazy("money", "brought in by others"),
    "needed": pgettext_lazy("money", "still needed"),
    "pledged": pgettext_lazy("money", "pledged"),
}
APPROXIMATE: Words = {
    "about": pgettext_lazy("amount", "about"),
    "at-least": pgettext_lazy("amount", "at least"),
    "at-most": pgettext_lazy("amount", "at most"),
}
FUNDER_KINDS: Words = {
    "own": pgettext_lazy("funder", "own money"),
    "region": pgettext_lazy("funder", "provinces and regions"),
    "municipality": pgettext_lazy("funder", "municipalities"),
    "state": pgettext_lazy("funder", "the state"),
    "eu": pgettext_lazy("funder", "Europe"),
    "companies": pgettext_lazy("funder", "companies"),
    "knowledge": pgettext_lazy("funder", "knowledge institutions"),
    "mixed": pgettext_lazy("funder", "several together"),
}
REVIEWS: Words = {
    "open": pgettext_lazy("review of a period", "open"),
    "submitted": pgettext_lazy("review of a period", "handed in"),
    "locked": pgettext_lazy("review of a period", "locked"),
}
# What is not said of a programme in the track record.
GAPS: Words = {
    "start": _("when it began"),
    "partners": _("who take part"),
    "money": _("any amount"),
    "raised": _("what others brought in"),
    "needed": _("what is still needed"),
    "indicators": _("what it is measured by"),
}


def word(words: Words, id: str) -> str:
    return str(words.get(id, id))


def label(row: Mapping[str, Any], name: str = "label") -> str:
    """A text of a record in the language of the reader."""
    return own_language(row.get(f"{name}_nl") or "", row.get(f"{name}_en") or "")[0]


def number(value: float, decimals: int | None = None) -> str:
    """A number as the reader writes it; without decimals it does not have."""
    if decimals is None and float(value).is_integer():
        return str(number_format(int(value), force_grouping=abs(value) >= 10_000))
    return str(number_format(value, decimals, force_grouping=abs(value) >= 10_000))


def value(given: float, of: Measured) -> str:
    """A value of an indicator with its unit."""
    text, unit = number(given, of.indicator.decimals), of.indicator.unit
    if not unit:
        return text
    return f"{text}%" if unit == "%" else f"{text} {unit}"


def shown(cell: Shown, of: Measured) -> str:
    """What stands in a cell: its value, or in words why there is none."""
    return word(STATES, cell.state) if cell.value is None else value(cell.value, of)


def money(given: Sum) -> str:
    """A sum of money; what is not exact says so."""
    if given.amount is None:
        return translated("no amount")
    text = number(given.amount)
    text = f"€ {text}" if given.currency in ("", "EUR") else f"{text} {given.currency}"
    return f"{word(APPROXIMATE, given.approximate)} {text}" if given.approximate else text


def period(given: Period) -> str:
    """A period in words."""
    return given.label(get_language() or "nl")


def short(given: Period) -> str:
    """A period as the head of a column."""
    if given.kind == "years":
        return f"{given.start.year}–{given.end.year}"
    return period(given)


def day(given: date | datetime) -> str:
    """A day in words."""
    if isinstance(given, datetime):
        given = timezone.localtime(given).date()
    return date_format(given, "j F Y")


def moment(given: datetime) -> str:
    """A day in words, with the time."""
    return date_format(timezone.localtime(given), "j F Y, H:i")


def reason(given: Reason, of: Measured | None = None) -> str:
    """Why something is as it is, in the language of the reader."""
    values = {name: _filled(one, of) for name, one in given.values.items()}
    return translated(given.wording) % values


def _filled(one: object, of: Measured | None) -> str:
    match one:
        case Period():
            return period(one)
        case date() | datetime():
            return day(one)
        case bool():
            return str(one)
        case int() | float():
            return value(one, of) if of is not None else number(one)
        case _:
            return str(one)
