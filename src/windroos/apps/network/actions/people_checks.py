"""What must hold of contacts and contact moments; and that the history comes to name no contact."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.network.models import Contact, ContactMoment, Organisation, Recorded
from windroos.apps.network.queries.history import value
from windroos.apps.network.queries.naming import TEXTS, named_by
from windroos.apps.regions.queries import Case

MOST = 50


def contact(row: Contact) -> dict[str, str]:
    """What is wrong with a contact, by field."""
    problems = {}
    before = _stored(row, "kept_until", "organisation")
    if row.erased is not None:
        problems["contact"] = _("This person was erased: nothing can be written about them here.")
    if (
        row.kept_until != before.get("kept_until")
        and row.kept_until
        and row.kept_until <= timezone.localdate()
    ):
        problems["kept_until"] = _("This day must still come: until then the data are kept.")
    new = [row.organisation] if row.organisation != before.get("organisation") else []
    if unknown := _unknown(row.case, [slug for slug in new if slug]):
        problems["organisation"] = _("“%(id)s” is not in the register of this case.") % {
            "id": unknown
        }
    return problems


def moment(row: ContactMoment) -> dict[str, str]:
    """What is wrong with a contact moment, by field."""
    problems = {}
    before = _stored(row, "organisations", "contacts")
    if row.day and row.day > timezone.localdate():
        problems["day"] = _("This day is still to come: record it when there was contact.")
    if not _list(row.organisations, str):
        problems["organisations"] = _("Give at most %(most)s organisations.") % {"most": MOST}
    elif unknown := _unknown(
        row.case, [one for one in row.organisations if one not in before.get("organisations", ())]
    ):
        problems["organisations"] = _("“%(id)s” is not in the register of this case.") % {
            "id": unknown
        }
    if not _list(row.contacts, int):
        problems["contacts"] = _("Give at most %(most)s contacts.") % {"most": MOST}
    elif strange := _no_contact(
        row.case, [one for one in row.contacts if one not in before.get("contacts", ())]
    ):
        problems["contacts"] = _("There is no contact %(number)s.") % {"number": strange}
    return problems


def unnamed(row: Recorded) -> dict[str, str]:
    """Which fields of a row would put a contact's name into the history, which never forgets.

    Only what is new in them counts, so that what was written before does not stand in the way.
    """
    kept = [name for name in TEXTS.get(type(row), ()) if name not in row.PERSONAL]
    before = _stored(row, *kept)
    new = [name for name in kept if value(row, name) and value(row, name) != before.get(name)]
    return {
        name: _(
            "This names a contact, or has their e-mail address or phone number. What is written"
            " here stays in the history and could not be erased: say it without the person."
        )
        for name in new
        if named_by(row.case, [str(value(row, name))])
    }


def _stored(row: Recorded, *names: str) -> dict[str, Any]:
    return type(row)._default_manager.filter(pk=row.pk).values(*names).first() or {}


def _list(values: Any, kind: type) -> bool:
    return (
        isinstance(values, list)
        and len(values) <= MOST
        and all(isinstance(one, kind) for one in values)
        and len(set(values)) == len(values)
    )


def _unknown(case: Case, slugs: list[str]) -> str:
    """The first of these that the register does not have."""
    known = set(
        Organisation.objects.filter(case=case, slug__in=slugs).values_list("slug", flat=True)
    )
    return next((slug for slug in slugs if slug not in known), "")


def _no_contact(case: Case, numbers: list[int]) -> int:
    """The first of these that is no contact of the case, or one that was erased."""
    known = set(
        Contact.objects.filter(case=case, pk__in=numbers, erased=None).values_list("pk", flat=True)
    )
    return next((number for number in numbers if number not in known), 0)
