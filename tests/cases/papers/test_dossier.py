"""The dossier of a region: what the case says of it, and the words it was given."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from tests.cases.papers.conftest import Papers
from tests.cases.papers.reading import figures, said, table, texts, words
from tests.standing import TODAY
from windroos import cases
from windroos.cases import Case, CaseError
from windroos.cases.papers import dossier
from windroos.report.paper import Bullets, Paper, Quote
from windroos.report.paper.order import blocks_of, sections_of


def quotes(paper: Paper) -> list[Quote]:
    return [block for block in blocks_of(paper) if isinstance(block, Quote)]


def bullets(paper: Paper, id: str) -> list[str]:
    section = next(found for _place, found in sections_of(paper) if found.id == id)
    lists = [block for block in section.blocks if isinstance(block, Bullets)]
    return [said(item) for found in lists for item in found.items]


def test_words_of_passages_are_those_that_were_given_and_no_others(brabant: Case) -> None:
    assert quotes(dossier.build(brabant, language="nl", day=TODAY, region="DE1")) == []
    passage = next(
        judgement.passage
        for judgement in brabant.judgements
        if (judgement.region, judgement.criterion) == ("DE1", "funding-judged")
    )
    given = {str(passage): " De woorden zelf. ", "000-text-12-s1": "Over een andere regio."}
    paper = dossier.build(brabant, language="nl", day=TODAY, region="DE1", quotes=given)
    # The passage speaks of the money and of the relation, and stands with both.
    found = {(quote.text, quote.source) for quote in quotes(paper)}
    ((text, id),) = found
    assert text == "De woorden zelf."
    source = next(source for source in paper.sources if source.id == id)
    assert source.sha256 == brabant.locators[str(passage)].sha256


def test_every_judgement_is_told_counting_or_not(papers: Papers, brabant: Case) -> None:
    paper = papers("dossier", region="BE2")
    told = "\n".join(words(paper))
    here = [one for one in brabant.judgements if one.region == "BE2"]
    assert here
    for judgement in here:
        assert judgement.reason.nl.rstrip(".") in told
    counted = {
        judgement.id
        for cell in cases.weigh(brabant, "innovation", as_of=TODAY)["BE2"].cells.values()
        for judgement in cell.judgements
    }
    aside = len({one.id for one in here} - counted)
    assert aside
    assert told.count("Ook gezegd, telt in deze weging niet mee.") == aside


def test_the_rose_has_a_petal_for_each_component_and_stands_alone(papers: Papers) -> None:
    (figure,) = figures(papers("dossier", region="JP"))
    root = ET.fromstring(figure.svg)
    petals = [one for one in root.iter() if "rose-petal" in one.get("class", "").split()]
    assert len(petals) == len(figure.table.rows) == 13
    assert root.get("font-family")
    assert "href" not in figure.svg
    # What is drawn has its colours in itself: no style sheet is at hand on paper.
    for one in root.iter():
        if one.tag.endswith(("path", "circle", "rect", "polyline")):
            assert one.get("fill") or one.get("stroke"), one.attrib
    unknown = [row for row in texts(figure.table) if row[2] == "onbekend"]
    assert len(unknown) == figure.svg.count('class="rose-unknown"') == 3


def test_preconditions_relations_and_decisions_are_there(papers: Papers) -> None:
    paper = papers("dossier", region="CN-JS")
    assert [row[1] for row in texts(table(paper, "gates-innovation"))] == [
        "Voldaan", *["Voldaan onder voorwaarden"] * 3,
    ]  # fmt: skip
    assert "geen randvoorwaarden in de rol Trade & invest" in " ".join(words(paper))
    (relation,) = bullets(paper, "relations")
    assert relation.startswith("Structurele overheidscontacten; ambtelijk: onbekend")
    rows = texts(table(paper, "decisions-table"))
    assert [row[:3] for row in rows] == [
        ["Innovatie", "Inzet", "2023–2027"],
        ["Trade & invest", "Inzet", "2023–2027"],
    ]
    facilitating = texts(table(papers("dossier", region="MY"), "decisions-table"))
    assert facilitating[1][-1] == "Voetnoot: Faciliterende rol vanuit de provincie."


def test_contradictions_and_statements_are_told(papers: Papers) -> None:
    paper = papers("dossier", "en", region="DEG")
    everything = " ".join(words(paper))
    assert "The sources contradict each other 1 time." in everything
    assert "Nobody has said yet which side holds." in everything
    assert set(bullets(paper, "decisions")) >= {
        "Innovation, 2023–2027: active effort, in so many words. ",
        "Innovation, 2023–2027: reactive effort, in so many words. ",
    }


def test_open_questions_are_those_of_the_agenda(papers: Papers, brabant: Case) -> None:
    rows = texts(table(papers("dossier", region="JP"), "questions-table"))
    best = max(
        cases.agenda(brabant, "innovation", as_of=TODAY, regions=["JP"]).items,
        key=lambda item: (item.chance, item.gain),
    )
    assert rows[0][0].startswith(best.label.nl)
    assert float(rows[0][1]) == pytest.approx(best.chance * 100)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_region_has_a_dossier(papers: Papers, brabant: Case, language: str) -> None:
    for region in brabant.regions.values():
        paper = (
            papers("dossier", language, region=region.code)
            if region.weighed
            else (dossier.build(brabant, language="nl", day=TODAY, region=region.code))
        )
        assert paper.title == f"Dossier {region.name.get(paper.language)}"


def test_a_region_that_is_not_weighed_has_no_rose(brabant: Case) -> None:
    paper = dossier.build(brabant, language="nl", day=TODAY, region="BE")
    assert figures(paper) == []
    assert "Niet gewogen." in " ".join(words(paper))
    assert "België/Vlaanderen" in " ".join(words(paper))


def test_an_unknown_region_is_named_with_those_there_are(brabant: Case) -> None:
    with pytest.raises(CaseError, match=re.escape("there is no region “XX”")) as raised:
        dossier.build(brabant, language="nl", day=TODAY, region="XX")
    assert "DE1" in str(raised.value)
