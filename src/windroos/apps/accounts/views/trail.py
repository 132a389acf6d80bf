"""The audit trail: what was done, by whom, and when."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from windroos.apps.accounts import queries, sentences
from windroos.apps.accounts.forms import TrailForm
from windroos.apps.accounts.models import Event, User
from windroos.rest.schemas import bounded

ON_A_PAGE = 50

COLUMNS = (
    *("at", "actor", "verb", "sentence", "subject_type", "subject_id", "subject"),
    *("case", "via", "before", "after"),
)
# A cell that begins with one of these is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@login_required
@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """The events the reader may see, with a choice of them."""
    form, asked = _asked(request)
    events = queries.trail(cast(User, request.user), asked)
    page = Paginator(events, ON_A_PAGE).get_page(request.GET.get("page"))
    chosen = {name: value for name, value in request.GET.items() if value and name in form.fields}
    context = {
        "form": form,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "query": urlencode(chosen),
        "chosen": bool(chosen),
    }
    return render(request, "accounts/trail.html", context)


@login_required
@require_safe
def trail_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same events as a table for a spreadsheet."""
    _form, asked = _asked(request)
    events = queries.trail(cast(User, request.user), asked)
    return _file(_csv(events), "text/csv; charset=utf-8", _("audit-trail") + ".csv")


@login_required
@require_safe
def trail_json(request: HttpRequest) -> StreamingHttpResponse:
    """The same events for a program."""
    _form, asked = _asked(request)
    events = queries.trail(cast(User, request.user), asked)
    return _file(_json(events), "application/json", _("audit-trail") + ".json")


def _asked(request: HttpRequest) -> tuple[TrailForm, queries.Asked]:
    """The form as filled in, and what of it can be asked: a date that is none asks nothing."""
    visible = queries.trail(cast(User, request.user)).order_by()
    people = User.objects.filter(pk__in=visible.values("actor"))
    verbs = set(visible.values_list("verb", flat=True).distinct()) & set(sentences.verbs())
    form = TrailForm(request.GET or None)
    form.set_choices(
        [("", _("Everyone")), *((str(one.pk), one.name) for one in people)],
        [("", _("Everything")), *sorted(((v, sentences.outline(v)) for v in verbs), key=_second)],
    )
    told = form.cleaned_data if form.is_valid() else getattr(form, "cleaned_data", {})
    return form, queries.Asked(
        person=int(told["person"]) if told.get("person") else None,
        verb=told.get("verb") or "",
        subject=told.get("subject") or "",
        since=bounded(told.get("since")),
        until=bounded(told.get("until")),
    )


def _second(choice: tuple[str, str]) -> str:
    return choice[1]


def _rows(events: QuerySet[Event]) -> Iterator[dict[str, Any]]:
    for event in events.iterator(chunk_size=500):
        yield {
            "at": timezone.localtime(event.at).isoformat(timespec="seconds"),
            "actor": str(event.actor) if event.actor else None,
            "verb": event.verb,
            "sentence": event.sentence,
            "subject_type": event.subject_type,
            "subject_id": event.subject_id,
            "subject": event.subject_label,
            "case": event.case,
            "via": event.via,
            "before": event.data.get("before", {}),
            "after": event.data.get("after", {}),
        }


class _Line:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv(events: QuerySet[Event]) -> Iterator[str]:
    writer = csv.writer(_Line(), lineterminator="\r\n")
    yield "\ufeff" + writer.writerow(COLUMNS)
    for row in _rows(events):
        yield writer.writerow([_cell(row[name]) for name in COLUMNS])


def _json(events: QuerySet[Event]) -> Iterator[str]:
    comma = ""
    yield "["
    for row in _rows(events):
        yield comma + "\n" + json.dumps(row, ensure_ascii=False)
        comma = ","
    yield "\n]\n"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _file(lines: Iterable[str], kind: str, name: str) -> StreamingHttpResponse:
    # In the language of now: the lines are made after the language of the request is over.
    with_language = get_language() or "nl"

    def spoken() -> Iterator[str]:
        with override(with_language):
            yield from lines

    response = StreamingHttpResponse(spoken(), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
