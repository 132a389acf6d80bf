"""A table in pages comes in whole, page after page, and nothing of it twice."""

import dataclasses
import gzip
import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.sources.publisher import (
    MORNING,
    QUICK,
    Publisher,
    Waits,
    broken,
    fetcher_of,
    file,
    status,
)

from windroos.sources.fetching import Fetcher, FetchError, pages


def by_link(page: Path, _address: str) -> str | None:
    """CBS OData v4: the next page stands in `@odata.nextLink`."""
    return json.loads(page.read_bytes()).get("@odata.nextLink")


def by_number(page: Path, address: str) -> str | None:
    """World Bank API v2: `[{page, pages, per_page, total}, [...]]`, asked by `page=`."""
    about = json.loads(page.read_bytes())[0]
    following = about["page"] + 1
    return None if following > about["pages"] else f"{address.split('?')[0]}?page={following}"


def by_cursor(page: Path, _address: str) -> str | None:
    """OpenAlex: `meta.next_cursor`, asked by `cursor=`; nothing after the last page."""
    cursor = json.loads(page.read_bytes())["meta"]["next_cursor"]
    return None if cursor is None else f"?cursor={cursor}"


def linked(publisher: Publisher, count: int, tag: str = "") -> str:
    """Pages `/rows?page=1` and on, each with a link to the next."""
    for number in range(1, count + 1):
        page = {"value": [number]}
        if number < count:
            page["@odata.nextLink"] = f"/rows?page={number + 1}"  # pyright: ignore[reportArgumentType]
        headers = {"ETag": f'"{tag}{number}"'}
        publisher.gives(f"/rows?page={number}", file(json.dumps(page).encode(), headers))
    return publisher.at("/rows?page=1")


def rows(folder: Path) -> list:
    return [json.loads(path.read_bytes())["value"][0] for path in sorted(folder.glob("*.json"))]


def test_links_are_followed_to_the_last_page(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    told: list[tuple[int, int | None]] = []
    first = linked(publisher, 12)
    fetched = list(pages(fetcher, first, tmp_path, by_link, progress=lambda *now: told.append(now)))
    assert [one.path.name for one in fetched] == [f"{number:05d}.json" for number in range(1, 13)]
    assert rows(tmp_path) == list(range(1, 13))
    assert len(publisher.asked) == 12
    assert publisher.header("accept-encoding") == "gzip"
    assert told[-1] == (publisher.served, None)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_numbers_of_pages(publisher: Publisher, fetcher: Fetcher, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        page = json.dumps([{"page": number, "pages": 3}, [{"date": "2023"}]]).encode()
        publisher.gives(f"/v2?page={number}", file(page))
    assert len(list(pages(fetcher, publisher.at("/v2?page=1"), tmp_path, by_number))) == 3


def test_cursors(publisher: Publisher, fetcher: Fetcher, tmp_path: Path) -> None:
    for cursor, following in (("*", "abc"), ("abc", "def"), ("def", None)):
        page = json.dumps({"meta": {"next_cursor": following}, "results": []}).encode()
        publisher.gives(f"/institutions?cursor={cursor}", file(page))
    first = publisher.at("/institutions?cursor=*")
    fetched = list(pages(fetcher, first, tmp_path, by_cursor))
    asked = [parse_qs(urlsplit(one.known.asked).query)["cursor"] for one in fetched]
    assert asked == [["*"], ["abc"], ["def"]]


def test_packed_pages_are_unpacked(publisher: Publisher, fetcher: Fetcher, tmp_path: Path) -> None:
    body = gzip.compress(json.dumps({"value": [1]}).encode())
    address = publisher.gives("/rows", file(body, {"Content-Encoding": "gzip"}))
    (page,) = pages(fetcher, address, tmp_path, by_link)
    assert json.loads(page.path.read_bytes()) == {"value": [1]}


def test_pages_that_are_known_are_not_fetched_again(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    first = linked(publisher, 3)
    known = [page.known for page in pages(fetcher, first, tmp_path, by_link)]
    served = publisher.served
    again = list(pages(fetcher, first, tmp_path, by_link, known=known))
    assert all(page.unchanged and page.received == 0 for page in again)
    assert publisher.served == served
    (tmp_path / "00002.json").write_text("{}")
    third = list(pages(fetcher, first, tmp_path, by_link, known=known))
    assert [page.received > 0 for page in third] == [False, True, False]
    assert rows(tmp_path) == [1, 2, 3]


def test_known_pages_of_another_question_are_fetched(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    first = linked(publisher, 2)
    known = [page.known for page in pages(fetcher, first, tmp_path, by_link)]
    other = publisher.gives("/other", file(b'{"value": [9]}', {"ETag": '"1"'}))
    (page,) = pages(fetcher, other, tmp_path, by_link, known=known)
    assert not page.unchanged
    assert json.loads(page.path.read_bytes()) == {"value": [9]}


def test_a_page_is_tried_again_as_any_file(
    publisher: Publisher, fetcher: Fetcher, waits: Waits, tmp_path: Path
) -> None:
    first = linked(publisher, 2)
    body = b'{"value": [2]}'
    marked = {"Last-Modified": MORNING}
    busy = status(429, {"Retry-After": "3"})
    publisher.gives("/rows?page=2", busy, status(500), broken(body, 5, marked), file(body, marked))
    list(pages(fetcher, first, tmp_path, by_link))
    assert rows(tmp_path) == [1, 2]
    assert publisher.times("/rows?page=1") == 1
    assert sum(waits.slept) == pytest.approx(3 + 0.75 * (2 + 1))


@pytest.mark.parametrize("leads", ["/rows?page=1", "/rows?page=2", "rows?page=1#again"])
def test_pages_that_go_round_in_a_circle_are_told(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path, leads: str
) -> None:
    first = linked(publisher, 2)
    page = json.dumps({"value": [2], "@odata.nextLink": leads}).encode()
    publisher.gives("/rows?page=2", file(page))
    with pytest.raises(FetchError, match="fetched already") as raised:
        list(pages(fetcher, first, tmp_path, by_link, most=9))
    assert raised.value.kind == "broken"
    assert len(publisher.asked) == 2


def test_a_server_that_does_not_look_at_the_page_is_told(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    def always(_page: Path, address: str) -> str:
        return f"{address}1"

    for number in range(1, 6):
        publisher.gives(f"/rows?page={'1' * number}", file(b'{"value": [1]}'))
    with pytest.raises(FetchError, match="fetched already"):
        list(pages(fetcher, publisher.at("/rows?page=1"), tmp_path, always))
    assert len(publisher.asked) == 2


def test_no_more_pages_than_are_allowed(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    first = linked(publisher, 4)
    assert len(list(pages(fetcher, first, tmp_path / "a", by_link, most=4))) == 4
    with pytest.raises(FetchError, match="after 3 pages") as raised:
        list(pages(fetcher, first, tmp_path / "b", by_link, most=3))
    assert raised.value.kind == "too-large"


def test_the_limits_are_of_all_pages(publisher: Publisher, waits: Waits, tmp_path: Path) -> None:
    first = linked(publisher, 20)
    limits = dataclasses.replace(QUICK, size=300)
    with fetcher_of(publisher, waits, limits) as fetcher, pytest.raises(FetchError) as raised:
        list(pages(fetcher, first, tmp_path, by_link))
    assert raised.value.kind == "too-large"
    assert publisher.served <= 400


@pytest.mark.parametrize("leads", ["https://other.example/rows", "http://10.0.0.1/", "file:///x"])
def test_a_next_page_on_another_host_is_refused(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path, leads: str
) -> None:
    page = json.dumps({"@odata.nextLink": leads}).encode()
    with pytest.raises(FetchError) as raised:
        list(pages(fetcher, publisher.gives("/rows", file(page)), tmp_path, by_link))
    assert raised.value.kind == "refused"


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"[{}]", b'[{"page": "1"}]', b"\xff"])
def test_a_page_of_another_form_is_told(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path, body: bytes
) -> None:
    with pytest.raises(FetchError, match="another form") as raised:
        list(pages(fetcher, publisher.gives("/rows", file(body)), tmp_path, by_number))
    assert raised.value.kind == "broken"
