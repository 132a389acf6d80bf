"""Value chains: the list, one chain seen from a region, and several regions beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from windroos.apps.network import words as said
from windroos.apps.network.chain_telling import Telling, bounds, title
from windroos.apps.network.queries import chains as found
from windroos.apps.network.queries import citing
from windroos.apps.network.queries.chains import ChainError, Kept, Seen
from windroos.apps.network.queries.places import Places
from windroos.apps.network.views.chain_editing import PAGES
from windroos.apps.network.views.shared import Desk, crumbs, desk
from windroos.apps.network.wording import own_text
from windroos.cases.fields import REGION
from windroos.measure import compare_chains

# More regions beside each other than this no screen holds.
MOST_COMPARED = 6


@require_safe
def chains(request: HttpRequest, case: str) -> HttpResponse:
    """The chains of a case, each with what is held and what is not."""
    at = desk(request, case)
    kept = found.chains(at.case)
    rows = [_row(at, one) for one in kept]
    n = len(rows)
    context = {
        "crumbs": crumbs((_("Value chains"), "")),
        "at": at,
        "rows": rows,
        "answer": ngettext(
            "%(n)s value chain has been written down.",
            "%(n)s value chains have been written down.",
            n,
        )
        % {"n": n}
        if n
        else _("No value chain has been written down yet."),
        "may_write": at.may("save_record"),
    }
    return render(request, "network/chains.html", context)


@require_safe
def chain(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """A chain as it is seen from the regions that are asked for, or from everywhere."""
    at = desk(request, case)
    kept = found.chain(at.case, slug)
    if kept is None:
        return PAGES.gone(at, slug)
    codes, strange = asked(request, "from")
    context = {
        "crumbs": crumbs((_("Value chains"), at.url("chains")), (title(kept), "")),
        "at": at,
        "slug": slug,
        "title": title(kept),
        "note": own_text(kept.content, "note"),
        "strange": strange,
        "choices": choices(at, kept, codes),
        "compare_url": f"{at.url('chain_compare', slug)}?{_query('with', codes)}",
        **PAGES.history(at, slug),
        "just_saved": request.GET.get("saved") == str(kept.version),
    }
    try:
        seen = found.see(kept, codes, timezone.localdate())
    except ChainError as error:
        return render(request, "network/chain.html", context | {"faults": error.problems})
    telling = Telling(seen, found.holder_names(at.case, [kept]), Places(at.case))
    context |= _told(at, telling)
    return render(request, "network/chain.html", context)


@require_safe
def compare(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """A chain as it is seen from several regions, link by link."""
    at = desk(request, case)
    kept = kept_or_404(at, slug)
    codes, strange = asked(request, "with")
    codes = codes or _home(kept)
    context: dict[str, Any] = {
        "crumbs": crumbs(
            (_("Value chains"), at.url("chains")),
            (title(kept), at.url("chain", slug)),
            (_("Compare regions"), ""),
        ),
        "at": at,
        "slug": slug,
        "title": title(kept),
        "strange": strange,
        "too_many": len(codes) > MOST_COMPARED,
        "most": MOST_COMPARED,
        "choices": choices(at, kept, codes),
    }
    codes = codes[:MOST_COMPARED]
    try:
        views = {code: found.see(kept, [code], timezone.localdate()) for code in codes}
    except ChainError as error:
        return render(request, "network/chain_compare.html", context | {"faults": error.problems})
    names, places = found.holder_names(at.case, [kept]), Places(at.case)
    told = {code: Telling(seen, names, places) for code, seen in views.items()}
    context |= {
        "columns": [places.region(code) for code in codes],
        "lines": [
            [(places.region(code), one.lines({})[number]) for code, one in told.items()]
            for number in range(len(kept.content["chain_links"]))
        ],
        "whole": [
            (places.region(code), bounds(seen.now.outside_share)) for code, seen in views.items()
        ],
        "adds": _adds(views, told, places),
        "few": len(codes) < 2,
    }
    return render(request, "network/chain_compare.html", context)


def kept_or_404(at: Desk, slug: str) -> Kept:
    """The chain of this id; 404 where there is none."""
    kept = found.chain(at.case, slug)
    if kept is None:
        raise Http404(f"no chain {slug}")
    return kept


def asked(request: HttpRequest, name: str) -> tuple[list[str], list[str]]:
    """The codes of regions that an address asks for, and what are no codes of any region."""
    given = [
        part
        for value in request.GET.getlist(name)
        for part in re.split(r"[\s,;]+", value[:200])
        if part
    ]
    codes = list(dict.fromkeys(code.upper() if "x-" not in code else code for code in given))
    sound = [code for code in codes if re.fullmatch(REGION, code)]
    return sound, [code for code in codes if code not in sound]


def choices(at: Desk, kept: Kept, chosen: Iterable[str]) -> list[dict[str, Any]]:
    """The regions and countries where a chain has holders, larger ones too, and those chosen."""
    places, chosen = Places(at.case), list(chosen)
    codes = set(kept.codes) | {code[:4] for code in kept.codes if _nuts(code)} | set(chosen)
    return [
        {"code": code, "name": places.region(code), "chosen": code in chosen}
        for code in sorted(codes, key=lambda code: (code[:2], len(code) > 2, code))
    ]


def _told(at: Desk, telling: Telling) -> dict[str, Any]:
    """What the page of a chain says of it."""
    kept, seen = telling.seen.kept, telling.seen
    content = kept.content
    rows = [*content["chain_links"], *content["chain_holders"], *content["chain_flows"], content]
    cited = citing.cited(at.case, at.user, [row["passage"] for row in rows])
    holders: dict[str, list[Any]] = {}
    for row in content["chain_holders"]:
        who = telling.holder(row["organisation"] or row["region"] or row["country"])
        holders.setdefault(row["link"], []).append(
            {
                "label": who,
                "basis": str(said.BASES[row["basis"]]),
                "note": own_text(row, "note"),
                "place": cited.get(row["passage"] or ""),
            }
        )
    lines = telling.lines(_urls(at, telling))
    return {
        "seen": seen,
        "answer": " ".join(telling.answer()),
        "where": telling.where,
        "everywhere": not seen.scope.codes,
        "svg": mark_safe(telling.drawing(title(kept))),  # noqa: S308 (`report` escapes)
        "lines": lines,
        "grounds": [
            {
                "line": line,
                "note": own_text(line.row, "note"),
                "place": cited.get(line.row["passage"] or ""),
                "holders": holders.get(line.id, []),
            }
            for line in lines
        ],
        "gaps": telling.gaps(),
        "singles": telling.singles(),
        "open": telling.listed(seen.open),
        "share": bounds(seen.now.outside_share),
        "sets": telling.sets(),
        "flows": [
            flow | {"place": cited.get(flow["row"]["passage"] or "")} for flow in telling.flows()
        ],
        "place": cited.get(content["passage"] or ""),
    }


def _row(at: Desk, kept: Kept) -> dict[str, Any]:
    """A chain in the list."""
    row: dict[str, Any] = {
        "title": title(kept),
        "url": at.url("chain", kept.slug),
        "links": len(kept.content["chain_links"]),
    }
    try:
        seen = found.see(kept, (), timezone.localdate())
    except ChainError:
        return row
    telling = Telling(seen, found.holder_names(at.case, [kept]), Places(at.case))
    return row | {
        "held": len(seen.now.of_state("held")),
        "open": telling.listed(seen.open),
        "weak": said.enumerated(f"{telling.label(k)} ({who})" for k, who in telling.weak.items()),
    }


def _urls(at: Desk, telling: Telling) -> dict[str, str]:
    """The pages of the organisations that hold a link."""
    return {slug: at.url("organisation", slug) for slug in telling.names}


def _adds(views: dict[str, Seen], told: dict[str, Telling], places: Places) -> list[dict[str, str]]:
    """What each region holds that another does not."""
    if len(views) < 2:
        return []
    compared = compare_chains({code: seen.now for code, seen in views.items()})
    found = []
    for one, telling in told.items():
        for other in told:
            links = compared.adds(one, other) if one != other else ()
            if links:
                found.append(
                    {
                        "one": places.region(one),
                        "other": places.region(other),
                        "links": telling.listed(links),
                    }
                )
    return found


def _home(kept: Kept) -> list[str]:
    """The regions to begin with: those that hold most links."""
    links: dict[str, set[str]] = {}
    for row in kept.content["chain_holders"]:
        if row["region"]:
            links.setdefault(row["region"], set()).add(row["link"])
    return sorted(links, key=lambda code: (-len(links[code]), code))[:3]


def _query(name: str, codes: Iterable[str]) -> str:
    return urlencode([(name, code) for code in codes])


def _nuts(code: str) -> bool:
    return len(code) > 4 and "-" not in code
