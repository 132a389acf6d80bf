"""One database in memory for a process, through which many ask."""

import os

import duckdb
import pytest

from windroos.sources.database import shared


def test_nobody_sees_the_temporary_tables_of_another() -> None:
    with shared() as mine, shared() as yours:
        mine.execute("CREATE TEMP TABLE snapshot AS SELECT 1 AS number")
        with pytest.raises(duckdb.CatalogException):
            yours.execute("FROM snapshot")
        yours.execute("CREATE TEMP TABLE snapshot AS SELECT 2 AS number")
        assert mine.execute("FROM snapshot").fetchall() == [(1,)]


def test_who_is_told_another_limit_asks_another_database() -> None:
    with shared() as one, shared(threads=1) as other:
        other.execute("SET GLOBAL preserve_insertion_order = false")
        asked = "SELECT current_setting('preserve_insertion_order')"
        assert other.execute(asked).fetchall() == [(False,)]
        assert one.execute(asked).fetchall() == [(True,)]
        other.execute("RESET GLOBAL preserve_insertion_order")


def test_a_process_that_was_forked_has_a_database_of_its_own() -> None:
    with shared() as before:
        assert before.execute("SELECT count(*) FROM range(1000000)").fetchall() == [(1000000,)]
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with shared() as after:
                # More than one thread has work to do.
                found = after.execute("SELECT sum(range) FROM range(1000000)").fetchall()
            code = 0 if found == [(499999500000,)] else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
