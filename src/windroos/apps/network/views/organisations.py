"""The organisations of the register: finding them among many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from windroos.apps.network import words as said
from windroos.apps.network.models import Organisation, Part
from windroos.apps.network.queries import organisations as found
from windroos.apps.network.queries.organisations import Counts, Wanted
from windroos.apps.network.queries.places import Places
from windroos.apps.network.views.shared import Desk, crumbs, desk
from windroos.apps.network.wording import own_language

ON_A_PAGE = 50
# So many kinds and regions are named in the answer; of the others it says how many there are.
NAMED = 3
ORDERS = {
    "name": gettext_lazy("name"),
    "-name": gettext_lazy("name, Z first"),
    "kind": gettext_lazy("kind"),
    "region": gettext_lazy("region"),
    "place": gettext_lazy("place"),
}
_LONGEST = 200


def organisations(request: HttpRequest, case: str) -> HttpResponse:
    """The organisations of a case that fit what is asked, a page of them, with how many."""
    at = desk(request, case)
    every = found.counts(at.case)
    asked = asked_of(request, at)
    wanted = Wanted.of(asked)
    counts = wanted.counts(at.case)
    order = asked["order"]
    # What was counted already is not counted again.
    rows = wanted.rows(at.case).order_by(*found.ORDERS[order])
    if wanted.words:
        rows = rows.prefetch_related("names")
    pages = Paginator(rows, ON_A_PAGE)
    pages.__dict__["count"] = counts.total
    page = pages.get_page(request.GET.get("page"))
    shown = list(page)
    words = Words(at)
    context = {
        "crumbs": crumbs((_("Organisations"), "")),
        "at": at,
        "rows": [words.row(one, roles, wanted) for one, roles in with_roles(shown)],
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "filter_query": query(asked),
        "answer": answer(at, counts, every, wanted),
        "total": every.total,
        "filters": asked,
        "filtered": bool(wanted),
        "kinds": _present(said.KINDS, every.kinds),
        "areas": list(words.areas.items()),
        "categories": [(id, capfirst(str(word))) for id, word in said.CATEGORIES.items()],
        "region_groups": words.region_groups(every, asked["region"]),
        "orders": [(id, capfirst(str(word))) for id, word in ORDERS.items()],
        "may_write": at.may("save_record"),
    }
    return render(request, "network/organisations.html", context)


def asked_of(request: HttpRequest, at: Desk) -> dict[str, str]:
    """What the address asks for; a choice that does not exist counts as none."""
    given = {name: _line(request, name) for name in ("q", "place", "region")}
    for name, choices in (
        ("kind", said.KINDS),
        ("area", [one.slug for one in found.areas(at.case)]),
        ("category", said.CATEGORIES),
        ("order", ORDERS),
    ):
        value = request.GET.get(name, "")
        given[name] = value if value in choices else ""
    given["order"] = given["order"] or "name"
    return given


def query(asked: dict[str, str], **other: str) -> str:
    """What is asked as the query of an address, without what is empty or as it is by itself."""
    together = {**asked, **other}
    return urlencode(
        {k: v for k, v in together.items() if v and not (k == "order" and v == "name")}
    )


def answer(at: Desk, counts: Counts, every: Counts, wanted: Wanted) -> str:
    """How many organisations there are, of which kinds and where, in a sentence or two."""
    if not every.total:
        return _("No organisation is in the register yet.")
    if not counts.total:
        return _("None of the %(n)s organisations is like that.") % {"n": said.number(every.total)}
    kinds = said.enumerated(
        [said.kinds_counted(kind, n) for kind, n in _first(counts.kinds)] + _others(counts)
    )
    if wanted:
        begin = _("%(n)s of %(all)s organisations: %(kinds)s.") % {
            "n": said.number(counts.total),
            "all": said.number(every.total),
            "kinds": kinds,
        }
    else:
        begin = _("%(all)s organisations: %(kinds)s.") % {
            "all": said.number(every.total),
            "kinds": kinds,
        }
    places = Places(at.case)
    regions = [
        _("%(region)s (%(n)s)") % {"region": places.region(code), "n": said.number(n)}
        for code, n in _first(counts.regions)
    ]
    if not regions or (len(counts.regions) == 1 and len(wanted.regions) == 1):
        return begin
    where = _("Most are in %(regions)s.") if len(counts.regions) > 1 else _("Where: %(regions)s.")
    return f"{begin} {where % {'regions': said.enumerated(regions)}}"


class Words:
    """What stands in a row of organisations, in the reader's words."""

    def __init__(self, at: Desk) -> None:
        self.at = at
        self.places = Places(at.case)
        self.areas: dict[str, str] = {
            one.slug: own_language(one.label_nl, one.label_en)[0] for one in found.areas(at.case)
        }

    def area(self, id: str) -> str:
        """What a technology area is called."""
        return self.areas.get(id, id)

    def row(
        self, one: Organisation, roles: Sequence[Part], wanted: Wanted | None = None
    ) -> dict[str, Any]:
        """One organisation with its roles; `also` is the name by which the words found it."""
        return {
            "url": self.at.url("organisation", one.slug),
            "name": one.name,
            "also": _also(one, wanted) if wanted else "",
            "kind": said.KINDS[one.kind],
            "place": one.place or "",
            "region": self.places.region(one.region) or self.places.country(one.country),
            "abroad": (bool(one.region) and self.places.country(one.country)) or "",
            "roles": list(dict.fromkeys(self.area(role.area) for role in roles)),
            "ended": one.ended or "",
        }

    def region_groups(self, counts: Counts, asked: str) -> list[tuple[str, list[tuple[str, str]]]]:
        """The regions and countries that organisations are in, to choose from, by name."""
        regions = [(code, self.places.region(code)) for code in counts.regions]
        countries = [(code, self.places.country(code)) for code in counts.countries]
        known = {code for code, _name in (*regions, *countries)}
        if asked and asked not in known:
            regions.append((asked, self.places.region(asked)))
        return [
            (_("Countries"), sorted(countries, key=lambda one: one[1].casefold())),
            (_("Regions"), sorted(regions, key=lambda one: one[1].casefold())),
        ]


def with_roles(rows: Sequence[Organisation]) -> Iterable[tuple[Organisation, Sequence[Part]]]:
    """Organisations, each with its roles; one question for all of them."""
    roles = found.roles(rows)
    return [(one, roles.get(one.pk, ())) for one in rows]


def _also(one: Organisation, wanted: Wanted) -> str:
    """The other name that the words stand in, where they do not stand in the official one."""
    words = found.split_words(wanted.words)
    if not words or all(word in found.fold(one.name) for word in words):
        return ""
    for name in one.names.all():  # type: ignore[attr-defined]
        if all(word in found.fold(name.name) for word in words):
            return str(name.name)
    return ""


def _present(words: Any, counted: Any) -> list[tuple[str, str]]:
    return [(id, capfirst(str(word))) for id, word in words.items() if id in counted]


def _first(counted: Any) -> list[tuple[str, int]]:
    """The most frequent; one that would be the only one left over is named as well."""
    some = list(counted.items())
    return some if len(some) <= NAMED + 1 else some[:NAMED]


def _others(counts: Counts) -> list[str]:
    rest = sum(counts.kinds.values()) - sum(n for _kind, n in _first(counts.kinds))
    return [_("%(n)s of other kinds") % {"n": said.number(rest)}] if rest else []


def _line(request: HttpRequest, name: str) -> str:
    return " ".join(request.GET.get(name, "").replace("\0", " ")[:_LONGEST].split())
