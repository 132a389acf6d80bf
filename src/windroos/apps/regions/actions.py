"""Writing cases, regions and themes. Called within the transaction that loads a case."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.demo import DEMO_ORGANISATIONS
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Organisation, Role, User, organisations
from windroos.apps.regions.bodies import bodies
from windroos.apps.regions.models import Case, Party, Region
from windroos.apps.regions.permits import leading
from windroos.apps.regions.queries import REGIONS, THEMES
from windroos.apps.regions.tables import prune, put

Tables = Mapping[str, Sequence[Mapping[str, Any]]]


def put_case(name: str, title: str) -> Case:
    """The case of this name, made if there is none."""
    made, _ = Case.objects.get_or_create(name=name, defaults={"title": title})
    case = lock(made)
    if case.title != title:
        case.title = title
        case.save(update_fields=["title", "loaded"])
    return case


def lock(case: Case) -> Case:
    """The case as it stands now, with others who write to it made to wait for this transaction."""
    return Case.objects.select_for_update().get(pk=case.pk)


def set_revision(case: Case, revision: str) -> None:
    """Note that the content of a case is now another."""
    case.revision = revision
    case.save(update_fields=["revision", "loaded"])


def put_regions(case: Case, tables: Tables) -> int:
    """Bring regions and themes into line with a package; returns how many rows changed."""
    # First the new regions without their parents: a parent may come later in the file.
    known = set(Region.objects.filter(case=case).values_list("code", flat=True))
    new = [row for row in tables["regions"] if row["code"] not in known]
    made = put(case, REGIONS, [dict(row, parent=None) for row in new])
    changed = put(case, REGIONS, tables["regions"])
    adopted = sum(row["parent"] is not None for row in new)  # counted as made already
    return made + changed - adopted + put(case, THEMES, tables["themes"])


def prune_regions(case: Case, tables: Tables) -> int:
    """Remove regions and themes that the package no longer has; last, as others point at them."""
    return prune(case, REGIONS, tables["regions"]) + prune(case, THEMES, tables["themes"])


@action(Role.ADMINISTRATOR, within=leading, program=True)
def attach_organisation(
    *,
    actor: User | None,
    case: Case,
    organisation: Organisation,
    lead: bool = False,
    decides: Collection[str] = (),
) -> Party:
    """Lets the people of an organisation work on a case, or changes what they do there.

    `lead`: it looks after the framework and the package; `decides`: the roles of the framework for
    which its decision-makers decide. Raises ValidationError, by field, for a role the case does not
    have, and where nobody would lead.
    """
    lock(case)
    known = bodies(case)
    if unknown := [role for role in decides if role not in known]:
        message = _("The case has no role “%(role)s”; there are: %(known)s.")
        told = {"role": ", ".join(unknown), "known": ", ".join(known)}
        raise ValidationError({"decides": message % told})
    if not lead:
        _keep_a_lead(case, organisation)
    party = Party.objects.filter(case=case, organisation=organisation).first()
    before = _party(party) if party else None
    party = party or Party(case=case, organisation=organisation)
    party.lead = lead
    party.decides = [role for role in known if role in decides]
    after = _party(party)
    if before == after:
        return party
    party.save()
    accounts.record(
        "party-changed" if before else "party-attached",
        actor=actor,
        **_organisation(organisation),
        before=before,
        after=after | {"case_title": case.title},
    )
    return party


@action(Role.ADMINISTRATOR, within=leading, program=True)
def detach_organisation(*, actor: User | None, case: Case, organisation: Organisation) -> None:
    """Ends that the people of an organisation work on a case; what they did there stays.

    Raises ValidationError when others would stay without anyone who leads.
    """
    lock(case)
    party = Party.objects.filter(case=case, organisation=organisation).first()
    if party is None:
        return
    if Party.objects.filter(case=case).exclude(pk=party.pk).exists():
        _keep_a_lead(case, organisation)
    before = _party(party) | {"case_title": case.title}
    party.delete()
    accounts.record("party-detached", actor=actor, **_organisation(organisation), before=before)


def attach_demo_organisations(case: Case) -> None:
    """Lets the fictional organisations of the demo work on a case, unless others do already.

    One of them decides for a role only where the case has such a role.
    """
    if Party.objects.filter(case=case).exists():
        return
    there = {one.slug: one for one in organisations()}
    known = bodies(case)
    for one in DEMO_ORGANISATIONS:
        attach_organisation(
            actor=None,
            case=case,
            organisation=there[one.slug],
            lead=one.lead,
            decides=[role for role in one.decides if role in known],
        )


def _keep_a_lead(case: Case, organisation: Organisation) -> None:
    """Refuses what would leave a case without an organisation that leads it."""
    others = Party.objects.filter(case=case, lead=True).exclude(organisation=organisation)
    if not others.exists():
        raise ValidationError(
            {"lead": _("An organisation has to lead the case. Let another one lead it first.")}
        )


def _party(party: Party) -> dict[str, Any]:
    return {"lead": party.lead, "decides": party.decides}


def _organisation(organisation: Organisation) -> dict[str, Any]:
    return {
        "subject_type": "organisation",
        "subject_id": organisation.pk,
        "label_nl": organisation.name_nl,
        "label_en": organisation.name_en,
    }
