"""Editions of open sources, made as an import makes them."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils import timezone
from tests.cases.brought import bring

from windroos.apps.accounts.models import User
from windroos.apps.evidence.actions import keep_edition
from windroos.apps.evidence.models import Edition, Import
from windroos.sources import lake
from windroos.sources.asked import named


def kept(key: str, sha256: str, *, by: User | None = None) -> Edition:
    """The edition of a source that an import of this snapshot ends with."""
    table = named(key).dataset.gives
    snapshot = lake.manifest(settings.WINDROOS_LAKE, table, sha256)
    running = Import.objects.create(
        source=key,
        status=Import.Status.RUNNING,
        asked_by=by,
        started=timezone.now(),
        seen=timezone.now(),
    )
    made = keep_edition(running, snapshot, snapshot.origin)
    assert made is not None
    return made.edition


def brought(key: str, *files: Path, by: User | None = None) -> Edition:
    """The edition that comes of bringing files in."""
    return kept(key, bring(settings.WINDROOS_LAKE, key, *files), by=by)
