"""The audit trail in words: one sentence per verb, in Dutch and in English.

An app adds the sentences of its own verbs in the `ready()` of its configuration. A sentence may use
{actor}, {subject}, {before[field]} and {after[field]}. A verb that was ever recorded keeps its
sentence.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# A lazy translation: it becomes text in the language of who reads it.
Sentence = str | Promise

_sentences: dict[str, Sentence] = {}
_words: dict[str, Mapping[str, Sentence]] = {}


class UnknownVerb(LookupError):
    """No app has said how the verb reads in words."""

    def __init__(self, verb: str) -> None:
        super().__init__(f"No sentence is known for the verb {verb!r}; an app adds it in ready().")


def add(
    new: Mapping[str, Sentence], words: Mapping[str, Mapping[str, Sentence]] | None = None
) -> None:
    """Adds the sentences of an app, by verb, and the words for the values of its fields.

    `words` says by field what its stored values are called: {"role": dict(Role.choices)}.
    Raises ValueError when another sentence already stands for a verb.
    """
    for verb, sentence in new.items():
        if _sentences.get(verb, sentence) != sentence:
            raise ValueError(f"The verb {verb!r} has a sentence already.")
        _sentences[verb] = sentence
    _words.update(words or {})


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
        before=_in_words(before),
        after=_in_words(after),
    )


def _in_words(values: Mapping[str, Any]) -> dict[str, Any]:
    return {field: _words.get(field, {}).get(value, value) for field, value in values.items()}
