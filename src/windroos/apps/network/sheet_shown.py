"""Fields and values of organisations in the words of the reader, and why two may be one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from windroos.cases.framework import Text
from windroos.cases.problems import Problem
from windroos.cases.register.sheet_words import CATEGORY_WORDS, KIND_WORDS, LABELS
from windroos.cases.register.taking_in import Alike, Line
from windroos.codes.countries import country_label

# Why a row may be an organisation that is there already, by the rules of `link.organisations`.
WHY: Mapping[str, str | Promise] = {
    "ror": lazy("the same ROR number"),
    "kvk": lazy("the same KVK number"),
    "row": lazy("the same name, in this table"),
    "letters": lazy("the same name"),
    "spacing": lazy("other spaces or hyphens"),
    "legal-form": lazy("with and without a legal form"),
    "legal-forms": lazy("two legal forms"),
    "order": lazy("the words in another order"),
    "translated": lazy("a word in another language"),
    "honorific": lazy("with and without a predicate"),
    "spelling": lazy("a word spelt otherwise"),
    "only-spelling": lazy("a word spelt otherwise"),
    "short": lazy("one short name"),
    "slip": lazy("a word with another letter"),
    "initials": lazy("one is the initials of the other"),
    "abbreviation": lazy("the same abbreviation"),
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
    return str(WHY.get(one.rule, _("the names are much alike")))


def faults(line: Line) -> list[tuple[str, str]]:
    """What is wrong with a row: the column, and what to do."""
    return [(label(p.field) if p.field else "", said(p)) for p in line.faults]


def said(problem: Problem) -> str:
    """What is wrong, as a sentence in the language of the reader."""
    sentence = _(problem.wording) % problem.values if problem.values else _(problem.wording)
    return sentence[:1].upper() + sentence[1:] + ("" if sentence.endswith((".", "!")) else ".")
