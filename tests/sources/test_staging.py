"""What is said of a text file before anything of it is believed."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from tests.sources.reading import written

from windroos.problems import Problem
from windroos.sources.shape import SourceError
from windroos.sources.staging import stage_text, unpack, workspace

GOOD = "geo,year,value\nNL41,2020,1.5\nNL42,2020,\n"


def staged(path: Path, **options: Any) -> list[tuple[object, ...]]:
    with workspace() as place:
        table = stage_text(place, path, columns=("geo", "year", "value"), **options)
        return place.connection.table(table.name).project("_row, geo, year, value").fetchall()


def faults(path: Path, **options: Any) -> list[Problem]:
    with pytest.raises(SourceError) as raised:
        staged(path, **options)
    return list(raised.value.problems)


ROWS = [(2, "NL41", "2020", "1.5"), (3, "NL42", "2020", None)]


def test_a_row_keeps_its_line_and_an_empty_cell_is_missing(tmp_path: Path) -> None:
    assert staged(written(tmp_path / "a.csv", GOOD)) == ROWS


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode("utf-8-sig"),
        GOOD.replace("\n", "\r\n").encode(),
        gzip.compress(GOOD.encode()),
        b"value,more,geo,year\n1.5,x,NL41,2020\n,y,NL42,2020\n",
        b'"geo","year","value"\n"NL41","2020","1.5"\n"NL42","2020",""\n',
    ],
    ids=["byte order mark", "Windows line ends", "gzip", "another order and more", "quotes"],
)
def test_the_same_rows_written_otherwise(content: bytes, tmp_path: Path) -> None:
    assert staged(written(tmp_path / "a.csv", content)) == ROWS


def test_another_encoding_is_read_when_it_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", GOOD.replace("NL41", "Orléans").encode("latin-1"))
    assert staged(path, encoding="latin-1")[0][1] == "Orléans"


@pytest.mark.parametrize(
    ("content", "code", "row", "said"),
    [
        (GOOD.replace("NL42", "Orléans").encode("latin-1"), "encoding", 3, "0xE9"),
        (GOOD.encode("utf-16"), "encoding", 1, "UTF-8"),
        (GOOD.replace("NL42", "NL\0").encode(), "encoding", 3, "zero byte"),
        (GOOD.replace("value", "Value (%)").encode(), "header", 1, "geo, year, Value (%)"),
        (GOOD.replace("year", "geo").encode(), "header", 1, "geo, geo, value"),
        (GOOD[:-4].encode(), "truncated", 3, "cut off"),
        ((GOOD + "NL11,20\n").encode(), "row", 4, "fewer fields"),
        ((GOOD + "NL11,2020,1,2\n").encode(), "row", 4, "more fields"),
        (b"", "truncated", None, "empty"),
        (gzip.compress(GOOD.encode() * 100)[:40], "archive", None, "cut off or damaged"),
    ],
    ids=[
        "Latin-1",
        "UTF-16",
        "zero byte",
        "renamed",
        "twice",
        "cut in the last row",
        "short row",
        "long row",
        "empty",
        "gzip cut off",
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    content: bytes, code: str, row: int | None, said: str, tmp_path: Path
) -> None:
    problem = faults(written(tmp_path / "a.csv", content))[0]
    assert (problem.code, problem.file, problem.row) == (code, "a.csv", row)
    assert said in problem.message


def test_a_place_far_into_a_large_file_is_found(tmp_path: Path) -> None:
    lines = ["geo,year,value", *("NL41,2020,1" for _ in range(300_000))]
    lines[250_000] = "Orléans,2020,1"
    path = written(tmp_path / "a.csv", ("\n".join(lines) + "\n").encode("latin-1"))
    assert faults(path)[0].row == 250_001


def test_an_archive_that_is_cut_off_or_holds_something_else(tmp_path: Path) -> None:
    broken = written(tmp_path / "a.zip", b"PK\x03\x04 and then nothing")
    with workspace() as place, pytest.raises(SourceError, match="cut off or damaged"):
        unpack(place, broken, "project.csv")


def test_a_long_query_draws_no_bar_of_progress() -> None:
    """It would stand within what a command prints for another program to read."""
    with workspace() as place:
        setting = "SELECT current_setting('enable_progress_bar')"
        assert place.connection.execute(setting).fetchall() == [(False,)]
