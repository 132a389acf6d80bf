"""The report on the focus regions says what figure 1 of the document and the case say."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cases import packages
from tests.cases.papers.conftest import Papers
from tests.cases.papers.reading import cited, figures, said, table, texts, words
from tests.standing import TODAY
from windroos import cases
from windroos.cases import Case, CaseError
from windroos.cases.papers import focus_regions
from windroos.cases.robustness import robustness
from windroos.report.paper import Bullets, Remark, Table
from windroos.report.paper.order import blocks_of

PACKAGE = Path(cases.__file__).parent / "noord_brabant"
# What the words of figure 1 are called in the report.
PRINTED = {"Inzet": "Inzet", "Reactieve inzet": "Reactieve inzet", "-": "Geen inzet"}
EFFORTS = {"active": "Inzet", "reactive": "Reactieve inzet", "none": "Geen inzet"}
ENGLISH = {"active": "Active effort", "reactive": "Reactive effort", "none": "No effort"}


def rows_of(name: str) -> list[dict[str, str]]:
    """A table of the package as it stands on disk."""
    with (PACKAGE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def decided(paper: Any) -> dict[str, tuple[str, str]]:
    """By region its two decisions, as the tables of the report have them."""
    rows = [*table(paper, "decisions-1").rows, *table(paper, "decisions-2").rows]
    return {str(r.cells[0].value): (str(r.cells[1].value), str(r.cells[3].value)) for r in rows}


def test_the_decisions_are_those_of_figure_1_of_the_document(papers: Papers, shared: Path) -> None:
    text = next(shared.glob("seeds/001_*.txt")).read_text(encoding="utf-8")
    figure = text[text.index("Overzicht focusregio's innovatie") : text.index("Figuur 1 Focus")]
    printed = {}
    for line in figure.splitlines():
        cells = [re.sub(r"\s*<sup>.*?</sup>", "", cell) for cell in line.split("\t")]
        if len(cells) == 3 and cells[1] in PRINTED:
            printed[cells[0]] = (PRINTED[cells[1]], PRINTED[cells[2]])
    assert len(printed) == 21
    assert decided(papers("focus-regions")) == printed


@pytest.mark.parametrize(("language", "efforts"), [("nl", EFFORTS), ("en", ENGLISH)])
def test_the_decisions_are_those_of_the_case(
    papers: Papers, language: str, efforts: dict[str, str]
) -> None:
    names = {row["code"]: row[f"name_{language}"] for row in rows_of("regions")}
    expected: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows_of("decisions"):
        expected[names[row["region"]]][row["role"]] = efforts[row["effort"]]
    assert decided(papers("focus-regions", language)) == {
        name: (by_role["innovation"], by_role["trade-invest"]) for name, by_role in expected.items()
    }


def test_the_advice_beside_them_is_that_of_the_weighing(papers: Papers, brabant: Case) -> None:
    paper = papers("focus-regions")
    shown = {r[0]: r for id in ("decisions-1", "decisions-2") for r in texts(table(paper, id))}
    for place, role in ((2, "innovation"), (4, "trade-invest")):
        for result in cases.weigh(brabant, role, as_of=TODAY):
            if result.region.name.nl not in shown:
                continue
            advice = shown[result.region.name.nl][place]
            if result.advice == "undetermined":
                assert advice == f"Onbepaald ({EFFORTS[result.provisional or ''].lower()})"
            else:
                assert advice == EFFORTS[result.advice]


def test_the_footnotes_of_figure_1_are_there(papers: Papers) -> None:
    paper = papers("focus-regions")
    notes = {note.id: said(note.spans) for note in paper.footnotes}
    marked = {
        (str(row.cells[0].value), notes[note])
        for row in table(paper, "decisions-2").rows
        for cell in row.cells
        for note in cell.notes
    }
    facilitating = "Faciliterende rol vanuit de provincie"
    assert marked == {("Maleisië", facilitating), ("Vietnam", facilitating)}
    # Notes 10 and 11 of the document: who carries out trade and investment.
    for id in ("decisions-1", "decisions-2"):
        (trade,) = table(paper, id).columns[3].notes
        assert "Brabantse Ontwikkelings Maatschappij (BOM)" in notes[trade]


def test_europe_comes_first_and_a_country_before_its_parts(papers: Papers) -> None:
    europe = [row[0] for row in texts(table(papers("focus-regions"), "decisions-1"))]
    elsewhere = [row[0] for row in texts(table(papers("focus-regions"), "decisions-2"))]
    assert (len(europe), len(elsewhere)) == (13, 8)
    at = europe.index("Duitsland")
    assert set(europe[at + 1 : at + 6]) == {
        "Baden-Württemberg", "Beieren", "Noordrijn-Westfalen", "Saksen", "Thüringen",
    }  # fmt: skip
    assert "Israël" in elsewhere


def test_the_first_page_counts_the_efforts_by_role(papers: Papers) -> None:
    innovation, trade = next(
        b for b in papers("focus-regions").summary if isinstance(b, Bullets)
    ).items
    assert "Provincie Noord-Brabant" in said(innovation)
    assert "BOM" in said(trade)
    for spans, role in ((innovation, "innovation"), (trade, "trade-invest")):
        counted = Counter(r["effort"] for r in rows_of("decisions") if r["role"] == role)
        for effort, n in counted.items():
            assert f"{EFFORTS[effort]} ({n})" in said(spans)
    everything = " ".join(words(papers("focus-regions")))
    assert "van 2023 tot en met 2027" in everything
    assert "Gewogen, maar zonder besluit: Hauts-de-France, Oekraïne, Vorarlberg" in everything


def test_where_decision_and_compass_differ(papers: Papers, brabant: Case) -> None:
    labels = {"innovation": "Innovatie", "trade-invest": "Trade & invest"}
    expected = {
        (result.region.name.nl, label)
        for role, label in labels.items()
        for result in cases.weigh(brabant, role, as_of=TODAY)
        if result.decision and result.decision != (result.provisional or result.advice)
    }
    rows = texts(table(papers("focus-regions"), "differences"))
    assert {(row[0], row[1]) for row in rows} == expected
    assert f"Bij {len(expected)} van de 42 besluiten" in " ".join(words(papers("focus-regions")))
    assert ("Thüringen", "Innovatie") in expected


def test_the_text_on_thuringia_stands_beside_the_figure(papers: Papers) -> None:
    paper = papers("focus-regions")
    where = {source.id: source.place for source in paper.sources}
    remark = next(
        block
        for block in blocks_of(paper)
        if isinstance(block, Remark) and "Thüringen" in said(block.spans)
    )
    assert "met zoveel woorden" in said(remark.spans)
    assert "reactieve inzet" in said(remark.spans)
    places = [where[id] for id in cited(remark.spans)]
    assert any(place.startswith("Thüringen") for place in places)
    assert any(place.startswith("Overzicht focusregio") for place in places)


def test_what_is_unknown_is_counted(papers: Papers) -> None:
    regions = {row["region"] for row in rows_of("decisions")}
    known: dict[str, set[str]] = defaultdict(set)
    for row in rows_of("findings"):
        known[row["precondition"]].add(row["region"])
    shown = texts(table(papers("focus-regions"), "unknown-table"))
    expected = {
        "1. ": "demand", "2. ": "national-government", "3a.": "themes-and-risks",
        "3b.": "human-rights",
    }  # fmt: skip
    for start, id in expected.items():
        row = next(row for row in shown if row[0].startswith(start))
        assert row[1] == str(len(regions - known[id]))
    unknown = sum(len(regions - known[id]) for id in expected.values())
    assert f"bij {unknown} van de 84 toetsen" in " ".join(words(papers("focus-regions")))


def test_a_component_has_its_value_and_the_paragraph_it_rests_on(
    papers: Papers, brabant: Case
) -> None:
    paper = papers("focus-regions")
    result = cases.weigh(brabant, "innovation", as_of=TODAY)["DE1"]
    rows = {
        r.cells[0].value: r.cells for r in table(paper, "innovation-DE1").rows if r.kind == "plain"
    }
    assert len(rows) == 13
    for component in brabant.framework.components:
        node, cells = result.nodes[component.id], rows[component.label.nl]
        if node.known > 0:
            assert cells[1].value == pytest.approx(node.value)
        else:
            assert (cells[1].value, cells[1].text) == (None, "onbekend")
    # The document says that Baden-Württemberg is willing to pay along.
    hashes = {row["sha256"] for row in rows_of("passages") if row["section"] == "Baden-Württemberg"}
    (source,) = rows["Financieringsmogelijkheden"][4].sources
    assert next(s for s in paper.sources if s.id == source).sha256 in hashes


def test_conditions_stand_with_a_precondition(papers: Papers) -> None:
    rows = texts(table(papers("focus-regions"), "gates-innovation-CN-JS"))
    assert [row[1] for row in rows] == ["Voldaan", *["Voldaan onder voorwaarden"] * 3]
    assert "geen samenwerking op gevoelige technologieën" in rows[2][2]


def test_the_maps_and_the_chart_have_the_numbers_of_the_case(papers: Papers, brabant: Case) -> None:
    europe, elsewhere, scores = figures(papers("focus-regions"))
    assert "11 van de 13" in europe.caption
    assert "8 van de 8" in elsewhere.caption
    for name in ("Thüringen", "België/Vlaanderen", "Oostenrijk"):
        assert name in europe.svg
        assert name in europe.alt
    weighed = {r.region.name.nl: r for r in cases.weigh(brabant, "innovation", as_of=TODAY)}
    for row in scores.table.rows:
        result = weighed[str(row.cells[0].value)]
        assert [cell.value for cell in row.cells[1:4]] == [
            result.score, result.lower, result.upper,
        ]  # fmt: skip
    assert len(scores.table.rows) == 21


def test_without_land_there_are_no_maps_and_without_detail_no_regions(brabant: Case) -> None:
    paper = focus_regions.build(brabant, language="nl", day=TODAY, detail=False)
    assert [figure.id for figure in figures(paper)] == ["scores-1"]
    assert "regions" not in [section.id for section in paper.sections]


def test_a_theme_weighs_on_that_theme(papers: Papers, brabant: Case) -> None:
    paper = papers("focus-regions", theme="health")
    rows = {row.cells[0].value: row.cells for row in table(paper, "scores-1-table").rows}
    japan = cases.weigh(brabant, "innovation", "health", as_of=TODAY)["JP"]
    assert rows["Japan"][1].value == japan.score
    assert "thema Gezondheid" in paper.subtitle
    with pytest.raises(CaseError, match=r"choose one of .*health"):
        papers("focus-regions", theme="sports")


def test_a_day_without_decisions_says_so(brabant: Case) -> None:
    paper = focus_regions.build(brabant, language="nl", day=date(2030, 1, 1))
    assert "geen enkel besluit over een regio van kracht" in " ".join(words(paper))
    others = texts(table(paper, "others"))
    assert len(others) == 42
    assert {row[-1] for row in others} == {"de periode is voorbij"}


# An invented case, with what that of Noord-Brabant has not: themes, departures, decisions replaced.


def taken(id: str, **cells: Any) -> dict[str, Any]:
    return {
        "id": id, "region": "LV", "role": "research", "effort": "active", "period_start": 2024,
        "period_end": 2030, "authority": "Lake office", "decided": "2024-01-10",
        "motivation_nl": "Besproken", "motivation_en": "Discussed", **cells,
    }  # fmt: skip


@pytest.fixture
def lake(tmp_path: Path) -> Case:
    tables = packages.rows()
    tables["decisions"] += [
        taken("on-algae", themes="algae", effort="reactive"),
        taken("old", effort="reactive", decided="2024-01-10"),
        taken(
            "new", replaces="old", decided="2025-03-01", period_start=2025, advice="none",
            departure_nl="De buren vragen erom.", departure_en="The neighbours ask for it.",
        ),
    ]  # fmt: skip
    return cases.load(packages.write(tmp_path / "lake", tables))


def test_why_a_decision_departs_is_told(lake: Case) -> None:
    paper = focus_regions.build(lake, language="nl", day=TODAY)
    row = next(row for row in texts(table(paper, "differences")) if row[0] == "Letland")
    assert row[1:3] == ["Onderzoek", "Inzet; reactieve inzet (alleen Algen)"]
    assert row[4].startswith("De buren vragen erom.")
    bullets = [said(i) for b in paper.summary if isinstance(b, Bullets) for i in b.items]
    assert any("Letland" in b and "De buren vragen erom." in b for b in bullets)


def test_a_decision_that_was_replaced_is_no_longer_in_force(lake: Case) -> None:
    paper = focus_regions.build(lake, language="en", day=TODAY)
    assert ["Latvia", "Research", "Reactive effort"] in [
        r[:3] for r in texts(table(paper, "others"))
    ]
    assert texts(table(paper, "others"))[0][-1] == "replaced"
    before = focus_regions.build(lake, language="en", day=date(2024, 6, 1))
    decisions = {row[0]: row for row in texts(table(before, "decisions-1"))}
    assert decisions["Latvia"][1] == "Reactive effort; reactive effort (only Algae)"
    periods = {row[-2] for row in texts(table(before, "others"))}
    assert periods == {"2025–2030"}


def test_roles_that_weigh_otherwise_have_their_own_chart(lake: Case) -> None:
    paper = focus_regions.build(lake, language="nl", day=TODAY)
    for figure, role in zip(figures(paper), ("research", "culture"), strict=True):
        weighing = cases.weigh(lake, role, as_of=TODAY)
        scores = {row.cells[0].value: row.cells[1].value for row in figure.table.rows}
        assert scores["Estland"] == weighing["EE"].score
    research, culture = [figure.table for figure in figures(paper)]
    assert {len(research.columns), len(culture.columns)} == {6}
    # The components are the same for both, and stand there once.
    ids = [block.id for block in blocks_of(paper) if isinstance(block, Table)]
    assert "research-EE" in ids
    assert "culture-EE" not in ids


# What a member of the council would ask: docs/council-questions.md.


def test_the_summary_says_under_which_conditions(papers: Papers) -> None:
    summary = [
        said(item)
        for block in papers("focus-regions").summary
        if isinstance(block, Bullets)
        for item in block.items
    ]
    conditional = [row for row in rows_of("findings") if row["outcome"] == "conditional"]
    assert {row["region"] for row in conditional} == {"CN-JS"}
    told = next(text for text in summary if text.startswith("Jiangsu (Innovatie)"))
    for row in conditional:
        assert row["conditions_nl"].rstrip(".") in told
    assert not [row for row in rows_of("findings") if row["outcome"] == "fails"]
    assert any("niet is voldaan (Innovatie)" in text for text in summary)


def test_every_precondition_that_is_known_stands_under_its_region(papers: Papers) -> None:
    decided = {row["region"] for row in rows_of("decisions")}
    names = {row["code"]: row["name_nl"] for row in rows_of("regions")}
    expected = Counter(
        names[region]
        for region, _ in {(r["region"], r["precondition"]) for r in rows_of("findings")}
        if region in decided
    )
    found: Counter[str] = Counter()
    region = ""
    for row in table(papers("focus-regions"), "conditions-innovation").rows:
        if row.kind == "group":
            region = str(row.cells[0].value)
        else:
            found[region] += 1
    assert found == expected


def test_the_themes_are_all_that_the_sources_name(papers: Papers, brabant: Case) -> None:
    shown = {row[0]: row[1] for row in texts(table(papers("focus-regions"), "themes"))}
    # Figure 1 and the paragraph on Flanders: agrifood, digitalisation, energy and HTSM.
    for theme in ("agrifood", "digital-ai", "energy", "htsm", "labour-market"):
        assert brabant.themes[theme].label.nl in shown["België/Vlaanderen"]
    assert "Vietnam" not in shown
    assert "themes" not in [s.id for s in papers("focus-regions", theme="health").sections]


def test_how_often_each_verdict_comes_out_is_that_of_the_samples(
    papers: Papers, brabant: Case
) -> None:
    paper = papers("focus-regions")
    found = robustness(brabant, "innovation", as_of=TODAY)
    by_name = {one.result.region.name.nl: one for one in found}
    rows = table(paper, "shares-innovation").rows
    assert len(rows) == 21
    for row in rows:
        one = by_name[str(row.cells[0].value)]
        shares = [one.shares[name] * 100 for name in ("active", "reactive", "none")]
        assert [cell.value for cell in row.cells[2:]] == pytest.approx(shares)
    firm = [one for one in rows if any(float(str(c.value)) >= 75 for c in one.cells[2:])]
    assert f"Bij {len(firm)} van de 21 regio’s blijft" in " ".join(words(paper))


def test_what_to_find_out_first_is_what_the_agenda_begins_with(
    papers: Papers, brabant: Case
) -> None:
    chances = {
        (item.region.name.nl, round(item.chance * 100, 6))
        for role in ("innovation", "trade-invest")
        for item in cases.agenda(brabant, role, as_of=TODAY).items
    }
    rows = table(papers("focus-regions"), "first-to-find").rows
    assert len(rows) == 5
    assert {(str(row.cells[1].value), row.cells[2].value) for row in rows} <= chances
    decided = {row["region"] for row in rows_of("decisions")}
    highest = max(
        item.chance
        for item in cases.agenda(brabant, "innovation", as_of=TODAY).items
        if item.region.code in decided
    )
    assert rows[0].cells[2].value == pytest.approx(highest * 100)


def test_a_region_of_which_no_precondition_is_known_says_so_in_a_sentence(papers: Papers) -> None:
    paper = papers("focus-regions")
    assert "gates-innovation-IL" not in [b.id for b in blocks_of(paper) if isinstance(b, Table)]
    assert len(table(paper, "gates-innovation-JP").rows) == 1
    everything = list(words(paper))
    assert "Van de randvoorwaarden 1, 3a en 3b is onbekend of eraan is voldaan." in everything
    assert any(text.startswith("Van alle 4 randvoorwaarden") for text in everything)
