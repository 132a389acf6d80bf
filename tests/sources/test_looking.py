"""Questions to a snapshot of observations, held against a plain reading of the same rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.sources.reading import written

from windroos.sources import lake, looking
from windroos.sources.asked import Asked
from windroos.sources.importing import take_in
from windroos.sources.lake import LakeError
from windroos.sources.looking import Choice, Combination, Gap
from windroos.sources.mapping import dataset_of

MAPPING = """
id = "made-up"
title_nl = "Verzonnen"
title_en = "Made up"
publisher = "I"
homepage = "https://example.org/"
dimensions = ["sex"]
region = { column = "geo", codes = "eurostat" }
period = { column = "time" }
indicator = { column = "what" }
value = { column = "value", unit_column = "unit", flag = "flag" }
licence = { name = "CC0", url = "https://example.org/", attribution = "I" }
"""

# What, unit, sex, place, period, value, flag; XX is no region of ours.
ROWS = [
    ("births", "number", "F", "NL41", "2020", "10", ""),
    ("births", "number", "F", "NL41", "2021", "", "c"),
    ("births", "number", "F", "NL41", "2022-Q4", "0", "p"),
    ("births", "number", "F", "BE2", "2020", "7", ""),
    ("births", "number", "M", "NL41", "2020", "11", ""),
    ("births", "number", "M", "BE2", "2021", "", ":"),
    ("births", "share", "M", "BE2", "2021", "0.5", ""),
    ("area", "km2", "T", "XX", "2020", "3", ""),
    ("area", "km2", "T", "NL", "2019", "4", ""),
]


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, str]:
    return kept(tmp_path, ROWS)


def kept(folder: Path, rows: list[tuple[str, ...]]) -> tuple[Path, str]:
    one = Asked(dataset_of(written(folder / "made-up.toml", MAPPING)), {})
    lines = "".join(",".join(row) + "\n" for row in rows)
    table = written(folder / "table.csv", "what,unit,sex,geo,time,value,flag\n" + lines)
    taken = take_in(folder / "lake", one, [table])
    return folder / "lake", taken.snapshot.sha256


def keys(found: list[looking.Figure]) -> set[tuple[Any, ...]]:
    return {(f.unit, f.dimensions["sex"], f.region_given, f.period, f.value) for f in found}


def expected(rows: list[tuple[str, ...]]) -> set[tuple[Any, ...]]:
    return {
        (unit, sex, place, period, float(value) if value else None)
        for _, unit, sex, place, period, value, _ in rows
    }


def test_the_indicators(made: tuple[Path, str]) -> None:
    area, births = looking.indicators(*made)
    assert (births.id, births.units, births.regions) == ("births", ("number", "share"), 2)
    assert (births.first, births.last, births.rows, births.missing) == ("2020", "2022-Q4", 7, 2)
    assert births.dimensions == {"sex": 2}
    assert (area.id, area.rows, area.missing, area.regions) == ("area", 2, 0, 2)
    assert looking.indicator(*made, "area") == area
    assert looking.indicator(*made, "deaths") is None


def test_what_there_is_to_choose_from(made: tuple[Path, str]) -> None:
    assert looking.combinations(*made, Choice("births")) == [
        Combination("number", {"sex": "F"}, "2020", "2022-Q4", 4, 1),
        Combination("number", {"sex": "M"}, "2020", "2021", 2, 1),
        Combination("share", {"sex": "M"}, "2021", "2021", 1, 0),
    ]
    assert len(looking.combinations(*made, Choice("births"), most=1)) == 1
    assert len(looking.combinations(*made, Choice("births", {"sex": "M"}, "share"))) == 1


@pytest.mark.parametrize("sex", [None, "F", "M", "T"])
@pytest.mark.parametrize("unit", [None, "number", "share"])
@pytest.mark.parametrize("regions", [(), ("NL41",), ("BE2",), ("XX",), ("BE2", "NL41")])
def test_the_figures_of_a_choice(
    sex: str | None, unit: str | None, regions: tuple[str, ...], made: tuple[Path, str]
) -> None:
    wanted = [
        row
        for row in ROWS
        if row[0] == "births"
        and (unit is None or row[1] == unit)
        and (sex is None or row[2] == sex)
        and (not regions or row[3] in regions)
    ]
    choice = Choice("births", {"sex": sex} if sex else {}, unit, regions)
    found = looking.figures(*made, choice)
    assert keys(found) == expected(wanted)
    assert len(found) == len(wanted) == looking.count(*made, choice)


def test_a_series_stands_in_its_order_and_whole(made: tuple[Path, str]) -> None:
    found = looking.figures(*made, Choice("births", {"sex": "F"}, regions=("NL41",)))
    assert [(f.period, f.value, f.flag) for f in found] == [
        ("2020", 10.0, None),
        ("2021", None, "c"),
        ("2022-Q4", 0.0, "p"),
    ]
    assert found[0].cell == "geo=NL41; what=births; sex=F; time=2020"
    (place,) = looking.figures(*made, Choice("area"), until="2019")
    assert (place.region, place.region_given) == ("NL", "NL")
    (unknown,) = looking.figures(*made, Choice("area"), since="2020")
    assert (unknown.region, unknown.region_given) == (None, "XX")


@pytest.mark.parametrize("sex", ["F", "M", "T"])
def test_several_questions_at_once_have_the_answers_of_each(
    sex: str, made: tuple[Path, str]
) -> None:
    choice = Choice("births", {"sex": sex})
    with looking.asked(*made, choice) as series:
        assert series.figures() == looking.figures(*made, choice)
        assert series.figures(most=1, skip=1) == looking.figures(*made, choice, most=1, skip=1)
        assert series.latest(until="2021") == looking.latest(*made, choice, until="2021")
        assert series.latest() == looking.latest(*made, choice)
        assert series.gaps(most=1) == looking.gaps(*made, choice, most=1)
        of_region = Choice("births", {"sex": sex}, regions=("BE2",))
        assert series.figures(["BE2"]) == looking.figures(*made, of_region)


@pytest.mark.parametrize(
    ("since", "until", "periods"),
    [
        ("2021", None, ["2021", "2022-Q4"]),
        (None, "2022", ["2020", "2021", "2022-Q4"]),
        (None, "2022-Q3", ["2020", "2021"]),
        ("2022-Q4", "2022-Q4", ["2022-Q4"]),
    ],
)
def test_a_part_of_a_period_is_all_of_it(
    since: str | None, until: str | None, periods: list[str], made: tuple[Path, str]
) -> None:
    choice = Choice("births", {"sex": "F"}, regions=("NL41",))
    found = looking.figures(*made, choice, since=since, until=until)
    assert [f.period for f in found] == periods
    assert looking.count(*made, choice, since=since, until=until) == len(periods)


def test_a_page_of_figures(made: tuple[Path, str]) -> None:
    every = looking.figures(*made, Choice("births"))
    assert looking.figures(*made, Choice("births"), most=3, skip=2) == every[2:5]


def test_the_latest_known_of_each_place(made: tuple[Path, str]) -> None:
    found = looking.latest(*made, Choice("births", unit="number"))
    assert [(f.dimensions["sex"], f.region, f.period, f.value) for f in found] == [
        ("F", "BE2", "2020", 7.0),
        ("F", "NL41", "2022-Q4", 0.0),
        ("M", "NL41", "2020", 11.0),
    ]
    found = looking.latest(*made, Choice("births", {"sex": "F"}), until="2021")
    assert [(f.region, f.period) for f in found] == [("BE2", "2020"), ("NL41", "2020")]


def test_gaps_are_marked_as_missing_or_not_there_at_all(made: tuple[Path, str]) -> None:
    found = looking.gaps(*made, Choice("births", {"sex": "F"}))
    assert (found.regions, found.periods) == (2, ("2020", "2021", "2022-Q4"))
    assert found.gaps == (
        Gap("BE2", "BE2", "2021", False, None),
        Gap("BE2", "BE2", "2022-Q4", False, None),
        Gap("NL41", "NL41", "2021", True, "c"),
    )
    assert found.count == 3
    # What is missing in one unit and known in the other is no gap.
    found = looking.gaps(*made, Choice("births", {"sex": "M"}))
    assert [(gap.region, gap.period) for gap in found.gaps] == [("BE2", "2020"), ("NL41", "2021")]
    few = looking.gaps(*made, Choice("births", {"sex": "F"}), most=1)
    assert (few.count, len(few.gaps)) == (3, 1)


def test_nothing_is_found_of_what_is_not_there(made: tuple[Path, str]) -> None:
    for choice in (Choice("deaths"), Choice("births", {"age": "0"}), Choice("births", unit="km")):
        assert looking.figures(*made, choice) == []
        assert looking.latest(*made, choice) == []
        assert looking.gaps(*made, choice).count == looking.count(*made, choice) == 0


def test_figures_without_a_unit_and_without_dimensions(tmp_path: Path) -> None:
    mapping = MAPPING.replace('dimensions = ["sex"]\n', "").replace('unit_column = "unit", ', "")
    one = Asked(dataset_of(written(tmp_path / "made-up.toml", mapping)), {})
    table = written(tmp_path / "t.csv", "what,geo,time,value,flag\na,NL,2020,1,\na,BE,2020,2,\n")
    taken = take_in(tmp_path / "lake", one, [table])
    (found,) = looking.indicators(tmp_path / "lake", taken.snapshot.sha256)
    assert (found.units, found.dimensions) == ((None,), {})
    figures = looking.figures(tmp_path / "lake", taken.snapshot.sha256, Choice("a"))
    assert [(f.region, f.unit, f.value) for f in figures] == [("BE", None, 2), ("NL", None, 1)]


def test_what_is_derived_is_made_again(made: tuple[Path, str]) -> None:
    folder, sha256 = made
    derived = sorted(path for path in folder.iterdir() if path.suffix in lake.DERIVED)
    assert len(derived) == 2
    before = looking.indicators(folder, sha256)
    derived[0].unlink()
    derived[1].write_bytes(b"PAR1 damaged PAR1")
    assert looking.indicators(folder, sha256) == before
    assert len(looking.figures(folder, sha256, Choice("births"))) == 7
    assert lake.collect(folder, [("observations", sha256)]) == []
    assert all(path.exists() for path in derived)
    lake.collect(folder, [])
    assert list(folder.iterdir()) == []


def test_a_snapshot_that_was_changed_is_told(made: tuple[Path, str]) -> None:
    folder, sha256 = made
    looking.indicators(folder, sha256)
    path = folder / lake.manifest(folder, "observations", sha256).file
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(LakeError, match="was changed"):
        looking.indicators(folder, sha256)
    path.unlink()
    with pytest.raises(LakeError, match="load the case or source again"):
        looking.figures(folder, sha256, Choice("births"))


def test_a_snapshot_is_hashed_once(made: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    looking.indicators(*made)
    monkeypatch.setattr(lake, "_hash_of_file", lambda _file: pytest.fail("hashed again"))
    assert len(looking.indicators(*made)) == 2
    assert len(looking.latest(*made, Choice("area"))) == 2
