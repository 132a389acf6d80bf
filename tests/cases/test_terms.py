"""The words of a case, in `framework.toml`: what can be declared, and every fault."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cases import packages
from windroos import cases
from windroos.cases.between import broken_tables
from windroos.cases.case import Case
from windroos.cases.framework_changes import changes
from windroos.cases.framework_file import parse
from windroos.cases.package import Package

OYSTERS = """
[[term]]
id = "oysters"
theme = "shellfish"
concepts = ["agrifood"]
nl = ["oester~"]
en = ["oyster"]
without = ["oesterzwam~"]
"""


def text(term: str = OYSTERS) -> str:
    return packages.FRAMEWORK + term


def test_a_term_is_read_as_it_is_declared() -> None:
    made, problems = parse(text())
    assert made is not None, problems
    (one,) = made.terms.values()
    assert (one.subject, one.of, one.concepts) == ("theme", "shellfish", ("agrifood",))
    assert one.words == {"nl": ("oester~",), "en": ("oyster",)}
    assert one.without == ("oesterzwam~",)


@pytest.mark.parametrize(
    ("old", "new", "field", "says"),
    [
        ('theme = "shellfish"\n', "", "theme", "one theme, challenge or region"),
        ('theme = "shellfish"', 'theme = "a"\nregion = "NL"', "theme", "one theme"),
        ('theme = "shellfish"', 'challenge = "silt"', "challenge", "silt"),
        ('["agrifood"]', '["oysters"]', "concepts", "there are: health"),
        ('["oester~"]', '"oester~"', "nl", "list"),
        ('["oester~"]', '["~"]', "nl", "empty word"),
        ("without =", "except =", "except", "except"),
    ],
)
def test_every_fault_is_told_with_its_line(old: str, new: str, field: str, says: str) -> None:
    told = text(OYSTERS.replace(old, new, 1))
    made, problems = parse(told)
    assert made is None
    (fault,) = [problem for problem in problems if problem.field == field]
    assert fault.row == told.splitlines().index('id = "oysters"') + 1
    assert says in str(fault)


def test_words_for_a_theme_that_is_not_there_are_a_fault() -> None:
    made, _ = parse(text())
    assert made is not None
    tables = {"themes": [{"id": "sand", "passage": None}]}
    (problem,) = broken_tables(tables, made)
    assert (problem.field, problem.values["value"]) == ("theme", "shellfish")


def test_what_changed_in_the_words_of_a_case() -> None:
    before, _ = parse(text())
    after, _ = parse(text(OYSTERS.replace('"oyster"', '"oyster", "mussel"')))
    assert before is not None
    assert after is not None
    (change,) = changes(before, after)
    assert (change.thing, change.id, change.field) == ("term", "oysters", "words")


def test_another_region_gives_its_themes_their_words_without_code() -> None:
    shipped = cases.load("noord_brabant")
    own = '\n[[term]]\nid = "lace"\ntheme = "htsm"\nnl = ["kantklos~"]\n'
    own += '\n[[term]]\nid = "capital"\nregion = "JP"\nnl = ["Land van de rijzende zon"]\n'
    made, problems = parse(shipped.package.framework_text + own)
    assert made is not None, problems
    package = shipped.package
    other = Case(
        Package(package.name, package.title, made, package.framework_text + own, package.tables)
    )
    told = "Kantklosmachines uit het Land van de rijzende zon"
    assert {one.id for one in cases.gazetteer(other).find(told)} == {"htsm", "JP"}
    assert cases.gazetteer(shipped).find(told) == []


def test_words_weigh_nothing() -> None:
    shipped = cases.load("noord_brabant")
    bare, _, _ = shipped.package.framework_text.partition("# By which words")
    made, problems = parse(bare)
    assert made is not None, problems
    assert made.terms == {}
    package = shipped.package
    other = Case(Package(package.name, package.title, made, bare, package.tables))
    one, two = (
        cases.weigh(case, role="innovation", as_of=date(2026, 11, 21)) for case in (shipped, other)
    )
    assert [region.score for region in one] == [region.score for region in two]
