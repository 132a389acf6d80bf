"""Reading facts from files beside a register, and telling everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from windroos.cases.descriptors import described
from windroos.cases.facts.beside import Beside
from windroos.cases.facts.package import FOLDER, Facts
from windroos.cases.facts.rules import broken_rules
from windroos.cases.facts.tables import TABLES
from windroos.cases.package import locate
from windroos.cases.problems import N_, PackageError, Problem
from windroos.cases.reading import Numbered, read_tables
from windroos.cases.references import loose_ends, targets
from windroos.cases.register import TABLES as REGISTER_TABLES
from windroos.cases.register import Register
from windroos.cases.register.check import examine as examine_register
from windroos.cases.register.check import find as find_register


def find(name_or_path: str | Path) -> Path | None:
    """The folder of facts: that of a case shipped here or of a path, or within it; or None."""
    folder = locate(name_or_path)
    return next((one for one in (folder / FOLDER, folder) if _holds_facts(one)), None)


def check(name_or_path: str | Path) -> list[Problem]:
    """Everything that is wrong with facts, however much; empty when they are sound."""
    return examine(name_or_path)[2]


def read(name_or_path: str | Path) -> Facts:
    """Sound facts; raises `PackageError` with every problem otherwise."""
    return read_both(name_or_path)[1]


def read_both(name_or_path: str | Path) -> tuple[Register, Facts]:
    """Sound facts with the register that they speak of; raises `PackageError` otherwise."""
    register, facts, problems = examine(name_or_path)
    if register is None or facts is None:
        raise PackageError(problems)
    return register, facts


def examine(name_or_path: str | Path) -> tuple[Register | None, Facts | None, list[Problem]]:
    """The register and the facts when they are sound, and everything that is wrong when not.

    The register that facts speak of stands in the folder beside them.
    """
    folder = find(name_or_path)
    if folder is None:
        wording = N_("there are no facts; name a shipped case, or a folder with facts.csv")
        return None, None, [Problem("no-package", str(name_or_path), wording)]
    beside = find_register(folder.parent)
    if beside is None:
        wording = N_("there is no register beside the facts; put it in a folder called register")
        return None, None, [Problem("no-register", str(folder.parent), wording)]
    register, faults = examine_register(beside)
    if register is None:
        wording = N_("the register beside the facts is not sound: mend it first (%(count)s faults)")
        told = Problem("unsound-register", str(beside), wording, values={"count": len(faults)})
        return None, None, [told]
    problems: list[Problem] = []
    named = described(folder, TABLES, problems)
    tables = read_tables(folder, TABLES, named and named.tables, problems)
    problems += between(tables, register, {(problem.file, problem.row) for problem in problems})
    if problems or named is None:
        return register, None, problems
    kept = {name: [row for _, row in found] for name, found in tables.items()}
    return register, Facts.of(named.name, named.title, kept), []


def between(
    tables: Mapping[str, Numbered],
    register: Register,
    odd: AbstractSet[tuple[str, int | None]] = frozenset(),
) -> list[Problem]:
    """What is wrong between rows of facts, and between them and a register.

    `odd` are the files and lines of rows that are not sound by themselves: rules are not asked of
    those.
    """
    there = {name: [(None, row) for row in rows] for name, rows in register.tables.items()}
    known = targets(REGISTER_TABLES, there) | targets(TABLES, tables)
    problems = loose_ends(TABLES, tables, known)
    told = odd | {(problem.file, problem.row) for problem in problems}
    sound = {
        name: [(line, row) for line, row in rows if (TABLES[name].path, line) not in told]
        for name, rows in tables.items()
    }
    return problems + broken_rules(sound, Beside.of(register))


def _holds_facts(folder: Path) -> bool:
    return (folder / TABLES["facts"].path).is_file()
