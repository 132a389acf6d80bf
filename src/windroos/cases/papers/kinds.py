"""A kind of report: what it is called, what can be chosen for it, and how it is built."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from windroos.cases.case import Case
from windroos.cases.problems import CaseError
from windroos.cases.text import Text
from windroos.report.paper import Language, Paper

__all__ = ["Fault", "Option", "OptionError", "OptionType", "PaperKind", "Taken"]

OptionType = Literal["region", "role", "theme", "programme", "number", "flag"]

# What a caller may say with a flag; a page sends "on" for a box that is ticked.
_FLAGS = {"true": True, "on": True, "1": True, "false": False, "off": False, "0": False, "": False}
# Below a number no table holds anything; above it no one reads on.
NUMBERS = (1, 500)

Taken = Mapping[str, Any]
NOTHING: Taken = MappingProxyType({})
Fault = Literal["unknown", "missing", "value"]


class OptionError(CaseError):
    """An option that a kind of report does not take, or not in this case.

    `option` is its id, `kind` its type, `value` what was given, and `fault` whether there is no
    such option (unknown), it has to be given (missing) or it cannot have this value (value).
    """

    def __init__(
        self, option: str, fault: Fault, told: str, value: Any = None, kind: str = ""
    ) -> None:
        super().__init__(told)
        self.option, self.fault, self.value, self.kind = option, fault, value, kind


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen: of a region, role, theme or programme by its id, else a number
    or yes or no. Without a choice `default` holds, unless it is `required`."""

    id: str
    type: OptionType
    label: Text
    required: bool = False
    default: str | int | bool | None = None

    def choices(self, case: Case, given: Taken = NOTHING) -> Sequence[tuple[str, Text]]:
        """What there is to choose from, as ids with what they are called; empty for a number or a
        flag. Programmes are among what is `given` besides the case."""
        match self.type:
            case "region":
                return [(region.code, region.name) for region in case.weighed]
            case "role":
                return [(role.id, role.label) for role in case.framework.roles]
            case "theme":
                return [(theme.id, theme.label) for theme in case.themes.values()]
            case "programme":
                return given["programmes"].labels if "programmes" in given else []
        return []

    def take(self, case: Case, asked: Any, given: Taken = NOTHING) -> Any:
        """A value from what was asked, as text or as such.

        Raises `OptionError` for what cannot be, naming what can.
        """
        if asked is None or asked == "":
            if self.required:
                told = f"“{self.id}” is needed; {self._among(case, given)}"
                raise OptionError(self.id, "missing", told)
            return self.default
        if self.type == "flag":
            said = asked if isinstance(asked, bool) else _FLAGS.get(str(asked).lower())
            if said is None:
                told = f"“{self.id}” is true or false, not “{asked}”"
                raise OptionError(self.id, "value", told, asked, self.type)
            return said
        if self.type == "number":
            return self._number(asked)
        if asked not in [id for id, _label in self.choices(case, given)]:
            told = f"there is no {self.type} “{asked}” in this case; {self._among(case, given)}"
            raise OptionError(self.id, "value", told, asked, self.type)
        return asked

    def _number(self, given: Any) -> int:
        least, most = NUMBERS
        text = str(given)
        # `isdecimal` knows the digits of every script, of which `int` reads each.
        if isinstance(given, bool) or not text.isdecimal() or not least <= int(text[:9]) <= most:
            told = f"“{self.id}” is a whole number of {least} to {most}, not “{given}”"
            raise OptionError(self.id, "value", told, given, self.type)
        return int(text)

    def _among(self, case: Case, given: Taken) -> str:
        known = ", ".join(id for id, _label in self.choices(case, given))
        return f"choose one of {known}"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of report about a case.

    `given` names what a caller may hand to `build` besides the options: `quotes`, the words of
    passages by the id of their locator, `land`, the geometries that maps show as land, and
    `programmes`, what programmes account for (`cases.facts.told.Told`).
    """

    id: str
    title: Text
    about: Text
    build: Callable[..., Paper]
    options: tuple[Option, ...] = ()
    given: tuple[str, ...] = ()

    def take(self, case: Case, asked: Mapping[str, Any], given: Taken = NOTHING) -> dict[str, Any]:
        """The options that were asked for, as values.

        Raises `OptionError` for an option this kind has not, and for a value that cannot be.
        """
        known = {option.id: option for option in self.options}
        for id in asked:
            if id not in known:
                there = ", ".join(known) or "none"
                told = f"“{self.id}” has no option “{id}”; there are: {there}"
                raise OptionError(id, "unknown", told)
        return {id: option.take(case, asked.get(id), given) for id, option in known.items()}

    def paper(
        self,
        case: Case,
        *,
        language: Language,
        day: date,
        options: Mapping[str, Any] | None = None,
        given: Mapping[str, Any] | None = None,
    ) -> Paper:
        """The report; of what is `given` it takes what it can use.

        Raises `OptionError` for options that cannot be.
        """
        taken = self.take(case, options or {}, given or NOTHING)
        more = {name: value for name, value in (given or {}).items() if name in self.given}
        return self.build(case, language=language, day=day, **taken, **more)
