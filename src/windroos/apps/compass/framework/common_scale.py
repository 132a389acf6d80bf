"""The common scale of two scoreboards: a drawing, its line in words, and its table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from windroos.apps.compass.presenting import decimal, measured, percent, words
from windroos.cases import Assessment, Case
from windroos.cases.cells import anchored
from windroos.cases.framework import Criterion
from windroos.decide import CommonScale
from windroos.report.scatter import Dot, scatter

# The band is drawn through this many places: it curves, slightly.
_PLACES = 24


@dataclass(frozen=True)
class Row:
    """An economy that both scoreboards cover."""

    code: str
    name: str
    year: int
    one: str
    other: str
    fitted: str
    off: str


@dataclass(frozen=True)
class Shown:
    """A common scale, ready to be shown."""

    leaf: str
    title: str
    one: str
    other: str
    equation: str
    drawing: str
    facts: tuple[tuple[str, str, str], ...]
    rows: tuple[Row, ...]
    coverage: str
    errors: str


def common_scales(case: Case, assessment: Assessment) -> list[Shown]:
    """Every common scale of a framework."""
    return [
        _shown(case, case.framework.by_id[leaf], line, assessment.as_of)
        for leaf, line in assessment.common_scales.items()
    ]


def _shown(case: Case, leaf: Criterion, line: CommonScale, day: date) -> Shown:
    link = leaf.figure.common_scale if leaf.figure else None
    assert leaf.figure is not None
    assert link is not None
    indicators = case.framework.indicators
    one, other = (words(indicators[id].label) for id in (link.from_, link.onto))
    pairs = anchored(case, leaf.figure, day)
    title = _("One point more on “%(one)s” goes with %(slope)s points more on “%(other)s”") % {
        "one": one,
        "other": other,
        "slope": decimal(line.slope, 1) if abs(line.slope) >= 1 else measured(line.slope),
    }
    sign = "+" if line.intercept >= 0 else "\u2212"
    low, high = line.x_range
    at = [low + (high - low) * n / (_PLACES - 1) for n in range(_PLACES)]
    middle, lower, upper = line.predict(at, link.coverage)
    share = percent(link.coverage)
    half = (line.predict(line.x_mean, link.coverage)[2] - line.predict(line.x_mean)[0]).item()
    return Shown(
        leaf=leaf.id,
        title=title,
        one=one,
        other=other,
        equation=_("%(other)s = %(slope)s \u00d7 %(one)s %(sign)s %(intercept)s")
        % {
            "one": one,
            "other": other,
            "slope": decimal(line.slope),
            "sign": sign,
            "intercept": decimal(abs(line.intercept), 1),
        },
        drawing=scatter(
            [Dot(x, y, economy, _text(case, economy, x, y)) for economy, _y, x, y in pairs],
            title=title,
            x_label=f"{one} ({words(indicators[link.from_].unit)})",
            y_label=f"{other} ({words(indicators[link.onto].unit)})",
            band=[
                (x, float(m), float(lo), float(hi))
                for x, m, lo, hi in zip(at, middle, lower, upper, strict=True)
            ],
            write=measured,
        ),
        facts=(
            (_("Economies on both"), str(line.n), _("the points of the drawing")),
            ("R\u00b2", decimal(line.r2), _("the share of the differences that the line explains")),
            (
                _("Residual standard deviation"),
                decimal(line.residual_sd, 1),
                _("how far the points lie from the line"),
            ),
            (
                _("Leave-one-out error"),
                decimal(line.loo_rmse, 1),
                _("how far off the line is for an economy it was not fitted on"),
            ),
            (
                _("Prediction interval of %(share)s") % {"share": share},
                f"\u00b1 {decimal(half, 1)}",
                _("at the middle of the line; a little wider at its ends"),
            ),
        ),
        rows=tuple(
            Row(
                code=economy,
                name=_name(case, economy),
                year=year,
                one=decimal(x, 1),
                other=decimal(y, 1),
                fitted=decimal(line.intercept + line.slope * x, 1),
                off=decimal(y - line.intercept - line.slope * x, 1),
            )
            for economy, year, x, y in pairs
        ),
        coverage=share,
        errors=decimal(line.loo_rmse, 1),
    )


def _name(case: Case, economy: str) -> str:
    return words(case.regions[economy].name) if economy in case.regions else ""


def _text(case: Case, economy: str, x: float, y: float) -> str:
    return f"{_name(case, economy) or economy}: {decimal(x, 1)}, {decimal(y, 1)}"
