"""What a figure that a document prints is, and why there may be none, in the reader's words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

KIND_WORDS: Mapping[str, Callable[[], str]] = {
    "baseline": lambda: _("baseline"),
    "target": lambda: _("target"),
    "actual": lambda: _("realised"),
    "amount": lambda: _("amount"),
}
STATE_WORDS: Mapping[str, Callable[[], str]] = {
    "to-be-measured": lambda: _("to be measured"),
    "none": lambda: pgettext("figure", "none"),
}


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
