"""A cache that the processes of one machine share, without a server for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks


class SharedFileCache(FileBasedCache):
    """Files in a folder; a counter in it counts right when several processes add to it."""

    def __init__(self, dir: str, params: dict[str, Any]) -> None:  # noqa: A002 (Django's name)
        super().__init__(dir, params)
        self._lock = Path(dir) / "lock"

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        with self._locked():
            return super().add(key, value, timeout, version)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        with self._locked():
            return super().incr(key, delta, version)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._lock.open("w") as file:
            locks.lock(file, locks.LOCK_EX)
            yield
