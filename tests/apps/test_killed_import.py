"""An import that is killed at any moment: lake and database agree, and it can be done again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.apps.killed_import import Attempt, at_any_moment, at_every_step, look, prepare, run
from tests.apps.levels import FIRST, SECOND, levels, written
from tests.sources.publisher import file, publishing

from windroos.sources.importing import take_in


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the second file lies."""
    with publishing() as server:
        yield server.gives("/levels.csv", file(SECOND.encode(), {"ETag": '"2"'}))


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data with the first edition."""
    folder = tmp_path_factory.mktemp("before")
    run(prepare, folder, written(folder / "given", FIRST))
    return folder


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The hashes of both contents, made by the library alone, where nothing is killed."""
    place = tmp_path_factory.mktemp("alone")
    return [
        take_in(place / "lake", levels(place), [written(place, text)]).snapshot.sha256
        for text in (FIRST, SECOND)
    ]


def test_killed_at_every_step(
    before: Path, address: str, contents: list[str], tmp_path: Path
) -> None:
    attempts = run(at_every_step, tmp_path, before, address)
    steps = [attempt.step for attempt in attempts]
    # Fetching, the lake and the database are all among them, and what lies between them.
    for word in ("fetched/", "lake/observations-", '"evidence_edition"', "before commit"):
        assert any(word in step for step in steps), word
    assert all(attempt.killed for attempt in attempts)
    for attempt in attempts:
        _agrees_and_goes_on(attempt, contents)
    # Some were killed with the snapshot in the lake and no word of it in the database.
    assert any(len(attempt.after.lake) > len(attempt.after.editions) for attempt in attempts)
    assert look(before).editions == contents[:1]


def test_killed_at_any_moment(
    before: Path, address: str, contents: list[str], tmp_path: Path
) -> None:
    attempts = run(at_any_moment, tmp_path, before, address, 10)
    assert any(attempt.killed for attempt in attempts)
    for attempt in attempts:
        _agrees_and_goes_on(attempt, contents)


def _agrees_and_goes_on(attempt: Attempt, contents: list[str]) -> None:
    """Lake and database agree, the import can be done again at once, and nothing is left."""
    after, again = attempt.after, attempt.again
    kept = after.editions == contents
    assert kept or after.editions == contents[:1], attempt.step
    assert set(after.editions) <= after.lake <= set(contents), attempt.step
    # The trail tells of what is so.
    assert after.told.count("edition-kept") == len(after.editions), attempt.step
    assert (after.imports[-1] == "done") == (kept or len(after.imports) == 1), attempt.step
    assert again.editions == contents, attempt.step
    assert again.told.count("edition-kept") == 2, attempt.step
    assert again.imports[-1] == ("unchanged" if kept else "done"), attempt.step
    assert not {"running", "waiting"} & set(again.imports), attempt.step
    assert again.lake == set(contents), attempt.step
    assert again.left == [], attempt.step
