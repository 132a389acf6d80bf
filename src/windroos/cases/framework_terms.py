"""Reading the [[term]] entries of `framework.toml`: by which words a theme, a challenge or a region
is recognised in a text."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from windroos.cases.framework_reader import Entry, Reader
from windroos.link.names import LANGUAGES, concepts

SUBJECTS = ("theme", "challenge", "region")
_KNOWN = {"id", "concepts", "without", *SUBJECTS, *LANGUAGES}


@dataclass(frozen=True, slots=True)
class Term:
    """The words for a theme, challenge or region of the case.

    `subject` is which of these, `of` its id (of a region its code). `concepts` are concepts of the
    program (`windroos.link.names`) whose words are its words too; `words` by language are its own,
    and `without` words that look like one of them and are not.
    """

    id: str
    subject: str
    of: str
    concepts: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    without: tuple[str, ...] = ()


def term(reader: Reader, entry: Entry, challenges: Collection[str]) -> Term:
    """One entry; its faults are told by the reader."""
    reader.only(entry, _KNOWN)
    named = [subject for subject in SUBJECTS if subject in entry]
    if len(named) != 1:
        reader.fault("term", "theme", "say whose words these are: one theme, challenge or region")
    subject = named[0] if named else SUBJECTS[0]
    of = reader.reference(entry, subject) or ""
    if subject == "challenge" and of not in challenges:
        reader.fault("term", subject, f"no challenge “{of}” is defined")
    meant = _several(reader, entry, "concepts")
    for id in meant:
        if id not in concepts():
            listed = ", ".join(concepts())
            reader.fault("term", "concepts", f"“{id}” is no concept; there are: {listed}")
    return Term(
        id=entry["id"],
        subject=subject,
        of=of,
        concepts=tuple(id for id in meant if id in concepts()),
        words={
            language: _several(reader, entry, language)
            for language in LANGUAGES
            if language in entry
        },
        without=_several(reader, entry, "without"),
    )


def _several(reader: Reader, entry: Entry, name: str) -> tuple[str, ...]:
    """A list of words; none when it is left out."""
    if name not in entry:
        return ()
    words = [word.strip() for word in reader.list_of(entry, name, str)]
    if not all(word.strip("~") for word in words):
        reader.fault("term", name, f"“{name}” holds an empty word; remove it")
    return tuple(word for word in words if word.strip("~"))
