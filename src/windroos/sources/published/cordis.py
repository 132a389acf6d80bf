"""CORDIS of the Publications Office: research projects of the European Union, who takes part in
them, and what they are about. One archive a framework programme gives all three.

Money is written with a decimal point in one column and a comma in the next; a total cost is missing
for more than half of the projects of Horizon Europe, which is not 0. A country is EL or UK, as
Eurostat writes it, and in a few rows two at once (DE;HU), which is none of ours.

Natural persons are left out by the rule of `persons`; of organisations, street, post code, VAT
number and contact form are not kept.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from windroos.problems import N_, Problem
from windroos.sources.readable import Origin
from windroos.sources.records import records
from windroos.sources.shape import (
    KEYS,
    Dataset,
    File,
    Gives,
    Licence,
    Options,
    Reading,
    SourceError,
    Workspace,
)
from windroos.sources.staging import Staged, check_header, literal, quoted, stage_text, unpack
from windroos.sources.tables import stage_table

# The framework programmes by the names that CORDIS gives them, and those of its archives.
_ARCHIVES = {"FP7": "fp7", "H2020": "h2020", "HORIZON": "HORIZON"}
_NUMBER = {"project": r"\d+", "organisation": r"\d+"}


@dataclass(frozen=True, slots=True)
class Member:
    """A table of the archive: its columns by our names for them, and what is made of others.

    `needs` are the columns that `made` is made of; `optional` ones are not in every archive.
    """

    file: str
    kind: Gives
    columns: Mapping[str, str]
    made: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[str, ...]:
        return (*self.columns.values(), *self.needs)

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(name for name in self.wanted if name not in self.optional)


PROJECTS = Member(
    "project.csv",
    "projects",
    {
        "project": "id",
        "project_rcn": "rcn",
        "programme": "frameworkProgramme",
        "acronym": "acronym",
        "title": "title",
        "status": "status",
        "signed": "ecSignatureDate",
        "starts": "startDate",
        "ends": "endDate",
        "total_cost": "totalCost",
        "ec_contribution": "ecMaxContribution",
        "funding_scheme": "fundingScheme",
        "legal_basis": "legalBasis",
        "call": "masterCall",
        "topic": "topics",
        "objective": "objective",
        "keywords": "keywords",
        "doi": "grantDoi",
    },
    optional=("keywords", "grantDoi"),
)
PARTICIPATIONS = Member(
    "organization.csv",
    "participations",
    {
        "project": "projectID",
        "organisation": "organisationID",
        "organisation_rcn": "rcn",
        "name": "name",
        "short_name": "shortName",
        "activity_type": "activityType",
        "sme": "SME",
        "role": "role",
        "position": "order",
        "country_given": "country",
        "nuts_given": "nutsCode",
        "city": "city",
        "website": "organizationURL",
        "ec_contribution": "ecContribution",
        "net_ec_contribution": "netEcContribution",
        "total_cost": "totalCost",
        "ended": "endOfParticipation",
        "active": "active",
    },
    made={
        "latitude": "split_part(geolocation, ',', 1)",
        "longitude": "split_part(geolocation, ',', 2)",
        "place_withheld": "coalesce(street, postCode, city, nutsCode) IS NULL",
    },
    needs=("geolocation", "street", "postCode"),
)
TOPICS = (
    Member(
        "euroSciVoc.csv",
        "topics",
        {
            "project": "projectID",
            "code": "euroSciVocCode",
            "title": "euroSciVocTitle",
            "path": "euroSciVocPath",
        },
        made={"scheme": "'EuroSciVoc'"},
    ),
    Member(
        "topics.csv",
        "topics",
        {"project": "projectID", "code": "topic", "title": "title"},
        made={"scheme": "'topic'"},
    ),
    Member(
        "legalBasis.csv",
        "topics",
        {"project": "projectID", "code": "legalBasis", "title": "title"},
        made={
            "scheme": "'legal basis'",
            "main": "CASE lower(uniqueProgrammePart) WHEN 'true' THEN 'true' "
            "WHEN 'false' THEN 'false' END",
        },
        needs=("uniqueProgrammePart",),
    ),
)


def _read(
    members: Sequence[Member], workspace: Workspace, files: Sequence[Path], options: Options
) -> Reading:
    """The tables of one archive, or of members of it by themselves, as text or as workbooks."""
    readings = []
    for path in files:
        if _is_archive(path):
            projects = _stage(workspace, path, PROJECTS, only=("id", "rcn", "frameworkProgramme"))
            _check_programme(workspace, path.name, projects, options)
            readings += [
                _table(workspace, _stage(workspace, path, member), member, options, projects)
                for member in members
            ]
        else:
            staged = stage_table(workspace, path, delimiter=";", misfits=True)
            member = max(members, key=lambda one: len(set(one.wanted) & set(staged.columns)))
            check_header(path.name, staged.columns, member.required)
            readings.append(_table(workspace, staged, member, options, None))
    return _together(readings, members[0].kind)


def _is_archive(path: Path) -> bool:
    """Whether a file is a zip archive of tables; a workbook is a zip archive of another kind."""
    with path.open("rb") as stream:
        if stream.read(4) != b"PK\x03\x04":
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            return "[Content_Types].xml" not in archive.namelist()
    except zipfile.BadZipFile:
        return True


def _stage(
    workspace: Workspace, path: Path, member: Member, only: Sequence[str] | None = None
) -> Staged:
    table = unpack(workspace, path, member.file)
    staged = stage_text(
        workspace,
        table,
        columns=member.required if only is None else only,
        only=member.wanted if only is None else only,
        delimiter=";",
        misfits=True,
        ends_open=True,  # the archive says whether it is whole
    )
    table.unlink()
    return staged


def _check_programme(workspace: Workspace, file: str, projects: Staged, options: Options) -> None:
    """Raises `SourceError` when the archive holds no project of the programme that is asked."""
    found = workspace.connection.execute(
        f"SELECT DISTINCT frameworkProgramme FROM {projects.name} ORDER BY 1"
    ).fetchall()
    programmes = [programme for (programme,) in found if programme]
    if options["programme"] not in programmes:
        wording = N_("holds projects of %(found)s, and %(asked)s is asked: say programme=%(say)s")
        values = {
            "found": ", ".join(programmes) or "-",
            "asked": options["programme"],
            "say": next((name for name in programmes if name in _ARCHIVES), "|".join(_ARCHIVES)),
        }
        raise SourceError([Problem("option", file, wording, values=values)])


def _table(
    workspace: Workspace,
    staged: Staged,
    member: Member,
    options: Options,
    projects: Staged | None,
) -> Reading:
    """The records of a member; of which programme a project is stands in the table of projects."""
    chosen = {name: f"given.{quoted(column)}" for name, column in member.columns.items()}
    absent = [name for name in member.optional if name not in staged.columns]
    chosen = {name: sql for name, sql in chosen.items() if member.columns[name] not in absent}
    chosen |= member.made
    join = ""
    if member is not PROJECTS:
        chosen["programme"] = literal(options["programme"])
        if projects is not None:
            chosen["project_rcn"] = "projects.rcn"
            chosen["programme"] = f"coalesce(projects.frameworkProgramme, {chosen['programme']})"
            join = f"""
                LEFT JOIN (
                    SELECT id, any_value(rcn) AS rcn,
                        any_value(frameworkProgramme) AS frameworkProgramme
                    FROM {projects.name} GROUP BY id
                ) AS projects ON projects.id = given.projectID
            """
    columns = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in chosen.items())
    query = f"SELECT given._row AS _row, {columns} FROM {staged.name} AS given {join}"
    origin = Origin(
        file=staged.file,
        fields=member.columns,
        patterns=_NUMBER,
        misfits=staged.misfits,
        persons=member is PARTICIPATIONS,
    )
    reading = records(workspace, query, member.kind, origin)
    wording = N_("the column %(name)s is not in this file, and stays empty")
    warnings = [Problem("header", staged.file, wording, 1, name, {"name": name}) for name in absent]
    return Reading(reading.table, (*reading.warnings, *warnings))


def _together(readings: Sequence[Reading], kind: Gives) -> Reading:
    table = readings[0].table
    for other in readings[1:]:
        table = table.union(other.table)
    if len(readings) > 1:
        table = table.order(", ".join(map(quoted, KEYS[kind])))
    return Reading(table, tuple(problem for one in readings for problem in one.warnings))


def _addresses(options: Options) -> Sequence[File]:
    archive = _ARCHIVES.get(options["programme"])
    if archive is None:
        wording = N_("%(found)s is none of %(known)s")
        values = {"found": options["programme"], "known": ", ".join(_ARCHIVES)}
        raise SourceError([Problem("option", "cordis", wording, None, "programme", values)])
    name = f"cordis-{archive}projects-csv.zip"
    return (File(f"https://cordis.europa.eu/data/{name}", name),)


def _dataset(
    dataset_id: str, title_nl: str, title_en: str, members: Sequence[Member], most: int = 1
) -> Dataset:
    return Dataset(
        id=dataset_id,
        title_nl=title_nl,
        title_en=title_en,
        publisher="CORDIS, Publications Office of the European Union",
        licence=Licence(
            "CC BY 4.0",
            "https://creativecommons.org/licenses/by/4.0/",
            "© European Union, CORDIS",
            "CC-BY-4.0",
        ),
        homepage="https://cordis.europa.eu/projects",
        hosts=("cordis.europa.eu",),
        gives=members[0].kind,
        addresses=_addresses,
        read=partial(_read, members),
        options={"programme": "HORIZON"},
        most=most,
    )


DATASETS = (
    _dataset(
        "cordis-projects",
        "CORDIS: Europese onderzoeksprojecten",
        "CORDIS: European research projects",
        (PROJECTS,),
    ),
    _dataset(
        "cordis-participations",
        "CORDIS: deelname aan Europese onderzoeksprojecten",
        "CORDIS: participation in European research projects",
        (PARTICIPATIONS,),
    ),
    _dataset(
        "cordis-topics",
        "CORDIS: onderwerpen van Europese onderzoeksprojecten",
        "CORDIS: topics of European research projects",
        TOPICS,
        most=len(TOPICS),
    ),
)
