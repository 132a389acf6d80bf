"""Adding documents: recognised, resolved, and honest about what no longer stands there."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.released import publish
from tests.sources.rendering import as_docx

from windroos.apps.accounts.queries import Event
from windroos.apps.compass import queries
from windroos.apps.evidence import actions, originals
from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.actions import add_document
from windroos.apps.evidence.models import Document, Passage
from windroos.apps.regions.queries import Case
from windroos.link.search import asked
from windroos.sources.documents import DocumentError, Format, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def policy(shared: Path) -> bytes:
    return (shared / "seeds" / "001_8dc3de28740240c8.txt").read_bytes()


def states(case: Case) -> dict[str, str]:
    return {
        id: resolved.state
        for id, resolved in evidence.everything(case).resolve(queries.value(case).locators).items()
    }


def test_every_locator_of_the_case_resolves(brabant: Case, shared: Path) -> None:
    assert set(states(brabant).values()) == {"absent"}
    for file in sorted((shared / "seeds").glob("*.txt")):
        added = add_document(brabant, file.name, file.read_bytes())
        assert added.document.source == file.name[:3]
    assert set(states(brabant).values()) == {"found"}


def test_a_document_is_recognised_whatever_its_name(brabant: Case, policy: bytes) -> None:
    assert add_document(brabant, "scan.txt", policy).document.source == "001"


def test_one_changed_word_breaks_its_locators_and_no_others(brabant: Case, policy: bytes) -> None:
    changed = policy.replace(b"reactief in de gaten", b"actief in de gaten")
    assert changed != policy
    added = add_document(brabant, "copy.txt", changed)
    assert added.document.source == "001"
    broken = {resolved.locator.section for resolved in added.broken}
    assert broken == {"Thüringen"}
    others = {r.state for r in added.resolved.values() if r.locator.section != "Thüringen"}
    assert others == {"found"}


def test_of_a_changed_passage_is_told_what_it_was_and_is(brabant: Case, policy: bytes) -> None:
    add_document(brabant, "001.txt", policy)
    documents = evidence.everything(brabant)
    assert documents.changed(documents.resolve(queries.value(brabant).locators).values()) == {}
    text = policy.decode()
    start, end = text.index("### **Thüringen**"), text.index("### **Oostenrijk/Zwitserland**")
    part = text[start:end].replace("reactief in de gaten", "actief in de gaten")
    # The same part, changed, at the end of the document.
    moved = text[:start] + text[end:] + "\n\n" + part.replace("### ", "## Nieuw ")
    added = add_document(brabant, "copy.txt", moved.encode())
    became = evidence.everything(brabant).changed(added.resolved.values())
    assert {one.locator.id for one in added.broken} == set(became)
    for one in became.values():
        assert one.now is not None
        assert one.now.text == one.before.text.replace("reactief in de", "actief in de")
        assert one.now.section.startswith("Nieuw")
    # Gone altogether: nothing is like it.
    gone = add_document(brabant, "copy.txt", (text[:start] + text[end:]).encode())
    became = evidence.everything(brabant).changed(gone.resolved.values())
    assert became
    assert {one.now for one in became.values()} == {None}


def test_a_passage_that_moved_is_found_again(brabant: Case, policy: bytes) -> None:
    text = policy.decode()
    start = text.index("### **Thüringen**")
    end = text.index("### **Oostenrijk/Zwitserland**")
    moved = text[:start] + text[end:] + "\n\n" + text[start:end].replace("### ", "## Nieuw ")
    counted = {r.state for r in add_document(brabant, "copy.txt", moved.encode()).resolved.values()
               if r.locator.section == "Thüringen"}  # fmt: skip
    assert counted == {"moved"}


def test_the_latest_text_counts_and_the_earlier_one_is_kept(brabant: Case, policy: bytes) -> None:
    first = add_document(brabant, "001.txt", policy)
    changed = add_document(brabant, "001.txt", policy.replace(b"pioniersgeest", b"vindingrijkheid"))
    assert changed.broken
    assert Document.objects.filter(source="001").count() == 2
    assert evidence.everything(brabant).document("001") == changed.document
    again = add_document(brabant, "001.txt", policy)
    assert (again.new, again.document) == (False, first.document)
    assert set(states(brabant).values()) == {"found", "absent"}
    assert [e.verb for e in Event.objects.filter(subject_type="document")] == [
        "document-restored", "document-added", "document-added",
    ]  # fmt: skip


def test_adding_the_same_text_twice_changes_nothing(brabant: Case, policy: bytes) -> None:
    add_document(brabant, "001.txt", policy)
    events = Event.objects.count()
    assert not add_document(brabant, "other name.txt", policy).new
    assert Event.objects.count() == events


def test_a_document_outside_the_case_is_kept_under_its_own_name(brabant: Case) -> None:
    added = add_document(brabant, "Brief over Vlaanderen.txt", b"Een brief over iets anders.\n")
    assert (added.recognised, added.document.source) == (False, "brief-over-vlaanderen")
    assert added.resolved == {}


def test_a_name_alone_does_not_put_one_text_in_the_place_of_another(
    brabant: Case, policy: bytes
) -> None:
    ours = add_document(brabant, "001.txt", policy).document
    added = add_document(brabant, "001-notes.txt", b"Een notitie over iets heel anders.\n")
    assert not added.recognised
    assert evidence.everything(brabant).document("001") == ours
    assert set(states(brabant).values()) == {"found", "absent"}


def test_a_text_outside_the_case_never_takes_the_name_of_a_source(
    brabant: Case, policy: bytes
) -> None:
    add_document(brabant, "001.txt", policy)
    added = add_document(brabant, "001.txt", b"Een notitie over iets heel anders.\n")
    assert (added.recognised, added.document.source) == (False, "001-text")


def test_the_sentence_meant_is_told_apart(brabant: Case, policy: bytes) -> None:
    add_document(brabant, "001.txt", policy)
    locator = queries.value(brabant).locators["001-thuringen-1-s2"]
    parts = evidence.everything(brabant).resolve([locator])[locator.id].parts
    assert [meant for _, meant in parts] == [False, True, False]
    assert "reactief" in parts[1][0]


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "no text"), (b"\n \n", "no text"), ("Thüringen".encode("latin-1"), "UTF-8"),
     (b"a\x00b", "text file"), (b"%PDF-1.7\x00\x01", "breaks off")],
)  # fmt: skip
def test_a_file_that_is_no_document_is_refused(
    brabant: Case, original_files: Path, content: bytes, says: str
) -> None:
    kept = set(original_files.rglob("*"))
    with pytest.raises(DocumentError, match=says):
        add_document(brabant, "x.txt", content)
    assert not Document.objects.exists()
    assert set(original_files.rglob("*")) == kept


def test_a_file_in_another_format_is_the_document_it_was_set_from(
    brabant: Case, policy: bytes
) -> None:
    """Every place of the case is found in it, it is kept as it is, and it says what it was."""
    blocks = list(text.blocks(policy.decode()))
    word = as_docx(blocks)
    added = add_document(brabant, "aanpak.docx", word)
    assert added.document.source == "001"
    assert {one.state for one in added.resolved.values()} == {"found"}
    assert added.document.media_type == Format.DOCX
    assert originals.path_of(added.document.file_sha256).read_bytes() == word
    rows = [
        one for one in evidence.everything(brabant).passages(added.document) if one.kind == "row"
    ]
    assert {one.section for one in rows} >= {"Overzicht focusregio's innovatie, trade & invest"}


def test_a_source_that_does_not_exist_is_named(brabant: Case) -> None:
    with pytest.raises(DocumentError, match=r"999.*there are: 000, 001"):
        add_document(brabant, "x.txt", b"Tekst.", source="999")


def test_loading_the_case_again_leaves_documents_alone(brabant: Case, policy: bytes) -> None:
    from windroos.apps.compass import actions
    from windroos.cases.check import read

    add_document(brabant, "001.txt", policy)
    brabant.revision = ""
    brabant.save()
    actions.load_case(read("noord_brabant"))
    assert evidence.everything(brabant).document("001") is not None


def test_search_finds_words_without_accents_or_capitals(brabant: Case, policy: bytes) -> None:
    add_document(brabant, "001.txt", policy)
    found = find(brabant, "THURINGEN pioniersgeest")
    assert [one.passage.section for one in found.passages] == ["Thüringen"]
    assert find(brabant, "  ").passages == ()
    assert find(brabant, "?!").passages == ()


def test_search_finds_passages_by_every_form_and_says_where_they_are(brabant: Case) -> None:
    add_document(brabant, "een.txt", b"Zorg in de regio.\n\nSamenwerking met regio's.")
    add_document(brabant, "twee.txt", b"# Gezondheidszorg\n\nBetaalbaar blijven.\n\nDe org.")
    found = find(brabant, "zorg")
    assert found.whole
    assert found.counts == {"een": 1, "twee": 1}
    # A heading belongs to the first passage beneath it.
    assert {one.passage.text for one in found.passages} == {
        "Zorg in de regio.",
        "Betaalbaar blijven.",
    }
    only = find(brabant, "zorg", sources=["twee"])
    assert [one.passage.document.source for one in only.passages] == ["twee"]
    assert (only.total(), only.total(["twee"])) == (2, 1)
    assert [one.passage.text for one in find(brabant, '"in de regio"').passages] == [
        "Zorg in de regio."
    ]


def test_search_finds_what_holds_most_where_nothing_holds_all(brabant: Case) -> None:
    add_document(brabant, "een.md", b"# Een\n\nZorg in de regio.\n\nZorg in Japan.\n\nWater.")
    found = find(brabant, "zorginstelling regio zorg water")
    assert not found.whole
    assert [(one.passage.text, one.missing) for one in found.passages] == [
        ("Zorg in de regio.", ("zorginstelling", "water"))
    ]


def test_search_finds_only_what_the_reader_may_read(brabant: Case) -> None:
    """What is internal is not found by others, and does not count for what is rare either."""
    publish(brabant, "een.md", b"# Een\n\nZorg in Japan.\n\nWater.")
    everyone = evidence.readable(brabant, None)
    before = everyone.find(asked("zorg"), 10).passages[0].score
    add_document(brabant, "twee.md", b"# Twee\n\nZorg.\n\nZorg voor water.")
    after = evidence.readable(brabant, None).find(asked("zorg"), 10)
    assert [found.score for found in after.passages] == [before]
    assert after.counts == {"een": 1}
    assert find(brabant, "zorg").counts == {"een": 1, "twee": 2}


def test_a_former_text_is_found_no_more(brabant: Case) -> None:
    add_document(brabant, "een.txt", b"Zorg.\n\nWater.", source="001")
    add_document(brabant, "een.txt", b"Zee.\n\nWater.", source="001")
    assert find(brabant, "zorg").passages == ()
    assert find(brabant, "zee").counts == {"001": 1}


def test_documents_are_indexed_again_when_terms_are_made_in_another_way(
    brabant: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = add_document(brabant, "een.md", b"# Zorg\n\nWater.\n\nZee.").document
    terms = [one.terms for one in evidence.everything(brabant).passages(document)]
    assert actions.index_documents() == 0
    Passage.objects.update(terms="")
    Document.objects.update(indexed="of old")
    assert find(brabant, "zorg").passages == ()
    assert actions.index_documents() == 1
    assert [one.terms for one in evidence.everything(brabant).passages(document)] == terms
    assert find(brabant, "zorg").counts == {"een": 1}


def find(case: Case, query: str, *, sources: Sequence[str] = ()) -> evidence.Answer:
    return evidence.everything(case).find(asked(query), 10, sources=sources)
