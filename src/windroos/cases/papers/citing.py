"""The sources of a report: each place in a document once, each dataset once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from windroos.cases.case import Case
from windroos.cases.papers.telling import Teller
from windroos.cases.values import Figure, Source
from windroos.report import paper

__all__ = ["Citations"]


class Citations:
    """Keeps what a report refers to, in the order in which it was first referred to."""

    def __init__(
        self, case: Case, teller: Teller, passages: Mapping[str, Mapping[str, Any]] | None = None
    ) -> None:
        """`passages` are places besides those of the case itself: rows of its register."""
        self._case, self._teller = case, teller
        self._rows = passages or {}
        self._found: dict[tuple[str, ...], paper.Source] = {}
        self._passages: dict[str, str] = {}

    @property
    def sources(self) -> tuple[paper.Source, ...]:
        return tuple(self._found.values())

    def place(self, passage: str) -> str:
        """The id of the paragraph that a passage lies in."""
        document, section, paragraph, sha256 = self._located(passage)
        key = (document, section, str(paragraph), sha256)
        if key not in self._found:
            source = self._case.sources[document]
            under = "" if section == source.title else section
            where = self._teller.say("paragraph", n=paragraph)
            place = ", ".join(filter(None, (under, where)))
            self._found[key] = self._source(source, document, place, sha256)
        return self._found[key].id

    def knows(self, passage: str) -> bool:
        """Whether a passage, and the document it stands in, is known here."""
        if passage in self._rows:
            return self._rows[passage]["document"] in self._case.sources
        return passage in self._case.locators

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

    def _located(self, passage: str) -> tuple[str, str, int, str]:
        """The document, section, paragraph and hash of a passage."""
        if passage in self._rows:
            row = self._rows[passage]
            section, paragraph = str(row["section"] or ""), int(str(row["paragraph"]))
            return str(row["document"]), section, paragraph, str(row["sha256"])
        one = self._case.locators[passage]
        return one.document, one.section, one.paragraph, one.sha256

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
