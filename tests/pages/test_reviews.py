"""The pages of reviews: for the staff, with what moved, from what cause, and two buttons."""

import re

import pytest
from django.test import Client
from tests.apps.people import party, person

from windroos.apps.accounts.models import User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import actions, queries
from windroos.apps.compass.models import Draft, Review
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db

TAGS = re.compile(r"<[^>]*>")


@pytest.fixture
def brabant(loaded_case: Case) -> Case:
    party(loaded_case, "province", lead=True, decides=("innovation",))
    return loaded_case


@pytest.fixture
def analyst(brabant: Case) -> User:
    return person(Role.ANALYST, "province")


@pytest.fixture
def review(brabant: Case, analyst: User) -> Review:
    """On mobility Jiangsu falls outside its conditions; now these conditions are gone."""
    findings = queries.value(brabant).findings
    conditional = [
        one.id for one in findings if (one.region, one.outcome) == ("CN-JS", "conditional")
    ]
    seen = dict.fromkeys(conditional)
    actions.retract(brabant, "findings", seen, reason="Out of date", actor=analyst)
    return Review.objects.get(region__code="CN-JS", role="innovation")


def staff(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(f"/en/noord_brabant/{path}")
    assert response.status_code == status, path
    return " ".join(TAGS.sub(" ", response.content.decode()).split())


def test_visitors_and_strangers_find_nothing(client: Client, review: Review) -> None:
    stranger = staff(person(Role.ANALYST, "elsewhere"))
    for one in (client, stranger):
        page(one, "reviews/", 404)
        page(one, f"reviews/{review.pk}/", 404)
        assert "nobody has looked at it yet" not in page(one, "regions/CN-JS/?role=innovation")


def test_a_review_tells_what_moved_and_from_what_cause(analyst: User, review: Review) -> None:
    said = page(staff(analyst), f"reviews/{review.pk}/")
    assert "Should we look at Jiangsu again?" in said
    assert "the advice went from no effort to" in said
    assert "took back the finding on Jiangsu" in said
    assert "Out of date" in said
    assert "What is in force now" in said
    listed = page(staff(analyst), "reviews/")
    assert "the advice went from no effort to" in listed
    region = page(staff(analyst), "regions/CN-JS/?role=innovation")
    assert "nobody has looked at it yet" in region


def test_it_counts_as_work_until_it_is_handled(analyst: User, review: Review) -> None:
    assert "Look at the reviews 1" in page(staff(analyst), "work/")
    actions.dismiss_review(review.case, review, reason="Known", actor=analyst)
    assert "Look at the reviews 1" not in page(staff(analyst), "work/")


def test_taking_it_up_leads_to_a_draft_with_region_and_role(analyst: User, review: Review) -> None:
    client = staff(analyst)
    url = f"/en/noord_brabant/reviews/{review.pk}/"
    assert client.post(url, {"do": "draft", "reason": " "}).status_code == 400
    given = {"do": "draft", "reason": "The conditions are gone", "version": review.version}
    answer = client.post(url, given)
    assert answer.status_code == 302
    html = client.get(answer["Location"]).content.decode()
    assert '<option value="CN-JS" selected>' in html
    assert re.search(r'value="innovation"[^>]*checked', html)
    drafted = client.post(
        answer["Location"],
        {
            "region": "CN-JS",
            "role": "innovation",
            "effort": "active",
            "period_start": "2026",
            "period_end": "2027",
            "departure_en": "So",
            "do": "save",
        },
    )
    assert drafted.status_code == 302
    assert Draft.objects.get().review == review
    said = page(client, f"reviews/{review.pk}/")
    assert "Handled by analyst province" in said
    assert "The conditions are gone" in said
    assert "A draft came of it" in said
    assert client.post(url, given).status_code == 400  # it was handled already


def test_what_moved_meanwhile_is_seen_first(analyst: User, review: Review) -> None:
    client = staff(analyst)
    Review.objects.filter(pk=review.pk).update(version=review.version + 1)
    url = f"/en/noord_brabant/reviews/{review.pk}/"
    given = {"do": "dismiss", "reason": "Nothing new", "version": review.version}
    answer = client.post(url, given)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "More has moved while you were writing" in html
    assert "Nothing new" in html
    assert f'name="version" value="{review.version + 1}"' in html
    assert client.post(url, {**given, "version": review.version + 1}).status_code == 302


def test_several_are_handled_with_one_reason(analyst: User, review: Review) -> None:
    client = staff(analyst)
    url = "/en/noord_brabant/reviews/"
    ticked = [f"{one.pk}-{one.version}" for one in Review.objects.all()]
    assert client.post(url, {"do": "dismiss", "reason": "Old"}).status_code == 400
    stale = {"do": "dismiss", "reason": "Old", "review": [f"{review.pk}-0"]}
    assert client.post(url, stale).status_code == 409
    assert client.post(url, {**stale, "do": "burn"}).status_code == 404
    assert client.post(url, {**stale, "review": ticked}).status_code == 302
    assert set(Review.objects.values_list("status", flat=True)) == {"dismissed"}
    assert "None: every review has been handled." in page(client, "reviews/")
    assert "Handled by analyst province" in page(client, "reviews/?state=handled")
    assert "No review is like that." in page(client, "reviews/?what=contradiction")


def test_who_only_reads_handles_nothing(review: Review) -> None:
    viewer = staff(person(Role.VIEWER, "province"))
    assert "What do you make of it?" not in page(viewer, f"reviews/{review.pk}/")
    url = f"/en/noord_brabant/reviews/{review.pk}/"
    given = {"do": "accept", "reason": "So", "version": review.version}
    assert viewer.post(url, given).status_code == 403
    assert viewer.post("/en/noord_brabant/reviews/", given).status_code == 403
