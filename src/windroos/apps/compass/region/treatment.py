"""From evidence to a value from 0 to 1, told in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from scipy.special import ndtri

from windroos.apps.compass.presenting import decimal, measured, percent, words
from windroos.cases import Case
from windroos.cases.case import Figure
from windroos.cases.cells import Cell
from windroos.cases.framework import FigureLeaf
from windroos.decide import CommonScale


def how(case: Case, cell: Cell) -> str:
    """How the value of a cell comes about, in a sentence."""
    if not cell.known:
        return ""
    if cell.leaf.rating is not None:
        scale = case.framework.scales[cell.leaf.rating.scale]
        said = {"low": measured(scale.low), "high": measured(scale.high)}
        given = {**said, "raw": measured(cell.raw), "value": decimal(cell.value)}
        if len({j.rating for j in cell.judgements}) > 1:
            return (
                _(
                    "On average the rating is %(raw)s on a scale of %(low)s to %(high)s: that "
                    "gives %(value)s."
                )
                % given
            )
        return _("Rating %(raw)s on a scale of %(low)s to %(high)s gives %(value)s.") % given
    spec = cell.leaf.figure
    assert spec is not None
    given = {
        "raw": measured(cell.raw),
        "low": measured(spec.goalposts[0]),
        "high": measured(spec.goalposts[1]),
        "value": decimal(cell.value),
    }
    if spec.transform == "log10":
        return (
            _(
                "%(raw)s on a scale where %(low)s gives 0 and %(high)s gives 1, and each "
                "factor of ten counts alike: that gives %(value)s."
            )
            % given
        )
    return (
        _("%(raw)s on a scale where %(low)s gives 0 and %(high)s gives 1: that gives %(value)s.")
        % given
    )


def steps(
    case: Case,
    figure: Figure,
    cell: Cell,
    spec: FigureLeaf,
    lines: Mapping[str, CommonScale],
) -> Iterator[str]:
    """What was done to a figure before it counted, sentence by sentence."""
    value, error = figure.value, figure.standard_error
    if figure.indicator in spec.rebase:
        base = spec.rebase[figure.indicator]
        value = value * 100 / base
        error = error * 100 / base if error is not None else None
        yield (
            _("Rebased: %(base)s stands for 100, so it counts as %(value)s.")
            % {"base": measured(base), "value": measured(value)}
        )
    if error is not None:
        told = _("The standard error is %(error)s.") % {"error": measured(error)}
        if spec.error_coverage is not None:
            width = float(ndtri((1 + spec.error_coverage) / 2)) * error
            told += " " + _(
                "With a probability of %(share)s the value lies between %(low)s and %(high)s."
            ) % {
                "share": percent(spec.error_coverage),
                "low": measured(value - width),
                "high": measured(value + width),
            }
        yield told
    if cell.converted and spec.common_scale is not None:
        yield from _conversion(case, value, spec, lines[cell.leaf.id])


def _conversion(case: Case, value: float, spec: FigureLeaf, line: CommonScale) -> Iterator[str]:
    link = spec.common_scale
    assert link is not None
    onto = case.framework.indicators[link.onto]
    middle, low, high = (float(end) for end in line.predict(value, link.coverage))
    yield _(
        "Converted to the scale of “%(onto)s” (%(unit)s): %(value)s, with a probability of "
        "%(share)s between %(low)s and %(high)s."
    ) % {
        "onto": words(onto.label),
        "unit": words(onto.unit),
        "value": decimal(middle, 1),
        "share": percent(link.coverage),
        "low": decimal(low, 1),
        "high": decimal(high, 1),
    }
    yield _(
        "Predicting each economy from the others, the conversion is off by some %(error)s points."
    ) % {"error": decimal(line.loo_rmse, 1)}
    if line.extrapolates(value).any():
        yield _("This value lies outside the range of the economies the line was fitted on.")
