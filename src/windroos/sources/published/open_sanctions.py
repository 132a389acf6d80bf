"""Collections of OpenSanctions, in FollowTheMoney: a JSON object a line, each an entity of a schema
with lists of values.

What is listed is each person, organisation, vessel or other thing that is marked as a target, has
a topic of risk, or that a `Sanction` names; each `Sanction` is a listing. What else is in the file
(who owns whom, family, addresses, documents) is counted and told, and not kept. Their schema
`LegalEntity` may be a person or an organisation: the kind is missing here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import duckdb

from windroos.problems import N_, Problem
from windroos.sources.listing import listed
from windroos.sources.shape import Dataset, File, Licence, Options, Reading, SourceError, Workspace
from windroos.sources.staging import checked_text, literal

_KINDS = {
    "Person": "person",
    "Organization": "organisation",
    "Company": "organisation",
    "PublicBody": "organisation",
    "Vessel": "vessel",
    "Airplane": "aircraft",
    "Vehicle": "other",
    "Asset": "other",
    "Security": "other",
    "CryptoWallet": "other",
}
_THINGS = (*_KINDS, "LegalEntity")
_NAMES = {
    "name": ("name", "NULL"),
    "alias": ("alias", "NULL"),
    "weakAlias": ("alias", "'weak'"),
    "previousName": ("previous name", "NULL"),
}
_COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry", "flag")
# What tells organisations and vessels apart. Persons have tax numbers too: those are kept only of
# what is surely none.
_NUMBERS = ("topics", "registrationNumber", "leiCode", "ogrnCode", "imoNumber")
_TAX_NUMBERS = ("taxNumber", "innCode")


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    (path,) = files
    lines = _staged(workspace, path)
    _check(workspace, lines, path.name)
    query = _query(workspace, lines)
    reading = listed(workspace, query, file=path.name, scheme="open-sanctions")
    return Reading(reading.table, (*reading.warnings, *_left_out(workspace, lines, path.name)))


def _staged(workspace: Workspace, path: Path) -> str:
    """The lines of the file as a table, each with its number."""
    checked = checked_text(workspace, path)
    connection = workspace.connection
    name = f"entities_{len(connection.execute('SHOW TABLES').fetchall())}"
    try:
        connection.execute(
            f"""
            CREATE TABLE {name} AS SELECT row_number() OVER () AS _row, *
            FROM read_json({literal(str(checked))}, format = 'newline_delimited',
                columns = {{id: 'VARCHAR', schema: 'VARCHAR', caption: 'VARCHAR',
                    target: 'BOOLEAN', datasets: 'VARCHAR[]',
                    properties: 'MAP(VARCHAR, VARCHAR[])'}})
            """
        )
    except duckdb.Error as error:
        wording = N_("is no JSON object with a list of values for each property")
        raise SourceError([Problem("row", path.name, wording, _broken(checked))]) from error
    return name


def _broken(path: Path) -> int | None:
    """The first line that is no entity."""
    with path.open(encoding="utf-8-sig") as stream:
        for number, line in enumerate(stream, 1):
            try:
                properties = json.loads(line)["properties"]
                if not all(isinstance(values, list) for values in properties.values()):
                    return number
            except (ValueError, LookupError, TypeError, AttributeError):
                return number
    return None


def _check(workspace: Workspace, lines: str, file: str) -> None:
    """Every line is an entity, and what a `Sanction` names is in the file too."""
    connection = workspace.connection
    rows = connection.execute(
        f"""
        SELECT _row, CASE WHEN id IS NULL THEN 'id' WHEN schema IS NULL THEN 'schema'
            WHEN datasets IS NULL THEN 'datasets' ELSE 'properties' END
        FROM {lines}
        WHERE id IS NULL OR schema IS NULL OR datasets IS NULL OR properties IS NULL
        ORDER BY 1 LIMIT 100
        """
    ).fetchall()
    wording = N_("this line lacks what every entity has")
    if rows:
        raise SourceError([Problem("header", file, wording, row, field) for row, field in rows])
    alone = connection.execute(
        f"""
        SELECT _row, entity FROM (
            SELECT _row, unnest(properties['entity']) AS entity FROM {lines}
            WHERE schema = 'Sanction'
        ) WHERE entity NOT IN (SELECT id FROM {lines}) ORDER BY 1 LIMIT 100
        """
    ).fetchall()
    wording = N_("is of %(entity)s, which is not in the file: fetch the file again")
    if alone:
        raise SourceError(
            [
                Problem("truncated", file, wording, row, "entity", {"entity": entity})
                for row, entity in alone
            ]
        )


def _query(workspace: Workspace, lines: str) -> str:
    kinds = " ".join(f"WHEN '{schema}' THEN '{kind}'" for schema, kind in _KINDS.items())
    names = " || ".join(
        f"list_transform({_values(name)}, lambda one: (one, '{kind}', {quality}))"
        for name, (kind, quality) in _NAMES.items()
    )
    # A wallet or a security may have no name but what it is shown by.
    names = f"CASE WHEN len({names}) > 0 THEN {names} ELSE [(caption, 'name', NULL)] END"
    countries = " || ".join(_values(name) for name in _COUNTRIES)
    numbers = ", ".join(f"('{name}', {_text(name)})" for name in _NUMBERS)
    tax_numbers = ", ".join(f"('{name}', {_text(name)})" for name in _TAX_NUMBERS)
    return f"""
        WITH addresses AS (
            SELECT id, unnest(properties['country']) AS country FROM {lines}
            WHERE schema = 'Address'
        ),
        addressed AS (
            SELECT entity, list(country) AS countries
            FROM (SELECT id AS entity, unnest(properties['addressEntity']) AS id FROM {lines})
            JOIN addresses USING (id) GROUP BY 1
        ),
        sanctions AS (
            SELECT unnest(properties['entity']) AS entity, id AS listing,
                array_to_string(datasets, ' ') AS list,
                coalesce({_text("program")}, {_text("programId")}) AS programme,
                {_text("provisions")} AS measure, {_text("reason")} AS reason,
                {_text("authorityId")} AS legal_act, {_values("sourceUrl")}[1] AS url,
                list_min({_values("startDate")} || {_values("listingDate")}) AS start_date,
                list_max({_values("endDate")}) AS end_date, {_text("authority")} AS authority
            FROM {lines} WHERE schema = 'Sanction'
        )
        SELECT _row, coalesce(list, array_to_string(datasets, ' ')) AS list, entity,
            coalesce(listing, '-') AS listing, kind, name[1] AS name, name[2] AS name_kind,
            name[3] AS name_quality, things.countries,
            addressed.countries AS address_countries, born, programme, measure,
            CASE WHEN kind <> 'person' THEN reason END AS reason, legal_act,
            url, start_date, end_date, concat_ws('; ', 'id=' || entity, 'id=' || listing) AS cell,
            map_from_entries(list_filter(
                [('authority', authority)]
                    || CASE WHEN kind = 'person' THEN [] ELSE numbers END
                    || CASE WHEN kind <> 'person' THEN tax_numbers ELSE [] END,
                lambda one: one[2] <> '')) AS details
        FROM (
            SELECT _row, id AS entity, datasets,
                CASE schema WHEN 'LegalEntity' THEN NULL {kinds} END AS kind,
                unnest({names}) AS name, {countries} AS countries, {_text("birthDate")} AS born,
                [{numbers}] AS numbers, [{tax_numbers}] AS tax_numbers
            FROM {lines}
            WHERE {_is_listed(lines)}
        ) AS things LEFT JOIN sanctions USING (entity) LEFT JOIN addressed USING (entity)
    """


def _values(name: str) -> str:
    """The values of a property as SQL; a property that is not there has none."""
    return f"coalesce(properties['{name}'], [])"


def _text(name: str) -> str:
    return f"nullif(array_to_string({_values(name)}, '; '), '')"


def _is_listed(lines: str) -> str:
    things = ", ".join(literal(schema) for schema in _THINGS)
    return f"""
        (schema IN ({things}) AND (
            coalesce(target, false) OR len({_values("topics")}) > 0 OR id IN (
                SELECT unnest(properties['entity']) FROM {lines} WHERE schema = 'Sanction')))"""


def _left_out(workspace: Workspace, lines: str, file: str) -> list[Problem]:
    rows = workspace.connection.execute(
        f"""
        SELECT schema, count(*) FROM {lines}
        WHERE schema <> 'Sanction' AND NOT {_is_listed(lines)} GROUP BY 1 ORDER BY 1
        """
    ).fetchall()
    wording = N_("%(count)s entities of the schema %(schema)s are not listed: they are not kept")
    return [
        Problem("schema", file, wording, values={"schema": schema, "count": count})
        for schema, count in rows
    ]


def _addresses(options: Options) -> Sequence[File]:
    collection = options["collection"]
    if not re.fullmatch(r"[a-z0-9_]+", collection):
        wording = N_("name the collection as OpenSanctions does, such as eu_fsf or sanctions")
        raise SourceError([Problem("option", "open-sanctions", wording, field="collection")])
    url = f"https://data.opensanctions.org/datasets/latest/{collection}/entities.ftm.json"
    return (File(url, f"{collection}.ftm.json"),)


DATASETS = (
    Dataset(
        id="open-sanctions",
        title_nl="OpenSanctions: een verzameling naar keuze",
        title_en="OpenSanctions: a collection of your choice",
        publisher="OpenSanctions",
        licence=Licence(
            "CC BY-NC 4.0 (business use needs a licence)",
            "https://www.opensanctions.org/licensing/",
            "OpenSanctions, https://opensanctions.org",
            "CC-BY-NC-4.0",
        ),
        homepage="https://www.opensanctions.org/datasets/",
        hosts=("data.opensanctions.org",),
        gives="listed",
        addresses=_addresses,
        read=_read,
        options={"collection": "eu_fsf"},
    ),
)
