"""A file from a publisher's address to a local file: whole, once, and no more than is allowed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from windroos.problems import N_
from windroos.sources.fetching.answers import NOT_MODIFIED, Answer, failure
from windroos.sources.fetching.connecting import Way
from windroos.sources.fetching.errors import FetchError, blotted
from windroos.sources.fetching.hosts import Hosts
from windroos.sources.fetching.limits import LIMITS, TIME, Deadline, Limits, Patience, Time
from windroos.sources.fetching.partial import Notes, Partial, sha256_of, too_large

Progress = Callable[[int, int | None], None]
"""Told after every piece: bytes of the file that are in, bytes in all or None where not known."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a file that was fetched; `dataclasses.asdict` makes it JSON, `Known(**…)`
    reads it back.

    `asked` is the address that was asked and `address` where that led, both with secrets blotted
    out; `sha256` and `length` (bytes) are of the file as it was put in place; `fetched_at` is
    ISO 8601 in UTC.
    """

    asked: str
    address: str
    etag: str | None
    last_modified: str | None
    sha256: str
    length: int
    fetched_at: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """The outcome: `path` holds the file that `known` describes.

    `unchanged` says that it is the file that was known before. If the publisher said so nothing was
    fetched, and `path` is as it was: there only if the caller kept it. `received` is the bytes
    that came in this time.
    """

    path: Path
    known: Known
    unchanged: bool
    received: int


@dataclass(slots=True)
class _Errand:
    """One file to fetch, and how far it is."""

    address: str
    target: Path
    partial: Partial
    known: Known | None
    sha256: str | None
    progress: Progress | None
    packed: bool
    received: int = field(default=0)

    def headers(self) -> dict[str, str]:
        headers = {"Accept-Encoding": "gzip" if self.packed else "identity"}
        if self.known and self.known.etag:
            headers["If-None-Match"] = self.known.etag
        elif self.known and self.known.last_modified:
            headers["If-Modified-Since"] = self.known.last_modified
        return headers | self.partial.conditions()


class Fetcher:
    """One errand at a publisher: the limits hold for all its files together.

    `cancelled` is asked between pieces and while waiting, and ends the errand when it says true.

        with Fetcher(Hosts({"data.example"})) as fetcher:
            fetched = fetcher.fetch("https://data.example/figures.csv", folder / "figures.csv")
    """

    def __init__(
        self,
        hosts: Hosts,
        *,
        limits: Limits = LIMITS,
        cancelled: Callable[[], bool] | None = None,
        time: Time = TIME,
    ) -> None:
        self._limits = limits
        self._cancelled = cancelled
        self._time = time
        self._deadline = Deadline(limits.seconds, time.monotonic)
        self._way = Way(hosts, limits, self._deadline)
        self._size_left = limits.size
        self._unpacked_left = limits.unpacked

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._way.close()

    def fetch(
        self,
        address: str,
        target: Path,
        *,
        known: Known | None = None,
        sha256: str | None = None,
        progress: Progress | None = None,
        packed: bool = False,
    ) -> Fetched:
        """Brings the file at `address` to `target`, going on where an earlier fetch broke off.

        With `known` only a file that is another one by now is fetched. With `sha256` (lower case,
        hexadecimal) only that very file is put in place. `packed` lets the server pack what it
        sends (gzip), for text: what it packs on the way can seldom be gone on with.

        A length that the server tells is checked. Where it tells none and closes the connection
        at the end, only `sha256`, or who reads the file, can say that it is whole.

        Raises `FetchError`; the target is then as it was.
        """
        try:
            return self._fetch(
                _Errand(address, target, Partial(target, address), known, sha256, progress, packed)
            )
        except OSError as error:
            raise FetchError(
                "broken",
                address,
                N_(
                    "%(address)s cannot be kept in %(folder)s (%(why)s). Make room there, or "
                    "choose another folder."
                ),
                folder=str(target.parent),
                why=error.strerror or str(error),
            ) from error

    def _fetch(self, errand: _Errand) -> Fetched:
        def ask() -> None:
            self._ask(errand.address)

        patience = Patience(self._limits, self._time, self._deadline, ask)
        furthest = errand.partial.length
        ask()
        while True:
            try:
                return self._attempt(errand)
            except FetchError as trouble:
                if errand.partial.length > furthest:
                    furthest = errand.partial.length
                    patience.renew()
                patience.wait(trouble)

    def _attempt(self, errand: _Errand) -> Fetched:
        partial = errand.partial
        went_on = False
        with self._way.get(errand.address, errand.headers()) as answer:
            if answer.status == NOT_MODIFIED and errand.known:
                partial.drop()
                return Fetched(errand.target, errand.known, unchanged=True, received=0)
            if answer.status == 200:
                partial.begin(Notes.of(errand.address, answer))
            elif answer.status == 206 and partial.continued_by(answer):
                went_on = True
            elif answer.status in {206, 416}:
                partial.drop()
                raise FetchError(
                    "changed",
                    errand.address,
                    N_("%(address)s became another file while it was fetched. Fetch it again."),
                    passing=True,
                )
            else:
                raise failure(answer, self._time.now())
            notes = self._receive(errand, answer)
        return self._settle(errand, notes, answer.address, went_on=went_on)

    def _receive(self, errand: _Errand, answer: Answer) -> Notes:
        """Writes the body behind what is there already, within the limit."""
        partial = errand.partial
        notes, length = partial.notes, partial.offset
        assert notes is not None
        if notes.total is not None and notes.total > self._size_left:
            partial.drop()
            raise too_large(errand.address, self._limits.size)
        with partial.path.open("rb+") as file:
            file.truncate(length)
            file.seek(length)
            for chunk in answer.body:
                self._ask(errand.address)
                length += len(chunk)
                errand.received += len(chunk)
                if length > self._size_left:
                    partial.drop()
                    raise too_large(errand.address, self._limits.size)
                file.write(chunk)
                if errand.progress:
                    errand.progress(length, notes.total)
        if notes.total is not None and length != notes.total:
            raise FetchError(
                "broken",
                errand.address,
                N_(
                    "%(address)s: only %(length)s of %(total)s bytes came in. Fetch again to go on."
                ),
                passing=True,
                length=length,
                total=notes.total,
            )
        return notes

    def _settle(self, errand: _Errand, notes: Notes, address: str, *, went_on: bool) -> Fetched:
        """Checks the file that is in, and puts it in place."""
        partial = errand.partial
        size = partial.length
        if notes.packed:
            partial.unpack(errand.address, self._unpacked_left, lambda: self._ask(errand.address))
            self._unpacked_left -= partial.length
        sha256 = sha256_of(partial.path)
        if errand.sha256 is not None and sha256 != errand.sha256:
            partial.drop()
            raise FetchError(
                "changed",
                errand.address,
                N_(
                    "%(address)s is not the file that was expected: its SHA-256 is %(found)s and "
                    "not %(expected)s. See what the publisher changed before you expect this one."
                ),
                # Two parts of different files make a third: that is mended by fetching it whole.
                passing=went_on,
                found=sha256,
                expected=errand.sha256,
            )
        known = Known(
            asked=blotted(errand.address),
            address=blotted(address),
            etag=notes.etag,
            last_modified=notes.last_modified,
            sha256=sha256,
            length=partial.length,
            fetched_at=self._time.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        )
        partial.place(errand.target)
        self._size_left -= size
        unchanged = errand.known is not None and errand.known.sha256 == sha256
        return Fetched(errand.target, known, unchanged=unchanged, received=errand.received)

    def _ask(self, address: str) -> None:
        if self._cancelled is not None and self._cancelled():
            raise FetchError(
                "cancelled",
                address,
                N_("%(address)s: fetching was stopped, as asked. Fetch again to go on."),
            )
