"""The sources of a report: each place in a document once, each dataset once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from windroos.cases.case import Case
from windroos.cases.papers.telling import Teller
from windroos.cases.values import Figure, Source
from windroos.report import paper

__all__ = ["Citations"]


class Citations:
    """Keeps what a report refers to, in the order in which it was first referred to."""

    def __init__(self, case: Case, teller: Teller) -> None:
        self._case, self._teller = case, teller
        self._found: dict[tuple[str, ...], paper.Source] = {}
        self._passages: dict[str, str] = {}

    @property
    def sources(self) -> tuple[paper.Source, ...]:
        return tuple(self._found.values())

    def place(self, passage: str) -> str:
        """The id of the paragraph that a passage lies in."""
        locator = self._case.locators[passage]
        key = (locator.document, locator.section, str(locator.paragraph), locator.sha256)
        if key not in self._found:
            source = self._case.sources[locator.document]
            section = "" if locator.section == source.title else locator.section
            where = self._teller.say("paragraph", n=locator.paragraph)
            self._found[key] = self._source(
                source, locator.document, ", ".join(filter(None, (section, where))), locator.sha256
            )
        return self._found[key].id

    def places(self, passages: Iterable[str | None]) -> tuple[str, ...]:
        """The ids of several places, each once."""
        return tuple(dict.fromkeys(self.place(one) for one in passages if one is not None))

    def dataset(self, figure: Figure) -> str:
        """The id of the dataset of a figure, or of the edition it was read from."""
        key = (figure.source, figure.snapshot or "")
        if key not in self._found:
            source = self._case.sources[figure.source]
            self._found[key] = self._source(source, "", "", figure.snapshot or "")
        return self._found[key].id

    def _source(self, source: Source, document: str, place: str, sha256: str) -> paper.Source:
        """A place in a source; a day that is not known in full stands with the publisher."""
        whole = len(source.published) == len("2024-06-30")
        day = "" if whole else self._teller.day(source.published)
        return paper.Source(
            id=f"s{len(self._found) + 1}",
            title=f"{source.title} ({document})" if document else source.title,
            publisher=", ".join(filter(None, (source.publisher, day))),
            date=date.fromisoformat(source.published) if whole else None,
            url=source.url or "",
            place=place,
            sha256=sha256,
        )
