"""What other sites may show in a frame: those pages alone, and for everyone the same."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from windroos.apps.accounts.queries import User
from windroos.apps.regions.queries import Case

pytestmark = pytest.mark.django_db

FRAMED = ("region/JP/", "region/CN/", "map/", "table/")
EMBED = "/en/noord_brabant/embed/"


def snippet(html: str, id: str) -> str:
    """The lines to copy of one text area."""
    return unescape(html.split(f'id="snippet_{id}"')[1].split(">", 1)[1].split("</textarea>")[0])


@pytest.mark.parametrize("path", FRAMED)
def test_any_site_may_frame_it(client: Client, loaded_case: Case, path: str) -> None:
    response = client.get(EMBED + path)
    assert response.status_code == 200
    policy = response["Content-Security-Policy"].split("; ")
    assert "frame-ancestors *" in policy
    assert "default-src 'self'" in policy
    assert "X-Frame-Options" not in response


@pytest.mark.parametrize(
    "path", ["", "embed/", "data/", "regions/JP/", "compare/", "method/", "documents/"]
)
def test_no_site_may_frame_any_other_page(client: Client, loaded_case: Case, path: str) -> None:
    response = client.get(f"/en/noord_brabant/{path}")
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", FRAMED)
def test_everyone_gets_the_same_page_without_cookies(
    client: Client, loaded_case: Case, path: str
) -> None:
    visitor = client.get(EMBED + path)
    client.force_login(User.objects.create_user("anna@reader.example", name="Anna"))
    with CaptureQueriesContext(connection) as asked:
        reader = client.get(EMBED + path)
    assert not [query for query in asked if "session" in query["sql"]]
    assert reader.content == visitor.content
    for response in (visitor, reader):
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
    assert "csrf" not in visitor.content.decode()


@pytest.mark.parametrize("path", FRAMED)
def test_others_may_keep_it_for_a_while(client: Client, loaded_case: Case, path: str) -> None:
    first = client.get(EMBED + path)
    assert first["Cache-Control"] == "public, max-age=300"
    again = client.get(EMBED + path, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert "frame-ancestors *" in again["Content-Security-Policy"]
    assert client.get(EMBED + path + "?role=trade-invest")["ETag"] != first["ETag"]


def test_a_region_says_its_verdict_and_leads_to_its_page(client: Client, loaded_case: Case) -> None:
    address = "regions/JP/?role=innovation&theme=health"
    page = client.get(f"/en/noord_brabant/{address}").content.decode()
    embedded = client.get(f"{EMBED}region/JP/?theme=health").content.decode()
    lead = page.split('<p class="lead">')[1].split("</p>")[0]
    assert lead in embedded
    assert embedded.count('class="verdict-kind"') == 2
    assert "rose-small" in embedded
    assert f'href="/en/noord_brabant/{address.replace("&", "&amp;")}"' in embedded
    assert "Windroos, Afwegingskompas Noord-Brabant, as of 21 November 2026" in embedded
    assert '<base target="_top">' in embedded
    assert "site-header" not in embedded


@pytest.mark.parametrize("path", ["map/", "table/"])
def test_map_and_table_have_the_regions_of_the_overview(
    client: Client, loaded_case: Case, path: str
) -> None:
    query = "?role=trade-invest&continent=asia"
    codes = re.compile(r'<tr data-code="([^"]+)">')
    overview = client.get(f"/en/noord_brabant/{query}").content.decode()
    embedded = client.get(EMBED + path + query).content.decode()
    assert codes.findall(embedded) == codes.findall(overview)
    assert codes.findall(embedded)


@pytest.mark.parametrize("address", [f"{EMBED}region/XX/", "/nl/atlantis/embed/map/"])
def test_what_is_gone_says_so_within_the_frame(
    client: Client, loaded_case: Case, address: str
) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert "<h1>" in response.content.decode()


def test_frames_are_only_read(client: Client, loaded_case: Case) -> None:
    assert client.post(f"{EMBED}map/").status_code == 405


# The page that gives the lines to copy


def test_the_frame_has_a_title_a_height_and_loads_late(client: Client, loaded_case: Case) -> None:
    html = client.get(f"{EMBED}?what=region&region=JP&theme=health").content.decode()
    frame = snippet(html, "frame")
    assert frame.startswith("<iframe data-windroos ")
    address = "http://testserver/en/noord_brabant/embed/region/JP/?role=innovation&theme=health"
    assert f'src="{address.replace("&", "&amp;")}"' in frame
    assert 'title="Should we work with Japan?' in frame
    assert re.search(r' height="\d+"', frame)
    assert 'loading="lazy"' in frame
    # What one copies with the button is what stands there.
    assert unescape(html.split('data-copy="')[1].split('"')[0]) == frame


def test_the_lines_are_in_the_language_one_chooses(client: Client, loaded_case: Case) -> None:
    html = client.get(f"{EMBED}?region=JP&language=nl").content.decode()
    assert "http://testserver/nl/noord_brabant/embed/region/JP/" in snippet(html, "frame")
    assert "Werken we samen met Japan?" in snippet(html, "frame")
    assert "http://testserver/nl/noord_brabant/regions/JP/" in snippet(html, "link")
    assert "<h1>How do you show this" in html


def test_the_script_keeps_its_name_when_the_program_is_renewed(
    client: Client, loaded_case: Case
) -> None:
    html = client.get(EMBED).content.decode()
    address = "http://testserver/static/windroos/dist/embed.js"
    assert snippet(html, "script") == f'<script src="{address}" async></script>'
    assert "<script" not in snippet(html, "link")


@pytest.mark.parametrize(
    ("query", "view"),
    [
        ("", "embed/region/"),
        ("?what=map", "embed/map/"),
        ("?what=table&theme=htsm", "embed/table/"),
        ("?what=nothing&region=XX&role=x&language=de", "embed/region/"),
    ],
)
def test_the_preview_is_what_one_copies(
    client: Client, loaded_case: Case, query: str, view: str
) -> None:
    html = client.get(EMBED + query).content.decode()
    shown = re.search(r'<iframe data-windroos src="([^"]+)"', html)
    assert shown is not None
    address = unescape(shown[1])
    assert view in address
    assert f"http://testserver{address}" in unescape(snippet(html, "frame"))
    assert client.get(address).status_code == 200


def test_a_frame_can_keep_a_day(client: Client, loaded_case: Case) -> None:
    html = client.get(f"{EMBED}?what=table&as_of=2024-02-01").content.decode()
    assert "as_of=2024-02-01" in snippet(html, "frame")
    embedded = client.get(f"{EMBED}table/?as_of=2024-02-01").content.decode()
    assert "as of 1 February 2024" in embedded


def test_names_cannot_break_out_of_the_lines(client: Client, small_case: Case) -> None:
    html = client.get("/en/small/embed/?region=x-a").content.decode()
    assert "<u>" not in html
    assert "<i>b" not in html
    assert "&lt;i&gt;b" in snippet(html, "frame")
