"""Every real file that is there: it loads, and a copy that is not as it was is told and not kept.

A new file is one more line in `FILES`: the dataset that reads it, and words in it that name a
column (or a property), without which it cannot be read.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import pytest
import xlsxwriter
from tests.cli.command import told, windroos
from tests.sources.reading import written

from windroos.problems import Problem
from windroos.sources import lake
from windroos.sources.asked import asked
from windroos.sources.importing import take_in
from windroos.sources.shape import SourceError
from windroos.sources.staging import workspace
from windroos.sources.workbooks import sheet_names, sheet_rows


@dataclass(frozen=True)
class Real:
    """A file: what reads it, the name of a column it needs, and how its columns are parted.

    `ordered` is for a layout whose order says what is what, so that another order is refused.
    """

    dataset: str
    column: str
    delimiter: str = ","
    ordered: bool = False


FILES = {
    "boundaries/NUTS_RG_20M_2024_4326_LEVL_0.geojson": Real("nuts-boundaries", "NUTS_ID"),
    "boundaries/NUTS_RG_20M_2024_4326_LEVL_1.geojson": Real("nuts-boundaries", "LEVL_CODE"),
    "boundaries/NUTS_RG_20M_2024_4326_LEVL_2.geojson": Real("nuts-boundaries", "NUTS_NAME"),
    "boundaries/n2_cm_v2013_v2016.csv": Real("nuts-correspondence", "code_v2013"),
    "boundaries/n2_cm_v2016_v2021.csv": Real("nuts-correspondence", "pop21"),
    "boundaries/n2_cm_v2021_v2024.csv": Real("nuts-correspondence", "areaKm"),
    "boundaries/ne_110m_admin_0_countries.json": Real("country-boundaries", "ADM0_A3"),
    "boundaries/nl_provincies_cbs.geojson": Real("dutch-provinces", "provincie"),
    "boundaries/nuts2024_codes.csv": Real("nuts-codes", "NUTS_NAME"),
    "codes/country-codes.csv": Real("country-codes", "ISO3166-1-Alpha-2"),
    "codes/gisco_countrycode.csv": Real("eurostat-country-codes", "CNTR_CODE"),
    "cordis/HE_euroSciVoc.xlsx": Real("cordis-topics", "euroSciVocCode"),
    "cordis/HE_topics.xlsx": Real("cordis-topics", "topic"),
    "cordis/brabant_pics.csv": Real("brabant-participants", "orgId"),
    "cordis/h2020_participations.csv.gz": Real("h2020-participations", "pic"),
    "cordis/h2020_programme_parts.csv.gz": Real("h2020-programme-parts", "programme_part"),
    "cordis/organization_verbatim_sample.csv": Real("cordis-participations", "organisationID", ";"),
    "cordis/participations_de.parquet": Real("german-participations", "nutsCode"),
    "gii/WIPO-GII.xlsx": Real("gii", "Economy ISO3"),
    "governance/vdem_indices_1990on.csv": Real("v-dem-indices", "v2x_libdem"),
    "governance/wgidataset_2024update.xlsx": Real("wgi", "estimate"),
    "innovation/eis_2025_raw_indicators.csv": Real("eis-2025", "obs_value"),
    "innovation/ris2019_rii_nuts2.csv": Real("ris-2019", "regional_innovation_index"),
    "nuts2_panel/I40_indicator_db.csv": Real("industry-4-0", "NUTS2", "\t"),
    "nuts2_panel/I40_indicator_db_column_description.csv": Real(
        "industry-4-0-indicators", "ColumnName", "\t"
    ),
    "programme/nts_10_key_technologies.csv": Real("nts-technologies", "name_en"),
    "region_matrices/pat_ep_rtot_nuts.csv.gz": Real("patents-by-region", "values"),
    "region_matrices/sbs_r_nuts06_r2.tsv.gz": Real(
        "eurostat-businesses", "indic_sb", "\t", ordered=True
    ),
    "ror/ror_v2_be.json": Real("ror", "locations"),
    "ror/ror_v2_nl.json": Real("ror", "locations"),
    "screening/eu_dual_use_annex_i_categories.csv": Real("dual-use-categories", "category"),
    "screening/eu_dual_use_annex_i_subgroups.csv": Real("dual-use-groups", "subgroup"),
    "screening/eu_journal_consolidated/32014R0833.csv": Real("eu-journal-sanctions", "programKey"),
    "screening/opensanctions_format_sample.ftm.json": Real("open-sanctions", "schema"),
    "screening/section_1286.csv": Real("us-section-1286", "report-date"),
    "screening/us_dod_1260h_chinese_military_companies.csv": Real("us-1260h", "Clean Name"),
    "trade/BACI_HS96_2d_2024_v202601.csv": Real("exports-by-chapter", "hs2"),
    "trade/HS2_1996.txt": Real("hs-chapters", "01: ", ordered=True),
    "trade/bilateral_trade_1986_2006.csv.gz": Real("bilateral-trade", "exporter"),
    "trade/country_codes_V202601.csv": Real("baci-countries", "country_code"),
}
# What describes the files and is no data itself.
ABOUT = {"FORMATS.md", "SOURCE.txt", "PROVENANCE.json"}


@pytest.fixture(scope="module")
def data(shared: Path) -> Path:
    return shared / "data"


def test_no_file_is_without_a_dataset(data: Path) -> None:
    there = {
        str(path.relative_to(data))
        for path in data.rglob("*")
        if path.is_file() and path.name not in ABOUT
    }
    assert there == set(FILES)


def refused(real: Real, path: Path, folder: Path) -> list[Problem]:
    """What is said of a file that does not load; the lake stays as it was."""
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    with pytest.raises(SourceError) as raised:
        take_in(folder, asked(real.dataset), [path])
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    problems = list(raised.value.problems)
    assert problems
    for problem in problems:
        assert problem.file == path.name
        assert len(problem.message) > 10
    return problems


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A lake that holds something already."""
    place = tmp_path / "lake"
    lake.write(place, "other", {"a": "string"}, [{"a": "b"}], lake.Origin("x", "CC0 1.0"))
    return place


every = pytest.mark.parametrize("name", FILES)


@every
def test_it_loads_with_one_command(name: str, data: Path, folder: Path, tmp_path: Path) -> None:
    key = FILES[name].dataset
    command = ("sources", "load", key, "--file", str(data / name), "--lake", str(folder), "--json")
    printed = told(windroos(*command, data=tmp_path))
    snapshot = lake.manifest(folder, printed["table"], printed["sha256"])
    assert (snapshot.rows, snapshot.origin.source) == (printed["rows"], key)
    assert snapshot.rows > 0


@every
def test_a_truncated_copy_is_refused(name: str, data: Path, folder: Path, tmp_path: Path) -> None:
    content = (data / name).read_bytes()
    copy = written(tmp_path / Path(name).name, content[: len(content) * 2 // 3].rstrip(b"\r\n"))
    problems = refused(FILES[name], copy, folder)
    assert problems[0].code in {"truncated", "archive", "row"}


@every
def test_a_copy_in_another_encoding_is_refused(
    name: str, data: Path, folder: Path, tmp_path: Path
) -> None:
    if name.endswith(".parquet"):
        pytest.skip("Parquet is no text: it says itself how its words are written")

    def in_latin(content: bytes) -> bytes:
        letter = next(
            i for i in range(len(content) // 2, len(content)) if content[i : i + 1].isalnum()
        )
        return content[:letter] + "é".encode("latin-1") + content[letter + 1 :]

    copy = changed(data / name, tmp_path, in_latin)
    assert refused(FILES[name], copy, folder)[0].code in {"encoding", "truncated", "archive"}


@every
def test_a_copy_with_a_renamed_column_is_refused(
    name: str, data: Path, folder: Path, tmp_path: Path
) -> None:
    column = FILES[name].column.encode()
    if name.endswith(".parquet"):
        copy = columns_of_parquet(
            data / name,
            tmp_path,
            lambda names: [f"{n} AS kolom" if n.encode() == column else n for n in names],
        )
        assert refused(FILES[name], copy, folder)[0].code == "header"
        return

    def renamed(content: bytes) -> bytes:
        return content.replace(column, b"kolom", 1)

    copy = changed(data / name, tmp_path, renamed)
    problem = refused(FILES[name], copy, folder)[0]
    assert problem.code in {"header", "row"}
    assert problem.row in (1, None)


@every
def test_a_copy_with_columns_in_another_order_reads_the_same_or_is_refused(
    name: str, data: Path, folder: Path, tmp_path: Path
) -> None:
    real, path = FILES[name], data / name
    copy = turned(path, tmp_path, real.delimiter)
    if real.ordered:
        assert refused(real, copy, folder)[0].code in {"header", "row"}
        return
    dataset = asked(real.dataset).dataset
    with workspace() as place:
        tables = [dataset.read(place, [one], dataset.options).table for one in (path, copy)]
        for number, table in enumerate(tables):
            # Excel keeps a digit or two less of a number.
            alike = ", ".join(
                f"{column}::{'FLOAT' if str(kind) == 'DOUBLE' else 'VARCHAR'} AS {column}"
                for column, kind in zip(table.columns, table.types, strict=True)
            )
            table.project(alike).to_table(f"read_{number}")
        for one, other in (("read_0", "read_1"), ("read_1", "read_0")):
            gone = place.connection.sql(f"FROM {one} EXCEPT ALL FROM {other} LIMIT 3")
            assert gone.fetchall() == []


def changed(path: Path, folder: Path, change: Callable[[bytes], bytes]) -> Path:
    """A copy with its text changed, in whatever it is packed."""
    copy = folder / path.name
    if path.suffix == ".gz":
        return written(copy, gzip.compress(change(gzip.decompress(path.read_bytes()))))
    if path.suffix != ".xlsx":
        return written(copy, change(path.read_bytes()))
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as out:
        # The words of a workbook stand together, or in their cells.
        texts = "xl/sharedStrings.xml"
        if source.getinfo(texts).file_size < 1000:
            texts = "xl/worksheets/sheet1.xml"
        for info in source.infolist():
            content = source.read(info)
            out.writestr(info, change(content) if info.filename == texts else content)
    return copy


def columns_of_parquet(path: Path, folder: Path, change: Callable[[list[str]], list[str]]) -> Path:
    """A copy of a Parquet file with other columns, as SQL writes them."""
    copy = folder / path.name
    with duckdb.connect() as connection:
        whole = connection.read_parquet(str(path))
        whole.project(", ".join(change(whole.columns))).write_parquet(str(copy))
    return copy


def turned(path: Path, folder: Path, delimiter: str) -> Path:
    """A copy with its columns, or the members of its objects, from last to first."""
    copy = folder / path.name
    if path.suffix == ".parquet":
        return columns_of_parquet(path, folder, lambda names: names[::-1])
    if path.suffix == ".xlsx":
        with xlsxwriter.Workbook(copy, {"constant_memory": True}) as book:
            for name in sheet_names(path):
                sheet = book.add_worksheet(name)
                for number, row in enumerate(sheet_rows(path, name)):
                    sheet.write_row(number, 0, row[::-1])
        return copy
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    if path.name.endswith(".ftm.json"):
        lines = [json.dumps(backwards(json.loads(line))) for line in text.splitlines()]
        text = "\n".join(lines) + "\n"
    elif path.suffix in (".json", ".geojson"):
        text = json.dumps(backwards(json.loads(text)))
    elif path.suffix == ".txt":
        text = "".join(": ".join(line.split(": ", 1)[::-1]) + "\n" for line in text.splitlines())
    else:
        quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
        out = io.StringIO()
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)
        writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n")
        header = next(reader)
        # A row may end in more marks between columns than there are columns.
        writer.writerows(row[: len(header)][::-1] for row in chain([header], reader))
        text = out.getvalue()
    packed = gzip.compress(text.encode()) if path.suffix == ".gz" else text
    return written(copy, packed)


def backwards(value: Any) -> Any:
    """The members of each object from last to first; lists stay as they are."""
    if isinstance(value, dict):
        return {name: backwards(value[name]) for name in reversed(value)}
    return [backwards(one) for one in value] if isinstance(value, list) else value
