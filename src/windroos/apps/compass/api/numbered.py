"""What of a case has a number in the API, and a version: how one is answered and written on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse

from windroos.apps.accounts.api.own import owner
from windroos.apps.accounts.queries import User
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import Row, own_case, row_tag
from windroos.rest.etags import unless_tagged
from windroos.rest.pages import PageQuery, page_of
from windroos.rest.problems import not_found
from windroos.rest.schemas import Schema
from windroos.rest.writing import plain, stale, version_in

R = TypeVar("R")


class Colleague(Schema):
    """Someone who works on the case."""

    id: int
    name: str


def colleagues(request: HttpRequest, query: PageQuery, found: Iterable[User]) -> Any:
    """A page of people who work on the case."""
    return page_of(request, query, [{"id": one.pk, "name": one.name} for one in found])


@dataclass(frozen=True)
class Numbered(Generic[R]):
    """A kind of thing: how its reader finds one, if it is there for them, and how it is answered.

    The answer holds a `version`; the entity tag begins with it, so that a write can name it.
    """

    schema: type[Schema]
    find: Callable[[HttpRequest, Case, int], R | None]
    tell: Callable[[HttpRequest, R], Row]

    def one(self, request: HttpRequest, case: Case, id: int) -> R:
        """The one of this number; raises a `Problem` when there is none for this reader."""
        found = self.find(request, case, id)
        if found is None:
            raise not_found(id)
        return found

    def read(self, request: HttpRequest, case: Case, id: int) -> Row:
        """One as it is answered; raises `NotModified` when the reader holds that."""
        answer = self.tell(request, self.one(request, case, id))
        unless_tagged(request, _tag(answer))
        return answer

    def said(self, request: HttpRequest, response: HttpResponse, case: Case, id: int) -> Row:
        """One that was written, with its entity tag."""
        answer = self.tell(request, self.one(request, case, id))
        response["ETag"] = _tag(answer)
        return answer

    def write(
        self,
        act: Callable[..., object],
        request: HttpRequest,
        response: HttpResponse,
        which: tuple[str, int],
        if_match: str | None,
        *given: Any,
        **how: Any,
    ) -> Row:
        """Does something with one, of a case and with a number, in the version that was seen.

        Raises a `Problem` with what stands there now when that is another version.
        """
        name, id = which
        case = own_case(request, name)
        self.one(request, case, id)
        version = version_in(if_match)
        try:
            act(case, id, *given, version=version, actor=owner(request), **how)
        except Conflict as conflict:
            now = self.tell(request, self.one(request, case, id))
            raise stale(plain(self.schema, now), ETag=_tag(now)) from conflict
        return self.said(request, response, case, id)


def _tag(answer: Row) -> str:
    return row_tag(answer["version"], answer)
