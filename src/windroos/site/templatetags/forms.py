"""Template tags for forms: fields in the classes of NL Design System, and two versions compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from windroos.apps.regions.conflicts import Conflict
from windroos.report.differences import Piece, differences

register = template.Library()

_TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
_SELECT = "utrecht-select utrecht-select--html-select"
_TEXTAREA = "utrecht-textarea utrecht-textarea--html-textarea"


@register.filter
def kind(field: BoundField) -> str:
    """How a field is laid out: choices, checkbox, file, textarea, select or text."""
    widget = field.field.widget
    for layout, widgets in (
        ("choices", (forms.RadioSelect, forms.CheckboxSelectMultiple)),
        ("checkbox", (forms.CheckboxInput,)),
        ("file", (forms.FileInput,)),
        ("textarea", (forms.Textarea,)),
        ("select", (forms.Select,)),
    ):
        if isinstance(widget, widgets):
            return layout
    return "text"


@register.filter
def control(field: BoundField) -> SafeString:
    """The control itself, with its classes; a date is asked in the browser's own way."""
    widget = field.field.widget
    classes = {"textarea": _TEXTAREA, "select": _SELECT, "text": _TEXTBOX}.get(kind(field), "")
    if isinstance(widget, forms.DateInput):
        widget.input_type, widget.format = "date", "%Y-%m-%d"
    if isinstance(widget, forms.DateInput | forms.NumberInput):
        classes += " control-short"
    if field.errors and classes:
        classes += f" {classes.split()[0]}--invalid"
    given = widget.attrs.get("class", "")
    # What the form asked for itself stays; a class is not named twice.
    merged = " ".join(dict.fromkeys(f"{classes} {given}".split()))
    return field.as_widget(attrs={"class": merged} if merged else {})


@register.filter
def target(field: BoundField) -> str:
    """The id that a link in the error summary leads to: of a group, its first choice."""
    return f"{field.auto_id}_0" if kind(field) == "choices" else field.auto_id


@register.filter
def option_groups(field: BoundField) -> list[tuple[str, list[Any]]]:
    """The choices of radio buttons or checkboxes, by their heading; "" for those without."""
    headings = [
        str(value) if isinstance(label, list | tuple) else ""
        for value, label in field.field.choices  # type: ignore[attr-defined]
        for _one in (label if isinstance(label, list | tuple) else [label])
    ]
    groups: dict[str, list[Any]] = {}
    for heading, option in zip(headings, field.subwidgets, strict=True):
        groups.setdefault(heading, []).append(option)
    return list(groups.items())


@dataclass(frozen=True)
class Row:
    """A field in which two versions differ."""

    name: str
    label: str
    theirs: list[Piece]
    yours: list[Piece]


@register.filter
def compared(conflict: Conflict, form: forms.BaseForm) -> list[Row]:
    """The fields of a form in which the two versions of a conflict differ."""
    rows = []
    # A form may keep a value under another name than the field: {field: (name, label)}.
    kept_as = getattr(form, "KEPT_AS", {})
    for field_name, field in form.fields.items():
        name, label = kept_as.get(field_name, (field_name, form[field_name].label))
        if name in conflict.theirs and name in conflict.yours:
            theirs, yours = (_shown(field, v[name]) for v in (conflict.theirs, conflict.yours))
            if theirs != yours:
                rows.append(Row(name, str(label), *differences(theirs, yours)))
    return rows


def _shown(field: forms.Field, value: Any) -> str:
    """A value as a reader knows it: the words of a choice, a date in the reader's language."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if value in (None, ""):
        return ""
    words = dict(_flat(getattr(field, "choices", ())))
    if isinstance(value, list | tuple | set | frozenset):
        return "\n".join(words.get(str(one), str(one)) for one in value)
    return words.get(str(value), str(value))


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), str(label)
