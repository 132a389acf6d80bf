"""Places in a document as selectors of the Web Annotation model, and back."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from windroos import cases
from windroos.sources.documents import normalise, read
from windroos.sources.documents.selectors import AROUND, Found, Positions, within

TEXT = Positions(["De brug is af. De weg nog niet.", "De brug is duur.", "Ja. De brug is af."])


def test_a_sentence_is_told_by_its_place_and_by_its_words() -> None:
    selector = TEXT.selector(1, "2")
    assert (selector.start, selector.end) == (15, 31)
    assert TEXT.text[15:31] == selector.exact == "De weg nog niet."
    assert (selector.prefix, selector.suffix) == (
        "De brug is af. ",
        "\nDe brug is duur.\nJa. De brug is",
    )
    assert len(selector.suffix) == AROUND


def found(exact: str, **around: str) -> Found:
    place = TEXT.quoted(exact, **around)
    assert place is not None
    return place


def test_the_words_around_a_quote_tell_two_apart() -> None:
    assert found("De brug is af.").number == 1
    assert found("De brug is af.", prefix="Ja. ").number == 3
    assert found("De brug is", suffix=" duur.").number == 2


def test_a_quote_leads_to_the_sentences_it_stands_in() -> None:
    assert found("weg nog").sentences == "2"
    assert found("af. De weg").sentences is None
    assert TEXT.quoted("De tunnel") is None
    assert TEXT.quoted("nog niet.\nDe brug") is None
    assert TEXT.quoted("  ") is None


@given(st.lists(st.text("ab .A", min_size=1).map(normalise).filter(bool), min_size=1))
def test_every_character_has_its_way_back(passages: list[str]) -> None:
    positions = Positions(passages)
    for place, letter in enumerate(positions.text):
        number, within_it = positions.at(place)
        if letter != "\n":
            assert passages[number - 1][within_it] == letter


def test_letters_between_sentences_belong_to_none() -> None:
    assert within("Een. Twee. Drie.", 5, 10) == "2"
    assert within("Een. Twee. Drie.", 4, 5) is None
    assert within("Een. Twee. Drie.", 3, 6) == "1-2"


def test_every_place_of_the_case_is_found_again_by_its_words(shared: Path) -> None:
    """All 155 and more: from a locator to a quote and back to the same sentences."""
    case = cases.load("noord_brabant")
    for source in case.sources.values():
        own = [one for one in case.locators.values() if one.document == source.id]
        if not own:
            continue
        file = next((shared / "seeds").glob(f"{source.id}_*.txt"))
        passages = read(file.read_bytes(), file.name).passages
        positions = Positions([one.text for one in passages])
        number = {(one.section, one.paragraph): n for n, one in enumerate(passages, start=1)}
        for locator in own:
            wanted = number[locator.section, locator.paragraph]
            selector = positions.selector(wanted, locator.sentences)
            found = positions.quoted(selector.exact, selector.prefix, selector.suffix)
            assert found is not None
            assert found.number == wanted, locator.id
            assert positions.selector(found.number, found.sentences) == selector, locator.id
