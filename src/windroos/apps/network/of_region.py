"""What the register knows of a region, for its page: who is there, posts, relations with home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from windroos.apps.network import words as said
from windroos.apps.network.models import Organisation, Tie
from windroos.apps.network.queries import organisations as found
from windroos.apps.network.queries.organisations import Wanted
from windroos.apps.network.wording import own_language
from windroos.apps.regions.queries import REGIONS, Case
from windroos.apps.regions.tables import take
from windroos.codes.regions import country_of

# So many organisations and relations are named; of more, the list has the others.
NAMED = 12


@dataclass(frozen=True)
class OfRegion:
    """The organisations in a region in words; `url` leads to the list of them all."""

    answer: str
    total: int
    url: str
    rows: Sequence[dict[str, Any]]
    posts: Sequence[dict[str, Any]]
    ties: Sequence[dict[str, Any]]
    more_ties: int

    def __bool__(self) -> bool:
        return bool(self.total or self.posts or self.ties)


def organisations_of(case: Case, code: str, name: str) -> OfRegion:
    """What there is to show of the region with this code, which a reader calls so."""
    wanted = Wanted(regions=(code,))
    counts = wanted.counts(case)
    homes = [row["code"] for row in take(case, REGIONS) if row["home"]]
    abroad = [home for home in homes if country_of(home) != country_of(code)]
    ties = [
        (home, tie)
        for home in homes
        if not (home.startswith(code) or code.startswith(home))
        for tie in found.ties_between(case, code, home)
    ]
    country = country_of(code)
    posts = [
        _row(case, one)
        for home in abroad[:1]
        for one in (found.posts(case, country, country_of(home) or "") if country else ())
    ]
    shown = list(wanted.rows(case).exclude(kind="post")[:NAMED]) if counts.total <= NAMED else []
    url = f"{reverse('network:organisations', args=[case.name])}?{urlencode({'region': code})}"
    return OfRegion(
        _answer(name, counts),
        counts.total,
        url,
        [_row(case, one) for one in shown],
        posts,
        [_tie(case, one) for _home, one in ties[:NAMED]],
        max(0, len(ties) - NAMED),
    )


def _answer(name: str, counts: found.Counts) -> str:
    if not counts.total:
        return _("No organisation in %(region)s is in the register.") % {"region": name}
    kinds = said.enumerated(said.kinds_counted(kind, n) for kind, n in counts.kinds.items())
    return _("In the register for %(region)s: %(kinds)s.") % {
        "region": name,
        "kinds": kinds,
    }


def _row(case: Case, one: Organisation) -> dict[str, Any]:
    note, language = own_language(one.note_nl or "", one.note_en or "")
    return {
        "name": one.name,
        "url": _url(case, one),
        "kind": said.KINDS[one.kind],
        "place": one.place or "",
        "note": note,
        "note_language": language,
    }


def _tie(case: Case, tie: Tie) -> dict[str, Any]:
    return {
        "name": tie.organisation.name,
        "url": _url(case, tie.organisation),
        "words": said.RELATIONS[tie.kind][0],
        "other": tie.other.name,
        "other_url": _url(case, tie.other),
        "period": said.period(tie.start, tie.end),
        "basis": said.BASES[tie.basis],
    }


def _url(case: Case, one: Organisation) -> str:
    return reverse("network:organisation", args=[case.name, one.slug])
