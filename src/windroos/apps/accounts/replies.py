"""What the API answered to writes that carry an `Idempotency-Key`: a repeat is not a second write.

Not an action: the program's own bookkeeping, in the transaction of the write it is about.
"""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from windroos.apps.accounts.models import Reply, User

# How long a repeat is known as one.
KEPT = timedelta(days=2)


def claim(user: User, key: str, request: str) -> Reply | None:
    """Takes a key for a request, until the end of the transaction or for good; None: it is taken.

    Of two requests with the same key at the same time the second waits here for the first.
    """
    # Of everyone: an answer may hold names, and who never asks again would leave theirs.
    Reply.objects.filter(at__lt=timezone.now() - KEPT).delete()
    try:
        with transaction.atomic():
            return Reply.objects.create(user=user, key=key, request=request, status=0, body="")
    except IntegrityError:
        return None


def keep(reply: Reply, status: int, headers: dict[str, str], body: str) -> None:
    """Keeps the answer to the request that claimed its key."""
    reply.status, reply.headers, reply.body = status, headers, body
    reply.save(update_fields=["status", "headers", "body"])


def given(user: User, key: str) -> Reply | None:
    """What was answered to the request with this key."""
    return Reply.objects.filter(user=user, key=key).first()
