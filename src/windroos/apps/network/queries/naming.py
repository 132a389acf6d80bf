"""Where a person is named in what people wrote: to show it, to take it out, or to prevent it.

Found are the name as it was recorded, the e-mail address and the phone number, whatever capitals,
accents or spaces they are written with. A surname by itself is no proof that it is this person:
such places are told and left to a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from windroos.apps.network.models import (
    Contact,
    ContactMoment,
    Dialogue,
    Point,
    Recorded,
    Referral,
)
from windroos.apps.regions.queries import Case
from windroos.link.text import align, words_of
from windroos.sources.persons.hiding import blacked_out

# What people write in, and in which fields; of a contact not what says who they are themselves.
TEXTS: Mapping[type[Recorded], Sequence[str]] = {
    Dialogue: ("organisation", "contact", "summary", "conclusions", "public_nl", "public_en"),
    ContactMoment: ("subject", "summary"),
    Point: ("text_nl", "text_en", "answer"),
    Referral: ("subject", "organisation", "reason", "desk", "advice"),
    Contact: ("function_nl", "function_en", "note", "purpose"),
}
# A surname is looked for by itself when it has so many letters.
SURNAME = 4
# And a phone number when it has so many digits.
SHORTEST = 6
_BETWEEN = r"[\s\-./()]*"


@dataclass(frozen=True)
class Naming:
    """A field that names someone: for certain, or perhaps."""

    row: Recorded
    field: str
    certain: bool

    def told(self) -> dict[str, Any]:
        """The place as plain values, under the names of the API."""
        return {
            "kind": kind_of(self.row),
            "id": self.row.pk,
            "field": self.field,
            "certain": self.certain,
            "text": getattr(self.row, self.field),
        }


@dataclass(frozen=True)
class Wanted:
    """What someone is known by, as patterns over text that was folded."""

    certain: re.Pattern[str] | None
    perhaps: re.Pattern[str] | None

    @classmethod
    def of(cls, name: str, email: str = "", phone: str = "") -> Wanted:
        words = words_of(name).split()
        known = [words_of(one) for one in (name, email)]
        parts = [_whole(re.escape(one)) for one in known if one]
        if number := _number(phone):
            parts.append(number)
        surname = words[-1] if len(words) > 1 and len(words[-1]) >= SURNAME else ""
        return cls(
            re.compile("|".join(parts)) if parts else None,
            re.compile(_whole(re.escape(surname))) if surname else None,
        )

    def names(self, text: str) -> bool:
        """Whether a text names them for certain."""
        return bool(self.certain and self.certain.search(align(text).text))

    def may_name(self, text: str) -> bool:
        """Whether something in a text, apart from what is certain, could be them."""
        return bool(self.perhaps and self.perhaps.search(align(self.without(text)).text))

    def without(self, text: str) -> str:
        """A text with what names them for certain taken out."""
        if self.certain is None:
            return text
        aligned = align(text)
        return blacked_out(
            text,
            [
                (aligned.original(one.start()), aligned.original(one.end()))
                for one in self.certain.finditer(aligned.text)
            ],
        )


def wanted(row: Contact) -> Wanted:
    """What a contact is known by."""
    return Wanted.of(row.name, row.email, row.phone)


def naming(row: Contact) -> list[Naming]:
    """Every field of what people wrote in the case that names a contact, or may: one that does
    both is there twice."""
    sought, found = wanted(row), []
    for model, fields in TEXTS.items():
        rows = model._default_manager.filter(case=row.case).order_by("pk")
        for one in rows if model is not Contact else rows.exclude(pk=row.pk):
            # One object a row, so that all its fields can be written at once.
            for name in fields:
                text = getattr(one, name)
                # A text can do both: the full name at first, the surname alone further on.
                if text and sought.names(text):
                    found.append(Naming(one, name, certain=True))
                if text and sought.may_name(text):
                    found.append(Naming(one, name, certain=False))
    return found


def named_by(case: Case, texts: Iterable[str]) -> bool:
    """Whether one of these texts names a contact of the case for certain."""
    given = [text for text in texts if text]
    if not given:
        return False
    known = Contact.objects.filter(case=case, erased=None).values_list("name", "email", "phone")
    return any(Wanted.of(*one).names(text) for one in known for text in given)


def kind_of(row: Recorded) -> str:
    """What a row is called by name: "dialogue", "moment"."""
    return "moment" if isinstance(row, ContactMoment) else row._meta.model_name or ""


def _whole(pattern: str) -> str:
    return rf"(?<!\w){pattern}(?!\w)"


def _number(phone: str) -> str:
    """A phone number however it is written; a Dutch one with or without its country."""
    digits = re.sub(r"\D", "", phone).removeprefix("00")
    abroad = phone.lstrip().startswith(("+", "00"))
    prefix = rf"(?:(?:\+|00){_BETWEEN})?"
    if not abroad or digits.startswith("31"):
        digits = (digits.removeprefix("31") if abroad else digits).removeprefix("0")
        prefix = rf"(?:(?:\+|00){_BETWEEN}31{_BETWEEN})?\(?0?\)?{_BETWEEN}"
    if len(digits) < SHORTEST:
        return ""
    return rf"(?<![\d+]){prefix}{_BETWEEN.join(digits)}(?!\d)"
