"""Every named page, in both languages and widths: reachable, accessible, safe and translated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import CASE, Looker
from tests.pages.test_sources import VALUES, brought
from windroos.apps.accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from windroos.apps.compass import queries
from windroos.apps.evidence.models import Passage
from windroos.apps.regions import queries as regions
from windroos.sources.registry import datasets

# How each named page is visited: its arguments, and what of it in the query.
VISITS: dict[str, list[tuple[list[str], str]]] = {
    "home": [([], "")],
    "accounts:login": [([], "")],
    "accounts:forgotten": [([], "")],
    "accounts:forgotten-sent": [([], "")],
    "accounts:reset": [(["MQ", "x-y"], "")],
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
    "compass:agenda": [
        ([CASE], ""),
        ([CASE], "?region=SG"),
        ([CASE], "?role=trade-invest&theme=health&state=doubtful&all=1"),
        (["lake"], ""),
    ],
    "compass:challenges": [([CASE], ""), (["lake"], "")],
    "compass:challenge": [([CASE, "sustainable-economy"], ""), ([CASE, "ageing"], "")],
    "compass:changes": [
        ([CASE], "?before=2024-06-01"),
        ([CASE], "?before=2024-06-01&region=SG&w.environment=3"),
        (["lake"], "?before=2000-01-01"),
    ],
    "compass:method": [([CASE], ""), (["lake"], "")],
    "compass:robustness": [
        ([CASE], ""),
        ([CASE], "?role=innovation&theme=htsm&space=around&samples=1000&w.environment=3"),
        ([CASE], "?role=innovation&w.link=-1&samples=100000"),
        (["lake"], "?space=order"),
    ],
    "compass:scenarios": [([CASE], ""), (["lake"], "")],
    "reports:reports": [([CASE], ""), (["lake"], "")],
    "programmes:programmes": [([CASE], ""), (["lake"], "")],
    "compass:scenario_try": [
        ([CASE], ""),
        ([CASE], "?role=innovation&theme=htsm&w.environment=3&t.active=0.7&g.wgi-voice=-2..2"),
        ([CASE], "?role=innovation&w.link=-1&g.dutch-trade=0..9"),
        (["lake"], "?role=culture&w.people=2"),
    ],
    "compass:scenario_compare": [([CASE], ""), ([CASE], "?scenario=framework&scenario=99")],
    "compass:framework_versions": [([CASE], ""), (["lake"], "")],
    "compass:contradictions": [
        ([CASE], ""),
        ([CASE], "?grade=soft&state=settled"),
        (["lake"], ""),
    ],
    "compass:contradiction": [
        ([CASE, "effort_deg_innovation"], ""),
        ([CASE, "effort_il_innovation"], ""),
    ],
    "compass:decisions": [
        ([CASE], ""),
        ([CASE], "?role=innovation&effort=none"),
        ([CASE], "?effort=reactive&theme=health&state=in-force"),
        (["lake"], ""),
    ],
    "compass:decision": [
        ([CASE, "thuringen-innovation"], ""),
        (["lake", "d1"], ""),
    ],
    "compass:all_minutes": [([CASE], ""), (["lake"], "")],
    "compass:minutes": [
        ([CASE, "2024-06", "provincie-noord-brabant"], ""),
        (["lake", "2020-02", "lake-office"], ""),
    ],
    "documents": [([CASE], ""), (["lake"], "")],
    "document": [([CASE, "001"], ""), (["lake", "report"], "")],
    "quantities": [([CASE], ""), (["lake"], "")],
    "place": [
        ([CASE, "001", "001-jiangsu-1-s6"], ""),
        ([CASE, "001", "001-oostenrijk-zwitserland-1-s4"], "?whole=1"),
        ([CASE, "001", "001-figure-1-thuringen"], ""),
        (["lake", "report", "p1"], ""),
    ],
    "leaning": [([CASE], ""), ([CASE], "?document=003"), (["lake"], "")],
    "network:dialogues": [([CASE], ""), (["lake"], "")],
    # Without a register here; with it, and what is behind a login: test_ecosystem.
    "network:chains": [([CASE], ""), (["lake"], "")],
    "network:sites": [([CASE], ""), (["lake"], "")],
    "network:conditions": [([CASE], ""), (["lake"], "")],
    "network:labour": [([CASE], ""), (["lake"], "")],
    "network:propose_missing": [([CASE], ""), (["lake"], "")],
    "network:organisations": [([CASE], ""), ([CASE], "?q=zzz"), (["lake"], "")],
    "network:maps": [([CASE], ""), (["lake"], "")],
    "network:ecosystem": [([CASE], "?view=list"), (["lake"], "?view=network")],
    "search": [([CASE], ""), ([CASE], "?q=Thüringen"), (["lake"], "?q=zzz")],
    "terms": [([CASE], "")],
    "api": [([], "")],
    "api_matter": [(["judgements"], ""), (["assessments"], "")],
    "data": [([CASE], ""), ([CASE], "?role=trade-invest&theme=health"), (["lake"], "")],
    "open_data": [([], "")],
    "embed": [
        ([CASE], ""),
        ([CASE], "?what=map&role=trade-invest"),
        ([CASE], "?what=table"),
        (["lake"], "?what=region&region=EE"),
    ],
    "embed_region": [
        ([CASE, "DEG"], ""),
        ([CASE, "CN-JS"], "?theme=mobility"),
        ([CASE, "CN"], ""),
        (["lake", "EE"], ""),
    ],
    "embed_map": [([CASE], ""), (["lake"], "")],
    "embed_table": [([CASE], "?role=trade-invest"), (["lake"], "")],
}
# Of a source with figures: the edition that `editions` gives.
EDITION, CHANGED = "<edition>", "<changed>"
VISITS |= {
    "sources": [([], ""), ([CASE], ""), ([CASE], "?have=yes&gives=observations")],
    "source": [
        (["v-dem-indices"], ""),
        ([CASE, "world-bank"], "?indicator=EG.USE.PCAP.KG.OE"),
    ],
    "source_edition": [([EDITION], ""), ([CASE, CHANGED], "")],
    "source_indicator": [
        ([EDITION], "?id=v2x_libdem"),
        ([CASE, CHANGED], "?id=v2x_libdem&region=NL&region=DE&until=2001"),
    ],
}
# Addresses that show no page of their own.
NO_PAGE = {
    "areas": "a file",
    "document_withdraw": "takes a POST and leads on",
    "source_fetch": "takes a POST and leads on",
    "source_import_cancel": "takes a POST and leads on",
    "source_import_retry": "takes a POST and leads on",
    "source_indicator_file": "a file",
    "source_load": "takes a POST and leads on",
    "source_snapshot": "leads on",
    "data_csv": "a file",
    "data_json": "a file",
    "data_xlsx": "a file",
    "data_parquet": "a file",
    "catalogue": "for programs; leads a reader to the page on the open data",
    "catalogue_ttl": "a file",
    "catalogue_jsonld": "a file",
    "catalogue_snapshot": "a file",
    "catalogue_dataset": "for programs; leads a reader to the page on the open data",
    "data_package": "a file",
    "data_register": "a file",
    "accounts:logout": "takes a POST and leads on",
    "accounts:everywhere": "takes a POST and leads on",
    "accounts:invitation": "takes the secret out of the address and leads on",
    "accounts:invitation-again": "takes a POST and leads on",
    "accounts:join": "takes a POST and leads on",
    "accounts:revoke": "takes a POST and leads on",
    "accounts:trail-csv": "a file",
    "accounts:trail-json": "a file",
    "compass:framework_text": "a file",
    "compass:framework_proposal_text": "a file",
    "compass:agenda_task_close": "takes a POST and leads on",
    "compass:agenda_task_reopen": "takes a POST and leads on",
    "compass:robustness_ask": "takes a POST and leads on",
    "compass:robustness_cancel": "takes a POST and leads on",
    "reports:file": "a file",
    "reports:release": "takes a POST and leads on",
    "compass:scenario_delete": "takes a POST and leads on",
    "compass:scenario_restore": "takes a POST and leads on",
    "compass:draft_move": "takes a POST and leads on",
    "compass:undo": "takes a POST and leads on",
    "compass:contradiction_reopen": "takes a POST and leads on",
    "compass:workbook_download": "a file",
    "network:organisations_xlsx": "a file",
    "network:organisations_csv": "a file",
    "network:proposal_told": "takes a POST and leads on",
    "network:map_points": "for the map",
    "network:ecosystem_points": "for the map",
    "network:map_remove": "takes a POST and leads on",
    "network:take_back": "takes a POST and leads on",
    "network:dialogue_put_back": "takes a POST and leads on",
    "network:dialogue_remove": "takes a POST and leads on",
    "network:point_put_back": "takes a POST and leads on",
    "network:point_remove": "takes a POST and leads on",
    "network:referral_put_back": "takes a POST and leads on",
    "network:referral_remove": "takes a POST and leads on",
    "network:site_put_back": "takes a POST and leads on",
    "network:condition_put_back": "takes a POST and leads on",
    "network:labour_record_put_back": "takes a POST and leads on",
    "network:count_register": "takes a POST and leads on",
    "network:contact_json": "a file",
    "network:contact_csv": "a file",
    "network:contact_put_back": "takes a POST and leads on",
    "network:contact_remove": "takes a POST and leads on",
    "network:moment_put_back": "takes a POST and leads on",
    "network:moment_remove": "takes a POST and leads on",
    "network:organisation_put_back": "takes a POST and leads on",
    "network:chain_put_back": "takes a POST and leads on",
    "network:programme_put_back": "takes a POST and leads on",
    "network:indicator_put_back": "takes a POST and leads on",
}
# Pages behind a login, and the test that visits them.
DECIDING = (
    "to_decide",
    "draft_new",
    "draft",
    "draft_edit",
    "draft_return",
    "decision_correct",
    "decision_revoke",
    "reviews",
    "review",
)
WEIGHING = (
    "scenario",
    "scenario_save",
    "scenario_edit",
    "framework_version",
    "framework_proposal",
    "framework_propose",
)
AGENDA = ("agenda_tasks", "agenda_task_new", "agenda_task", "agenda_task_edit")
# Pages of a register, which the cases above have none of.
ORGANISATIONS = (
    *("organisation", "organisation_new", "organisation_edit", "organisation_remove"),
    *("relation_new", "relation_edit", "relation_remove"),
)
# Of a register too, but for the list of them.
MAPS = ("map", "map_embed", "map_new", "map_edit")
CHAINS = ("chain", "chain_compare", "chain_new", "chain_edit", "chain_remove")
JUDGING = (
    "judge",
    "find",
    "grid",
    "history",
    "take_back",
    "panels",
    "panel_open",
    "panel",
    "panel_give",
    "panel_settle",
    "panel_withdraw",
)
# Once there is a programme.
PROGRAMMES = ("programme", "indicator")
# Once there is one.
REPORTS = ("new", "report", "check", "withdraw")
BEHIND_A_LOGIN = (
    {
        "draw": "test_drawing",
        "document_release": "test_releasing",
        "take_over": "test_taking_over",
        "mark": "test_marking",
        "network:take_in": "test_taking_in",
    }
    | {f"compass:{page}": "test_deciding" for page in DECIDING}
    | {f"network:{page}": "test_chains" for page in CHAINS}
    | {f"compass:{page}": "test_scenarios" for page in WEIGHING}
    | {f"compass:{page}": "test_agenda" for page in AGENDA}
    | {
        f"network:{page}": "test_dialogues"
        for page in (
            "dialogue",
            "dialogue_new",
            "dialogue_edit",
            "release",
            "points",
            "point",
            "point_new",
            "point_edit",
            "point_raised",
            "point_drop",
            "briefing",
            "referrals",
            "referral",
            "referral_new",
            "referral_edit",
            "referral_answer",
        )
    }
    | {
        f"network:{page}": "test_ecosystem"
        for page in (
            "site",
            *("site_new", "site_edit", "site_remove"),
            *("condition_new", "condition_edit", "condition_remove"),
            *("labour_record_new", "labour_record_edit", "labour_record_remove"),
        )
    }
    | {f"programmes:{page}": "test_programmes" for page in PROGRAMMES}
    | {
        f"network:{record}_{page}": "test_programme_forms"
        for record in ("programme", "indicator")
        for page in ("new", "edit", "remove")
    }
    | {
        f"programmes:{page}": "test_programmes"
        for page in ("entry", "entry_money", "periods", "compare", "due", "to_lock")
    }
    | {
        f"network:{page}": "test_people"
        for page in (
            "contacts",
            "contacts_due",
            "contact",
            "contact_new",
            "contact_edit",
            "contact_erase",
            "moments",
            "moment",
            "moment_new",
            "moment_edit",
        )
    }
    | {
        f"accounts:{page}": "test_accounts"
        for page in (
            "account",
            "accept",
            "code",
            "invite",
            "organisations",
            "password",
            "people",
            "person",
            "second-factor",
            "tokens",
            "trail",
        )
    }
    | {f"network:{page}": "test_organisations" for page in ORGANISATIONS}
    | {f"reports:{page}": "test_reports" for page in REPORTS}
    | {f"compass:{page}": "test_judging" for page in JUDGING}
    | {
        f"network:{page}": "test_proposals"
        for page in (
            "propose",
            "organisations_import",
            "organisations_preview",
            "proposals",
            "proposals_own",
            "proposal",
        )
    }
    | {f"compass:{page}": "test_workbook" for page in ("workbook", "workbook_preview")}
    | {f"compass:{page}": "test_packages" for page in ("package", "packages")}
    | {f"network:{page}": "test_maps" for page in MAPS}
    | {"parties": "test_accounts", "work": "test_judging"}
    | dict.fromkeys(("source_import", "source_edition_hold", "source_figures"), "test_sources")
)


def named(patterns: list[URLPattern | URLResolver] | None = None, space: str = "") -> Iterator[str]:
    """The names of all addresses."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace == "api":
                continue  # no pages: tests/api goes through every operation
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from named(pattern.url_patterns, inner)
        elif pattern.name:
            yield f"{space}{pattern.name}"


def test_every_named_page_is_visited() -> None:
    assert set(named()) == set(VISITS) | set(NO_PAGE) | set(BEHIND_A_LOGIN)


def addresses(language: str, editions: Mapping[str, int] | None = None) -> list[str]:
    """Every page that is visited; without `editions` those that show none."""
    known: Mapping[str, object] = editions or {}
    with translation.override(language):
        return [
            reverse(name, args=[known.get(one, one) for one in arguments]) + query
            for name, visits in VISITS.items()
            for arguments, query in visits
            if editions or not {EDITION, CHANGED} & set(arguments)
        ]


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


def test_pages_are_accessible_safe_and_translated(
    browser: Browser, axe: str, site: None, live_server: LiveServer, tmp_path: Path
) -> None:
    """What reads the same in both languages must be data: names, documents, what was said."""
    held = data()
    editions = of_a_source(tmp_path)
    looker = Looker(browser.new_page(), axe)
    pairs = zip(addresses("nl", editions), addresses("en", editions), strict=True)
    for dutch, english in pairs:
        read: list[set[str]] = []
        for language, address in (("nl", dutch), ("en", english)):
            looker.visit(live_server.url + address)
            assert looker.page.locator("html").get_attribute("lang") == language
            read.append(words(looker.page))
        both = {text for text in set.intersection(*read) if is_running_text(text)}
        looker.faults += [
            f"{dutch}: untranslated: {text}" for text in sorted(both) if not made_of(text, held)
        ]
    looker.done()


def of_a_source(folder: Path) -> Mapping[str, int]:
    """Two editions of a source, by the names that stand for them among the visits."""
    changed = VALUES | {("NLD", 2002): "0.81", ("SWE", 2002): "0.97"}
    return {EDITION: brought(folder).pk, CHANGED: brought(folder, changed).pk}


def data() -> str:
    """All texts that are data, and so the same in both languages."""
    held = {
        str(value)
        for name in (CASE, "lake")
        for rows in queries.package(regions.case(name)).tables.values()  # type: ignore[arg-type]
        for row in rows
        for value in row.values()
        if value is not None
    }
    held |= set(Passage.objects.values_list("text", flat=True))
    held |= set(Passage.objects.values_list("section", flat=True))
    case = queries.value(regions.case(CASE))  # type: ignore[arg-type]
    people = [(account.name, account.email) for account in DEMO_ACCOUNTS]
    # “Open data” is Dutch too.
    names = [DEMO_PASSWORD, "Open data", *(word for person in people for word in person)]
    return "\n".join([*held, case.title, "Lake", *names, *of_publishers(), *same_in_both(case)])


def of_publishers() -> Iterator[str]:
    """What the publishers of sources are called, and their licences, in their own words."""
    for one in datasets().values():
        yield from (one.publisher, one.homepage, one.licence.name, one.licence.attribution)
        # Among the sources of a case a dataset bears one name.
        yield one.title_en


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
