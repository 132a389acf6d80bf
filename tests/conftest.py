"""Fixtures that every test may use."""

import gc
import os
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.utils import timezone

from tests.standing import TODAY


def pytest_collection_finish() -> None:
    """Lets Python look for cycles less often, and not among what is there from now on.

    Thousands of modules, tests and models stay until the end: looking through them again and
    again took a seventh of the time of the suite.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_unconfigure() -> None:
    gc.unfreeze()


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder with the original documents and datasets, which the repository does not hold.

    The environment variable WINDROOS_SHARED, else `shared` beside the repository; tests that
    need it are skipped where it is absent.
    """
    folder = Path(os.environ.get("WINDROOS_SHARED") or Path(__file__).parents[2] / "shared")
    if not folder.is_dir():
        pytest.skip(f"the original data are not at {folder}: set WINDROOS_SHARED")
    return folder


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """Lets every test be of the same day."""
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_options: TODAY)
    return TODAY


@pytest.fixture(autouse=True, scope="session")
def original_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the files of documents are kept: they are named by their content, so that tests may
    share it."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("documents")
        patch.setattr(settings, "WINDROOS_DOCUMENTS", folder)
        yield folder


@pytest.fixture(autouse=True, scope="session")
def flush_with_an_audit_trail() -> Iterator[None]:
    """Lets a test with its own transactions empty an SQLite database afterwards.

    Django empties it by DELETE, which the triggers of the audit trail refuse: they are taken away
    for that moment. PostgreSQL empties by TRUNCATE, which they do not concern.
    """
    migration = import_module("windroos.apps.accounts.migrations.0002_append_only_events")
    operations = DatabaseWrapper.ops_class
    flush = operations.sql_flush

    def sql_flush(self: Any, style: Any, tables: list[str], **options: bool) -> list[str]:
        statements = flush(self, style, tables, **options)
        if "accounts_event" not in tables:
            return statements
        return [*migration.DROP["sqlite"], *statements, *migration.CREATE["sqlite"]]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", sql_flush)
        yield
