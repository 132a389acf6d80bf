"""What facts stand beside: the programmes and indicators of a register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from windroos.cases.facts.values import indicator_of, tree_of
from windroos.cases.register import KINDS, Content, Register, contents
from windroos.measure.results import Indicator, IndicatorError, Tree, TreeError


@dataclass(frozen=True)
class Beside:
    """The programmes and indicators of the register that facts stand beside, by id."""

    programmes: Mapping[str, Content]
    indicators: Mapping[str, Content]

    @classmethod
    def of(cls, register: Register) -> Beside:
        """Those of a register."""
        return cls(
            contents(KINDS["programme"], register.tables),
            contents(KINDS["indicator"], register.tables),
        )

    @cached_property
    def homes(self) -> Mapping[str, str | None]:
        """The part of its programme that each indicator is of; None: the whole."""
        return {key: content["part"] for key, content in self.indicators.items()}

    @cached_property
    def defined(self) -> Mapping[str, Indicator]:
        """The indicators that can be reckoned with; what is wrong with the others the register
        tells."""
        found: dict[str, Indicator] = {}
        for key, content in self.indicators.items():
            try:
                found[key] = indicator_of(content)
            except IndicatorError:
                continue
        return found

    @cached_property
    def trees(self) -> Mapping[str, Tree]:
        """The parts of each programme, where they make a tree."""
        found: dict[str, Tree] = {}
        for key, content in self.programmes.items():
            try:
                found[key] = tree_of(content)
            except TreeError:
                continue
        return found
