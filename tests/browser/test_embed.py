"""Another site shows a verdict, the map and the table in a frame; no other page lets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import CASE, VIOLATIONS, seen

HOST = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,">
<title>Another site</title></head>
<body><h1>Another site</h1>{body}</body></html>
"""
EMBED = f"/en/{CASE}/embed/"
FRAMES = {
    "region": f"{EMBED}region/DEG/",
    "map": f"{EMBED}map/?role=trade-invest",
    "table": f"{EMBED}table/",
}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name there)
        pass


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Puts a page on another origin, and gives its address."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def put(body: str) -> str:
        (folder / "page.html").write_text(HOST.format(body=body), encoding="utf-8")
        return f"http://127.0.0.1:{server.server_port}/page.html"

    yield put
    server.shutdown()
    thread.join()
    server.server_close()


def opened(context: BrowserContext, address: str, said: list[str]) -> Page:
    """A page that writes down what the browser and its frames complain about."""
    page = context.new_page()
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"script error: {error}"))
    page.add_init_script(VIOLATIONS)
    page.goto(address, wait_until="load")
    return page


def framed(page: Page) -> Frame:
    (frame,) = page.frames[1:]
    frame.wait_for_load_state("load")
    return frame


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize(("width", "scheme"), [(720, "light"), (300, "dark")])
def test_another_site_shows_it(
    kind: str,
    width: int,
    scheme: str,
    browser: Browser,
    axe: str,
    site: None,
    live_server: LiveServer,
    elsewhere: Callable[[str], str],
) -> None:
    context = browser.new_context(
        viewport={"width": width + 16, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    said: list[str] = []
    address = f"{live_server.url}{FRAMES[kind]}"
    body = f'<iframe src="{address}" title="{kind}" width="{width}" height="500"></iframe>'
    page = opened(context, elsewhere(body), said)
    frame = framed(page)
    assert frame.url == address
    if kind == "map":
        frame.locator(".map-mark").first.wait_for()
    assert seen(frame, axe) == []
    assert [line for line in said if line.startswith(("error", "script"))] == []
    assert context.cookies() == []
    # The link leads the whole window to the page, not the frame.
    frame.locator(".embed-source a").click()
    page.wait_for_url(f"{live_server.url}/en/{CASE}/**")
    assert len(page.frames) == 1
    context.close()


def test_the_script_makes_a_frame_as_high_as_what_is_in_it(
    browser: Browser, site: None, live_server: LiveServer, elsewhere: Callable[[str], str]
) -> None:
    page = browser.new_page(viewport={"width": 720, "height": 900})
    body = (
        f'<iframe data-windroos src="{live_server.url}{FRAMES["region"]}" title="A verdict"'
        ' width="600" height="100"></iframe>'
        f'<script src="{live_server.url}/static/windroos/dist/embed.js" async></script>'
        # Another frame may not set the height of ours.
        '<iframe title="Another" srcdoc="&lt;script&gt;setInterval(() =>'
        ' parent.postMessage({windroosHeight: 3333}, `*`), 50)&lt;/script&gt;"></iframe>'
    )
    page.goto(elsewhere(body), wait_until="load")
    frame = page.locator("iframe[data-windroos]")
    page.wait_for_function("document.querySelector('iframe[data-windroos]').height > 150")
    inside = page.frames[1]
    high = inside.evaluate("document.documentElement.scrollHeight")
    assert int(frame.get_attribute("height") or 0) == high
    # On a narrower page the text needs more lines, and the frame follows.
    frame.evaluate("frame => { frame.width = 320; }")
    page.wait_for_function(f"document.querySelector('iframe[data-windroos]').height > {high}")
    page.wait_for_timeout(200)
    assert frame.get_attribute("height") != "3333"
    page.close()


@pytest.mark.parametrize("path", ["", "embed/", "data/", "regions/DEG/"])
def test_no_other_page_can_be_framed(
    path: str,
    browser: Browser,
    site: None,
    live_server: LiveServer,
    elsewhere: Callable[[str], str],
) -> None:
    context = browser.new_context()
    said: list[str] = []
    body = f'<iframe src="{live_server.url}/en/{CASE}/{path}" title="A page"></iframe>'
    page = opened(context, elsewhere(body), said)
    page.wait_for_timeout(300)
    (frame,) = page.frames[1:]
    assert not frame.url.startswith(live_server.url)
    assert any("frame-ancestors" in line for line in said)
    context.close()


def test_it_works_without_javascript(
    browser: Browser, site: None, live_server: LiveServer, elsewhere: Callable[[str], str]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    body = "".join(
        f'<iframe src="{live_server.url}{path}" title="{kind}" width="700" height="600"></iframe>'
        for kind, path in FRAMES.items()
    )
    page.goto(elsewhere(body), wait_until="load")
    region, regions_map, table = page.frames[1:]
    assert region.get_by_text("Decision", exact=True).is_visible()
    for frame in (regions_map, table):
        assert frame.get_by_role("link", name="Japan").is_visible()
    assert not regions_map.locator(".map").is_visible()
    context.close()


def test_under_the_map_stands_the_region_one_chooses(
    browser: Browser, site: None, live_server: LiveServer
) -> None:
    page = browser.new_page(viewport={"width": 700, "height": 700})
    page.goto(f"{live_server.url}{EMBED}map/")
    mark = page.locator(".map-mark:not(.map-cluster)").first
    mark.wait_for()
    assert page.locator("#regions tbody tr:visible").count() == 0
    mark.click()
    assert page.locator("#regions tbody tr:visible").count() == 1
    unfold = page.locator("[data-unfold]")
    assert unfold.get_attribute("aria-expanded") == "false"
    unfold.click()
    assert page.locator("#regions tbody tr:visible").count() > 20
    page.close()


def test_the_line_is_copied(browser: Browser, site: None, live_server: LiveServer) -> None:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    page = context.new_page()
    page.goto(f"{live_server.url}{EMBED}?what=region&region=DEG&language=nl")
    page.get_by_role("button", name="Copy").first.click()
    page.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#snippet_frame").input_value()
    assert f"{live_server.url}/nl/{CASE}/embed/region/DEG/" in copied
    context.close()
