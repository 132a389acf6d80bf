"""A decision table from two CSV files: the alternatives with their figures, and the criteria.

`criteria.csv` is the tree, a row a node: `id`, `parent` (empty for the root), and where wanted
`weight` (1), `aggregate` (arithmetic) and `exponent`; of a leaf also `direction` (1: more is
better, -1: less is), `low` and `high` (the goalposts: the figures that earn 0 and 1, from which
the direction follows) and `denominator` (the column of the alternatives that a figure is divided
by; goalposts are in the unit after that). `alternatives.csv` has a row an alternative: `id`, a
column of figures for each leaf of the tree, and any other columns (names, groups, sizes). An empty
cell is missing, an empty row is passed over. Cells are parted by commas, and numbers have a decimal
point.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from .tables import Table, number_of
from .tree import AGGREGATES, Node, Tree, TreeError, exponent_problem

_CRITERIA = (
    "id", "parent", "weight", "direction", "aggregate", "exponent", "low", "high", "denominator",
)  # fmt: skip
_OF_LEAVES = ("direction", "low", "high", "denominator")


class TableError(ValueError):
    """What is wrong with the files, every fault a line: file, row, column, and what to do."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


class Row(NamedTuple):
    """A row of a file; the header is row 1."""

    at: str
    """File and number, for a message."""
    cells: Mapping[str, str]


class Leaf(NamedTuple):
    """What the criteria say of a leaf beside its place in the tree."""

    direction: float = 1.0
    low: float = math.nan
    high: float = math.nan
    denominator: str | None = None


def read_tables(alternatives: str | Path, criteria: str | Path) -> Table:
    """Read a decision table; raises `TableError` with everything that is wrong with the two."""
    reader = _Reader()
    nodes = reader.rows(Path(criteria), ("id", "parent"), _CRITERIA)
    units = reader.rows(Path(alternatives), ("id",))
    reader.stop()
    tree, leaves = reader.criteria(Path(criteria).name, nodes)
    table = reader.table(tree, leaves, Path(alternatives).name, units)
    reader.stop()
    return table


class _Reader:
    """Reads both files, gathering what is wrong instead of stopping at the first."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def stop(self) -> None:
        if self.faults:
            raise TableError(self.faults)

    def rows(
        self, path: Path, needed: Sequence[str], known: Sequence[str] | None = None
    ) -> list[Row]:
        """The rows of a file that are not empty, with an id each that no other has."""
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            self.faults.append(f"{path}: there is no such file")
            return []
        except (OSError, UnicodeDecodeError) as error:
            self.faults.append(f"{path}: cannot be read as UTF-8 text: {error}")
            return []
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            header, *lines = [[cell.strip() for cell in line] for line in reader] or [[]]
        except csv.Error as error:
            self.faults.append(f"{path.name}, line {reader.line_num}: no valid CSV: {error}")
            return []
        if not self.header(path.name, header, needed, known):
            return []
        rows: list[Row] = []
        seen: set[str] = set()
        for number, line in enumerate(lines, start=2):
            at = f"{path.name}, row {number}"
            if not any(line):
                continue
            if len(line) != len(header):
                self.faults.append(f"{at}: it has {len(line)} cells, and the header {len(header)}")
                continue
            rows.append(Row(at, dict(zip(header, line, strict=True))))
            id_ = rows[-1].cells["id"]
            if not id_ or id_ in seen:
                problem = f"“{id_}” stands there twice" if id_ else "it is empty"
                self.faults.append(f"{at}, column “id”: {problem}")
            seen.add(id_)
        if not rows and not self.faults:
            self.faults.append(f"{path.name}: it has no rows below its header")
        return rows

    def header(
        self, file: str, header: list[str], needed: Sequence[str], known: Sequence[str] | None
    ) -> bool:
        """Whether rows can be read by it."""
        before = len(self.faults)
        if not any(header):
            self.faults.append(f"{file}: it is empty; its first row names the columns")
        elif len(header) == 1 and any(mark in header[0] for mark in ";\t"):
            self.faults.append(f"{file}: its cells are not parted by commas; save it so")
        else:
            for name in needed:
                if name not in header:
                    self.faults.append(f"{file}: column “{name}” is missing")
            for place, name in enumerate(header, start=1):
                if not name:
                    self.faults.append(f"{file}, column {place}: it has no name")
                elif header.index(name) < place - 1:
                    self.faults.append(f"{file}: column “{name}” stands there twice")
                elif known is not None and name not in known:
                    self.faults.append(
                        f"{file}: unknown column “{name}”; there are: {', '.join(known)}"
                    )
        return len(self.faults) == before

    def criteria(self, file: str, rows: list[Row]) -> tuple[Tree, Mapping[str, Leaf]]:
        """The tree, and what is said of its leaves; raises `TableError` where there is no tree."""
        ids = {row.cells["id"] for row in rows}
        parents = {row.cells["parent"] for row in rows}
        nodes: list[Node] = []
        leaves: dict[str, Leaf] = {}
        for row in rows:
            nodes.append(self.node(row, ids))
            if row.cells["id"] not in parents:
                leaves[row.cells["id"]] = self.leaf(row)
                continue
            for column in _OF_LEAVES:
                if row.cells.get(column):
                    self.wrong(row, column, "only a leaf has one, and this has children: empty it")
        self.stop()
        try:
            return Tree.of(nodes), leaves
        except TreeError as error:
            raise TableError([f"{file}: {error}"]) from error

    def node(self, row: Row, ids: set[str]) -> Node:
        parent, aggregate = row.cells["parent"], row.cells.get("aggregate") or "arithmetic"
        if parent and parent not in ids:
            self.wrong(row, "parent", f"there is no row with the id “{parent}”")
        weight = self.number(row, "weight", 1.0, lambda v: v >= 0, "a number of 0 or more")
        given = self.number(row, "exponent", math.nan)
        exponent = None if math.isnan(given) else given
        if aggregate not in AGGREGATES:
            self.wrong(row, "aggregate", f"“{aggregate}” is not one of {', '.join(AGGREGATES)}")
        elif problem := exponent_problem(aggregate, exponent):
            self.wrong(row, "exponent", f"“{row.cells['id']}” {problem}")
        return Node(row.cells["id"], parent or None, weight, aggregate, exponent)

    def leaf(self, row: Row) -> Leaf:
        told = self.number(
            row, "direction", math.nan, lambda v: v in (1, -1), "1 (more is better) or -1"
        )
        low, high = self.number(row, "low", math.nan), self.number(row, "high", math.nan)
        denominator = row.cells.get("denominator") or None
        if math.isnan(low) and math.isnan(high):
            return Leaf(1.0 if math.isnan(told) else told, low, high, denominator)
        direction = 1.0 if low < high else -1.0
        if math.isnan(low) or math.isnan(high) or low == high:
            self.wrong(row, "low", "give two different goalposts, low and high, or neither")
        elif not math.isnan(told) and told != direction:
            order = "below" if direction > 0 else "above"
            self.wrong(row, "direction", f"it is {told:g}, but low (earns 0) lies {order} high")
        return Leaf(direction, low, high, denominator)

    def table(self, tree: Tree, leaves: Mapping[str, Leaf], file: str, units: list[Row]) -> Table:
        columns = list(units[0].cells)
        sizes = dict.fromkeys(leaf.denominator for leaf in leaves.values() if leaf.denominator)
        for name in [*tree.leaves, *sizes]:
            if name not in columns:
                self.faults.append(f"{file}: there is no column “{name}”, which the criteria name")
        for name in columns:
            if name in tree.index and name not in leaves and name != "id":
                self.faults.append(
                    f"{file}: column “{name}” is a node with children: only leaves have figures"
                )
        values = [[self.number(unit, leaf, math.nan) for leaf in tree.leaves] for unit in units]
        for unit in units:
            for size in sizes:
                if size not in leaves:
                    self.number(unit, size, math.nan, lambda v: v >= 0, "a number of 0 or more")
        of = [leaves[leaf] for leaf in tree.leaves]
        return Table(
            alternatives=tuple(unit.cells["id"] for unit in units),
            tree=tree,
            values=np.array(values, dtype=np.float64),
            directions=np.array([leaf.direction for leaf in of]),
            goalposts=np.array([(leaf.low, leaf.high) for leaf in of], dtype=np.float64).T,
            denominators=tuple(leaf.denominator for leaf in of),
            columns={
                name: tuple(unit.cells[name] for unit in units)
                for name in columns
                if name != "id" and (name not in leaves or name in sizes)
            },
        )

    def number(
        self,
        row: Row,
        column: str,
        default: float,
        allowed: Callable[[float], bool] = math.isfinite,
        what: str = "a number",
    ) -> float:
        text = row.cells.get(column, "")
        if not text:
            return default
        value = number_of(text)
        if value is not None and allowed(value):
            return value
        comma = number_of(text.replace(",", ".", 1)) is not None and "," in text
        hint = ": write a decimal point" if comma else ""
        self.wrong(row, column, f"“{text}” is not {what}{hint}")
        return default

    def wrong(self, row: Row, column: str, problem: str) -> None:
        self.faults.append(f"{row.at}, column “{column}”: {problem}")
