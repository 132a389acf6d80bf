"""Looking at a page as a browser shows it: is it accessible, safe, whole and no wider than that?"""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Browser, Frame, Page, Request
from pytest_django.live_server_helper import LiveServer

from windroos.apps.accounts.demo import DEMO_PASSWORD

CASE = "noord_brabant"
# People of the demo: one who rates, and one who decides.
ANALYST, DECIDER = "analyst@voorbeeld.example", "besluit@voorbeeld.example"

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# A wide screen and a telephone.
WIDTHS = (390, 1440)
HEIGHT = 900

# What breaks the policy is written down before any script of the page runs.
VIOLATIONS = (
    "window.__violations = [];"
    "document.addEventListener('securitypolicyviolation', e =>"
    " window.__violations.push(e.violatedDirective + ' ' + e.blockedURI));"
)

# Only what is wrong leaves the browser: all that axe looked at is megabytes a page.
RUN_AXE = """async ([tags, contrast]) => {
  const options = {
    runOnly: {type: 'tag', values: tags},
    resultTypes: ['violations'],
    rules: {'color-contrast': {enabled: contrast}},
  };
  const found = await axe.run(document, options);
  return found.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`);
}"""


# Colours take most of the time to look at, and are the same in every language: each page is asked
# for them in the language it is first seen in.
_COLOURS: dict[tuple[str, int, bool], str] = {}
_WIDE_AND_DARK = "[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]"


def seen(frame: Page | Frame, axe: str) -> list[str]:
    """What is wrong with what a page or frame shows: accessibility, policy, width."""
    if not frame.evaluate("'axe' in window"):
        frame.evaluate(axe)
    language, path = urlsplit(frame.url).path[1:].partition("/")[::2]
    width, dark = frame.evaluate(_WIDE_AND_DARK)
    first = _COLOURS.setdefault((f"{path}?{urlsplit(frame.url).query}", width, dark), language)
    faults: list[str] = frame.evaluate(RUN_AXE, [TAGS, language == first])
    faults += [f"CSP {one}" for one in frame.evaluate("window.__violations")]
    if frame.locator("h1").count() != 1:
        faults.append("not one h1")
    scroll, inner = frame.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    if scroll > inner:
        faults.append(f"{scroll} px wide on a screen of {inner}")
    return faults


class Looker:
    """A page of the browser, with all that was seen to be wrong in `faults`."""

    def __init__(self, page: Page, axe: str = "") -> None:
        self.page = page
        self.axe = axe
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: script: {error}"))
        page.on("requestfailed", self._failed)
        page.add_init_script(VIOLATIONS)

    def _failed(self, request: Request) -> None:
        # What the browser breaks off as one goes on, or as a page becomes a download, is no fault.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"{self.page.url}: not loaded: {request.url} ({request.failure})")

    def visit(self, address: str) -> None:
        """Go to a page, and look at it."""
        response = self.page.goto(address, wait_until="load")
        assert response is not None
        assert response.status == 200, address
        assert "'unsafe" not in response.headers["content-security-policy"]
        self.look()

    def look(self, name: str = "") -> None:
        """Look at what the page shows now, on a telephone and on a wide screen.

        It ends at the other width than it began with: of the pages one goes to, half are loaded
        at each.
        """
        page, name = self.page, name or self.page.url
        now = page.viewport_size and page.viewport_size["width"]
        for width in sorted(WIDTHS, key=lambda width: width != now):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            self.faults += [f"{name} ({width} px): {fault}" for fault in seen(page, self.axe)]
        asked = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
        here = urlsplit(page.url)
        ours = (f"{here.scheme}://{here.netloc}/", "data:", "blob:")
        self.faults += [f"{name}: asks {one}" for one in asked if not one.startswith(ours)]

    def done(self) -> None:
        """Close the page; nothing on it was wrong."""
        self.page.context.close()
        assert self.faults == [], "\n".join(self.faults)


def logged_in(browser: Browser, server: LiveServer, email: str) -> Page:
    """A page of someone of the demo, on a wide screen."""
    page = browser.new_context(viewport={"width": WIDTHS[-1], "height": HEIGHT}).new_page()
    page.goto(f"{server.url}/nl/account/login/")
    page.fill("[name=username]", email)
    page.fill("[name=password]", DEMO_PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(f"{server.url}/nl/")
    return page
