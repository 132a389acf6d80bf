"""The pages of the sources: what there is, what it says, what changed, what is missing."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from tests.apps.people import person

from windroos.apps.accounts.models import User
from windroos.apps.accounts.roles import Role
from windroos.apps.evidence.importing.foreground import bring_in
from windroos.apps.evidence.models import Edition, Import
from windroos.sources.asked import asked, named
from windroos.sources.lake import Origin, write
from windroos.sources.registry import datasets

INDICES = ("v2x_polyarchy", "v2x_libdem", "v2x_partipdem", "v2x_delibdem", "v2x_egaldem")
KEY = "v-dem-indices"
# By country and year; what is not here is not in the file.
VALUES = {
    ("NLD", 2000): "0.9",
    ("NLD", 2002): "0.8",
    ("DEU", 2000): "0.7",
    ("DEU", 2002): "0.61",
    ("FIN", 2001): "0.94",
    ("FIN", 2002): "0.95",
}


@pytest.fixture(autouse=True)
def places(db: None, lake: Path, settings: Settings, tmp_path: Path) -> None:
    settings.WINDROOS_DATA = tmp_path


@pytest.fixture
def analyst() -> User:
    return person(Role.ANALYST)


@pytest.fixture
def browser(client: Client, analyst: User) -> Client:
    """What an analyst sees and does."""
    client.force_login(analyst)
    return client


def written(path: Path, values: dict[tuple[str, int], str]) -> Path:
    """A file as V-Dem's five indices have it; each index is the same here."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["vdem_country_name", "country_text_id", "year", *INDICES])
        writer.writerows(
            [code, code, f"{year}.0", *[value] * len(INDICES)]
            for (code, year), value in values.items()
        )
    return path


def brought(folder: Path, values: dict[tuple[str, int], str] = VALUES, key: str = KEY) -> Edition:
    one = bring_in(named(key), [written(folder / "indices.csv", values)])
    assert one.status == Import.Status.DONE, one.faults
    assert one.edition is not None
    return one.edition


def text(client: Client, address: str, status: int = 200) -> str:
    """The words of a page, without its tags."""
    response = client.get(address)
    assert response.status_code == status, address
    return words(response.content.decode())


def words(html: str) -> str:
    html = re.sub(r"<svg.*?</svg>", " ", html, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def row(client: Client, address: str, first: str) -> str:
    """The row of a table that begins with these words."""
    html = client.get(address).content.decode()
    found = [words(one) for one in re.findall(r"<tr>.*?</tr>", html, re.S)]
    (wanted,) = (one for one in found if one.strip().startswith(first))
    return wanted


# --- all sources -----------------------------------------------------------------------------


def test_every_source_that_windroos_can_read_is_listed(client: Client) -> None:
    shown = text(client, "/en/sources/")
    assert all(one.title_en in shown.replace("&amp;", "&") for one in datasets().values())
    assert "None of them has been brought in yet." in shown


def test_what_was_brought_in_says_how_much_and_how_old(client: Client, tmp_path: Path) -> None:
    brought(tmp_path)
    told = row(client, "/en/sources/", "V-Dem: the five indices")
    assert "30" in told  # six rows of five indices
    assert "Done" in told
    assert "Today" in told
    there = text(client, "/en/sources/?have=yes")
    assert "Worldwide Governance Indicators" not in there
    assert "V-Dem: the five indices" not in text(client, "/en/sources/?have=no")
    assert "Boundaries of the NUTS regions" not in text(client, "/en/sources/?gives=observations")


def test_the_list_asks_the_database_little_however_much_there_is(
    client: Client, tmp_path: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    brought(tmp_path)
    for number in range(20):
        Import.objects.create(source=f"eurostat?dataset=x{number}", status=Import.Status.FAILED)
    with django_assert_max_num_queries(10):
        client.get("/en/sources/")


def test_a_visitor_sees_that_an_import_failed_and_why_but_not_who_asked(
    client: Client, analyst: User
) -> None:
    fault = {"code": "x", "file": "a.csv", "wording": "is empty", "row": 3, "field": "b"}
    Import.objects.create(
        source="wgi", status=Import.Status.FAILED, asked_by=analyst, faults=[fault | {"values": {}}]
    )
    told = row(client, "/en/sources/", "Worldwide Governance")
    assert "Failed" in told
    assert "a.csv, line 3, b: is empty" in told
    for address in ("/en/sources/", "/en/sources/wgi/"):
        assert analyst.name not in client.get(address).content.decode()


def test_what_concerns_the_machine_alone_is_not_told_to_everyone(
    client: Client, analyst: User
) -> None:
    fault = {"code": "keep", "file": "wgi", "wording": "cannot be kept: %(said)s", "row": None}
    values = {"said": "no room at /srv/secret"}
    Import.objects.create(
        source="wgi",
        status=Import.Status.FAILED,
        faults=[fault | {"field": None, "values": values}],
    )
    assert "/srv/secret" not in text(client, "/en/sources/")
    client.force_login(analyst)
    assert "/srv/secret" in text(client, "/en/sources/")


# --- one source ------------------------------------------------------------------------------


def test_a_source_tells_what_it_is_and_its_editions(client: Client, tmp_path: Path) -> None:
    first = brought(tmp_path)
    second = brought(tmp_path, VALUES | {("NLD", 2002): "0.81"})
    shown = text(client, f"/en/sources/{KEY}/")
    assert "V-Dem Institute, University of Gothenburg" in shown
    assert "CC BY-SA 4.0" in shown
    assert shown.index(second.sha256[:12]) < shown.index(first.sha256[:12])


def test_options_stand_in_the_address(client: Client) -> None:
    shown = text(client, "/en/sources/world-bank/?indicator=EG.USE.PCAP.KG.OE")
    assert "(EG.USE.PCAP.KG.OE)" in shown
    assert "world-bank?indicator=EG.USE.PCAP.KG.OE" in shown


def test_a_source_that_is_not_there_is_not_found(client: Client) -> None:
    for address in ("sources/nothing/", "nowhere/sources/", "sources/editions/99/"):
        assert client.get(f"/en/{address}").status_code == 404


@pytest.mark.parametrize("role", [None, Role.VIEWER])
def test_only_who_may_is_offered_to_bring_in_and_can(client: Client, role: Role | None) -> None:
    client.force_login(person(role))
    assert "Fetch it" not in text(client, "/en/sources/wgi/")
    for page in ("wgi/fetch/", "wgi/load/"):
        assert client.post(f"/en/sources/{page}").status_code == 403
    assert not Import.objects.exists()


def test_a_visitor_is_asked_to_log_in(client: Client) -> None:
    answer = client.post("/en/sources/wgi/load/")
    assert answer.status_code == 302
    assert "login" in answer["Location"]


# --- bringing in -----------------------------------------------------------------------------


def hand_in(browser: Client, content: bytes, name: str = "indices.csv") -> str:
    """Hand a file in; the address of the page that shows what became of it."""
    file = SimpleUploadedFile(name, content)
    answer = browser.post(f"/en/sources/{KEY}/load/", {"load-files": file})
    assert answer.status_code == 302, words(answer.content.decode())
    return answer["Location"]


def test_a_file_is_handed_in_and_becomes_an_edition(
    browser: Client, analyst: User, tmp_path: Path
) -> None:
    content = written(tmp_path / "x.csv", VALUES).read_bytes()
    page = hand_in(browser, content)
    assert "there is a new edition of 30 rows" in text(browser, page)
    edition = Edition.objects.get()
    assert (edition.source, edition.rows, edition.taken_by) == (KEY, 30, analyst)
    again = hand_in(browser, content)
    assert "the source says what it said already" in text(browser, again)
    assert Edition.objects.count() == 1


def test_a_file_that_is_wrong_tells_every_fault_by_file_line_and_field(
    browser: Client, tmp_path: Path
) -> None:
    wrong = VALUES | {("DEU", 2000): "high", ("FIN", 2002): "n/a"}
    page = hand_in(browser, written(tmp_path / "x.csv", wrong).read_bytes(), "wrong.csv")
    html = browser.get(page).content.decode()
    told = [words(one).split() for one in re.findall(r"<tr>.*?</tr>", html, re.S)]
    places = {(one[0], one[1], one[2]) for one in told[1:]}
    # The header is line 1; Germany in 2000 is the third row of figures, Finland the sixth.
    assert {("wrong.csv", line, index) for line in ("4", "7") for index in INDICES} <= places
    assert not Edition.objects.exists()
    assert "It failed." in words(html)


def test_a_form_without_a_file_says_so_at_the_field(browser: Client) -> None:
    answer = browser.post(f"/en/sources/{KEY}/load/", {})
    assert answer.status_code == 400
    assert 'id="load_errors"' in answer.content.decode()


def test_too_few_files_are_told_before_they_are_kept(browser: Client, tmp_path: Path) -> None:
    file = SimpleUploadedFile("a.json", b"{}")
    options = {f"load-option_{name}": value for name, value in asked("cbs").options.items()}
    answer = browser.post("/en/sources/cbs/load/", {"load-files": file, **options})
    assert answer.status_code == 400
    assert "2 files are needed." in words(answer.content.decode())
    assert not list(tmp_path.glob("handed-in/*"))


def test_a_source_without_an_address_is_not_fetched(browser: Client) -> None:
    assert "has no address from which" in text(browser, f"/en/sources/{KEY}/")
    answer = browser.post(f"/en/sources/{KEY}/fetch/")
    assert answer.status_code == 400
    assert "The publisher has no address for this" in words(answer.content.decode())


def test_an_option_that_is_missing_is_told_in_the_form(browser: Client) -> None:
    answer = browser.post("/en/sources/eurostat/fetch/", {"fetch-option_dataset": ""})
    assert answer.status_code == 400
    assert 'href="#id_fetch-option_dataset"' in answer.content.decode() or "dataset" in words(
        answer.content.decode()
    )
    assert not Import.objects.exists()


def running(analyst: User, **more: object) -> Import:
    given = {"source": "wgi", "status": Import.Status.RUNNING, "seen": timezone.now()}
    return Import.objects.create(asked_by=analyst, step="fetch", **given | more)


def test_an_import_shows_how_far_it_is_with_script_and_without(
    browser: Client, analyst: User
) -> None:
    one = running(analyst, done=3 * 1024**2, total=12 * 1024**2)
    address = f"/en/sources/imports/{one.pk}/"
    html = browser.get(address).content.decode()
    assert "busy: fetching, 3.0 MB of 12.0 MB" in words(html).lower().replace("mb", "MB")
    assert '<meta http-equiv="refresh"' in html
    polled = browser.get(address, headers={"hx-request": "true"})
    assert "HX-Refresh" not in polled.headers
    assert polled.content.decode().count("<html") == 0
    assert "HX-Request" in polled["Vary"]
    Import.objects.filter(pk=one.pk).update(status=Import.Status.FAILED)
    ended = browser.get(address, headers={"hx-request": "true"})
    assert ended["HX-Refresh"] == "true"


def test_an_import_is_cancelled_and_tried_again(browser: Client, analyst: User) -> None:
    one = running(analyst)
    browser.post(f"/en/sources/imports/{one.pk}/cancel/")
    one.refresh_from_db()
    assert (one.status, one.cancelled_by) == (Import.Status.CANCELLED, analyst)
    assert "Try again now" in text(browser, f"/en/sources/imports/{one.pk}/")


def test_imports_are_for_who_brings_in(client: Client, analyst: User) -> None:
    one = running(analyst)
    assert client.get(f"/en/sources/imports/{one.pk}/").status_code == 302
    client.force_login(person(Role.VIEWER))
    assert client.get(f"/en/sources/imports/{one.pk}/").status_code == 403


# --- editions --------------------------------------------------------------------------------


def test_an_edition_tells_its_indicators_and_where_it_comes_from(
    client: Client, tmp_path: Path
) -> None:
    one = brought(tmp_path)
    address = f"/en/sources/editions/{one.pk}/"
    told = row(client, address, "v2x_polyarchy").split()
    # Three countries, from 2000 to 2002; six figures, of which none is marked.
    assert told == ["v2x_polyarchy", "0-1", "3", "2000–2002", "6", "0"]
    shown = text(client, address)
    assert one.sha256 in shown
    assert "This is what the source says now." in shown


def test_what_differs_from_the_edition_before_is_told_row_by_row(
    client: Client, tmp_path: Path
) -> None:
    brought(tmp_path)
    changed = {**VALUES, ("NLD", 2002): "0.75", ("SWE", 2002): "0.97"}
    del changed["DEU", 2000]
    one = brought(tmp_path, changed)
    html = client.get(f"/en/sources/editions/{one.pk}/").content.decode()
    # Of each of the five indices.
    assert "5 rows changed, 5 are new, 5 are gone; 20 stayed as they were." in words(html)
    told = re.sub(r"\s+", " ", words(html))
    assert "v2x_polyarchy · Netherlands · 2002 · 0-1 value 0.8 0.75" in told
    assert "v2x_polyarchy · Sweden · 2002 · 0-1 value nothing 0.97" in told
    assert "v2x_polyarchy · Germany · 2000 · 0-1 value 0.7 nothing" in told


def test_an_earlier_edition_is_held_again_with_a_reason(browser: Client, tmp_path: Path) -> None:
    first = brought(tmp_path)
    brought(tmp_path, VALUES | {("NLD", 2002): "0.75"})
    address = f"/en/sources/editions/{first.pk}/hold/"
    assert browser.post(address, {"reason": " "}).status_code == 400
    answer = browser.post(address, {"reason": "The publisher took it back."})
    made = Edition.objects.latest("pk")
    assert answer["Location"] == f"/en/sources/editions/{made.pk}/"
    assert (made.sha256, Edition.objects.count()) == (first.sha256, 3)
    assert browser.post(address, {"reason": "Again."}).status_code == 400


def test_holding_again_is_for_who_may(client: Client, tmp_path: Path) -> None:
    one = brought(tmp_path)
    client.force_login(person(Role.VIEWER))
    answer = client.post(f"/en/sources/editions/{one.pk}/hold/", {"reason": "x"})
    assert answer.status_code == 403


def test_warnings_are_told_in_the_language_of_the_reader(client: Client, tmp_path: Path) -> None:
    one = brought(tmp_path, {**VALUES, ("XQX", 2000): "0.1"})
    assert "is no region of ours" in text(client, f"/en/sources/editions/{one.pk}/")
    assert "is geen regio die wij kennen" in text(client, f"/nl/sources/editions/{one.pk}/")


def test_a_snapshot_that_is_lost_is_told(
    client: Client, tmp_path: Path, settings: Settings
) -> None:
    one = brought(tmp_path)
    for file in settings.WINDROOS_LAKE.iterdir():
        file.unlink()
    assert "That is lost" in text(client, f"/en/sources/editions/{one.pk}/")
    page = f"/en/sources/editions/{one.pk}/indicator/?id=v2x_libdem"
    assert client.get(page).status_code == 404


def test_the_content_leads_to_the_last_edition_that_has_it(client: Client, tmp_path: Path) -> None:
    one = brought(tmp_path)
    answer = client.get(f"/en/sources/snapshots/{one.sha256}/")
    assert answer["Location"] == f"/en/sources/editions/{one.pk}/"
    assert client.get(f"/en/sources/snapshots/{'0' * 64}/").status_code == 404


def test_of_what_holds_no_figures_the_columns_and_first_rows_are_shown(
    client: Client, tmp_path: Path
) -> None:
    square = [[[5, 50], [6, 50], [6, 51], [5, 50]]]
    feature = {
        "type": "Feature",
        "properties": {
            "NUTS_ID": "NL41",
            "LEVL_CODE": 2,
            "CNTR_CODE": "NL",
            "NUTS_NAME": "Noord-Brabant",
            "NAME_LATN": "Noord-Brabant",
        },
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    files = []
    for level in (0, 1, 2):
        feature["properties"]["LEVL_CODE"] = level
        path = tmp_path / f"NUTS_RG_20M_2024_4326_LEVL_{level}.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
        files.append(path)
    one = bring_in(asked("nuts-boundaries"), files)
    assert one.edition is not None, one.faults
    shown = text(client, f"/en/sources/editions/{one.edition.pk}/")
    assert "name text 3 1" in shown  # filled in three times, with one value
    assert shown.count("Noord-Brabant") >= 3


def test_of_a_list_of_persons_a_visitor_sees_how_much_and_not_whom(
    client: Client, analyst: User, lake: Path
) -> None:
    origin = Origin("us-1260h", "public domain")
    kept = write(lake, "listed", {"name": "string"}, [{"name": "Iemand Zomaar"}], origin)
    one = Edition.objects.create(source="us-1260h", table="listed", sha256=kept.sha256, rows=1)
    address = f"/en/sources/editions/{one.pk}/"
    shown = text(client, address)
    assert "name text 1 1" in shown
    assert "Iemand Zomaar" not in shown
    assert "catalog/files" not in client.get(address).content.decode()
    client.force_login(analyst)
    assert "Iemand Zomaar" in text(client, address)


# --- an indicator ----------------------------------------------------------------------------


def indicator(edition: Edition, *regions: str, language: str = "en") -> str:
    chosen = "".join(f"&region={code}" for code in regions)
    return f"/{language}/sources/editions/{edition.pk}/indicator/?id=v2x_libdem{chosen}"


def test_an_indicator_says_where_it_is_highest_and_lowest(client: Client, tmp_path: Path) -> None:
    one = brought(tmp_path)
    said = "In 2002 it was highest in Finland (0.95) and lowest in Germany (0.61), of the 3 regions"
    assert said in text(client, indicator(one))
    dutch = text(client, indicator(one, language="nl"))
    assert "Finland" in dutch
    assert "Duitsland" in dutch
    assert "0,61" in dutch


def test_what_is_missing_is_counted_and_told_by_region(client: Client, tmp_path: Path) -> None:
    """Nine would be whole: the Netherlands and Germany lack 2001, Finland lacks 2000."""
    one = brought(tmp_path)
    html = client.get(indicator(one)).content.decode()
    assert "Of the 9 figures" in words(html)
    assert " 3 are missing." in words(html)
    assert 'aria-label="Finland: missing in 2000"' in html
    (netherlands,) = re.findall(r'aria-label="Netherlands: missing in 2001".*?</svg>', html)
    assert netherlands.count("gap-known") == 2
    assert "stroke-dasharray" in netherlands  # it does not stand in the file at all


def test_what_is_marked_as_missing_looks_otherwise_than_what_is_not_there(
    client: Client, tmp_path: Path
) -> None:
    file = tmp_path / "pat_ep_rtot.tsv"
    lines = (
        "freq,unit,geo\\TIME_PERIOD\t2000 \t2001 ",
        "A,NR,NL41\t1.5 \t: c",
        "A,NR,BE21\t2 \t3 e",
    )
    file.write_text("\n".join(lines) + "\n")
    one = bring_in(asked("eurostat-patents"), [file])
    assert one.edition is not None, one.faults
    page = f"/en/sources/editions/{one.edition.pk}/indicator/?id=pat_ep_rtot"
    html = client.get(page).content.decode()
    (drawn,) = re.findall(r'aria-label="NL41: missing in 2001".*?</svg>', html)
    assert "stroke-dasharray" not in drawn
    shown = words(html)
    assert " 1 is missing." in shown
    assert "NL41 2001 missing NR c" in shown
    assert "BE21 2001 3 NR e" in shown


def test_only_the_chosen_regions_are_drawn_and_listed(client: Client, tmp_path: Path) -> None:
    one = brought(tmp_path)
    html = client.get(indicator(one, "NL", "DE", "XX")).content.decode()
    assert re.findall(r'class="series-name[^>]*>([^<]+)<', html) == ["Netherlands", "Germany"]
    assert "4 figures" in words(html)
    assert "No figure is known here of: XX." in words(html)
    # The lines are broken in 2001, of which only Finland has a figure.
    assert html.count('class="series-line"') == 0
    assert html.count('class="series-dot"') == 4


def test_figures_stand_with_their_unit_and_their_place_in_the_file(
    client: Client, tmp_path: Path
) -> None:
    one = brought(tmp_path)
    shown = text(client, indicator(one, "DE"))
    assert "Germany DEU 2000 0.7 0-1" in shown
    assert "country_text_id=DEU" in shown


def rows_of(answer: str) -> Sequence[dict[str, str]]:
    return list(csv.DictReader(answer.removeprefix("\ufeff").splitlines()))


def test_the_figures_are_taken_along_as_csv_and_json(client: Client, tmp_path: Path) -> None:
    one = brought(tmp_path)
    address = f"/en/sources/editions/{one.pk}/indicator/figures"
    rows = rows_of(client.get(f"{address}.csv?id=v2x_libdem&region=NL").content.decode())
    assert [(r["period"], r["value"]) for r in rows] == [
        ("2000", "0.9"),
        ("2002", "0.8"),
    ]
    told = json.loads(client.get(f"{address}.json?id=v2x_libdem").content)
    assert len(told["rows"]) == 6
    assert told["snapshot"] == one.sha256
    assert told["licence"] == "CC BY-SA 4.0"
    assert client.get(f"{address}.pdf?id=v2x_libdem").status_code == 404


def test_what_may_not_be_passed_on_is_shown_and_not_handed_out(
    client: Client, analyst: User, tmp_path: Path
) -> None:
    there = brought(tmp_path)
    one = Edition.objects.create(
        source="gii", table="observations", sha256=there.sha256, rows=there.rows
    )
    assert "does not let us pass these figures on" in text(client, indicator(one))
    file = f"/en/sources/editions/{one.pk}/indicator/figures.csv?id=v2x_libdem"
    assert client.get(file).status_code == 403
    client.force_login(analyst)
    assert client.get(file).status_code == 200


@pytest.mark.parametrize("asked_for", ["", "id=none", "id=v2x_libdem'--", "id=%3Cscript%3E"])
def test_an_indicator_that_is_not_there_is_not_found(
    client: Client, tmp_path: Path, asked_for: str
) -> None:
    one = brought(tmp_path)
    page = f"/en/sources/editions/{one.pk}/indicator/?{asked_for}"
    assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["unit=x&until=zz", "until=1900", "region=<b>", "page=99&places=-1", "region=" + "A" * 500],
)
def test_an_address_that_asks_what_is_not_there_still_shows_a_page(
    client: Client, tmp_path: Path, query: str
) -> None:
    one = brought(tmp_path)
    html = client.get(f"{indicator(one)}&{query}").content.decode()
    assert "<h1>" in html
    assert "<b>" not in html


@pytest.mark.usefixtures("loaded_case")
def test_within_a_case_its_regions_are_drawn_and_its_menu_stays(
    client: Client, tmp_path: Path
) -> None:
    one = brought(tmp_path)
    html = client.get(
        indicator(one).replace("/sources/", "/noord_brabant/sources/")
    ).content.decode()
    drawn = re.findall(r'class="series-name[^>]*>([^<]+)<', html)
    assert "Netherlands" in drawn
    assert '<a href="/en/noord_brabant/sources/" aria-current="true">' in html
    assert f'href="/en/noord_brabant/sources/editions/{one.pk}/"' in html
