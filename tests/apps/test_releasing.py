"""Who reads which version of a document."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import translation
from tests.apps.people import party, person
from tests.released import publish

from windroos.apps.accounts.queries import Event, Role
from windroos.apps.compass import queries
from windroos.apps.evidence.actions import add_document, release_document, withdraw_document
from windroos.apps.evidence.models import Document, Passage
from windroos.apps.evidence.queries import Readable, everything, found_in, readable
from windroos.apps.regions.queries import Case
from windroos.cases.case import Locator, Text
from windroos.link.search import asked
from windroos.sources.persons.found import KINDS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


FIRST = b"# Brief over het meer\n\nDe koren zingen.\n\nHet water stijgt.\n"
SECOND = FIRST.replace(b"stijgt", b"daalt")


def held(documents: Readable, words: str) -> list[Passage]:
    return [one.passage for one in documents.find(asked(words), 9).passages]


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
        assert held(readable(brabant, user), "koren") == []
    for documents in (readable(brabant, viewer), everything(brabant)):
        assert texts(documents) == ["De koren zingen.", "Het water stijgt."]
        assert len(held(documents, "koren")) == 1
    release_document(brabant, "brief", sha256=document.sha256, actor=None)
    assert texts(everyone(brabant)) == ["De koren zingen.", "Het water stijgt."]
    assert len(held(everyone(brabant), "koren")) == 1


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


LETTER = """# Brief aan Wobke Wiekeling

Aan dhr. Q. Wiekeling, 06-12345678. Dank. Q. Wiekeling belt u morgen.

Het water stijgt bij Wiekeling.
"""


def test_of_what_is_found_each_kind_must_be_looked_at(brabant: Case) -> None:
    document = add_document(brabant, "brief.txt", LETTER.encode()).document
    found = {(one.kind, one.words, one.shown) for one in found_in(document)}
    assert ("phone", "06-12345678", False) in found
    assert ("name", "Q. Wiekeling", True) in found
    for confirmed, wanted in (((), "phone numbers"), (("name",), "phone numbers (1)")):
        with pytest.raises(ValidationError) as refused:
            release_document(
                brabant, "brief", sha256=document.sha256, confirmed=confirmed, actor=None
            )
        assert wanted in refused.value.message_dict["confirmed"][0]
    assert everyone(brabant).documents == []


def released(case: Case, **choices: Any) -> Document:
    document = everything(case).document("brief")
    assert document is not None
    return release_document(
        case, "brief", sha256=document.sha256, confirmed=KINDS, actor=None, **choices
    )


def test_what_is_hidden_others_cannot_read_nor_find(brabant: Case) -> None:
    document = add_document(brabant, "brief.txt", LETTER.encode()).document
    hidden = {one.id: False for one in found_in(document)}
    released(brabant, choices=hidden)
    documents = everyone(brabant)
    first, second = texts(documents)
    assert first == "Aan dhr. […], […]. Dank. […] belt u morgen."
    assert "Wiekeling" not in second
    (shown,) = documents.documents
    assert "Wiekeling" not in shown.title
    assert "Wiekeling" not in documents.passages(shown)[0].section
    assert held(documents, "wiekeling") == held(documents, "12345678") == []
    assert [one.text for one in held(documents, "morgen")] == [first]
    assert {one.sha256 for one in documents.passages(shown)} == {""}
    # Who works on the case reads and finds the words, and so do the places of the case.
    own = everything(brabant)
    assert "06-12345678" in texts(own)[0]
    assert len(held(own, "wiekeling")) == 2
    passage = own.passages(document)[0]
    place = Locator(
        "p", "brief", passage.section, 1, "4-5", passage.sha256, Text("een plaats", "a place")
    )
    (resolved,) = documents.resolve([place]).values()
    assert resolved.state == "found"
    assert [text for text, meant in resolved.parts if meant] == [
        "[…]",
        "[…] belt u morgen.",
    ]


def test_words_that_nobody_found_are_hidden_wherever_they_stand(brabant: Case) -> None:
    add_document(brabant, "brief.txt", LETTER.encode())
    with pytest.raises(ValidationError, match="do not stand"):
        released(brabant, words=["elders"])
    released(brabant, words=["HET water", ""])
    assert texts(everyone(brabant))[1] == "[…] stijgt bij Wiekeling."


def test_what_was_chosen_is_proposed_for_the_next_version(brabant: Case) -> None:
    document = add_document(brabant, "brief.txt", LETTER.encode()).document
    phone = next(one for one in found_in(document) if one.kind == "phone")
    released(brabant, choices={phone.id: True})
    newer = add_document(brabant, "brief.txt", f"{LETTER}\nNog iets.\n".encode()).document
    assert next(one for one in found_in(newer) if one.kind == "phone").shown
    with pytest.raises(ValidationError, match="not found"):
        released(brabant, choices={"text-99-0": True})


def test_a_table_keeps_its_cells(brabant: Case) -> None:
    table = "# Lijst\n\nNaam\tPlaats\tTelefoon\n\tBreda\t06-12345678\nX\tOss\t06-87654321\n"
    add_document(brabant, "brief.txt", table.encode())
    released(brabant)
    (shown,) = everyone(brabant).documents
    cells = [one.cells for one in everyone(brabant).passages(shown) if one.kind == "row"]
    assert cells == [["Naam", "Plaats", "Telefoon"], ["", "Breda", "[…]"], ["X", "Oss", "[…]"]]


def test_what_was_public_before_there_was_releasing_stays_public(brabant: Case) -> None:
    add_document(brabant, "brief.txt", FIRST)
    newer = add_document(brabant, "brief.txt", SECOND).document
    migration = import_module("windroos.apps.evidence.migrations.0006_released_documents")
    migration.release_what_is_public(apps, None)
    (released,) = Document.objects.exclude(released=None)
    assert (released, released.released) == (newer, newer.added)
