"""A write that is sent twice is done once, when both carry the same `Idempotency-Key`."""

import hashlib
import json
from collections.abc import Callable
from typing import cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts import replies
from windroos.apps.accounts.queries import User
from windroos.rest.files import sent
from windroos.rest.problems import Fault, Problem

REPLAYED = "Idempotency-Replayed"
LONGEST = 255
_KEPT_HEADERS = ("Content-Type", "Location", "ETag")


def once(request: HttpRequest, run: Callable[[], HttpResponse]) -> HttpResponse:
    """Runs a write in one transaction with the note of its answer; a repeat gets that answer.

    An answer that is a problem has written nothing, the note included: the same key can try again.
    """
    key = request.headers.get("Idempotency-Key")
    user = cast(User, request.user)
    with transaction.atomic():
        if key is None or request.method != "POST" or not user.is_authenticated:
            return _written(run)
        if not key or len(key) > LONGEST or not key.isprintable():
            detail = _("This has 1 to %(longest)s characters that can be printed.")
            fault = Fault("header", "Idempotency-Key", detail % {"longest": LONGEST})
            raise Problem("invalid", fault.detail, errors=[fault])
        asked = _fingerprint(request)
        claimed = replies.claim(user, key, asked)
        if claimed is not None:
            response = _written(run)
            if response.status_code < 400:
                headers = {name: response[name] for name in _KEPT_HEADERS if name in response}
                replies.keep(claimed, response.status_code, headers, _body(request, response))
            return response
    known = replies.given(user, key)
    if known is None or known.request != asked:
        raise Problem("key-used", _("Use a new key for each new request."))
    return HttpResponse(
        known.body, status=known.status, headers={**known.headers, REPLAYED: "true"}
    )


def _written(run: Callable[[], HttpResponse]) -> HttpResponse:
    response = run()
    if response.status_code >= 400:
        transaction.set_rollback(True)
    return response


def _body(request: HttpRequest, response: HttpResponse) -> str:
    """The answer as a repeat gets it: a secret that is shown once is not kept."""
    body = response.content.decode()
    once_only = getattr(request, "shown_once", None)
    return json.dumps({**json.loads(body), once_only: None}) if once_only else body


def _fingerprint(request: HttpRequest) -> str:
    """SHA-256 over method, address and body."""
    asked = f"{request.method} {request.get_full_path()}\n".encode() + sent(request)
    return hashlib.sha256(asked).hexdigest()
