"""The pages by which records of the register are changed, one way for every kind.

A kind says (`RecordPages`) where its records are shown and what its forms ask; adding, changing,
taking out, putting back a former version and the page of what went are the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from windroos.apps.network.models import RecordVersion
from windroos.apps.network.queries import organisations as found
from windroos.apps.network.queries import records
from windroos.apps.network.record_forms import RecordForm
from windroos.apps.network.telling import LABELS
from windroos.apps.network.views.record_editing import (
    fill_in_record,
    free_id,
    put_version_back,
    take_out,
)
from windroos.apps.network.views.record_history import steps
from windroos.apps.network.views.shared import Context, Desk, crumbs, writers_desk
from windroos.cases.register.records import Content


def _as_it_is(content: Any) -> Any:
    return content


@dataclass(frozen=True)
class RecordPages:
    """How a kind of record is shown and changed.

    `pages` begins the names of its addresses: `site` for `site_new`, `site_edit`, `site_remove`
    and `site_put_back`. `name` gives what a record is called, `stem` what a new id is made of.
    """

    kind: str
    pages: str
    list_page: str
    list_label: str | Promise
    new_question: str | Promise
    name: Callable[[Desk, Content], str]
    stem: Callable[[Content], str]
    # Which fields may be filled in beforehand by the address of the form, and which always are.
    asked: tuple[str, ...] = ()
    begun: Content = field(default_factory=dict)
    # Whether a record has a page of its own, which shows its history; else that is with its form.
    own_page: bool = False
    # The page of another app that shows a record; its history is then with its form.
    page: str = ""
    # What the form asks, in this order; without it everything.
    columns: Sequence[str] = ()
    parts: Mapping[str, Sequence[str]] | None = None
    # How a content is shown in the form; how what was filled in becomes a content, where that takes
    # more; choices that only these pages know.
    shown: Callable[[Content], Content] = _as_it_is
    completed: Callable[[dict[str, Any]], dict[str, Any]] = _as_it_is
    choices: Callable[[Desk, Content], Mapping[str, Sequence[tuple[str, str]]]] | None = None
    # Fields that the form shows folded, by what stands over them.
    folded: Mapping[str | Promise, Sequence[str]] | None = None
    # The pages between the list and a record, where there are.
    between: Callable[[Desk, Content], list[tuple[str, str]]] | None = None

    def url(self, at: Desk, slug: str) -> str:
        """Where a record is shown: on its own page, or in the list."""
        if self.own_page or self.page:
            return at.url(self.page or self.pages, slug)
        return f"{at.url(self.list_page)}#{slug}"

    def new(self, request: HttpRequest, case: str) -> HttpResponse:
        """Adding a record."""
        at = writers_desk(request, case, "save_record")
        asked = {name: request.GET[name] for name in self.asked if name in request.GET}
        above = self._above(at, asked)
        return self._fill_in(
            at,
            {**self.begun, **asked},
            0,
            lambda values: values | {"id": free_id(at, self.kind, self.stem(values))},
            back=above[-1][1] if above else at.url(self.list_page),
            way=[*above, (_("Add"), "")],
            heading=str(self.new_question),
        )

    def edit(self, request: HttpRequest, case: str, slug: str) -> HttpResponse:
        """Changing a record; of one without a page, what happened to it stands below."""
        at = writers_desk(request, case, "save_record")
        now = self._now(at, slug)
        if now.content is None:
            return self.gone(at, slug)
        name, url = self.name(at, now.content), self.url(at, slug)
        return self._fill_in(
            at,
            self.shown(now.content),
            now.number,
            lambda values: values | {"id": slug},
            back=url,
            way=[*self._above(at, now.content), (name, url), (_("Change"), "")],
            heading=_("What changes in %(name)s?") % {"name": name},
            removes=at.url(f"{self.pages}_remove", slug),
            **({} if self.own_page else self.history(at, slug)),
        )

    def remove(self, request: HttpRequest, case: str, slug: str) -> HttpResponse:
        """Taking a record out, with the reason."""
        at = writers_desk(request, case, "remove_record")
        now = self._now(at, slug)
        if now.content is None:
            return self.gone(at, slug)
        name, url = self.name(at, now.content), self.url(at, slug)
        context = {
            "crumbs": self._crumbs(
                at, *self._above(at, now.content), (name, url), (_("Take out"), "")
            ),
            "name": name,
            "here": self.list_page,
            "cancel": url,
            "leaning": list(leaning(at, self.kind, slug)),
        }
        return take_out(at, self.kind, now, context, self._url_gone(at, slug))

    def put_back(self, request: HttpRequest, case: str, slug: str) -> HttpResponse:
        """Making a former version the current one, by its button in the history."""
        return require_POST(self._put_back)(request, case, slug)

    def _put_back(self, request: HttpRequest, case: str, slug: str) -> HttpResponse:
        at = writers_desk(request, case, "save_record")
        url, otherwise = self.url(at, slug), self._url_gone(at, slug)
        return put_version_back(at, self.kind, slug, url, otherwise, marked=self.own_page)

    def history(self, at: Desk, slug: str) -> Context:
        """What a page needs to show what happened to a record."""
        return {
            "history": steps(at, self.kind, slug),
            "row": {"version": self._now(at, slug).number},
            "may_write": at.may("save_record"),
            "put_back_url": at.url(f"{self.pages}_put_back", slug),
        }

    def gone(self, at: Desk, slug: str) -> HttpResponse:
        """What was taken out, for the staff of the case: what happened to it; else 404."""
        versions = records.versions(at.case, self.kind, slug) if at.staff else []
        last = next((one.content for one in versions if one.content is not None), None)
        if last is None:
            raise Http404(f"there is no {self.kind} {slug}")
        name = self.name(at, last)
        context = {
            "crumbs": self._crumbs(at, *self._above(at, last), (name, "")),
            "at": at,
            "name": name,
            "here": self.list_page,
            "list_url": at.url(self.list_page),
            "list_label": self.list_label,
            **self.history(at, slug),
        }
        return render(at.request, "network/record_gone.html", context)

    def _fill_in(
        self,
        at: Desk,
        content: Content,
        version: int,
        record: Callable[[dict[str, Any]], dict[str, Any]],
        *,
        way: list[tuple[str, str]],
        **context: Any,
    ) -> HttpResponse:
        form = RecordForm(
            at.case,
            self.kind,
            at.request.POST or None,
            content=content,
            version=version,
            columns=self.columns,
            parts=self.parts,
            choices=self.choices(at, content) if self.choices is not None else None,
            folded=self.folded,
        )
        return fill_in_record(
            at,
            self.kind,
            form,
            lambda values: self.completed(record(values)),
            done=lambda slug: self.url(at, slug),
            way=[(str(self.list_label), at.url(self.list_page)), *way],
            marked=self.own_page,
            here=self.list_page,
            **context,
        )

    def _now(self, at: Desk, slug: str) -> RecordVersion:
        """The version that holds now, also of what was taken out."""
        now = records.current(at.case, self.kind, [slug]).get(slug)
        if now is None:
            raise Http404(f"there never was a {self.kind} {slug}")
        return now

    def _url_gone(self, at: Desk, slug: str) -> str:
        """Where what was taken out can be put back."""
        return at.url(self.pages if self.own_page else f"{self.pages}_edit", slug)

    def _above(self, at: Desk, content: Content) -> list[tuple[str, str]]:
        return self.between(at, content) if self.between is not None else []

    def _crumbs(self, at: Desk, *steps: tuple[str, str]) -> list[dict[str, str]]:
        return crumbs((str(self.list_label), at.url(self.list_page)), *steps)


# Where a record that refers to another is changed, by its kind.
_CHANGED = {
    "organisation": "organisation_edit",
    "map": "map_edit",
    "site": "site_edit",
    "condition": "condition_edit",
    "labour": "labour_record_edit",
    "chain": "chain_edit",
    "programme": "programme_edit",
    "indicator": "indicator_edit",
}


def leaning(at: Desk, kind: str, slug: str) -> Iterator[dict[str, str]]:
    """What refers to a record, so that it cannot go: in words, with where that is changed."""
    those = records.leaning(at.case, kind, slug)
    called = found.names(at.case, [record for kind, record in those if kind == "organisation"])
    for other, record in those:
        url = at.url(_CHANGED[other], record) if other in _CHANGED else ""
        if other == "relation":
            url = at.url("relation_edit", slug, record)
        yield {"label": str(LABELS[other]), "name": called.get(record, record), "url": url}
