"""What people recorded is called, in the language of the reader."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from windroos.apps.network.models import (
    Contact,
    ContactMoment,
    Dialogue,
    Point,
    Recorded,
    Referral,
)
from windroos.apps.network.subjects import subjects
from windroos.apps.regions.queries import REGIONS, Case
from windroos.apps.regions.tables import take


def region_names(case: Case) -> dict[str, str]:
    """The regions of a case by code, sorted by name."""
    name = "name_en" if get_language() == "en" else "name_nl"
    rows = [(row["code"], row[name]) for row in take(case, REGIONS)]
    return dict(sorted(rows, key=lambda row: row[1].casefold()))


def subject_names(case: Case) -> dict[str, str]:
    """The criteria of a case by id, in the order of the framework."""
    english = get_language() == "en"
    return {
        id: subject.label_en if english else subject.label_nl
        for id, subject in subjects(case).items()
    }


def day(value: date) -> str:
    """A date in words."""
    return date_format(value, "j F Y")


def own_language(nl: str, en: str) -> tuple[str, str]:
    """A text in one language or in both: the reader's where it is there, and which it is."""
    texts = {"nl": nl, "en": en}
    language = get_language() or "nl"
    if not texts.get(language):
        language = "nl" if nl else "en"
    return texts[language], language


def own_text(row: Any, name: str) -> str:
    """A text of a row or record, of which both languages are kept, in that of the reader."""
    columns = (f"{name}_nl", f"{name}_en")
    if isinstance(row, Mapping):
        nl, en = (row[column] for column in columns)
    else:
        nl, en = (getattr(row, column) for column in columns)
    return own_language(nl or "", en or "")[0]


def label(row: Recorded, regions: Mapping[str, str] | None = None) -> str:
    """What a row is called in a sentence or a list; `regions` if their names were read already."""
    names = region_names(row.case) if regions is None else regions
    region = names.get(row.region, row.region)
    match row:
        case Dialogue():
            parts = [row.organisation, region, day(row.held)]
        case Point():
            text, _language = own_language(row.text_nl, row.text_en)
            parts = [Truncator(text).chars(100).rstrip("."), region]
        case Referral():
            parts = [row.subject, region]
        # By number alone: the audit trail has no names of persons.
        case Contact():
            parts = [_("contact %(number)s") % {"number": row.pk}]
        case ContactMoment():
            parts = [_("contact moment %(number)s") % {"number": row.pk}]
        case _:
            parts = [str(row)]
    return ", ".join(parts)
