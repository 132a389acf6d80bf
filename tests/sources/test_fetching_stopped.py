"""Stopped or killed at any moment, a fetch leaves the target as it was and can be gone on with."""

import dataclasses
import gzip
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.sources.publisher import (
    BODY,
    NEWER,
    NEWER_TAG,
    QUICK,
    TAG,
    Publisher,
    Request,
    Waits,
    broken,
    fetcher_of,
    file,
    left_in,
    status,
)

from windroos.sources.fetching import Fetcher, FetchError


def test_cancelled_halfway_it_stops_and_the_next_time_it_goes_on(
    publisher: Publisher, waits: Waits, tmp_path: Path
) -> None:
    address = publisher.gives("/data", file(BODY, TAG))
    done: list[int] = []
    target = tmp_path / "data"
    with (
        fetcher_of(publisher, waits, cancelled=lambda: len(done) >= 3) as fetcher,
        pytest.raises(FetchError) as raised,
    ):
        fetcher.fetch(address, target, progress=lambda now, _all: done.append(now))
    assert raised.value.kind == "cancelled"
    assert not target.exists()
    with fetcher_of(publisher, waits) as fetcher:
        fetched = fetcher.fetch(address, target)
    assert target.read_bytes() == BODY
    assert publisher.header("range") == f"bytes={done[-1]}-"
    assert fetched.received == len(BODY) - done[-1]


def test_who_cancels_is_heard_while_it_waits(
    publisher: Publisher, waits: Waits, tmp_path: Path
) -> None:
    address = publisher.gives("/data", status(429, {"Retry-After": "200"}))
    with (
        fetcher_of(publisher, waits, cancelled=lambda: len(waits.slept) >= 2) as fetcher,
        pytest.raises(FetchError) as raised,
    ):
        fetcher.fetch(address, tmp_path / "data")
    assert raised.value.kind == "cancelled"
    assert len(waits.slept) == 2


def test_a_beginning_of_another_address_is_not_gone_on_with(
    publisher: Publisher, waits: Waits, tmp_path: Path
) -> None:
    with (
        fetcher_of(publisher, waits, dataclasses.replace(QUICK, attempts=1)) as fetcher,
        pytest.raises(FetchError),
    ):
        fetcher.fetch(publisher.gives("/old", broken(BODY, 300_000, TAG)), tmp_path / "data")
    with fetcher_of(publisher, waits) as fetcher:
        fetcher.fetch(publisher.gives("/new", file(NEWER, TAG)), tmp_path / "data")
    assert publisher.header("range") is None
    assert (tmp_path / "data").read_bytes() == NEWER


def test_known_and_begun_and_still_the_known_one(
    publisher: Publisher, waits: Waits, tmp_path: Path
) -> None:
    address = publisher.gives("/data", file(BODY, TAG))
    with fetcher_of(publisher, waits, dataclasses.replace(QUICK, attempts=1)) as fetcher:
        known = fetcher.fetch(address, tmp_path / "data").known
        publisher.gives("/data", broken(NEWER, 300_000, NEWER_TAG), file(BODY, TAG))
        with pytest.raises(FetchError):
            fetcher.fetch(address, tmp_path / "data", known=known)
        assert fetcher.fetch(address, tmp_path / "data", known=known).unchanged
    assert (tmp_path / "data").read_bytes() == BODY
    assert left_in(tmp_path) == {"data"}


FETCH = """
import sys
from pathlib import Path
from windroos.sources.fetching import Fetcher, Hosts
host, address, target = sys.argv[1:]
with Fetcher(Hosts((), local={host})) as fetcher:
    fetcher.fetch(address, Path(target), progress=lambda done, _all: print(done, flush=True))
"""


@pytest.mark.skipif(os.name != "posix", reason="there is no kill -9 elsewhere")
def test_killed_halfway_the_target_is_as_it_was_and_the_next_time_it_goes_on(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    target = tmp_path / "data"
    target.write_bytes(b"what was there")

    def half(request: Request) -> None:
        request.head(200, TAG | {"Content-Length": str(len(BODY))})
        request.send(BODY[:600_000])
        publisher.closing.wait()

    address = publisher.gives("/data", half, file(BODY, TAG))
    command = [sys.executable, "-c", FETCH, publisher.host, address, str(target)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) == 600_000:
                process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert target.read_bytes() == b"what was there"
    # What the process had not written to the file yet is lost with it, and is fetched again.
    begun = target.with_name("data.part").stat().st_size
    assert 500_000 < begun <= 600_000
    fetched = fetcher.fetch(address, target)
    assert target.read_bytes() == BODY
    assert fetched.received == len(BODY) - begun
    assert left_in(tmp_path) == {"data"}


def test_whole_but_not_in_place_yet_only_the_last_byte_is_asked(
    publisher: Publisher, waits: Waits, fetcher: Fetcher, tmp_path: Path
) -> None:
    address = publisher.gives("/data", file(BODY, TAG))
    with (
        fetcher_of(publisher, waits, cancelled=lambda: publisher.served == len(BODY)) as stopped,
        pytest.raises(FetchError),
    ):
        stopped.fetch(address, tmp_path / "data")
    part_file = tmp_path / "data.part"
    part_file.write_bytes(BODY)
    fetched = fetcher.fetch(address, tmp_path / "data")
    assert fetched.received == 1
    assert (tmp_path / "data").read_bytes() == BODY


def test_a_folder_that_cannot_hold_the_file_is_told(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    address = publisher.gives("/data", file(BODY))
    with pytest.raises(FetchError, match="cannot be kept in") as raised:
        fetcher.fetch(address, tmp_path / "file" / "data")
    assert raised.value.kind == "broken"


DYING = """
import os
import sys
from pathlib import Path
from windroos.sources.fetching import Fetcher, Hosts

host, address, folder = sys.argv[1:]

def fetch(target, steps):
    left = [None] * steps

    def die(event, about):
        if event in {"open", "os.rename", "os.remove"} and str(about[0]).startswith(str(target)):
            if not left:
                os._exit(9)
            left.pop()

    target.parent.mkdir()
    target.write_bytes(b"what was there")
    sys.addaudithook(die)
    with Fetcher(Hosts((), local={host})) as fetcher:
        fetcher.fetch(address, target, packed=True)
    os._exit(0)

Fetcher(Hosts(()))  # reads what is trusted before the forks
code = 9
for steps in range(50):
    if code == 9:
        if not (process := os.fork()):
            fetch(Path(folder) / f"{steps:02d}" / "data", steps)
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
sys.exit(code)
"""


@pytest.mark.skipif(os.name != "posix", reason="processes are not forked elsewhere")
def test_dead_at_any_step_the_target_is_the_old_or_the_new_and_the_next_time_all_is_well(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    """Before every opening, renaming or removing of a file a process ends at once, as if killed."""
    given = file(gzip.compress(BODY), TAG | {"Content-Encoding": "gzip"})
    address = publisher.gives("/data", given)
    command = [sys.executable, "-c", DYING, publisher.host, address, str(tmp_path)]
    subprocess.run(command, check=True)  # the last one lives
    targets = [folder / "data" for folder in sorted(tmp_path.iterdir())]
    assert len(targets) > 8
    found = [target.read_bytes() for target in targets]
    whole = found.index(BODY)
    assert found == [b"what was there"] * whole + [BODY] * (len(found) - whole)
    for target in targets:
        fetcher.fetch(address, target, packed=True)
        assert target.read_bytes() == BODY
        assert left_in(target.parent) == {"data"}
