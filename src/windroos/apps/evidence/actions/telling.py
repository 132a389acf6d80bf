"""How the audit trail speaks of the open sources."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from windroos.sources.asked import named
from windroos.sources.shape import SourceError

SENTENCES = {
    "import-asked": _("{actor} asked to bring {subject} in."),
    "import-retried": _("{actor} asked again to bring {subject} in."),
    "import-cancelled": _("{actor} cancelled bringing {subject} in."),
    "import-failed": _("{actor} had {subject} brought in, which failed."),
    "import-unchanged": _("{actor} had {subject} brought in: there was nothing new."),
    "edition-kept": _("{actor} brought in a new edition of {subject} with {after[rows]} rows."),
    "edition-held-again": _(
        "{actor} let an earlier edition of {subject} hold again: {after[reason]}"
    ),
    "lake-collected": _("{actor} removed {after[snapshots]} snapshots to which nothing refers."),
}

# What the fields of these events are called; those without a name are not shown.
FIELDS = {
    "source": "",
    "import": "",
    "edition": "",
    "sha256": _("snapshot"),
    "rows": _("rows"),
    "files": _("files"),
    "reason": _("reason"),
    "snapshots": _("snapshots"),
}


def subject(source: str) -> dict[str, Any]:
    """The subject of an event about a source, by its key."""
    try:
        asked = named(source)
    except SourceError:  # a mapping that was given with the file, or a dataset of another version
        return {"subject_type": "source", "subject_id": source[:200], "label_nl": source[:300]}
    options = source.partition("?")[2]
    more = f" ({options})" if options else ""
    return {
        "subject_type": "source",
        "subject_id": source[:200],
        "label_nl": f"{asked.dataset.title_nl}{more}"[:300],
        "label_en": f"{asked.dataset.title_en}{more}"[:300],
    }
