"""What could be drawn from words of a document: which region, theme, role and period they speak of,
and which component or precondition they say something about. A person chooses.

>>> from windroos import cases
>>> from windroos.cases.proposing import Proposer
>>> case = cases.load("noord_brabant")
>>> proposed = Proposer(case, cases.gazetteer(case)).of("De BOM blijft tot 2027 actief in Beieren.")
>>> proposed.regions, proposed.roles, proposed.period
(('DE2',), ('trade-invest',), (2027, 2027))
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from windroos.cases.case import Case
from windroos.cases.text import Text
from windroos.link import Gazetteer, about, fold
from windroos.link.ranking import Ranking
from windroos.sources.documents.cells import Held, figures_in

# Enough to choose from at a glance.
MOST = 3
_YEAR = r"(?:19|20)\d{2}"
_SPAN = re.compile(rf"\b({_YEAR})\s*(?:[-–/]|t/m|tot(?: en met)?|to|until)\s*({_YEAR})\b")
_SINGLE = re.compile(rf"\b{_YEAR}\b")
# “Brabantse Ontwikkelings Maatschappij (BOM)” goes by what is in the brackets too.
_SHORT = re.compile(r"\(([^()]+)\)")
# What a body may be called by where it is clear which one is meant.
_BODIES = {
    "provincie", "province", "ministerie", "ministry", "gemeente", "municipality", "regio", "region"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposed:
    """What words seem to speak of, the likeliest first; `period` is None where no year stands;
    `figures` are those of the words themselves, years apart."""

    regions: tuple[str, ...]
    themes: tuple[str, ...]
    roles: tuple[str, ...]
    components: tuple[str, ...]
    preconditions: tuple[str, ...]
    period: tuple[int, int] | None
    figures: tuple[Held, ...] = ()


class Proposer:
    """Proposes from the names of a case, and from what was drawn from other words before."""

    def __init__(
        self, case: Case, gazetteer: Gazetteer, texts: Mapping[str, str] | None = None
    ) -> None:
        """`texts` are the words of the passages of the case, by id, as far as they are known."""
        self._case = case
        self._gazetteer = gazetteer
        framework = case.framework
        texts = texts or {}
        component = {
            leaf.id: one.id
            for one in framework.components
            for leaf in framework.leaves_under(one.id)
        }
        drawn = [(component[j.criterion], j.passage) for j in case.judgements]
        found = [(f.precondition, f.passage) for f in case.findings]
        self._components = Ranking(
            {
                one.id: [*_words(one.label, one.question), *_resting(one.id, drawn, texts)]
                for one in framework.components
            }
        )
        self._preconditions = Ranking(
            {
                one.id: [*_words(one.label), *_resting(one.id, found, texts)]
                for one in framework.preconditions
            }
        )
        self._roles = [(role.id, set(_names(role.body))) for role in framework.roles]

    def of(self, words: str, around: Sequence[str] = ()) -> Proposed:
        """What can be drawn from these words; `around` is what they stand among, the nearest first:
        the rest of their paragraph, what stands before it, the heading."""
        return Proposed(
            regions=self._named("region", words, around, self._case.regions),
            themes=self._named("theme", words, around, self._case.themes),
            roles=tuple(self._by_name(words, around)),
            components=tuple(one.key for one in self._components.rank(words)[:MOST]),
            preconditions=tuple(one.key for one in self._preconditions.rank(words)[:MOST]),
            period=next((p for text in (words, *around) if (p := period(text))), None),
            figures=tuple(figures_in(words)),
        )

    def _named(
        self, kind: str, words: str, around: Sequence[str], known: Iterable[str]
    ) -> tuple[str, ...]:
        """What the words themselves name; where they name nothing, what the nearest words do."""
        home = self._case.home
        skipped = set(self._case.lineage(home.code)) if home else set()
        for text in (words, *around):
            found = [
                one.id
                for one in about(self._gazetteer.find(text))
                if one.kind == kind and one.id in known and one.id not in skipped
            ]
            if found:
                return tuple(found)
        return ()

    def _by_name(self, words: str, around: Sequence[str]) -> Iterator[str]:
        """The roles of whoever is named, in the order of the framework."""
        for text in (words, *around):
            said = f" {_plain(text)} "
            found = [id for id, names in self._roles if any(f" {n} " in said for n in names)]
            if found:
                yield from found
                return


def period(text: str) -> tuple[int, int] | None:
    """The years that a text speaks of: a span, else from the first to the last it names.

    >>> period("In 2023 t/m 2027, als in 2019"), period("Na 2021, en in 2019"), period("Nu")
    ((2023, 2027), (2019, 2021), None)
    """
    for found in _SPAN.finditer(text):
        first, last = int(found[1]), int(found[2])
        if first <= last:
            return first, last
    years = [int(year) for year in _SINGLE.findall(text)]
    return (min(years), max(years)) if years else None


def usual_period(case: Case, document: str) -> tuple[int, int] | None:
    """The period that what was drawn from a document speaks of most often."""
    counted = Counter(
        one.period
        for one in (*case.statements, *case.decisions)
        if one.passage and case.locators[one.passage].document == document
    )
    return counted.most_common(1)[0][0] if counted else None


def _words(*texts: Text | None) -> list[str]:
    return [word for text in texts if text for word in (text.nl, text.en)]


def _resting(
    id: str, drawn: Iterable[tuple[str, str | None]], texts: Mapping[str, str]
) -> list[str]:
    return [texts[place] for one, place in drawn if one == id and place and place in texts]


def _names(body: Text) -> Iterator[str]:
    """By which names a body goes, as a search sees them."""
    for name in (body.nl, body.en):
        parts = [_SHORT.sub("", name), *_SHORT.findall(name)]
        yield from (_plain(part) for part in parts)
        # “Provincie Noord-Brabant” is “de provincie” in its own documents.
        first = _plain(name).split()[0]
        if first in _BODIES:
            yield first


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text)))
