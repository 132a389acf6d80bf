"""Names in Dutch and English sentences: what they mean, and what only looks like them."""

from __future__ import annotations

import pytest

from windroos import cases
from windroos.link import Entry, Gazetteer, about
from windroos.link.names import concepts, groups, meant_by, places


@pytest.fixture(scope="module")
def brabant() -> Gazetteer:
    return cases.gazetteer(cases.load("noord_brabant"))


def regions(gazetteer: Gazetteer, text: str) -> list[str]:
    return [one.id for one in gazetteer.find(text) if one.kind == "region"]


def themes(gazetteer: Gazetteer, text: str) -> list[str]:
    return [one.id for one in gazetteer.find(text) if one.kind == "theme"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Een bezoek aan Duitsland", ["DE"]),
        ("Duitse en Japanse bedrijven", ["DE", "JP"]),
        ("een Japans bedrijf, twee Japanners", ["JP", "JP"]),
        ("Chinese onderzoekers en Chinezen", ["CN", "CN"]),
        ("Vlaamse, Beierse en Thüringse instellingen", ["BE2", "DE2", "DEG"]),
        ("de Noord-Brabantse en Zuid-Koreaanse partners", ["NL41", "KR"]),
        ("Belgiës havens", ["BE"]),
        ("China's groei en India’s markt", ["CN", "IN"]),
        ("de provincie Noord Brabant", ["NL41"]),
        ("de kracht van Noord-\nBrabant", ["NL41"]),
        ("België/Duitsland", ["BE", "DE"]),
        ("THÜRINGEN EN ISRAEL", ["DEG", "IL"]),
        ("German firms, two Germans and a Dutch province", ["DE", "DE", "NL"]),
        ("Flemish and Bavarian companies in South Korea", ["BE2", "DE2", "KR"]),
        ("the United States of America", ["US"]),
        ("Welshmen and Frenchmen", ["UKL", "FR"]),
    ],
)
def test_regions_are_found_by_name_adjective_and_inhabitant(
    brabant: Gazetteer, text: str, meant: list[str]
) -> None:
    assert regions(brabant, text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Noord-Korea en Zuid-Korea", ["KP", "KR"]),
        ("Guinee-Bissau grenst aan Guinee", ["GW", "GN"]),
        ("Nieuw-Zeeland is geen Zeeland", ["NZ", "NL34"]),
        ("Zuid-Afrika, Noord-Ierland en Ierland", ["ZA", "UKN", "IE"]),
        ("Saksen-Anhalt, Nedersaksen en Saksen", ["DEE", "DE9", "DED"]),
        ("Latijns-Amerika en Zuid-Amerikaanse landen", []),
        ("de Indische Oceaan en de South China Sea", []),
        ("Zuid-Duitsland", ["DE"]),
        ("West-Brabant, Zuidoost-Brabant en Noord-Brabant", ["NL411", "NL414", "NL41"]),
        ("Oost-Nederlandse bedrijven in Twente, Nederland", ["NL2", "NL213", "NL"]),
        ("In Twente staat de Universiteit Twente; Kennispark Twente", ["NL213"] * 3),
    ],
)
def test_of_names_in_names_the_longest_counts(
    brabant: Gazetteer, text: str, meant: list[str]
) -> None:
    assert regions(brabant, text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Antwerpen en Brabant (België)", ["BE2", "BE"]),
        ("Vlaams-Brabant en Waals-Brabant", ["BE24", "BE31"]),
        ("Limburg", ["NL42"]),
        ("Limburg (België)", ["BE22", "BE"]),
        ("Belgisch-Limburg", ["BE22"]),
        ("Baden-Württemberg (Duitsland)", ["DE1", "DE"]),
        ("Luxemburg en de provincie Luxemburg", ["LU", "BE34"]),
    ],
)
def test_of_regions_of_one_name_the_country_tells(
    brabant: Gazetteer, text: str, meant: list[str]
) -> None:
    assert regions(brabant, text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("een beurs in München en een bedrijf in Düsseldorf", ["DE2", "DEA"]),
        ("de Technische Universiteit Eindhoven", ["NL41"]),
        ("'s-Hertogenbosch, ’s-Hertogenbosch", ["NL41", "NL41"]),
        ("Eindhovense en Amsterdamse bedrijven, Berlijns beleid", ["NL41", "NL32", "DE3"]),
        ("Munich, Vienna and Tokyo", ["DE2", "AT", "JP"]),
        ("de provincie Utrecht en de stad Utrecht", ["NL35", "NL35"]),
        ("a start-up from Chicago, Illinois", ["x-us-midwest", "x-us-midwest"]),  # by the case
        ("een akkoord in Parijs", ["FR1"]),
        ("het klimaatakkoord van Parijs en het Kyoto-protocol", []),
        ("the Paris Agreement, the Declaration of Helsinki, Basel III", []),
        ("mevrouw C. van Breda van de Boston Consulting Group", []),
        ("best practices, breda en ede", []),
    ],
)
def test_a_city_tells_of_the_region_it_lies_in(
    brabant: Gazetteer, text: str, meant: list[str]
) -> None:
    assert regions(brabant, text) == meant


def test_a_city_says_less_than_the_name_of_its_region(brabant: Gazetteer) -> None:
    told = [one for one in about(brabant.find("München, Beieren")) if one.kind == "region"]
    assert [(one.id, round(one.score, 9)) for one in told] == [("DE2", 0.92)]
    assert [one.why for one in told[0].mentions] == ["city", "name"]


def test_what_the_case_gives_to_its_region_is_in_no_other() -> None:
    case = cases.load("noord_brabant")
    named = {one.id: one for one in cases.gazetteer(case).entries if one.kind == "region"}
    assert "Chicago" in places()["US-IL"].cities
    assert "Chicago" not in named["US-IL"].cities
    assert "Illinois" in named["x-us-midwest"].names["nl"]
    assert named["US-IL"].names == {"nl": (), "en": ()}


def test_regions_of_one_name_are_both_proposed_where_nothing_tells() -> None:
    both = [
        Entry("region", code, {"nl": ("Limburg",)}, country=code[:2]) for code in ("BE22", "NL42")
    ]
    found = Gazetteer(both).find("een bezoek aan Limburg")
    assert {(one.id, one.why) for one in found} == {("BE22", "ambiguous"), ("NL42", "ambiguous")}


@pytest.mark.parametrize(
    "text",
    [
        "versus staat er als vs. en het is us",
        "LET US GO ON",
        "een zwembad, een vliegtuig en een pool",
        "het chinalied van jersey",
        "vertaald in het Duits.",
        "spreekt Nederlands; een Frans van der Iemand",
        "mevrouw A. de Japan en de heer Frankrijk",
        "Michael Jordan en Chad Smith",
        "Georgia Institute of Technology",
        "www.brabant.nl/economie, info@brabant.nl en https://example.org/Duitsland",
        "Brabantlaan 1",
    ],
)
def test_what_looks_like_a_region_and_is_none(brabant: Gazetteer, text: str) -> None:
    assert regions(brabant, text) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("de VS, het VK en de VAE", ["US", "GB", "AE"]),
        ("in NRW", ["DEA"]),
        ("Boston (USA)", ["US-MA", "US"]),
        ("the UK and the US", ["GB", "US"]),
        ("het Nederlands bedrijfsleven", ["NL"]),
        ("a visit to Jordan, in Chad", ["JO", "TD"]),
    ],
)
def test_abbreviations_count_in_capitals(brabant: Gazetteer, text: str, meant: list[str]) -> None:
    assert regions(brabant, text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("zorginnovatie en zorgeconomie", ["health", "health"]),
        ("de thuiszorg, gezondheidszorgsystemen", ["health", "health"]),
        ("medische technologie voor patiënten", ["health", "health"]),
        ("kunstmatige intelligentie (AI)", ["digital-ai", "digital-ai"]),
        ("AI-gestuurde en AIgestuurde systemen", ["digital-ai", "digital-ai"]),
        ("halfgeleiders, semicon-industrie en chipdesign", ["htsm"] * 3),
        ("geïntegreerde fotonica en kwantumtechnologie", ["htsm", "htsm"]),
        ("waterstofketen, batterijen en zonne-energie", ["energy"] * 3),
        ("HTSM en htsm", ["htsm", "htsm"]),
        ("de landbouw, glastuinbouw en eiwittransitie", ["agrifood"] * 3),
        ("krapte op de arbeidsmarkt", ["labour-market"]),
        ("voertuigen en e-mobility", ["mobility", "mobility"]),
        ("healthcare, photonics and hydrogen", ["health", "htsm", "energy"]),
        ("zorg- en landbouwrobots", ["health", "agrifood"]),
        ("digitale zorgtoepassingen en e-health", ["digital-ai", "health"] * 2),
    ],
)
def test_themes_are_found_in_compounds_and_by_their_technologies(
    brabant: Gazetteer, text: str, meant: list[str]
) -> None:
    assert themes(brabant, text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "zorgvuldig, onzorgvuldige, zorgen voor groei, het zorgt en zorgde",
        "zorg dat het er is; wij dragen zorg voor het vervolg",
        "een bezorger, voorzorgsmaatregelen en zorgelijk nieuws",
        "frisse energie en energieke mensen, tijd en energie",
        "arbeidsmobiliteit en sociale mobiliteit",
        "een kwantumsprong",
        "de ai in het midden, mai en aikido",
        "op de High Tech Campus",
        "deeptech-bedrijven en deep tech",
        "de bereikbaarheid van de regio",
        "het Uitvoeringsprogramma innovatie zorg & energie 2018-2022",
        "met wonen en digitalisering in haar portefeuille",
        "de programmalijn Smart Data",
        "het Dutch Techcenter for Life Sciences",
        "de chipkaart en de voedingsbodem",
        "met grote zorg en vol energie; wegens ziekte, een digitale handtekening, patient capital",
    ],
)
def test_what_looks_like_a_theme_and_is_none(brabant: Gazetteer, text: str) -> None:
    assert themes(brabant, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "het ministerie van Landbouw, Visserij, Voedselzekerheid en Natuur",
        "de minister van Volksgezondheid, Welzijn en Sport",
        "namens Volksgezondheid, Welzijn en Sport",
        "the Ministry of Health, Labour and Welfare of Japan",
        "the Institute for Sustainable Energy, Fraunhofer Institute for Solar Energy Systems",
        "het Smart BioMaterials Consortium en de European Semicon Regions Alliance",
        "de commissie Innovatie Zorgberoepen & Opleidingen",
        "lid van de World Health Organization en van de European Food Safety Authority",
        "volgens de Energiewet, het Zorgpact en de Gezondheidsraad",
        "de European Chips Act, de ChipsAct en de AI Act",
        "op de Dutch Health Week, waar ook bedrijven als Acerta Pharma en Quantum Delta waren",
        "wethouder zorg en mobiliteit; de directeur Energie; de directeur-generaal Landbouw",
        "volgens de Inspectie Gezondheidszorg en Jeugd en het Jeroen Bosch Ziekenhuis",
    ],
)
def test_a_theme_in_the_name_of_another_thing_is_none(brabant: Gazetteer, text: str) -> None:
    assert themes(brabant, text) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("De thema's Gezondheid, Energie en Mobiliteit", ["health", "energy", "mobility"]),
        ("Agrifood & Health zijn speerpunten", ["agrifood", "health"]),
        ("wij kiezen voor Renewable Energy en Smart Mobility", ["energy", "mobility"]),
        ("de Versnellingsagenda Zorgeconomie", ["health"]),
        ("de Nationale Digitaliserings Strategie", ["digital-ai"]),
        ("gedeputeerde (Economie, Talentontwikkeling en Sport)", ["labour-market"]),
        ("de topsector Energie, de topsector LSH", ["energy", "health"]),
        ("het cluster High Tech Systems & Materials", ["htsm"]),
        ("de Vlaamse Zorg en de Brabantse AgriFood", ["health", "agrifood"]),
        ("Zorg voor ouderen. Energie voor allen.", ["health", "energy"]),
        ("Artificial Intelligence in Health Care", ["digital-ai", "health"]),
        ("what the EU Health policy asks of the province", ["health"]),
        ("de wethouder zegt dat de zorg verandert", ["health"]),
        ("het instituut voor zorg en de raad voor energie", ["health", "energy"]),
    ],
)
def test_a_capital_alone_makes_no_name(brabant: Gazetteer, text: str, meant: list[str]) -> None:
    assert themes(brabant, text) == meant


def test_what_stands_in_a_name_is_no_technology_either(brabant: Gazetteer) -> None:
    kinds = {one.kind for one in brabant.find("leden van de European Semicon Regions Alliance")}
    assert "technology" not in kinds


def test_a_mention_stands_at_its_place_in_the_original_text(brabant: Gazetteer) -> None:
    text = "Straße, ﬁjn: Noord-\n  Brabant en Israëlische zorgınstelling in Thüringen"
    found = brabant.find(text)
    assert [text[one.start : one.end] for one in found if one.kind == "region"] == [
        "Noord-\n  Brabant",
        "Israëlische",
        "Thüringen",
    ]


def test_one_stretch_can_be_a_theme_and_a_technology(brabant: Gazetteer) -> None:
    found = brabant.find("fotonica")
    assert {(one.kind, one.id) for one in found} == {("theme", "htsm"), ("technology", "photonics")}


def test_challenges_and_groups_are_kinds_of_their_own(brabant: Gazetteer) -> None:
    found = {(one.kind, one.id) for one in brabant.find("Vergrijzing in de EU en Azië")}
    assert found == {("challenge", "ageing"), ("group", "eu"), ("group", "asia")}


def test_organisations_come_from_who_asks() -> None:
    given = Entry("organisation", "holst", {"en": ("Holst Centre",)})
    found = cases.gazetteer(cases.load("noord_brabant"), [given]).find("het Holst Centre")
    assert [(one.kind, one.id) for one in found] == [("organisation", "holst")]


def test_about_puts_the_surest_first_and_adds_up_what_is_said(brabant: Gazetteer) -> None:
    told = [one for one in about(brabant.find("Japan, Japan en Duitse")) if one.kind == "region"]
    # 1 - 0.2 * 0.2 of two names, 0.6 of an adjective.
    assert [(one.id, round(one.score, 9)) for one in told] == [("JP", 0.96), ("DE", 0.6)]


def test_nothing_is_found_in_nothing(brabant: Gazetteer) -> None:
    assert brabant.find("") == []
    assert Gazetteer([]).find("Japan") == []


def test_the_shipped_names_are_whole() -> None:
    assert len([code for code in places() if len(code) == 2]) == 250
    for entry in (*places().values(), *groups()):
        assert entry.names["nl"], entry.id
        assert entry.names["en"], entry.id
    cities = [city for entry in places().values() for city in entry.cities]
    assert len(cities) == len(set(cities))
    assert len(cities) > 300
    known = concepts()
    for concept in known.values():
        assert set(concept.within) <= set(known), concept.id
        assert all(concept.words.values()), concept.id


def test_a_technology_within_a_theme_is_meant_by_it() -> None:
    assert {"hydrogen", "batteries"} <= {one.id for one in meant_by(("energy",))}
    # A sensor is used in every theme and tells of none.
    assert "sensors" not in {one.id for one in meant_by(("hightech", "health", "agrifood"))}
