"""What is proposed to be drawn from words of a document."""

from pathlib import Path

import pytest

from windroos import cases
from windroos.cases.proposing import Proposer, usual_period
from windroos.link.ranking import Ranking
from windroos.sources.documents import read, sentences


@pytest.fixture(scope="module")
def case() -> cases.Case:
    return cases.load("noord_brabant")


@pytest.fixture(scope="module")
def proposer(case: cases.Case) -> Proposer:
    return Proposer(case, cases.gazetteer(case))


def test_who_and_what_words_speak_of(proposer: Proposer) -> None:
    found = proposer.of("Vanuit de provincie volgen we medische technologie in de VS, 2024-2026.")
    assert (found.regions, found.themes) == (("US",), ("health",))
    assert (found.roles, found.period) == (("innovation",), (2024, 2026))


def test_where_words_name_nothing_what_stands_nearest_counts(proposer: Proposer) -> None:
    found = proposer.of("Het netwerk groeit.", ["De chipindustrie is sterk.", "Beieren in 2025"])
    assert (found.regions, found.themes) == (("DE2",), ("htsm",))
    assert found.period == (2025, 2025)


def test_home_is_not_abroad(proposer: Proposer) -> None:
    assert proposer.of("Brabant, Nederland en Japan").regions == ("JP",)


def test_an_adjective_in_the_name_of_a_body_is_not_its_name(proposer: Proposer) -> None:
    assert proposer.of("Brabantse bedrijven willen naar Japan.").roles == ()


def test_figure_one_gives_the_period_of_its_document(case: cases.Case) -> None:
    """Figure 1 of document 001: focus areas 2023-2027."""
    assert usual_period(case, "001") == (2023, 2027)
    assert usual_period(case, "004") is None


def test_a_text_is_like_the_things_it_shares_words_with() -> None:
    ranking = Ranking({"network": ["netwerken en contacten"], "money": ["fondsen, geld", "budget"]})
    assert [one.key for one in ranking.rank("Het netwerk breidt zich uit")] == ["network"]
    assert [one.key for one in ranking.rank("de geldstromen")] == ["money"]
    assert ranking.rank("xyz") == []


def test_most_components_are_among_those_proposed(case: cases.Case, shared: Path) -> None:
    """Each of the passages that judgements rest on, proposed for as if nothing was drawn from its
    words before: among the three first components is one of those it was judged on."""
    texts = {}
    for source in case.sources.values():
        for file in (shared / "seeds").glob(f"{source.id}_*.txt"):
            read_ = read(file.read_bytes(), file.name)
            there = {one.place: sentences(one.text) for one in read_.passages}
            for one in case.locators.values():
                if one.document == source.id:
                    split = there[one.section, one.paragraph]
                    ends = [int(end) for end in (one.sentences or f"1-{len(split)}").split("-")]
                    texts[one.id] = " ".join(split[ends[0] - 1 : ends[-1]])
    component = {
        leaf.id: one.id
        for one in case.framework.components
        for leaf in case.framework.leaves_under(one.id)
    }
    judged: dict[str, set[str]] = {}
    for judgement in case.judgements:
        if judgement.passage:
            judged.setdefault(judgement.passage, set()).add(component[judgement.criterion])
    gazetteer = cases.gazetteer(case)
    hits = 0
    for passage, components in judged.items():
        others = {id: text for id, text in texts.items() if text != texts[passage]}
        found = Proposer(case, gazetteer, others).of(texts[passage])
        hits += not components.isdisjoint(found.components)
    assert len(judged) == 94
    assert hits / len(judged) >= 0.8
