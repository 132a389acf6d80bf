"""`windroos sources`: from an empty folder to figures that can be asked for."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from tests.apps.levels import FIRST, MAPPING, SECOND, written
from tests.cli.command import mistake, told, windroos

from windroos.sources import lake

FIGURES = "data/innovation/eis_2025_raw_indicators.csv"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The arguments for a source by a mapping of one's own, but for its file."""
    mapping = written(tmp_path_factory.mktemp("mapping"), MAPPING, "levels.toml")
    return ["water-levels", "--mapping", str(mapping)]


@pytest.fixture(scope="module")
def loaded(data: Path, files: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data with two editions of the levels; it was empty."""
    folder = tmp_path_factory.mktemp("files")
    for name, text in (("first.csv", FIRST), ("second.csv", SECOND)):
        file = written(folder, text, name)
        done = told(windroos("sources", "load", *files, "--file", str(file), "--json", data=data))
        assert (done["status"], done["files"], done["askedBy"]) == ("done", [name], None)
    return data


def test_a_real_file_loads_into_an_empty_folder(shared: Path, tmp_path: Path) -> None:
    file = shared / FIGURES
    done = windroos("sources", "load", "eis-2025", "--file", str(file), data=tmp_path)
    assert done.returncode == 0, done.stderr
    with file.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert f"{len(rows)} rows" in done.stdout
    again = windroos("sources", "load", "eis-2025", "--file", str(file), data=tmp_path)
    assert (again.returncode, "nothing new" in again.stdout) == (0, True)
    wanted = {
        row["year"]: float(row["obs_value"])
        for row in rows
        if (row["iso2"], row["var"]) == ("NL", "SII")
    }
    asked = ("sources", "series", "eis-2025", "SII", "--region", "NL", "--json")
    found = told(windroos(*asked, data=tmp_path))
    assert {one["period"]: one["value"] for one in found["figures"]} == wanted
    assert found["count"] == len(wanted)


def test_a_source_tells_of_itself(loaded: Path) -> None:
    one = told(windroos("sources", "show", "water-levels", "--json", data=loaded))
    assert (one["edition"]["rows"], one["lastImport"]["status"], one["ageDays"]) == (4, "done", 0)
    shown = windroos("sources", "list", data=loaded)
    assert "water-levels" in shown.stdout
    assert {"wgi", "gii", "eurostat-patents"} <= {
        row["source"] for row in told(windroos("sources", "list", "--json", data=loaded))
    }
    held = told(windroos("sources", "snapshots", "water-levels", "--json", data=loaded))
    assert [one["rows"] for one in held] == [4, 3]
    listed = told(windroos("sources", "imports", "--json", data=loaded))
    assert {one["status"] for one in listed} <= {"done", "failed"}


def test_what_differs_is_told_row_by_row(loaded: Path) -> None:
    found = told(windroos("sources", "diff", "water-levels", "--json", data=loaded))
    assert (found["added"], found["gone"], found["changed"], found["same"]) == (1, 0, 1, 2)
    changed, added = found["changes"]
    assert (changed["old"]["value"], changed["new"]["value"]) == (1.5, 2.5)
    assert changed["fields"] == ["value"]
    assert (added["way"], added["new"]["region"], added["new"]["value"]) == ("added", "EE", -0.25)
    shown = windroos("sources", "diff", "water-levels", data=loaded)
    assert "1 rows added, 0 gone, 1 changed" in " ".join(shown.stdout.split())


def test_figures_are_asked_for(loaded: Path) -> None:
    (level,) = told(windroos("sources", "indicators", "water-levels", "--json", data=loaded))
    assert (level["id"], level["units"], level["rows"], level["missing"]) == (
        "level", ["m"], 4, 1,
    )  # fmt: skip
    asked = ("sources", "series", "water-levels", "level")
    found = told(windroos(*asked, "--since", "2025", "--json", data=loaded))
    assert {(one["region"], one["value"]) for one in found["figures"]} == {
        ("LV", 2.5),
        ("EE", None),
    }
    first = told(windroos("sources", "snapshots", "water-levels", "--json", data=loaded))[1]
    before = (*asked, "--region", "LV", "--edition", first["sha256"][:10], "--json")
    found = told(windroos(*before, data=loaded))
    assert [one["value"] for one in found["figures"]] == [0.0, 1.5]
    assert "missing" in windroos(*asked, data=loaded).stdout


def test_an_earlier_snapshot_holds_again_and_nothing_needed_is_collected(
    loaded: Path, tmp_path: Path
) -> None:
    data = shutil.copytree(loaded, tmp_path / "data")
    current, first = told(windroos("sources", "snapshots", "water-levels", "--json", data=data))
    hold = ("sources", "hold", "water-levels", first["sha256"][:8], "--reason", "By mistake")
    assert told(windroos(*hold, "--json", data=data))["sha256"] == first["sha256"]
    assert "says already" in mistake(windroos(*hold, data=data))
    assert told(windroos("sources", "collect", "--json", data=data)) == {"snapshots": 0, "rows": 0}
    lake.write(data / "lake", "loose", {"a": "integer"}, [{"a": 1}], lake.Origin("", ""))
    assert told(windroos("sources", "collect", "--json", data=data)) == {"snapshots": 1, "rows": 1}
    left = {one.sha256 for one in lake.snapshots(data / "lake")}
    assert left == {current["sha256"], first["sha256"]}


def test_a_source_goes_into_a_folder_alone(files: list[str], tmp_path: Path) -> None:
    file = written(tmp_path, FIRST)
    place = tmp_path / "alone"
    load = ("sources", "load", *files, "--file", str(file), "--lake", str(place), "--json")
    found = told(windroos(*load, data=tmp_path / "data"))
    assert (found["source"], found["rows"]) == ("water-levels", 3)
    assert len(lake.read(place, "observations", found["sha256"])) == 3
    assert not (tmp_path / "data").exists()


def test_what_is_wrong_is_told(loaded: Path, files: list[str], tmp_path: Path) -> None:
    def said(*arguments: str) -> str:
        return mistake(windroos("sources", *arguments, data=loaded))

    wrong = written(tmp_path, FIRST.replace("LV,2025,level,1.5", "LV,2025,level,high"))
    told_fault = said("load", *files, "--file", str(wrong))
    assert "levels.csv, line 3, level" in told_fault
    assert "is not there" in said("load", *files, "--file", str(tmp_path / "nothing.csv"))
    assert "no such dataset" in said("load", "nothing", "--file", str(wrong))
    assert "no such dataset" in said("show", "nothing")
    assert "no such option" in said("fetch", "wgi", "--option", "colour=red")
    assert "name=value" in said("fetch", "wgi", "--option", "colour")
    assert "no address" in said("fetch", "gii")
    assert "no indicator" in said("series", "water-levels", "nothing")
    assert "no edition yet" in said("diff", "wgi")
    assert "no snapshot" in said("hold", "water-levels", "ffff", "--reason", "x")
    assert "no account" in said("collect", "--as", "nobody@town.example")
    assert "no import 99" in said("cancel", "99")
    wrong_name = ("load", "other", *files[1:], "--file", str(wrong))
    assert "“water-levels”, and not of “other”" in said(*wrong_name)
    # And all is as it was.
    held = told(windroos("sources", "snapshots", "water-levels", "--json", data=loaded))
    assert [one["rows"] for one in held] == [4, 3]


def test_an_import_that_ended_is_neither_stopped_nor_tried_again(loaded: Path) -> None:
    last = told(windroos("sources", "imports", "water-levels", "--json", data=loaded))[-1]
    number = str(last["number"])
    assert told(windroos("sources", "cancel", number, "--json", data=loaded))["status"] == "done"
    assert "did not fail" in mistake(windroos("sources", "retry", number, data=loaded))
