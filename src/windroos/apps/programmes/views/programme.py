"""One programme: what it wants, what is done for it, what it costs and what comes of it."""

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
from windroos.apps.network.views.programme_editing import PAGES
from windroos.apps.network.views.shared import crumbs
from windroos.apps.network.words import programmes as kinds
from windroos.apps.programmes import telling_account as told
from windroos.apps.programmes import telling_reviews, words
from windroos.apps.programmes.views.desk import Desk, desk
from windroos.cases.facts import Account, Branch, Goal
from windroos.measure.results import Period, PeriodError


@require_safe
def programme(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """The account of a programme, as known now or on a day."""
    at = desk(request, case)
    if records.record(at.case, "programme", slug) is None:
        return PAGES.gone(at, slug)
    account = at.account(slug)
    reported = _reported(request, account)
    if reported is not None:
        account = reported[1]
    content = account.programme
    label = capfirst(words.label(content))
    places = at.places(*told.passages_of(account))
    called = at.called(*told.organisations_of(account))
    cards = [told.card(one, at.of("indicator", one.id)) for one in account.indicators.values()]
    context = {
        "crumbs": crumbs((_("Programmes"), at.of("programmes")), (label, "")),
        "at": at,
        "slug": slug,
        "label": label,
        "aim": words.label(content, "aim"),
        "kind": said.word(kinds.PROGRAMME_KINDS, content["kind"]),
        "state": said.word(kinds.PROGRAMME_STATES, content["state"]) if content["state"] else "",
        "content": content,
        "owner": _organisation(content["owner"], called, at),
        "place": places.get(content["passage"] or ""),
        "answer": _answer(account, cards),
        "goals": [_goal(one) for top in account.goals for one in top.walk()],
        "parts": [_part(at, one, called, places) for one in account.root.walk() if one.id],
        "partners": _partners(account.root, called, at, places),
        "agreements": [
            {
                "kind": said.word(kinds.AGREEMENT_KINDS, one.content["kind"]),
                "label": words.label(one.content),
                "indicators": [capfirst(words.label(each.content)) for each in one.indicators],
            }
            for branch in account.root.walk()
            for one in branch.agreements
        ],
        "money": told.money_table(account) if account.money.sums else None,
        "amounts": [
            row | {"place": places.get(row["passage"] or "")}
            for row in told.amounts_told(account, called)
        ],
        "remarks": told.money_remarks(account),
        "cards": cards,
        "grid": _grid(account),
        "notes": [
            {
                "mark": note["mark"],
                "text": words.label(note, "text"),
                "place": places.get(note["passage"] or ""),
            }
            for note in account.notes
        ],
        "reviews": telling_reviews.locked(account, called),
        "reported": reported[0] if reported is not None else None,
        "day": at.day,
        "may_enter": at.can("record_facts", given=()),
        "may_write": at.may("save_record"),
        **PAGES.history(at, slug),
    }
    return render(request, "programmes/programme.html", context)


def _reported(request: HttpRequest, account: Account) -> tuple[dict[str, str], Account] | None:
    """The account as it stood when the report on the period asked for was locked: at that very
    moment, for later on that day a figure may have been corrected. None when none is asked for."""
    asked = request.GET.get("reported", "")
    if not asked:
        return None
    try:
        period = Period.of(asked)
    except PeriodError as error:
        raise Http404(str(error)) from error
    found = account.as_reported(period)
    if found is None or found.at is None:
        raise Http404(f"the report on {asked} was never locked")
    return {"period": words.period(period), "locked": words.moment(found.at)}, found


def _answer(account: Account, cards: list[dict[str, Any]]) -> str:
    """The state of the programme in two sentences."""
    parts = []
    budget = account.money.sums.get("budget")
    whole = told.span(account, "budget")
    if budget is not None and whole is not None:
        asked = {"money": words.money(budget), "period": words.period(whole)}
        parts.append(_("For %(period)s there is a budget of %(money)s.") % asked)
    else:
        parts.append(_("No budget is on record."))
    known = sum("actual" in one.roles for one in account.indicators.values())
    if not cards:
        parts.append(_("It has no indicators."))
    elif not known:
        parts.append(
            _("Of none of the %(n)s indicators it is on record what was reached.")
            % {"n": len(cards)}
        )
    else:
        told_of = {"known": known, "n": len(cards)}
        parts.append(
            _("Of %(known)s of the %(n)s indicators it is on record what was reached.") % told_of
        )
    return " ".join(parts)


def _organisation(id: str | None, called: Mapping[str, str], at: Desk) -> dict[str, str] | None:
    if not id:
        return None
    return {"name": called.get(id, id), "url": at.url("organisation", id)}


def _goal(one: Goal) -> dict[str, Any]:
    return {
        "label": capfirst(words.label(one.content)),
        "kind": said.word(kinds.GOAL_KINDS, one.content["kind"]),
        "depth": one.depth,
        "parts": [told.part_label(branch.content) for branch in one.branches],
        "indicators": [capfirst(words.label(each.content)) for each in one.indicators],
    }


def _part(
    at: Desk, one: Branch, called: Mapping[str, str], places: Mapping[str, Place]
) -> dict[str, Any]:
    return {
        "id": one.id,
        "label": told.part_label(one.content),
        "depth": one.depth,
        "does": words.label(one.content, "does"),
        "owner": _organisation(one.content["owner"], called, at),
        "partners": _partners(one, called, at, places),
        "place": places.get(one.content["passage"] or ""),
        "indicators": [
            {"label": capfirst(words.label(each.content)), "url": at.of("indicator", each.id)}
            for each in one.indicators
        ],
    }


def _partners(
    branch: Branch, called: Mapping[str, str], at: Desk, places: Mapping[str, Place]
) -> list[dict[str, Any]]:
    return [
        {
            "organisation": _organisation(row["organisation"], called, at),
            "name": words.label(row, "name"),
            "role": said.word(kinds.PARTNER_ROLES, row["role"]),
            "place": places.get(row["passage"] or ""),
        }
        for row in branch.partners
    ]


def _grid(account: Account) -> dict[str, Any] | None:
    """The table of indicators as a document prints it; None without any."""
    if not account.indicators or not account.periods:
        return None
    grid = account.grid
    return {
        "periods": [words.short(period) for period in grid.periods],
        "rows": [
            {
                "label": capfirst(words.label(row.measured.content)),
                "marks": [note["mark"] for note in row.measured.notes],
                "cells": [
                    {
                        "label": words.short(cell.period),
                        "text": words.shown(cell, row.measured),
                        "role": words.word(words.ROLES, cell.role) if cell.state != "none" else "",
                        "known": cell.value is not None,
                    }
                    for cell in row.cells
                ],
            }
            for row in grid.rows
        ],
    }
