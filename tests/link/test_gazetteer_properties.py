"""Folding keeps its places, whatever the text; a name is found wherever it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from windroos.link import Entry, Gazetteer, fold
from windroos.link.text import align

TEXTS = st.text(max_size=60) | st.text("aëßﬁİı -–\n\u00a0’'Ł½", max_size=40)


@given(TEXTS)
def test_every_letter_of_a_folded_text_knows_where_it_stood(text: str) -> None:
    folded = align(text)
    places = [folded.original(n) for n in range(len(folded.text))]
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)
    for letter, place in zip(folded.text, places, strict=True):
        there = text[place]
        assert letter in fold(there) or letter in " '"


@given(TEXTS)
def test_words_and_letters_are_those_of_a_search(text: str) -> None:
    plain = "".join(letter for letter in text if letter.isalpha())
    assert align(plain).text == fold(plain)


@given(TEXTS, TEXTS)
def test_a_name_between_spaces_is_found_where_it_stands(before: str, after: str) -> None:
    name = Entry("thing", "x", {"nl": ("qwertz",)}, proper=False)
    text = f"{before} | qwertz | {after}"
    found = Gazetteer([name]).find(text)
    assert len(before) + 3 in [one.start for one in found]
    for one in found:
        assert fold(text[one.start : one.end]) == "qwertz"
