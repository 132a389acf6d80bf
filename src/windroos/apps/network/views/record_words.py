"""Conditions in words, as the pages of sites, of conditions and of regions tell them."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst

from windroos.apps.network import words
from windroos.apps.network.models import Condition
from windroos.apps.network.queries.conditions import where
from windroos.apps.network.views.register_parts import Telling


def condition_told(row: Condition, told: Telling) -> dict[str, Any]:
    """A condition in the words of the reader."""
    at, code = told.at, where(row)
    return {
        "slug": row.slug,
        "condition": capfirst(words.word(words.CONDITIONS, row.condition)),
        "region": told.names.name(code) if code else "",
        "site": row.site,
        "site_url": at.url("site", row.site.slug) if row.site is not None else "",
        "state": state_told(row.state),
        "since": row.since or "",
        "edit_url": at.url("condition_edit", row.slug),
        **told.rests(row),
    }


def state_told(state: str, n: int = 0) -> dict[str, Any]:
    """How much something presses: its word, and how often it is said."""
    return {
        "id": state,
        "word": words.word(words.PRESSURES, state),
        "n": n,
    }
