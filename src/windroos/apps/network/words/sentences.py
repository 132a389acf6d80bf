"""How words and numbers of the register become parts of a sentence."""

from collections.abc import Iterable, Mapping

from django.utils.formats import number_format
from django.utils.translation import gettext

from windroos.apps.accounts.sentences import Sentence


def word(words: Mapping[str, Sentence], value: str | None) -> str:
    """A value in words; one without words as it is, and an absent one as nothing."""
    return str(words.get(value, value)) if value else ""


def number(n: int) -> str:
    """A whole number as the reader writes it."""
    return number_format(n, use_l10n=True, force_grouping=True)


def enumerated(parts: Iterable[str]) -> str:
    """Some words as a sentence lists them: “a, b and c”."""
    several = [str(one) for one in parts]
    if len(several) < 2:
        return "".join(several)
    return gettext("%(several)s and %(last)s") % {
        "several": ", ".join(several[:-1]),
        "last": several[-1],
    }


def period(start: str | None, end: str | None) -> str:
    """A period in words; empty where neither is known. Dates may be years or months."""
    if start and end:
        return gettext("from %(start)s to %(end)s") % {"start": start, "end": end}
    if start:
        return gettext("since %(start)s") % {"start": start}
    return gettext("until %(end)s") % {"end": end} if end else ""
