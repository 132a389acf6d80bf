"""Sites, conditions and shared shortages as plain data, for machines: the API and the terminal."""

from __future__ import annotations

from typing import Any

from windroos.apps.network.models import Condition, Site
from windroos.apps.network.queries.conditions import Matrix, where
from windroos.apps.network.queries.labour import SharedShortage
from windroos.apps.network.queries.sites import area_ids, fits_level
from windroos.apps.network.queries.sites import figures as figures_of
from windroos.rest.schemas import texts


def site(one: Site, level: int | None = None) -> dict[str, Any]:
    """A site; `fits` tells whether it is meant for a readiness level, null where not known."""
    return {
        "id": one.slug,
        "name": one.name,
        "kind": one.kind,
        "organisation": one.organisation.slug if one.organisation else None,
        "operator": one.operator.slug if one.operator else None,
        "country": one.country,
        "region": one.region,
        "place": one.place,
        "latitude": one.latitude,
        "longitude": one.longitude,
        "areas": area_ids(one),
        "facilities": texts(one, "facilities"),
        "services": texts(one, "services"),
        "access": texts(one, "access"),
        "trl_from": one.trl_from,
        "trl_to": one.trl_to,
        "fits": None if level is None else fits_level(one, level),
    }


def figures(one: Site) -> list[dict[str, Any]]:
    """The figures of a site, by what is counted and by year, each with what it is."""
    return [
        {
            "measure": row.measure,
            "year": row.year,
            "role": row.role,
            "value": row.value,
            "unit": row.unit,
            "state": row.state,
            "passage": row.passage,
        }
        for rows in figures_of(one).values()
        for row in rows
    ]


def condition(one: Condition) -> dict[str, Any]:
    """A condition; `region` is where it holds, or where its site lies."""
    return {
        "id": one.slug,
        "condition": one.condition,
        "region": where(one) or None,
        "site": one.site.slug if one.site else None,
        "state": one.state,
        "since": one.since,
        "basis": one.basis,
        "passage": one.passage,
        "note": texts(one, "note"),
    }


def cells(matrix: Matrix) -> list[dict[str, Any]]:
    """The cells of conditions by regions in which something is said, column by column."""
    return [
        {
            "condition": condition_,
            "region": column,
            "states": [{"state": state, "count": n} for state, n in cell.states.items()],
            "records": [one.slug for one in cell.said],
        }
        for column in matrix.columns
        for (condition_, here), cell in matrix.cells.items()
        if here == column
    ]


def shortage(one: SharedShortage) -> dict[str, Any]:
    """A shortage that a partner shares with home."""
    return {
        "partner": one.partner,
        "label": texts(one.ours, "label"),
        "together": one.together,
        "ours": one.ours.slug,
        "theirs": one.theirs.slug,
        "passages": list(
            dict.fromkeys(row.passage for row in (one.ours, one.theirs) if row.passage)
        ),
    }
