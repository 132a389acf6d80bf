"""The trade summary of a country by World Integrated Trade Solution of the World Bank: trade by
product group and with the five largest partners, tariffs, and some figures of its economy.

A row an indicator, a column a year; numbers are padded with blanks, and what is empty is no figure.
A row with three dots as partner or product is of the country as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from windroos.problems import N_, Problem
from windroos.sources.observing import observations, told_without_unit, years_of
from windroos.sources.shape import Dataset, File, Licence, Options, Reading, SourceError, Workspace
from windroos.sources.staging import stage_text, unpack

_COLUMNS = ("Reporter", "Partner", "Product categories", "Indicator Type", "Indicator")
_ALL = "wits_en_trade_summary_allcountries_allyears.zip"


def _addresses(options: Options) -> Sequence[File]:
    if not re.fullmatch(r"[A-Z]{3}", options["country"]):
        wording = N_("name the country by its three letters, such as NLD")
        raise SourceError([Problem("option", "wits-trade-summary", wording, field="country")])
    return (File(f"https://wits.worldbank.org/data/public/cp/{_ALL}", _ALL),)


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    (path,) = files
    if path.suffix == ".zip":
        path = unpack(workspace, path, f"en_{options['country']}_AllYears_WITS_Trade_Summary.CSV")
    staged = stage_text(workspace, path, columns=_COLUMNS, encoding="latin-1")
    # The unit stands in brackets; a count and an index say it in words.
    unit = r"regexp_replace(regexp_extract(Indicator, '\(([^)]*)\)', 1), '^in ', '')"
    query = f"""
        SELECT _row, year AS value_from, trim(Reporter) AS region_given,
            concat(trim("Indicator Type"), '/', trim(Indicator)) AS indicator, year AS period,
            trim(given) AS value,
            CASE WHEN {unit} <> '' THEN {unit} WHEN Indicator LIKE 'No. Of %' THEN 'number'
                WHEN lower(Indicator) LIKE '%index%' THEN 'index' END AS unit,
            map_from_entries(list_filter(
                [('Partner', trim(Partner)), ('Product categories', trim("Product categories"))],
                lambda one: one[2] <> '...')) AS dimensions,
            concat_ws('; ', 'Reporter=' || trim(Reporter), 'Partner=' || trim(Partner),
                'Product categories=' || trim("Product categories"),
                'Indicator=' || trim(Indicator), year) AS cell
        FROM (UNPIVOT {staged.name} ON {years_of(staged)} INTO NAME year VALUE given)
        WHERE trim(given) <> ''
    """
    return told_without_unit(
        observations(workspace, query, file=path.name, scheme="english"), path.name
    )


DATASETS = (
    Dataset(
        id="wits-trade-summary",
        title_nl="WITS: samenvatting van de handel van een land",
        title_en="WITS: trade summary of a country",
        publisher="World Bank, World Integrated Trade Solution",
        licence=Licence(
            "Terms of use of the World Bank and of UN Comtrade",
            "https://wits.worldbank.org/faqs.html",
            "World Bank, World Integrated Trade Solution (WITS)",
        ),
        homepage="https://wits.worldbank.org/",
        hosts=("wits.worldbank.org",),
        gives="observations",
        addresses=_addresses,
        read=_read,
        options={"country": "NLD"},
    ),
)
