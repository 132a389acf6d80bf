"""The status of an indicator by the rules that it declares.

What holds first decides:

| what holds | status |
|---|---|
| no direction; no target, or one that is withheld, incomplete or still to be measured | no target |
| the period has not begun; or there is no actual and it is not due yet | not due |
| there is no actual and it was due | no data |
| measured at the end: within the margin `reached` of the target, or better | reached |
| measured at the end: anything else | behind |
| before the end, at a target that is better than the start (with `until` = reached) | reached |
| the end was due and only an earlier actual is known; or parts of the whole are not known | no data |
| before the end, and there is no start to reckon from | not due, or on track at the target |
| before the end: as expected, within the margin `on_track` | on track |
| before the end: within the margin `at_risk` | at risk |
| before the end: anything else | behind |

What is expected lies on a straight line, by days: of a flow from nothing to the target over its
period, of all others from the end of the period of the baseline (or of the previous target) to the
end of that of the target. A target that is worse than its start is a limit, and so is one that is
the same: it is kept until the end, and reached only then. Margins are shares of the way from start
to target; where there is no way, of the target itself. A target to hold is a band: within it is on
track and at the end reached, outside it by at most `at_risk` of the target at risk. A milestone is
reached or not; before its day it is not due, within `warn_days` of it at risk. What is expected
(the role) is no target, and a forecast decides nothing.

Turning an indicator round (x to -x, up to down) leaves every status as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from .indicators import Indicator
from .periods import Period
from .reasons import Reason
from .totals import Total

StatusCode = Literal["reached", "on-track", "at-risk", "behind", "no-data", "no-target", "not-due"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A status with what it rests on.

    `expected_by_now` is where the way to the target would be on the day the actual is of, `gap` by
    how much the actual is better (above 0) or worse, both in the unit of the indicator and None
    where they are not known. `due` is when the actual of the period is due.
    """

    status: StatusCode
    reasons: tuple[Reason, ...] = ()
    expected_by_now: float | None = None
    gap: float | None = None
    due: date | None = None
    baseline: Total | None = None
    target: Total | None = None
    actual: Total | None = None
    expected: Total | None = None
    forecast: Total | None = None


def judge(
    indicator: Indicator,
    *,
    baseline: Total | None,
    target: Total | None,
    actual: Total | None,
    period: Period,
    today: date,
    expected: Total | None = None,
    forecast: Total | None = None,
) -> Judged:
    """The status of an actual in a period, by the table above.

    `baseline` is where the way to the target starts: the baseline, or the previous target.
    """
    raise NotImplementedError
