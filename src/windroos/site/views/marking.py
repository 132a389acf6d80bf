"""Accepting and rejecting what a passage of a document seems to be about, and adding to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from windroos.apps.accounts.forms import tell
from windroos.apps.compass.writing import writable, writer
from windroos.apps.evidence import actions
from windroos.apps.evidence import queries as evidence
from windroos.apps.regions.queries import Case
from windroos.link import Mention
from windroos.site import mentions

if TYPE_CHECKING:
    from windroos.apps.evidence.models import Passage

# What a passage can be about, in the order in which it is offered.
KINDS: Mapping[str, str | Promise] = {
    "theme": gettext_lazy("Theme"),
    "region": gettext_lazy("Region"),
    "challenge": gettext_lazy("Challenge"),
    "technology": gettext_lazy("Technology"),
    "organisation": gettext_lazy("Organisation"),
    "group": gettext_lazy("Group of countries"),
}
STATES: Mapping[str, str | Promise] = {
    "open": pgettext_lazy("mention", "proposed; nobody has judged it"),
    "accepted": pgettext_lazy("mention", "accepted"),
    "rejected": pgettext_lazy("mention", "rejected"),
}


class MarkForm(forms.Form):
    """Something the passage is about or not, and why."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    subject = forms.ChoiceField(label=pgettext_lazy("mention", "Subject"))
    reason = forms.CharField(label=gettext_lazy("Why?"), required=False, max_length=2_000)

    def __init__(self, names: Mapping[tuple[str, str], str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        subject = self.fields["subject"]
        assert isinstance(subject, forms.ChoiceField)
        grouped = {
            label: sorted(
                ((f"{kind}:{id}", name) for (of, id), name in names.items() if of == kind),
                key=lambda pair: pair[1],
            )
            for kind, label in KINDS.items()
        }
        subject.choices = [
            ("", "—"),
            *((label, those) for label, those in grouped.items() if those),
        ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, case: str, source: str, number: int) -> HttpResponse:
    """What a passage is about. A button beside it in the document (`accept`, `reject` or `undo`
    with the kind and id) does what it says and leads back there."""
    row, value = writable(request, case, "evidence.mark")
    readable = evidence.everything(row)
    document, passage = readable.document(source), readable.passage(source, number)
    if document is None or passage is None:
        raise Http404(f"no paragraph {number} of {source} in {case}")
    names = mentions.names(value, mentions.gazetteer_of(row), get_language() or "nl")
    data = request.POST if "do" in request.POST else None
    form = MarkForm(names, data, initial={"sha256": passage.sha256})
    back = f"{reverse('document', args=[case, source])}#p{number}"
    if request.method == "POST":
        try:
            if data is None:
                _press(request, row, source)
                return redirect(_back(request, back))
            if form.is_valid():
                _say(request, row, source, form)
                return redirect(request.path)
        except ValidationError as error:
            if data is None:
                form = MarkForm(names, {"sha256": passage.sha256})
                form.full_clean()
                form.errors.clear()
            tell(form, error)
    known = value.sources.get(source)
    title = known.title if known else document.title
    return render(
        request,
        "windroos/mark.html",
        {
            "crumbs": [
                {"label": _("Documents"), "url": reverse("documents", args=[case])},
                {"label": title, "url": back},
                {"label": _("What is this passage about?"), "url": ""},
            ],
            "title": title,
            "language": (known.language if known else "") or "",
            "passage": passage,
            "subjects": _subjects(readable, passage, names),
            "form": form,
            "document_url": back,
        },
        status=400 if form.is_bound else 200,
    )


def _press(request: HttpRequest, row: Case, source: str) -> None:
    """What the button says that was pressed."""
    pressed = next((one for one in ("accept", "reject", "undo") if one in request.POST), None)
    if pressed is None:
        raise ValidationError(_("Choose what you say of the passage."))
    kind, _colon, id = request.POST[pressed].partition(":")
    sha256 = request.POST.get("sha256", "")
    if pressed == "undo":
        actions.unmark(row, source, sha256, kind, id, actor=writer(request))
    else:
        actions.mark(
            row, source, sha256, kind, id, accepted=pressed == "accept", actor=writer(request)
        )


def _say(request: HttpRequest, row: Case, source: str, form: MarkForm) -> None:
    given = form.cleaned_data
    kind, _colon, id = given["subject"].partition(":")
    actions.mark(
        row,
        source,
        given["sha256"],
        kind,
        id,
        accepted=request.POST["do"] == "accept",
        reason=given["reason"],
        actor=writer(request),
    )
    messages.success(request, _("Saved."))


def _back(request: HttpRequest, back: str) -> str:
    """To the passage in the document, filtered as it was; or to this page, if pressed here."""
    if "back" not in request.POST:
        return request.path
    address, _hash, place = back.partition("#")
    query = request.POST["back"]
    return f"{address}?{query}#{place}" if query else back


def _subjects(
    readable: evidence.Readable, passage: Passage, names: Mapping[tuple[str, str], str]
) -> list[dict[str, Any]]:
    told = mentions.of_passage(readable, passage)
    return [
        {
            "key": f"{one.kind}:{one.id}",
            "label": names.get((one.kind, one.id), one.id),
            "kind": KINDS.get(one.kind, one.kind),
            "by": ", ".join(_words(passage.text, one.mentions)),
            "state": one.state,
            "said": STATES[one.state],
            "who": _who(one),
            "day": one.marking.marked if one.marking else None,
            "reason": one.marking.reason if one.marking else "",
        }
        for one in told.about
    ]


def _words(text: str, found: Iterable[Mention]) -> Iterable[str]:
    return dict.fromkeys(text[one.start : one.end] for one in found)


def _who(one: mentions.Subject) -> str:
    if one.marking is None:
        return ""
    return one.marking.marked_by.name if one.marking.marked_by else _("someone who has left")
