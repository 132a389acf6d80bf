"""Where the codes of publishers meet ours."""

import csv
from pathlib import Path

import pytest

from windroos.codes.countries import ALPHA2_OF_ALPHA3, ALPHA2_OF_NUMERIC, COUNTRIES
from windroos.codes.schemes import SCHEMES, region_of


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_iso_has_249_countries_and_the_eu_names_kosovo() -> None:
    # ISO 3166-1 has 249 entries; XK is a user-assigned code.
    assert len(COUNTRIES) == 250
    assert ALPHA2_OF_ALPHA3["XKX"] == "XK"
    assert len(ALPHA2_OF_ALPHA3) == 250
    assert len(ALPHA2_OF_NUMERIC) == 249


def test_the_three_codes_agree_with_another_list_of_them(shared: Path) -> None:
    rows = [r for r in table(shared / "data/codes/country-codes.csv") if r["ISO3166-1-Alpha-2"]]
    assert len(rows) >= 249
    for row in rows:
        alpha2 = row["ISO3166-1-Alpha-2"]
        assert ALPHA2_OF_ALPHA3[row["ISO3166-1-Alpha-3"]] == alpha2
        if row["ISO3166-1-numeric"]:
            assert region_of(row["ISO3166-1-numeric"], "numeric") == alpha2


def test_eurostats_country_codes_agree_with_giscos(shared: Path) -> None:
    rows = [r for r in table(shared / "data/codes/gisco_countrycode.csv") if r["CNTR_CODE"]]
    assert len(rows) > 200
    differing = {
        row["CNTR_CODE"]: row["iso2c"]
        for row in rows
        if row["iso2c"] and region_of(row["CNTR_CODE"], "eurostat") != row["iso2c"]
    }
    assert differing == {}


@pytest.mark.parametrize(
    ("code", "scheme", "region"),
    [
        ("NA", "iso2", "NA"),  # Namibia, which is not "missing"
        ("516", "numeric", "NA"),
        ("4", "numeric", "AF"),  # BACI leaves leading zeros out
        ("EL", "eurostat", "GR"),
        ("UK", "eurostat", "GB"),
        ("XK", "eurostat", "XK"),
        ("EL30", "eurostat", "EL30"),
        ("NL41", "eurostat", "NL41"),
        ("EU27_2020", "eurostat", None),
        ("EA", "eurostat", None),
        ("NLZZ", "eurostat", None),  # extra-regio: no territory
        ("CZZ", "eurostat", None),
        ("DE;HU", "eurostat", None),
        ("ROM", "world-bank", "RO"),
        ("ZAR", "world-bank", "CD"),
        ("TMP", "world-bank", "TL"),
        ("ADO", "world-bank", "AD"),
        ("WBG", "world-bank", "PS"),
        ("KSV", "world-bank", "XK"),
        ("XKX", "world-bank", "XK"),
        ("ANT", "world-bank", None),  # the Netherlands Antilles, dissolved in 2010
        ("WLD", "world-bank", None),
        ("PSE", "v-dem", None),  # the West Bank alone
        ("SML", "v-dem", None),
        ("DDR", "v-dem", None),
        ("251", "comtrade", "FR"),
        ("757", "comtrade", "CH"),
        ("842", "comtrade", "US"),
        ("699", "comtrade", "IN"),
        ("579", "comtrade", "NO"),
        ("490", "comtrade", "TW"),
        ("58", "comtrade", None),  # Belgium-Luxembourg, until 1998
        ("736", "comtrade", None),  # Sudan with what became South Sudan
        ("PV30  ", "cbs", "NL41"),  # Noord-Brabant; CBS pads its codes
        ("PV26  ", "cbs", "NL35"),  # Utrecht, by its code of NUTS 2024
        ("LD04  ", "cbs", "NL4"),
        ("NL01  ", "cbs", "NL"),
        ("GM0772", "cbs", None),  # Eindhoven: a municipality is no region of ours
    ],
)
def test_a_code_means_what_its_publisher_means(code: str, scheme: str, region: str | None) -> None:
    assert region_of(code, scheme) == region


def test_no_code_is_no_region() -> None:
    assert {region_of(None, scheme) for scheme in SCHEMES} == {None}


def test_every_partner_of_baci_has_its_country(shared: Path) -> None:
    """CEPII's own list says which country each of its codes is; it lost Namibia's NA on the way."""
    rows = table(shared / "data/trade/country_codes_V202601.csv")
    ours = {row["country_code"]: region_of(row["country_code"], "comtrade") for row in rows}
    theirs = {row["country_code"]: row["country_iso2"] or None for row in rows}
    different = {code: (ours[code], theirs[code]) for code in ours if ours[code] != theirs[code]}
    assert different == {
        "490": ("TW", None),
        "516": ("NA", None),
        # States that are no more, and areas that were wider than today's country of the name.
        "58": (None, "BE"),
        "200": (None, "CS"),
        "278": (None, "DD"),
        "280": (None, "DE"),
        "530": (None, "AN"),
        "736": (None, "SD"),
        "810": (None, "SU"),
        "849": (None, "PU"),
        "891": (None, "CS"),
    }
