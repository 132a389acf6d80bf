"""Full-text search: what is found, in which order, and where."""

from __future__ import annotations

from collections import Counter
from math import log

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from windroos.link import search

TEXTS = [
    "De provincie werkt aan zorginnovatie in de regio.",
    "Regio's in Duitsland en Japanse bedrijven.",
    "De gezondheidszorg in Japan is betaalbaar; open strategische autonomie.",
    "Strategische autonomie is open voor de zorg.",
    "Zorg, zorg en nog eens zorg: de zorgsector in alle regio's.",
    "De org van het netwerk.",
]


def found(query: str) -> list[int]:
    return [one.place for one in search.find(TEXTS, query).scored]


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("regio", {0, 1, 4}),
        ("zorg", {0, 2, 3, 4}),
        ("werk", {0}),  # not in netwerk
        ("org", {5}),
        ("Japan", {1, 2}),
        ("innoveren", {0}),
        ("de zorg van Japan", {2}),  # de and van say nothing
        ("Bavaria", set()),
        ("", set()),
        ("?!", set()),
    ],
)
def test_words_are_found_in_every_form_and_in_compounds(query: str, where: set[int]) -> None:
    result = search.find(TEXTS, query)
    assert {one.place for one in result.scored} == where
    assert result.whole == bool(where)


@pytest.mark.parametrize("quoted", ['"%s"', "“%s”", "„%s”", "«%s»"])
def test_what_stands_in_quotation_marks_is_found_as_it_stands(quoted: str) -> None:
    assert found(quoted % "open strategische autonomie") == [2]
    assert found(quoted % "Open Strategische Autonomie") == [2]
    assert found(quoted % "strategisch autonomie") == []
    assert found(f"{quoted % 'strategische autonomie'} zorg") == [3, 2]
    assert found(quoted % "van het") == [5]


def test_texts_that_hold_most_are_found_where_none_holds_all() -> None:
    result = search.find(TEXTS, "betaalbare zorg Duitsland")
    assert not result.whole
    assert [(one.place, one.missing) for one in result.scored] == [(2, ("Duitsland",))]


def test_the_order_is_that_of_bm25() -> None:
    """Worked out anew, by the formula of Robertson and Zaragoza."""
    indexed = [search.index(text) for text in TEXTS]
    counts = [Counter(terms.split()) for terms in indexed]
    mean = sum(map(len, indexed)) / len(TEXTS)
    scores = {}
    for place, held in enumerate(counts):
        score = 0.0
        for term in ("zorg", "regio"):
            holding = sum(term in one for one in counts)
            idf = log(1 + (len(TEXTS) - holding + 0.5) / (holding + 0.5))
            length = 1 - 0.75 + 0.75 * len(indexed[place]) / mean
            score += idf * held[term] * 2.2 / (held[term] + 1.2 * length)
        if held["zorg"] and held["regio"]:
            scores[place] = score
    result = search.find(TEXTS, "zorg regio")
    assert {one.place: one.score for one in result.scored} == pytest.approx(scores)
    assert found("zorg regio") == sorted(scores, key=lambda place: -scores[place])


def test_what_was_found_is_told_where_it_stands_inflected_or_not() -> None:
    text = "Zorg- en welzijnsinnovaties: wij hebben samengewerkt met regio’s en start-ups."
    asked = search.asked('samenwerking regio startup "wij hebben"')
    assert [text[start:end] for start, end in asked.places(text)] == [
        "wij hebben",
        "samengewerkt",
        "regio’s",
        "start-ups",
    ]
    assert search.asked("zorg").places("De org") == []


def test_a_hyphen_makes_one_word_of_two() -> None:
    texts = ["Zuid-Koreaanse start-ups", "Noord-Korea, in het zuiden", "startups"]
    assert [one.place for one in search.find(texts, "Zuid-Korea").scored] == [0]
    assert {one.place for one in search.find(texts, "start-up").scored} == {0, 2}


def test_a_text_by_itself_is_asked_whether_it_holds_all() -> None:
    assert search.asked("regio zorg").held_by(TEXTS[0])
    assert not search.asked("regio Japan").held_by(TEXTS[0])


def test_stretches_are_the_text_and_say_what_stands_at_a_place() -> None:
    assert list(search.stretches("abcdef", [(1, 3), (2, 4)])) == [
        ("a", False),
        ("bcd", True),
        ("ef", False),
    ]
    assert list(search.stretches("", [])) == []


@given(st.text(max_size=300), st.text(max_size=60))
@example("a\u0301 b", "\u0301")
def test_whatever_is_asked_the_places_are_in_the_text(text: str, query: str) -> None:
    asked = search.asked(query)
    for start, end in (*asked.places(text), *asked.places(text, letters=True)):
        assert 0 <= start < end <= len(text)
    assert "".join(part for part, _held in search.stretches(text, asked.places(text))) == text
    assert bool(asked.places(text)) or not (asked.units and asked.held_by(text))


def test_another_way_of_making_terms_has_another_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    before = search.index_mark()
    monkeypatch.setattr(search, "_RULES", 2)
    search.index_mark.cache_clear()
    assert search.index_mark() != before
    search.index_mark.cache_clear()
