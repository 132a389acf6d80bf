"""What holds of every request: where it comes from, how long a session lasts, who keeps it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from windroos.apps.accounts import entering
from windroos.apps.accounts.models import User
from windroos.apps.accounts.permits import via
from windroos.apps.accounts.queries.access import owes_second_factor

Answer = Callable[[HttpRequest], HttpResponseBase]

# Written so often at most, not at every page: until then a session may end this much early.
_SEEN_EVERY = timedelta(minutes=5)
_BEGAN, _SEEN = "began", "seen"

# What someone may open who must set up their second factor first.
_WITHOUT_SECOND_FACTOR = {"accounts:second-factor", "accounts:logout"}


def from_the_web(answer: Answer) -> Answer:
    """Everything that is written while a page is made, came by the web; the API says otherwise."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with via("web"):
            return answer(request)

    return middleware


def sessions_end(answer: Answer) -> Answer:
    """Ends a session some time after it began, however much it is used; keeps it while it is.

    Without use the session ends by itself: SESSION_COOKIE_AGE counts from the last time it was
    written.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            began = request.session.setdefault(_BEGAN, now)
            if now - began > settings.WINDROOS_SESSION_LASTS.total_seconds():
                logout(request)
                messages.info(request, _("You were logged in for a long time. Log in again."))
            elif now - request.session.get(_SEEN, 0) > _SEEN_EVERY.total_seconds():
                request.session[_SEEN] = now
        return answer(request)

    return middleware


def not_kept(answer: Answer) -> Answer:
    """No browser or proxy keeps a page of who is logged in: the next at the machine sees nothing.

    What already says how it may be kept, knows best.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return middleware


class SecondFactorFirst:
    """Who must have a second factor sets it up before anything else."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        user = request.user
        match = request.resolver_match
        if not isinstance(user, User) or (match and match.view_name in _WITHOUT_SECOND_FACTOR):
            return None
        provider = settings.WINDROOS_OIDC
        if provider and provider.second_factor and request.session.get(entering.BY_OPENID):
            return None  # the provider asked for one
        if not owes_second_factor(user):
            return None
        if request.path.startswith("/api/"):
            detail = _("Your organisation asks for a second factor. Set it up on the site first.")
            return JsonResponse(
                {"title": "Second factor required", "status": 403, "detail": detail},
                status=403,
                content_type="application/problem+json",
            )
        return redirect("accounts:second-factor")
