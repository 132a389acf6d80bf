"""What the catalogue says, in both languages at once."""

from __future__ import annotations

from django.utils import translation
from django.utils.functional import Promise

from windroos.report.catalogue import Words
from windroos.site.catalogue.addresses import LANGUAGES


def both(message: str | Promise, /, **values: object) -> Words:
    """A message in both languages; a value that has both is taken in that of the message."""
    said = []
    for language in LANGUAGES:
        taken = {
            name: getattr(value, language) if isinstance(value, Words) else value
            for name, value in values.items()
        }
        with translation.override(language):
            text = str(message)
        said.append(text % taken if taken else text)
    return Words(*said)
