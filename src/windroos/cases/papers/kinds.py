"""Kinds of report: what each is called, what one can ask of it, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from windroos.cases.case import Case
from windroos.cases.problems import CaseError
from windroos.cases.text import Text
from windroos.report.paper import Language, Paper


class OptionError(CaseError):
    """An option that a kind of report does not take, or not in this case; `option` is its id."""

    def __init__(self, option: str, told: str) -> None:
        super().__init__(f"{option}: {told}")
        self.option = option
        self.told = told


@dataclass(frozen=True)
class Option:
    """What can be asked of a report: one of the `choices` that a case gives.

    An option that is not `required` may be left out.
    """

    id: str
    label: Text
    choices: Callable[[Case], Mapping[str, Text]]
    required: bool = False
    help: Text | None = None


class Build(Protocol):
    """Writes a report of a case as it stood on a day, with the words of passages by locator."""

    def __call__(
        self,
        case: Case,
        *,
        language: Language,
        day: date,
        quotes: Mapping[str, str],
        **options: Any,
    ) -> Paper: ...


@dataclass(frozen=True)
class PaperKind:
    """A kind of report."""

    id: str
    title: Text
    about: Text
    options: tuple[Option, ...]
    build: Build

    def chosen(self, case: Case, given: Mapping[str, Any]) -> dict[str, str]:
        """The options as they are kept: those that were given, none of them empty.

        Raises `OptionError` for one that the kind does not take, or not with this value.
        """
        known = {option.id for option in self.options}
        for name in given:
            if name not in known:
                there = ", ".join(sorted(known)) or "none"
                raise OptionError(name, f"“{self.id}” has no such option; there are: {there}")
        found = {}
        for option in self.options:
            value = given.get(option.id)
            if value in (None, ""):
                if option.required:
                    raise OptionError(option.id, "choose one of the values")
                continue
            if not isinstance(value, str) or value not in option.choices(case):
                raise OptionError(option.id, f"there is no “{value}” to choose in this case")
            found[option.id] = value
        return found

    def write(
        self,
        case: Case,
        options: Mapping[str, Any],
        *,
        language: Language,
        day: date,
        quotes: Mapping[str, str],
    ) -> Paper:
        """The report in one language; raises `OptionError` as `chosen` does."""
        asked = self.chosen(case, options)
        return self.build(case, language=language, day=day, quotes=quotes, **asked)
