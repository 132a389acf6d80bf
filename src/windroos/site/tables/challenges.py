"""The tables of shared challenges: one line a challenge, and one a region beside home."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from windroos.apps.compass import queries as compass
from windroos.apps.compass.challenges import shown
from windroos.apps.compass.presenting import words
from windroos.cases.challenges import Peer, Shared
from windroos.report.table_file import Row
from windroos.site.tables.base import Asked, Contents, DataTable
from windroos.site.tables.words import columns


def _challenges(asked: Asked) -> Contents:
    fields = columns(
        "challenges",
        challenge="string",
        label="string",
        burden="string",
        result="string",
        passage="string",
        year="year",
        same="string",
        ahead="string",
        learn="string",
        teach="string",
    )
    return Contents(fields, [_challenge(one) for one in _found(asked) if one.reason is None])


def _challenge(one: Shared) -> Row:
    told = one.challenge
    return {
        "challenge": told.id,
        "label": words(told.label),
        "burden": told.burden.indicator,
        "result": told.result.indicator if told.result else None,
        "passage": told.passage,
        "year": one.year,
        "same": _codes(one.with_same()),
        "ahead": _codes(one.ahead()),
        "learn": _codes(one.teachers()),
        "teach": _codes(one.learners()),
    }


def _regions(asked: Asked) -> Contents:
    shared = _asked_for(asked)
    peers = [row.peer for row in shown.rows(asked.case, shared) if row.known]
    return _compared(shared, peers)


def _outside(asked: Asked) -> Contents:
    shared = _asked_for(asked)
    return _compared(shared, [peer for peer in shared.others if peer.burden or peer.result])


def _asked_for(asked: Asked) -> Shared:
    wanted = asked.get("challenge")
    shared = next((one for one in _found(asked) if one.challenge.id == wanted), None)
    if shared is None:
        raise Http404(f"no challenge {wanted}")
    return shared


def _compared(shared: Shared, peers: Sequence[Peer]) -> Contents:
    fields = columns(
        "challenge_regions",
        challenge="string",
        region="string",
        name="string",
        stands_for="string",
        lies_in="string",
        year="year",
        burden="number",
        burden_error="number",
        burden_cell="string",
        result="number",
        result_error="number",
        result_cell="string",
        same="string",
        distance="number",
        trend="string",
        slope="number",
        ahead="string",
        ahead_years="number",
        behind="string",
        behind_years="number",
        outcome="string",
        result_distance="number",
        learn="string",
        teach="string",
    )
    return Contents(fields, [_peer(shared, peer) for peer in peers])


def _peer(shared: Shared, peer: Peer) -> Row:
    burden, result = peer.burden, peer.result
    return {
        "challenge": shared.challenge.id,
        "region": peer.code,
        "name": words(peer.name),
        "stands_for": " ".join(region.code for region in peer.stands_for) or None,
        "lies_in": peer.lies_in.code if peer.lies_in else None,
        "year": shared.year,
        "burden": burden.value if burden else None,
        "burden_error": burden.standard_error if burden else None,
        "burden_cell": burden.cell if burden else None,
        "result": result.value if result else None,
        "result_error": result.standard_error if result else None,
        "result_cell": result.cell if result else None,
        "same": peer.same,
        "distance": peer.distance,
        "trend": peer.trend,
        "slope": peer.slope,
        "ahead": peer.ahead,
        "ahead_years": peer.ahead_years,
        "behind": peer.behind,
        "behind_years": peer.behind_years,
        "outcome": peer.outcome,
        "result_distance": peer.result_distance,
        "learn": " ".join(peer.learn) or None,
        "teach": " ".join(peer.teach) or None,
    }


def _found(asked: Asked) -> tuple[Shared, ...]:
    return compass.challenges(asked.row, asked.chosen.day)


def _codes(peers: tuple[Peer, ...]) -> str | None:
    return " ".join(peer.code for peer in peers) or None


CHALLENGE_TABLES = (
    DataTable(
        "challenges",
        _("Shared challenges"),
        _("One challenge that is compared, with who has the same, and who could learn from whom."),
        _challenges,
        page="compass:challenges",
    ),
    DataTable(
        "challenge-regions",
        _("One challenge, region by region"),
        _("One region of the compass on one challenge, home among them, with a figure."),
        _regions,
        page="compass:challenges",
        parameters=("challenge",),
        asks="challenge",
    ),
    DataTable(
        "challenge-outside",
        _("One challenge, regions outside the compass"),
        _("One region outside the compass, of the level of home, on one challenge."),
        _outside,
        page="compass:challenges",
        parameters=("challenge",),
        asks="challenge",
    ),
)
