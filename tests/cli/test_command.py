"""The `windroos` command as a user meets it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cases import packages
from tests.cli.command import DAY, mistake, told, windroos

from windroos import cases
from windroos.cases.archive import packed


def test_assess_prints_the_assessment_as_json(data: Path) -> None:
    printed = told(
        windroos(
            *("assess", "--case", "noord_brabant", "--role", "innovation"),
            *("--as-of", DAY, "--json"),
            data=data,
        )
    )
    from datetime import date

    case = cases.load("noord_brabant")
    assert printed == cases.weigh(case, "innovation", as_of=date.fromisoformat(DAY)).as_dict()
    assert not list(data.iterdir()), "weighing a package needs no database"


def test_assess_takes_a_path_a_theme_and_a_language(data: Path, tmp_path: Path) -> None:
    folder = packages.write(tmp_path / "package")
    printed = told(
        windroos("assess", "--case", str(folder), "--role", "culture", "--theme", "song",
                 "--language", "en", "--as-of", DAY, "--json", data=data)
    )  # fmt: skip
    assert printed["case"] == "lake"
    assert {region["name"] for region in printed["regions"]} == {"Estonia", "Latvia", "All Latvia"}


def test_assess_shows_people_a_table(data: Path) -> None:
    done = windroos("assess", "--as-of", DAY, data=data)
    assert done.returncode == 0
    for words in ("Thüringen", "undetermined", "no decision", "Provincie Noord-Brabant"):
        assert words in done.stdout


def test_explain_leads_to_the_passage_and_the_figure(data: Path) -> None:
    printed = told(windroos("explain", "Thüringen", "--as-of", DAY, "--json", data=data))
    components = {c["id"]: c for c in printed["components"]}
    role = components["province-role"]["leaves"][0]["judgements"][0]
    assert (role["place"]["document"], role["place"]["section"]) == ("001", "Thüringen")
    figure = components["rule-of-law"]["leaves"][1]["figures"][0]
    assert (figure["region"], figure["year"], figure["cell"]) == (
        "DE", 2023, "code=DEU; indicator=rl; year=2023",
    )  # fmt: skip
    assert printed["contradictions"][0]["grade"] == "hard"
    known = [c["contribution"] for c in printed["components"] if c["contribution"] is not None]
    assert sum(known) == pytest.approx(printed["score"], abs=1e-9)
    shown = windroos("explain", "DEG", "--as-of", DAY, data=data).stdout
    assert "unknown, no source says anything about it" in shown
    assert "inherited from DE" in shown


def test_a_case_goes_in_and_comes_out_equal(data: Path, tmp_path: Path) -> None:
    assert told(windroos("case", "load", "--json", data=data))["changed"] > 400
    assert told(windroos("case", "load", "noord_brabant", "--json", data=data))["changed"] == 0
    out = tmp_path / "out"
    assert windroos("case", "export", "noord_brabant", str(out), data=data).returncode == 0
    assert told(windroos("case", "check", str(out), "--json", data=data)) == []
    assert told(windroos("case", "load", str(out), "--json", data=data))["changed"] == 0
    (listed,) = told(windroos("case", "list", "--json", data=data))
    assert listed["loaded"]
    assert "not empty" in mistake(windroos("case", "export", "noord_brabant", str(out), data=data))


def test_a_package_in_a_zip_file_is_checked_and_loaded(made: Path, tmp_path: Path) -> None:
    folder = packages.write(tmp_path / "package")
    zipped = tmp_path / "lake.zip"
    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    zipped.write_bytes(packed(files))
    assert told(windroos("case", "check", str(zipped), "--json", data=made)) == []
    assert told(windroos("case", "load", str(zipped), "--json", data=made))["case"] == "lake"

    del files["themes.csv"]
    zipped.write_bytes(packed(files))
    done = windroos("case", "check", str(zipped), data=made)
    assert done.returncode == 1
    assert "themes.csv: the file is missing; add it" in done.stdout
    assert "themes.csv" in mistake(windroos("case", "load", str(zipped), data=made))
    zipped.write_bytes(b"no zip file")
    assert "not a zip file" in mistake(windroos("case", "load", str(zipped), data=made))


def test_an_empty_list_says_how_to_begin(made: Path, tmp_path: Path) -> None:
    told(windroos("case", "load", str(packages.write(tmp_path / "package")), "--json", data=made))
    assert (
        "windroos dialogues add"
        in windroos("dialogues", "list", "--case", "lake", data=made).stdout
    )
    assert told(windroos("dialogues", "list", "--case", "lake", "--json", data=made)) == []


def test_documents_are_added_and_broken_locators_told(
    data: Path, shared: Path, tmp_path: Path
) -> None:
    windroos("case", "load", data=data)
    files = [str(file) for file in sorted((shared / "seeds").glob("*.txt"))]
    added = told(windroos("documents", "add", *files, "--json", data=data))
    assert [row["document"] for row in added] == ["000", "001", "002", "003", "004"]
    assert all(row["broken"] == [] and row["moved"] == 0 for row in added)
    assert sum(row["found"] for row in added) == len(cases.load("noord_brabant").locators)

    copy = tmp_path / "copy.txt"
    text = (shared / "seeds" / "001_8dc3de28740240c8.txt").read_text(encoding="utf-8")
    copy.write_text(text.replace("absolute wereldtop", "relatieve wereldtop"), encoding="utf-8")
    done = windroos("documents", "add", str(copy), data=data)
    assert done.returncode == 1
    assert "broken: Singapore ¶1" in done.stdout
    assert "001-singapore-1-s1" in done.stdout
    listed = {row["id"]: row for row in told(windroos("documents", "list", "--json", data=data))}
    assert "001-singapore-1-s1" in listed["001"]["broken"]
    assert listed["000"]["broken"] == []
    back = windroos("documents", "add", files[1], data=data)
    assert (back.returncode, "is current again" in back.stdout) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["assess", "--role", "sport"], "innovation, trade-invest"),
        (["assess", "--theme", "sport"], "htsm"),
        (["assess", "--as-of", "yesterday"], "YYYY-MM-DD"),
        (["assess", "--case", "nowhere"], "noord_brabant"),
        (["assess", "--case", "./no/such/folder"], "noord_brabant"),
        (["explain", "Atlantis"], "DEG (Thüringen)"),
        (["case", "load", "/no/such/package"], "no such case or folder"),
        (["case", "export", "nowhere", "out"], "no case"),
        (["documents", "add", "/no/such/file.txt"], "No such file"),
        (["serve", "--port", "http"], "port"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_answered_and_not_traced(arguments: list[str], says: str, data: Path) -> None:
    assert says in mistake(windroos(*arguments, data=data))


def test_a_mistyped_case_is_answered_and_leaves_nothing_behind(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert "no such case" in mistake(windroos("assess", "--case", "noord_brabnt", data=data))
    assert not (data / "windroos.sqlite3").exists()


def test_a_case_that_is_only_in_the_database_is_weighed(made: Path, tmp_path: Path) -> None:
    folder = packages.write(tmp_path / "package")
    told(windroos("case", "load", str(folder), "--json", data=made))
    assert told(windroos("assess", "--case", "lake", "--json", data=made))["case"] == "lake"


def test_the_command_starts_as_a_program(tmp_path: Path) -> None:
    """Not forked, as the other tests have it: `python -m windroos.cli`, with nothing imported."""
    program = [sys.executable, "-W", "error::DeprecationWarning:windroos", "-m", "windroos.cli"]
    # Its database is a file in the folder, whichever one the suite runs on.
    around = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [*program, "case", "list", "--json"],
        capture_output=True,
        text=True,
        check=False,
        env=around | {"WINDROOS_DATA": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    assert "noord_brabant" in done.stdout


def test_the_library_works_without_django(tmp_path: Path) -> None:
    """As after `pip install windroos`: Django cannot be imported."""
    program = (
        "import sys\n"
        "sys.modules['django'] = None\n"
        "from windroos import cases\n"
        "case = cases.load('noord_brabant')\n"
        "print(cases.weigh(case, 'innovation')['DEG'].provisional)\n"
        "from windroos import cli\n"
        "for command in (['assess', '--case', 'nowhere'], ['documents', 'list']):\n"
        "    sys.argv = ['windroos', *command]\n"
        "    try:\n"
        "        cli.main()\n"
        "    except SystemExit as stopped:\n"
        "        assert stopped.code == 1\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.stdout.strip() == "reactive"
    assert done.returncode == 0, done.stderr
    assert "no such case" in done.stderr
    assert "pip install 'windroos[app]'" in done.stderr
