"""Large files in the layout of their publishers, of nothing that exists, written by DuckDB.

python sources_made_up.py observations|participations FOLDER
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import duckdb
from measuring import tell

_PARTICIPATIONS_COUNT = 1_000_000

# Eurostat's SDMX-CSV: 400 regions, 25 years and 1,000 codes of a classification, by year.
_OBSERVATIONS = """
    SELECT 'ESTAT:MADE_UP(1.0)' AS DATAFLOW, '30/11/26 11:00:00' AS "LAST UPDATE", 'A' AS freq,
        ['NR', 'MIO_EUR', 'PC'][code % 3 + 1] AS unit, printf('I%04d', code) AS indic, geo,
        2000 + year AS TIME_PERIOD,
        CASE WHEN h % 50 <> 0 THEN round((h % 1000000) / 37, 2) END AS OBS_VALUE,
        CASE WHEN h % 50 = 0 THEN 'c' WHEN h % 20 = 0 THEN 'e' END AS OBS_FLAG
    FROM (
        SELECT year, geo, code, hash(year, geo, code) AS h
        FROM range(25) AS y(year), range(1000) AS c(code), (
            SELECT country || first || last AS geo
            FROM unnest(['AT', 'BE', 'CZ', 'DE', 'ES', 'FR', 'IT', 'NL', 'PL', 'SE']) AS n(country),
                range(1, 5) AS f(first), range(10) AS l(last)
        )
    )
    ORDER BY year, geo, code
"""

# The columns of organization.csv of CORDIS, 25 to a project.
_PARTICIPATIONS = """
    SELECT 101000000 + i // 25 AS projectID, 'MADEUP' || i // 25 AS projectAcronym,
        900000000 + h % 60000 AS organisationID, 'NL' || h % 60000 AS vatNumber,
        'MADE UP ORGANISATION ' || h % 60000 || ' BV' AS name, 'MUO' || h % 60000 AS shortName,
        ['true', 'false', ''][h % 3 + 1] AS SME,
        ['HES', 'REC', 'PRC', 'PUB', 'OTH'][h % 5 + 1] AS activityType,
        'STREET ' || h % 99 AS street, '5600 AA' AS postCode, 'Eindhoven' AS city,
        ['NL', 'EL', 'UK', 'DE', 'BE'][h % 5 + 1] AS country,
        ['NL414', 'EL301', 'UKI31', 'DE212', 'BE100'][h % 5 + 1] AS nutsCode,
        '51.4416,5.4697' AS geolocation, 'http://www.example.org' AS organizationURL,
        'https://example.org/contact' AS contactForm, '2026-11-30 11:00:00' AS contentUpdateDate,
        1900000 + h % 60000 AS rcn, i % 25 + 1 AS "order",
        CASE i % 25 WHEN 0 THEN 'coordinator' ELSE 'participant' END AS role,
        (h % 900000) / 2 AS ecContribution, (h % 900000) / 2 AS netEcContribution,
        replace(((h % 999999) / 4)::VARCHAR, '.', ',') AS totalCost, 'false' AS endOfParticipation,
        '' AS active
    FROM (SELECT i, (hash(i) >> 1)::BIGINT AS h FROM range({rows}) AS r(i))
"""
_PROJECTS = """
    SELECT 101000000 + i AS id, 'MADEUP' || i AS acronym, 'SIGNED' AS status,
        'A project that is made up, number ' || i AS title, '2022-06-01' AS startDate,
        '2025-05-31' AS endDate, '' AS totalCost, '2493171,25' AS ecMaxContribution,
        'HORIZON.2.4' AS legalBasis, 'HORIZON-CL4-2021-X-01' AS topics,
        '2022-05-02' AS ecSignatureDate, 'HORIZON' AS frameworkProgramme,
        'HORIZON-CL4-2021-X' AS masterCall, '' AS subCall, 'HORIZON-RIA' AS fundingScheme,
        '' AS nature, repeat('What it is about. ', 60) AS objective,
        '2026-11-30 11:00:00' AS contentUpdateDate, 239000 + i AS rcn,
        '10.3030/' || 101000000 + i AS grantDoi, 'made, up' AS keywords
    FROM range({rows} // 25) AS r(i)
"""


def observations(folder: Path) -> None:
    """Ten million observations as SDMX-CSV: `made_up.csv`."""
    _write(_OBSERVATIONS, folder / "made_up.csv", "HEADER")


def participations(folder: Path) -> None:
    """An archive of CORDIS with a million participations, and its tables by themselves."""
    tables = {"project": _PROJECTS, "organization": _PARTICIPATIONS}
    with zipfile.ZipFile(
        folder / "cordis-HORIZONprojects-csv.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1
    ) as out:
        for name, query in tables.items():
            table = folder / f"{name}.csv"
            asked = query.format(rows=_PARTICIPATIONS_COUNT)
            _write(asked, table, "HEADER, DELIMITER ';', FORCE_QUOTE *")
            out.write(table, f"csv/{table.name}")


def _write(query: str, path: Path, form: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT csv, {form})")


if __name__ == "__main__":
    {one.__name__: one for one in (observations, participations)}[sys.argv[1]](Path(sys.argv[2]))
    tell()
