"""What is drawn from words of a document: with its place, in one motion, and back again."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from tests.apps.people import party, person

from windroos.apps.accounts.models import User
from windroos.apps.accounts.queries import Event
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import actions, queries
from windroos.apps.compass.actions import Entry, Place
from windroos.apps.evidence.actions import add_document
from windroos.apps.regions.queries import Case
from windroos.cases.framework import Text
from windroos.sources.documents import passage_hash

pytestmark = pytest.mark.django_db

SECOND = "Het netwerk in Thüringen is in 2026 nog klein. Beieren groeit."
# Our own words: what the third passage says of Thuringia stands against what is decided for it.
NOTE = f"""# Notitie

Inleiding zonder meer.

## Duitsland

{SECOND}

De provincie volgt Thüringen reactief van 2023 t/m 2027. Dat blijft zo.
"""


@pytest.fixture
def case(brabant: Case) -> Case:
    party(brabant, "university", lead=True)
    add_document(brabant, "note.txt", NOTE.encode())
    return brabant


@pytest.fixture
def anna(case: Case) -> User:
    return person(Role.ANALYST, "university")


@pytest.fixture
def named(case: Case, anna: User) -> Case:
    actions.name_source(
        case, "note", title="Notitie", publisher="Wij", published="2026-03", actor=anna
    )
    return case


def row(**more: object) -> dict[str, object]:
    given = {"region": "DEG", "role": "innovation", "effort": "reactive", "explicit": True}
    return given | {"period_start": 2023, "period_end": 2027} | more


def test_nothing_rests_on_a_document_that_the_case_does_not_know(case: Case, anna: User) -> None:
    with pytest.raises(ValidationError, match="Zeg eerst welk document dit is"):
        actions.add_place(case, Place("note", 2), actor=anna)
    assert not Event.objects.filter(verb="passage-added").exists()


def test_a_statement_is_written_with_its_place(named: Case, anna: User) -> None:
    place = Place("note", 3, "1", Text("Reactief", "Reactive"))
    (written,) = actions.state(named, "statements", [Entry(row(), place=place)], actor=anna)
    after = queries.value(Case.objects.get(pk=named.pk))
    statement = next(one for one in after.statements if one.id == written.change.key)
    assert (statement.said_by, statement.passage) == ("Wij", "note-duitsland-2-s1")
    locator = after.locators["note-duitsland-2-s1"]
    assert (locator.document, locator.section, locator.paragraph) == ("note", "Duitsland", 2)
    assert locator.sha256 == passage_hash(NOTE.split("\n\n")[-1])
    assert locator.label == Text("Reactief", "Reactive")
    assert [one.verb for one in Event.objects.order_by("-pk")[:2]] == [
        "statement-added",
        "passage-added",
    ]


def test_it_contradicts_what_was_decided(named: Case, anna: User) -> None:
    """Figure 1 of document 001 gives Thuringia active effort, 2023-2027."""
    entry = Entry(row(), place=Place("note", 3, "1"))
    (written,) = actions.state(named, "statements", [entry], actor=anna)
    after = queries.value(Case.objects.get(pk=named.pk))
    sides = {
        claim.id
        for one in queries.contradictions(Case.objects.get(pk=named.pk))
        if (one.region, one.role) == ("DEG", "innovation")
        for claim in one.claims
    }
    assert {written.change.key, "thuringen-innovation"} <= sides
    assert after.statements


def test_the_same_words_are_one_place(named: Case, anna: User) -> None:
    first = actions.add_place(named, Place("note", 2, "1"), actor=anna)
    assert actions.add_place(named, Place("note", 2, "1"), actor=anna) == first
    assert actions.add_place(named, Place("note", 2, "2"), actor=anna) != first
    with pytest.raises(ValidationError, match="heeft 2 zinnen"):
        actions.add_place(named, Place("note", 2, "2-3"), actor=anna)


def test_what_cannot_stand_leaves_no_place_behind(named: Case, anna: User) -> None:
    wrong = Entry(row(effort="some"), place=Place("note", 2))
    with pytest.raises(ValidationError):
        actions.state(named, "statements", [wrong], actor=anna)
    assert "note" not in {one.document for one in queries.value(named).locators.values()}


def test_what_was_stated_is_undone_and_taken_back(named: Case, anna: User) -> None:
    entry = Entry({"region": "DEG", "kind": "structural-government"}, place=Place("note", 2, "1"))
    (written,) = actions.state(named, "relations", [entry], actor=anna)
    key = written.change.key
    actions.retract(named, "relations", {key: None}, reason="Onjuist", actor=anna)
    assert key not in {one.id for one in queries.value(Case.objects.get()).relations}
    actions.undo(named, "relations", key, actor=anna)
    assert key in {one.id for one in queries.value(Case.objects.get()).relations}


def ask(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def test_from_words_to_a_rating_with_all_that_is_proposed(
    named: Case, anna: User, client: Client
) -> None:
    client.force_login(anna)
    page = ask(client, "/en/noord_brabant/documents/note/")
    assert 'href="/en/noord_brabant/documents/note/draw/2/"' in page
    url = "/en/noord_brabant/documents/note/draw/2/?s=1&kind=rating"
    page = ask(client, url)
    assert '<option value="DEG" selected>' in page
    networks = page.index('value="networks-judged"')
    assert page.index("Proposed") < networks < page.rindex("All others")
    answer = client.get(f"{url}&region=DEG&subject=networks-judged")
    asked = parse_qs(urlsplit(answer["Location"]).query)
    assert asked["at"] == ["note:2:1"]
    page = ask(client, answer["Location"])
    assert "<mark>Het netwerk in Thüringen is in 2026 nog klein.</mark>" in page
    sent = {
        "rating": "1", "confidence": "high", "reason_en": "Small", "passage": "selected",
        "judged": "2026-11-21", "do": "save", "theme": "", "role": "",
    }  # fmt: skip
    assert client.post(answer["Location"], sent).status_code == 302
    made = queries.value(Case.objects.get()).judgements
    assert [one.criterion for one in made if one.passage == "note-duitsland-1-s1"] == [
        "networks-judged"
    ]


def test_what_a_statement_would_contradict_is_told_before(
    named: Case, anna: User, client: Client
) -> None:
    client.force_login(anna)
    before = queries.value(named).statements
    url = "/en/noord_brabant/documents/note/draw/3/?s=1&kind=effort"
    page = ask(client, url)
    assert 'name="period_start" value="2023"' in page
    assert '<option value="innovation" selected>' in page
    sent = {**row(explicit="yes"), "theme": "", "do": "preview"}
    page = client.post(url, sent).content.decode()
    assert "It contradicts what is there already:" in page
    assert queries.value(Case.objects.get()).statements == before
    assert client.post(url, sent | {"do": "save"}).status_code == 302
    assert len(queries.value(Case.objects.get()).statements) == len(before) + 1


def test_a_figure_is_drawn_with_what_the_words_give(
    named: Case, anna: User, client: Client
) -> None:
    add_document(named, "note.txt", f"{NOTE}\nIn 2027 werken er 1.250 fte in Beieren.\n".encode())
    client.force_login(anna)
    url = "/en/noord_brabant/documents/note/draw/4/?kind=figure"
    page = ask(client, url)
    assert 'name="value" value="1,250"' in page
    assert 'name="unit" value="fte"' in page
    assert 'name="year" value="2027"' in page
    assert '<option value="DE2" selected>' in page
    sent = {
        "subject": "jobs", "label_nl": "Banen", "label_en": "Jobs", "kind": "target",
        "value": "1,250.5", "unit": "fte", "state": "", "year": "2027", "region": "",
        "note_nl": "", "note_en": "", "do": "preview",
    }  # fmt: skip
    assert client.post(url, sent).status_code == 200
    assert "no figure" in client.post(url, sent | {"value": "many"}).content.decode()
    assert client.post(url, sent | {"do": "save"}).status_code == 302
    (made,) = [one for one in queries.value(Case.objects.get()).quantities if one.subject == "jobs"]
    assert (made.id, made.value, made.cell, made.region) == (
        "q-jobs-2027-1", 1250.5, "1250.5 fte", None,
    )  # fmt: skip
    assert made.said_by == "Wij"
    # Its history is told, and it is taken back there.
    page = ask(client, f"/en/noord_brabant/history/quantities/{made.id}/")
    assert "1,250.5" in page
    back = f"/en/noord_brabant/take-back/quantities/{made.id}/"
    assert "Jobs, 1250.5 fte" in ask(client, back)


def test_a_document_of_ones_own_is_named_first(case: Case, anna: User, client: Client) -> None:
    client.force_login(anna)
    url = "/en/noord_brabant/documents/note/draw/2/?s=1&kind=rating"
    assert "Which document is this?" in ask(client, url)
    given = {"title": "Notitie", "publisher": "Wij", "published": "maart", "language": "nl"}
    assert client.post(url, given).status_code == 400
    assert client.post(url, given | {"published": "2026-03"}).status_code == 302
    assert "Which region do these words rate" in ask(client, url)


def test_who_does_not_work_on_it_draws_nothing(named: Case, client: Client) -> None:
    url = "/en/noord_brabant/documents/note/draw/2/"
    assert client.get(url).status_code == 302
    client.force_login(person(Role.VIEWER, "university"))
    assert client.get(url).status_code == 403
    assert "draw/2/" not in ask(client, "/en/noord_brabant/documents/note/")


@pytest.mark.parametrize("query", ["?s=9", "?s=0", "?s=1&s=99999"])
def test_words_that_are_not_there(named: Case, anna: User, client: Client, query: str) -> None:
    client.force_login(anna)
    assert client.get(f"/en/noord_brabant/documents/note/draw/2/{query}").status_code == 404
