"""What is wrong with a framework.toml, told so that it can be mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from windroos.apps.regions.faults import told
from windroos.cases.problems import Problem


@dataclass(frozen=True)
class Fault:
    """One fault: where it is, what it is, and where the words are the program's own, those."""

    place: str
    what: str
    detail: str


def faults(problems: Iterable[Problem]) -> list[Fault]:
    """Problems in the words of the reader; a detail is in English."""
    return [_fault(problem) for problem in problems]


def _fault(problem: Problem) -> Fault:
    parts = [problem.file]
    if problem.row is not None:
        parts.append(_("line %(n)s") % {"n": problem.row})
    if problem.field:
        parts.append(problem.field)
    place = ", ".join(parts)
    if problem.values or problem.code not in _KINDS:
        return Fault(place, told(problem), "")
    return Fault(place, _KINDS[problem.code](), problem.message)


_KINDS: Mapping[str, Callable[[], str]] = {
    "toml-syntax": lambda: _("The file is not valid TOML."),
    "framework-unknown-field": lambda: _("A framework has no such entry."),
    "framework-type": lambda: _("The entry is of another kind than it should be."),
    "framework-missing": lambda: _("Something that every framework has is missing."),
    "framework-id": lambda: _("An id is missing, or is not of small letters, digits, hyphens."),
    "framework-duplicate": lambda: _("The same id stands there twice."),
    "framework-text": lambda: _("A text is needed in Dutch and in English."),
    "framework-unknown-role": lambda: _("The role is not defined."),
    "framework-unknown-node": lambda: _("The criterion is not there, or is not rated."),
    "tree": lambda: _("The criteria do not form one tree."),
    "leaf-unmeasured": lambda: _("What has nothing beneath it needs a rating or a figure."),
    "node-measured": lambda: _("What has parts beneath it holds no rating or figure."),
    "leaf-double": lambda: _("A criterion is rated or measured, not both."),
    "thresholds": lambda: _("The thresholds are two numbers from 0 to 1, in order."),
    "scale": lambda: _("A scale has at least two points, with rising values."),
    "weight": lambda: _("A weight is a number of 0 or more."),
    "aggregate": lambda: _(
        "Parts are put together as arithmetic, geometric, harmonic, power or owa."
    ),
    "exponent": lambda: _(
        "With power goes an exponent, any number; with owa one above 0; with the others none."
    ),
    "rating-scale": lambda: _("The scale is not defined."),
    "rating-themes": lambda: _("Across themes counts the mean, or the best."),
    "figure-indicator": lambda: _("The indicator is not defined."),
    "rebase": lambda: _("What is to stand for 100 is a number above 0, by indicator."),
    "goalposts": lambda: _("Goalposts are two different numbers; with log10 both above 0."),
    "combine": lambda: _("Of several indicators counts the first, or the sum."),
    "transform": lambda: _("The transformation is log10, or there is none."),
    "common-scale": lambda: _("A converted scale goes from one indicator of the leaf to another."),
    "coverage": lambda: _("A probability lies between 0 and 1."),
    "unknown-reference": lambda: _("It refers to what is not in the case."),
    "too-few-anchors": lambda: _("Too few economies stand on both scoreboards."),
    "no-common-scale": lambda: _("No line can be fitted through the two scoreboards."),
    "robustness": lambda: _("What it says of doubt cannot be."),
    "tensions": lambda: _("From where on sources are in tension cannot be as it says."),
    "series-indicator": lambda: _("What is read has to be an indicator of this framework."),
    "series-source": lambda: _("The dataset is not known, or gives no observations."),
    "series-rule": lambda: _("The years that count are the latest, one year, or a mean."),
    "series": lambda: _("Where figures are read from cannot be as it says."),
    "units": lambda: _("The figures of an indicator must share their unit."),
}
