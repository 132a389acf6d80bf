"""Sites: where an innovation can be tested, made or shared, and what one of them offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from windroos.apps.network import words as said
from windroos.apps.network.models import Indicator, Site, SiteFigure
from windroos.apps.network.queries import sites as queries
from windroos.apps.network.queries.programmes import indicators_of
from windroos.apps.network.queries.sites import NO_REGION, WantedSites
from windroos.apps.network.register_told import (
    Telling,
    amount,
    condition_told,
    measured,
)
from windroos.apps.network.views.record_pages import RecordPages
from windroos.apps.network.views.shared import Desk, chosen, crumbs, desk
from windroos.apps.network.wording import own_text
from windroos.report.outlook import Moment

PAGES = RecordPages(
    kind="site",
    pages="site",
    list_page="sites",
    list_label=gettext_lazy("Sites and test environments"),
    new_question=gettext_lazy("Where can something be tested, made or shared?"),
    name=lambda _at, content: str(content.get("name") or content["id"]),
    stem=lambda given: str(given.get("name") or ""),
    own_page=True,
)
# The kinds where something is tried out, for the answer at the top of the list.
TESTING = ("test-environment", "pilot-line", "living-lab", "field-lab", "academic-workplace")
LEVELS = range(1, 10)


def sites(request: HttpRequest, case: str) -> HttpResponse:
    """The sites of a case, all or those that fit what is asked."""
    at = desk(request, case)
    everything = queries.sites(at.case)
    told = Telling(at.case, at.user, [])
    areas = _areas(at)
    codes = {queries.code(one) for one in everything.sites}
    level = chosen(request, "level", LEVELS)
    wanted = WantedSites(
        kind=chosen(request, "kind", everything.kinds),
        area=chosen(request, "area", areas),
        region=chosen(request, "region", {*codes, NO_REGION}),
        words=" ".join(request.GET.get("q", "").split())[:200],
        level=int(level) if level else None,
        unknown=request.GET.get("unknown") == "1",
    )
    found = queries.sites(at.case, wanted)
    query = request.GET.copy()
    query["unknown"] = "1"
    known = sorted(
        codes - {""}, key=lambda code: (told.names.abroad(code), told.names.region(code))
    )
    context = {
        "crumbs": crumbs((_("Sites and test environments"), "")),
        "at": at,
        "rows": [_row(one, told, areas) for one in found.sites],
        "total": len(everything.sites),
        "n": len(found.sites),
        "testing": said.enumerated(
            said.sites_counted(kind, found.kinds[kind]) for kind in TESTING if kind in found.kinds
        ),
        "unknown": found.unknown,
        "left_unknown": found.left_unknown,
        "with_unknown": f"?{query.urlencode()}",
        "wanted": wanted,
        "asked": bool(wanted),
        "level": level,
        "kinds": [(kind, capfirst(str(said.SITE_KINDS[kind]))) for kind in everything.kinds],
        "areas": [(id, label) for id, label in areas.items() if _used(id, everything.sites)],
        "regions": [(code, told.names.region(code)) for code in known]
        + ([(NO_REGION, _("Not said where"))] if "" in codes else []),
        "levels": [(str(n), str(n)) for n in LEVELS],
        "may_write": at.may("save_record"),
    }
    return render(request, "network/sites.html", context)


def site(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """One site: what it offers, for whom, how it goes, and what presses on it."""
    at = desk(request, case)
    one = queries.site(at.case, slug)
    if one is None:
        return PAGES.gone(at, slug)
    by_measure = queries.figures(one)
    pressing = queries.conditions_of(one)
    passages = [one.passage, *(row.passage for rows in by_measure.values() for row in rows)]
    told = Telling(at.case, at.user, [*passages, *(row.passage for row in pressing)])
    areas = _areas(at)
    shown = _row(one, told, areas)
    context = {
        "crumbs": crumbs((_("Sites and test environments"), at.url("sites")), (one.name, "")),
        "at": at,
        "site": one,
        "shown": shown,
        "rests": told.rests(one),
        "areas": [(id, areas.get(id, id)) for id in queries.area_ids(one)],
        "figures": [_measure(one, rows, told) for rows in by_measure.values()],
        "conditions": [condition_told(row, told) for row in pressing],
        "indicators": [_indicator(at, row) for row in indicators_of(one)],
        "just_saved": "saved" in request.GET,
        **PAGES.history(at, slug),
    }
    return render(request, "network/site.html", context)


def _row(one: Site, told: Telling, areas: dict[str, str]) -> dict[str, Any]:
    """A site in words."""
    code = queries.code(one)
    where = [one.place or "", told.names.region(code) if code else ""]
    return {
        "site": one,
        "url": told.url("site", one.slug),
        "kind": capfirst(said.word(said.SITE_KINDS, one.kind)),
        "where": ", ".join(part for part in where if part),
        "facilities": own_text(one, "facilities"),
        "services": own_text(one, "services"),
        "access": own_text(one, "access"),
        "areas": [areas.get(id, id) for id in queries.area_ids(one)],
        "readiness": readiness(one),
        "operator": one.operator or one.organisation,
    }


def _indicator(at: Desk, one: Indicator) -> dict[str, str]:
    """An indicator that is about the site, and its programme, with their pages."""
    return {
        "label": capfirst(own_text(one, "label")),
        "url": at.url("programmes:indicator", one.slug),
        "programme": capfirst(own_text(one.programme, "label")),
        "programme_url": at.url("programmes:programme", one.programme.slug),
    }


def readiness(one: Site) -> str:
    """For which readiness levels a site is meant, in words; empty where nobody says."""
    low, high = one.trl_from, one.trl_to
    if low is not None and high is not None:
        return f"{low}" if low == high else f"{low}–{high}"
    if low is not None:
        return _("from %(level)s; up to which is not known") % {"level": low}
    if high is not None:
        return _("up to %(level)s; from which is not known") % {"level": high}
    return ""


def _measure(one: Site, rows: Sequence[SiteFigure], told: Telling) -> dict[str, Any]:
    """The figures of one measure: the answer in a sentence, the drawing, the table."""
    name = said.word(said.MEASURES, rows[0].measure)
    units = {row.unit for row in rows if row.unit}
    unit = units.pop() if len(units) == 1 else ""
    label = f"{name} ({unit})" if unit else name
    answer = _answer(rows)
    # A unit that is the same for all stands in the head of the table.
    shown = [_figure(row, None if unit else row.unit, told) for row in rows]
    moments: list[Moment] = []
    if sum(row.value is not None for row in rows) > 1 and len({row.unit for row in rows}) == 1:
        moments = [
            Moment(
                row.year,
                row.value,
                row.role,
                amount(row.value) if row.value is not None else "",
                f"{row.year}: {figure['value']} {row.unit or ''} ({figure['role']})",
            )
            for row, figure in zip(rows, shown, strict=True)
        ]
    return {
        "id": rows[0].measure,
        "label": capfirst(label),
        "answer": answer,
        "moments": moments,
        "axis": label,
        "title": f"{one.name}, {name}: {answer}",
        "rows": shown,
        "roles": [
            (role, said.word(said.FIGURE_ROLES, role))
            for role in dict.fromkeys(row.role for row in rows if row.value is not None)
        ],
    }


def _figure(row: SiteFigure, unit: str | None, told: Telling) -> dict[str, Any]:
    value = measured(row.value, unit) if row.value is not None else ""
    return {
        "year": row.year,
        "value": value or said.word(said.FIGURE_STATES, row.state),
        "known": bool(value),
        "role": said.word(said.FIGURE_ROLES, row.role),
        "note": own_text(row, "note"),
        "place": told.place(row.passage),
    }


def _answer(rows: Sequence[SiteFigure]) -> str:
    """What the figures say together, and that none was measured where none was."""
    valued = [row for row in rows if row.value is not None]
    if not valued:
        return _("There is no figure yet.")
    first, last = valued[0], valued[-1]
    numbers = [measured(row.value or 0, row.unit) for row in (first, last)]
    if len(valued) == 1:
        sentence = _("%(value)s in %(year)s.") % {"value": numbers[0], "year": first.year}
    else:
        sentence = _("From %(first)s in %(start)s to %(last)s in %(end)s.") % {
            "first": numbers[0],
            "start": first.year,
            "last": numbers[1],
            "end": last.year,
        }
    roles = dict.fromkeys(row.role for row in valued)
    if "actual" not in roles:
        kinds = {
            "target": pgettext("figures", "targets"),
            "expected": pgettext("figures", "expectations"),
            "baseline": pgettext("figures", "baselines"),
        }
        sentence += " " + _("These are %(kinds)s; none of them was measured.") % {
            "kinds": said.enumerated(kinds[role] for role in roles)
        }
    return sentence


def _areas(at: Desk) -> dict[str, str]:
    english = get_language() == "en"
    found = {id: en if english else nl for id, (nl, en) in queries.areas(at.case).items()}
    return dict(sorted(found.items(), key=lambda row: row[1].casefold()))


def _used(area: str, sites: Sequence[Site]) -> bool:
    return any(area in queries.area_ids(one) for one in sites)
