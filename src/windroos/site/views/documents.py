"""The documents and datasets of a case, and a document to read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from windroos.apps.accounts.permits import ACTIONS, Refused, may
from windroos.apps.accounts.queries import User
from windroos.apps.compass import presenting
from windroos.apps.compass.presenting import day, measured, percent, words
from windroos.apps.compass.printing import tables
from windroos.apps.evidence import actions as evidence_actions
from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.queries import Changed, Resolved
from windroos.apps.regions.queries import Case as StoredCase
from windroos.cases import Case
from windroos.cases.case import Source
from windroos.link.marking import Judged
from windroos.report.differences import differences
from windroos.site import abouts
from windroos.site.leaning import place_url
from windroos.site.mentions import ABOUT
from windroos.site.reading import paragraphs, parts
from windroos.site.uses import Use, uses
from windroos.site.views.drawing import KINDS
from windroos.sources.documents import MOST_BYTES, DocumentError
from windroos.sources.documents.formats import MEGABYTE

if TYPE_CHECKING:
    from windroos.apps.evidence.models import Document, Passage

STATES = ("found", "moved", "broken", "absent")


class DocumentForm(forms.Form):
    """A document to add."""

    file = forms.FileField(
        label=gettext_lazy("The document"),
        help_text=gettext_lazy(
            "PDF, Word (DOCX), a web page (HTML) or text (UTF-8); at most %(most)s MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.html,.htm,.txt,.md"}),
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Which document is it?"),
        required=False,
        help_text=gettext_lazy("Windroos recognises it by its passages; say it if it does not."),
    )

    def __init__(self, case: Case, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        file = self.fields["file"]
        file.help_text = file.help_text % {"most": MOST_BYTES // MEGABYTE}
        source = self.fields["source"]
        assert isinstance(source, forms.ChoiceField)
        listed = [(one.id, one.title) for one in case.sources.values() if one.kind == "document"]
        source.choices = [("", gettext_lazy("Recognise it")), *listed]


@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: HttpRequest, case: str) -> HttpResponse:
    """Every source of a case: documents and the state of their places, datasets and figures.

    Who may add a document does so here.
    """
    row, value = presenting.case_or_404(case)
    user = cast(User, request.user)
    adds = may(user, "evidence.add_document", case=row)
    if request.method == "POST" and not adds:
        raise Refused(ACTIONS["evidence.add_document"])
    form = DocumentForm(value, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _add(request, row, form):
        return redirect("documents", case=case)
    readable = presenting.readable(request, row)
    resolved = readable.resolve(value.locators)
    added = {document.source: document for document in readable.documents}
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
            "staff": readable.staff,
            "form": form if adds else None,
        },
        status=400 if form.is_bound else 200,
    )


def _add(request: HttpRequest, case: StoredCase, form: DocumentForm) -> bool:
    """Add the document of a form; False when it cannot be read, which the form then says."""
    file, source = form.cleaned_data["file"], form.cleaned_data["source"] or None
    if file.size > MOST_BYTES:
        said = _("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // MEGABYTE}
        form.add_error("file", said)
        return False
    try:
        added = evidence_actions.add_document(
            case, file.name, file.read(), source=source, actor=cast(User, request.user)
        )
    except DocumentError as error:
        why = _("The document was not added: %(why)s.") % {"why": evidence.why_unread(error)}
        form.add_error("file", why)
        return False
    told = {"title": added.document.title, "n": added.count("found")}
    n = len(added.broken)
    messages.success(request, _("%(title)s was added: %(n)s places were found in it.") % told)
    if n:
        text = ngettext("%(n)s place is broken.", "%(n)s places are broken.", n)
        messages.warning(request, text % {"n": n})
    return True


def document(request: HttpRequest, case: str, source: str) -> HttpResponse:
    """A document to read, with what was drawn from it beside its passages."""
    row, value = presenting.case_or_404(case)
    known = value.sources.get(source)
    own = presenting.readable(request, row)
    as_everyone = own.staff and request.GET.get("as") == "everyone"
    readable = replace(own, staff=False) if as_everyone else own
    added = readable.document(source)
    if known is not None and known.kind != "document":
        return redirect(f"{reverse('documents', args=[case])}#{source}")
    if known is None and added is None:
        raise Http404(f"no document {source} in {case}")
    places = [one for one in value.locators.values() if one.document == source]
    resolved = readable.resolve(places)
    rests = uses(value)
    passages = readable.passages(added) if added else []
    user = cast(User, request.user)
    draws = added is not None and not as_everyone and may(user, "compass.state", case=row)
    marks = added is not None and not as_everyone and may(user, "evidence.mark", case=row)
    begun = {one.first: one.number for one in tables(own, value, added)} if added and draws else {}
    text = paragraphs(value, passages, resolved.values(), rests, begun)
    told = abouts.beside(readable, value, added, get_language() or "nl") if added else None
    accepted_only = request.GET.get("only") == "accepted"
    about = abouts.within(told.chips, ("accepted",) if accepted_only else ABOUT) if told else {}
    options = abouts.options(about, request.GET.get("about", ""))
    asked = next((one.key for one in options if one.chosen), "")
    shown = abouts.only(text, about, asked) if asked else text
    beside = told.chips if told and marks and not accepted_only else about
    became = readable.changed(resolved.values())
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
            "source_id": source,
            "draws": draws,
            "kinds": KINDS,
            "title": known.title if known else str(added),
            "published": day(known.published) if known else "",
            "note": words(known.note) if known else "",
            "language": (known.language if known else "") or "",
            "added": added,
            "staff": own.staff,
            "as_everyone": as_everyone,
            "internal": own.staff and added is not None and added.internal,
            "released": own.released.get(source),
            "may_release": may(cast(User, request.user), "evidence.release_document", case=row),
            "parts": list(parts(abouts.told_beside(shown, beside))),
            "marks": marks,
            "about_options": options,
            "about_only": accepted_only,
            "about_score": told.score if told else None,
            "about_share": _share(told.score) if told else "",
            "asked_query": request.GET.urlencode(),
            "about_asked": asked,
            "about_shown": len(shown),
            "in_use": in_use,
            "broken": _places(value, resolved, rests, "broken", now, became),
            "absent": _places(value, resolved, rests, "absent"),
            "sections": [(p.number, p.heading) for p in shown if p.heading],
        },
    )


def _share(score: Judged) -> str:
    return "" if score.share is None else percent(score.share)


def _places(
    case: Case,
    resolved: Mapping[str, Resolved],
    rests: Mapping[str, Sequence[Use]],
    state: str,
    now: Mapping[tuple[str, int], Passage] | None = None,
    became: Mapping[str, Changed] | None = None,
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
            "leaning": place_url(case, one.locator.id),
            **_became(
                (became or {}).get(one.locator.id),
                (now or {}).get((one.locator.section, one.locator.paragraph)),
            ),
        }
        for one in sorted(resolved.values(), key=_place)
        if one.state == state
    ]


def _became(changed: Changed | None, there: Passage | None) -> dict[str, Any]:
    """What became of a place: word by word where its former text is known, else what stands there
    now."""
    now = changed.now if changed else there
    if changed is None or now is None:
        return {"now": now, "before": changed.before.text if changed else ""}
    was, said = differences(changed.before.text, now.text)
    return {"now": now, "was": was, "said": said}


def _place(one: Resolved) -> tuple[str, int, int]:
    """Where a locator stands, to sort by: of its sentences the first."""
    first = (one.locator.sentences or "0").split("-")[0]
    return one.locator.section, one.locator.paragraph, int(first)


def _document(
    case: Case, source: Source, resolved: Mapping[str, Resolved], added: Document | None
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
        "internal": added is not None and added.internal,
        "total": states.total(),
        **{state: states[state] for state in STATES},
    }


def _answer(listed: Sequence[Mapping[str, Any]], here: int) -> str:
    if not listed:
        return _("This case names no documents.")
    places = sum(document["total"] for document in listed)
    if here == len(listed):
        first = ngettext(
            "The case rests on %(n)s document, which can be read here.",
            "The case rests on %(n)s documents, all of which can be read here.",
            len(listed),
        )
    else:
        first = ngettext(
            "The case rests on %(n)s document, which cannot be read here yet.",
            "The case rests on %(n)s documents, of which %(here)s can be read here.",
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
    series = case.framework.series
    read = {id for id, one in series.items() if case.readings.of(one)}
    laid_beside = {id for id in read if series[id].anchors}
    used = Counter(figure.source for figure in case.figures)
    unread = Counter(
        row["source"]
        for row in case.package.tables["anchors"]
        if row["indicator"] not in laid_beside
    )
    editions = {one.source for one in case.readings.editions.values()}
    return [
        {
            "source": source,
            "published": day(source.published),
            "read": source.id in editions,
            "note": words(source.note),
            "figures": figures[source.id],
            "anchors": anchors[source.id],
            "figures_used": used[source.id],
            "anchors_used": unread[source.id],
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
