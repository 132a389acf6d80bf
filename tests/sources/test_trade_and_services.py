"""BACI and Comext, the interface of the World Bank, and both services of Statistics Netherlands."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.sources.reading import read, refused, written

BACI = (
    "t,i,j,k,v,q\n"
    "2022,528,276,854231,120.5,3.25\n"
    "2022,528,842,854231,10,           NA\n"
    "2022,58,842,854231,1,2\n"
)


def test_baci(tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS17_V202601.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("BACI_HS17_Y2024_V202601.csv", BACI)
        archive.writestr("Readme.txt", "x")
    found = read("baci", path)
    assert len(found.rows) == 6
    chips = found.one(region="NL", indicator="exports/v", dimensions={"j": "276", "k": "854231"})
    assert (chips["value"], chips["unit"], chips["period"]) == (120.5, "thousand USD", "2022")
    assert chips["cell"] == "t=2022; i=528; j=276; k=854231"
    weight = found.one(region="NL", indicator="exports/q", dimensions={"j": "842", "k": "854231"})
    assert (weight["value"], weight["unit"]) == (None, "tonnes")
    assert [w.values["code"] for w in found.warnings] == ["58"]  # Belgium-Luxembourg


def test_baci_without_its_year(tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS17_V202601.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("BACI_HS17_Y2024_V202601.csv", BACI)
    (problem,) = refused("baci", path, options={"year": "1999"})
    assert problem.code == "archive"
    assert "BACI_HS17_Y2024_V202601.csv" in problem.message


COMEXT = (
    "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,"
    "OBS_FLAG\n"
    "ESTAT:DS-045409(1.0),15/11/26,A,NL,US,854231,2,VALUE_IN_EUROS,2022,1234567,\n"
    "ESTAT:DS-045409(1.0),15/11/26,A,NL,US,854231,2,QUANTITY_IN_100KG,2022,890,\n"
)


def test_comext(tmp_path: Path) -> None:
    found = read("comext", written(tmp_path / "ds-045409.csv", COMEXT))
    value, quantity = found.rows
    assert (value["region"], value["value"], value["unit"]) == ("NL", 1_234_567, "euro")
    assert value["dimensions"]["partner"] == "US"
    assert (quantity["value"], quantity["unit"]) == (890, "100 kg")


def page(number: int, total: int, *rows: tuple[str, str, str, float | None]) -> str:
    """A page as the World Bank's interface answers it (version 2)."""
    indicator = {"id": "SP.POP.65UP.TO.ZS", "value": "Population ages 65+ (% of total population)"}
    return json.dumps(
        [
            {"page": number, "pages": 2, "per_page": 2, "total": total},
            [
                {
                    "indicator": indicator,
                    "country": {"id": id, "value": "x"},
                    "countryiso3code": iso3,
                    "date": date,
                    "value": value,
                    "unit": "",
                    "obs_status": "",
                    "decimal": 0,
                }
                for id, iso3, date, value in rows
            ],
        ]
    )


def test_the_pages_of_the_world_bank(tmp_path: Path) -> None:
    first = written(
        tmp_path / "1.json", page(1, 3, ("NL", "NLD", "2022", 20.2), ("XK", "XKX", "2022", None))
    )
    second = written(tmp_path / "2.json", page(2, 3, ("1W", "WLD", "2022", 9.8)))
    found = read("world-bank", first, second)
    old = found.one(region="NL")
    assert (old["value"], old["unit"]) == (20.2, "% of total population")
    assert found.one(region="XK")["value"] is None
    assert [w.values["code"] for w in found.warnings] == ["WLD"]
    (problem,) = refused("world-bank", first)
    assert problem.code == "truncated"
    assert "3" in problem.message


def test_an_error_of_the_world_bank_is_no_data(tmp_path: Path) -> None:
    answer = [{"message": [{"id": "120", "key": "Invalid value"}]}]
    (problem,) = refused("world-bank", written(tmp_path / "1.json", json.dumps(answer)))
    assert problem.code == "refused"
    assert "Invalid value" in problem.message


def odata(rows: list[dict[str, Any]], **more: str) -> str:
    return json.dumps({"odata.metadata": "https://opendata.cbs.nl/", "value": rows, **more})


PROPERTIES = odata(
    [
        {"Type": "GeoDimension", "Key": "RegioS", "Title": "Regio's"},
        {"Type": "TimeDimension", "Key": "Perioden", "Title": "Perioden"},
        {"Type": "TopicGroup", "Key": "", "Title": "Bevolking"},
        {"Type": "Topic", "Key": "Inwoners_1", "Title": "Inwoners", "Unit": "aantal"},
        {"Type": "Topic", "Key": "Dichtheid_2", "Title": "Dichtheid", "Unit": "per km2"},
    ]
)
TYPED = [
    {
        "ID": 0,
        "RegioS": "PV30  ",
        "Perioden": "2022JJ00",
        "Inwoners_1": 2626210,
        "Dichtheid_2": 534,
    },
    {
        "ID": 1,
        "RegioS": "GM0772",
        "Perioden": "2022KW03",
        "Inwoners_1": 240000,
        "Dichtheid_2": None,
    },
]


def test_the_older_service_of_statistics_netherlands(tmp_path: Path) -> None:
    properties = written(tmp_path / "p.json", PROPERTIES)
    data = written(tmp_path / "d.json", odata(TYPED))
    found = read("cbs", properties, data, options={"table": "70072NED"})
    assert len(found.rows) == 4
    brabant = found.one(region="NL41", indicator="70072NED/Inwoners_1")
    assert (brabant["value"], brabant["unit"], brabant["period"]) == (2_626_210, "aantal", "2022")
    assert brabant["cell"] == "Measure=Inwoners_1; RegioS=PV30; Perioden=2022JJ00"
    density = found.one(region_given="GM0772", indicator="70072NED/Dichtheid_2")
    assert (density["value"], density["period"], density["region"]) == (None, "2022-Q3", None)
    assert [w.values["code"] for w in found.warnings] == ["GM0772"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (odata(TYPED, **{"odata.nextLink": "https://opendata.cbs.nl/x?$skip=2"}), "truncated"),
        (odata([TYPED[0], {"RegioS": "PV31  "}]), "header"),
        (odata(TYPED)[:-20], "truncated"),
        (json.dumps({"odata.error": {"message": "no such table"}}), "header"),
    ],
)
def test_what_is_not_whole_of_it(data: str, code: str, tmp_path: Path) -> None:
    properties, page = written(tmp_path / "p.json", PROPERTIES), written(tmp_path / "d.json", data)
    problem = refused("cbs", properties, page, options={"table": "70072NED"})[0]
    assert (problem.code, problem.file) == (code, "d.json")


def test_the_newer_service_of_statistics_netherlands(tmp_path: Path) -> None:
    measures = written(
        tmp_path / "m.json",
        odata([{"Identifier": "M000114", "Title": "Inwoners", "Unit": "aantal"}]),
    )
    row = {"Measure": "M000114", "StringValue": None, "RegioS": "PV26  ", "Perioden": "2023JJ00"}
    observations = [
        {"Id": 0, **row, "ValueAttribute": "None", "Value": 1_387_643},
        {"Id": 1, **row, "Perioden": "2024JJ00", "ValueAttribute": "Confidential", "Value": None},
    ]
    data = written(tmp_path / "o.json", odata(observations))
    found = read("cbs", measures, data, options={"table": "85640NED"})
    utrecht = found.one(period="2023")
    assert (utrecht["region"], utrecht["value"], utrecht["unit"]) == ("NL35", 1_387_643, "aantal")
    assert utrecht["flag"] is None
    secret = found.one(period="2024")
    assert (secret["value"], secret["flag"]) == (None, "Confidential")
