"""The bakers of the harbour in a database, for tests of programmes; they never existed."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.apps.register import small
from tests.cases import programmes as made

from windroos.apps.network.actions import load_register
from windroos.apps.programmes import actions
from windroos.apps.regions.queries import Case
from windroos.cases.facts import Facts
from windroos.cases.facts.tables import TABLES
from windroos.cases.register import KINDS, Register, rows_of

# A day on which the bakers have not told how many they are.
TODAY = date(2032, 3, 15)


def register(*more: dict[str, Any], **given: list[dict[str, Any]]) -> Register:
    """A small register with the bakers and their indicators, and further records of either."""
    found = small(**given)
    tables = {name: list(rows) for name, rows in found.tables.items()}
    for kind, content in (
        ("programme", made.bakers()),
        *(("indicator", one) for one in (made.loaves(), made.waste(), made.bakeries(), *more)),
    ):
        for table, rows in rows_of(KINDS[kind], content).items():
            tables[table] += rows
    return Register.of(found.name, found.title, tables)


def facts(*more: dict[str, Any]) -> Facts:
    """What the bakers accounted for, and further rows of facts."""
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES} | made.story()
    tables["facts"] += more
    return Facts.of("lake", "The lake", tables)


def bakers(case: Case) -> Case:
    """The bakers in a case, with all that they accounted for."""
    load_register(case, register())
    actions.load_facts(case, facts())
    return case
