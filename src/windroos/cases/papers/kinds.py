"""Kinds of report: what each is called, what one can ask of it, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol

from windroos.cases.case import Case
from windroos.cases.problems import CaseError
from windroos.cases.text import Text
from windroos.report.paper import Language, Paper

Fault = Literal["unknown", "missing", "value"]


class OptionError(CaseError):
    """An option that a kind of report does not take, or not in this case.

    `option` is its id, `value` what was given, and `fault` whether there is no such option
    (unknown), it has to be given (missing) or it cannot have this value (value).
    """

    def __init__(self, option: str, fault: Fault, value: Any, told: str) -> None:
        super().__init__(f"{option}: {told}")
        self.option, self.fault, self.value = option, fault, value


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
                told = f"“{self.id}” has no such option; there are: {there}"
                raise OptionError(name, "unknown", given[name], told)
        found = {}
        for option in self.options:
            value = given.get(option.id)
            if value in (None, ""):
                if option.required:
                    raise OptionError(option.id, "missing", None, "choose one of the values")
                continue
            if not isinstance(value, str) or value not in option.choices(case):
                told = f"there is no “{value}” to choose in this case"
                raise OptionError(option.id, "value", value, told)
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
