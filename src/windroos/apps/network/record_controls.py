"""How each column of a record is asked in a form, and how its value is shown there.

What the tables of the register say of a column decides it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext

from windroos.apps.network import words as said
from windroos.apps.network.queries.organisations import names
from windroos.apps.network.record_choices import Choices
from windroos.apps.network.record_fields import (
    REGIONS,
    NumberField,
    OrganisationField,
    PassageField,
    RegionField,
    organisations_in,
)
from windroos.apps.regions.queries import Case
from windroos.cases.fields import REGION, TEXT
from windroos.cases.package import cell
from windroos.cases.register import TABLES


def several_in(table: str) -> set[str]:
    """The columns of a table in which several values may stand."""
    return {one.field for one in TABLES[table].references if one.several}


def control(choices: Choices, table: str, column: str, now: Any, *, required: bool) -> forms.Field:
    """The field of a column, which holds `now`; unless it is `required` it may be empty.

    Whether it may not is then told by the rules of the register.
    """
    described = TABLES[table].field(column)
    constraints = described.get("constraints", {})
    options: dict[str, Any] = {
        "label": capfirst(str(said.field(table, column))),
        "required": required and bool(constraints.get("required")),
        "help_text": said.hint(table, column),
    }
    if column == "id":
        return forms.CharField(required=False, widget=forms.HiddenInput)
    among = choices.of(table, column)
    if among is not None and column in several_in(table):
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=list(among), widget=widget, **options)
    if among is not None:
        known = list(among)
        if now and now not in {id for id, _word in known}:
            known.append((str(now), str(now)))
        return forms.ChoiceField(choices=[("", gettext("Choose")), *known], **options)
    longest = constraints.get("maxLength")
    if longest == TEXT and column.endswith(("_nl", "_en")):
        area = forms.Textarea(attrs={"rows": 2})
        return forms.CharField(widget=area, max_length=longest, **options)
    attrs = {"autocomplete": "off"}
    if column in organisations_in(table):
        widget = forms.TextInput(attrs=attrs | {"list": "known_organisations"})
        return OrganisationField(choices.case, widget=widget, **options)
    if column == "passage":
        widget = forms.TextInput(attrs=attrs)
        return PassageField(choices.case, choices.made, widget=widget, **options)
    if column in REGIONS:
        widget = forms.TextInput(attrs=attrs | {"list": "known_regions"})
        pattern = constraints.get("pattern", REGION)
        return RegionField(choices.case, pattern, widget=widget, **options)
    if described["type"] in ("integer", "number"):
        return NumberField(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **options)
    return forms.CharField(max_length=longest, **options)


def as_shown(case: Case, table: str, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows as fields show them: organisations by name, several values apart, the rest as text.

    A value that a row does not have stays None.
    """
    organisations, several = organisations_in(table), several_in(table)
    slugs = [str(row[name]) for row in rows for name in organisations if row.get(name)]
    called = names(case, slugs) if slugs else {}

    def shown(name: str, value: Any) -> Any:
        if name in organisations:
            return called.get(value, value)
        if name in several:
            return str(value or "").split()
        return cell(value) if isinstance(value, bool | float) else value

    return [{name: shown(name, value) for name, value in row.items()} for row in rows]
