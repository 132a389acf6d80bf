"""What a publisher's server answers, and what an answer that brings no file means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx

from windroos.problems import N_
from windroos.sources.fetching.errors import FetchError

NOT_MODIFIED = 304
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_AGAIN = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and headers, and the body in pieces, as they were sent; `address` is where from."""

    address: str
    status: int
    headers: httpx.Headers
    body: Iterator[bytes]


def date_in(headers: httpx.Headers, name: str) -> datetime | None:
    """The date in a header, or nothing where there is none that can be read."""
    try:
        return parsedate_to_datetime(headers[name])
    except (KeyError, ValueError):
        return None


def failure(answer: Answer, now: datetime) -> FetchError:
    """What to tell of an answer that is neither the file nor a part of it."""
    status, address = answer.status, answer.address
    if status in _AGAIN:
        return FetchError(
            "unavailable",
            address,
            N_(
                "%(address)s: the publisher cannot answer now (status %(status)s). Try again later."
            ),
            passing=True,
            after=_asked_to_wait(answer.headers, now),
            status=status,
        )
    if status in _GONE:
        return FetchError(
            "not-found",
            address,
            N_(
                "%(address)s: the publisher has nothing there (status %(status)s). Look up on its "
                "pages where the file is now, and correct the source."
            ),
            status=status,
        )
    if 400 <= status < 500:
        return FetchError(
            "refused",
            address,
            N_(
                "%(address)s: the publisher refuses to give it (status %(status)s). Check the "
                "address, and whether a key is needed."
            ),
            status=status,
        )
    return FetchError(
        "unavailable" if status >= 500 else "broken",
        address,
        N_("%(address)s: the publisher answers status %(status)s, and no file. Try again later."),
        status=status,
    )


def _asked_to_wait(headers: httpx.Headers, now: datetime) -> float | None:
    """The seconds of Retry-After: a number, or a date, counted from that of the answer itself."""
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked)
    until = date_in(headers, "retry-after")
    if until is None:
        return None
    # Dates of HTTP are of UTC; one that was written as of an unknown zone cannot be compared.
    since = date_in(headers, "date") or now
    if until.tzinfo is None or since.tzinfo is None:
        return None
    return max((until - since).total_seconds(), 0.0)
