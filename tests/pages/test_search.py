"""Searching a case."""

import re
from datetime import date
from urllib.parse import quote

import pytest
from django.test import Client
from tests.apps.people import party, person
from tests.apps.register import small
from tests.released import publish

from windroos.apps.accounts.roles import Role
from windroos.apps.network import actions as network
from windroos.apps.regions.queries import Case
from windroos.cases import register as packages
from windroos.link.search import asked
from windroos.site import searching
from windroos.site.terms import TERMS

URL = "/en/noord_brabant/search/"


@pytest.fixture(autouse=True)
def _case(loaded_case: Case) -> None:
    """Every test here is about the loaded case."""


def page(client: Client, query: str, rest: str = "", url: str = URL) -> str:
    response = client.get(f"{url}?q={quote(query)}{rest}")
    assert response.status_code == 200
    return response.content.decode()


def hits(html: str, kind: str) -> list[str]:
    """The addresses found of a kind."""
    section = re.search(rf'<section class="section" id="{kind}">(.*?)</section>', html, re.DOTALL)
    results = section[1].split("<ol")[1].split("</ol>")[0] if section else ""
    return re.findall(r'<a href="([^"]+)">', results)


def test_a_region_is_found_by_either_name_its_code_and_without_accents(client: Client) -> None:
    for query in ("Thuringia", "thüringen", "THURINGEN", "DEG"):
        assert hits(page(client, query), "regions") == ["/en/noord_brabant/regions/DEG/"]


def test_what_was_found_is_marked_where_it_stands(client: Client) -> None:
    html = page(client, "thuring", url="/nl/noord_brabant/search/")
    assert "<mark>Thüring</mark>en" in html


def test_every_word_must_be_there(client: Client) -> None:
    found = hits(page(client, "japan care"), "judgements")
    assert found
    assert all("/regions/JP/" in url for url in found)
    assert hits(page(client, "japan atlantis"), "judgements") == []


def test_themes_components_preconditions_terms_and_sources_are_found(client: Client) -> None:
    assert hits(page(client, "mobility"), "themes") == ["/en/noord_brabant/?theme=mobility"]
    assert "/en/noord_brabant/method/#networks" in hits(page(client, "networks"), "compass")
    found = hits(page(client, "human-rights"), "compass")
    assert "/en/noord_brabant/method/#precondition_human-rights" in found
    assert "/en/noord_brabant/terms/#threshold" in hits(page(client, "threshold"), "terms")
    assert hits(page(client, "aanpak internationalisering"), "sources") == [
        "/en/noord_brabant/documents/001/"
    ]


def test_a_judgement_leads_to_its_component_of_the_region(client: Client) -> None:
    found = hits(page(client, "like-minded country"), "judgements")
    assert "/en/noord_brabant/regions/JP/#geopolitics" in found


def test_passages_of_documents_are_found_and_lead_to_their_paragraph(
    client: Client, loaded_case: Case
) -> None:
    text = "Proef\n\nEerste alinea.\n\nDe coöperatie in Thüringen groeit."
    added = publish(loaded_case, "proef.txt", text.encode())
    html = page(client, "cooperatie thuringen")
    passage = added.document.passages.last()  # type: ignore[attr-defined]
    assert hits(html, "passages") == [f"/en/noord_brabant/documents/proef/#p{passage.number}"]
    assert "<mark>coöperatie</mark> in <mark>Thüringen</mark>" in html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' OR 1=1 --",
        "%_\\",
        "\0",
        "{{ 7|add:1 }}{% now %}",
        "<mark>",
        "a" * 5000,
        "(((((",
        "\u202e\ud7ff\u0301",
    ],
)
def test_a_hostile_query_breaks_nothing(client: Client, hostile: str) -> None:
    html = page(client, hostile)
    main = html.split('<main id="main"')[1]
    assert "<script>alert" not in main
    assert "<img" not in main


def test_a_query_that_finds_nothing_helps_further(client: Client) -> None:
    html = page(client, "bavria")
    assert "Did you mean:" in html
    assert '<a href="?q=Bavaria">Bavaria</a>' in html


def test_without_a_query_it_says_what_can_be_found(client: Client) -> None:
    html = page(client, "  ")
    assert "What are you looking for?" in html
    assert "For example:" in html


def test_one_kind_can_be_shown_whole(client: Client) -> None:
    some = hits(page(client, "japan"), "judgements")
    whole = page(client, "japan", "&in=judgements")
    assert len(hits(whole, "judgements")) > len(some)
    assert hits(whole, "regions") == []
    assert hits(page(client, "japan", "&in=nonsense"), "regions")


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Thüringen", "thuring", "<mark>Thüring</mark>en"),
        ("Thu\u0308ringen", "thur", "<mark>Thu\u0308r</mark>ingen"),
        ("Straße", "ss", "Stra<mark>ß</mark>e"),
        ("a & zorg", "zorg", "a &amp; <mark>zorg</mark>"),
        ("<b>", "b", "&lt;<mark>b</mark>&gt;"),
        ("abcabc", "bc ca", "a<mark>bcabc</mark>"),
        ("Wij hebben samengewerkt", "samenwerking", "Wij hebben <mark>samengewerkt</mark>"),
        ("", "x", ""),
    ],
)
def test_marking_escapes_and_follows_folded_letters_and_forms(
    text: str, query: str, marked: str
) -> None:
    assert searching.mark(text, asked(query), letters=True) == marked


def test_letters_within_a_word_are_not_marked_in_a_passage() -> None:
    assert searching.mark("zorg en org", asked("org")) == "zorg en <mark>org</mark>"


def test_an_excerpt_keeps_what_was_found_where_most_of_it_stands() -> None:
    text = "zorg " + "woord " * 200 + "zorg in Thüringen " + "woord " * 200
    part = searching.excerpt(text, asked("thuringen zorg"))
    assert "zorg in Thüringen" in part
    assert part.startswith("… ")
    assert part.endswith(" …")
    assert len(part) < 300


def test_passages_are_found_in_every_form_and_by_document(
    client: Client, loaded_case: Case
) -> None:
    publish(loaded_case, "een.md", "# Een\n\nDe regio’s hebben samengewerkt.".encode())
    publish(loaded_case, "twee.md", b"# Twee\n\nSamenwerking in de regio; gezondheidszorg.")
    html = page(client, "samenwerken regio", "&in=passages")
    assert len(hits(html, "passages")) == 2
    assert "De <mark>regio’s</mark> hebben <mark>samengewerkt</mark>." in html
    assert 'aria-label="By document"' in html
    one = page(client, "samenwerken regio", "&in=passages&document=twee")
    assert hits(one, "passages") == ["/en/noord_brabant/documents/twee/#p1"]
    assert len(hits(page(client, "samenwerken regio", "&document=nonsense"), "passages")) == 2
    assert "<mark>gezondheidszorg</mark>" in page(client, "zorg")
    assert hits(page(client, "org"), "passages") == []


def test_where_nothing_holds_all_words_it_says_so_and_shows_what_holds_most(
    client: Client, loaded_case: Case
) -> None:
    publish(loaded_case, "een.md", b"# Een\n\nKippen en koeien in de wei.\n\nWater.")
    html = page(client, "kippen koeien atlantis")
    assert "Nothing was found that holds every word" in html
    assert "1 passage holds some of them." in html
    assert "<mark>Kippen</mark> en <mark>koeien</mark>" in html
    assert "<s>atlantis</s>" in html


def test_exact_phrases_are_honoured(client: Client, loaded_case: Case) -> None:
    publish(loaded_case, "een.md", b"# Een\n\nDe koeien in de wei.\n\nDe wei van de koeien.")
    assert len(hits(page(client, '"koeien in de wei"'), "passages")) == 1
    assert len(hits(page(client, "koeien in de wei"), "passages")) == 2


def test_every_term_has_its_place_and_its_explanation(client: Client) -> None:
    html = client.get("/en/noord_brabant/terms/").content.decode()
    for id, term in TERMS.items():
        assert f'id="{id}"' in html
        assert str(term.help) in html.replace("&#x27;", "'")


def test_a_dialogue_is_found_by_who_may_read_it_and_by_the_words_they_may_read(
    client: Client, loaded_case: Case
) -> None:
    party(loaded_case, "province", lead=True)
    anna = person(Role.ANALYST, "province")
    made = network.add_dialogue(
        actor=anna,
        case=loaded_case,
        region="CN-JS",
        held=date(2026, 3, 3),
        kind="civil-society",
        organisation="Amnesty",
        level="none",
        summary="Werknemers in de havens",
    )
    address = f"/en/noord_brabant/dialogues/{made.pk}/"
    assert hits(page(client, "havens"), "dialogues") == []
    client.force_login(anna)
    html = page(client, "havens")
    assert hits(html, "dialogues") == [address]
    assert "Amnesty, Jiangsu, 3 March 2026" in html
    network.release_dialogue(
        actor=anna,
        case=loaded_case,
        dialogue=made.pk,
        version=made.version,
        public_nl="Over mensenrechten",
        public_en="On workers",
        names_organisation=False,
    )
    client.logout()
    assert hits(page(client, "havens"), "dialogues") == []
    assert hits(page(client, "amnesty 2026"), "dialogues") == []
    html = page(client, "workers")
    assert hits(html, "dialogues") == [address]
    assert "Civil-society organisation, Jiangsu, 3 March 2026" in html
    assert "Amnesty" not in html


# The register


@pytest.fixture
def register(loaded_case: Case) -> None:
    """The small register, with a site."""
    network.load_register(loaded_case, small(sites=[HALL]))


HALL = {"id": "hall", "name": "Café Hall", "kind": "living-lab", "place": "Best"}


def test_an_organisation_is_found_by_any_of_its_names(client: Client, register: None) -> None:
    address = "/en/noord_brabant/organisations/lamp-works/"
    for query in ("lamp works", "LAMPFABRIEK leo", "works b.v."):
        assert hits(page(client, query), "organisations") == [address], query
    html = page(client, "lampfabriek")
    assert "Lamp Works B.V." in html
    assert "Eindhoven, North Brabant" in html
    assert "<mark>Lampfabriek</mark> Léo" in html
    assert hits(page(client, "lamp university"), "organisations") == []


def test_a_site_is_found_by_its_name(client: Client, register: None) -> None:
    assert hits(page(client, "cafe"), "sites") == ["/en/noord_brabant/sites/hall/"]


def test_areas_chains_and_labour_are_found_by_either_language(
    client: Client, loaded_case: Case
) -> None:
    network.load_register(loaded_case, packages.read("noord_brabant"))
    home = "/en/noord_brabant"
    html = page(client, "fotonica")
    assert hits(html, "areas") == [f"{home}/organisations/?area=photonics"]
    html = page(client, "photonic chips")
    assert hits(html, "chains") == [f"{home}/chains/photonics/"]
    assert "Materials and wafers" in html
    # By the name of one of its links.
    assert hits(page(client, "indium-phosphide"), "chains") == [f"{home}/chains/photonics/"]
    found = hits(page(client, "tekort zorgpersoneel"), "labour")
    assert found
    assert all(one.startswith(f"{home}/labour/#") for one in found)


def test_of_very_many_the_first_are_told_and_all_are_counted(
    client: Client, register: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MOST_IN_REGISTER", 1)
    html = page(client, "la")
    assert hits(html, "organisations") == ["/en/noord_brabant/organisations/lake-university/"]
    assert 'Organisations <span class="soft number">2</span>' in html
