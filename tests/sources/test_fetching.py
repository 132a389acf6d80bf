"""A file comes from its publisher whole and once, and what is known of it is told."""

import dataclasses
import gzip
import hashlib
import json
from pathlib import Path

import pytest
from tests.sources.publisher import (
    BODY,
    MORNING,
    NEWER,
    NEWER_TAG,
    QUICK,
    TAG,
    Publisher,
    Waits,
    broken,
    fetcher_of,
    file,
    left_in,
)

from windroos.sources.fetching import Fetcher, FetchError, Known


def test_a_file_is_brought_and_what_is_known_of_it_is_told(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    address = publisher.gives("/data", file(BODY, TAG | {"Last-Modified": MORNING}))
    told: list[tuple[int, int | None]] = []
    target = tmp_path / "deep" / "data.bin"
    fetched = fetcher.fetch(address, target, progress=lambda *now: told.append(now))
    assert target.read_bytes() == BODY
    assert left_in(target.parent) == {"data.bin"}
    known = fetched.known
    assert (known.asked, known.address) == (address, address)
    assert (known.etag, known.last_modified) == ('"1"', MORNING)
    assert (known.sha256, known.length) == (hashlib.sha256(BODY).hexdigest(), len(BODY))
    assert (fetched.unchanged, fetched.received) == (False, len(BODY))
    assert Known(**json.loads(json.dumps(dataclasses.asdict(known)))) == known
    assert told[-1] == (len(BODY), len(BODY))
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_windroos_says_who_it_is_and_keeps_no_cookies(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    address = publisher.gives("/data", file(b"1", {"Set-Cookie": "who=me; Path=/"}))
    fetcher.fetch(address, tmp_path / "data")
    fetcher.fetch(address, tmp_path / "data")
    assert publisher.header("user-agent") == "Windroos/0.1.0"
    assert publisher.header("cookie") is None
    assert publisher.header("accept-encoding") == "identity"


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ({"ETag": '"1"'}, ("if-none-match", '"1"')),
        ({"ETag": 'W/"1"'}, ("if-none-match", 'W/"1"')),
        ({"Last-Modified": MORNING}, ("if-modified-since", MORNING)),
    ],
)
def test_what_is_known_is_not_fetched_again(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path, told: dict, asked: tuple[str, str]
) -> None:
    address = publisher.gives("/data", file(BODY, told))
    known = fetcher.fetch(address, tmp_path / "data").known
    again = fetcher.fetch(address, tmp_path / "data", known=known)
    assert publisher.header(asked[0]) == asked[1]
    assert (again.unchanged, again.received, again.known) == (True, 0, known)
    assert publisher.served == len(BODY)
    publisher.gives("/data", file(NEWER, NEWER_TAG))
    newer = fetcher.fetch(address, tmp_path / "data", known=known)
    assert not newer.unchanged
    assert (tmp_path / "data").read_bytes() == NEWER


def test_a_publisher_that_dates_nothing_is_asked_for_all_and_the_same_is_told_to_be_so(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    address = publisher.gives("/data", file(BODY))
    known = fetcher.fetch(address, tmp_path / "data").known
    again = fetcher.fetch(address, tmp_path / "data", known=known)
    assert (again.unchanged, again.received) == (True, len(BODY))


def test_an_empty_file_is_a_file(publisher: Publisher, fetcher: Fetcher, tmp_path: Path) -> None:
    fetcher.fetch(publisher.gives("/data", file(b"", TAG)), tmp_path / "data")
    assert (tmp_path / "data").read_bytes() == b""


def test_what_the_server_packs_is_unpacked(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    packed = gzip.compress(BODY) + gzip.compress(NEWER)
    address = publisher.gives(
        "/data",
        broken(packed, 300, TAG | {"Content-Encoding": "gzip"}),
        file(packed, TAG | {"Content-Encoding": "x-gzip"}),
    )
    fetched = fetcher.fetch(address, tmp_path / "data", packed=True)
    assert publisher.header("accept-encoding") == "gzip"
    assert publisher.header("range") == "bytes=300-"
    assert (tmp_path / "data").read_bytes() == BODY + NEWER
    assert fetched.known.length == len(BODY + NEWER)
    assert left_in(tmp_path) == {"data"}


def test_a_bomb_is_stopped(publisher: Publisher, waits: Waits, tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(32 * len(BODY)))
    assert len(bomb) < 40_000
    address = publisher.gives("/data", file(bomb, TAG | {"Content-Encoding": "gzip"}))
    limits = dataclasses.replace(QUICK, unpacked=len(BODY))
    with fetcher_of(publisher, waits, limits) as fetcher, pytest.raises(FetchError) as raised:
        fetcher.fetch(address, tmp_path / "data")
    assert raised.value.kind == "too-large"
    assert left_in(tmp_path) == set()
    assert publisher.times("/data") == 1


@pytest.mark.parametrize(
    "body", [b"not gzip", gzip.compress(BODY)[:-4], gzip.compress(BODY)[:-9] + bytes(9)]
)
def test_what_cannot_be_unpacked_is_broken(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path, body: bytes
) -> None:
    address = publisher.gives("/data", file(body, TAG | {"Content-Encoding": "gzip"}))
    with pytest.raises(FetchError, match="unpacked") as raised:
        fetcher.fetch(address, tmp_path / "data")
    assert raised.value.kind == "broken"
    assert left_in(tmp_path) == set()


def test_a_packing_that_was_not_asked_for_is_told(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    address = publisher.gives("/data", file(BODY, {"Content-Encoding": "br"}))
    with pytest.raises(FetchError, match="packed as br") as raised:
        fetcher.fetch(address, tmp_path / "data")
    assert raised.value.kind == "broken"
