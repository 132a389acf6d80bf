"""What must hold of dialogues, points and referrals besides what their models ask."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.evidence.queries import LOCATORS, SOURCES
from windroos.apps.network.models import Dialogue, Point, Referral
from windroos.apps.network.models.dialogues import Status
from windroos.apps.network.queries.history import value
from windroos.apps.network.subjects import subjects
from windroos.apps.regions.queries import Case
from windroos.apps.regions.tables import take

MOST_PLACES = 50


def dialogue(row: Dialogue) -> dict[str, str]:
    """What is wrong with a dialogue, by field."""
    problems = {}
    if _future(row.held):
        problems["held"] = _("This day is still to come: record a dialogue when it has been held.")
    if not _words(row.subjects) or set(row.subjects) - subjects(row.case).keys() - _had(row):
        problems["subjects"] = _("Choose from the components of the compass.")
    if not _words(row.places) or len(row.places) > MOST_PLACES:
        problems["places"] = _("Give at most %(most)s places.") % {"most": MOST_PLACES}
    elif strange := _strange(row.case, row.places):
        problems["places"] = _(
            "“%(place)s” is no passage or source of this case and no web address (https://…)."
        ) % {"place": strange}
    return problems


def point(row: Point) -> dict[str, str]:
    """What is wrong with a point, by field."""
    problems = {}
    if not f"{row.text_nl}{row.text_en}".strip():
        problems["text_nl"] = _("Say what is to be raised, in one of the languages or in both.")
    if row.subject and row.subject not in subjects(row.case):
        problems["subject"] = _("Choose from the components of the compass.")
    source, raised_in = value(row, "source"), value(row, "raised_in")
    if source is not None and not _of_case(source, row.case):
        problems["source"] = _("This dialogue is not in the case.")
    if (row.status == Status.RAISED or raised_in is not None) and not _of_case(raised_in, row.case):
        problems["raised_in"] = _("Say in which dialogue of this case it was raised.")
    if row.status == Status.DROPPED and not row.answer.strip():
        problems["answer"] = _("Say why it is dropped.")
    return problems


def referral(row: Referral) -> dict[str, str]:
    """What is wrong with a referral, by field."""
    problems = {}
    if _future(row.referred_on):
        problems["referred_on"] = _("This day is still to come.")
    if _before(row.answer_by, row.referred_on):
        problems["answer_by"] = _("This is before the day of the referral.")
    if _future(row.answered_on):
        problems["answered_on"] = _("This day is still to come.")
    elif _before(row.answered_on, row.referred_on):
        problems["answered_on"] = _("This is before the day of the referral.")
    if bool(row.answered_on) != bool(row.outcome):
        problems["outcome"] = _("Say how the referral ended.")
    return problems


def _future(day: Any) -> bool:
    return isinstance(day, date) and day > timezone.localdate()


def _before(day: Any, other: Any) -> bool:
    return isinstance(day, date) and isinstance(other, date) and day < other


def _words(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _had(row: Dialogue) -> set[str]:
    """The subjects a dialogue has already: a new framework may lack them, the dialogue does not."""
    stored = Dialogue.objects.filter(pk=row.pk).values_list("subjects", flat=True).first()
    return set(stored or ())


def _strange(case: Case, places: Sequence[str]) -> str:
    """The first place that is neither in the case nor a web address."""
    known = {row["id"] for kept in (LOCATORS, SOURCES) for row in take(case, kept)}
    return next((place for place in places if place not in known and not _address(place)), "")


def _address(place: str) -> bool:
    try:
        URLValidator(schemes=["http", "https"])(place)
    except ValidationError:
        return False
    return not urlsplit(place).username


def _of_case(number: Any, case: Case) -> bool:
    return isinstance(number, int) and Dialogue.objects.filter(pk=number, case=case).exists()
