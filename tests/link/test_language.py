"""Facts of Dutch and English: which words are forms of one word, and what compounds are made of."""

from __future__ import annotations

import doctest
import importlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windroos.link import language
from windroos.link.language import parts, terms
from windroos.link.language.compounds import parts_of


@pytest.mark.parametrize(
    "forms",
    [
        ("regio", "regio's", "Regio’s"),
        ("samenwerken", "samenwerking", "samenwerkingen", "samengewerkt", "samenwerkende"),
        ("innoveren", "innovatie", "innovaties", "innoveerde"),
        ("stad", "steden"),
        ("lid", "leden"),
        ("beurs", "beurzen"),
        ("grens", "grenzen"),
        ("schip", "schepen"),
        ("onderzoek", "onderzoeken", "onderzocht", "onderzoekt"),
        ("bezoek", "bezoeken", "bezocht"),
        ("sterk", "sterke", "sterker", "sterkste"),
        ("Japans", "Japanse"),
        ("mogelijkheid", "mogelijkheden"),
        ("patiënt", "patienten", "patiënten"),
        ("coöperatie", "cooperaties"),
        ("zorginnovatie", "zorginnovaties"),
        ("waardeketen", "waardeketens"),
        ("mkb", "mkb'ers"),
        ("company", "companies", "company’s"),
        ("invest", "investment", "investments", "investing"),
        ("region", "regions", "regional"),
        ("cooperate", "cooperation"),
        ("study", "studied", "studies"),
    ],
)
def test_forms_of_one_word_share_a_term(forms: tuple[str, ...]) -> None:
    first = terms(forms[0])
    for form in forms[1:]:
        assert first & terms(form), form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bom", "bomen"),  # boom, bomen; bom, bommen
        ("man", "maan"),
        ("wet", "weten"),
        ("koning", "konen"),
        ("haring", "haren"),
        ("handel", "handelen"),
        ("generatie", "genereren"),
        ("park", "parkeren"),
        ("department", "depart"),
        ("station", "state"),
        ("zorg", "org"),
    ],
)
def test_words_that_only_look_alike_share_none(one: str, other: str) -> None:
    assert not terms(one) & terms(other)


@pytest.mark.parametrize(
    ("compound", "made_of"),
    [
        ("zorginnovatie", ("zorg", "innovatie")),
        ("gezondheidszorg", ("gezondheid", "zorg")),
        ("arbeidsmarkt", ("arbeid", "markt")),
        ("proeftuin", ("proef", "tuin")),
        ("ziekenhuis", ("zieken", "huis")),
        ("maakindustrie", ("maak", "industrie")),
        ("netcongestie", ("net", "congestie")),
        ("bedrijventerrein", ("bedrijven", "terrein")),
        ("volksgezondheid", ("volk", "gezondheid")),
        ("healthcare", ("health", "care")),
        ("workforce", ("work", "force")),
    ],
)
def test_compounds_are_taken_apart(compound: str, made_of: tuple[str, ...]) -> None:
    assert parts_of(compound) == made_of


@pytest.mark.parametrize(
    "word",
    [
        "zorg",
        "netwerk",
        "minister",
        "samenwerking",
        "onderwerp",
        "overheid",
        "belangrijk",
        "wetenschap",
        "waterschap",  # schap is a suffix here
        "waardering",
        "maatschappelijk",
        "exporteren",
        "deelnemen",
        "universiteit",
        "partnerschap",
        "commissie",
        "restaurant",
        "mushroom",
    ],
)
def test_what_is_no_compound_stays_whole(word: str) -> None:
    assert parts_of(word) == ()


def test_who_asks_for_a_part_finds_the_compound_and_not_the_other_way_round() -> None:
    assert terms("zorg") <= parts("gezondheidszorg")
    assert terms("informatie") <= parts("grensinformatiepunten")
    assert terms("mensenrechten") <= parts("mensenrechtenparagraaf")
    assert not parts("zorg")


def test_who_asks_for_an_adjective_finds_its_noun() -> None:
    assert terms("betaalbaar") <= parts("betaalbaarheid")
    assert not terms("over") & parts("overheid")


def test_a_place_is_found_by_its_adjective_its_people_and_its_other_names() -> None:
    for written in ("Vlaamse", "Vlamingen", "Flemish"):
        assert {"vlaanderen", "flanders"} <= parts(written)
    assert "bavaria" in parts("Beieren")
    assert "zuidkorea" in parts(language.joined("Zuid-Koreaanse"))
    # A pool is no Pole.
    assert "polen" not in parts("pool")


def test_a_compound_of_which_only_the_beginning_is_written_is_completed() -> None:
    assert language.implied("wet-", "regelgeving") == "wetgeving"
    assert language.implied("zorg-", "onderwijsinstellingen") == "zorginstelling"
    assert language.implied("land-", "tuin") is None


@given(st.text(max_size=80))
def test_every_word_has_a_term_and_no_word_breaks_it(word: str) -> None:
    assert terms(word)
    assert not terms(word) & parts(word)


def test_the_examples_hold() -> None:
    for module in ("search", "language", "language.lexicon", "language.compounds"):
        result = doctest.testmod(importlib.import_module(f"windroos.link.{module}"))
        assert result.attempted
        assert not result.failed
