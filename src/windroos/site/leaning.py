"""What leans on a passage, in the reader's words: what if it fell away?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from windroos.apps.compass.contradictions.naming import label
from windroos.apps.compass.judging.effects import points
from windroos.apps.compass.presenting import listing, words
from windroos.apps.compass.printed import address
from windroos.cases import Case, Leaning
from windroos.cases.case import Locator
from windroos.cases.leaning import Clash, most_first
from windroos.site.uses import Use

NAMES = 3

GRADE_WORDS = {
    "hard": lambda: pgettext("contradiction", "hard"),
    "soft": lambda: pgettext("contradiction", "soft"),
}


@dataclass(frozen=True)
class Gone:
    """A contradiction that comes, goes or is graded otherwise without a passage."""

    about: str
    says: str
    url: str


@dataclass(frozen=True)
class Leaned:
    """A passage and how much leans on it; it is named by its places."""

    leaning: Leaning
    label: str
    where: str
    url: str

    @property
    def turns_named(self) -> str:
        return _named(self.leaning.case, self.leaning.turned_regions)

    @property
    def points(self) -> str:
        return points(self.leaning.weight)

    @property
    def carries_named(self) -> str:
        return _named(self.leaning.case, self.leaning.regions)


def place_url(case: Case, place: str) -> str:
    """The page of a place in a document."""
    return reverse("place", args=[case.name, case.locators[place].document, place])


def answer(found: Leaning) -> str:
    """What would become of the verdicts, in a sentence or two."""
    turned = found.turned_regions
    carried = [code for code in found.regions if code not in turned]
    falls = any(one.falls for one in found.rows)
    if turned:
        said = _("Without it the compass would say something else of %(names)s.") % {
            "names": _named(found.case, turned)
        }
        if carried:
            more = ngettext(
                "Of %(n)s region it carries a part of the score and turns nothing.",
                "Of %(n)s regions it carries a part of the score and turns nothing.",
                len(carried),
            )
            said += " " + more % {"n": len(carried)}
    elif carried:
        said = _(
            "It carries a part of the score of %(names)s, but turns nothing: every advice and "
            "verdict stays as it is without it."
        ) % {"names": _named(found.case, carried)}
    elif falls:
        said = _("No verdict leans on it: without it all of them stay as they are.")
    elif found.rows or found.named:
        said = _("No verdict leans on it: what rests on it stands without, and loses its place.")
    else:
        return _("Nothing rests on it.")
    gone = sum(one.after is None for one in found.contradictions)
    if gone:
        told = ngettext(
            "With it %(n)s contradiction would go.", "With it %(n)s contradictions would go.", gone
        )
        said += " " + told % {"n": gone}
    return said


def _named(case: Case, codes: Sequence[str]) -> str:
    return listing([words(case.regions[code].name) for code in codes], most=NAMES)


def parted(found: Leaning, uses: Mapping[str, Sequence[Use]]) -> tuple[list[Use], list[Use]]:
    """What rests on the places: what falls away with them, and what only loses its place."""
    falling = {(one.table, one.key) for one in found.rows if one.falls}
    rests = [use for place in found.places for use in uses.get(place, ())]
    gone = [any((use.table, key) in falling for key in use.keys) for use in rests]
    return (
        [use for use, falls in zip(rests, gone, strict=True) if falls],
        [use for use, falls in zip(rests, gone, strict=True) if not falls],
    )


def clashes(case: Case, found: Sequence[Clash]) -> list[Gone]:
    """The contradictions that would not be what they are."""
    return [_gone(case, one) for one in found]


def _gone(case: Case, one: Clash) -> Gone:
    of = one.of
    if one.after is None:
        says = _("goes: nothing contradicts the other side any more")
    elif one.before is None:
        says = _("comes (%(grade)s)") % {"grade": GRADE_WORDS[one.after.grade]()}
    elif one.before.grade != one.after.grade:
        given = {"before": GRADE_WORDS[one.before.grade](), "after": GRADE_WORDS[one.after.grade]()}
        says = _("is %(after)s, and no longer %(before)s") % given
    else:
        says = _("stays, with other sides")
    if of.region is None:
        url = address(case, of.quantities[0].subject)
    else:
        page = reverse("compass:region", args=[case.name, of.region])
        query = f"?role={of.role}" if of.role else ""
        url = f"{page}{query}#section_contradictions"
    return Gone(words(label(case, of)), says, url)


def most(case: Case, found: Iterable[Leaning]) -> list[Leaned]:
    """The passages that a score or verdict leans on, the most leaned on first."""
    return [_leaned(case, one) for one in sorted(found, key=most_first) if one.changes]


def _leaned(case: Case, one: Leaning) -> Leaned:
    first = case.locators[one.places[0]]
    whole = "?whole=1" if len(one.places) > 1 else ""
    return Leaned(
        leaning=one,
        label=listing([words(case.locators[place].label) for place in one.places], most=2),
        where=f"{case.sources[first.document].title}, {stands(first)}",
        url=f"{place_url(case, first.id)}{whole}",
    )


def stands(place: Locator) -> str:
    """Where the passage of a place stands in its document."""
    paragraph = f"{_('paragraph')} {place.paragraph}"
    return f"{place.section}, {paragraph}" if place.section else paragraph


def answer_most(listed: Sequence[Leaned], passages: int) -> str:
    """On which passage most leans, and on how many something does."""
    turning = [one for one in listed if one.leaning.turning]
    counted = _(
        "Of the %(passages)s passages that something rests on, %(carry)s carry a part of a score "
        "and %(turn)s turn what the compass says."
    ) % {"passages": passages, "carry": len(listed), "turn": len(turning)}
    if not listed:
        return _("No verdict leans on a passage.")
    if not turning:
        return counted
    first = _(
        "Most leans on “%(label)s”: without it the compass would say something else of %(names)s."
    ) % {"label": turning[0].label, "names": turning[0].turns_named}
    return f"{first} {counted}"
