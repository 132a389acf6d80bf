"""Fetching: the one way in which a file comes from a publisher's address to a local file.

    with Fetcher(Hosts({"data.example"})) as fetcher:
        fetched = fetcher.fetch("https://data.example/figures.csv", folder / "figures.csv")
        for page in pages(fetcher, "https://data.example/rows?page=1", folder, next_page):
            ...

Only declared hosts are asked, at public addresses and over https; what broke off is gone on with;
what is known already is not fetched again; all that goes wrong is one `FetchError`.
"""

from windroos.sources.fetching.errors import FetchError, Kind, blotted
from windroos.sources.fetching.fetcher import Fetched, Fetcher, Known, Progress
from windroos.sources.fetching.hosts import Hosts
from windroos.sources.fetching.limits import GIGABYTE, LIMITS, TIME, Limits, Time
from windroos.sources.fetching.pages import NextPage, fetch_unless_fresh, pages
from windroos.sources.fetching.partial import sha256_of

__all__ = [
    "GIGABYTE",
    "LIMITS",
    "TIME",
    "FetchError",
    "Fetched",
    "Fetcher",
    "Hosts",
    "Kind",
    "Known",
    "Limits",
    "NextPage",
    "Progress",
    "Time",
    "blotted",
    "fetch_unless_fresh",
    "pages",
    "sha256_of",
]
