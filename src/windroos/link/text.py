"""Text as a search sees it."""

import unicodedata


def fold(text: str) -> str:
    """Text without capitals and accents.

    >>> fold("Thüringen en Israël")
    'thuringen en israel'
    """
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))
