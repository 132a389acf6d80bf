"""The file while it comes in: beside its target, with what is needed to go on with it later."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path

import httpx

from windroos.problems import N_
from windroos.sources.fetching.answers import Answer, date_in
from windroos.sources.fetching.errors import FetchError, blotted

_RANGE = re.compile(r"bytes (?P<start>\d+)-\d+/(?P<total>\d+|\*)")
_CHUNK = 2**18


@dataclass(frozen=True, slots=True)
class Notes:
    """What the server said of the file whose beginning we have; `total` is bytes as sent.

    `validator` is what it can be asked to go on by: a strong entity tag, or else, where it gave no
    tag, a date of last change that is strong too (RFC 9110, 8.8.2.2 and 13.1.5). Without one a
    file cannot be gone on with, since the rest might be of another.
    """

    asked: str
    etag: str | None
    last_modified: str | None
    validator: str | None
    total: int | None
    packed: bool

    @classmethod
    def of(cls, asked: str, answer: Answer) -> Notes:
        headers = answer.headers
        coding = headers.get("content-encoding", "identity").strip().lower()
        if coding not in {"identity", "gzip", "x-gzip"}:
            raise FetchError(
                "broken",
                answer.address,
                N_(
                    "%(address)s came packed as %(coding)s, which was not asked for. Report it to "
                    "the publisher, or load the file by hand."
                ),
                coding=coding,
            )
        length = headers.get("content-length")
        return cls(
            asked=blotted(asked),
            etag=headers.get("etag"),
            last_modified=headers.get("last-modified"),
            validator=_validator(headers),
            total=int(length) if length is not None else None,
            packed=coding != "identity",
        )


def _validator(headers: httpx.Headers) -> str | None:
    if tag := headers.get("etag"):
        return tag if tag.startswith('"') else None
    changed, sent = date_in(headers, "last-modified"), date_in(headers, "date")
    if changed is None or sent is None or changed.tzinfo is None or sent.tzinfo is None:
        return None
    return headers["last-modified"] if sent - changed >= timedelta(seconds=1) else None


class Partial:
    """The beginning of a file, in `<target>.part`; its notes are in `<target>.part.json`.

    What is there of another address, or of a file that cannot be gone on with, is dropped. One
    process at a time fetches to a target: whoever calls sees to that.
    """

    def __init__(self, target: Path, asked: str) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        self.path = target.with_name(f"{target.name}.part")
        self._notes_path = target.with_name(f"{target.name}.part.json")
        self._unpacked = target.with_name(f"{target.name}.part.unpacked")
        self.notes = self._noted()
        if self.notes is None or self.notes.asked != blotted(asked):
            self.drop()

    def _noted(self) -> Notes | None:
        try:
            return Notes(**json.loads(self._notes_path.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    @property
    def length(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def offset(self) -> int:
        """From which byte to go on. Of a file that is whole the last byte is asked once more: the
        answer says whether it is still the same file."""
        if self.notes is None:
            return 0
        length, total = self.length, self.notes.total
        return length if total is None else max(min(length, total - 1), 0)

    def conditions(self) -> dict[str, str]:
        """The headers that ask for the rest, and for the whole where it is another file by now."""
        if self.notes is None or self.notes.validator is None or not self.offset:
            return {}
        return {"Range": f"bytes={self.offset}-", "If-Range": self.notes.validator}

    def continued_by(self, answer: Answer) -> bool:
        """Whether an answer of status 206 is the rest of this file; keeps the length it tells."""
        said = _RANGE.fullmatch(answer.headers.get("content-range", ""))
        if self.notes is None or said is None or int(said["start"]) != self.offset:
            return False
        name = "etag" if self.notes.etag else "last-modified"
        if answer.headers.get(name, self.notes.validator) != self.notes.validator:
            return False
        if said["total"] == "*":
            return True
        if self.notes.total is None:
            self.notes = replace(self.notes, total=int(said["total"]))
        return self.notes.total == int(said["total"])

    def begin(self, notes: Notes) -> None:
        """Starts anew. The notes are there before the first byte is, and never of another file."""
        self.drop()
        if notes.validator is not None:
            self._notes_path.write_text(json.dumps(asdict(notes)), encoding="utf-8")
        self.notes = notes
        self.path.touch()

    def drop(self) -> None:
        for path in (self.path, self._notes_path, self._unpacked):
            path.unlink(missing_ok=True)
        self.notes = None

    def unpack(self, address: str, most: int, ask: Callable[[], None]) -> None:
        """Undoes the packing of the server, in place; at most `most` bytes come out of it."""
        length = 0
        try:
            with gzip.open(self.path) as packed, self._unpacked.open("wb") as out:
                while chunk := packed.read(_CHUNK):
                    ask()
                    length += len(chunk)
                    if length > most:
                        self.drop()
                        raise too_large(address, most)
                    out.write(chunk)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            self.drop()
            raise FetchError(
                "broken",
                address,
                N_("%(address)s: what the publisher packed cannot be unpacked. Try again later."),
                passing=True,
            ) from error
        # From here on it is no beginning of what the server sends.
        self._notes_path.unlink(missing_ok=True)
        self._unpacked.replace(self.path)

    def place(self, target: Path) -> None:
        """Puts the whole file in place: it is there, and safe from a power cut, or it is not."""
        with self.path.open("rb+") as file:
            os.fsync(file.fileno())
        self.path.replace(target)
        self._notes_path.unlink(missing_ok=True)
        if os.name == "posix":
            folder = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def too_large(address: str, most: int) -> FetchError:
    return FetchError(
        "too-large",
        address,
        N_(
            "%(address)s is larger than the %(most)s bytes that are allowed. Allow more, or "
            "ask for less."
        ),
        most=most,
    )
