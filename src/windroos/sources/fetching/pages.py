"""A table that the publisher gives in pages: each page a file, fetched as any other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import httpx

from windroos.problems import N_
from windroos.sources.fetching.errors import FetchError, blotted
from windroos.sources.fetching.fetcher import Fetched, Fetcher, Known, Progress
from windroos.sources.fetching.partial import sha256_of

NextPage = Callable[[Path, str], str | None]
"""From a page (the file) and its address to the address of the next, relative or whole; nothing
after the last. Reads a link, or adds one to a number, or takes over a cursor: as the source has it.
It may raise `LookupError`, `TypeError` or `ValueError` for a page that is not as it should be."""


def pages(
    fetcher: Fetcher,
    first: str,
    folder: Path,
    next_page: NextPage,
    *,
    suffix: str = ".json",
    known: Sequence[Known] = (),
    most: int = 10_000,
    progress: Progress | None = None,
    fresh: Callable[[Known], bool] | None = None,
) -> Iterator[Fetched]:
    """Fetches page after page to `00001.json`, `00002.json`, … in `folder`.

    With `known`, what an earlier time knew of its pages in order, only a page is fetched that
    changed or is not there any more; one that `fresh` calls so is taken as it is, and the publisher
    is not asked. `progress` is told the bytes of all pages so far; how many there will be is not
    known.

    Raises `FetchError`, also for more than `most` pages and for pages that go round in a circle.
    """
    address: str | None = first
    seen: set[str] = set()
    before: str | None = None
    done = 0
    for number in range(1, most + 1):
        assert address is not None
        seen.add(address)
        target = folder / f"{number:05d}{suffix}"
        there = known[number - 1] if number <= len(known) else None
        fetched = fetch_unless_fresh(
            fetcher, address, target, there, fresh, _from(done, progress), packed=True
        )
        done += fetched.known.length
        yield fetched
        following = _following(next_page, target, address)
        if following is None:
            return
        if following in seen or fetched.known.sha256 == before:
            raise FetchError(
                "broken",
                following,
                N_(
                    "%(address)s is given as the page after page %(number)s, and is a page that "
                    "was fetched already. Report it to the publisher, or load the file by hand."
                ),
                number=number,
            )
        address, before = following, fetched.known.sha256
    raise FetchError(
        "too-large",
        first,
        N_("%(address)s goes on after %(most)s pages. Allow more, or ask for less."),
        most=most,
    )


def fetch_unless_fresh(
    fetcher: Fetcher,
    address: str,
    target: Path,
    known: Known | None,
    fresh: Callable[[Known], bool] | None,
    progress: Progress | None,
    *,
    packed: bool,
) -> Fetched:
    """Fetches a file of which something may be known, where it is of this address and the file is
    still what that says; or takes it as it is, where that is fresh."""
    if known is not None and not _still_there(known, address, target):
        known = None
    if known is not None and fresh is not None and fresh(known):
        return Fetched(target, known, unchanged=True, received=0)
    return fetcher.fetch(address, target, known=known, progress=progress, packed=packed)


def _still_there(known: Known, address: str, target: Path) -> bool:
    return (
        known.asked == blotted(address) and target.is_file() and sha256_of(target) == known.sha256
    )


def _from(done: int, progress: Progress | None) -> Progress | None:
    return None if progress is None else lambda length, _total: progress(done + length, None)


def _following(next_page: NextPage, page: Path, address: str) -> str | None:
    try:
        following = next_page(page, address)
        if following is None:
            return None
        return str(httpx.URL(address).join(following).copy_with(fragment=None))
    except (LookupError, TypeError, ValueError, httpx.InvalidURL) as error:
        raise FetchError(
            "broken",
            address,
            N_(
                "%(address)s is a page of another form than expected (%(why)s): no next page can "
                "be read from it. See what changed at the publisher's."
            ),
            why=str(error) or type(error).__name__,
        ) from error
