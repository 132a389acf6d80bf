"""Eurostat: any dataset by its code, and recipes for those that the compass asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from windroos.problems import N_, Problem
from windroos.sources.shape import Dataset, File, Licence, Options, Reading, SourceError, Workspace
from windroos.sources.statistics import Series, read_statistics

_LICENCE = Licence(
    "CC BY 4.0 (Commission Decision 2011/833/EU)",
    "https://ec.europa.eu/eurostat/help/copyright-notice",
    "Eurostat",
    "CC-BY-4.0",
)
_BULK = "https://ec.europa.eu/eurostat/api/dissemination/sdmx/2.1/data"


def _code(options: Options) -> str:
    code = options.get("dataset", "")
    if not re.fullmatch(r"[A-Za-z0-9_$-]+", code):
        wording = N_("name the dataset by the code that Eurostat gives it, such as demo_r_pjangrp3")
        raise SourceError([Problem("option", "eurostat", wording, field="dataset")])
    return code.lower()


def _addresses(options: Options) -> Sequence[File]:
    code = _code(options)
    return (File(f"{_BULK}/{code.upper()}?format=TSV&compressed=true", f"{code}.tsv.gz"),)


# What readers call the datasets that the shipped case and recipes read.
_LABELS = {
    "bd_hgnace2_r3": ("Bedrijvendemografie per regio", "Business demography by region"),
    "demo_r_mlifexp": ("Levensverwachting per NUTS 2-regio", "Life expectancy by NUTS 2 region"),
    "demo_r_pjanind2": (
        "Opbouw van de bevolking per NUTS 2-regio",
        "Structure of the population by NUTS 2 region",
    ),
    "edat_lfse_04": (
        "Opleidingsniveau per NUTS 2-regio",
        "Educational attainment by NUTS 2 region",
    ),
    "hlth_rs_physreg": ("Artsen per NUTS 2-regio", "Physicians by NUTS 2 region"),
    "lfst_r_lfu3rt": ("Werkloosheid per NUTS 2-regio", "Unemployment by NUTS 2 region"),
    "nrg_ind_id": ("Afhankelijkheid van ingevoerde energie", "Dependency on imported energy"),
    "nrg_ind_ren": ("Aandeel hernieuwbare energie", "Share of renewable energy"),
    "pat_ep_rtot": (
        "Octrooiaanvragen bij het EOB per regio",
        "Patent applications to the EPO by region",
    ),
    "sbs_r_nuts06_r2": (
        "Bedrijven per regio en bedrijfstak",
        "Businesses by region and industry",
    ),
}


def _dataset(
    id: str,
    title_nl: str,
    title_en: str,
    code: str = "",
    *,
    unit_by: str = "unit",
    units: Mapping[str, str] | None = None,
) -> Dataset:
    def read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
        (path,) = files
        series = Series(_code(options), unit_by=unit_by, units=units or {})
        return read_statistics(workspace, path, series)

    return Dataset(
        id=id,
        title_nl=title_nl,
        title_en=title_en,
        publisher="Eurostat",
        licence=_LICENCE,
        homepage=f"https://ec.europa.eu/eurostat/databrowser/view/{code}"
        if code
        else "https://ec.europa.eu/eurostat/data/database",
        hosts=("ec.europa.eu",),
        gives="observations",
        addresses=_addresses,
        read=read,
        options={"dataset": code},
        labels=_LABELS,
    )


_COMEXT = "https://ec.europa.eu/eurostat/api/comext/dissemination/sdmx/2.1/data"


def _comext_addresses(options: Options) -> Sequence[File]:
    key = options["key"]
    if not re.fullmatch(r"[A-Za-z0-9+_.]+", key) or not re.fullmatch(r"\d{4}", options["from"]):
        wording = N_("write freq.reporter.partner.product.flow.indicator, such as A.NL.US..2.")
        raise SourceError([Problem("option", "comext", wording, field="key")])
    url = f"{_COMEXT}/{_code(options).upper()}/{key}"
    query = f"startPeriod={options['from']}&format=SDMX-CSV"
    return (File(f"{url}?{query}", f"{_code(options)}.csv"),)


def _read_comext(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    (path,) = files
    units = {"VALUE_IN_EUROS": "euro", "QUANTITY_IN_100KG": "100 kg", "QUANTITY_IN_KG": "kg"}
    series = Series(_code(options), region="reporter", unit_by="indicators", units=units)
    return read_statistics(workspace, path, series)


DATASETS = (
    _dataset("eurostat", "Eurostat: een dataset naar keuze", "Eurostat: a dataset of your choice"),
    _dataset(
        "eurostat-patents",
        "Octrooiaanvragen bij het EOB per regio",
        "Patent applications to the EPO by region",
        "pat_ep_rtot",
    ),
    _dataset(
        "eurostat-businesses",
        "Vestigingen, werkzame personen en lonen per regio en bedrijfstak",
        "Local units, persons employed and wages by region and industry",
        "sbs_r_nuts06_r2",
        unit_by="indic_sb",
        units={"V11210": "local units", "V13320": "million euro", "V16110": "persons employed"},
    ),
    _dataset(
        "eurostat-business-demography",
        "Bedrijvendemografie: bestaande, nieuwe en opgeheven bedrijven per regio en bedrijfstak",
        "Business demography: active, new and closed enterprises by region and industry",
        "bd_hgnace2_r3",
        unit_by="indic_sb",
        # Active in the year, born and died in it.
        units=dict.fromkeys(("V11910", "V11920", "V11930"), "enterprises"),
    ),
    Dataset(
        id="comext",
        title_nl="Handel in goederen van EU-landen per partner en product (Comext)",
        title_en="Trade in goods of EU countries by partner and product (Comext)",
        publisher="Eurostat",
        licence=_LICENCE,
        homepage="https://ec.europa.eu/eurostat/comext/newxtweb/",
        hosts=("ec.europa.eu",),
        gives="observations",
        addresses=_comext_addresses,
        read=_read_comext,
        options={"dataset": "DS-045409", "key": "A.NL...2.VALUE_IN_EUROS", "from": "2022"},
    ),
)
