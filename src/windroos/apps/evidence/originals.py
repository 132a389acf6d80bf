"""The files of documents as they were handed in, each kept once under the hash of its content."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from uuid import uuid4

from django.conf import settings


def keep(content: bytes) -> str:
    """Keep a file, whole or not at all; returns its SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    place = path_of(sha256)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        new = place.with_name(f".new-{uuid4().hex}")
        try:
            with new.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            new.replace(place)
        finally:
            new.unlink(missing_ok=True)
    return sha256


def path_of(sha256: str) -> Path:
    """Where a file is kept; it need not be there."""
    return Path(settings.WINDROOS_DOCUMENTS) / sha256[:2] / sha256
