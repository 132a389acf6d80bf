"""Logging in with an organisation's own accounts: OpenID Connect, where the operator set it up.

mozilla-django-oidc speaks the protocol; here stands which provider, what is asked of its answer
beyond that (issuer, audience, a verified address), and what follows in Windroos.
"""

import logging
import threading
import time
from collections.abc import Mapping
from typing import Any, cast

import jwt
import requests
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from mozilla_django_oidc import utils, views
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from windroos.apps.accounts import actions, entering
from windroos.apps.accounts.models import User
from windroos.apps.accounts.queries.access import has_second_factor

log = logging.getLogger(__name__)

SECONDS = 10
# How long what a provider says of itself is taken to hold.
_KEPT_SECONDS = 3600
# Clocks may differ by this much.
_LEEWAY = 60
_kept: dict[str, tuple[float, Mapping[str, Any]]] = {}
_lock = threading.Lock()


class Unanswered(Exception):
    """The provider does not answer as it should."""


def provider() -> Mapping[str, Any]:
    """What the provider says of itself: where its endpoints are. Raises Unanswered."""
    issuer = settings.WINDROOS_OIDC.issuer
    with _lock:
        since, known = _kept.get(issuer, (0.0, {}))
    if known and time.monotonic() - since < _KEPT_SECONDS:
        return known
    try:
        answer = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=SECONDS)
        answer.raise_for_status()
        told = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise Unanswered(f"{issuer} does not answer: {type(error).__name__}") from error
    if str(told.get("issuer", "")).rstrip("/") != issuer:
        raise Unanswered(f"{issuer} says to be another issuer")
    with _lock:
        _kept[issuer] = (time.monotonic(), told)
    return told


def setting(attr: str, *args: Any) -> Any:
    """A setting as mozilla-django-oidc asks for it: ours where we have one."""
    chosen = settings.WINDROOS_OIDC
    ours = {
        "OIDC_RP_CLIENT_ID": chosen.client_id,
        "OIDC_RP_CLIENT_SECRET": chosen.client_secret,
        "OIDC_RP_SIGN_ALGO": chosen.algorithm,
        "OIDC_RP_SCOPES": "openid email profile",
        "OIDC_AUTHENTICATION_CALLBACK_URL": "openid-callback",
        "OIDC_TIMEOUT": SECONDS,
        "OIDC_USE_PKCE": True,
    }
    return ours[attr] if attr in ours else utils.import_from_settings(attr, *args)


class OpenIDBackend(OIDCAuthenticationBackend):
    """Takes the answer of the provider, and finds the account it is about."""

    get_settings = staticmethod(setting)

    def __init__(self) -> None:
        # Django makes one of these at every log-in, also with a password: nothing is asked of the
        # provider until it is its turn.
        self.UserModel = User
        self.OIDC_RP_IDP_SIGN_KEY = None
        if settings.WINDROOS_OIDC:
            self.OIDC_RP_CLIENT_ID = setting("OIDC_RP_CLIENT_ID")
            self.OIDC_RP_CLIENT_SECRET = setting("OIDC_RP_CLIENT_SECRET")
            self.OIDC_RP_SIGN_ALGO = setting("OIDC_RP_SIGN_ALGO")

    @cached_property
    def OIDC_OP_TOKEN_ENDPOINT(self) -> str:  # noqa: N802 (as the library calls it)
        return provider()["token_endpoint"]

    @cached_property
    def OIDC_OP_USER_ENDPOINT(self) -> str:  # noqa: N802
        return provider()["userinfo_endpoint"]

    @cached_property
    def OIDC_OP_JWKS_ENDPOINT(self) -> str:  # noqa: N802
        return provider()["jwks_uri"]

    def authenticate(self, request: HttpRequest | None, **kwargs: Any) -> User | None:
        if not settings.WINDROOS_OIDC or not kwargs.get("nonce"):
            return None  # someone gives a password
        found = super().authenticate(request, **kwargs)
        return found if isinstance(found, User) else None

    def get_payload_data(self, token: str, key: Any) -> dict[str, Any]:
        """The claims of an ID token that is signed, of our provider, for us and of now."""
        return jwt.decode(
            token,
            key,
            algorithms=[self.OIDC_RP_SIGN_ALGO],
            audience=self.OIDC_RP_CLIENT_ID,
            issuer=provider()["issuer"],
            leeway=_LEEWAY,
            options={"require": ["exp", "iat", "sub"]},
        )

    def get_or_create_user(
        self, access_token: str, id_token: str, payload: dict[str, Any]
    ) -> User | None:
        told = self.get_userinfo(access_token, id_token, payload)
        if told.get("sub") != payload["sub"]:
            raise SuspiciousOperation("the provider answered about somebody else")
        claims = payload | told
        email = claims.get("email")
        # Whose address was not verified may have filled in that of another.
        if not isinstance(email, str) or not _true(claims.get(settings.WINDROOS_OIDC.verified)):
            log.info("A log-in by OpenID without a verified address was refused")
            return None
        return actions.account_by_openid(email=email, name=str(claims.get("name") or email))


class OpenIDView(views.OIDCAuthenticationRequestView):
    """Leads to the provider."""

    get_settings = staticmethod(setting)

    def __init__(self, **kwargs: Any) -> None:
        views.View.__init__(self, **kwargs)
        self.OIDC_RP_CLIENT_ID = setting("OIDC_RP_CLIENT_ID")

    @property
    def OIDC_OP_AUTH_ENDPOINT(self) -> str:  # noqa: N802 (as the library calls it)
        return provider()["authorization_endpoint"]

    def get(self, request: HttpRequest) -> HttpResponseRedirect:
        try:
            return super().get(request)
        except Unanswered as error:
            return _failed(request, error)


# Of the provider, or of who plays for it.
_TROUBLE = (Unanswered, SuspiciousOperation, requests.RequestException, jwt.PyJWTError)


class OpenIDCallbackView(views.OIDCAuthenticationCallbackView):
    """Where the provider leads back to."""

    get_settings = staticmethod(setting)

    def get(self, request: HttpRequest) -> HttpResponseRedirect:
        try:
            return super().get(request)
        except _TROUBLE as error:
            return _failed(request, error)

    def login_failure(self) -> HttpResponseRedirect:
        return _refused(self.request)

    def login_success(self) -> HttpResponseRedirect:
        request, user = self.request, cast(User, self.user)
        leads_to = self.success_url
        if has_second_factor(user) and not settings.WINDROOS_OIDC.second_factor:
            entering.begin(request, user, leads_to)
            return HttpResponseRedirect(resolve_url("accounts:code"))
        actions.log_in(request, user, how="openid")
        request.session[entering.BY_OPENID] = True
        return HttpResponseRedirect(leads_to)


def _refused(request: HttpRequest) -> HttpResponseRedirect:
    return _back(
        request,
        _(
            "Logging in with %(provider)s did not work. You need an account here with the same,"
            " verified e-mail address: ask your administrator for an invitation."
        ),
    )


def _failed(request: HttpRequest, error: Exception) -> HttpResponseRedirect:
    # The message of an error may hold what the provider said of a person.
    log.warning("Logging in by OpenID failed: %s", type(error).__name__)
    return _back(request, _("Logging in with %(provider)s failed. Try again in a while."))


def _back(request: HttpRequest, message: str) -> HttpResponseRedirect:
    messages.error(request, message % {"provider": settings.WINDROOS_OIDC.name})
    return HttpResponseRedirect(resolve_url("accounts:login"))


def _true(value: Any) -> bool:
    """Whether a claim says yes: some providers write it as a word or a number."""
    return value is True or str(value).lower() in ("true", "1")
