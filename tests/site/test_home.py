"""The first page: the one case, the list of cases, or how to load one."""

import pytest
from django.test import Client, RequestFactory
from django.urls import ResolverMatch
from django.utils import translation

from windroos.apps.regions.models import Case
from windroos.site.context_processors import navigation, page
from windroos.site.views import home

pytestmark = pytest.mark.django_db


def test_without_a_case_it_says_how_to_load_one(client: Client) -> None:
    assert "windroos case load" in client.get("/nl/").content.decode()


def test_one_case_is_where_it_leads(client: Client) -> None:
    Case.objects.create(name="noord-brabant", title="Noord-Brabant")
    assert client.get("/en/")["Location"] == "/en/noord-brabant/"


def test_of_several_cases_one_chooses(client: Client) -> None:
    Case.objects.create(name="noord-brabant", title="Noord-Brabant")
    Case.objects.create(name="example", title="A & B")
    html = client.get("/en/").content.decode()
    assert '<a href="/en/noord-brabant/">Noord-Brabant</a>' in html
    assert '<a href="/en/example/">A &amp; B</a>' in html


def test_the_menu_of_a_case_says_where_one_is(rf: RequestFactory, db: None) -> None:
    case = Case.objects.create(name="noord-brabant", title="Noord-Brabant")
    request = rf.get("/en/noord-brabant/compare/")
    with translation.override("en"):
        links = navigation(request, case)
    assert [link.label for link in links if link.current] == ["Compare"]
    assert {link.url for link in links} >= {"/en/noord-brabant/", "/en/noord-brabant/documents/"}


@pytest.mark.parametrize("kwargs", [{}, {"case": "no-such-case"}])
def test_outside_a_case_there_is_no_menu_and_nothing_to_search(
    rf: RequestFactory, kwargs: dict[str, str]
) -> None:
    request = rf.get("/nl/")
    request.resolver_match = ResolverMatch(home, (), kwargs)
    context = page(request)
    assert (context["case"], context["navigation"], context["search_url"]) == (None, [], "")


def test_within_a_case_there_are(rf: RequestFactory) -> None:
    case = Case.objects.create(name="noord-brabant", title="Noord-Brabant")
    request = rf.get("/nl/noord-brabant/terms/")
    request.resolver_match = ResolverMatch(home, (), {"case": case.name})
    with translation.override("nl"):
        context = page(request)
    assert context["case"] == case
    assert context["navigation"] != []
    assert context["search_url"] == "/nl/noord-brabant/search/"
