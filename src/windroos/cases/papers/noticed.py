"""What the parts of a notice share: the words, numbers and places of one programme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from windroos.cases.case import Case
from windroos.cases.facts.account import Account
from windroos.cases.facts.measured import Measured, Shown
from windroos.cases.facts.told import Told
from windroos.cases.facts.values import Funder
from windroos.cases.papers import notice_words as words
from windroos.cases.papers.citing import Citations
from windroos.cases.papers.telling import Teller
from windroos.cases.text import Text
from windroos.measure.results import Period, Sum
from windroos.report.paper import Cell, Cite, Footnote, Language, Span
from windroos.report.paper.wording import number


class Noticed:
    """A programme as a notice tells of it, in one language, with its sources and footnotes."""

    def __init__(self, case: Case, told: Told, account: Account, language: Language) -> None:
        self.told, self.account = told, account
        self.language: Language = language
        self.tell = Teller(language, words.WORDS)
        self.cites = Citations(case, self.tell, told.passages)
        self.notes: dict[str, Footnote] = {}

    # Words

    def label(self, row: Mapping[str, Any], name: str = "label") -> str:
        """A text of a row in the language of the notice; empty where there is none."""
        mine, other = ("nl", "en") if self.language == "nl" else ("en", "nl")
        return str(row.get(f"{name}_{mine}") or row.get(f"{name}_{other}") or "")

    def word(self, texts: Mapping[str, Text], id: str) -> str:
        return self.tell.of(texts[id])

    def name(self, organisation: str | None) -> str:
        """What an organisation of the register is called; empty for none."""
        return self.told.names.get(organisation or "", organisation or "")

    def funder(self, one: Funder) -> str:
        """Who gives money."""
        return self.name(one.organisation) if one.organisation else self.tell.of(one.name)

    def part(self, id: str) -> str:
        """A part of the programme with its number; of "" the whole."""
        if not id or id not in self.account.branches:
            return id or self.tell.say("whole")
        row = self.account.branches[id].content
        kind = self.word(words.KINDS, row["kind"])
        return f"{kind} {row['code']}: {self.label(row)}" if row["code"] else self.label(row)

    def period(self, period: Period) -> str:
        return period.label(self.language)

    def columned(self, period: Period) -> str:
        """A period as the head of a column: 2018, 2018–2019."""
        if period.kind in ("year", "years"):
            return self.tell.span((period.start.year, period.end.year))
        return self.period(period)

    # Numbers

    def measured(self, value: float, one: Measured) -> str:
        """A value of an indicator with its unit."""
        unit = one.indicator.unit
        text = number(value, self.language, one.indicator.decimals)
        return f"{text}%" if unit == "%" else f"{text} {unit}".strip()

    def euros(self, given: Sum) -> str:
        """A sum of money in a sentence."""
        if given.amount is None:
            return self.tell.say("amount-none")
        text = f"{number(given.amount, self.language)} euro"
        if given.currency not in ("", "EUR"):
            text = f"{number(given.amount, self.language)} {given.currency}"
        if given.approximate:
            return f"{self.word(words.APPROXIMATE, given.approximate)} {text}"
        return text

    def money_cell(self, given: Sum | None, sources: Iterable[str] = ()) -> Cell:
        """A sum of money in a table; what is not exact says so."""
        if given is None or given.amount is None:
            return Cell(None, self.tell.say("amount-none"))
        text = self.euros(given) if given.approximate else None
        return Cell(given.amount, text, sources=tuple(sources))

    def shown_cell(self, shown: Shown, one: Measured, notes: Iterable[str] = ()) -> Cell:
        """A cell of the table of indicators: its value, or in words why there is none."""
        unit = one.indicator.unit
        if shown.value is not None:
            return Cell(shown.value, notes=tuple(notes), unit=unit)
        text = self.word(words.STATES, shown.state)
        if shown.state == "to-be-measured" and shown.role == "baseline":
            text = f"{self.word(words.ROLES, 'baseline')}: {text}"
        return Cell(None, text, notes=tuple(notes))

    # Places and footnotes

    def places(self, *passages: str | None) -> tuple[str, ...]:
        """The ids of the sources of passages, each once; one that is not known is left out."""
        known = [one for one in passages if one and self.cites.knows(one)]
        return self.cites.places(known)

    def cited(self, text: str, *passages: str | None) -> list[Span]:
        """A text with the marks of where it stands."""
        places = self.places(*passages)
        return [text, *([" "] if places else []), *(Cite(id) for id in places)]

    def note(self, id: str, text: str, *passages: str | None, mark: str = "") -> str:
        """A footnote, made the first time; gives its id."""
        if id not in self.notes:
            self.notes[id] = Footnote(id, mark, text, self.places(*passages))
        return id

    @cached_property
    def name_of_programme(self) -> str:
        return self.label(self.account.programme)
