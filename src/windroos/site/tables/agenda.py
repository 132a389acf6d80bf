"""The tables of the evidence agenda, and of what changed between two days."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from windroos import cases
from windroos.apps.compass.agenda.filters import Filters
from windroos.apps.compass.agenda.shown import Sought, sought
from windroos.apps.compass.changes.asked import Compared, Days
from windroos.apps.compass.changes.changed import changed
from windroos.apps.compass.presenting import words
from windroos.apps.compass.robustness import drawn
from windroos.apps.compass.scenarios.asked import PREFIXES
from windroos.cases.agenda import LEAF
from windroos.cases.difference import FACTORS, RegionChange
from windroos.cases.naming import component_of
from windroos.cases.weighing import RegionResult
from windroos.report.table_file import Row
from windroos.site.tables.base import Asked, Contents, DataTable
from windroos.site.tables.words import columns


def _agenda(asked: Asked) -> Contents:
    """Without who finds out what: that is for the people of the case."""
    chosen = asked.chosen
    filters = Filters.of(asked.request.GET, asked.case, chosen.role, None)
    found = drawn.agenda(asked.row, cases.Scenario(chosen.role), chosen.theme, asked.day)
    shown = sought(found, chosen, {}, {}, may_rate=False, show=filters.show)
    fields = columns(
        "agenda",
        region="string",
        name="string",
        role="string",
        theme="string",
        as_of="date",
        kind="string",
        id="string",
        about="string",
        label="string",
        state="string",
        chance="number",
        gain="number",
        settles="number",
        now="string",
        answers="string",
        ask="string",
        ask_passage="string",
    )
    return Contents(fields, [_sought(asked, one) for one in shown])


def _sought(asked: Asked, one: Sought) -> Row:
    item, framework = one.item, asked.case.framework
    leaf = item.kind == LEAF
    return {
        "region": item.region.code,
        "name": one.region,
        "role": asked.chosen.role,
        "theme": asked.chosen.theme,
        "as_of": asked.day,
        "kind": item.kind,
        "id": item.id,
        "about": component_of(framework, framework.by_id[item.id]).id if leaf else item.id,
        "label": one.what,
        "state": item.state,
        "chance": item.chance,
        "gain": item.gain,
        "settles": None if leaf else item.settles,
        "now": item.now,
        "answers": "; ".join(f"{outlook.when}: {outlook.verdict}" for outlook in one.outlooks),
        "ask": one.ask or None,
        "ask_passage": item.passage,
    }


def _changes(asked: Asked) -> Contents:
    days = Days.of(asked.request)
    # A scenario that only its maker may see is in no file.
    compared = Compared.of(asked.request, asked.row, asked.case, days, None)
    if compared.difference is None:
        raise Http404(" ".join(compared.problems))
    fields = columns(
        "changed",
        code="string",
        name="string",
        role="string",
        theme="string",
        before="date",
        after="date",
        status="string",
        moved="boolean",
        advice_before="string",
        advice_after="string",
        provisional_before="string",
        provisional_after="string",
        score_before="number",
        score_after="number",
        change="number",
        data="number",
        framework="number",
        weights="number",
        sufficient="string",
        components="string",
    )
    shown, _same = changed(asked.row, asked.case, compared.difference, compared.chosen)
    # What the case has no region of is asked of all, as on the page.
    only = asked.get("region") if asked.get("region") in asked.case.regions else ""
    rows = [_changed(compared, days, one.change) for one in shown if only in ("", one.code)]
    return Contents(fields, rows)


def _changed(compared: Compared, days: Days, change: RegionChange) -> Row:
    return {
        "code": change.region.code,
        "name": words(change.region.name),
        "role": compared.chosen.role,
        "theme": compared.chosen.theme,
        "before": days.before,
        "after": days.after,
        "status": change.status,
        "moved": change.moved,
        **_side(change.before, "before"),
        **_side(change.after, "after"),
        "change": change.change,
        **{factor: change.parts.get(factor) for factor in FACTORS},
        "sufficient": "; ".join("+".join(sorted(one)) for one in change.sufficient) or None,
        "components": "; ".join(f"{one.criterion.id}: {one.change!r}" for one in change.components)
        or None,
    }


def _side(result: RegionResult | None, side: str) -> Row:
    return {
        f"advice_{side}": result.advice if result else None,
        f"provisional_{side}": result.provisional if result else None,
        f"score_{side}": result.score if result else None,
    }


AGENDA_TABLES = (
    DataTable(
        "agenda",
        _("What is worth finding out"),
        _("One thing that is unknown or doubtful about one region, with what knowing it is worth."),
        _agenda,
        page="compass:agenda",
        parameters=("role", "theme", "region", "component", "state"),
        weighed=True,
    ),
    DataTable(
        "changes",
        _("What changed between two days"),
        _("One region of which something changed: verdict, score, and through what."),
        _changes,
        page="compass:changes",
        parameters=("role", "theme", "before", "after", "region", "scenario"),
        prefixes=PREFIXES,
        asks="before",
    ),
)
