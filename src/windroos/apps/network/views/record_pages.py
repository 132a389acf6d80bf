"""The pages by which records of the register are changed, one way for every kind.

A kind says (`RecordPages`) where its records are shown and what its forms are called; adding,
changing, taking out and putting back a former version are the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from windroos.apps.network import actions
from windroos.apps.network.models import Cited, Organisation, RecordVersion
from windroos.apps.network.queries import records
from windroos.apps.network.queries.places import Places
from windroos.apps.network.queries.record_history import record_steps
from windroos.apps.network.row_forms import RecordForm, RemoveRecordForm
from windroos.apps.network.views.shared import Context, Desk, crumbs, sent_number, writers_desk
from windroos.apps.regions.conflicts import Conflict
from windroos.cases.fields import ID
from windroos.cases.register.records import Content

# More organisations than this are not listed to choose from: their name or id is typed.
MOST_LISTED = 2000


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
    edit_question: str | Promise
    name: Callable[[Content], str]
    stem: Callable[[Content], str]
    # Which fields may be filled in beforehand by the address of the form.
    asked: tuple[str, ...] = ()
    own_page: bool = False

    def url(self, at: Desk, slug: str) -> str:
        """Where a record is shown: on its own page, or in the list."""
        if self.own_page:
            return at.url(self.pages, slug)
        return f"{at.url(self.list_page)}#{slug}"

    def new(self, request: HttpRequest, case: str) -> HttpResponse:
        """Adding a record."""
        at = writers_desk(request, case, "save_record")
        initial = {name: request.GET[name] for name in self.asked if name in request.GET}
        form = RecordForm(at.case, self.kind, request.POST or None, None, initial=initial)
        context = {"question": self.new_question, "cancel": at.url(self.list_page)}
        way = [("", str(self.new_question))]
        return self._fill_in(at, form, context, way)

    def edit(self, request: HttpRequest, case: str, slug: str) -> HttpResponse:
        """Changing a record; below the form stands what happened to it."""
        at = writers_desk(request, case, "save_record")
        now = self._now(at, slug)
        if now.content is None:
            return self._gone(at, now)
        initial = {"version": now.number}
        form = RecordForm(at.case, self.kind, request.POST or None, now.content, initial=initial)
        context = {
            "question": self.edit_question,
            "cancel": self.url(at, slug),
            "name": self.name(now.content),
            **self.history(at, now),
        }
        return self._fill_in(at, form, context, [(self.url(at, slug), context["name"])])

    def remove(self, request: HttpRequest, case: str, slug: str) -> HttpResponse:
        """Taking a record out, with the reason."""
        at = writers_desk(request, case, "remove_record")
        now = self._now(at, slug)
        if now.content is None:
            return self._gone(at, now)
        form = RemoveRecordForm(at.case, request.POST or None, initial={"version": now.number})
        conflict = None
        if form.is_bound and form.is_valid():
            try:
                actions.remove_record(
                    at.case,
                    self.kind,
                    slug,
                    version=form.cleaned_data["version"] or 0,
                    reason=form.cleaned_data["reason"],
                    actor=at.user,
                )
            except ValidationError as error:
                form.add_error(None, error.messages)
            except Conflict as found:
                conflict = found
                form.overtaken(found)
            else:
                messages.success(request, _("Taken out of the register. Its history stays."))
                return HttpResponseRedirect(at.url(f"{self.pages}_edit", slug))
        name = self.name(now.content)
        context = {
            "crumbs": self._crumbs(at, (self.url(at, slug), name), ("", _("Take out"))),
            "name": name,
            "form": form,
            "conflict": conflict,
            "cancel": self.url(at, slug),
            "at": at,
            "here": self.list_page,
        }
        return render(request, "network/row_remove.html", context)

    def put_back(self, request: HttpRequest, case: str, slug: str) -> HttpResponse:
        """Making a former version the current one, by its button in the history."""
        return require_POST(self._put_back)(request, case, slug)

    def _put_back(self, request: HttpRequest, case: str, slug: str) -> HttpResponse:
        at = writers_desk(request, case, "save_record")
        now = self._now(at, slug)
        to = sent_number(request, "to")
        former = next(
            (one for one in records.versions(at.case, self.kind, slug) if one.number == to), None
        )
        if former is None or former.content is None:
            raise Http404(f"no version {to} of {slug}")
        seen = sent_number(request, "version")
        # What was taken out is added anew: then there is no version to change.
        version = seen if now.content is not None or seen != now.number else 0
        reason = _("Version %(number)s put back") % {"number": to}
        try:
            actions.save_record(
                at.case, self.kind, former.content, version=version, reason=reason, actor=at.user
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(at.url(f"{self.pages}_edit", slug))
        except Conflict:
            messages.error(
                request,
                _("Someone else changed this in the meantime, so nothing was done. Look again."),
            )
            return HttpResponseRedirect(at.url(f"{self.pages}_edit", slug))
        messages.success(request, _("That version was put back."))
        return HttpResponseRedirect(self.url(at, slug))

    def history(self, at: Desk, now: RecordVersion) -> Context:
        """What a page needs to show what happened to a record."""
        versions = records.versions(at.case, self.kind, now.record)
        return {
            "history": record_steps(versions, staff=at.staff),
            "row": SimpleNamespace(version=now.number),
            "may_write": at.may("save_record"),
            "put_back_url": at.url(f"{self.pages}_put_back", now.record),
            "remove_url": at.url(f"{self.pages}_remove", now.record),
        }

    def _fill_in(
        self, at: Desk, form: RecordForm, context: Context, way: list[tuple[str, str]]
    ) -> HttpResponse:
        conflict = None
        if form.is_bound and not form.adding and form.is_valid():
            content = form.record(self._free(at, form))
            try:
                actions.save_record(
                    at.case,
                    self.kind,
                    content,
                    version=form.cleaned_data["version"] or 0,
                    reason=form.cleaned_data["reason"],
                    actor=at.user,
                )
            except ValidationError as error:
                form.told(error)
            except Conflict as found:
                conflict = form.compared(found)
                form.overtaken(found)
            else:
                messages.success(at.request, _("Saved."))
                return HttpResponseRedirect(self.url(at, content["id"]))
        steps = [(label, url) for url, label in way]
        context |= {
            "crumbs": self._crumbs(at, *((url, label) for label, url in steps)),
            "form": form,
            "conflict": conflict,
            "at": at,
            "here": self.list_page,
            "new": form.content is None,
            **_to_choose_from(at),
        }
        return render(at.request, "network/row_form.html", context)

    def _free(self, at: Desk, form: RecordForm) -> str:
        """An id for a new record that no record has or had."""
        if form.content is not None:
            return form.content["id"]
        stem = slugify(self.stem(form.cleaned_data))[: ID - 5].strip("-") or self.kind
        taken = set(
            RecordVersion.objects.filter(
                case=at.case, kind=self.kind, record__startswith=stem
            ).values_list("record", flat=True)
        )
        names = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)

    def _now(self, at: Desk, slug: str) -> RecordVersion:
        found = records.current(at.case, self.kind, [slug]).get(slug)
        if found is None:
            raise Http404(f"there never was a {self.kind} {slug}")
        return found

    def _gone(self, at: Desk, now: RecordVersion) -> HttpResponse:
        """The page of what was taken out: what happened to it, to put a version back."""
        last = next(
            (
                one.content
                for one in records.versions(at.case, self.kind, now.record)
                if one.content is not None
            ),
            {"id": now.record},
        )
        name = self.name(last)
        context = {
            "crumbs": self._crumbs(at, ("", name)),
            "name": name,
            "at": at,
            "here": self.list_page,
            **self.history(at, now),
        }
        return render(at.request, "network/row_gone.html", context)

    def _crumbs(self, at: Desk, *steps: tuple[str, str]) -> list[dict[str, str]]:
        first = (str(self.list_label), at.url(self.list_page))
        return crumbs(first, *((label, url) for url, label in steps))


def _to_choose_from(at: Desk) -> Mapping[str, Any]:
    """What the fields of a form propose while someone types."""
    organisations = Organisation.objects.filter(case=at.case).values_list("slug", "name")
    names = Places(at.case)
    within = [f"NL{n}" for n in (11, 12, 13, 21, 22, 23, 32, 34, 35, 36, 41, 42)]
    codes = dict.fromkeys([*names.own, *(within if names.home_country == "NL" else ())])
    return {
        "known_organisations": organisations[:MOST_LISTED],
        "known_regions": [(code, names.region(code)) for code in codes],
        "known_passages": [
            (one.slug, f"{one.document}, {one.section or ''} {one.paragraph}".replace(",  ", ", "))
            for one in Cited.objects.filter(case=at.case)
        ],
    }
