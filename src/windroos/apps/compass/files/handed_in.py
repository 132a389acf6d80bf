"""The workbooks and packages that people handed in, and that are kept for a while."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from windroos.apps.accounts.queries import User
from windroos.apps.compass.models import Upload
from windroos.apps.compass.models.uploads import KEPT_FOR
from windroos.apps.regions.queries import Case


def upload(case: Case | None, token: UUID, user: User) -> Upload | None:
    """A workbook of a case, or without one a package, that someone handed in and is still kept."""
    return uploads(case, user).filter(token=token).first()


def uploads(case: Case | None, user: User) -> QuerySet[Upload]:
    """The workbooks of a case, or without one the packages, that someone handed in and that are
    still kept, the newest first."""
    return recent().filter(case=case, user=user)


def recent() -> QuerySet[Upload]:
    """The files that are still kept."""
    return Upload.objects.filter(made__gt=timezone.now() - KEPT_FOR)


def expires(one: Upload) -> datetime:
    """Until when a file is kept."""
    return one.made + KEPT_FOR
