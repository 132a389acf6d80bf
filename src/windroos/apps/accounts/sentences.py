"""The audit trail in words: one sentence per verb, in Dutch and in English.

An app adds the sentences of its own verbs in the `ready()` of its configuration. A sentence may use
{actor}, {subject}, {before[field]} and {after[field]}. A verb that was ever recorded keeps its
sentence.

What has a name in both languages is kept as two fields, `field_nl` and `field_en`: sentences and
changes speak of `field`, in the language of the reader.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

# A lazy translation: it becomes text in the language of who reads it.
Sentence = str | Promise

Words = Mapping[str, Mapping[str, Sentence]]
Fields = Mapping[str, Sentence]

# A day, or a moment with its place on the clock: one without could not be told in local time.
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?")

_sentences: dict[str, Sentence] = {}
# By verb: what its values and fields are called. Several apps may have an `outcome`.
_words: dict[str, Words] = {}
_fields: dict[str, Fields] = {}

CHANNELS: dict[str, Sentence] = {
    "web": gettext_lazy("web pages"),
    "api": gettext_lazy("API"),
    "terminal": gettext_lazy("terminal"),
    "sheet": gettext_lazy("spreadsheet"),
    "program": gettext_lazy("program"),
}


class UnknownVerb(LookupError):
    """No app has said how the verb reads in words."""

    def __init__(self, verb: str) -> None:
        super().__init__(f"No sentence is known for the verb {verb!r}; an app adds it in ready().")


@dataclass(frozen=True)
class Change:
    """What an event says of one field, in words; None where the field did not exist."""

    field: str
    before: str | None
    after: str | None


def add(
    new: Mapping[str, Sentence], words: Words | None = None, fields: Fields | None = None
) -> None:
    """Adds the sentences of an app, by verb, and the words for their fields and values.

    `words` says by field what its stored values are called: {"role": dict(Role.choices)}; `fields`
    what a field is called, where it is not to be shown by its own name, and "" to not show it.
    Raises ValueError when another sentence already stands for a verb.
    """
    for verb, sentence in new.items():
        if _sentences.get(verb, sentence) != sentence:
            raise ValueError(f"The verb {verb!r} has a sentence already.")
        _sentences[verb] = sentence
        _words[verb] = words or {}
        _fields[verb] = fields or {}


def verbs() -> list[str]:
    """Every verb that has a sentence."""
    return list(_sentences)


def render(
    verb: str,
    *,
    actor: str | None,
    subject: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> str:
    """The sentence of `verb` with its parts filled in; an actor of None is the program itself.

    Raises UnknownVerb, or KeyError when the sentence asks for a field that is not there.
    """
    if verb not in _sentences:
        raise UnknownVerb(verb)
    return str(_sentences[verb]).format(
        actor=actor or _("The program"),
        subject=subject,
        before=_in_words(verb, before),
        after=_in_words(verb, after),
    )


def outline(verb: str) -> str:
    """The sentence of `verb` without its parts, as a choice in a list."""
    return str(_sentences[verb]).format(actor="…", subject="…", before=_Open(), after=_Open())


def changes(verb: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What changed, field by field, in words."""
    was, now = _in_words(verb, before), _in_words(verb, after)
    told = []
    for field in dict.fromkeys([*was, *now]):
        name = str(_fields.get(verb, {}).get(field, field))
        before_text, after_text = _text(was, field), _text(now, field)
        # What was left empty beside what was not there reads as nothing in the place of nothing.
        if name and before_text != after_text:
            told.append(Change(name, before_text, after_text))
    return told


class _Open(dict[str, str]):
    """Fields that are not filled in."""

    def __missing__(self, field: str) -> str:
        return "…"


def _in_words(verb: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields in the reader's language: `field` for `field_nl` and `field_en`."""
    called = _words.get(verb, {})
    told: dict[str, Any] = {}
    for field, value in values.items():
        name, _mark, language = field.rpartition("_")
        if language in ("nl", "en") and f"{name}_nl" in values and f"{name}_en" in values:
            if language == ("en" if get_language() == "en" else "nl"):
                told[name] = value
        else:
            told[field] = _called(value, called.get(field, {}))
    return told


def _called(value: Any, words: Mapping[str, Sentence]) -> Any:
    """One value: its word where it has one, a number or a day as the reader writes it."""
    if isinstance(value, str):
        return words[value] if value in words else _day(value) or value
    if isinstance(value, float):
        return number_format(int(value) if value.is_integer() else value)
    return value


def _day(text: str) -> str:
    """A day or a moment, which the trail keeps in ISO 8601, as the reader writes it; else empty."""
    if not _ISO.fullmatch(text):
        return ""
    try:
        if "T" in text:
            return date_format(localtime(datetime.fromisoformat(text)), "j F Y H:i")
        return date_format(date.fromisoformat(text), "j F Y")
    except ValueError:
        return ""


def _text(values: Mapping[str, Any], field: str) -> str | None:
    """A value as text: yes or no, a list with commas; None where there is no such field."""
    value = values.get(field)
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value) or None
    return str(value)
