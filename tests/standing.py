"""What stands in database and lake for all tests of a module: made once, and undone after them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from tests.apps.stored import undone
from windroos.apps.evidence.queries.searching import kept_texts

TODAY = date(2026, 11, 21)
"""The day of every test: a decision of 2023-2027 must not make the tests fail in 2028."""


@contextmanager
def standing(blocker: DjangoDbBlocker, folder: Path) -> Iterator[Path]:
    """A place to make things in, with a lake of their own; each test leaves them as they were."""
    lake = folder / "lake"
    with blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "WINDROOS_LAKE", lake)
        patch.setattr(timezone, "localdate", lambda *_args, **_options: TODAY)
        # What is undone gives its keys back: the next document with this key is another one.
        kept_texts.cache_clear()
        with undone():
            yield lake
        kept_texts.cache_clear()
