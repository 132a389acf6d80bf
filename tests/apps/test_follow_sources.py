"""A new edition of an open source reaches the cases that read from it, with its reviews."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from openpyxl import load_workbook
from tests.apps.by_hand import ByHand, moved
from tests.apps.deciders import fresh
from tests.apps.editions import brought, kept
from tests.apps.people import party, person
from tests.cases.brought import FILES
from tests.standing import TODAY

from windroos.apps.accounts.models import Event, User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import actions, queries
from windroos.apps.compass.models import Review
from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.models import Snapshot
from windroos.apps.regions import journal
from windroos.apps.regions.models import Case
from windroos.cases.check import read
from windroos.sources import lake

# What the changed copy says of the rule of law in 2023: estimates from -2.5 to 2.5.
CHANGED = {"DE": -2.4, "DK": -2.3, "FR": -2.5, "UA": 2.4, "US": -2.5, "JP": 2.4}
ALPHA3 = {
    "AT": "AUT", "BE": "BEL", "CH": "CHE", "CN": "CHN", "DE": "DEU", "DK": "DNK", "FI": "FIN",
    "FR": "FRA", "IL": "ISR", "JP": "JPN", "KR": "KOR", "MY": "MYS", "NL": "NLD", "SE": "SWE",
    "SG": "SGP", "UA": "UKR", "US": "USA", "VN": "VNM",
}  # fmt: skip


@pytest.fixture
def workbook(shared: Path) -> Path:
    return shared / "data" / FILES["wgi"][0]


@pytest.fixture
def analyst(brabant: Case) -> User:
    party(brabant, "university", lead=True)
    return person(Role.ANALYST, "university")


def law(workbook: Path) -> dict[str, tuple[float, float]]:
    """The estimates of 2023 with their standard errors, as they stand in the workbook."""
    rows = load_workbook(workbook, read_only=True)["Sheet1"].iter_rows(values_only=True)
    header = list(next(rows))
    at = [header.index(name) for name in ("code", "year", "indicator", "estimate", "stddev")]
    found = {
        code: (float(str(estimate)), float(str(error)))
        for code, year, indicator, estimate, error in ([row[i] for i in at] for row in rows)
        if year == 2023 and indicator == "rl" and estimate != ".."
    }
    return {alpha2: found[alpha3] for alpha2, alpha3 in ALPHA3.items()}


def changed(sha256: str, estimates: Mapping[str, float]) -> str:
    """A copy of the snapshot in the lake, with other estimates of the rule of law in 2023."""
    with duckdb.connect() as connection:
        lake.scan(connection, settings.WINDROOS_LAKE, "observations", sha256).create_view("before")
        connection.execute("CREATE TABLE other (region VARCHAR, estimate DOUBLE)")
        connection.executemany("INSERT INTO other VALUES (?, ?)", list(estimates.items()))
        copy = connection.sql(
            """
            SELECT before.* REPLACE (
                CASE WHEN indicator = 'rl/estimate' AND period = '2023'
                THEN coalesce(estimate, value) ELSE value END AS value
            )
            FROM before LEFT JOIN other USING (region)
            ORDER BY cell, indicator
            """
        )
        origin = lake.Origin("wgi", "CC BY 4.0")
        return lake.keep(settings.WINDROOS_LAKE, "observations", copy, origin).sha256


def reviews() -> dict[tuple[str, str], set[tuple[Any, ...]]]:
    """By region and role, what the open reviews say moved."""
    return {
        (review.region.code, review.role): {
            (move["what"], move["theme"], move["before"], move["after"]) for move in review.moves
        }
        for review in Review.objects.filter(status="open").select_related("region")
    }


def test_a_changed_copy_raises_exactly_the_reviews_of_a_recomputation_by_hand(
    brabant: Case, workbook: Path
) -> None:
    """Done when 4."""
    was = law(workbook)
    first = brought("wgi", workbook)
    assert reviews() == {}, "the figures of the case came from the same file"
    kept("wgi", changed(first.sha256, CHANGED))
    now = {code: (CHANGED.get(code, estimate), error) for code, (estimate, error) in was.items()}
    expected = moved(ByHand(was, TODAY).said(), ByHand(now, TODAY).said())
    assert {code for code, _ in expected} == {"DE1", "DED", "DK", "FRE", "UA"}
    assert reviews() == expected
    for review in Review.objects.all():
        cause = review.causes.get()
        assert (cause.verb, cause.case, cause.actor) == ("source-followed", brabant.name, None)


def test_what_goes_back_takes_its_reviews_with_it(brabant: Case, workbook: Path) -> None:
    first = brought("wgi", workbook)
    kept("wgi", changed(first.sha256, CHANGED))
    assert reviews()
    kept("wgi", first.sha256)
    assert reviews() == {}
    assert set(Review.objects.values_list("status", flat=True)) == {"withdrawn"}


def test_a_case_says_from_which_snapshot_it_reads(brabant: Case, workbook: Path) -> None:
    before = queries.value(brabant)
    edition = brought("wgi", workbook)
    case = queries.value(fresh(brabant))
    figures = {f.region: f for f in case.figures if f.indicator == "wgi-voice"}
    assert {figure.snapshot for figure in figures.values()} == {edition.sha256}
    assert case.sources[figures["JP"].source].published == TODAY.isoformat()
    others = [f for f in case.figures if not f.indicator.startswith("wgi")]
    assert others == [f for f in before.figures if not f.indicator.startswith("wgi")]
    assert Snapshot.objects.get(table="source:wgi").sha256 == edition.sha256
    # Yesterday it read from its own figures, and still does for who asks about yesterday.
    past = queries.value(fresh(brabant), TODAY - timedelta(days=1))
    assert {f.snapshot for f in past.figures} == {None}
    told = Event.objects.get(verb="source-followed").data["after"]
    assert (told["source"], told["sha256"]) == ("wgi", edition.sha256)


def test_loading_a_case_reads_from_what_is_there(brabant: Case, shared: Path) -> None:
    wgi = brought("wgi", shared / "data" / FILES["wgi"][0])
    brought("ris-2019", shared / "data" / FILES["ris-2019"][0])
    package = replace(read("noord_brabant"), name="elsewhere")
    case = actions.load_case(package).case
    held = evidence.pins(evidence.snapshots(case))
    assert {key: pin.sha256 for key, pin in held.items()} == {
        "ris-2019": evidence.edition_at("ris-2019").sha256,  # type: ignore[union-attr]
        "wgi": wgi.sha256,
    }
    told = {one["indicator"]: one["dataset"] for one in _assessed(case).origins()}
    assert told["wgi-rule-of-law"] == "wgi"
    assert told["ris-rii"] is None, "the weights of the Länder are not there"
    # Exporting gives the package that was loaded, whatever is read.
    assert queries.package(fresh(case)).revision == package.revision


def _assessed(case: Case) -> Any:
    return queries.assessment(fresh(case), "innovation", None, TODAY)


def test_a_case_can_go_back_to_its_own_figures_and_read_again(
    brabant: Case, analyst: User, workbook: Path
) -> None:
    first = brought("wgi", workbook)
    kept("wgi", changed(first.sha256, CHANGED))
    moved_then = reviews()
    assert moved_then
    actions.use_own_figures(brabant, "wgi", reason="The copy is damaged", actor=analyst)
    assert reviews() == {}
    assert {f.snapshot for f in queries.value(fresh(brabant)).figures} == {None}
    assert actions.rests(["wgi"]) == {}
    # A new edition does not change that, and neither does loading the case again.
    third = kept("wgi", changed(first.sha256, {"FR": -2.5}))
    actions.load_case(read("noord_brabant"))
    assert {f.snapshot for f in queries.value(fresh(brabant)).figures} == {None}
    actions.read_from_source(brabant, "wgi", reason="It was mended", actor=analyst)
    assert set(reviews()) == {("FRE", "innovation"), ("FRE", "trade-invest")}
    assert Snapshot.objects.get(table="source:wgi").sha256 == third.sha256
    assert [one.indicators for one in actions.rests(["wgi"])["wgi"]] == [
        ("wgi-rule-of-law", "wgi-voice")
    ]
    history = journal.versions(fresh(brabant), journal.SNAPSHOTS, "source:wgi")
    assert [version.row["sha256"] for version in history if version.row] == [
        third.sha256,
        "",
        changed(first.sha256, CHANGED),
        first.sha256,
    ]


@pytest.mark.parametrize("act", [actions.use_own_figures, actions.read_from_source])
def test_what_cannot_be_chosen_is_refused_with_the_reason(
    brabant: Case, analyst: User, act: Any
) -> None:
    with pytest.raises(ValidationError, match="reason"):
        act(brabant, "wgi", reason=" ", actor=analyst)
    with pytest.raises(ValidationError, match="v-dem"):
        act(brabant, "v-dem-indices", reason="Why not", actor=analyst)
    with pytest.raises(ValidationError):
        act(brabant, "wgi", reason="Nothing was brought in", actor=analyst)


def test_a_framework_without_a_series_lets_its_source_go(brabant: Case, workbook: Path) -> None:
    brought("wgi", workbook)
    text = queries.package(fresh(brabant)).framework_text
    lines = text.split("\n[[series]]\n")
    without = "\n[[series]]\n".join(part for part in lines if not part.startswith('id = "wgi-'))
    actions.set_framework(brabant, without.replace("2024.1", "2024.2"), actor=None)
    assert not Snapshot.objects.filter(table="source:wgi").exists()
    assert {f.snapshot for f in queries.value(fresh(brabant)).figures} == {None}
    actions.set_framework(brabant, text, actor=None)
    assert Snapshot.objects.filter(table="source:wgi").exists()
