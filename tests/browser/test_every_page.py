"""Every named page, in both languages and widths: reachable, accessible, safe and translated."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from windroos.apps.accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from windroos.apps.compass import queries
from windroos.apps.evidence.models import Passage
from windroos.apps.regions import queries as regions

CASE = "noord_brabant"

# How each named page is visited: its arguments, and what of it in the query.
VISITS: dict[str, list[tuple[list[str], str]]] = {
    "home": [([], "")],
    "accounts:login": [([], "")],
    "compass:overview": [
        ([CASE], ""),
        ([CASE], "?role=trade-invest&theme=agrifood"),
        (["lake"], ""),
    ],
    "compass:region": [
        ([CASE, "DEG"], ""),
        ([CASE, "JP"], "?theme=health"),
        ([CASE, "CN-JS"], "?theme=mobility"),
        ([CASE, "CN"], ""),
        ([CASE, "NL41"], ""),
        (["lake", "EE"], ""),
    ],
    "compass:compare": [
        ([CASE], ""),
        ([CASE], "?region=DED&region=DE2"),
        ([CASE], "?region=JP&region=KR&region=SG&region=IL"),
        (["lake"], "?region=EE&region=LV"),
    ],
    "compass:method": [([CASE], ""), (["lake"], "")],
    "compass:contradictions": [([CASE], ""), (["lake"], "")],
    "documents": [([CASE], ""), (["lake"], "")],
    "document": [([CASE, "001"], ""), (["lake", "report"], "")],
    "search": [([CASE], ""), ([CASE], "?q=Thüringen"), (["lake"], "?q=zzz")],
    "terms": [([CASE], "")],
}
# Addresses that show no page of their own.
NO_PAGE = {"accounts:logout": "takes a POST and leads on"}

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def named(patterns: list[URLPattern | URLResolver] | None = None, space: str = "") -> Iterator[str]:
    """The names of all addresses."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from named(pattern.url_patterns, inner)
        elif pattern.name:
            yield f"{space}{pattern.name}"


def test_every_named_page_is_visited() -> None:
    assert set(named()) == set(VISITS) | set(NO_PAGE)


def addresses(language: str) -> list[str]:
    with translation.override(language):
        return [
            reverse(name, args=arguments) + query
            for name, visits in VISITS.items()
            for arguments, query in visits
        ]


class Looker:
    """A page of the browser that writes down what goes wrong."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("pageerror", lambda error: self.wrong.append(f"script error: {error}"))
        page.on("requestfailed", lambda request: self.wrong.append(f"not loaded: {request.url}"))
        page.add_init_script(
            "window.__violations = [];"
            "document.addEventListener('securitypolicyviolation', e =>"
            " window.__violations.push(e.violatedDirective + ' ' + e.blockedURI));"
        )

    def visit(self, address: str) -> None:
        self.wrong.clear()
        response = self.page.goto(address, wait_until="load")
        assert response is not None
        assert response.status == 200, address
        assert "'unsafe" not in response.headers["content-security-policy"]


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages_are_accessible_and_safe(
    language: str, width: int, browser: Browser, axe: str, site: None, live_server: LiveServer
) -> None:
    host = live_server.url
    context = browser.new_context(viewport={"width": width, "height": 900}, locale=language)
    looker = Looker(context.new_page())
    page = looker.page
    faults: list[str] = []
    for address in addresses(language):
        looker.visit(host + address)
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("h1").count() == 1, address
        page.evaluate(axe)
        found = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS
        )
        faults += [
            f"{address}: {violation['id']}: {violation['nodes'][0]['html'][:200]}"
            for violation in found["violations"]
        ]
        faults += [f"{address}: CSP {v}" for v in page.evaluate("window.__violations")]
        faults += [f"{address}: {wrong}" for wrong in looker.wrong]
        scroll, inner = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        if scroll > inner:
            faults.append(f"{address}: {scroll} px wide on a screen of {inner}")
        outside = page.evaluate("[...performance.getEntriesByType('resource')].map(e => e.name)")
        faults += [
            f"{address}: asks {name}"
            for name in outside
            if not name.startswith((host, "data:", "blob:"))
        ]
    context.close()
    assert faults == [], "\n".join(faults)


def words(page: Page) -> set[str]:
    """The texts of a page as one reads and hears them, apart from what is marked as data."""
    return set(
        page.evaluate(
            """() => {
              const texts = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let node; (node = walker.nextNode()); ) {
                const parent = node.parentElement;
                if (parent.closest('script, style, code, [lang]:not(html)')) continue;
                texts.push(node.textContent);
              }
              for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
                for (const element of document.querySelectorAll(`[${name}]`))
                  texts.push(element.getAttribute(name));
              return texts.map(text => text.replace(/\\s+/g, ' ').trim());
            }"""
        )
    )


def is_running_text(text: str) -> bool:
    """Whether a text holds two words or more of running text, and so has a language."""
    return len(re.findall(r"[^\W\d_]{2,}", text)) >= 2


def test_no_text_is_untranslated(browser: Browser, site: None, live_server: LiveServer) -> None:
    """What reads the same in both languages must be data: names, documents, what was said."""
    data = {
        str(value)
        for name in (CASE, "lake")
        for rows in queries.package(regions.case(name)).tables.values()  # type: ignore[arg-type]
        for row in rows
        for value in row.values()
        if value is not None
    }
    data |= set(Passage.objects.values_list("text", flat=True))
    data |= set(Passage.objects.values_list("section", flat=True))
    held = "\n".join(data)
    case = queries.value(regions.case(CASE))  # type: ignore[arg-type]
    people = [(account.name, account.email) for account in DEMO_ACCOUNTS]
    names = [DEMO_PASSWORD, *(word for person in people for word in person)]
    held = "\n".join([held, case.title, "Lake", *names, *same_in_both(case)])
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    untranslated: list[str] = []
    for dutch, english in zip(addresses("nl"), addresses("en"), strict=True):
        page.goto(live_server.url + dutch)
        in_dutch = words(page)
        page.goto(live_server.url + english)
        both = {text for text in in_dutch & words(page) if is_running_text(text)}
        untranslated += [f"{dutch}: {text}" for text in sorted(both) if not made_of(text, held)]
    context.close()
    assert untranslated == [], "\n".join(untranslated)


def made_of(text: str, held: str) -> bool:
    """Whether a text is data with marks between: a title, a section and a number."""
    parts = re.split(r"\s*(?:[,;:|·–()“”¶↑=]|\d+|\b[A-Z]{2}\b)\s*", text)
    return text in held or all(part in held for part in parts if is_running_text(part))


def same_in_both(case: queries.cases.Case) -> list[str]:
    """The texts of a framework that are the same in Dutch and in English."""
    framework = case.framework
    things = [*framework.criteria, *framework.roles, *framework.indicators.values()]
    return [thing.label.nl for thing in things if thing.label.nl == thing.label.en]


def test_the_language_switch_keeps_the_page(
    browser: Browser, site: None, live_server: LiveServer
) -> None:
    page = browser.new_page()
    page.goto(f"{live_server.url}/nl/{CASE}/regions/DEG/?role=trade-invest&theme=htsm")
    page.get_by_role("link", name="English").click()
    assert page.url.endswith(f"/en/{CASE}/regions/DEG/?role=trade-invest&theme=htsm")
    page.close()


def test_from_verdict_to_sentence(
    browser: Browser, site: None, live_server: LiveServer, shared: object
) -> None:
    """A newcomer's way: overview, Thüringen, the reason, the sentence in the document."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{live_server.url}/nl/")
    page.get_by_role("link", name="Afwegingskompas Noord-Brabant").first.click()
    page.locator("table").get_by_role("link", name="Thüringen").click()
    assert "Thüringen" in page.locator("h1").inner_text()
    link = page.locator(f"a[href*='/nl/{CASE}/documents/001/#001-thuringen-1-s2']").first
    href = link.get_attribute("href")
    assert href is not None
    page.goto(live_server.url + href)
    anchor = page.locator("[id='001-thuringen-1-s2']")
    assert "reactief" in anchor.evaluate(
        "anchor => anchor.closest('p').querySelector('mark').innerText"
    )
    page.close()


def test_languages_are_those_of_the_settings() -> None:
    assert [code for code, _ in settings.LANGUAGES] == ["nl", "en"]
