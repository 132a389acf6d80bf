"""What broke off is gone on with, and a publisher that cannot answer now is asked again."""

import dataclasses
import hashlib
from pathlib import Path

import pytest
from tests.sources.publisher import (
    BODY,
    MORNING,
    NEWER,
    NEWER_TAG,
    NOON,
    QUICK,
    TAG,
    Answer,
    Publisher,
    Request,
    Waits,
    broken,
    fetcher_of,
    file,
    left_in,
    part,
    publishing,
    status,
)

from windroos.sources.fetching import Fetcher, FetchError, Hosts


@pytest.mark.parametrize("told", [TAG, {"Last-Modified": MORNING}])
def test_a_broken_transfer_goes_on_where_it_broke(
    publisher: Publisher, fetcher: Fetcher, waits: Waits, tmp_path: Path, told: dict
) -> None:
    address = publisher.gives(
        "/data", broken(BODY, 300_000, told), broken(BODY, 500_000, told), file(BODY, told)
    )
    fetched = fetcher.fetch(address, tmp_path / "data")
    assert (tmp_path / "data").read_bytes() == BODY
    assert publisher.served == len(BODY), "no byte is sent twice"
    assert fetched.received == len(BODY)
    assert [publisher.header("range", nth) for nth in range(3)] == [
        None,
        "bytes=300000-",
        "bytes=800000-",
    ]
    assert publisher.header("if-range") == next(iter(told.values()))
    assert len(waits.slept) == 2


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"ETag": 'W/"1"'},
        {"ETag": 'W/"1"', "Last-Modified": MORNING},
        {"Last-Modified": NOON},  # may change again within the same second
    ],
)
def test_without_a_strong_mark_a_file_starts_anew(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path, told: dict
) -> None:
    """RFC 9110, 13.1.5: no weak tag, no date beside a tag, no date of the second of the answer."""
    address = publisher.gives("/data", broken(BODY, 300_000, told), file(BODY, told))
    fetcher.fetch(address, tmp_path / "data")
    assert (tmp_path / "data").read_bytes() == BODY
    assert publisher.header("range") is None
    assert publisher.served == 300_000 + len(BODY)


def test_a_server_that_knows_no_parts_starts_anew(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    address = publisher.gives("/data", broken(BODY, 300_000, TAG), file(BODY, TAG, ranges=False))
    fetcher.fetch(address, tmp_path / "data")
    assert publisher.header("range") == "bytes=300000-"
    assert (tmp_path / "data").read_bytes() == BODY


def test_a_file_that_changes_between_two_parts_is_fetched_whole(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    address = publisher.gives("/data", broken(BODY, 300_000, TAG), file(NEWER, NEWER_TAG))
    fetched = fetcher.fetch(address, tmp_path / "data")
    assert (tmp_path / "data").read_bytes() == NEWER
    assert fetched.known.etag == '"2"'


@pytest.mark.parametrize(
    "rest",
    [
        part(NEWER, NEWER_TAG),  # another file, for a server that does not look at If-Range
        part(BODY + b"more", TAG),  # another length
        part(BODY, TAG | {"Content-Range": f"bytes 0-{len(BODY) - 1}/{len(BODY)}"}),
        part(BODY, TAG | {"Content-Range": "bytes"}),
        status(416, TAG),
    ],
)
def test_a_part_of_another_file_is_not_taken_for_the_rest(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path, rest: Answer
) -> None:
    address = publisher.gives("/data", broken(BODY, 300_000, TAG), rest, file(NEWER, NEWER_TAG))
    fetcher.fetch(address, tmp_path / "data")
    assert (tmp_path / "data").read_bytes() == NEWER


def test_more_of_the_file_gives_new_patience(
    publisher: Publisher, waits: Waits, tmp_path: Path
) -> None:
    limits = dataclasses.replace(QUICK, attempts=2)
    address = publisher.gives("/data", *[broken(BODY, 200_000, TAG)] * 6)
    with fetcher_of(publisher, waits, limits) as fetcher:
        fetcher.fetch(address, tmp_path / "data")
    assert publisher.times("/data") == 6
    publisher.gives("/data", broken(BODY, 200_000))
    with fetcher_of(publisher, waits, limits) as fetcher, pytest.raises(FetchError) as raised:
        fetcher.fetch(address, tmp_path / "other")
    assert raised.value.kind == "broken"
    assert publisher.times("/data") == 6 + 2, "what came in was no more than before"


@pytest.mark.parametrize(("ranges", "kind"), [(False, "broken"), (True, "changed")])
def test_a_length_that_is_more_than_comes_is_no_whole_file(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path, ranges: bool, kind: str
) -> None:
    lies = file(BODY, TAG | {"Content-Length": str(len(BODY) + 1)}, ranges=ranges)

    def lying(request: Request) -> None:
        lies(request)
        request.hang_up()

    (tmp_path / "data").write_bytes(b"what was there")
    address = publisher.gives("/data", lying)
    with pytest.raises(FetchError) as raised:
        fetcher.fetch(address, tmp_path / "data")
    assert raised.value.kind == kind
    assert publisher.times("/data") == QUICK.attempts
    assert (tmp_path / "data").read_bytes() == b"what was there"


def test_of_a_length_that_is_less_than_comes_only_the_expected_hash_can_tell(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    """HTTP ends a body where its length says (RFC 9112, 6.3): the rest is no part of it."""
    address = publisher.gives("/data", file(BODY, TAG | {"Content-Length": "1000"}))
    assert fetcher.fetch(address, tmp_path / "data").known.length == 1000
    with pytest.raises(FetchError, match="not the file that was expected"):
        fetcher.fetch(address, tmp_path / "data", sha256=hashlib.sha256(BODY).hexdigest())


def test_what_was_expected_is_checked(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    address = publisher.gives("/data", file(BODY, TAG))
    expected = hashlib.sha256(BODY).hexdigest()
    fetcher.fetch(address, tmp_path / "data", sha256=expected)
    publisher.gives("/data", file(NEWER, NEWER_TAG))
    with pytest.raises(FetchError, match=f"not {expected}") as raised:
        fetcher.fetch(address, tmp_path / "data", sha256=expected)
    assert raised.value.kind == "changed"
    assert (tmp_path / "data").read_bytes() == BODY
    assert left_in(tmp_path) == {"data"}
    assert publisher.times("/data") == 2, "the same file would come again"


def test_two_halves_that_do_not_belong_together_are_mended(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    """A server that gives two versions one entity tag: only the expected hash can tell."""
    address = publisher.gives("/data", broken(NEWER, 300_000, TAG), file(BODY, TAG))
    fetched = fetcher.fetch(address, tmp_path / "data", sha256=hashlib.sha256(BODY).hexdigest())
    assert (tmp_path / "data").read_bytes() == BODY
    assert fetched.received == 300_000 + (len(BODY) - 300_000) + len(BODY)


def test_500_and_its_like_are_tried_again_with_waits_that_double(
    publisher: Publisher, fetcher: Fetcher, waits: Waits, tmp_path: Path
) -> None:
    bad = [status(code) for code in (500, 502, 503, 504, 429)]
    fetcher.fetch(publisher.gives("/data", *bad, file(BODY)), tmp_path / "data")
    assert (tmp_path / "data").read_bytes() == BODY
    # Between half and all of 1, 2, 4, 8 and 16 seconds: three quarters, by a chance of a half.
    assert sum(waits.slept) == pytest.approx(0.75 * (1 + 2 + 4 + 8 + 16))
    assert max(waits.slept) <= 1, "who cancels is heard within a second"


@pytest.mark.parametrize("code", [429, 500, 503])
def test_at_last_it_gives_up(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path, code: int
) -> None:
    address = publisher.gives("/data", status(code))
    with pytest.raises(FetchError, match=f"status {code}") as raised:
        fetcher.fetch(address, tmp_path / "data")
    assert (raised.value.kind, raised.value.passing) == ("unavailable", True)
    assert publisher.times("/data") == QUICK.attempts


@pytest.mark.parametrize(
    ("asked", "wait"),
    [
        ("7", 7.0),
        ("Mon, 02 Nov 2026 12:00:09 GMT", 9.0),  # the answer is of noon, whatever our clock says
        ("Mon, 02 Nov 2026 11:00:00 GMT", 0.75),
        ("0", 0.75),
        ("soon", 0.75),
    ],
)
def test_a_wait_that_the_publisher_asks_for_is_granted(
    publisher: Publisher, fetcher: Fetcher, waits: Waits, tmp_path: Path, asked: str, wait: float
) -> None:
    busy = status(429, {"Retry-After": asked})
    fetcher.fetch(publisher.gives("/data", busy, file(BODY)), tmp_path / "data")
    assert sum(waits.slept) == pytest.approx(wait)


def test_a_wait_that_is_too_long_is_told_instead(
    publisher: Publisher, fetcher: Fetcher, waits: Waits, tmp_path: Path
) -> None:
    address = publisher.gives("/data", status(503, {"Retry-After": "301"}))
    with pytest.raises(FetchError) as raised:
        fetcher.fetch(address, tmp_path / "data")
    assert (raised.value.kind, raised.value.after) == ("unavailable", 301.0)
    assert not waits.slept
    assert publisher.times("/data") == 1


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (400, "refused"),
        (401, "refused"),
        (403, "refused"),
        (404, "not-found"),
        (410, "not-found"),
        (408, "refused"),
        (501, "unavailable"),
        (204, "broken"),
        (304, "broken"),
    ],
)
def test_what_will_not_go_over_is_not_tried_again(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path, code: int, kind: str
) -> None:
    address = publisher.gives("/data", lambda request: request.head(code, {}))
    with pytest.raises(FetchError) as raised:
        fetcher.fetch(address, tmp_path / "data")
    assert (raised.value.kind, raised.value.address) == (kind, address)
    assert publisher.times("/data") == 1
    assert left_in(tmp_path) == set()


def test_a_server_that_is_not_there_is_unavailable(waits: Waits, tmp_path: Path) -> None:
    with publishing() as gone:
        host = gone.host
    with (
        Fetcher(Hosts((), local={host}), time=waits.time) as fetcher,
        pytest.raises(FetchError, match="no connection") as raised,
    ):
        fetcher.fetch(f"http://{host}/data", tmp_path / "data")
    assert (raised.value.kind, raised.value.passing) == ("unavailable", True)
