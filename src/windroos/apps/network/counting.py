"""What was counted in the register of a region, ready to be shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from windroos.apps.network import words as said
from windroos.apps.network.models import Organisation
from windroos.apps.network.queries import counting
from windroos.apps.network.queries.counting import Behind, Counted, Number
from windroos.apps.regions.queries import Case
from windroos.cases.register.counting import (
    BY_KIND,
    COMPANIES,
    ORGANISATIONS,
    POSTS,
    TWINS,
    WITH_HOME,
)
from windroos.sources.lake import LakeError

# What each number says: of none, and of some.
_SAID: Mapping[str, Callable[[int], str]] = {
    ORGANISATIONS: lambda n: ngettext(
        "The register knows %(n)s organisation there",
        "The register knows %(n)s organisations there",
        n,
    ),
    POSTS: lambda n: ngettext("%(n)s post there", "%(n)s posts there", n),
    WITH_HOME: lambda n: ngettext(
        "%(n)s relation with an organisation here", "%(n)s relations with organisations here", n
    ),
    COMPANIES: lambda n: ngettext(
        "%(n)s relation in which a company takes part",
        "%(n)s relations in which a company takes part",
        n,
    ),
    TWINS: lambda n: ngettext("%(n)s twin city", "%(n)s twin cities", n),
}
_NONE: Mapping[str, Callable[[], str]] = {
    ORGANISATIONS: lambda: _("The register knows no organisation there"),
    POSTS: lambda: _("No post there"),
    WITH_HOME: lambda: _("No relation with an organisation here"),
    COMPANIES: lambda: _("No relation in which a company takes part"),
    TWINS: lambda: _("No twin city"),
}


@dataclass(frozen=True)
class Line:
    """A number in words, with the records behind it, of which `more` are not named."""

    indicator: str
    words: str
    behind: tuple[SafeString, ...]
    more: int


@dataclass(frozen=True)
class Shown:
    """What was counted of a region: its lines, or in words why there are none."""

    lines: tuple[Line, ...]
    why_not: str
    year: int | None
    # Where the numbers stand as a source, and when they were counted.
    url: str
    counted: date | None
    # Organisations of the country that lie in a region nobody noted.
    unplaced: int

    def of(self, *indicators: str) -> tuple[Line, ...]:
        """The lines of some indicators."""
        return tuple(line for line in self.lines if line.indicator in indicators)


def shown(case: Case, code: str, day: date | None = None) -> Shown | None:
    """What was counted of a region by a day; None where the register was never counted."""
    try:
        found = counting.of_region(case, code, day)
    except LakeError:
        return Shown(
            (), _("The snapshot with the numbers is lost: count again."), None, "", None, 0
        )
    if found is None:
        return None
    url = reverse("source_edition", args=[case.name, found.edition.pk])
    counted = found.edition.taken.date()
    lines = tuple(_line(case, one) for one in found.numbers if one.indicator != BY_KIND)
    unplaced = counting.unplaced(case, code) if found.countable else 0
    return Shown(lines, _why_not(found), found.year, url, counted, unplaced)


def _why_not(found: Counted) -> str:
    if found.numbers:
        return ""
    if not found.countable:
        return _("Not counted: the register knows countries and NUTS regions, and this is neither.")
    return _("Not counted: the register holds nothing of this region.")


def _line(case: Case, one: Number) -> Line:
    words = _SAID[one.indicator](one.value) if one.value else _NONE[one.indicator]()
    behind = tuple(_behind(case, found) for found in one.behind)
    return Line(one.indicator, words % {"n": one.value} if one.value else words, behind, one.more)


def _behind(case: Case, one: Behind) -> SafeString:
    if one.organisation is None:
        gone = _("%(id)s (no longer in the register)") % {"id": one.id}
        return format_html("{}", gone)
    if one.other is None:
        return _named(case, one.organisation)
    return format_html(
        said.RELATED,
        one=_named(case, one.organisation),
        does=said.RELATIONS[one.kind][0],
        other=_named(case, one.other),
    )


def _named(case: Case, one: Organisation) -> SafeString:
    """An organisation by name, with the way to its page."""
    url = reverse("network:organisation", args=[case.name, one.slug])
    return format_html('<a href="{}" lang="">{}</a>', url, one.name)
