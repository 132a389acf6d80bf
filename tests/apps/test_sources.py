"""Open sources brought in: asked for, fetched, read, kept, told; and what is no longer needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation
from pytest_django import Settings
from tests.apps.levels import FIRST, KEY, SECOND, levels, written
from tests.apps.people import person
from tests.cases import packages
from tests.sources.publisher import QUICK, Publisher, Waits, file, publishing, status

from windroos.apps.accounts.models import Event, User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass.actions import load_case
from windroos.apps.evidence import actions, faults, following, queries
from windroos.apps.evidence.importing import foreground, places, runner
from windroos.apps.evidence.models import Edition, Import
from windroos.apps.evidence.queries import sources as reading
from windroos.cases.check import read
from windroos.sources import asked, bringing, registry
from windroos.sources import lake as stored
from windroos.sources.asked import Asked
from windroos.sources.fetching import Hosts

pytestmark = pytest.mark.django_db

TAG = {"ETag": '"1"'}
NEXT = {"ETag": '"2"'}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with publishing() as server:
        yield server


@pytest.fixture
def wanted(
    publisher: Publisher,
    lake: Path,
    tmp_path: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> Asked:
    """The source of the levels, known to the program, at a publisher on this machine."""
    settings.WINDROOS_DATA = tmp_path
    of = levels(tmp_path / "declared", publisher.at("/levels.csv"))
    known = {**registry.datasets(), KEY: of.dataset}
    for module in (asked, reading):
        monkeypatch.setattr(module, "datasets", lambda: known)
    near = partial(
        bringing.bring,
        hosts=Hosts((), local={publisher.host}),
        limits=QUICK,
        time=Waits().time,
    )
    monkeypatch.setattr(bringing, "bring", near)
    return of


@pytest.fixture
def analyst() -> User:
    return person(Role.ANALYST, "province", "anna")


def brought(wanted: Asked, actor: User | None = None, **how: Any) -> Import:
    """An import as the background of the site makes it."""
    one = actions.ask_import(wanted, actor=actor, **how)
    runner.wake()
    one.refresh_from_db()
    return one


def verbs() -> list[str]:
    found = Event.objects.filter(subject_type="source").order_by("at", "pk")
    return list(found.values_list("verb", flat=True))


def values(edition: Edition | None, lake: Path) -> dict[tuple[str, str], float | None]:
    assert edition is not None
    rows = stored.read(lake, edition.table, edition.sha256)
    return {(row["region"], row["period"]): row["value"] for row in rows}


# Fetching


def test_a_source_is_fetched_once_and_again_only_when_it_changed(
    publisher: Publisher, wanted: Asked, lake: Path, analyst: User
) -> None:
    publisher.gives("/levels.csv", file(FIRST.encode(), TAG))
    first = brought(wanted, analyst)
    assert (first.status, first.faults, first.tries) == ("done", [], 1)
    assert first.edition == queries.edition_at(KEY)
    # A level of zero is zero, and one that is missing is missing.
    assert values(first.edition, lake) == {
        ("LV", "2024"): 0.0,
        ("LV", "2025"): 1.5,
        ("EE", "2025"): None,
    }
    sent = publisher.served
    second = brought(wanted, analyst)
    assert (second.status, second.edition) == ("unchanged", first.edition)
    assert publisher.served == sent
    assert publisher.header("if-none-match") == '"1"'
    publisher.gives("/levels.csv", file(SECOND.encode(), NEXT))
    third = brought(wanted, analyst)
    assert (third.status, Edition.objects.count()) == ("done", 2)
    assert third.edition is not None
    assert third.edition.taken_by == analyst
    assert third.edition.address == publisher.at("/levels.csv")
    assert queries.edition_before(third.edition) == first.edition
    assert values(third.edition, lake)["LV", "2025"] == 2.5
    asked_and = ["import-asked", "edition-kept", "import-asked", "import-unchanged"]
    assert verbs() == [*asked_and, "import-asked", "edition-kept"]
    assert {event.actor for event in Event.objects.filter(subject_type="source")} == {analyst}


def test_the_same_figures_in_another_order_are_nothing_new(
    publisher: Publisher, wanted: Asked
) -> None:
    publisher.gives("/levels.csv", file(FIRST.encode(), TAG))
    first = brought(wanted)
    header, *rows = FIRST.splitlines(keepends=True)
    turned = header + "".join(reversed(rows))
    publisher.gives("/levels.csv", file(turned.encode(), NEXT))
    again = brought(wanted)
    assert (again.status, again.edition) == ("unchanged", first.edition)
    # And is known from then on.
    sent = publisher.served
    assert brought(wanted).status == "unchanged"
    assert publisher.served == sent


def test_what_holds_again_is_not_undone_by_what_was_known(
    publisher: Publisher, wanted: Asked, analyst: User
) -> None:
    publisher.gives("/levels.csv", file(FIRST.encode(), TAG))
    first = brought(wanted).edition
    publisher.gives("/levels.csv", file(SECOND.encode(), NEXT))
    brought(wanted)
    assert first is not None
    with pytest.raises(ValidationError):
        actions.hold_again(first, reason=" ", actor=analyst)
    made = actions.hold_again(first, reason="The second was a mistake", actor=analyst)
    assert (made.sha256, made.address) == (first.sha256, first.address)
    with pytest.raises(ValidationError):
        actions.hold_again(first, reason="Again", actor=analyst)
    assert brought(wanted).edition == made
    # Unless someone wants it read again.
    assert brought(wanted, anew=True).status == "done"


def test_an_edition_holds_from_its_day(wanted: Asked, lake: Path, tmp_path: Path) -> None:
    for text, days in ((FIRST, 10), (SECOND, 3)):
        one = foreground.bring_in(wanted, [written(tmp_path, text)])
        assert one.edition is not None
        taken = timezone.now() - timedelta(days=days)
        Edition.objects.filter(pk=one.edition.pk).update(taken=taken)
    today = timezone.localtime(timezone.now()).date()
    old, new = reversed(queries.editions(KEY))
    for days, held in ((11, None), (10, old), (4, old), (3, new), (0, new)):
        assert queries.edition_at(KEY, today - timedelta(days=days)) == held


# What goes wrong


def test_what_may_pass_is_tried_again_later(
    publisher: Publisher, wanted: Asked, analyst: User
) -> None:
    publisher.gives("/levels.csv", status(503))
    one = brought(wanted, analyst)
    assert (one.status, one.tries) == ("waiting", 1)
    assert one.again is not None
    assert timedelta(seconds=50) < one.again - timezone.now() < timedelta(seconds=61)
    assert publisher.at("/levels.csv") in " ".join(faults.in_words(one.faults))
    # Not before its time.
    asked_before = len(publisher.asked)
    runner.wake()
    assert len(publisher.asked) == asked_before
    publisher.gives("/levels.csv", file(FIRST.encode(), TAG))
    actions.retry_import(one, actor=analyst)
    runner.wake()
    one.refresh_from_db()
    assert (one.status, one.faults, one.again) == ("done", [], None)


def test_it_is_not_tried_for_ever(publisher: Publisher, wanted: Asked) -> None:
    publisher.gives("/levels.csv", status(503))
    one = brought(wanted)
    waits = []
    while one.again is not None:
        waits.append(round((one.again - timezone.now()).total_seconds() / 60))
        Import.objects.update(again=timezone.now())
        runner.wake()
        one.refresh_from_db()
    assert waits == [1, 5, 30, 120]
    assert (one.status, one.tries) == ("failed", 5)
    assert verbs() == ["import-asked", "import-failed"]


@pytest.mark.parametrize("code", [403, 404])
def test_what_does_not_pass_fails_at_once(code: int, publisher: Publisher, wanted: Asked) -> None:
    publisher.gives("/levels.csv", status(code))
    one = brought(wanted)
    assert (one.status, one.again) == ("failed", None)
    assert faults.in_words(one.faults)


def test_a_file_that_is_wrong_leaves_everything_as_it_was(
    publisher: Publisher, wanted: Asked, lake: Path
) -> None:
    publisher.gives("/levels.csv", file(FIRST.encode(), TAG))
    first = brought(wanted).edition
    kept = sorted(lake.iterdir())
    wrong = SECOND.replace("LV,2025,level,2.5", "LV,2025,level,high")
    publisher.gives("/levels.csv", file(wrong.encode(), NEXT))
    one = brought(wanted)
    assert (one.status, one.edition) == ("failed", None)
    (fault,) = faults.read(one.faults)
    assert (fault.file, fault.row, fault.field) == ("levels.csv", 3, "level")
    assert queries.edition_at(KEY) == first
    assert sorted(lake.iterdir()) == kept
    # It is read again although it was fetched already: what came of it is not known.
    assert brought(wanted).status == "failed"


def test_what_nobody_foresaw_fails_with_word_of_it(
    publisher: Publisher, wanted: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.gives("/levels.csv", file(FIRST.encode(), TAG))

    def falls(edition: Edition, actor: User | None) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(following, "_followers", [falls])
    one = brought(wanted)
    assert (one.status, one.faults[0]["code"]) == ("failed", "unforeseen")
    # What follows an edition is of the same transaction.
    assert not Edition.objects.exists()
    assert verbs() == ["import-asked", "import-failed"]


def test_who_follows_is_told_in_whose_name(
    wanted: Asked, analyst: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, User | None, int]] = []
    monkeypatch.setattr(following, "_followers", [])
    actions.follow(lambda edition, actor: told.append((edition.sha256, actor, edition.rows)))
    for text in (FIRST, SECOND, SECOND):
        foreground.bring_in(wanted, [written(tmp_path, text)], actor=analyst)
    first, second = reversed(queries.editions(KEY))
    assert told == [(first.sha256, analyst, 3), (second.sha256, analyst, 4)]


# One at a time


def test_one_source_is_brought_in_once_at_a_time(wanted: Asked, tmp_path: Path) -> None:
    one = actions.ask_import(wanted, actor=None)
    assert actions.ask_import(wanted, actor=None) == one
    with pytest.raises(ValidationError, match="already"):
        actions.ask_import(wanted, ["levels.csv"], actor=None)
    with places.alone(KEY) as mine:
        assert mine
        assert not places.is_free(KEY)
        # Who comes second leaves it alone.
        runner.wake()
        one.refresh_from_db()
        assert one.status == "waiting"
        with pytest.raises(ValidationError, match="already"):
            foreground.bring_in(wanted, [written(tmp_path, FIRST)])


def test_what_lost_its_process_is_taken_up_again(publisher: Publisher, wanted: Asked) -> None:
    publisher.gives("/levels.csv", file(FIRST.encode(), TAG))
    one = actions.ask_import(wanted, actor=None)
    # Its process said a moment ago that it goes on, and then was killed.
    assert actions.take_import(one)
    runner.wake()
    one.refresh_from_db()
    assert (one.status, one.tries) == ("done", 2)


def test_what_stops_the_program_each_time_is_not_taken_up_for_ever(wanted: Asked) -> None:
    one = actions.ask_import(wanted, actor=None)
    for _ in range(5):
        assert actions.take_import(one)
    runner.wake()
    one.refresh_from_db()
    assert (one.status, one.faults[0]["code"]) == ("failed", "broken-off")


def test_files_that_only_a_lost_process_had_are_told_as_broken_off(wanted: Asked) -> None:
    one = actions.ask_import(wanted, ["levels.csv"], actor=None)
    assert actions.take_import(one)
    other = actions.ask_import(wanted, actor=None)
    one.refresh_from_db()
    assert (one.status, one.faults[0]["code"]) == ("failed", "broken-off")
    assert other.pk != one.pk


def test_someone_cannot_have_everything_under_way(
    wanted: Asked, analyst: User, tmp_path: Path
) -> None:
    Import.objects.bulk_create(Import(source=f"s{n}", asked_by=analyst) for n in range(20))
    with pytest.raises(ValidationError, match="20 imports"):
        actions.ask_import(wanted, actor=analyst)
    actions.ask_import(wanted, actor=person(Role.ANALYST, "agency"))


# Cancelled, and files handed in


@pytest.mark.parametrize("step", ["fetch", "read"])
def test_an_import_that_is_cancelled_keeps_nothing(
    step: str, publisher: Publisher, wanted: Asked, lake: Path, analyst: User
) -> None:
    publisher.gives("/levels.csv", file(FIRST.encode(), TAG))

    def told(now: str, done: int, total: int | None) -> None:
        if now == step:
            actions.cancel_import(Import.objects.get(), actor=analyst)

    one = foreground.bring_in(wanted, told=told)
    assert (one.status, one.cancelled_by, one.edition) == ("cancelled", analyst, None)
    assert not Edition.objects.exists()
    assert not list(lake.glob("*.parquet"))
    assert foreground.bring_in(wanted).status == "done"


def test_files_that_are_handed_in_go_once_they_are_read(
    wanted: Asked, lake: Path, tmp_path: Path
) -> None:
    folder, names = places.receive([SimpleUploadedFile("../levels.csv", FIRST.encode())])
    assert names == ["levels.csv"]
    (kept,) = places.handed_in(folder, names)
    assert kept.is_relative_to(tmp_path / "handed-in")
    one = brought(wanted, files=names, folder=folder)
    assert (one.status, one.files) == ("done", ["levels.csv"])
    assert not kept.parent.exists()
    assert one.edition is not None
    assert (one.edition.address, one.edition.fetched) == ("", None)


def test_what_was_handed_in_for_no_import_goes_after_a_day(
    wanted: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, _ = places.receive([SimpleUploadedFile("a.csv", b"a")])
    needed, _ = places.receive([SimpleUploadedFile("b.csv", b"b")])
    places.sweep([needed])
    assert (tmp_path / "handed-in" / old).exists()
    day = 24 * 60 * 60 + 1
    monkeypatch.setattr(places.time, "time", lambda: timezone.now().timestamp() + day)
    places.sweep([needed])
    assert not (tmp_path / "handed-in" / old).exists()
    assert (tmp_path / "handed-in" / needed).exists()


# What nothing needs


def test_only_what_nothing_refers_to_is_collected(
    wanted: Asked, lake: Path, tmp_path: Path
) -> None:
    tables = packages.rows()
    case = load_case(read(packages.write(tmp_path / "before", tables))).case
    was = queries.snapshots(case)["figures"]["sha256"]
    tables["figures"][0]["value"] = 99
    load_case(read(packages.write(tmp_path / "after", tables)))
    # The figures of before are of the history of the case alone.
    assert was != queries.snapshots(case)["figures"]["sha256"]
    for text in (FIRST, SECOND):
        foreground.bring_in(wanted, [written(tmp_path, text)])
    kept = {one.sha256 for one in stored.snapshots(lake)}
    loose = stored.write(lake, "loose", {"a": "integer"}, [{"a": 1}], stored.Origin("", ""))
    done = actions.collect(actor=None)
    assert (done.snapshots, done.rows) == (1, 1)
    assert was in kept
    assert {one.sha256 for one in stored.snapshots(lake)} == kept
    assert loose.sha256 not in kept
    assert actions.collect(actor=None).snapshots == 0


def test_how_every_source_stands(publisher: Publisher, wanted: Asked, analyst: User) -> None:
    found = {one.key: one for one in queries.standings()}
    # Every dataset is there, by the key that its own options give it.
    assert set(registry.datasets()) | {KEY} == found.keys()
    one = found[KEY]
    assert (one.edition, one.last, one.age, one.dependents) == (None, None, None, [])
    publisher.gives("/levels.csv", file(FIRST.encode(), TAG))
    brought(wanted, analyst)
    brought(wanted, analyst)
    one = next(one for one in queries.standings() if one.key == KEY)
    assert one.edition is not None
    assert one.last is not None
    assert one.age is not None
    assert (one.edition.rows, one.last.status) == (3, "unchanged")
    assert one.age < timedelta(minutes=1)
    assert queries.standing(KEY) == one
    assert queries.standing("nothing") is None
