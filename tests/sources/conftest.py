"""Fixtures of the tests of fetching."""

from collections.abc import Iterator

import pytest
from tests.sources.publisher import Publisher, Waits, fetcher_of, publishing

from windroos.sources.fetching import Fetcher


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with publishing() as server:
        yield server


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def fetcher(publisher: Publisher, waits: Waits) -> Iterator[Fetcher]:
    with fetcher_of(publisher, waits) as made:
        yield made
