"""Loading a package of facts: what is new in it is added, and nothing that is there changes."""

from dataclasses import dataclass

from windroos.apps.accounts.actions import record as tell
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.network.queries import records
from windroos.apps.programmes.actions.storing import MODELS, store
from windroos.apps.programmes.queries import accounts
from windroos.apps.regions import actions as regions
from windroos.apps.regions.faults import Invalid
from windroos.apps.regions.permits import leading
from windroos.apps.regions.queries import Case
from windroos.cases.facts import Facts
from windroos.cases.facts.check import between
from windroos.cases.facts.tables import TABLES
from windroos.cases.problems import N_, Problem
from windroos.cases.reading import Numbered, Row


@dataclass(frozen=True)
class LoadedFacts:
    """How many rows of each table were added, and how many that are here the package lacks."""

    added: dict[str, int]
    kept: int

    @property
    def count(self) -> int:
        return sum(self.added.values())


@action(Role.ADMINISTRATOR, within=leading, program=True)
def load_facts(case: Case, facts: Facts, *, actor: User | None = None) -> LoadedFacts:
    """Add what a package of facts says that is not here; loading it again changes nothing.

    The register is loaded first. Raises `Invalid` when a row is here and says something else, or
    when the rows do not hold beside those that are here and the register.
    """
    regions.lock(case)
    problems: list[tuple[int, Problem]] = []
    new: dict[str, list[Row]] = {}
    together: dict[str, Numbered] = {}
    kept = 0
    for table in TABLES:
        there = {
            row["id"]: accounts.as_written(row)
            for row in accounts.rows(case, table, sequence=False)
        }
        given = list(enumerate(facts.tables[table], start=2))
        problems += [
            (line, _changed(table, line, str(row["id"])))
            for line, row in given
            if row["id"] in there and there[row["id"]] != dict(row)
        ]
        kept += len(there.keys() - {row["id"] for _, row in given})
        added = [(line, row) for line, row in given if row["id"] not in there]
        new[table] = [row for _, row in added]
        together[table] = [*((None, row) for row in there.values()), *added]
    if not problems and any(new.values()):
        found = between(together, records.register(case))
        problems = [(problem.row or 0, problem) for problem in found]
    if problems:
        raise Invalid(problems)
    for table in MODELS:
        store(case, table, new[table], actor=actor)
    loaded = LoadedFacts({name: len(rows) for name, rows in new.items()}, kept)
    if loaded.count:
        tell(
            "facts-loaded",
            actor=actor,
            subject_type="case",
            subject_id=case.pk,
            label_nl=case.title,
            after={"count": loaded.count, "revision": facts.revision},
        )
    return loaded


def _changed(table: str, line: int, id: str) -> Problem:
    wording = N_(
        "“%(id)s” was recorded otherwise here; what is recorded never changes: give"
        " the correction a row of its own"
    )
    return Problem("recorded", TABLES[table].path, wording, line, "id", {"id": id})
