"""Fields and values of organisations in the words of the reader, and why two may be one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from windroos.cases.framework import Text
from windroos.cases.problems import Problem
from windroos.cases.register.sheet_words import CATEGORY_WORDS, KIND_WORDS, LABELS
from windroos.cases.register.taking_in import Alike, Line
from windroos.codes.countries import country_label

# Why a row may be an organisation that is there already, by the rules of `link.organisations`.
WHY: Mapping[str, str | Promise] = {
    "ror": _("the same ROR number"),
    "kvk": _("the same KVK number"),
    "row": _("the same name, in this table"),
    "letters": _("the same name"),
    "spacing": _("other spaces or hyphens"),
    "legal-form": _("with and without a legal form"),
    "legal-forms": _("two legal forms"),
    "order": _("the words in another order"),
    "translated": _("a word in another language"),
    "honorific": _("with and without a predicate"),
    "spelling": _("a word spelt otherwise"),
    "only-spelling": _("a word spelt otherwise"),
    "short": _("one short name"),
    "slip": _("a word with another letter"),
    "initials": _("one is the initials of the other"),
    "abbreviation": _("the same abbreviation"),
}


def label(field: str) -> str:
    """What a field is called."""
    return LABELS[field].get(get_language() or "nl") if field in LABELS else field


@dataclass(frozen=True)
class Words:
    """The words of a case for the values of fields; `areas` by id."""

    areas: Mapping[str, Text]

    def value(self, field: str, value: Any) -> str:
        """A value of a field in words; empty for none."""
        language = get_language() or "nl"
        if value in (None, "", (), []):
            return ""
        if field == "roles":
            return "; ".join(self.role(one) for one in value)
        if isinstance(value, tuple | list):
            return "; ".join(str(one) for one in value)
        if field == "kind" and value in KIND_WORDS:
            return KIND_WORDS[value].get(language)
        if field == "country":
            return country_label(value, language) or str(value)
        return number_format(value, use_l10n=True) if isinstance(value, float) else str(value)

    def role(self, role: str) -> str:
        """An area and category in words."""
        language = get_language() or "nl"
        area, _colon, category = role.rpartition(":")
        named = self.areas[area].get(language) if area in self.areas else area
        kind = CATEGORY_WORDS[category].get(language) if category in CATEGORY_WORDS else category
        return f"{named} ({kind})"

    def line(self, line: Line) -> dict[str, Any]:
        """A row of a sheet for a page."""
        return {
            "row": line.row,
            "state": line.state,
            "did": {"new": "added"}.get(line.state, line.state),
            "id": line.id,
            "name": line.name,
            "cells": [
                (label(c.field), self.value(c.field, c.before), self.value(c.field, c.after))
                for c in line.cells
            ],
            "clashes": [
                {
                    "label": label(c.field),
                    "was": self.value(c.field, c.was),
                    "yours": self.value(c.field, c.yours),
                    "theirs": self.value(c.field, c.theirs),
                }
                for c in line.clashes
            ],
            "alike": [(one, why(one)) for one in line.alike if one.rule != "row"],
            "again": next((one.id for one in line.alike if one.rule == "row"), ""),
        }


def why(one: Alike) -> str:
    """Why a row may be an organisation that is there."""
    return str(WHY.get(one.rule, gettext("the names are much alike")))


def faults(line: Line) -> list[tuple[str, str]]:
    """What is wrong with a row: the column, and what to do."""
    return [(label(p.field) if p.field else "", said(p)) for p in line.faults]


def said(problem: Problem) -> str:
    """What is wrong, as a sentence in the language of the reader."""
    sentence = (
        gettext(problem.wording) % problem.values if problem.values else gettext(problem.wording)
    )
    return sentence[:1].upper() + sentence[1:] + ("" if sentence.endswith((".", "!")) else ".")


def told_of(line: Line) -> dict[str, Any]:
    """A row of a sheet for machines."""
    return {
        "row": line.row,
        "state": line.state,
        "id": line.id,
        "name": line.name,
        "cells": [
            {"field": c.field, "before": _listed(c.before), "after": _listed(c.after)}
            for c in line.cells
        ],
        "clashes": [
            {
                "field": c.field,
                "was": _listed(c.was),
                "yours": _listed(c.yours),
                "theirs": _listed(c.theirs),
            }
            for c in line.clashes
        ],
        "alike": [
            {"id": a.id, "name": a.name, "place": a.place, "rule": a.rule, "score": a.score}
            for a in line.alike
        ],
        "faults": [{"code": p.code, "field": p.field, "detail": said(p)} for p in line.faults],
    }


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
