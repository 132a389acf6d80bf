"""A decision table from two CSV files, and every fault told by file, row and column."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from windroos.decide import Node, Tree
from windroos.decide.chain import Table, TableError, read_tables

CRITERIA = """id,parent,weight,direction,aggregate,exponent,low,high,denominator
fit,,,,power,-1,,,
economy,fit,2,,,,,,
exports,economy,,,,,,,people
jobless,economy,3,-1,,,,,
patents,fit,,,,,10,0,
"""
UNITS = """id,name,people,exports,jobless,patents,group
FI,"Oulu, and around",2,10,5.5,,north
SE,Skåne,1.5e1,0,,3,north
ES,"a ""name"" ",,-7,.5,4,
"""


def read_texts(folder: Path, criteria: str = CRITERIA, units: str = UNITS) -> Table:
    (folder / "criteria.csv").write_text(criteria, encoding="utf-8", newline="")
    (folder / "units.csv").write_text(units, encoding="utf-8", newline="")
    return read_tables(folder / "units.csv", folder / "criteria.csv")


def assert_sound(table: Table) -> None:
    assert table.alternatives == ("FI", "SE", "ES")
    assert table.tree == Tree.of(
        [
            Node("fit", None, 1.0, "power", -1.0),
            Node("economy", "fit", 2.0),
            Node("exports", "economy"),
            Node("jobless", "economy", 3.0),
            Node("patents", "fit"),
        ]
    )
    nan = math.nan
    np.testing.assert_array_equal(table.values, [[10, 5.5, nan], [0, nan, 3], [-7, 0.5, 4]])
    assert table.directions.tolist() == [1, -1, -1]  # of patents from its goalposts
    np.testing.assert_array_equal(table.goalposts, [[nan, nan, 10], [nan, nan, 0]])
    assert table.denominators == ("people", None, None)
    np.testing.assert_array_equal(table.numbers("people"), [2, 15, nan])
    assert table.column("name") == ("Oulu, and around", "Skåne", 'a "name"')
    assert table.column("group") == ("north", "north", "")
    assert table.index == {"FI": 0, "SE": 1, "ES": 2}


def test_two_files_make_a_table(tmp_path: Path) -> None:
    assert_sound(read_texts(tmp_path))


def test_what_a_spreadsheet_makes_of_a_file_is_read_the_same(tmp_path: Path) -> None:
    criteria = "\ufeff" + CRITERIA.replace("\n", "\r\n") + ",,,,,,,,\r\n\r\n"
    units = UNITS.replace("SE,", "\n\n,,,,,,\n SE ,")
    assert_sound(read_texts(tmp_path, criteria, units))


def test_only_ids_and_parents_are_needed(tmp_path: Path) -> None:
    table = read_texts(tmp_path, "id,parent\nfit,\na,fit\n", "id,a\nx,1\n")
    assert (table.directions.tolist(), table.denominators) == ([1], (None,))
    assert table.tree.nodes[1].weight == 1


def test_a_leaf_can_be_the_size_of_another(tmp_path: Path) -> None:
    criteria = "id,parent,denominator\nfit,,\nvisits,fit,people\npeople,fit,\n"
    table = read_texts(tmp_path, criteria, "id,visits,people\nx,6,3\n")
    assert table.numbers("people").tolist() == [3]
    assert table.tree.leaves == ("visits", "people")


# What is put in the place of what in which file, and what is then told.
BROKEN = {
    "a column that is needed is missing": (
        "criteria", "id,parent,", "id,above,",
        ["criteria.csv: column “parent” is missing", "criteria.csv: unknown column “above”"],
    ),
    "an unknown column": ("criteria", "weight", "wieght", ["criteria.csv: unknown column “wieght”; there are: id, parent, weight"]),
    "a column twice": ("units", "name,people", "people,people", ["units.csv: column “people” stands there twice"]),
    "a column without a name": ("units", "id,name,", "id,,", ["units.csv, column 2: it has no name"]),
    "semicolons": ("units", UNITS, UNITS.replace(",", ";"), ["units.csv: its cells are not parted by commas"]),
    "no valid CSV": ("units", 'a ""name', 'a "name', ["units.csv, line 4: no valid CSV"]),
    "too few cells": ("units", "FI,\"Oulu, and around\",", "FI,", ["units.csv, row 2: it has 6 cells, and the header 7"]),
    "too many cells": ("units", "SE,Skåne", "SE,Skåne,Malmö", ["units.csv, row 3: it has 8 cells, and the header 7"]),
    "an id twice": ("units", "ES,", "FI,", ["units.csv, row 4, column “id”: “FI” stands there twice"]),
    "an id that is empty": ("criteria", "patents,fit", ",fit", ["criteria.csv, row 6, column “id”: it is empty"]),
    "a parent that is not there": ("criteria", "economy,fit", "economy,fti", ["criteria.csv, row 3, column “parent”: there is no row with the id “fti”"]),
    "two roots": ("criteria", "patents,fit,,,,,10,0,", "patents,,,,,,10,0,", ["criteria.csv: A tree has one root, but these nodes have no parent: 'fit', 'patents'."]),
    "a cycle": ("criteria", "fit,,,,", "fit,economy,,,", ["criteria.csv: Node 'fit' lies on a cycle"]),
    "a weight below zero": ("criteria", "economy,fit,2", "economy,fit,-2", ["criteria.csv, row 3, column “weight”: “-2” is not a number of 0 or more"]),
    "weights that add up to nothing": (
        "criteria", "exports,economy,,,,,,,people\njobless,economy,3", "exports,economy,0,,,,,,people\njobless,economy,0",
        ["criteria.csv: The children of node 'economy' have weights that add up to 0"],
    ),
    "a direction": ("criteria", "3,-1", "3,down", ["criteria.csv, row 5, column “direction”: “down” is not 1 (more is better) or -1"]),
    "an aggregate": ("criteria", "power,-1", "middle,", ["criteria.csv, row 2, column “aggregate”: “middle” is not one of arithmetic, geometric"]),
    "an exponent that lacks": ("criteria", "power,-1", "power,", ["criteria.csv, row 2, column “exponent”: “fit” has aggregate 'power' and needs an exponent"]),
    "an exponent too many": ("criteria", "power,-1", ",-1", ["criteria.csv, row 2, column “exponent”: “fit” has aggregate 'arithmetic', which takes no exponent"]),
    "half of the goalposts": ("criteria", "10,0,", "10,,", ["criteria.csv, row 6, column “low”: give two different goalposts, low and high, or neither"]),
    "equal goalposts": ("criteria", "10,0,", "10,10,", ["criteria.csv, row 6, column “low”: give two different goalposts"]),
    "goalposts against the direction": (
        "criteria", "patents,fit,,,", "patents,fit,,1,", ["criteria.csv, row 6, column “direction”: it is 1, but low (earns 0) lies above high"],
    ),
    "a denominator of what is no leaf": ("criteria", "economy,fit,2,,,,,,", "economy,fit,2,,,,,,people", ["criteria.csv, row 3, column “denominator”: only a leaf has one"]),
    "a denominator that is not there": ("criteria", "people", "heads", ["units.csv: there is no column “heads”, which the criteria name"]),
    "a leaf without figures": ("units", "jobless", "joblessness", ["units.csv: there is no column “jobless”, which the criteria name"]),
    "figures for a branch": ("units", "group", "economy", ["units.csv: column “economy” is a node with children: only leaves have figures"]),
    "a word for a figure": ("units", "5.5", "n/a", ["units.csv, row 2, column “jobless”: “n/a” is not a number"]),
    "a decimal comma": ("units", "5.5", '"5,5"', ["units.csv, row 2, column “jobless”: “5,5” is not a number: write a decimal point"]),
    "no number though Python takes it": ("units", "10,5.5", "1_0,nan", ["units.csv, row 2, column “exports”: “1_0” is not a number", "units.csv, row 2, column “jobless”: “nan” is not a number"]),
    "a number without end": ("units", "5.5", "1e999", ["units.csv, row 2, column “jobless”: “1e999” is not a number"]),
    "a size below zero": ("units", "around\",2", "around\",-2", ["units.csv, row 2, column “people”: “-2” is not a number of 0 or more"]),
    "no rows": ("units", UNITS, UNITS.splitlines()[0], ["units.csv: it has no rows below its header"]),
    "nothing": ("criteria", CRITERIA, "", ["criteria.csv: it is empty; its first row names the columns"]),
}  # fmt: skip


@pytest.mark.parametrize("case", list(BROKEN))
def test_a_fault_is_told_with_its_place(tmp_path: Path, case: str) -> None:
    file, old, new, told = BROKEN[case]
    texts = {"criteria": CRITERIA, "units": UNITS}
    assert old in texts[file]
    texts[file] = texts[file].replace(old, new, 1)
    with pytest.raises(TableError) as caught:
        read_texts(tmp_path, **texts)
    faults = caught.value.faults
    assert len(faults) == len(told)
    for fault, beginning in zip(faults, told, strict=True):
        assert fault.startswith(beginning)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    criteria = CRITERIA.replace("3,-1", "-3,-1").replace("10,0,", "10,,")
    with pytest.raises(TableError) as caught:
        read_texts(tmp_path, criteria)
    assert str(caught.value).splitlines() == [
        "criteria.csv, row 5, column “weight”: “-3” is not a number of 0 or more",
        "criteria.csv, row 6, column “low”: give two different goalposts, low and high, or neither",
    ]
    units = UNITS.replace("5.5", "five").replace("-7", "seven")
    with pytest.raises(TableError) as caught:
        read_texts(tmp_path, units=units)
    assert [fault.split(":")[0] for fault in caught.value.faults] == [
        "units.csv, row 2, column “jobless”",
        "units.csv, row 4, column “exports”",
    ]


def test_a_row_is_counted_as_a_spreadsheet_counts_it(tmp_path: Path) -> None:
    units = UNITS.replace('"Oulu, and around"', '"Oulu\nand around"').replace("SE,", "\nSE,")
    with pytest.raises(TableError, match=r"^units\.csv, row 4, column “patents”: “x”"):
        read_texts(tmp_path, units=units.replace("0,,3", "0,,x"))


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes("id,parent\nå,\n".encode("latin-1"))
    with pytest.raises(TableError) as caught:
        read_tables(tmp_path / "units.csv", tmp_path / "latin.csv")
    first, second = caught.value.faults
    assert "latin.csv: cannot be read as UTF-8 text" in first
    assert second.endswith("units.csv: there is no such file")
    with pytest.raises(TableError, match="cannot be read"):
        read_tables(tmp_path, tmp_path)


def test_a_table_in_memory_fits_its_tree() -> None:
    tree = Tree.of([Node("all", None), Node("a", "all"), Node("b", "all")])
    table = Table.of(tree, [[1, 2], [3, math.nan]], ["x", "y"], directions=[1, -1])
    assert (table.alternatives, table.directions.tolist()) == (("x", "y"), [1, -1])
    with pytest.raises(ValueError, match="read-only"):
        table.values[0, 0] = 5
    with pytest.raises(ValueError, match=r"shape \(2, 2\): expected \(1 alternatives, 2 leaves\)"):
        Table.of(tree, [[1, 2], [3, 4]], ["x"])
    with pytest.raises(ValueError, match="Directions"):
        Table.of(tree, [[1, 2]], directions=[1, 0])
    with pytest.raises(ValueError, match="no column “people”; there are: none"):
        table.column("people")
