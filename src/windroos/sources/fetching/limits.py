"""How much a fetch may take, and how long it waits before it tries again.

Own code and no library for retries: what is tried again here is the rest of a file, not a call. A
count that begins anew when more of the file came in, a wait that the publisher asks for, an end
in time and a wait that can be broken off are all of this page; tenacity, stamina and
httpx-retries would each have to be told them in functions as long as these.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from windroos.sources.fetching.errors import FetchError

GIGABYTE = 1024**3


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one errand at a publisher may take; times are seconds, sizes bytes.

    `seconds` and the sizes are of all its files together: `size` of what is sent, `unpacked` of
    what comes out where the server packed it. `attempts` is how often a file is tried, where a try
    that brings more of it counts as the first again. A wait of `longest_asked` or less is granted
    to a publisher that asks for it.
    """

    seconds: float = 3600.0
    size: int = 4 * GIGABYTE
    unpacked: int = 16 * GIGABYTE
    connect_seconds: float = 15.0
    read_seconds: float = 60.0
    attempts: int = 6
    first_wait: float = 1.0
    longest_wait: float = 60.0
    longest_asked: float = 300.0
    redirects: int = 5


LIMITS = Limits()


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Time:
    """The clocks, the sleep and the chance that a fetch uses, so that a test need not wait.

    `chance` gives a number from 0 up to 1: it spreads the waits of many who fetch at once.
    """

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = _now
    chance: Callable[[], float] = random.random


TIME = Time()


class TimeUp(Exception):
    """The time of the errand is over."""


class Deadline:
    """The end of the errand, whatever it is waiting for."""

    def __init__(self, seconds: float, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._end = monotonic() + seconds

    @property
    def left(self) -> float:
        return self._end - self._monotonic()

    def within(self, most: float | None) -> float:
        """The seconds that something may take which may take `most` at best; or `TimeUp`."""
        left = self.left
        if left <= 0:
            raise TimeUp
        return left if most is None else min(left, most)


class Patience:
    """How often in a row a file was tried in vain, and how long to wait before the next time."""

    def __init__(
        self, limits: Limits, time: Time, deadline: Deadline, ask: Callable[[], None]
    ) -> None:
        self._limits = limits
        self._time = time
        self._deadline = deadline
        self._ask = ask
        self._failed = 0

    def renew(self) -> None:
        """More of the file came in: counts from the beginning again."""
        self._failed = 0

    def wait(self, trouble: FetchError) -> None:
        """Waits before the next attempt, or raises the trouble where there is to be none.

        The wait doubles with every attempt in vain and lies between half and all of that; it is
        never shorter than the publisher asks.
        """
        limits = self._limits
        self._failed += 1
        asked = trouble.after or 0.0
        most = min(limits.longest_wait, limits.first_wait * 2 ** (self._failed - 1))
        wait = max(most * (1 + self._time.chance()) / 2, asked)
        if (
            not trouble.passing
            or self._failed >= limits.attempts
            or asked > limits.longest_asked
            or wait >= self._deadline.left
        ):
            raise trouble
        while wait > 0:
            # A second at a time, so that who cancels is heard.
            self._ask()
            self._time.sleep(min(wait, 1.0))
            wait -= 1.0
        self._ask()
