"""What went wrong with an import, as it is kept and as it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from windroos.problems import N_, Problem
from windroos.sources.documents import DocumentError
from windroos.sources.fetching import FetchError
from windroos.sources.lake import LakeError
from windroos.sources.shape import SourceError

BROKEN_OFF = N_("the program was stopped before this was done: ask for it again")
UNFORESEEN = N_(
    "went wrong in a way that was not foreseen; the log of the program says more. Ask for it "
    "again, and tell who looks after the program if it happens again"
)


def written(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as they are kept: values of another kind than JSON knows as their text."""
    return [
        asdict(one) | {"values": {name: _plain(value) for name, value in one.values.items()}}
        for one in problems
    ]


def read(kept: Iterable[Mapping[str, Any]]) -> list[Problem]:
    """Problems that were kept."""
    return [Problem(**one) for one in kept]


def in_words(kept: Iterable[Mapping[str, Any]]) -> list[str]:
    """Problems that were kept, in the language of the reader: file, row, field, what to do."""
    told = []
    for one in read(kept):
        wording = _(one.wording)
        message = wording % one.values if one.values else wording
        place = [one.file]
        if one.row is not None:
            place.append(_("line %(row)s") % {"row": one.row})
        if one.field is not None:
            place.append(one.field)
        told.append(f"{', '.join(place)}: {message}")
    return told


def why_unread(error: DocumentError) -> str:
    """Why a document cannot be read, in the language of the reader."""
    wording = _(error.wording)
    return wording % error.values if error.values else wording


def of(error: Exception, source: str) -> list[Problem]:
    """What an error says that importing a source ended in, as problems."""
    if isinstance(error, SourceError):
        return list(error.problems)
    if isinstance(error, FetchError):
        return [Problem(error.kind, source, error.wording, values=error.values)]
    if isinstance(error, LakeError | OSError):
        wording = N_("cannot be kept: %(said)s")
        return [Problem("keep", source, wording, values={"said": str(error)})]
    return [Problem("unforeseen", source, UNFORESEEN)]


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
