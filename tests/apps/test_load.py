"""Loading and exporting a case: idempotent, atomic, and equal there and back."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from tests.cases import packages

from windroos import cases
from windroos.apps.accounts.queries import Event
from windroos.apps.compass import actions, queries
from windroos.apps.compass.models import Decision, Finding
from windroos.apps.evidence import queries as evidence_queries
from windroos.apps.evidence.models import Judgement, Locator, Quantity, Snapshot, Source, Statement
from windroos.apps.network import queries as network_queries
from windroos.apps.network.models import Relation
from windroos.apps.regions import queries as regions_queries
from windroos.apps.regions.models import Case, Region, Theme
from windroos.cases.check import read
from windroos.cases.package import Package, locate
from windroos.cases.tables import TABLES
from windroos.sources.lake import LakeError

pytestmark = pytest.mark.django_db

MODELS = (
    Case,
    Region,
    Theme,
    Source,
    Locator,
    Judgement,
    Statement,
    Quantity,
    Relation,
    Finding,
    Decision,
)


@pytest.fixture
def brabant(db: None, lake: Path) -> Case:
    """The case, loaded anew for each test: here it is loading that is looked at."""
    return actions.load_case(read("noord_brabant")).case


def identities() -> dict[str, set[int]]:
    return {model.__name__: set(model.objects.values_list("pk", flat=True)) for model in MODELS}


def test_load_export_and_load_again_are_equal(brabant: Case, tmp_path: Path) -> None:
    original = read("noord_brabant")
    exported = queries.package(brabant)
    assert exported.tables == original.tables
    assert exported.files() == original.files()
    exported.write(tmp_path / "out")
    again = read(tmp_path / "out")
    assert again.revision == original.revision
    assert not actions.load_case(again).anything


def test_the_shipped_package_is_written_as_an_export_writes_it() -> None:
    package = read("noord_brabant")
    folder = locate("noord_brabant")
    for name, content in package.files().items():
        assert (folder / name).read_bytes() == content, name


def test_loading_again_changes_nothing(brabant: Case) -> None:
    before, events = identities(), Event.objects.count()
    assert not actions.load_case(read("noord_brabant")).anything
    assert identities() == before
    assert Event.objects.count() == events


def test_what_did_not_change_keeps_its_identity(db: None, tmp_path: Path) -> None:
    actions.load_case(read(packages.write(tmp_path / "one")))
    before = identities()
    tables = packages.rows()
    tables["judgements"][0]["rating"] = 3
    del tables["judgements"][1]
    tables["regions"].append(packages._region("LT", "Litouwen", "Lithuania"))
    loaded = actions.load_case(read(packages.write(tmp_path / "two", tables)))
    assert (loaded.changed, loaded.removed) == (2, 1)
    after = identities()
    assert len(after["Judgement"]) == len(before["Judgement"]) - 1
    assert after["Judgement"] < before["Judgement"]
    assert after["Region"] > before["Region"]
    assert queries.value(loaded.case).judgements[0].rating == 3


def test_a_region_that_is_gone_goes_with_what_was_said_of_it(db: None, tmp_path: Path) -> None:
    actions.load_case(read(packages.write(tmp_path / "one")))
    tables = packages.rows()
    for name in ("regions", "judgements", "figures", "findings"):
        key = "code" if name == "regions" else "region"
        tables[name] = [row for row in tables[name] if not str(row[key]).startswith("LV")]
    loaded = actions.load_case(read(packages.write(tmp_path / "two", tables)))
    assert set(queries.value(loaded.case).regions) == {"FI", "EE"}


def test_loading_is_all_or_nothing(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure at the very last write leaves nothing behind."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("windroos.apps.compass.actions.loading.accounts.record", fail)
    with pytest.raises(RuntimeError, match="power cut"):
        actions.load_case(read(packages.write(tmp_path / "package")))
    assert identities() == {model.__name__: set() for model in MODELS}
    assert not Snapshot.objects.exists()


def test_loading_is_told_in_the_audit_trail(brabant: Case) -> None:
    event = Event.objects.get(verb="case-loaded")
    assert event.subject_label_nl == "Afwegingskompas Noord-Brabant"
    assert event.data["after"]["revision"] == brabant.revision


def test_figures_live_in_the_lake_alone(brabant: Case, lake: Path) -> None:
    tables = {snapshot.table: snapshot for snapshot in Snapshot.objects.all()}
    assert set(tables) == {"figures", "anchors"}
    files = {path.name for path in lake.iterdir()}
    assert {name.split("-")[0] for name in files} == {"figures", "anchors"}
    assert {Path(name).suffix for name in files} == {".parquet", ".json", ".seal"}
    for path in lake.glob("figures-*.parquet"):
        path.unlink()
    with pytest.raises(LakeError, match="load the case or source again"):
        queries.package(brabant)


def test_a_lost_snapshot_comes_back_by_loading_again(brabant: Case, lake: Path) -> None:
    for path in lake.glob("figures-*"):
        path.unlink()
    actions.load_case(read("noord_brabant"))
    assert queries.package(brabant).revision == brabant.revision


@pytest.mark.django_db(transaction=True)
def test_two_loads_at_once_leave_one_of_them(tmp_path: Path) -> None:
    """Whoever comes second waits, and finds what the first has written."""
    wanted = []
    for rating in (3, 5):
        tables = packages.rows()
        tables["judgements"][0]["rating"] = rating
        tables["judgements"][1]["rating"] = rating
        wanted.append(read(packages.write(tmp_path / str(rating), tables)))
    case = actions.load_case(read(packages.write(tmp_path / "first"))).case

    def load(package: Package) -> None:
        try:
            actions.load_case(package)
        finally:
            connection.close()

    # SQLite in memory is one connection: two threads would share it.
    workers = 2 if connection.vendor == "postgresql" else 1
    with ThreadPoolExecutor(workers) as pool:
        if workers > 1:
            list(pool.map(load, wanted))
        else:
            for package in wanted:
                actions.load_case(package)
    case.refresh_from_db()
    assert case.revision in {package.revision for package in wanted}
    assert queries.package(case).revision == case.revision


def test_the_database_keeps_every_text_that_the_check_lets_through() -> None:
    """No field of a model is shorter than the package allows."""
    kept = [
        *(regions_queries.REGIONS, regions_queries.THEMES, network_queries.RELATIONS),
        *evidence_queries.KEPT,
        *queries.KEPT,
    ]
    for one in kept:
        for field in TABLES[one.table].fields:
            path = one.path(field["name"])
            constraints = field.get("constraints", {})
            if field["type"] != "string" or "__" in path or "enum" in constraints:
                continue
            length = getattr(one.model._meta.get_field(path), "max_length", None)
            if length is None or ("pattern" in constraints and path != one.key):
                continue
            assert length >= constraints["maxLength"], f"{one.table}.{field['name']}"


def test_the_case_from_the_database_is_weighed_as_the_package(brabant: Case) -> None:
    stored = cases.weigh(queries.value(brabant), "innovation").as_dict()
    assert stored == cases.weigh(cases.load("noord_brabant"), "innovation").as_dict()
