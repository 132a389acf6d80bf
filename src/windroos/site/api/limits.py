"""How often the API may be asked: per account, and per network address of who has none."""

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts.entering import client_address
from windroos.rest.problems import Problem

WINDOW = 60


@dataclass(frozen=True)
class Limit:
    """How many requests there may be in a window, how many are left, and when the next begins."""

    most: int
    left: int
    reset: int

    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.most),
            "RateLimit-Remaining": str(self.left),
            "RateLimit-Reset": str(self.reset),
        }


def count(request: HttpRequest) -> None:
    """Counts a request; raises a `Problem` when there were too many."""
    known = request.user.is_authenticated
    most = settings.WINDROOS_API_PER_MINUTE if known else settings.WINDROOS_API_PER_MINUTE_ANONYMOUS
    if not most:
        return
    who = f"account:{request.user.pk}" if known else f"address:{client_address(request)}"
    now = time.time()
    # In whole minutes, so that every process counts in the same window.
    key = f"windroos-api:{who}:{int(now // WINDOW)}"
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        used = cache.incr(key)
    except ValueError:  # thrown out since, to make room
        used = 1
    reset = max(1, int(WINDOW - now % WINDOW))
    request.limit = Limit(most, max(0, most - used), reset)  # type: ignore[attr-defined]
    if used > most:
        raise Problem(
            "too-many-requests",
            _("At most %(most)s requests a minute; wait %(reset)s seconds.")
            % {"most": most, "reset": reset},
            headers={"Retry-After": str(reset)},
        )


def show(request: HttpRequest, response: HttpResponse) -> None:
    """Tells with the answer how many requests are left."""
    limit: Limit | None = getattr(request, "limit", None)
    if limit is not None:
        for name, value in limit.headers().items():
            response[name] = value
