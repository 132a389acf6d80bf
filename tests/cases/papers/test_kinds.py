"""The list of kinds: what can be chosen, and what every paper keeps to in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter
from typing import Any

import pytest

from tests.cases.papers.conftest import Papers
from tests.cases.papers.reading import words
from tests.standing import TODAY
from windroos.cases import Case, CaseError
from windroos.cases.facts.told import told_of
from windroos.cases.papers import PAPERS
from windroos.cases.papers import words as shared_words
from windroos.cases.papers.asking_words import WORDS as AGENDA
from windroos.cases.papers.dossier_words import WORDS as DOSSIER
from windroos.cases.papers.focus_words import WORDS as FOCUS
from windroos.cases.papers.notice_words import WORDS as NOTICE
from windroos.cases.text import Text
from windroos.report.paper import from_data, to_data

ASKED: Mapping[str, dict[str, Any]] = {
    "focus-regions": {}, "dossier": {"region": "DEG"}, "agenda": {},
    "notice": {"programme": "lsh"},
}  # fmt: skip
SENTENCES = [
    item
    for words_of in (shared_words.SHARED, FOCUS, DOSSIER, AGENDA, NOTICE)
    for item in words_of.items()
]
# Words that Dutch has and English has not, and the other way round, too common to be missed.
DUTCH = re.compile(r"\b(het|een|niet|wordt|zijn|besluiten|voldaan)\b", re.IGNORECASE)
ENGLISH = re.compile(r"\b(the|and|not|which|decisions|undetermined|unknown)\b", re.IGNORECASE)


@pytest.mark.parametrize(("key", "text"), SENTENCES)
def test_a_sentence_has_the_same_places_in_both_languages(key: str, text: Text) -> None:
    assert _places(text.nl) == _places(text.en), key
    assert not ENGLISH.search(re.sub(r"\{.*?\}", "", text.nl)), key
    assert not DUTCH.search(re.sub(r"\{.*?\}", "", text.en)), key


def _places(text: str) -> set[str]:
    return {name for _, name, *_ in Formatter().parse(text) if name}


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_is_in_one_language(papers: Papers, brabant: Case, kind: str) -> None:
    # Names of bodies and titles of datasets have one language.
    own = {source.title for source in brabant.sources.values()}
    own |= {source.publisher for source in brabant.sources.values()}
    known = told_of("noord_brabant", today=TODAY)
    assert known is not None
    own |= {*known.names.values()}
    for language, other in (("nl", ENGLISH), ("en", DUTCH)):
        for text in words(papers(kind, language, **ASKED[kind])):
            plain = text
            for name in own:
                plain = plain.replace(name, "")
            assert not other.search(plain), text


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_paper_can_be_kept_as_it_is(papers: Papers, kind: str, language: str) -> None:
    paper = papers(kind, language, **ASKED[kind])
    assert from_data(to_data(paper)) == paper
    assert paper.language == language
    assert all(re.fullmatch(r"([0-9a-f]{64})?", source.sha256) for source in paper.sources)
    # Nothing that is filled in was left open.
    assert not [text for text in words(paper) if re.search(r"[{}]|\bNone\b(?! of)|\bnan\b", text)]


def test_options_are_taken_from_texts(brabant: Case) -> None:
    assert PAPERS["agenda"].take(brabant, {"most": "7", "role": "innovation"}) == {
        "role": "innovation", "theme": None, "region": None, "most": 7,
    }  # fmt: skip
    assert PAPERS["focus-regions"].take(brabant, {"detail": "off"})["detail"] is False
    assert PAPERS["focus-regions"].take(brabant, {})["detail"] is True


@pytest.mark.parametrize(
    ("kind", "asked", "message"),
    [
        ("dossier", {}, "“region” is needed; choose one of"),
        ("dossier", {"region": "NL"}, "there is no region “NL” in this case"),
        ("dossier", {"region": "JP", "colour": "red"}, "“dossier” has no option “colour”"),
        ("agenda", {"most": "0"}, "“most” is a whole number of 1 to 500, not “0”"),
        ("agenda", {"most": "١٢٣٤"}, "not “١٢٣٤”"),
        ("agenda", {"most": "-3"}, "not “-3”"),
        ("agenda", {"most": "9" * 5000}, "is a whole number"),
        ("agenda", {"role": "culture"}, "there is no role “culture”"),
        ("focus-regions", {"theme": "sports"}, "there is no theme “sports”"),
        ("focus-regions", {"detail": "perhaps"}, "“detail” is true or false, not “perhaps”"),
    ],
)
def test_an_option_that_cannot_be_is_told(
    brabant: Case, kind: str, asked: dict[str, str], message: str
) -> None:
    with pytest.raises(CaseError, match=re.escape(message)):
        PAPERS[kind].take(brabant, asked)


def test_what_there_is_to_choose_comes_from_the_case(brabant: Case) -> None:
    region = PAPERS["dossier"].options[0]
    assert ("JP", "Japan") in [(id, label.nl) for id, label in region.choices(brabant)]
    assert len(region.choices(brabant)) == 26
