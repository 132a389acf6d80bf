"""The evidence agenda as a report: in the order of the agenda, with whom to ask."""

from __future__ import annotations

from tests.cases.papers.conftest import Papers
from tests.cases.papers.reading import table, texts, words
from tests.standing import TODAY
from windroos import cases
from windroos.cases import Case


def test_the_points_are_those_of_the_agenda_in_its_order(papers: Papers, brabant: Case) -> None:
    items = cases.agenda(brabant, "innovation", as_of=TODAY).items
    rows = texts(table(papers("agenda", role="innovation", most=40), "points-table"))
    assert len(rows) == 40
    for row, item in zip(rows, items, strict=False):
        assert row[1] == item.region.name.nl
        assert float(row[2]) == round(item.chance * 100, 6)
        assert row[4] == (item.ask.nl if item.ask else "dat zegt geen bron")


def test_what_would_change_names_the_answers_that_do(papers: Papers, brabant: Case) -> None:
    items = cases.agenda(brabant, "innovation", as_of=TODAY).items
    rows = texts(table(papers("agenda", role="innovation", most=40), "points-table"))
    words_of = {"active": "inzet", "reactive": "reactieve inzet", "none": "geen inzet"}
    checked = 0
    for row, item in zip(rows, items, strict=False):
        changing = [a for a in item.answers if a.verdict != item.now and a.meaning]
        staying = [a for a in item.answers if a.verdict == item.now and a.meaning]
        assert all(f"‘{answer.meaning.nl}’" in row[3] for answer in changing if answer.meaning)
        assert not any(f"‘{answer.meaning.nl}’" in row[3] for answer in staying if answer.meaning)
        if changing and staying and item.now:
            assert row[3].endswith(f"anders {words_of[item.now]}")
            checked += 1
    assert checked > 20


def test_what_both_roles_ask_stands_there_once(papers: Papers, brabant: Case) -> None:
    rows = texts(table(papers("agenda", most=100), "points-table"))
    named = [(row[0], row[1]) for row in rows]
    assert len(set(named)) == len(named)
    # Preconditions are asked in the role of the province alone.
    gates = {one.label.nl for one in brabant.framework.preconditions}
    asked = [row[0] for row in rows if row[0].partition(": onbekend")[0] in gates]
    assert asked
    assert all("(alleen voor Innovatie)" in what for what in asked)


def test_the_parties_have_all_points_of_the_table(papers: Papers) -> None:
    paper = papers("agenda", most=30)
    parties = texts(table(paper, "parties-table"))
    assert sum(int(row[1]) for row in parties) == 30
    chances = [float(row[2]) for row in parties]
    assert chances == sorted(chances, reverse=True)


def test_one_region(papers: Papers) -> None:
    paper = papers("agenda", "en", region="SG", most=5)
    assert {row[1] for row in texts(table(paper, "points-table"))} == {"Singapore"}
    assert "drawn 1,000 times" in " ".join(words(paper))
