"""Reading contacts and contact moments: for colleagues who may see data of persons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from windroos.apps.network.models import Contact, ContactMoment, Organisation
from windroos.apps.network.models.dialogues import Level
from windroos.apps.network.queries.dialogues import Reader, sees_persons
from windroos.apps.regions.queries import Case
from windroos.link import search


def contact_persons(
    case: Case,
    user: Reader,
    *,
    words: str = "",
    organisation: str = "",
    region: str = "",
    state: str = "",
) -> list[Contact]:
    """The contacts of a case by name; none for who may not see them.

    `state` is due (to be erased: their day is past), removed or erased; without it those that were
    taken out and erased are left out. `words` must all occur in what is known of them.
    """
    if not sees_persons(case, user):
        return []
    found = Contact.objects.filter(case=case, erased__isnull=state != "erased")
    if state == "due":  # also what was taken out of the list: it is still kept
        found = found.filter(kept_until__lt=timezone.localdate()).order_by("kept_until", "pk")
    elif state != "erased":
        found = found.filter(removed=state == "removed")
    for name, wanted in (("organisation", organisation), ("region", region)):
        if wanted:
            found = found.filter(**{name: wanted})
    asked = search.asked(words)
    if not asked.units:
        return list(found)
    names = organisation_names(case, (one.organisation for one in found))

    def known(one: Contact) -> str:
        said = (str(getattr(one, name)) for name in Contact.PERSONAL)
        return "\n".join((*said, names.get(one.organisation, "")))

    return [one for one in found if asked.held_by(known(one), letters=True)]


def contact_person(case: Case, user: Reader, number: int) -> Contact | None:
    """The contact of this number; None also for who may not see them."""
    if not sees_persons(case, user):
        return None
    return Contact.objects.filter(case=case, pk=number).first()


def contacts_of(case: Case, user: Reader, slug: str) -> list[Contact]:
    """The contacts at an organisation of the register; none for who may not see them."""
    return contact_persons(case, user, organisation=slug)


def due(case: Case, user: Reader) -> list[Contact]:
    """The contacts whose data are due to be removed, the longest overdue first."""
    return contact_persons(case, user, state="due")


def moments(
    case: Case,
    user: Reader,
    *,
    region: str = "",
    organisation: str = "",
    contact: int = 0,
    level: str = "",
    year: int | None = None,
    state: str = "",
) -> list[ContactMoment]:
    """The contact moments of a case, the latest first; none for who may not see them.

    `state` is removed; without it those that were taken out are left out.
    """
    if not sees_persons(case, user):
        return []
    found = ContactMoment.objects.filter(case=case, removed=state == "removed")
    for name, wanted in (("region", region), ("level", level), ("day__year", year)):
        if wanted:
            found = found.filter(**{name: wanted})
    return [
        one
        for one in found
        if (not organisation or organisation in one.organisations)
        and (not contact or contact in one.contacts)
    ]


def moment(case: Case, user: Reader, number: int) -> ContactMoment | None:
    """The contact moment of this number; None also for who may not see it."""
    if not sees_persons(case, user):
        return None
    return ContactMoment.objects.filter(case=case, pk=number).first()


def organisation_names(case: Case, slugs: Iterable[str]) -> dict[str, str]:
    """What organisations of the register are called, by id; those it does not have are left out."""
    rows = Organisation.objects.filter(case=case, slug__in={slug for slug in slugs if slug})
    return {str(slug): str(name) for slug, name in rows.values_list("slug", "name")}


Counts = Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Strength:
    """How often there was contact, counted per year.

    `years` has every year from the first to the last, also one without any contact: zero is zero.
    Each series has a number a year. A moment with two organisations counts once with each; in
    `by_level` and `total` it counts once.
    """

    years: Sequence[int] = ()
    total: Sequence[int] = ()
    by_level: Counts = field(default_factory=dict)
    by_organisation: Counts = field(default_factory=dict)
    by_region: Counts = field(default_factory=dict)


def moments_by_year(case: Case, region: str = "", organisation: str = "") -> Strength:
    """The strength of a relation over the years: contact moments per year, level, organisation.

    Counts only, without a word about persons; whoever shows them asks who may see them. Of one
    region, or with one organisation, where these are given; the order of series is that of the
    levels, and else the most contact first.
    """
    found = ContactMoment.objects.filter(case=case, removed=False)
    if region:
        found = found.filter(region=region)
    rows: list[tuple[date, str, list[str], str]] = [
        row
        for row in found.values_list("day", "level", "organisations", "region")
        if not organisation or organisation in row[2]
    ]
    if not rows:
        return Strength()
    first, last = (end(row[0].year for row in rows) for end in (min, max))
    years = range(first, last + 1)

    def counted(pairs: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
        series: dict[str, list[int]] = {}
        for year, name in pairs:
            series.setdefault(name, [0] * len(years))[year - first] += 1
        return dict(sorted(series.items(), key=lambda one: (-sum(one[1]), one[0])))

    levels = counted((day.year, level) for day, level, _o, _r in rows)
    return Strength(
        years=list(years),
        total=counted((day.year, "") for day, _l, _o, _r in rows)[""],
        by_level={level: levels[level] for level in Level.values if level in levels},
        by_organisation=counted(
            (day.year, slug) for day, _l, slugs, _r in rows for slug in dict.fromkeys(slugs)
        ),
        by_region=counted((day.year, code) for day, _l, _o, code in rows if code),
    )


def held_about(case: Case, user: Reader, number: int) -> dict[str, Any] | None:
    """Everything that is held about a contact, for who asks what we know of them (GDPR, art. 15).

    Plain values under the names of the API: the contact, the moments with them, the dialogues that
    name them, and who did what with their data. None for who may not see them.
    """
    from windroos.apps.network import exports
    from windroos.apps.network.queries.history import history
    from windroos.apps.network.queries.naming import naming

    row = contact_person(case, user, number)
    if row is None:
        return None
    return {
        "case": case.name,
        "day": timezone.localdate().isoformat(),
        "contact": exports.contact(row),
        "moments": [exports.moment(one) for one in moments(case, user, contact=number)],
        "namedIn": [place.told() for place in naming(row)],
        "history": [
            {"version": one.version, "at": one.at.isoformat(), "said": one.sentence}
            for one in history(row)
        ],
    }


def organisation_called(case: Case, text: str) -> str:
    """The id of the one organisation of the register with this id or name; empty if there is none.

    Any of its names will do, whatever its capitals; a name of several is no answer.
    """
    wanted = text.strip()
    known = Organisation.objects.filter(case=case)
    if known.filter(slug=wanted).exists():
        return wanted
    found = set(known.filter(names__name__iexact=wanted).values_list("slug", flat=True)[:2])
    return found.pop() if len(found) == 1 else ""


def known_organisations(case: Case, most: int) -> list[tuple[str, str]]:
    """The first organisations of the register by name, at most so many: id and name."""
    rows = Organisation.objects.filter(case=case).order_by("folded", "slug")
    return list(rows.values_list("slug", "name")[:most])
