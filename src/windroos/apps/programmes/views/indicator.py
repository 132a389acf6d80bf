"""One indicator: its course, what every cell held before, and how it is reckoned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from windroos.apps.evidence.quoting import Place
from windroos.apps.network import words as said
from windroos.apps.network.queries import records
from windroos.apps.network.views.indicator_editing import PAGES
from windroos.apps.network.views.shared import crumbs
from windroos.apps.network.words import programmes as kinds
from windroos.apps.programmes import telling_account as told
from windroos.apps.programmes import words
from windroos.apps.programmes.views.desk import desk
from windroos.cases.facts import Account, Measured
from windroos.measure.results import Fact


@require_safe
def indicator(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """The figures of an indicator as known now or on a day, with all that was recorded before."""
    at = desk(request, case)
    record = records.record(at.case, "indicator", slug)
    if record is None or record.content is None:
        return PAGES.gone(at, slug)
    account = at.account(record.content["programme"])
    one = account.indicators.get(slug)
    if one is None:
        raise Http404(f"no indicator {slug} on that day")
    places = at.places(
        one.content["passage"],
        *(note["passage"] for note in one.notes),
        *(row["passage"] for row in one.rows.values()),
    )
    programme = account.programme
    card = told.card(one, at.of("indicator", slug))
    owner = at.called(one.content["owner"])
    context = {
        "crumbs": crumbs(
            (_("Programmes"), at.of("programmes")),
            (capfirst(words.label(programme)), at.of("programme", programme["id"])),
            (card["label"], ""),
        ),
        "at": at,
        "slug": slug,
        "card": card,
        "content": one.content,
        "programme": {
            "label": capfirst(words.label(programme)),
            "url": at.of("programme", programme["id"]),
            "slug": programme["id"],
        },
        "owner": owner.get(one.content["owner"] or "", ""),
        "origin": words.label(one.content, "origin"),
        "part": _part(account, one),
        "facts": _rules(one),
        "table": _table(one, places),
        "periods": [words.short(period) for period in one.periods],
        "parts": _parts(account, one),
        "over": _over(one),
        "notes": [
            {
                "mark": note["mark"],
                "text": words.label(note, "text"),
                "place": places.get(note["passage"] or ""),
            }
            for note in one.notes
        ],
        "histories": _histories(account, one, places),
        "site": one.content["site"],
        "day": at.day,
        "may_enter": at.can("record_facts", given=()),
        "may_write": at.may("save_record"),
        **PAGES.history(at, slug),
    }
    return render(request, "programmes/indicator.html", context)


def _part(account: Account, one: Measured) -> str:
    return told.part_label(account.branches[one.part].content) if one.part else ""


def _rules(one: Measured) -> list[tuple[str, str]]:
    """How it is reckoned with, in words."""
    indicator = one.indicator
    rules = [
        (_("What it is"), said.word(kinds.INDICATOR_KINDS, indicator.kind)),
        (_("Which way is better"), said.word(kinds.DIRECTIONS, indicator.direction)),
        (_("How periods are put together"), said.word(kinds.OVER_TIME, indicator.adds_up)),
        (_("How parts are put together"), said.word(kinds.UP_TREE, indicator.up_tree)),
        (_("How often it is reported"), said.word(kinds.FREQUENCIES, indicator.frequency)),
    ]
    if one.content["due_days"] is not None:
        told_of = _("%(n)s days after the period") % {"n": one.content["due_days"]}
        rules.append((_("When its figure is due"), told_of))
    margins = {
        "on": words.number(indicator.rule.on_track * 100),
        "risk": words.number(indicator.rule.at_risk * 100),
    }
    rules.append(
        (
            _("When it is on track"),
            _(
                "At most %(on)s%% of the way from the start to the target is lacking; up to"
                " %(risk)s%% it is at risk, and beyond that behind."
            )
            % margins,
        )
    )
    return rules


def _table(one: Measured, places: Mapping[str, Place]) -> list[dict[str, Any]]:
    """A row for each role, with a cell for each period."""
    return [
        {
            "role": capfirst(words.word(words.ROLES, role)),
            "cells": [
                {
                    "label": words.short(cell.period),
                    "text": words.shown(cell, one),
                    "known": cell.value is not None,
                    "complete": cell.total.complete or cell.value is None,
                    "provisional": cell.total.provisional,
                    "place": places.get((cell.row or {}).get("passage") or ""),
                }
                for cell in cells
            ],
        }
        for role, cells in one.table().items()
    ]


def _parts(account: Account, one: Measured) -> list[dict[str, Any]]:
    """What it comes to in each part beneath it, in the last period that there is an actual of."""
    periods = [period for period in one.periods if one.shown("actual", period).value is not None]
    if one.indicator.up_tree == "none" or not periods:
        return []
    return [
        {
            "label": told.part_label(account.branches[part].content) if part else _("The whole"),
            "value": words.value(total.value, one) if total.value is not None else "",
            "complete": total.complete,
            "period": words.period(periods[-1]),
        }
        for part, total in one.up_tree(periods[-1]).items()
    ]


def _over(one: Measured) -> dict[str, Any] | None:
    """All periods together, with how many of them are in it."""
    total = one.over
    if total is None or total.value is None:
        return None
    coverage = one.coverage
    return {
        "value": words.value(total.value, one),
        "complete": total.complete,
        "known": coverage.known,
        "of": coverage.of,
        "reasons": [words.reason(reason, one) for reason in total.reasons],
    }


def _histories(
    account: Account, one: Measured, places: Mapping[str, Place]
) -> list[dict[str, Any]]:
    """Every cell with all that was recorded of it, those that changed first."""
    cells = dict.fromkeys(fact.cell for fact in account.entries.facts if fact.indicator == one.id)
    found = []
    for cell in cells:
        facts = account.history(cell)
        if facts:
            found.append(
                {
                    "what": f"{capfirst(words.word(words.ROLES, cell.role))},"
                    f" {words.period(cell.period)}",
                    "part": told.part_label(account.branches[cell.part].content)
                    if cell.part and cell.part in account.branches
                    else "",
                    "changed": len(facts) > 1,
                    "facts": [_fact(fact, one, places) for fact in reversed(facts)],
                }
            )
    return sorted(found, key=lambda row: not row["changed"])


def _fact(fact: Fact, one: Measured, places: Mapping[str, Place]) -> dict[str, Any]:
    row = one.rows.get(fact.id) or {}
    return {
        "text": told.fact_text(fact, one),
        "status": words.word(words.FACT_STATUSES, fact.status),
        "recorded": words.day(fact.recorded),
        "by": fact.by,
        "reason": fact.reason,
        "method": fact.method,
        "note": words.label(row, "note"),
        "place": places.get(fact.passage),
    }
