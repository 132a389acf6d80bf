"""The settings: which database, which headers, which language, and what is refused."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from windroos.report.catalogue.vocabularies import LICENCES
from windroos.site import environment
from windroos.site import urls as site_urls

# The address of a database


def test_a_relative_sqlite_address_counts_from_where_we_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    database = environment.database("sqlite:///data/windroos.sqlite3")
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == str(tmp_path.resolve() / "data" / "windroos.sqlite3")


def test_an_absolute_sqlite_address_has_four_slashes() -> None:
    assert (
        environment.database("sqlite:////srv/windroos.sqlite3")["NAME"] == "/srv/windroos.sqlite3"
    )


def test_sqlite_can_stay_in_memory() -> None:
    assert environment.database("sqlite://:memory:")["NAME"] == ":memory:"


@pytest.mark.parametrize("name", ["gewoon.sqlite3", "met spatie.sqlite3", "50%20 ?#é.sqlite3"])
def test_the_address_of_a_file_leads_back_to_the_file(tmp_path: Path, name: str) -> None:
    file = tmp_path.resolve() / name
    assert environment.database(environment.sqlite_url(file))["NAME"] == str(file)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_full_postgres_address(scheme: str) -> None:
    database = environment.database(
        f"{scheme}://anna:p%40ss%2Fw@db.example:5433/wind?sslmode=require"
    )
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["USER"] == "anna"
    assert database["PASSWORD"] == "p@ss/w"
    assert database["HOST"] == "db.example"
    assert database["PORT"] == "5433"
    assert database["NAME"] == "wind"
    assert database["OPTIONS"] == {"sslmode": "require"}


def test_a_postgres_address_without_host_is_the_local_socket() -> None:
    database = environment.database("postgres:///windroos")
    assert (database["HOST"], database["PORT"], database["USER"]) == ("", "", "")
    assert database["NAME"] == "windroos"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "windroos.sqlite3",
        "sqlite://",
        "sqlite:///",
        "sqlite://file.sqlite3",
        "postgres://",
        "postgres://host/",
        "postgres://host/a/b",
        "postgres://host:port/name",
        "postgres://host:99999/name",
        "postgres://[host/name",
        "mysql://anna:geheim@host/name",
    ],
)
def test_another_address_is_refused_with_the_forms_that_are_not(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="postgres://user:password@host"):
        environment.database(url)


def test_a_refusal_does_not_tell_the_password() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.database("mysql://anna:geheim@host/name")
    assert "geheim" not in str(refusal.value)


# Who publishes the open data

TOLD = {
    "WINDROOS_PUBLISHER_NAME": "Haven",
    "WINDROOS_PUBLISHER_NAME_EN": "Harbour",
    "WINDROOS_PUBLISHER_URI": "https://harbour.example/id",
    "WINDROOS_PUBLISHER_KIND": "RegionalAuthority",
    "WINDROOS_PUBLISHER_HOMEPAGE": "https://harbour.example/",
    "WINDROOS_CONTACT_EMAIL": "data@harbour.example",
    "WINDROOS_DATA_LICENCE": "CC-BY-4.0",
}


def test_the_publisher_is_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in TOLD:
        monkeypatch.delenv(name, raising=False)
    assert environment.publisher(LICENCES) == environment.Publisher()
    for name, value in TOLD.items():
        monkeypatch.setenv(name, f" {value} ")
    told = environment.publisher(LICENCES)
    assert (told.name_nl, told.name_en, told.uri, told.kind) == tuple(TOLD.values())[:4]
    assert (told.homepage, told.email, told.licence) == tuple(TOLD.values())[4:]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WINDROOS_PUBLISHER_KIND", "Province"),
        ("WINDROOS_DATA_LICENCE", "free"),
        ("WINDROOS_PUBLISHER_URI", "harbour.example"),
        ("WINDROOS_PUBLISHER_HOMEPAGE", "https://harbour.example/a b"),
        ("WINDROOS_CONTACT_EMAIL", "nobody"),
    ],
)
def test_what_cannot_be_of_a_publisher_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        environment.publisher(LICENCES)


# The key of the demo, and of production


def test_the_demo_keeps_its_own_key_that_nobody_else_reads(tmp_path: Path) -> None:
    file = tmp_path / "new" / "secret-key"
    secret = environment.kept_secret(file)
    assert len(secret) >= 50
    assert environment.kept_secret(file) == secret
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def _check_production(**variables: str) -> subprocess.CompletedProcess[str]:
    """What Django's own checks say of the production settings with these variables."""
    known = {k: v for k, v in os.environ.items() if not k.startswith(("WINDROOS", "DATABASE"))}
    return subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=known | {"DJANGO_SETTINGS_MODULE": "windroos.site.settings.production"} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_passes_the_deployment_checks_of_django() -> None:
    key = "a-key-of-fifty-characters-that-is-no-secret-0123456789"
    result = _check_production(
        WINDROOS_SECRET_KEY=key, WINDROOS_ALLOWED_HOSTS="windroos.example, www.windroos.example"
    )
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("missing", ["WINDROOS_SECRET_KEY", "WINDROOS_ALLOWED_HOSTS"])
def test_production_does_not_start_without_its_variables(missing: str) -> None:
    given = {"WINDROOS_SECRET_KEY": "x", "WINDROOS_ALLOWED_HOSTS": "windroos.example"}
    given.pop(missing)
    result = _check_production(**given)
    assert result.returncode != 0
    assert f"{missing} is not set" in result.stderr


# The headers of every page


def _fails(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [*site_urls.urlpatterns, path("fails/", _fails)]


@pytest.fixture
def visitor() -> Client:
    """A visitor who sees the error page, as everyone does outside the tests."""
    return Client(raise_request_exception=False)


PAGES = [
    ("/nl/", 200),
    ("/en/account/login/", 200),
    ("/nl/no/such/page/at/all/", 404),
    ("/fails/", 500),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("url", "status"), PAGES)
def test_every_page_has_the_strict_policy(visitor: Client, url: str, status: int) -> None:
    with override_settings(ROOT_URLCONF=__name__):
        page = visitor.get(url)
    assert page.status_code == status
    policy = {
        directive.split()[0]: directive.split()[1:]
        for directive in page["Content-Security-Policy"].split(";")
    }
    assert policy == {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["X-Frame-Options"] == "DENY"
    assert page["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize(("url", "status"), PAGES)
def test_no_page_has_inline_style_or_script(visitor: Client, url: str, status: int) -> None:
    with override_settings(ROOT_URLCONF=__name__):
        html = visitor.get(url).content.decode()
    assert status >= 200
    assert "<style" not in html
    assert " style=" not in html
    assert "<script>" not in html


# Error pages


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Deze pagina bestaat niet"), ("en", "This page does not exist")]
)
def test_a_missing_page_says_so_in_the_language_of_its_address(
    visitor: Client, language: str, words: str
) -> None:
    page = visitor.get(f"/{language}/no/such/page/at/all/")
    assert page.status_code == 404
    assert words in page.content.decode()


def test_a_failure_speaks_both_languages_and_leans_on_nothing(visitor: Client) -> None:
    # No mark for the database: the page may not need it.
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[]):
        page = visitor.get("/fails/")
    html = page.content.decode()
    assert page.status_code == 500
    assert "Er ging iets mis" in html
    assert "Something went wrong" in html


def test_an_unknown_host_is_refused(visitor: Client) -> None:
    page = visitor.get("/nl/", headers={"host": "evil.example"})
    assert page.status_code == 400
    assert "Dit verzoek klopt niet" in page.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_with_a_page_of_ours() -> None:
    page = Client(enforce_csrf_checks=True).post("/nl/account/login/", {"username": "x"})
    assert page.status_code == 403
    assert "Uw formulier is niet verstuurd" in page.content.decode()


# Languages


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("accepts", "address"),
    [
        ("", "/nl/"),
        ("nl-BE,nl;q=0.9", "/nl/"),
        ("en-GB,en;q=0.8", "/en/"),
        ("de", "/nl/"),
        ("de,en;q=0.5", "/en/"),
    ],
)
def test_the_bare_address_leads_to_the_language_of_the_reader(
    client: Client, accepts: str, address: str
) -> None:
    redirect = client.get("/", headers={"accept-language": accepts})
    assert redirect.status_code == 302
    assert redirect["Location"] == address


@pytest.mark.django_db
def test_the_cookie_goes_before_the_browser(client: Client) -> None:
    client.cookies["django_language"] = "en"
    assert client.get("/", headers={"accept-language": "nl"})["Location"] == "/en/"


@pytest.mark.django_db
def test_the_language_switch_keeps_the_page(client: Client) -> None:
    links = client.get("/nl/account/login/?next=/nl/").context["languages"]
    assert [(link.code, link.name, link.url, link.current) for link in links] == [
        ("nl", "Nederlands", "/nl/account/login/?next=/nl/", True),
        ("en", "English", "/en/account/login/?next=/nl/", False),
    ]


@pytest.mark.django_db
def test_where_there_is_no_page_the_switch_leads_to_the_first_one(client: Client) -> None:
    links = client.get("/nl/no/such/page/at/all/").context["languages"]
    assert links[1].url == "/en/"
