"""Everything that is written about evidence: of a case, and of the open sources.

An app that rests on open sources says by `follow` what is to happen with a new edition, and by
`rest` what of it rests on which source.
"""

from windroos.apps.evidence.actions.case import (
    Added,
    add_document,
    prune_evidence,
    put_evidence,
    put_figures,
)
from windroos.apps.evidence.actions.editions import (
    Collected,
    Kept,
    collect,
    hold_again,
    keep_edition,
)
from windroos.apps.evidence.actions.holding import hold_lake
from windroos.apps.evidence.actions.imports import (
    ask_import,
    cancel_import,
    end_import,
    note_import,
    retry_import,
    take_import,
)
from windroos.apps.evidence.actions.indexing import index_documents
from windroos.apps.evidence.actions.marking import mark, unmark
from windroos.apps.evidence.actions.pins import drop_pins, own_figures, pin
from windroos.apps.evidence.actions.releasing import release_document, withdraw_document
from windroos.apps.evidence.actions.telling import subject
from windroos.apps.evidence.following import Dependent, follow, rest
from windroos.apps.evidence.naming import name_by

__all__ = [
    "Added",
    "Collected",
    "Dependent",
    "Kept",
    "add_document",
    "ask_import",
    "cancel_import",
    "collect",
    "drop_pins",
    "end_import",
    "follow",
    "hold_again",
    "hold_lake",
    "index_documents",
    "keep_edition",
    "mark",
    "name_by",
    "note_import",
    "own_figures",
    "pin",
    "prune_evidence",
    "put_evidence",
    "put_figures",
    "release_document",
    "rest",
    "retry_import",
    "subject",
    "take_import",
    "unmark",
    "withdraw_document",
]
