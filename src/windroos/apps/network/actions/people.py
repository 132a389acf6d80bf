"""Writing contacts and contact moments, and erasing a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.accounts.actions import forget_replies
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import User
from windroos.apps.accounts.roles import Role
from windroos.apps.network.actions import people_checks
from windroos.apps.network.actions.recording import add, conflict, fetch, only, redact, save
from windroos.apps.network.models import Contact, ContactMoment
from windroos.apps.network.queries.naming import Naming, kind_of, naming, wanted
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def add_contact(
    *,
    actor: User | None,
    case: Case,
    name: str,
    basis: str,
    purpose: str,
    kept_until: date,
    function_nl: str = "",
    function_en: str = "",
    organisation: str = "",
    region: str = "",
    email: str = "",
    phone: str = "",
    languages: str = "",
    note: str = "",
) -> Contact:
    """Keeps the data of a person, for colleagues who may see them.

    `basis` is the legal ground (`Basis`), `purpose` why we keep them, `kept_until` the last day on
    which they are needed; `organisation` is an id of the register. Only region, ground and day come
    into the history: what says who it is stands in the current version alone.
    Raises ValidationError by field.
    """
    row = Contact(
        case=case,
        name=name,
        basis=basis,
        purpose=purpose,
        kept_until=kept_until,
        function_nl=function_nl,
        function_en=function_en,
        organisation=organisation,
        region=region,
        email=email,
        phone=phone,
        languages=languages,
        note=note,
    )
    return add(row, verb="contact-added", actor=actor, check=people_checks.contact)


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def change_contact(
    *, actor: User | None, case: Case, contact: int, version: int, changes: Mapping[str, Any]
) -> Contact:
    """Changes fields of a contact.

    Raises ValidationError by field, and Conflict when `version` is not the current one.
    """
    return save(
        fetch(Contact, case, contact),
        version=version,
        changes=only(Contact, changes),
        verb="contact-changed",
        actor=actor,
        check=people_checks.contact,
    )


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def add_moment(
    *,
    actor: User | None,
    case: Case,
    day: date,
    kind: str,
    subject: str,
    level: str = "none",
    organisations: Sequence[str] = (),
    region: str = "",
    contacts: Sequence[int] = (),
    summary: str = "",
) -> ContactMoment:
    """Records that there was contact on a day.

    `kind` says how (`MomentKind`), `level` at which level of government (`Level`); `organisations`
    are ids of the register, `contacts` numbers. The words stand in the current version alone.
    Raises ValidationError by field.
    """
    row = ContactMoment(
        case=case,
        day=day,
        kind=kind,
        level=level,
        subject=subject,
        organisations=list(organisations),
        region=region,
        contacts=list(contacts),
        summary=summary,
    )
    return add(row, verb="moment-added", actor=actor, check=people_checks.moment)


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def change_moment(
    *, actor: User | None, case: Case, moment: int, version: int, changes: Mapping[str, Any]
) -> ContactMoment:
    """Changes fields of a contact moment.

    Raises ValidationError by field, and Conflict when `version` is not the current one.
    """
    return save(
        fetch(ContactMoment, case, moment),
        version=version,
        changes=only(ContactMoment, changes),
        verb="moment-changed",
        actor=actor,
        check=people_checks.moment,
    )


@dataclass(frozen=True)
class Erased:
    """What became of an erased person: the empty row, where they were taken out, what is left.

    `taken_out` are kinds with number and field; `left` are the same, of places that may name them
    by surname, or whose history in the audit trail named them: someone has to look there.
    """

    contact: Contact
    taken_out: Sequence[tuple[str, int, str]]
    left: Sequence[tuple[str, int, str]]


@action(Role.ANALYST, Role.DECISION_MAKER, Role.ADMINISTRATOR, within=of_case)
def erase_contact(*, actor: User | None, case: Case, contact: int, version: int) -> Erased:
    """Erases a person: nothing of their name, addresses or phone number remains.

    The row stays, empty, under its number, so that moments and the audit trail, which only know
    that number, still fit. Name, e-mail address and phone number are taken out of whatever people
    wrote here; kept answers of the API that hold them go. It cannot be undone.
    Raises ValidationError when they were erased before, and Conflict when `version` is not the
    current one.
    """
    row = fetch(Contact, case, contact)
    if row.erased is not None:
        raise ValidationError({"contact": _("This person was erased before.")})
    if row.version != version:
        raise conflict(row, {})
    sought, places = wanted(row), naming(row)
    for one in _rows(places):
        fields = [place.field for place in places if place.row is one and place.certain]
        changes = {name: sought.without(getattr(one, name)) for name in fields}
        redact(one, changes, verb=f"{kind_of(one)}-redacted", actor=actor)
    known = [value for value in (row.name, row.email, row.phone) if value]
    empty: dict[str, Any] = dict.fromkeys(row.PERSONAL, "")
    redact(row, empty | {"erased": timezone.now()}, verb="contact-erased", actor=actor)
    forget_replies(known)
    return Erased(
        row,
        taken_out=[_named(place) for place in places if place.certain],
        left=[_named(place) for place in places if _stays(place)],
    )


def _rows(places: Sequence[Naming]) -> list[Any]:
    """The rows with a field that names someone for certain, each once."""
    found: list[Any] = []
    for place in places:
        if place.certain and place.row not in found:
            found.append(place.row)
    return found


def _stays(place: Naming) -> bool:
    """Whether something is left to look at: a surname, or words that the history kept."""
    return not place.certain or place.field not in place.row.PERSONAL


def _named(place: Naming) -> tuple[str, int, str]:
    return kind_of(place.row), place.row.pk, place.field
