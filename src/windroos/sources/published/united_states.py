"""Lists of the US government: institutions of concern to defence research (section 1286 of the
defence act for 2019), Chinese military companies (section 1260H of that for 2021), and the
Consolidated Screening List of the departments of Commerce, State and the Treasury.

The first two come from the Department of Defense as documents; the tables are transcriptions by
OpenSanctions. The third says for a part of its lists only what kind of thing is listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from windroos.sources.listing import iso_date, listed, parts
from windroos.sources.shape import (
    PUBLIC_DOMAIN,
    Dataset,
    File,
    Licence,
    Options,
    Reading,
    Workspace,
)
from windroos.sources.staging import stage_text

_1286 = "schema name aliases program report-date start-date end-date country notes source_url"
_1260H = (
    *("Name", "Clean Name", "Alias", "Previous Name", "Parent Name", "Note"),
    *("Start date", "End date", "Source Url"),
)
_CSL = (
    "_id source type programs name addresses federal_register_notice start_date end_date "
    "license_requirement license_policy vessel_flag remarks source_list_url alt_names citizenships "
    "dates_of_birth nationalities ids"
)
# The columns of the Consolidated Screening List on what is no person.
_CSL_DETAILS = ("license_requirement", "license_policy", "remarks", "ids")


def _read_1286(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    """A listing is of a report of one year. It gives no day: `start_date` is the year of that
    report, in which the institution was on the list already."""
    (path,) = files
    staged = stage_text(workspace, path, columns=_1286.split())
    aliases = f"list_transform({parts('aliases')}, lambda one: (one, 'alias'))"
    query = f"""
        SELECT _row, 'us-section-1286' AS list, name AS entity,
            concat('report of ', "report-date") AS listing,
            CASE schema WHEN 'Company' THEN 'organisation' ELSE schema END AS kind,
            entry[1] AS name, entry[2] AS name_kind, {parts("country")} AS countries,
            'US-1286' AS programme, 'institution of concern' AS measure, program AS legal_act,
            source_url AS url, {iso_date('coalesce("start-date", "report-date")')} AS start_date,
            {iso_date('"end-date"')} AS end_date,
            concat('name=', name, '; report-date=', "report-date") AS cell,
            CASE WHEN notes <> '' THEN MAP {{'notes': notes}} ELSE MAP {{}} END AS details
        FROM (
            SELECT *, unnest([(trim(name), 'name')] || {aliases}) AS entry FROM {staged.name}
        )
    """
    return listed(workspace, query, file=path.name, scheme="english")


def _read_1260h(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    """Each is Chinese by what the law lists. A comma within an alias has a blank behind it, one
    between aliases has not."""
    (path,) = files
    staged = stage_text(workspace, path, columns=_1260H)
    split = r"""regexp_replace("Alias", ',(\S)', ';\1', 'g')"""
    names = f"""
        list_transform({parts(split)}, lambda one: (one, 'alias'))
        || list_transform({parts('"Previous Name"')}, lambda one: (one, 'previous name'))"""
    query = f"""
        SELECT _row, 'us-1260h' AS list, "Clean Name" AS entity,
            concat('list of ', "Start date") AS listing, 'organisation' AS kind,
            entry[1] AS name, entry[2] AS name_kind, ['China'] AS countries,
            'US-1260H' AS programme, 'Chinese military company' AS measure, "Note" AS reason,
            'Section 1260H, Public Law 116-283' AS legal_act, "Source Url" AS url,
            {iso_date('"Start date"')} AS start_date, {iso_date('"End date"')} AS end_date,
            concat('Clean Name=', "Clean Name", '; Start date=', "Start date") AS cell,
            CASE WHEN "Parent Name" <> '' THEN MAP {{'parent': "Parent Name"}} ELSE MAP {{}} END
                AS details
        FROM (
            SELECT *, unnest([(trim("Clean Name"), 'name')] || {names}) AS entry FROM {staged.name}
        )
    """
    return listed(workspace, query, file=path.name, scheme="english")


def _read_screening_list(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    """A row an entry; what holds more than one thing has semicolons between. An address ends in the
    two letters of its country. Only of what the list says to be no person more is kept."""
    (path,) = files
    staged = stage_text(workspace, path, columns=_CSL.split())
    alias = "regexp_replace(one, '^and ', '')"
    names = f"list_transform({parts('alt_names')}, lambda one: ({alias}, 'alias'))"
    country = r"regexp_extract(one, '(^|, )([A-Z]{2})$', 2)"
    addressed = f"list_transform({parts('addresses')}, lambda one: {country})"
    countries = " || ".join(
        parts(name) for name in ("citizenships", "nationalities", "vessel_flag")
    )
    details = ", ".join(f"('{name}', {name})" for name in _CSL_DETAILS)
    query = f"""
        SELECT _row, source AS list, _id AS entity,
            coalesce(nullif(federal_register_notice, ''), nullif(start_date, ''), '-') AS listing,
            CASE lower(trim(type)) WHEN 'individual' THEN 'person' WHEN 'entity' THEN 'organisation'
                WHEN '' THEN NULL ELSE lower(trim(type)) END AS kind,
            entry[1] AS name, entry[2] AS name_kind, {countries} AS countries,
            list_filter({addressed}, lambda one: one <> '') AS address_countries,
            dates_of_birth AS born, programs AS programme,
            federal_register_notice AS legal_act, source_list_url AS url,
            {iso_date("start_date")} AS start_date, {iso_date("end_date")} AS end_date,
            concat('_id=', _id) AS cell,
            CASE WHEN lower(trim(type)) IN ('entity', 'vessel', 'aircraft') THEN map_from_entries(
                list_filter([{details}], lambda one: one[2] <> '')) ELSE MAP {{}} END AS details
        FROM (SELECT *, unnest([(trim(name), 'name')] || {names}) AS entry FROM {staged.name})
    """
    return listed(workspace, query, file=path.name, scheme="iso2")


_PUBLIC_DOMAIN = Licence(
    "Public domain (US government work)",
    "https://www.usa.gov/government-works",
    "US Department of Defense, transcribed by OpenSanctions (MIT)",
    PUBLIC_DOMAIN,
)
_HOMEPAGE = "https://github.com/opensanctions/opensanctions/tree/main/datasets/us"
_FOLDER = "https://raw.githubusercontent.com/opensanctions/opensanctions/main/datasets/us"

DATASETS = (
    Dataset(
        id="us-section-1286",
        title_nl="VS: instellingen van zorg voor defensieonderzoek (sectie 1286)",
        title_en="US: institutions of concern to defence research (section 1286)",
        publisher="US Department of Defense",
        licence=_PUBLIC_DOMAIN,
        homepage=f"{_HOMEPAGE}/special_leg",
        hosts=("raw.githubusercontent.com",),
        gives="listed",
        addresses=lambda _options: (
            File(f"{_FOLDER}/special_leg/source_files/section_1286.csv", "section_1286.csv"),
        ),
        read=_read_1286,
    ),
    Dataset(
        id="us-1260h",
        title_nl="VS: Chinese militaire bedrijven (sectie 1260H)",
        title_en="US: Chinese military companies (section 1260H)",
        publisher="US Department of Defense",
        licence=_PUBLIC_DOMAIN,
        homepage=f"{_HOMEPAGE}/dod_chinese_milcorps",
        hosts=("raw.githubusercontent.com",),
        gives="listed",
        addresses=lambda _options: (
            File(f"{_FOLDER}/dod_chinese_milcorps/sanctions.csv", "us-1260h.csv"),
        ),
        read=_read_1260h,
    ),
    Dataset(
        id="us-screening-list",
        title_nl="VS: samengestelde controlelijst (CSL)",
        title_en="US: Consolidated Screening List (CSL)",
        publisher="US International Trade Administration",
        licence=Licence(
            "Public domain (US government work)",
            "https://www.usa.gov/government-works",
            "Consolidated Screening List, International Trade Administration",
            PUBLIC_DOMAIN,
        ),
        homepage="https://www.trade.gov/consolidated-screening-list",
        hosts=("data.trade.gov",),
        gives="listed",
        addresses=lambda _options: (
            File(
                "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv",
                "consolidated.csv",
            ),
        ),
        read=_read_screening_list,
    ),
)
