"""Bringing a dataset in: from its publisher's addresses to files in a folder of its own.

    brought = bring(asked("cbs-goods-trade"), root)
    taken = take_in(lake, asked("cbs-goods-trade"), brought.files, ...)

What is known of each file is written down beside the files as soon as it is in, so that nothing is
fetched twice: not when the publisher has nothing new, not when it broke off halfway, and not when
another dataset is read from the same files.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from windroos.problems import N_, Problem
from windroos.sources.asked import Asked
from windroos.sources.fetching import (
    LIMITS,
    TIME,
    Fetched,
    Fetcher,
    FetchError,
    Hosts,
    Known,
    Limits,
    Progress,
    Time,
    fetch_unless_fresh,
    pages,
)
from windroos.sources.ledger import Ledger
from windroos.sources.shape import File, SourceError

_LEDGER = "known.jsonl"
_LOCK = "lock"


@dataclass(frozen=True, slots=True)
class Brought:
    """The files in the order in which they are read, with what is known of each.

    `file_sha256` is their hash (`hash_of_all`) and `unchanged` says that it is the one of the last
    time that all of them were in; what came of that time is for the caller to know. `address` is
    that of the last file that the dataset declares, which is the one with the figures; `fetched` is
    when the newest of them came in (ISO 8601, UTC), `received` the bytes that came in now.
    """

    files: tuple[Path, ...]
    known: tuple[Known, ...]
    file_sha256: str
    unchanged: bool
    address: str
    fetched: str
    received: int


def bring(
    asked: Asked,
    root: Path,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    hosts: Hosts | None = None,
    limits: Limits = LIMITS,
    time: Time = TIME,
) -> Brought:
    """Brings the files of a dataset in, to a folder of their own in `root`.

    Only what changed at the publisher is fetched. After a time that broke off, what came in then
    is gone on with, and not asked for again within the time that one errand may take
    (`limits.seconds`): it is no older than what an errand in one go would have. `hosts` are the
    dataset's own unless given.

    Raises `FetchError` (of kind `busy` while another process brings in the same), and `SourceError`
    for options that cannot be and for a dataset whose files are to be had by hand only.
    """
    dataset = asked.dataset
    declared = dataset.addresses(asked.options)
    if not declared:
        wording = N_(
            "is not to be had by its address: take the file from %(homepage)s by hand, and load it "
            "from where you kept it"
        )
        values = {"homepage": dataset.homepage}
        raise SourceError([Problem("by-hand", asked.key, wording, values=values)])
    folder = folder_of(root, declared)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with (
            FileLock(folder / _LOCK, timeout=0),
            Fetcher(
                hosts or Hosts(dataset.hosts), limits=limits, cancelled=cancelled, time=time
            ) as fetcher,
        ):
            errand = _Errand(folder, fetcher, Ledger(folder / _LEDGER), limits, time, progress)
            return errand.run(declared)
    except Timeout as error:
        wording = N_("%(address)s is being brought in already. Wait until that has ended.")
        raise FetchError("busy", declared[0].url, wording, passing=True) from error


def folder_of(root: Path, declared: Sequence[File]) -> Path:
    """The folder of files by their addresses, so that datasets that are read from one file have it
    once: by the name of the first for people, and by a hash as names say little."""
    told = "\n".join(f"{file.name} {file.url}" for file in declared)
    name = re.sub(r"[^A-Za-z0-9.-]+", "-", declared[0].name)[:60]
    return root / f"{name}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def hash_of_all(hashes: Sequence[str]) -> str:
    """The SHA-256 of files by those of each: of one its own, else that of all of them, a line
    each, in their order."""
    if len(hashes) == 1:
        return hashes[0]
    lines = "".join(f"{one}\n" for one in hashes)
    return hashlib.sha256(lines.encode()).hexdigest()


@dataclass(slots=True)
class _Errand:
    """All files of a dataset, one after the other."""

    folder: Path
    fetcher: Fetcher
    ledger: Ledger
    limits: Limits
    time: Time
    progress: Progress | None
    received: int = 0
    came: list[tuple[str, int, Fetched]] = field(default_factory=list)

    def run(self, declared: Sequence[File]) -> Brought:
        for file in declared:
            if file.next_page is None:
                self._plain(file, last=file is declared[-1])
            else:
                self._paged(file)
        known = tuple(fetched.known for _, _, fetched in self.came)
        whole = hash_of_all([one.sha256 for one in known])
        self.ledger.close(((name, page, f.known) for name, page, f in self.came), whole)
        return Brought(
            files=tuple(fetched.path for _, _, fetched in self.came),
            known=known,
            file_sha256=whole,
            unchanged=whole == self.ledger.whole,
            address=next(f.known.asked for name, _, f in self.came if name == declared[-1].name),
            fetched=max(one.fetched_at for one in known),
            received=self.received,
        )

    def _plain(self, file: File, *, last: bool) -> None:
        known = self.ledger.pages(file.name)
        fetched = fetch_unless_fresh(
            self.fetcher,
            file.url,
            self.folder / file.name,
            known[0] if known else None,
            self._fresh,
            self._told(last=last),
            packed=False,
        )
        self._note(file, 1, fetched)

    def _paged(self, file: File) -> None:
        assert file.next_page is not None
        folder = self.folder / file.name
        coming = pages(
            self.fetcher,
            file.url,
            folder,
            file.next_page,
            known=self.ledger.pages(file.name),
            progress=self._told(last=False),
            fresh=self._fresh,
        )
        kept = set()
        for number, fetched in enumerate(coming, 1):
            self._note(file, number, fetched)
            kept.add(fetched.path)
        for page in folder.glob("*.json"):
            if page not in kept:
                page.unlink()

    def _note(self, file: File, page: int, fetched: Fetched) -> None:
        self.came.append((file.name, page, fetched))
        self.received += fetched.received
        self.ledger.note(file.name, page, fetched.known)

    def _fresh(self, known: Known) -> bool:
        """Whether a file came in so lately, at a time that broke off, that it need not be asked."""
        if self.ledger.finished:
            return False
        age = self.time.now() - datetime.fromisoformat(known.fetched_at)
        return timedelta(0) <= age < timedelta(seconds=self.limits.seconds)

    def _told(self, *, last: bool) -> Progress | None:
        """Progress over all files: how much there is in all is known of the last only."""
        if self.progress is None:
            return None
        tell = self.progress
        before = sum(fetched.known.length for _, _, fetched in self.came)
        return lambda done, total: tell(
            before + done, before + total if last and total is not None else None
        )
