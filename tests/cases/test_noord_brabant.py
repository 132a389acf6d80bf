"""The case of Noord-Brabant against the text of the policy itself.

The document is read here by plain string work, not by the program's own reader.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from windroos import cases
from windroos.cases import Case
from windroos.sources import documents

EFFORTS = {"Inzet": "active", "Reactieve inzet": "reactive", "-": "none"}


@pytest.fixture(scope="module")
def case() -> Case:
    return cases.load("noord_brabant")


@pytest.fixture(scope="module")
def policy(shared: Path) -> str:
    return (shared / "seeds" / "001_8dc3de28740240c8.txt").read_text(encoding="utf-8")


def figure_1(policy: str) -> list[tuple[str, str, str, str | None]]:
    """The rows of figure 1: label, innovation, trade and invest, footnote of the latter."""
    notes = dict(re.findall(r"^(1[23]) (.+)$", policy, re.MULTILINE))
    start, end = (
        policy.index("Overzicht focusregio's innovatie"),
        policy.index("Figuur 1 Focusgebieden"),
    )
    rows = []
    for line in policy[start:end].splitlines():
        cells = line.split("\t")
        if len(cells) != 3 or cells[1] in ("", "Innovatie"):
            continue
        mark = re.search(r"<sup>(\d+)</sup>", cells[2])
        plain = re.sub(r"\s*<sup>\d+</sup>", "", cells[2])
        rows.append((cells[0], cells[1], plain, notes[mark[1]] if mark else None))
    return rows


def test_figure_1_is_in_the_case_to_the_letter(case: Case, policy: str) -> None:
    printed = {}
    for label, innovation, trade, footnote in figure_1(policy):
        printed[label, "innovation"] = (EFFORTS[innovation], None)
        printed[label, "trade-invest"] = (EFFORTS[trade], footnote)
    assert len(printed) == 42
    decided = {
        (d.label, d.role): (d.effort, d.footnote.nl if d.footnote else None) for d in case.decisions
    }
    assert decided == printed
    assert len(case.decisions) == 42
    assert {d.period for d in case.decisions} == {(2023, 2027)}


def test_the_regions_carry_the_names_of_the_figure(case: Case) -> None:
    assert all(case.regions[d.region].name.nl == d.label for d in case.decisions)


def test_both_footnotes_are_of_the_facilitating_role(case: Case) -> None:
    noted = {(d.region, d.role) for d in case.decisions if d.footnote}
    assert noted == {("MY", "trade-invest"), ("VN", "trade-invest")}


@pytest.fixture(scope="module")
def notice(shared: Path) -> str:
    return (shared / "seeds" / "003_c93f35eff56babda.txt").read_text(encoding="utf-8")


def kpis(notice: str) -> list[tuple[str, list[str]]]:
    """The rows of the KPI table: label with its footnote letter, and five cells."""
    lines = between(notice, "Output / throughput", "Tabel: KPI").splitlines()[1:]
    words = [line.split() for line in lines if line.strip()]
    text = " ".join(" ".join(line) for line in words if not line[0].startswith("http"))
    # What the end of the page puts in between: a note of that page, and the budget.
    start, end = text.index("3 Economisch Programma"), text.index("Totaal aantal")
    text = f"{text[:start]}{text[end:]} "
    found = re.findall(r"(\D.*?) ((?:(?:Nul-meting|\d+%?) ){5})", text)
    return [(label.strip(), cells.split()) for label, cells in found]


def test_the_kpi_table_is_in_the_case_cell_by_cell(case: Case, notice: str) -> None:
    rows = kpis(notice)
    assert len(rows) == 6
    places = {
        one.passage: case.locators[one.passage].paragraph
        for one in case.quantities
        if one.year is not None
    }
    passages = sorted(places, key=lambda id: places[id])
    for passage, (label, printed) in zip(passages, rows, strict=True):
        held = [one for one in case.quantities if one.passage == passage]
        assert [(one.year, one.cell) for one in held] == [(y, str(y)) for y in range(2018, 2023)]
        for one, cell in zip(held, printed, strict=True):
            to_be_measured = cell == "Nul-meting"
            assert one.value == (None if to_be_measured else float(cell.rstrip("%")))
            assert one.state == ("to-be-measured" if to_be_measured else None)
            per_row = "%" if printed[-1].endswith("%") else "fte" if "(fte)" in label else None
            assert one.unit == per_row
        assert all(bool(one.note) == label[-1].isupper() for one in held), label


def test_the_budget_is_in_the_case_and_adds_up(case: Case, notice: str) -> None:
    printed = re.findall(r"^(\D+?) (\d(?:\.\d{3}){2})\s*$", notice, re.MULTILINE)
    amounts = sorted(
        (one for one in case.quantities if one.kind == "amount"),
        key=lambda one: case.locators[one.passage].paragraph,
    )
    assert [one.value for one in amounts] == [
        float(amount.replace(".", "")) for _label, amount in printed
    ]
    assert [one.unit for one in amounts] == ["euro"] * 3
    *lines, total = (one.value or 0 for one in amounts)
    assert sum(lines) == total == 5_000_000


def between(policy: str, start: str, end: str) -> str:
    begin = policy.index(start)
    return policy[begin : policy.index(end, begin)]


def test_the_four_aspects_and_thirteen_components_are_those_of_chapter_3(
    case: Case, policy: str
) -> None:
    chapter = between(
        policy, "## Bij onze afweging kijken we naar vier aspecten", "## Aansluiting op Brabant"
    )
    aspects = re.findall(r"^### \d\. (.+)$", chapter, re.MULTILINE)
    components = re.findall(r"^- (.+)$", chapter, re.MULTILINE)
    assert (len(aspects), len(components)) == (4, 13)
    assert [group.label.nl for group in case.framework.groups] == aspects
    assert [component.label.nl for component in case.framework.components] == components


def test_the_six_themes_are_those_of_chapter_3_with_the_labour_market_across(
    case: Case, policy: str
) -> None:
    section = between(policy, "## Innovatiethema's", "## Maatschappelijke opgaven")
    printed = re.findall(r"^\d\. (.+)$", section, re.MULTILINE)
    assert len(printed) == 6
    assert {t.label.nl for t in case.themes.values() if not t.cross_cutting} == set(printed)
    assert [t.id for t in case.themes.values() if t.cross_cutting] == ["labour-market"]
    assert "themaoverstijgend" in section
    assert "arbeidsmarkt" in section


def test_there_are_three_preconditions_the_third_in_two_parts(case: Case, policy: str) -> None:
    section = between(
        policy, "## Randvoorwaarden voor internationale samenwerking", "## Afweging focusregio"
    )
    numbers = re.findall(r"^(\d)\. ", section, re.MULTILINE)
    parts = re.findall(r"^\s*- ([ab])\. ", section, re.MULTILINE)
    assert (numbers, parts) == (["1", "2", "3"], ["a", "b"])
    assert [p.number for p in case.framework.preconditions] == ["1", "2", "3a", "3b"]
    assert all(p.roles == ("innovation",) for p in case.framework.preconditions)


def test_the_regions_named_beside_the_figure_have_their_parents(case: Case) -> None:
    named = {
        name: case.regions[code] for code in case.regions for name in [case.regions[code].name.nl]
    }
    assert named["Oekraïne"].parent is None
    for name, parent in [
        ("Hauts-de-France", "Frankrijk"),
        ("Vorarlberg", "Oostenrijk"),
        ("Gyeonggi", "Zuid-Korea"),
        ("Midwest", "Verenigde Staten"),
        ("Jiangsu", "China"),
        ("Thüringen", "Duitsland"),
    ]:
        assert case.regions[named[name].parent or ""].name.nl == parent
        assert named[name].weighed


def test_every_locator_resolves_in_the_documents(case: Case, shared: Path) -> None:
    read = {
        file.name[:3]: documents.read(file.read_bytes())
        for file in (shared / "seeds").glob("*.txt")
    }
    places = {id: {p.place: p for p in doc.passages} for id, doc in read.items()}
    for locator in case.locators.values():
        passage = places[locator.document][locator.section, locator.paragraph]
        assert passage.sha256 == locator.sha256, locator.id
        if locator.sentences:
            last = int(locator.sentences.split("-")[-1])
            assert last <= len(documents.sentences(passage.text)), locator.id


def test_no_sentence_of_the_documents_is_in_the_package(case: Case, shared: Path) -> None:
    """Titles, names and table cells may be; running sentences of six words or more may not."""
    package = "\n".join(content.decode() for content in case.package.files().values())
    for file in (shared / "seeds").glob("*.txt"):
        for passage in documents.read(file.read_bytes()).passages:
            if "|" in passage.text:
                continue
            for sentence in documents.sentences(passage.text):
                if len(sentence.split()) >= 6 and sentence.endswith((".", "!", "?")):
                    assert sentence not in package


def test_jiangsu_holds_under_conditions(case: Case) -> None:
    found = {f.precondition: f for f in case.findings if f.region == "CN-JS"}
    assert {id for id, f in found.items() if f.outcome == "conditional"} == {
        "national-government",
        "themes-and-risks",
        "human-rights",
    }
    assert found["themes-and-risks"].themes == ("agrifood", "health")
    assert "RVO" in found["national-government"].conditions.nl  # type: ignore[union-attr]
    assert "mensenrechten" in found["human-rights"].conditions.nl  # type: ignore[union-attr]


def test_a_theme_outside_the_conditions_of_jiangsu_fails(case: Case) -> None:
    inside = cases.weigh(case, "innovation", "agrifood")["CN-JS"]
    outside = cases.weigh(case, "innovation", "mobility")["CN-JS"]
    assert [g.outcome for g in inside.gates].count("fails") == 0
    assert outside.advice == "none"
    reasons = [g.reason.nl for g in outside.gates if g.outcome == "fails"]
    assert len(reasons) == 1
    assert "mobiliteit" in reasons[0]


def test_the_program_finds_the_contradictions_and_invents_none(case: Case) -> None:
    """The independent second reading of ten regions (docs/coding.md) found these two as well."""
    found = {(c.region, c.role): c for c in cases.contradictions(case)}
    assert set(found) == {("DEG", "innovation"), ("IL", "innovation")}
    thuringia, israel = found["DEG", "innovation"], found["IL", "innovation"]
    assert thuringia.grade == "hard"
    assert {(c.effort, case.locators[c.passage or ""].section) for c in thuringia.claims} == {
        ("reactive", "Thüringen"),
        ("active", "Samenwerking met Duitsland en (Duitstalig) Centraal-Europa"),
        ("active", "Overzicht focusregio's innovatie, trade & invest"),
    }
    assert israel.grade == "soft"
    assert {(c.effort, case.locators[c.passage or ""].section) for c in israel.claims} == {
        ("reactive", "Samenwerking in overige landen"),
        ("active", "Overzicht focusregio's innovatie, trade & invest (2)"),
    }


def test_what_the_documents_do_not_give_is_marked_as_a_choice(case: Case) -> None:
    subjects = Counter(choice.subject for choice in case.framework.choices)
    for subject in (
        "weights",
        "thresholds",
        "scales",
        "aggregation",
        "inheritance",
        "preconditions",
    ):
        assert subjects[subject] == 1
    chosen = {leaf for choice in case.framework.choices for leaf in choice.about}
    measured = {leaf.id for leaf in case.framework.leaves if leaf.figure}
    assert measured <= chosen, "every goalpost has its reason"
    assert all(choice.why.nl and choice.why.en for choice in case.framework.choices)


def test_the_weights_are_equal_to_start_with(case: Case) -> None:
    for criterion in case.framework.criteria:
        assert criterion.weights == {"": 1.0}


def test_innovation_level_comes_from_the_scoreboard_that_the_policy_names(case: Case) -> None:
    """RIS, else the country's EIS (inherited); outside Europe the Global Innovation Index."""
    expected = {
        "DE1": ("ris-rii", None), "DEG": ("ris-rii", None),
        "BE2": ("eis-sii", "BE"), "FRE": ("eis-sii", "FR"), "AT34": ("eis-sii", "AT"),
        "CH": ("eis-sii", None), "UA": ("eis-sii", None), "SE": ("eis-sii", None),
        "JP": ("gii-score", None), "SG": ("gii-score", None), "IL": ("gii-score", None),
        "CN-JS": ("gii-score", "CN"), "KR-41": ("gii-score", "KR"),
        "x-us-midwest": ("gii-score", "US"),
    }  # fmt: skip
    assessment = cases.weigh(case, "innovation")
    for code, (indicator, inherited) in expected.items():
        cell = assessment[code].cells["innovation-index"]
        assert [f.indicator for f in cell.figures] == [indicator], code
        assert cell.inherited_from == inherited, code
        assert cell.converted == (indicator == "gii-score"), code
        assert (cell.lower < cell.value) == cell.converted, code


def test_the_regional_index_is_brought_to_the_eu_of_its_own_edition(case: Case) -> None:
    """In the file the EU28 stands at 104.714481; the Land's own mean is 136.8688."""
    cell = cases.weigh(case, "innovation")["DE1"].cells["innovation-index"]
    assert cell.figures[0].value == 136.8688
    assert cell.raw == pytest.approx(136.8688 / 1.04714481)
    assert cell.value == pytest.approx((136.8688 / 1.04714481 - 40) / 120)


def test_the_conversion_is_the_line_through_the_economies_in_both(case: Case) -> None:
    """Against numpy's own polynomial fit of the anchors, and Japan's score of 53.6 in 2022."""
    import numpy as np

    pairs: dict[str, dict[str, float]] = {}
    for anchor in case.anchors:
        assert anchor.year == 2022
        pairs.setdefault(anchor.economy, {})[anchor.indicator] = anchor.value
    both = [(p["gii-score"], p["eis-sii"]) for p in pairs.values() if len(p) == 2]
    assert len(both) == 39
    assert {"CH", "NO"} <= set(pairs), "Switzerland and Norway have both"
    slope, intercept = np.polyfit([x for x, _ in both], [y for _, y in both], 1)
    cell = cases.weigh(case, "innovation")["JP"].cells["innovation-index"]
    assert cell.figures[0].value == 53.6
    assert cell.raw == pytest.approx(intercept + slope * 53.6)
    assert cell.value == pytest.approx((intercept + slope * 53.6 - 40) / 120)
