"""The track record: which programmes there are, what was put in, and what came of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from windroos.apps.network import words as said
from windroos.apps.network.views.shared import chosen, crumbs
from windroos.apps.network.words import programmes as kinds
from windroos.apps.programmes import telling_account as told
from windroos.apps.programmes import words
from windroos.apps.programmes.queries import accounts
from windroos.apps.programmes.views.desk import Desk, desk
from windroos.cases.facts import Standing


@require_safe
def programmes(request: HttpRequest, case: str) -> HttpResponse:
    """Every programme, or those of a kind or state, with its money by source and what is unsaid."""
    at = desk(request, case)
    record = accounts.track_record(at.case, today=at.today, at=at.at)
    every = record.standings
    kind = chosen(request, "kind", {one.programme["kind"] for one in every})
    state = chosen(request, "state", {one.programme["state"] or "unknown" for one in every})
    wanted = [
        one
        for one in every
        if kind in ("", one.programme["kind"])
        and state in ("", one.programme["state"] or "unknown")
    ]
    called = at.called(*(id for one in wanted for id in told.organisations_of(one.account)))
    context = {
        "crumbs": crumbs((_("Programmes"), "")),
        "at": at,
        "rows": [_row(at, one, called) for one in wanted],
        "total": len(every),
        "n": len(wanted),
        "with_money": sum(bool(one.sums) for one in wanted),
        "with_indicators": sum(bool(one.account.indicators) for one in wanted),
        "kind": kind,
        "state": state,
        "kinds": [
            (id, capfirst(said.word(kinds.PROGRAMME_KINDS, id)))
            for id in kinds.PROGRAMME_KINDS
            if any(one.programme["kind"] == id for one in every)
        ],
        "states": [
            *(
                (id, capfirst(said.word(kinds.PROGRAMME_STATES, id)))
                for id in kinds.PROGRAMME_STATES
                if any(one.programme["state"] == id for one in every)
            ),
            *(
                [("unknown", _("Not said"))]
                if any(not one.programme["state"] for one in every)
                else []
            ),
        ],
        "may_write": at.may("save_record"),
    }
    return render(request, "programmes/programmes.html", context)


def _row(at: Desk, one: Standing, called: dict[str, str]) -> dict[str, Any]:
    programme = one.programme
    partners = [
        called.get(row["organisation"] or "", "") or words.label(row, "name")
        for row in one.partners
    ]
    return {
        "id": programme["id"],
        "url": at.of("programme", programme["id"]),
        "label": capfirst(words.label(programme)),
        "kind": said.word(kinds.PROGRAMME_KINDS, programme["kind"]),
        "state": said.word(kinds.PROGRAMME_STATES, programme["state"])
        if programme["state"]
        else "",
        "start": programme["start"] or "",
        "end": programme["end"] or "",
        "partners": list(dict.fromkeys(partners)),
        "money": told.amounts_told(one.account, called),
        "indicators": len(one.account.indicators),
        "gaps": [words.word(words.GAPS, gap) for gap in _gaps(one)],
    }


def _gaps(one: Standing) -> list[str]:
    """What is not said; where there is no amount at all it is not said of each kind of money."""
    if "money" not in one.gaps:
        return list(one.gaps)
    return [gap for gap in one.gaps if gap not in ("raised", "needed")]
