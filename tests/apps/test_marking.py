"""What people say of what a passage is about."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from tests.apps.people import party, person

from windroos.apps.accounts.permits import Refused
from windroos.apps.accounts.queries import Event, Role, User
from windroos.apps.evidence.actions import add_document, mark, release_document, unmark
from windroos.apps.evidence.models import Marking
from windroos.apps.evidence.queries import everything, found_in, readable
from windroos.apps.regions.queries import Case
from windroos.site import mentions

pytestmark = pytest.mark.django_db

TEXT = (
    b"# Reis\n\nEen bezoek aan Japan en aan Beierse bedrijven in de zorg.\n\nDe koffie was warm.\n"
)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def analyst(brabant: Case) -> User:
    party(brabant, "province", lead=True)
    return person(Role.ANALYST, "province")


@pytest.fixture
def hashes(brabant: Case) -> list[str]:
    document = add_document(brabant, "reis.md", TEXT).document
    return [one.sha256 for one in everything(brabant).passages(document)]


def told(case: Case, *states: mentions.State, user: User | None = None) -> list[tuple[str, ...]]:
    documents = everything(case) if user is None else readable(case, user)
    document = documents.document("reis")
    assert document is not None
    found = mentions.told(documents, document, ("region", "theme"), states or mentions.ABOUT)
    return [(what.kind, what.id, what.state) for one in found for what in one.about]


def test_a_proposal_is_open_until_a_person_judges_it(
    brabant: Case, analyst: User, hashes: list[str]
) -> None:
    assert told(brabant) == [
        ("region", "JP", "open"), ("theme", "health", "open"), ("region", "DE2", "open")
    ]  # fmt: skip
    mark(brabant, "reis", hashes[0], "region", "DE2", accepted=True, actor=analyst)
    mark(brabant, "reis", hashes[0], "region", "JP", accepted=False, reason="Trip", actor=analyst)
    # What was rejected is no proposal any more.
    assert told(brabant) == [("region", "DE2", "accepted"), ("theme", "health", "open")]
    assert told(brabant, "rejected") == [("region", "JP", "rejected")]
    assert told(brabant, "accepted") == [("region", "DE2", "accepted")]
    assert unmark(brabant, "reis", hashes[0], "region", "JP", actor=analyst)
    assert ("region", "JP", "open") in told(brabant)


def test_a_person_adds_what_nobody_proposed(
    brabant: Case, analyst: User, hashes: list[str]
) -> None:
    mark(brabant, "reis", hashes[1], "theme", "agrifood", accepted=True, actor=analyst)
    assert told(brabant)[-1] == ("theme", "agrifood", "accepted")
    assert unmark(brabant, "reis", hashes[1], "theme", "agrifood", actor=analyst)
    assert ("theme", "agrifood", "accepted") not in told(brabant)


def test_saying_it_again_changes_nothing(brabant: Case, analyst: User, hashes: list[str]) -> None:
    first, again = (
        mark(brabant, "reis", hashes[0], "region", "JP", accepted=True, actor=analyst)
        for _ in range(2)
    )
    assert Marking.objects.get() == first == again
    mark(brabant, "reis", hashes[0], "region", "JP", accepted=False, actor=analyst)
    assert unmark(brabant, "reis", hashes[0], "region", "JP", actor=analyst)
    assert not unmark(brabant, "reis", hashes[0], "region", "JP", actor=analyst)
    events = Event.objects.filter(verb__startswith="mention-").order_by("pk")
    assert [one.verb for one in events] == [
        "mention-accepted", "mention-rejected", "mention-unmarked"
    ]  # fmt: skip
    assert "is not about region JP" in events[1].told()


def test_it_holds_on_to_the_words_in_a_newer_version(
    brabant: Case, analyst: User, hashes: list[str]
) -> None:
    mark(brabant, "reis", hashes[0], "region", "JP", accepted=False, actor=analyst)
    newer = TEXT.replace(b"# Reis\n", b"# Reis\n\nEen nieuw begin.\n").replace(b"warm", b"koud")
    added = add_document(brabant, "reis.md", newer, source=None)
    assert added.document.source == "reis"
    assert ("region", "JP", "open") not in told(brabant)
    assert told(brabant, "rejected") == [("region", "JP", "rejected")]


@pytest.mark.parametrize(
    ("at", "field", "says"),
    [
        (("none", 0, "region", "JP"), "source", "no document “none”"),
        (("reis", 9, "region", "JP"), "sha256", "No paragraph"),
        (("reis", 0, "person", "JP"), "kind", "one of these kinds: challenge, group"),
        (("reis", 0, "region", "XQ"), "entry", "There is no region “XQ”"),
        (("reis", 0, "theme", "healht"), "entry", "Do you mean health?"),
    ],
)
def test_what_cannot_be_marked_is_told(
    brabant: Case,
    analyst: User,
    hashes: list[str],
    at: tuple[str, int, str, str],
    field: str,
    says: str,
) -> None:
    source, number, kind, entry = at
    sha256 = [*hashes, *["0" * 64] * 9][number]
    with pytest.raises(ValidationError) as error:
        mark(brabant, source, sha256, kind, entry, accepted=True, actor=analyst)
    assert says in error.value.message_dict[field][0]
    assert not Marking.objects.exists()


def test_a_viewer_says_nothing(brabant: Case, analyst: User, hashes: list[str]) -> None:
    viewer = person(Role.VIEWER, "province")
    with pytest.raises(Refused):
        mark(brabant, "reis", hashes[0], "region", "JP", accepted=True, actor=viewer)


def test_of_hidden_words_nothing_is_told_that_the_rest_does_not_say(
    brabant: Case, analyst: User, hashes: list[str]
) -> None:
    for kind, entry in (("theme", "agrifood"), ("theme", "health"), ("region", "DE2")):
        accepted = entry != "DE2"
        mark(brabant, "reis", hashes[0], kind, entry, accepted=accepted, actor=analyst)
    document = everything(brabant).document("reis")
    assert document is not None
    release_document(
        brabant,
        "reis",
        sha256=document.sha256,
        confirmed={one.kind for one in found_in(document)},
        words=["Japan"],
        actor=None,
    )
    stranger = person(None)
    assert told(brabant, user=stranger) == [("theme", "health", "accepted")]


def test_the_score_counts_what_was_judged(brabant: Case, analyst: User, hashes: list[str]) -> None:
    def score() -> tuple[int, int, int, float | None]:
        documents = everything(brabant)
        document = documents.document("reis")
        assert document is not None
        found = mentions.score(
            mentions.told(documents, document, ("region", "theme"), mentions.EVERY)
        )
        return found.judged, found.open, found.added, found.share

    assert score() == (0, 3, 0, None)
    mark(brabant, "reis", hashes[0], "region", "DE2", accepted=True, actor=analyst)
    mark(brabant, "reis", hashes[0], "region", "JP", accepted=False, actor=analyst)
    mark(brabant, "reis", hashes[1], "region", "JP", accepted=True, actor=analyst)
    assert score() == (2, 1, 1, 0.5)
