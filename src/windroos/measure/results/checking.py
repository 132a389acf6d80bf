"""What is wrong with a new fact, all of it told at once."""

from __future__ import annotations

from collections.abc import Mapping

from .facts import Cell, Fact
from .indicators import Indicator
from .reasons import Reason


def check_new(fact: Fact, indicator: Indicator, known: Mapping[Cell, Fact]) -> tuple[Reason, ...]:
    """Everything for which a fact cannot be added to what is known; empty when it can."""
    raise NotImplementedError


def remarks(fact: Fact, indicator: Indicator) -> tuple[Reason, ...]:
    """What is well to know of a fact that can be added."""
    raise NotImplementedError
