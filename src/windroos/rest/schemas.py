"""What goes over the line: names in camelCase, texts in both languages, nothing by accident."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

# How long a running text may be.
TEXT = 5000


class Schema(BaseModel):
    """An answer, made of mappings or of plain objects; or the query of a request."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True)


class Input(BaseModel):
    """The body of a request: types are taken as they are written, and no field is passed over."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=False,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
    )


def optional(**more: Any) -> Any:
    """A field of an `Input` that may be left out, and then has no value at all.

    Which fields were sent is in `model_fields_set`.
    """
    return Field(default_factory=lambda: None, **more)


class Text(Schema):
    """A text in the languages of the program; null where it was not written in one of them."""

    nl: str | None = Field(examples=["Vergelijkbare opgaven in de zorg"])
    en: str | None = Field(examples=["Comparable challenges in health care"])


class TextInput(Input):
    """A text in the languages of the program; in one of them is enough."""

    nl: str | None = Field(None, max_length=TEXT)
    en: str | None = Field(None, max_length=TEXT)


def _only(form: str, wrong: str) -> BeforeValidator:
    """Takes a text of this form only, and values that are no text as they are."""

    def check(value: object) -> object:
        if isinstance(value, str) and not re.fullmatch(form, value, re.ASCII):
            raise PydanticCustomError(wrong, "this has another form")  # type: ignore[arg-type]
        return value

    return BeforeValidator(check)


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        # By itself it also takes 20261121 and 2026-W47-6.
        if len(value) == len("2026-11-21") and value.count("-") == 2 and "W" not in value:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("date_parsing", "this is no day")


def bounded(day: date | None) -> date | None:
    """A day that every database can reckon with: none that is out of reach means another thing."""
    return None if day is None else min(max(day, date(1800, 1, 1)), date(2200, 12, 31))


# By itself pydantic takes more than is written in the document: 0 for a day, `on` for true.
Day = Annotated[date, BeforeValidator(_day)]
Flag = Annotated[bool, _only("true|false", "bool_parsing")]
_WHOLE = _only(r"-?\d{1,18}", "int_parsing")
Whole = Annotated[int, _WHOLE]
Number = Annotated[int, Field(ge=1, le=10**15), _WHOLE]
Year = Annotated[int, Field(ge=1800, le=2200), _WHOLE]


def _several(value: object) -> object:
    return value.split() if isinstance(value, str) else value or []


# Ids that the database keeps in one text, with spaces between.
Several = Annotated[list[str], BeforeValidator(_several)]


def row(values: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a table with its `…_nl` and `…_en` columns brought together as one text.

    >>> row({"id": "a", "note_nl": None, "note_en": None, "name_nl": "Aa", "name_en": None})
    {'id': 'a', 'note': None, 'name': {'nl': 'Aa', 'en': None}}
    """
    made: dict[str, Any] = {}
    for name, value in values.items():
        stem, _, language = name.rpartition("_")
        if language == "nl" and f"{stem}_en" in values:
            other = values[f"{stem}_en"]
            made[stem] = {"nl": value, "en": other} if value or other else None
        elif not (language == "en" and f"{stem}_nl" in values):
            made[name] = value
    return made


def texts(one: object, name: str) -> dict[str, Any] | None:
    """The text that an object keeps in `name_nl` and `name_en`; None where both are empty."""
    found = {language: getattr(one, f"{name}_{language}") or None for language in ("nl", "en")}
    return found if any(found.values()) else None
