"""The documents and datasets of a case, and a document to read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from windroos.apps.compass import presenting
from windroos.apps.compass.presenting import day, measured, words
from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.queries import Resolved
from windroos.cases import Case
from windroos.cases.case import Source
from windroos.site.reading import paragraphs
from windroos.site.uses import Use, uses

STATES = ("found", "moved", "broken", "absent")


def documents(request: HttpRequest, case: str) -> HttpResponse:
    """Every source of a case: documents and the state of their places, datasets and figures."""
    row, value = presenting.case_or_404(case)
    resolved = evidence.resolve(row, value.locators)
    added = {document.source: document for document in evidence.documents(row)}
    listed = [
        _document(value, source, resolved, added.get(source.id))
        for source in value.sources.values()
        if source.kind == "document"
    ]
    here = sum(document["added"] is not None for document in listed)
    return render(
        request,
        "windroos/documents.html",
        {
            "documents": listed,
            "answer": _answer(listed, here),
            "others": [d for source, d in added.items() if source not in value.sources],
            "datasets": _datasets(value),
            "all_added": here == len(listed),
        },
    )


def document(request: HttpRequest, case: str, source: str) -> HttpResponse:
    """A document to read, with what was drawn from it beside its passages."""
    row, value = presenting.case_or_404(case)
    known = value.sources.get(source)
    added = evidence.document(row, source)
    if known is not None and known.kind != "document":
        return redirect(f"{reverse('documents', args=[case])}#{source}")
    if known is None and added is None:
        raise Http404(f"no document {source} in {case}")
    own = [one for one in value.locators.values() if one.document == source]
    resolved = evidence.resolve(row, own)
    rests = uses(value)
    labels = {one.id: words(one.label) for one in own}
    passages = evidence.passages(added) if added else []
    text = paragraphs(passages, resolved.values(), rests, labels)
    now = {(p.section, p.paragraph): p for p in passages}
    in_use = sum(bool(paragraph.notes) for paragraph in text)
    return render(
        request,
        "windroos/document.html",
        {
            "crumbs": [
                {"label": _("Documents"), "url": reverse("documents", args=[case])},
                {"label": known.title if known else str(added), "url": ""},
            ],
            "source": known,
            "title": known.title if known else str(added),
            "published": day(known.published) if known else "",
            "note": words(known.note) if known else "",
            "language": (known.language if known else "") or "",
            "added": added,
            "paragraphs": text,
            "in_use": in_use,
            "broken": _places(resolved, rests, "broken", now),
            "absent": _places(resolved, rests, "absent"),
            "sections": [(p.number, p.heading) for p in text if p.heading],
        },
    )


def _places(
    resolved: Mapping[str, Resolved],
    rests: Mapping[str, Sequence[Use]],
    state: str,
    now: Mapping[tuple[str, int], object] | None = None,
) -> list[dict[str, Any]]:
    """The locators in a state: what was expected, what stands there now and what rests on them."""
    return [
        {
            "id": one.locator.id,
            "label": words(one.locator.label),
            "section": one.locator.section,
            "paragraph": one.locator.paragraph,
            "sentences": one.locator.sentences,
            "uses": rests.get(one.locator.id, ()),
            "now": (now or {}).get((one.locator.section, one.locator.paragraph)),
        }
        for one in sorted(resolved.values(), key=_place)
        if one.state == state
    ]


def _place(one: Resolved) -> tuple[str, int, int]:
    """Where a locator stands, to sort by: of its sentences the first."""
    first = (one.locator.sentences or "0").split("-")[0]
    return one.locator.section, one.locator.paragraph, int(first)


def _document(
    case: Case, source: Source, resolved: Mapping[str, Resolved], added: object | None
) -> dict[str, Any]:
    states = Counter(one.state for one in resolved.values() if one.locator.document == source.id)
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published": day(source.published),
        "date": source.published,
        "note": words(source.note),
        "home": source.url,
        "url": reverse("document", args=[case.name, source.id]),
        "added": added,
        "total": states.total(),
        **{state: states[state] for state in STATES},
    }


def _answer(listed: Sequence[Mapping[str, Any]], here: int) -> str:
    if not listed:
        return _("This case names no documents.")
    places = sum(document["total"] for document in listed)
    if here == len(listed):
        first = ngettext(
            "The case rests on %(n)s document, which has been added here.",
            "The case rests on %(n)s documents, all of which have been added here.",
            len(listed),
        )
    else:
        first = ngettext(
            "The case rests on %(n)s document, which has not been added here yet.",
            "The case rests on %(n)s documents, of which %(here)s have been added here.",
            len(listed),
        )
    first %= {"n": len(listed), "here": here}
    broken = sum(document["broken"] for document in listed)
    second = ngettext(
        "%(n)s place in them is in use", "%(n)s places in them are in use", places
    ) % {"n": places}
    if broken:
        third = ngettext(
            "%(n)s of them cannot be found any more",
            "%(n)s of them cannot be found any more",
            broken,
        ) % {"n": broken}
        return f"{first} {second}; {third}."
    return f"{first} {second}."


def _datasets(case: Case) -> list[dict[str, Any]]:
    figures = defaultdict(list)
    for row in case.package.tables["figures"]:
        figures[row["source"]].append(_cell(case, row, str(row["region"])))
    anchors = defaultdict(list)
    for row in case.package.tables["anchors"]:
        anchors[row["source"]].append(_cell(case, row, ""))
    return [
        {
            "source": source,
            "published": day(source.published),
            "note": words(source.note),
            "figures": figures[source.id],
            "anchors": anchors[source.id],
        }
        for source in case.sources.values()
        if source.kind == "dataset"
    ]


def _cell(case: Case, row: Mapping[str, Any], region: str) -> dict[str, Any]:
    known = case.regions.get(region or str(row.get("economy")))
    indicator = case.framework.indicators.get(row["indicator"])
    return {
        "name": words(known.name) if known else row["economy"],
        "url": reverse("compass:region", args=[case.name, region]) if region else "",
        "indicator": words(indicator.label) if indicator else row["indicator"],
        "year": row["year"],
        "value": measured(row["value"]),
        "exact": row["value"],
        "unit": words(indicator.unit) if indicator else row["unit"],
        "cell": row["cell"],
    }
