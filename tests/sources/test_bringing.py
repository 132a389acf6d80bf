"""A dataset comes in whole from its publisher, in the publisher's own layout, and nothing twice."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from filelock import FileLock
from tests.sources.publisher import (
    MORNING,
    QUICK,
    Publisher,
    Waits,
    broken,
    dripping,
    endless,
    file,
    led_to,
    silent,
    status,
)

from windroos.sources.asked import Asked, asked
from windroos.sources.bringing import Brought, bring, folder_of
from windroos.sources.fetching import FetchError, Hosts, Limits
from windroos.sources.paging import by_odata_link
from windroos.sources.shape import File, Options, SourceError


def at(publisher: Publisher, one: Asked) -> Asked:
    """What is asked, of this publisher: every address with its path and question as declared."""

    def addresses(options: Options) -> list[File]:
        files = one.dataset.addresses(options)
        return [replace(f, url=publisher.at(path_of(f.url))) for f in files]

    return Asked(replace(one.dataset, addresses=addresses), one.options)


def path_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def folder(publisher: Publisher, one: Asked, root: Path) -> Path:
    here = at(publisher, one)
    return folder_of(root, here.dataset.addresses(here.options))


def brought(
    publisher: Publisher,
    one: Asked,
    root: Path,
    *,
    limits: Limits = QUICK,
    waits: Waits | None = None,
    **more: Any,
) -> Brought:
    hosts = Hosts((), local={publisher.host})
    time = (waits or Waits()).time
    return bring(at(publisher, one), root, hosts=hosts, limits=limits, time=time, **more)


WORLD_BANK = asked("world-bank")
FIRST = "/v2/country/all/indicator/SP.POP.65UP.TO.ZS?format=json&per_page=20000"


def world_bank(
    publisher: Publisher, count: int = 3, *, newest: int = 2023, tag: bool = True
) -> None:
    """Pages as version 2 of the World Bank's interface gives them, two figures a page."""
    for number in range(1, count + 1):
        about = {"page": number, "pages": count, "per_page": 2, "total": 2 * count}
        rows = [figure("NLD", newest - 2 * number), figure("BEL", newest - 2 * number)]
        path = FIRST if number == 1 else f"{FIRST}&page={number}"
        headers = {"ETag": f'"{newest}-{number}"'} if tag else {}
        publisher.gives(path, file(json.dumps([about, rows]).encode(), headers))


def figure(place: str, year: int) -> dict[str, Any]:
    return {
        "indicator": {"id": "SP.POP.65UP.TO.ZS", "value": "Population ages 65+ (% of total)"},
        "country": {"id": place[:2], "value": place},
        "countryiso3code": place,
        "date": str(year),
        "value": year / 100,
        "unit": "",
        "obs_status": "",
        "decimal": 0,
    }


def test_the_pages_of_the_world_bank_come_in(publisher: Publisher, tmp_path: Path) -> None:
    world_bank(publisher)
    told: list[tuple[int, int | None]] = []
    found = brought(publisher, WORLD_BANK, tmp_path, progress=lambda *now: told.append(now))
    kept = folder(publisher, WORLD_BANK, tmp_path) / "SP.POP.65UP.TO.ZS"
    assert found.files == tuple(kept / f"{number:05d}.json" for number in (1, 2, 3))
    assert [path for path, _ in publisher.asked] == [FIRST, f"{FIRST}&page=2", f"{FIRST}&page=3"]
    assert found.received == publisher.served == told[-1][0]
    assert (found.unchanged, found.address) == (False, publisher.at(FIRST))
    assert datetime.fromisoformat(found.fetched).tzinfo is not None


def test_what_did_not_change_is_not_fetched_again(publisher: Publisher, tmp_path: Path) -> None:
    world_bank(publisher)
    first = brought(publisher, WORLD_BANK, tmp_path)
    served = publisher.served
    again = brought(publisher, WORLD_BANK, tmp_path)
    assert publisher.served == served
    assert publisher.header("if-none-match") == '"2023-3"'
    assert again == replace(first, unchanged=True, received=0)


def test_fewer_pages_than_before_leave_none_behind(publisher: Publisher, tmp_path: Path) -> None:
    world_bank(publisher)
    brought(publisher, WORLD_BANK, tmp_path)
    world_bank(publisher, 2, newest=2024)
    found = brought(publisher, WORLD_BANK, tmp_path)
    assert not found.unchanged
    assert sorted(found.files[0].parent.iterdir()) == list(found.files)
    assert len(found.files) == 2


def test_a_publisher_that_tells_no_version_is_asked_for_all_and_found_unchanged(
    publisher: Publisher, tmp_path: Path
) -> None:
    world_bank(publisher, tag=False)
    first = brought(publisher, WORLD_BANK, tmp_path)
    again = brought(publisher, WORLD_BANK, tmp_path)
    assert again.unchanged
    assert (again.received, again.file_sha256) == (first.received, first.file_sha256)


def later(waits: Waits, seconds: float) -> Any:
    """The clock so many seconds on."""
    return replace(waits.time, now=lambda: datetime.now(UTC) + timedelta(seconds=seconds))


def test_pages_of_a_time_that_broke_off_are_gone_on_with(
    publisher: Publisher, tmp_path: Path
) -> None:
    """Also where the publisher gives no mark by which a page can be recognised."""
    world_bank(publisher, tag=False)
    good = publisher.answers[f"{FIRST}&page=3"]
    publisher.gives(f"{FIRST}&page=3", status(404))
    with pytest.raises(FetchError) as raised:
        brought(publisher, WORLD_BANK, tmp_path)
    assert raised.value.kind == "not-found"
    publisher.answers[f"{FIRST}&page=3"] = good
    found = brought(publisher, WORLD_BANK, tmp_path)
    assert publisher.times(FIRST) == publisher.times(f"{FIRST}&page=2") == 1
    assert [json.loads(page.read_bytes())[0]["page"] for page in found.files] == [1, 2, 3]
    assert not found.unchanged


def test_pages_of_long_ago_are_asked_again(publisher: Publisher, tmp_path: Path) -> None:
    world_bank(publisher, tag=False)
    good = publisher.answers[f"{FIRST}&page=3"]
    publisher.gives(f"{FIRST}&page=3", status(404))
    with pytest.raises(FetchError):
        brought(publisher, WORLD_BANK, tmp_path)
    publisher.answers[f"{FIRST}&page=3"] = good
    bring(
        at(publisher, WORLD_BANK),
        tmp_path,
        hosts=Hosts((), local={publisher.host}),
        limits=QUICK,
        time=later(Waits(), QUICK.seconds + 1),
    )
    assert publisher.times(FIRST) == publisher.times(f"{FIRST}&page=2") == 2


def test_an_error_in_the_publishers_words_is_kept_for_who_reads_it(
    publisher: Publisher, tmp_path: Path
) -> None:
    answer = json.dumps([{"message": [{"id": "120", "value": "no such indicator"}]}]).encode()
    publisher.gives(FIRST, file(answer))
    (page,) = brought(publisher, WORLD_BANK, tmp_path).files
    assert page.read_bytes() == answer


OLDER = asked("cbs", {"table": "70072NED", "version": "3"})
OLDER_ROOT = "/ODataFeed/odata/70072NED"


def cbs_older(publisher: Publisher, link: Callable[[int], str], count: int = 3) -> None:
    """Version 3 gives 10,000 rows a time, and a link with where the next begins."""
    properties = {"value": [{"Type": "TimeDimension", "Key": "Perioden"}]}
    publisher.gives(
        f"{OLDER_ROOT}/DataProperties?$format=json", file(json.dumps(properties).encode())
    )
    for number in range(count):
        skipped = f"&$skip={number * 10_000}" if number else ""
        page: dict[str, Any] = {"value": [{"ID": number * 10_000, "Perioden": "2022JJ00"}]}
        if number + 1 < count:
            page["odata.nextLink"] = link((number + 1) * 10_000)
        path = f"{OLDER_ROOT}/TypedDataSet?$format=json{skipped}"
        publisher.gives(path, file(json.dumps(page).encode()))


@pytest.mark.parametrize("form", ["?$format=json&$skip={}", "?$skip={}"])
@pytest.mark.parametrize("root", ["{at}", "", "TypedDataSet"])
def test_the_older_service_of_statistics_netherlands(
    form: str, root: str, publisher: Publisher, tmp_path: Path
) -> None:
    """Its links are whole or relative, and may leave out that JSON is asked."""
    place = f"{OLDER_ROOT}/TypedDataSet" if root != "TypedDataSet" else root
    start = publisher.at("") if root == "{at}" else ""

    def link(skipped: int) -> str:
        return start + place + form.format(skipped)

    cbs_older(publisher, link)
    for path in list(publisher.answers):
        # Without the format first, it comes last.
        query = urlsplit(path).query
        if "skip" in query:
            skipped = parse_qs(query)["$skip"][0]
            other = f"{OLDER_ROOT}/TypedDataSet?$skip={skipped}&$format=json"
            publisher.answers[other] = publisher.answers[path]
            publisher.answers[other.replace("$", "%24")] = publisher.answers[path]
    found = brought(publisher, OLDER, tmp_path)
    described, *rows = (json.loads(path.read_bytes())["value"][0] for path in found.files)
    assert described["Key"] == "Perioden"
    assert [row["ID"] for row in rows] == [0, 10_000, 20_000]
    assert len(publisher.asked) == 4


def test_links_of_a_service_behind_a_proxy_stay_https(tmp_path: Path) -> None:
    """The address was https; a link with http to the same host is not followed in the open."""
    address = "https://opendata.cbs.nl/ODataFeed/odata/70072NED/TypedDataSet?$format=json"
    page = tmp_path / "page.json"
    link = address.replace("https", "http") + "&$skip=10000"
    page.write_text(json.dumps({"value": [], "odata.nextLink": link}))
    assert by_odata_link(page, address) == f"{address}&$skip=10000"


NEWER = asked("cbs", {"table": "85640NED"})
NEWER_ROOT = "/odata/v1/CBS/85640NED"


def test_the_newer_service_of_statistics_netherlands(publisher: Publisher, tmp_path: Path) -> None:
    measures = {"value": [{"Identifier": "M1", "Unit": "aantal"}]}
    publisher.gives(f"{NEWER_ROOT}/MeasureCodes", file(json.dumps(measures).encode()))
    first: dict[str, Any] = {"value": [{"Id": 0}]}
    first["@odata.nextLink"] = publisher.at(f"{NEWER_ROOT}/Observations?$skiptoken=100000")
    publisher.gives(f"{NEWER_ROOT}/Observations", file(json.dumps(first).encode()))
    second = json.dumps({"value": [{"Id": 100_000}]}).encode()
    publisher.gives(f"{NEWER_ROOT}/Observations?$skiptoken=100000", file(second))
    found = brought(publisher, NEWER, tmp_path)
    assert [path.parent.name for path in found.files[1:]] == ["85640NED-Observations"] * 2
    assert found.address == publisher.at(f"{NEWER_ROOT}/Observations")
    assert len(publisher.asked) == 3


PATENTS = asked("eurostat-patents")
BULK = "/eurostat/api/dissemination/sdmx/2.1/data/PAT_EP_RTOT?format=TSV&compressed=true"
TSV = gzip.compress(
    b"freq,unit,geo\\TIME_PERIOD\t2011 \t2012 \n" + b"A,NR,NL41\t1503.2 \t1616.83 e\n" * 3
)
MARKED = {"Last-Modified": MORNING}


def test_the_bulk_file_of_eurostat_and_nothing_new(publisher: Publisher, tmp_path: Path) -> None:
    publisher.gives(BULK, file(TSV, MARKED))
    found = brought(publisher, PATENTS, tmp_path)
    (path,) = found.files
    assert (path.name, path.read_bytes()) == ("pat_ep_rtot.tsv.gz", TSV)
    again = brought(publisher, PATENTS, tmp_path)
    assert again.unchanged
    assert publisher.header("if-modified-since") == MORNING
    assert publisher.served == len(TSV)


def test_a_file_that_was_changed_on_disk_is_fetched_again(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.gives(BULK, file(TSV, MARKED))
    (path,) = brought(publisher, PATENTS, tmp_path).files
    path.write_bytes(b"something else")
    assert brought(publisher, PATENTS, tmp_path).files[0].read_bytes() == TSV


def test_busy_failing_and_broken_off_and_then_in(publisher: Publisher, tmp_path: Path) -> None:
    waits = Waits()
    busy = status(429, {"Retry-After": "7"})
    publisher.gives(BULK, busy, status(500), broken(TSV, 20, MARKED), file(TSV, MARKED))
    (path,) = brought(publisher, PATENTS, tmp_path, waits=waits).files
    assert path.read_bytes() == TSV
    assert publisher.served == len(TSV), "no byte was sent twice"
    assert sum(waits.slept) >= 7
    assert publisher.header("range") == "bytes=20-"


def test_a_transfer_that_was_given_up_is_gone_on_with_another_time(
    publisher: Publisher, tmp_path: Path
) -> None:
    once = replace(QUICK, attempts=1)
    publisher.gives(BULK, broken(TSV, 30, MARKED), file(TSV, MARKED))
    with pytest.raises(FetchError) as raised:
        brought(publisher, PATENTS, tmp_path, limits=once)
    assert raised.value.kind == "broken"
    (path,) = brought(publisher, PATENTS, tmp_path, limits=once).files
    assert path.read_bytes() == TSV
    assert publisher.served == len(TSV)


def refused(publisher: Publisher, root: Path, limits: Limits = QUICK, **more: Any) -> FetchError:
    with pytest.raises(FetchError) as raised:
        brought(publisher, PATENTS, root, limits=limits, **more)
    return raised.value


@pytest.mark.parametrize(
    "leads", ["https://elsewhere.example/x.tsv.gz", "http://10.0.0.1/x", "http://169.254.169.254/"]
)
def test_a_redirect_to_a_foreign_or_private_host_is_refused(
    leads: str, publisher: Publisher, tmp_path: Path
) -> None:
    publisher.gives(BULK, led_to(leads))
    assert refused(publisher, tmp_path).kind == "refused"
    assert len(publisher.asked) == 1


def test_a_page_on_a_foreign_host_is_refused(publisher: Publisher, tmp_path: Path) -> None:
    cbs_older(publisher, lambda skipped: f"https://elsewhere.example/x?$skip={skipped}")
    with pytest.raises(FetchError) as raised:
        brought(publisher, OLDER, tmp_path)
    assert raised.value.kind == "refused"


def test_only_the_hosts_that_the_dataset_declares_are_asked(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.gives(BULK, file(TSV))
    with pytest.raises(FetchError) as raised:
        bring(at(publisher, PATENTS), tmp_path, limits=QUICK, time=Waits().time)
    assert raised.value.kind == "refused"
    assert publisher.asked == []


def test_a_slow_server_is_given_up(publisher: Publisher, tmp_path: Path) -> None:
    publisher.gives(BULK, silent)
    quick = Limits(read_seconds=0.2, attempts=1)
    assert refused(publisher, tmp_path, quick).kind == "too-slow"
    publisher.gives(BULK, dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"))
    assert refused(publisher, tmp_path, Limits(seconds=0.5)).kind == "too-slow"


def test_an_endless_body_is_stopped(publisher: Publisher, tmp_path: Path) -> None:
    publisher.gives(BULK, endless)
    assert refused(publisher, tmp_path, replace(QUICK, size=1_000_000)).kind == "too-large"


def test_it_can_be_cancelled(publisher: Publisher, tmp_path: Path) -> None:
    publisher.gives(BULK, file(TSV))
    assert refused(publisher, tmp_path, cancelled=lambda: True).kind == "cancelled"
    assert publisher.asked == []


def test_one_process_at_a_time(publisher: Publisher, tmp_path: Path) -> None:
    publisher.gives(BULK, file(TSV))
    kept = folder(publisher, PATENTS, tmp_path)
    kept.mkdir()
    with FileLock(kept / "lock"):
        error = refused(publisher, tmp_path)
    assert (error.kind, error.passing) == ("busy", True)
    assert "is being brought in already" in str(error)
    assert brought(publisher, PATENTS, tmp_path).files


@pytest.mark.parametrize(
    "ledger", [b"", b"\xff\xfe", b"{", b"[1]", b'"whole"', b'{"file": 1}', b"7"]
)
def test_notes_that_cannot_be_read_are_no_notes(
    ledger: bytes, publisher: Publisher, tmp_path: Path
) -> None:
    publisher.gives(BULK, file(TSV, MARKED))
    brought(publisher, PATENTS, tmp_path)
    (folder(publisher, PATENTS, tmp_path) / "known.jsonl").write_bytes(ledger)
    found = brought(publisher, PATENTS, tmp_path)
    assert (found.unchanged, found.received) == (False, len(TSV))


def test_a_last_note_that_was_cut_off_costs_that_file_alone(
    publisher: Publisher, tmp_path: Path
) -> None:
    world_bank(publisher)
    brought(publisher, WORLD_BANK, tmp_path)
    notes = folder(publisher, WORLD_BANK, tmp_path) / "known.jsonl"
    lines = notes.read_text().strip().split("\n")
    notes.write_text("\n".join(lines[:2]) + "\n" + lines[2][:40])
    publisher.asked.clear()
    assert len(brought(publisher, WORLD_BANK, tmp_path).files) == 3
    assert [path for path, _ in publisher.asked] == [f"{FIRST}&page=3"]
    publisher.asked.clear()
    assert brought(publisher, WORLD_BANK, tmp_path).unchanged


def test_what_is_read_from_other_files_has_a_folder_of_its_own(tmp_path: Path) -> None:
    wanted = [
        asked("world-bank", {"indicator": "SP.POP.TOTL"}),
        asked("world-bank", {"indicator": "SP.POP.0014.TO.ZS"}),
        asked("cordis-projects"),
        asked("cordis-projects", {"programme": "H2020"}),
    ]
    folders = [folder_of(tmp_path, one.dataset.addresses(one.options)) for one in wanted]
    assert len(set(folders)) == 4
    assert all(folder.parent == tmp_path for folder in folders)


def test_what_is_read_from_the_same_file_is_fetched_once(
    publisher: Publisher, tmp_path: Path
) -> None:
    archive = asked("cordis-projects")
    (declared,) = archive.dataset.addresses(archive.options)
    publisher.gives(path_of(declared.url), file(TSV, MARKED))
    first = brought(publisher, archive, tmp_path)
    second = brought(publisher, asked("cordis-topics"), tmp_path)
    assert (first.files, first.received) == (second.files, len(TSV))
    assert second.received == 0


def test_what_is_to_be_had_by_hand_only_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"by hand.*load it from where you kept it"):
        bring(asked("gii"), tmp_path)
    with pytest.raises(SourceError, match="name the table by its code"):
        bring(asked("cbs"), tmp_path)
    assert list(tmp_path.iterdir()) == []
