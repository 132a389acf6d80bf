"""Figures that documents print, in the words of the reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from windroos.apps.compass.presenting import decimal
from windroos.cases import Case
from windroos.cases.case import Quantity

KIND_WORDS: Mapping[str, Callable[[], str]] = {
    "baseline": lambda: _("baseline"),
    "target": lambda: _("target"),
    "expected": lambda: pgettext("figure", "expected"),
    "actual": lambda: _("realised"),
    "amount": lambda: _("amount"),
}
STATE_WORDS: Mapping[str, Callable[[], str]] = {
    "to-be-measured": lambda: _("to be measured"),
    "none": lambda: pgettext("figure", "none"),
}


def said(quantity: Quantity) -> str:
    """A figure with its unit, or why there is none."""
    if quantity.value is None:
        return STATE_WORDS[quantity.state or "none"]()
    places = len(f"{quantity.value:.10f}".rstrip("0").partition(".")[2])
    number, unit = decimal(quantity.value, places), quantity.unit or ""
    return f"{number}%" if unit == "%" else f"{number} {unit}".strip()


def anchor(row: Mapping[str, Any]) -> str:
    """What a passage that is no row of a table prints, in the place of a column: the figure with
    its unit, or why there is none; the same in every language.

    >>> anchor({"value": 2500000.0, "unit": "euro"}), anchor({"state": "none"})
    ('2500000 euro', 'none')
    """
    if row.get("value") is None:
        return str(row.get("state") or "")
    value = float(row["value"])
    figure = str(int(value)) if value.is_integer() else repr(value)
    return f"{figure} {row.get('unit') or ''}".strip()


def address(case: Case, series: str) -> str:
    """Where a series is shown."""
    return f"{reverse('quantities', args=[case.name])}#{series}"
