"""Keeping what a search finds passages by."""

from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import User
from windroos.apps.evidence.models import Passage
from windroos.apps.evidence.queries.searching import to_index
from windroos.link.search import index, index_mark

_AT_ONCE = 1000


def indexed(passage: Passage) -> Passage:
    """A passage with its index terms, still to be saved."""
    passage.terms = index("\n".join(passage.texts))
    return passage


@action(program=True)
def index_documents(*, actor: User | None = None) -> int:  # noqa: ARG001 (`action` asks it)
    """Make anew the index terms of the documents where those were made in another way: after an
    upgrade of the program. Returns how many documents that were."""
    mark, done = index_mark(), 0
    for document in to_index():
        passages = list(document.passages.all())  # type: ignore[attr-defined]
        Passage.objects.bulk_update(map(indexed, passages), ["terms"], batch_size=_AT_ONCE)
        document.indexed = mark
        document.save(update_fields=["indexed"])
        done += 1
    return done
