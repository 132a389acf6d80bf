"""Conditions: what is watched and what presses, by region, with every passage that says so."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from windroos.apps.network import words as said
from windroos.apps.network.queries import conditions as queries
from windroos.apps.network.queries.conditions import ABROAD, Matrix
from windroos.apps.network.queries.places import Places
from windroos.apps.network.queries.sites import site
from windroos.apps.network.register_told import Telling, condition_told, state_told
from windroos.apps.network.views.record_pages import RecordPages
from windroos.apps.network.views.shared import Desk, chosen, crumbs, desk
from windroos.cases.register.records import Content
from windroos.cases.register.site_tables import CONDITIONS, PRESSURES


def _name(at: Desk, content: Content) -> str:
    where = Places(at.case).region(content.get("region"))
    if content.get("site"):
        there = site(at.case, content["site"])
        where = there.name if there is not None else content["site"]
    condition = said.word(said.CONDITIONS, content.get("condition")) or content["id"]
    return capfirst(f"{condition}, {where}" if where else condition)


PAGES = RecordPages(
    kind="condition",
    pages="condition",
    list_page="conditions",
    list_label=pgettext_lazy("ecosystem", "Conditions"),
    new_question=gettext_lazy("What presses where?"),
    name=_name,
    stem=lambda given: f"{given.get('region') or given.get('site')}-{given.get('condition')}",
    asked=("region", "site", "condition"),
)


def conditions(request: HttpRequest, case: str) -> HttpResponse:
    """Conditions by regions, and below what is said of each."""
    at = desk(request, case)
    everything = queries.conditions(at.case)
    regions = {queries.where(one) for one in everything}
    filters = {
        "region": chosen(request, "region", regions - {""}),
        "condition": chosen(request, "condition", CONDITIONS),
        "state": chosen(request, "state", PRESSURES),
    }
    found = queries.conditions(at.case, **filters)
    told = Telling(at.case, at.user, [one.passage for one in found])
    names = told.names
    whole = queries.matrix(everything, names)
    table = queries.matrix(found, names)
    columns = [column for column in table.columns if column in _used(table)]
    rows = [one for one in CONDITIONS if not any(filters.values()) or _said(table, one)]
    context = {
        "crumbs": crumbs((pgettext("ecosystem", "Conditions"), "")),
        "at": at,
        "total": len(everything),
        "n": len(found),
        "home": names.region(names.home) if names.home else "",
        "pressing": _listed(whole.pressing(names.home)),
        "watched": _listed(whole.only_watched(names.home)),
        "since_known": sum(bool(one.since) for one in everything),
        "columns": [{"code": column, "name": _column(column, told)} for column in columns],
        "rows": [
            {
                "id": condition,
                "label": capfirst(said.word(said.CONDITIONS, condition)),
                "cells": [_cell(table, condition, column, told) for column in columns],
            }
            for condition in rows
        ],
        "filters": filters,
        "regions": sorted(((c, names.region(c)) for c in regions if c), key=lambda row: row[1]),
        "conditions": [(one, capfirst(str(said.CONDITIONS[one]))) for one in CONDITIONS],
        "states": [(one, capfirst(str(said.PRESSURES[one]))) for one in reversed(PRESSURES)],
        "key": [state_told(one) for one in reversed(PRESSURES)],
        "may_write": at.may("save_record"),
    }
    return render(request, "network/conditions.html", context)


def _cell(table: Matrix, condition: str, column: str, told: Telling) -> dict[str, Any]:
    cell = table.cell(condition, column)
    return {
        "id": f"{condition}_{column or 'nowhere'}",
        "column": _column(column, told),
        "abroad": column == ABROAD,
        "states": [state_told(state, n) for state, n in cell.states.items()],
        "said": [condition_told(one, told) for one in cell.said],
    }


def _column(column: str, told: Telling) -> str:
    if column == ABROAD:
        return pgettext("regions", "Abroad")
    return told.names.region(column) if column else _("Not said where")


def _used(table: Matrix) -> set[str]:
    return {column for _condition, column in table.cells}


def _said(table: Matrix, condition: str) -> bool:
    return any(one == condition for one, _column in table.cells)


def _listed(conditions: list[str]) -> str:
    return said.enumerated(said.word(said.CONDITIONS, one) for one in conditions)
