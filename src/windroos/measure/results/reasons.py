"""Why something is as it is, or what is wrong with it: a code, a sentence, and what fills it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from windroos.problems import N_

WORDS: Mapping[str, str] = {
    # What a total leaves out.
    "withheld": N_("The figure of %(period)s is known and not shown."),
    "to-be-measured": N_("The figure of %(period)s is still to be measured."),
    "denominator-zero": N_("Of %(period)s the denominator is 0, so there is no ratio."),
    "no-parts": N_(
        "Of %(period)s the numerator and denominator are not known, so it cannot be put together "
        "with others."
    ),
    "overlapping": N_("%(period)s overlaps another period and is not counted."),
    "not-divided": N_("There is a figure of %(period)s, which is not divided over its parts."),
    "not-over-time": N_(
        "This indicator does not add up over time: only a figure of %(period)s itself counts."
    ),
    "as-of": N_("The last figure is of %(period)s."),
    # Why a status is what it is.
    "no-direction": N_("This indicator is followed without a verdict."),
    "no-target": N_("There is no target."),
    "target-incomplete": N_("The targets of some parts or periods are missing."),
    "expected-beside": N_("What was expected is %(value)s; that is no target."),
    "forecast-beside": N_("The forecast is between %(low)s and %(high)s; it decides nothing."),
    "not-begun": N_("The period begins on %(day)s."),
    "not-due": N_("The figure is due on %(day)s."),
    "no-actual": N_("There is no figure; it was due on %(day)s."),
    "overdue": N_("The last figure is of %(last)s; that of the end was due on %(day)s."),
    "parts-missing": N_("Of %(parts)s there is no figure, so the whole is not known."),
    "no-start": N_("There is no baseline, so what to expect before the end is not known."),
    "reached": N_("The target %(target)s was reached: %(value)s."),
    "not-reached": N_("The target %(target)s was not reached: %(value)s."),
    "on-the-way": N_(
        "%(value)s, where %(expected)s was expected by %(day)s on the way to %(target)s."
    ),
    "within-band": N_("%(value)s is within %(low)s to %(high)s."),
    "outside-band": N_("%(value)s is outside %(low)s to %(high)s."),
    "milestone-reached": N_("Reached in %(period)s."),
    "milestone-late": N_("That is %(days)s days after the day set, %(day)s."),
    "milestone-open": N_("Not reached yet; the day set is %(day)s."),
    "milestone-missed": N_("Not reached on the day set, %(day)s."),
    "provisional": N_("The figure is provisional."),
    # What is wrong with a new fact.
    "unknown-role": N_("%(given)s is no role: write %(choices)s."),
    "unknown-status": N_("%(given)s is no status: write %(choices)s."),
    "unknown-exactness": N_("%(given)s is no word for how exact it is: write %(choices)s."),
    "unknown-currency": N_(
        "%(given)s is no currency: write the three letters of ISO 4217, as EUR."
    ),
    "another-indicator": N_("The fact is about %(given)s, not about %(indicator)s."),
    "no-zone": N_("The moment of recording has no time zone: give it one."),
    "recorded-before": N_("It is recorded before the fact that it corrects, of %(moment)s."),
    "correction-without-reason": N_("There is a figure already: say why it changes."),
    "corrects-another": N_("It says to correct %(given)s, and the figure that holds is %(id)s."),
    "corrects-nothing": N_("It says to correct %(given)s, and there is no figure to correct."),
    "nothing-to-withdraw": N_("There is no figure to withdraw."),
    "no-number": N_("%(field)s is no number."),
    "value-with-status": N_("A figure that is %(status)s has no value: leave it empty."),
    "no-value": N_("There is no value: give one, or say that it is to be measured or withheld."),
    "half-a-ratio": N_("A numerator and a denominator go together: give both."),
    "parts-of-no-ratio": N_("Only a ratio has a numerator and a denominator."),
    "zero-denominator": N_("The denominator is 0: there is no ratio then."),
    "ratio-differs": N_(
        "The value %(value)s is not the numerator over the denominator, %(computed)s: mend one, or "
        "leave the value empty."
    ),
    "bounds-crossed": N_("The lower bound %(low)s is above the upper bound %(high)s."),
    "outside-bounds": N_("The value %(value)s is not within its bounds, %(low)s to %(high)s."),
    "outside-scale": N_("%(value)s is not on the scale of %(low)s to %(high)s."),
    "no-milestone": N_("A milestone is 1 (reached) or 0 (not reached), not %(value)s."),
    "milestone-target": N_("The target of a milestone is 1: its period ends on the day set."),
    "forecast-without-bounds": N_("A forecast has a lower and an upper bound: give both."),
    "forecast-without-method": N_("A forecast says how it was made: give the method."),
    "frequency": N_("%(period)s does not fit how often it is measured (%(frequency)s)."),
    "baseline-twice": N_("There is a baseline already, of %(period)s: withdraw that one first."),
    "day-twice": N_("A day is set already, in %(period)s: withdraw that target first."),
    "dimensions": N_("Dimensions are given once each, by name in the order of the alphabet."),
    # What is well to know of a new fact.
    "cannot-pool": N_(
        "Without numerator and denominator this figure cannot be put together with others."
    ),
    # Money.
    "no-own-money": N_("What was put in is not known."),
    "own-money-zero": N_("Nothing was put in, so there is nothing to multiply."),
    "no-raised-money": N_("What others put in is not known."),
    "pledged-left-out": N_("%(amount)s is pledged and not counted."),
    "needed-left-out": N_("%(amount)s is still needed and not counted."),
    "approximate": N_("Some amounts are not exact."),
    "amounts-missing": N_("Of %(parts)s the amounts are not known or not complete."),
}
"""The sentence of each code; the values that fill it in are numbers, days, periods and names."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A code that does not change with the wording, and the values that fill in its sentence."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def wording(self) -> str:
        """The sentence to translate and then fill in."""
        return WORDS[self.code]

    def __str__(self) -> str:
        return self.wording % self.values
