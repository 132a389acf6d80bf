"""A file of Eurostat goes in by the command; the command, the page and the API then tell the same.

The figures are made up; what they come to by hand stands in `tests.cases.eurostat`.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from tests.cases import eurostat
from tests.sources.test_areas import snapshot, square
from tests.standing import TODAY
from typer.testing import CliRunner, Result

from windroos.apps.evidence.models import Edition
from windroos.apps.regions.models import Case
from windroos.cli import app, shared
from windroos.site import server

OUTSIDE = ["ES51", "DE11", "BE21"]

pytestmark = pytest.mark.usefixtures("brabant")


@pytest.fixture(autouse=True)
def in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command looks for the file of a database, which that of the tests does not have."""
    monkeypatch.setattr(shared, "may_have_database", lambda: True)
    monkeypatch.setattr(server, "has_database", lambda: True)


def windroos(*arguments: str) -> Result:
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, (done.output, done.exception)
    return done


def told(*arguments: str) -> Any:
    return json.loads(windroos("challenges", *arguments, "--json", "--language", "en").stdout)


def load(folder: Path, *datasets: str) -> None:
    made = {"demo_r_pjanind2": eurostat.elderly, "demo_r_mlifexp": eurostat.old}
    for dataset in datasets:
        file = eurostat.write(folder, dataset, made[dataset]())
        option = f"dataset={dataset}"
        windroos("sources", "load", "eurostat", "--option", option, "--file", str(file))


def names(*regions: tuple[str, str]) -> None:
    """Boundaries in which regions are called so."""
    rows = [
        {"region": code, "version": "2024", "name_latin": name, "geometry": square(1)}
        for code, name in regions
    ]
    sha256 = snapshot(Path(settings.WINDROOS_LAKE), *rows)
    taken = timezone.now()
    Edition.objects.create(
        source="nuts-boundaries", table="boundaries", sha256=sha256, rows=len(rows), taken=taken
    )


def page(client: Client, challenge: str, language: str = "en") -> str:
    answer = client.get(f"/{language}/noord_brabant/challenges/{challenge}/")
    assert answer.status_code == 200
    return answer.content.decode()


def rows(html: str, table: str) -> list[list[str]]:
    """The cells of the rows of a table, as text."""
    body = html.split(f'id="{table}"')[1].split("<tbody>")[1].split("</tbody>")[0]
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.DOTALL)
        ]
        for line in re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)
    ]


def test_the_command_the_page_and_the_api_tell_the_same(client: Client, tmp_path: Path) -> None:
    load(tmp_path, "demo_r_pjanind2", "demo_r_mlifexp")
    printed = told("healthy-ageing", "--outside")
    assert (printed["year"], printed["resultYear"], printed["reason"]) == (2023, 2023, None)
    assert printed["burden"]["dataset"] == "eurostat?dataset=demo_r_pjanind2"
    assert printed["burden"]["own"] is False
    assert printed["home"]["code"] == "NL41"
    assert printed["home"]["burden"]["value"] == 20.0
    same = {one["code"] for one in printed["others"] if one["same"] == "same"}
    assert same == set(OUTSIDE)

    answer = client.get("/api/v1/cases/noord_brabant/challenges/healthy-ageing").json()
    assert (answer["year"], answer["same"]) == (2023, ["AT", "DE1", "BE2"])
    # Germany was at 20 when it had 2 less, 6.7 years ago; Hauts-de-France 6 years ago.
    assert answer["learn"] == ["DE", "FRE", "DE1"]
    assert {one["code"]: one["liesIn"] for one in answer["others"]}["DE11"] == "DE1"
    assert [one["code"] for one in answer["others"]] == [one["code"] for one in printed["others"]]

    html = page(client, "healthy-ageing")
    lead = re.search(r'<p class="lead">(.*?)</p>', html, re.DOTALL)
    assert lead is not None
    assert lead[1].startswith(
        "In 2023 the problem was as large as in North Brabant in Austria, Baden-Württemberg and "
        "Belgium/Flanders."
    )
    # By result from Baden-Württemberg alone: Austria's people become as old as ours.
    assert "North Brabant could learn from the better result of Baden-Württemberg." in lead[1]
    outside = rows(html, "table_outside")
    assert [row[0] for row in outside] == OUTSIDE
    assert outside[1][1:] == [
        "Baden-Württemberg", "20.5", "83", "clearly better",
        "we from them: a better result with the same problem",
    ]  # fmt: skip
    assert outside[0][1] == "Spain"
    shown = windroos("challenges", "healthy-ageing", "--outside", "--language", "en").stdout
    assert "abroad, outside the case" in shown


def test_regions_outside_the_case_are_called_by_name(client: Client, tmp_path: Path) -> None:
    load(tmp_path, "demo_r_pjanind2", "demo_r_mlifexp")
    assert [row[0] for row in rows(page(client, "healthy-ageing"), "table_outside")] == OUTSIDE
    names(("DE11", "Stuttgart"))
    file = tmp_path / "NUTS_AT_2024.csv"
    file.write_text(
        "NUTS_ID,CNTR_CODE,NAME_LATN,NUTS_NAME\nEL,EL,Elláda,Ελλάδα\nES,ES,España,España\n"
        "ES5,ES,Este,Este\nES51,ES,Cataluña,Cataluña\n",
        encoding="utf-8",
    )
    windroos("sources", "load", "nuts-codes", "--file", str(file))
    # What neither boundaries nor codes name keeps its code.
    html = page(client, "healthy-ageing", "nl")
    assert [row[:2] for row in rows(html, "table_outside")] == [
        ["Cataluña ES51", "Spanje"],
        ["Stuttgart DE11", "Baden-Württemberg"],
        ["BE21", "België/Vlaanderen"],
    ]
    answer = client.get("/api/v1/cases/noord_brabant/challenges/healthy-ageing").json()
    assert {"nl": "Cataluña", "en": "Cataluña"} in [one["name"] for one in answer["others"]]
    assert "Cataluña" in windroos("challenges", "healthy-ageing", "--outside").stdout
    file = client.get(
        "/en/noord_brabant/data/challenge-outside.json?challenge=healthy-ageing"
    ).json()
    found = {row["region"]: row for row in file["rows"]}
    assert (found["ES51"]["name"], found["ES51"]["lies_in"]) == ("Cataluña", None)
    assert set(found) == {
        "NL42", "DE11", "DE12", "DE21", "BE21", "FRE1", "ITC4", "ES51", "PL41",
    }  # fmt: skip


def test_what_is_not_there_is_named_with_every_way_to_bring_it_in(
    client: Client, tmp_path: Path
) -> None:
    html = page(client, "work")
    assert "That is not known yet: there are no figures for this challenge." in html
    for dataset in ("edat_lfse_04", "lfst_r_lfu3rt"):
        assert f'href="/en/noord_brabant/sources/eurostat/?dataset={dataset}"' in html
        assert f"windroos sources fetch &quot;eurostat?dataset={dataset}&quot;" in html
        assert f'POST /api/v1/imports {{"source": "eurostat?dataset={dataset}"}}' in html
        source = client.get(f"/en/noord_brabant/sources/eurostat/?dataset={dataset}")
        assert source.status_code == 200
    answer = client.get("/api/v1/cases/noord_brabant/challenges/work").json()
    assert answer["unknownBecause"] == "figures"
    assert answer["absent"] == ["eurostat?dataset=edat_lfse_04", "eurostat?dataset=lfst_r_lfu3rt"]
    assert (answer["home"], answer["peers"], answer["others"]) == (None, [], [])
    # With one of the two the burden is compared, and the other still named.
    load(tmp_path, "demo_r_pjanind2")
    html = page(client, "accessible-care")
    assert "How well it goes is not known yet: there are no figures of it." in html
    assert "windroos sources fetch &quot;eurostat?dataset=hlth_rs_physreg&quot;" in html
    answer = client.get("/api/v1/cases/noord_brabant/challenges/accessible-care").json()
    assert (answer["unknownBecause"], answer["resultUnknownBecause"]) == (None, "figures")


def test_as_of_a_day_it_stands_as_it_stood(tmp_path: Path, brabant: Case) -> None:
    load(tmp_path, "demo_r_pjanind2", "demo_r_mlifexp")
    before = (TODAY - timedelta(days=30)).isoformat()
    assert told("healthy-ageing", "--as-of", before)["reason"] == "figures"
    assert told("healthy-ageing", "--as-of", TODAY.isoformat())["year"] == 2023
    done = CliRunner().invoke(app, ["challenges", "--as-of", "yesterday"])
    assert done.exit_code == 1
    assert "YYYY-MM-DD" in done.stderr
