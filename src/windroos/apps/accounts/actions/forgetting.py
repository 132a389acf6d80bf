"""Forgetting what was kept along the way: called by actions of other apps."""

import json
from collections.abc import Sequence

from windroos.apps.accounts.models import Reply


def forget_replies(texts: Sequence[str]) -> int:
    """Drops the kept answers of the API in which one of these texts stands; tells how many.

    They are kept for two days so that a repeated write is not a second one. Called where a person
    is erased, within the transaction of that action.
    """
    # As JSON writes them: a quote or a letter beyond ASCII stands there otherwise.
    written = {form for text in texts for form in (text, json.dumps(text)[1:-1])}
    holding = [
        reply.pk
        for reply in Reply.objects.only("pk", "body").iterator()
        if any(text in reply.body for text in written)
    ]
    return Reply.objects.filter(pk__in=holding).delete()[0]
