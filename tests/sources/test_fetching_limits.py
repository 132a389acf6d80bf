"""A fetch ends in time, and no more comes in than is allowed."""

import dataclasses
import gzip
import tracemalloc
from pathlib import Path

import pytest
from tests.sources.publisher import (
    BODY,
    QUICK,
    Publisher,
    Waits,
    dripping,
    endless,
    fetcher_of,
    file,
    left_in,
    silent,
    status,
)

from windroos.sources.fetching import Fetcher, FetchError, Limits


@pytest.mark.parametrize(
    "start", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"]
)
def test_a_server_that_drips_is_stopped_at_the_end_of_the_time(
    publisher: Publisher, waits: Waits, tmp_path: Path, start: bytes
) -> None:
    address = publisher.gives("/data", dripping(start))
    limits = dataclasses.replace(QUICK, seconds=0.3)
    with fetcher_of(publisher, waits, limits) as fetcher, pytest.raises(FetchError) as raised:
        fetcher.fetch(address, tmp_path / "data")
    assert raised.value.kind == "too-slow"


def test_a_server_that_says_nothing_is_tried_again_and_then_too_slow(
    publisher: Publisher, waits: Waits, tmp_path: Path
) -> None:
    limits = Limits(read_seconds=0.5, attempts=2)
    address = publisher.gives("/data", silent)
    with fetcher_of(publisher, waits, limits) as fetcher, pytest.raises(FetchError) as raised:
        fetcher.fetch(address, tmp_path / "data")
    assert (raised.value.kind, raised.value.passing) == ("too-slow", True)
    assert publisher.times("/data") == 2
    publisher.gives("/data", silent, file(BODY))
    with fetcher_of(publisher, waits, limits) as fetcher:
        fetcher.fetch(address, tmp_path / "data")


def test_no_wait_is_begun_that_cannot_be_ended_in_time(
    publisher: Publisher, waits: Waits, tmp_path: Path
) -> None:
    address = publisher.gives("/data", status(503, {"Retry-After": "200"}))
    limits = dataclasses.replace(QUICK, seconds=100)
    with fetcher_of(publisher, waits, limits) as fetcher, pytest.raises(FetchError):
        fetcher.fetch(address, tmp_path / "data")
    assert not waits.slept


def test_what_says_to_be_too_large_is_not_begun(
    publisher: Publisher, waits: Waits, tmp_path: Path
) -> None:
    address = publisher.gives("/data", dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n"))
    limits = dataclasses.replace(QUICK, size=100)
    told: list[int] = []
    with fetcher_of(publisher, waits, limits) as fetcher, pytest.raises(FetchError) as raised:
        fetcher.fetch(address, tmp_path / "data", progress=lambda done, _all: told.append(done))
    assert raised.value.kind == "too-large"
    assert not told
    assert left_in(tmp_path) == set()


def test_an_endless_body_is_stopped_at_the_limit(
    publisher: Publisher, waits: Waits, tmp_path: Path
) -> None:
    limits = dataclasses.replace(QUICK, size=1_000_000)
    most: list[int] = []
    address = publisher.gives("/data", endless)
    with fetcher_of(publisher, waits, limits) as fetcher, pytest.raises(FetchError) as raised:
        fetcher.fetch(address, tmp_path / "data", progress=lambda done, _all: most.append(done))
    assert raised.value.kind == "too-large"
    assert max(most) <= 1_000_000
    assert left_in(tmp_path) == set()
    assert publisher.times("/data") == 1


def test_the_limit_is_of_all_files_of_the_errand(
    publisher: Publisher, waits: Waits, tmp_path: Path
) -> None:
    address = publisher.gives("/data", file(BODY))
    limits = dataclasses.replace(QUICK, size=len(BODY) * 3 // 2)
    with fetcher_of(publisher, waits, limits) as fetcher:
        fetcher.fetch(address, tmp_path / "1")
        with pytest.raises(FetchError) as raised:
            fetcher.fetch(address, tmp_path / "2")
    assert raised.value.kind == "too-large"


def test_a_file_goes_through_memory_in_pieces(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    large = bytes(32 * len(BODY))
    address = publisher.gives("/data", file(large))
    packed = publisher.gives("/packed", file(gzip.compress(large), {"Content-Encoding": "gzip"}))
    tracemalloc.start()
    try:
        for number, one in enumerate((address, packed)):
            fetcher.fetch(one, tmp_path / str(number))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (tmp_path / "1").stat().st_size == len(large)
    assert peak < 4 * len(BODY), "32 MiB went through"
