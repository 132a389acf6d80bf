"""Who reads which version of a document."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import translation
from tests.apps.people import party, person
from tests.released import publish

from windroos.apps.accounts.queries import Event, Role
from windroos.apps.compass import queries
from windroos.apps.evidence.actions import add_document, release_document, withdraw_document
from windroos.apps.evidence.models import Document
from windroos.apps.evidence.queries import Readable, everything, readable
from windroos.apps.regions.queries import Case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


FIRST = b"# Brief over het meer\n\nDe koren zingen.\n\nHet water stijgt.\n"
SECOND = FIRST.replace(b"stijgt", b"daalt")


def texts(documents: Readable, source: str = "brief") -> list[str]:
    found = documents.document(source)
    return [] if found is None else [one.text for one in documents.passages(found)]


def everyone(case: Case) -> Readable:
    return readable(case, None)


def test_a_document_is_internal_until_it_is_released(brabant: Case) -> None:
    party(brabant, "province", lead=True)
    viewer, stranger = person(Role.VIEWER, "province"), person(None)
    document = add_document(brabant, "brief.txt", FIRST).document
    for user in (None, stranger):
        assert readable(brabant, user).documents == []
        assert readable(brabant, user).holding("koren", 9) == []
    for documents in (readable(brabant, viewer), everything(brabant)):
        assert texts(documents) == ["De koren zingen.", "Het water stijgt."]
        assert len(documents.holding("koren", 9)) == 1
    release_document(brabant, "brief", sha256=document.sha256, actor=None)
    assert texts(everyone(brabant)) == ["De koren zingen.", "Het water stijgt."]
    assert len(everyone(brabant).holding("koren", 9)) == 1


def test_a_newer_version_is_internal_again(brabant: Case) -> None:
    publish(brabant, "brief.txt", FIRST)
    newer = add_document(brabant, "brief.txt", SECOND).document
    assert texts(everything(brabant)) == ["De koren zingen.", "Het water daalt."]
    assert texts(everyone(brabant)) == ["De koren zingen.", "Het water stijgt."]
    release_document(brabant, "brief", sha256=newer.sha256, actor=None)
    assert texts(everyone(brabant)) == ["De koren zingen.", "Het water daalt."]
    assert Document.objects.exclude(released=None).count() == 1


def test_a_document_taken_back_can_be_read_in_no_version(brabant: Case) -> None:
    publish(brabant, "brief.txt", FIRST)
    add_document(brabant, "brief.txt", SECOND)
    withdraw_document(brabant, "brief", actor=None)
    assert everyone(brabant).documents == []
    with pytest.raises(ValidationError, match="No version"):
        withdraw_document(brabant, "brief", actor=None)
    verbs = list(Event.objects.filter(subject_type="document").values_list("verb", flat=True))
    assert verbs == ["document-withdrawn", "document-added", "document-released", "document-added"]


def test_only_what_was_looked_at_is_released(brabant: Case) -> None:
    first = add_document(brabant, "brief.txt", FIRST).document
    add_document(brabant, "brief.txt", SECOND)
    with pytest.raises(ValidationError, match="Another version"):
        release_document(brabant, "brief", sha256=first.sha256, actor=None)
    with pytest.raises(ValidationError, match="no document"):
        release_document(brabant, "elsewhere", sha256=first.sha256, actor=None)
    assert everyone(brabant).documents == []


def test_a_place_in_a_newer_version_is_told_absent_and_not_broken(
    brabant: Case, shared: Path
) -> None:
    policy = (shared / "seeds" / "001_8dc3de28740240c8.txt").read_bytes()
    changed = policy.replace(b"reactief in de gaten", b"actief in de gaten")
    publish(brabant, "001.txt", changed)
    wanted = [one for one in queries.value(brabant).locators.values() if one.document == "001"]

    def states() -> set[str]:
        return {one.state for one in everyone(brabant).resolve(wanted).values()}

    assert states() == {"found", "broken"}
    add_document(brabant, "001.txt", policy)
    assert states() == {"found", "absent"}
    assert {one.state for one in everything(brabant).resolve(wanted).values()} == {"found"}


def test_what_was_public_before_there_was_releasing_stays_public(brabant: Case) -> None:
    add_document(brabant, "brief.txt", FIRST)
    newer = add_document(brabant, "brief.txt", SECOND).document
    migration = import_module("windroos.apps.evidence.migrations.0006_released_documents")
    migration.release_what_is_public(apps, None)
    (released,) = Document.objects.exclude(released=None)
    assert (released, released.released) == (newer, newer.added)
