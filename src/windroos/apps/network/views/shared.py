"""What the pages of dialogues, points and referrals share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from windroos.apps.accounts.permits import ACTIONS, Refused, may
from windroos.apps.accounts.queries import User
from windroos.apps.network import queries, wording
from windroos.apps.network.forms import VersionedForm
from windroos.apps.network.models import Recorded
from windroos.apps.network.views.told import Names
from windroos.apps.regions import queries as regions
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.permits import roles_on
from windroos.apps.regions.queries import Case

Context = dict[str, Any]
R = TypeVar("R", bound=Recorded)


@dataclass(frozen=True)
class Desk:
    """A case and someone who looks at its pages."""

    request: HttpRequest
    case: Case

    @property
    def user(self) -> User:
        """Who looks; queries and actions know what to make of a visitor."""
        return cast(User, self.request.user)

    @cached_property
    def staff(self) -> bool:
        """Whether they may read what is internal to the case."""
        return bool(roles_on(self.user, self.case))

    @cached_property
    def sees_persons(self) -> bool:
        """Whether they may see data of persons."""
        return queries.sees_persons(self.case, self.user)

    @cached_property
    def names(self) -> Names:
        return Names(self.case)

    @cached_property
    def takes_in(self) -> bool:
        """Whether they may take organisations of open sources in."""
        return self.may("take_in")

    def may(self, action: str) -> bool:
        """Whether they may do one of our actions in this case."""
        return may(self.user, f"network.{action}", case=self.case)

    def url(self, page: str, *arguments: Any) -> str:
        """The address of a page of this case; one of another app has its name before a colon."""
        name = page if ":" in page else f"network:{page}"
        return reverse(name, args=[self.case.name, *arguments])


def desk(request: HttpRequest, name: str) -> Desk:
    """The case of that name, for everyone."""
    case = regions.case(name)
    if case is None:
        raise Http404(f"no case {name}")
    return Desk(request, case)


def staff_desk(request: HttpRequest, name: str) -> Desk:
    """The case of that name for its staff; for others there is no such page."""
    found = desk(request, name)
    if not found.staff:
        raise Http404("for the staff of the case")
    return found


def writers_desk(request: HttpRequest, name: str, action: str) -> Desk:
    """The case of that name for those who may do an action; its other staff are refused."""
    found = staff_desk(request, name)
    if not found.may(action):
        raise Refused(ACTIONS[f"network.{action}"])
    return found


def crumbs(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page: labels with their addresses, the page itself without one."""
    return [{"label": label, "url": url} for label, url in steps]


def trail(at: Desk, label: str, page: str, *steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page under a list of its own beside the dialogues; steps without words go."""
    lists = [(_("Dialogues"), at.url("dialogues")), (label, at.url(page))]
    return crumbs(*lists, *((words, url) for words, url in steps if words))


def row_or_404(at: Desk, find: Callable[[Case, Any, int], R | None], number: int) -> R:
    """What has this number, if the reader may know of it."""
    row = find(at.case, at.user, number)
    if row is None:
        raise Http404(f"nothing with the number {number}")
    return row


def fill_in_row(
    at: Desk,
    row: Recorded,
    told: Context,
    form: VersionedForm,
    template: str,
    save: Callable[[VersionedForm], Recorded],
    way: list[dict[str, str]],
) -> HttpResponse:
    """A page with a form about something that is there; `told` is that in the reader's words."""
    context = {"crumbs": way, "cancel": told["url"], "shown": told, "row": row}
    return fill_in(at, form, template, context, save=save, url=lambda _row: told["url"])


def fill_in(
    at: Desk,
    form: VersionedForm,
    template: str,
    context: Context,
    *,
    save: Callable[[VersionedForm], Recorded],
    url: Callable[[Recorded], str],
) -> HttpResponse:
    """A page with a form: filled in well it is saved, and leads to what was saved.

    What the action refuses is shown at its fields. When someone else was first, both versions are
    shown and saving again replaces theirs.
    """
    conflict = None
    if form.is_bound and form.is_valid():
        try:
            saved = save(form)
        except ValidationError as error:
            form.told(error)
        except Conflict as found:
            conflict = found
            form.overtaken(found)
        else:
            return HttpResponseRedirect(f"{url(saved)}?saved={saved.version}")
    return render(at.request, template, {**context, "form": form, "conflict": conflict})


def press(at: Desk, do: Callable[[], Recorded], url: str) -> HttpResponse:
    """A button that needs no form: done, or told why not; it leads back to the page."""
    try:
        saved = do()
    except ValidationError as error:
        messages.error(at.request, " ".join(error.messages))
    except Conflict:
        messages.error(
            at.request,
            _("Someone else changed this in the meantime, so nothing was done. Look again."),
        )
    else:
        return HttpResponseRedirect(f"{url}?saved={saved.version}")
    return HttpResponseRedirect(url)


def just_saved(request: HttpRequest, row: Recorded) -> bool:
    """Whether the page is shown after saving the version it shows: then it can be undone."""
    return request.GET.get("saved") == str(row.version)


def sent_number(request: HttpRequest, name: str) -> int:
    """A number that was sent along; 0 where it is none."""
    given = request.POST.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def chosen(request: HttpRequest, name: str, among: Iterable[Any]) -> str:
    """A choice in the address; an unknown one counts as none."""
    given = request.GET.get(name, "")
    return given if given in {str(one) for one in among} else ""


def region_choices(at: Desk, rows: Sequence[Recorded]) -> list[tuple[str, str]]:
    """The regions that rows are about, by name."""
    codes = {row.region for row in rows}
    names = wording.region_names(at.case)
    found = [(code, name) for code, name in names.items() if code in codes]
    return found + [(code, code) for code in sorted(codes - names.keys())]
