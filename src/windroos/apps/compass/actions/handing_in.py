"""Keeping the workbooks and packages that people hand in, for them to look at."""

from __future__ import annotations

from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.compass.files import handed_in
from windroos.apps.compass.models import Upload
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case
from windroos.cases import archive, workbook

# More of one person and kind are not kept: the oldest goes.
_MOST_KEPT = 5


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def keep_workbook(case: Case, name: str, content: bytes, *, actor: User | None) -> Upload:
    """Keep a workbook for a while, for who handed it in to look at; it changes nothing.

    Raises `Unreadable` when it is no workbook of a case.
    """
    assert actor is not None
    workbook.open_book(content)
    return _keep(case, name, content, actor)


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def drop_workbook(case: Case, upload: Upload, *, actor: User | None) -> None:
    """Throw a workbook away that someone handed in themselves."""
    handed_in.uploads(case, upload.user).filter(pk=upload.pk, user=actor).delete()


@action(Role.ADMINISTRATOR)
def keep_package(name: str, content: bytes, *, actor: User | None) -> Upload:
    """Keep the package of a case for a while, for who handed it in to look at; it changes nothing.

    Raises `PackageError` when it is no zip file that a package can be read from.
    """
    assert actor is not None
    archive.unpacked(content)
    return _keep(None, name, content, actor)


@action(Role.ADMINISTRATOR)
def drop_package(upload: Upload, *, actor: User | None) -> None:
    """Throw a package away that someone handed in themselves."""
    handed_in.uploads(None, upload.user).filter(pk=upload.pk, user=actor).delete()


def _keep(case: Case | None, name: str, content: bytes, user: User) -> Upload:
    Upload.objects.exclude(pk__in=handed_in.recent().values("pk")).delete()
    made = Upload.objects.create(case=case, user=user, name=name[:255], content=content)
    older = handed_in.uploads(case, user)[_MOST_KEPT:]
    Upload.objects.filter(pk__in=[one.pk for one in older]).delete()
    return made
