"""From where on two sources are in tension, as a case declares it.

The documents give no limit: the case chose them, and says why. They stand under `[tensions]` in
`framework.toml`; without a limit nothing of its kind is reported.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tensions:
    """The limits from which on what was said or measured does not go together.

    `steps`: so many steps of their scale two judgements lie apart. `distance`: so far a judgement
    lies from the range of a figure, on the scale from 0 to 1. `years`: what was said or measured
    so many years apart is still of the same time; what lies further apart may have changed.
    """

    steps: float | None = None
    distance: float | None = None
    years: int = 0

    def same_time(self, one: str, other: str) -> bool:
        """Whether two days (YYYY, YYYY-MM or YYYY-MM-DD) are of the same time.

        >>> Tensions(years=4).same_time("2018", "2024-06"), Tensions().same_time("2024-01", "2024")
        (False, True)
        """
        return abs(int(one[:4]) - int(other[:4])) <= self.years
