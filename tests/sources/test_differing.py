"""What differs between two snapshots, held against a comparison by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from windroos.sources import lake
from windroos.sources.differing import Change, Difference, difference
from windroos.sources.lake import LakeError, Origin
from windroos.sources.shape import COLUMNS, KEYS, Gives

Row = Mapping[str, Any]


def kept(folder: Path, table: Gives, rows: Sequence[Row]) -> str:
    """A snapshot of these rows in the order of its kind; columns left out are empty."""
    columns = COLUMNS[table]
    defined = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE made ({defined})")
        for row in rows:
            connection.table("made").insert([row.get(name) for name in columns])
        relation = connection.table("made").order(", ".join(f'"{n}"' for n in columns))
        return lake.keep(folder, table, relation, Origin("test", "CC0")).sha256


def figure(region: str, period: str, value: float | None, **more: Any) -> dict[str, Any]:
    cell = f"geo={region}; time={period}"
    given = {"region": region, "region_given": region, "indicator": "a", "cell": cell}
    return given | {"period": period, "value": value, "dimensions": {"sex": "T"}} | more


EMPTY = dict.fromkeys(COLUMNS["observations"])
OLD = [
    figure("NL", "2020", 1.0),
    figure("NL", "2021", 2.0),
    figure("BE", "2020", 3.0),
    figure("BE", "2021", None),
    figure("DE", "2020", 5.0),
]
NEW = [
    figure("NL", "2020", 1.0),
    figure("NL", "2021", 2.5),
    figure("BE", "2020", 3.0, cell="row 7"),
    figure("BE", "2021", 0.0),
    figure("DE", "2020", 5.0, dimensions={"sex": "F"}),
]


def compared(folder: Path, old: Sequence[Row], new: Sequence[Row], **more: Any) -> Difference:
    ids = [kept(folder, "observations", rows) for rows in (old, new)]
    return difference(folder, "observations", ids[0], ids[1], **more)


def test_what_changed_went_came_and_moved(tmp_path: Path) -> None:
    found = compared(tmp_path, OLD, NEW)
    assert (found.changed, found.gone, found.added, found.moved, found.same) == (2, 1, 1, 1, 1)
    assert not found.says_the_same
    changed = {
        (c.old["region"], c.old["period"]): (c.old["value"], c.new["value"], c.fields)
        for c in found.changes
        if c.way == "changed" and c.old and c.new
    }
    # Missing is not zero: a figure that was missing and is zero by now has changed.
    assert changed == {
        ("NL", "2021"): (2.0, 2.5, ("value",)),
        ("BE", "2021"): (None, 0.0, ("value",)),
    }
    assert [c.way for c in found.changes] == ["changed", "changed", "gone", "added", "moved"]
    gone, added, moved = found.changes[2:]
    assert gone == Change("gone", {**EMPTY, **OLD[4]}, None)
    assert added == Change("added", None, {**EMPTY, **NEW[4]})
    assert moved.fields == ("cell",)


def test_only_moved_says_the_same(tmp_path: Path) -> None:
    moved = [{**row, "cell": f"row {number}"} for number, row in enumerate(OLD)]
    found = compared(tmp_path, OLD, moved)
    assert (found.moved, found.same, found.says_the_same) == (5, 0, True)


def test_the_same_snapshot(tmp_path: Path) -> None:
    found = compared(tmp_path, OLD, OLD)
    assert found == Difference(0, 0, 0, 0, 5, ())
    assert found.says_the_same


def test_the_first_of_each_way_are_told(tmp_path: Path) -> None:
    new = [figure("FR", str(year), 1.0) for year in range(2000, 2010)]
    found = compared(tmp_path, OLD, new, most=2)
    assert (found.added, found.gone) == (10, 5)
    assert [c.way for c in found.changes] == ["gone", "gone", "added", "added"]
    assert [c.new["period"] for c in found.changes if c.new] == ["2000", "2001"]


VALUES = st.sampled_from([None, 0.0, 1.0, 2.0])
CELLS = st.sampled_from(["A1", "B2"])
SNAPSHOTS = st.dictionaries(
    st.tuples(st.sampled_from(["NL", "BE", "DE"]), st.sampled_from(["2020", "2021"])),
    st.tuples(VALUES, CELLS),
    min_size=1,
)


@given(SNAPSHOTS, SNAPSHOTS)
@settings(max_examples=30, deadline=None)
def test_of_any_two(
    old: dict[tuple[str, str], tuple[float | None, str]],
    new: dict[tuple[str, str], tuple[float | None, str]],
) -> None:
    sides = [
        [figure(*key, value, cell=cell) for key, (value, cell) in side.items()]
        for side in (old, new)
    ]
    both = old.keys() & new.keys()
    with TemporaryDirectory() as folder:
        found = compared(Path(folder), *sides)
    assert found.added == len(new.keys() - old.keys())
    assert found.gone == len(old.keys() - new.keys())
    assert found.changed == sum(old[key][0] != new[key][0] for key in both)
    assert found.moved == sum(
        old[key][0] == new[key][0] and old[key][1] != new[key][1] for key in both
    )
    assert found.same == sum(old[key] == new[key] for key in both)


def part(old: str, new: str, amount: float) -> dict[str, Any]:
    versions = {"old_version": "2021", "new_version": "2024", "weight": "pop21"}
    return {"old": old, "new": new, "amount": amount} | versions


def test_rows_that_share_a_key_are_paired_once(tmp_path: Path) -> None:
    """Two of three rows of one key are the same: one changed, whichever stands first."""
    old = [part("NL31", "NL35", amount) for amount in (1.0, 2.0, 2.0)]
    new = [part("NL31", "NL35", amount) for amount in (2.0, 3.0, 2.0)]
    ids = [kept(tmp_path, "correspondence", rows) for rows in (old, new)]
    found = difference(tmp_path, "correspondence", ids[0], ids[1])
    assert (found.changed, found.added, found.gone, found.same) == (1, 0, 0, 2)
    (change,) = found.changes
    assert change.old == part("NL31", "NL35", 1.0)
    assert change.new == part("NL31", "NL35", 3.0)
    more = kept(tmp_path, "correspondence", [*old, part("NL31", "NL35", 2.0)])
    found = difference(tmp_path, "correspondence", ids[0], more)
    assert (found.added, found.same) == (1, 3)


@pytest.mark.parametrize("table", KEYS)
def test_every_kind_can_be_compared(table: Gives, tmp_path: Path) -> None:
    filled = {
        name: {"DOUBLE": 1.0, "BIGINT": 1, "MAP(VARCHAR, VARCHAR)": {"a": "b"}}.get(kind)
        for name, kind in COLUMNS[table].items()
        if kind in {"DOUBLE", "BIGINT", "MAP(VARCHAR, VARCHAR)"}
    }
    text = next(name for name in KEYS[table] if COLUMNS[table][name] == "VARCHAR")
    other = {**filled, text: "other"}
    ids = [kept(tmp_path, table, rows) for rows in ([filled], [filled, other])]
    found = difference(tmp_path, table, ids[0], ids[1])
    assert Counter(change.way for change in found.changes) == {"added": 1}


def test_a_snapshot_that_is_not_there_is_told(tmp_path: Path) -> None:
    one = kept(tmp_path, "observations", OLD)
    with pytest.raises(LakeError, match="is not in"):
        difference(tmp_path, "observations", one, "0" * 64)
    with pytest.raises(LakeError, match="is not in"):
        difference(tmp_path, "observations", "0" * 64, one)
