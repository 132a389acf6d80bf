"""Programmes as what stands beside them sees them: who takes part, what is measured of a site."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from windroos.apps.network.models import (
    Indicator,
    Organisation,
    Programme,
    ProgrammeAgreement,
    ProgrammePart,
    ProgrammePartner,
    Site,
)


@dataclass(frozen=True)
class TakesPart:
    """How an organisation takes part in a programme, or in a part of it.

    `role` is one of a partner, `owner` (it answers for it), `itself` (it is the programme), or the
    kind of an agreement that was made with it.
    """

    programme: Programme
    role: str
    agreement: bool = False
    part: ProgrammePart | None = None
    start: str | None = None
    end: str | None = None
    # What says so; an owner and a programme itself stand on the basis of the programme.
    basis: str = ""
    passage: str | None = None
    note_nl: str = ""
    note_en: str = ""


def taking_part(of: Organisation) -> list[TakesPart]:
    """The programmes that an organisation is, answers for, takes part in or agreed with."""
    mine = Programme.objects.filter(Q(organisation=of) | Q(owner=of), case=of.case)
    found = [
        TakesPart(
            one,
            "itself" if one.organisation == of else "owner",
            basis=one.basis,
            passage=one.passage,
        )
        for one in mine.select_related("organisation")
    ]
    rows: list[ProgrammePartner | ProgrammeAgreement] = [
        *ProgrammePartner.objects.filter(organisation=of).select_related("programme"),
        *ProgrammeAgreement.objects.filter(organisation=of).select_related("programme"),
    ]
    wanted = {one.part for one in rows if one.part}
    there = ProgrammePart.objects.filter(case=of.case, slug__in=wanted)
    parts = {one.slug: one for one in there}
    found += [
        TakesPart(
            one.programme,
            one.kind if isinstance(one, ProgrammeAgreement) else one.role,
            isinstance(one, ProgrammeAgreement),
            parts.get(one.part or ""),
            one.start,
            one.end,
            one.basis,
            one.passage,
            one.note_nl or "",
            one.note_en or "",
        )
        for one in rows
    ]
    return sorted(found, key=lambda one: (one.programme.slug, one.agreement, one.role))


def indicators_of(site: Site) -> list[Indicator]:
    """The indicators that are about a site, with their programmes."""
    found = Indicator.objects.filter(site=site).select_related("programme")
    return sorted(found, key=lambda one: (one.programme.slug, one.position, one.slug))
