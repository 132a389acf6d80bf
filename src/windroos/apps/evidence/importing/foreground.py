"""Bringing a source in at once, for who waits for it: a command in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from windroos.apps.accounts.queries import User
from windroos.apps.evidence import actions
from windroos.apps.evidence.importing import places
from windroos.apps.evidence.importing.working import Told, work
from windroos.apps.evidence.models import Import
from windroos.sources.asked import Asked


def bring_in(
    wanted: Asked,
    files: Sequence[Path] = (),
    *,
    anew: bool = False,
    actor: User | None = None,
    told: Told | None = None,
) -> Import:
    """Ask for a source and bring it in; the import as it ended.

    `files` are read where they are; without any the publisher is asked. Raises ValidationError as
    `ask_import` does, and while another process works on the source. Who breaks it off by hand
    cancels it.
    """
    with places.alone(wanted.key) as mine:
        if not mine:
            raise ValidationError(
                _("This source is being brought in already: wait until that is done, or cancel it.")
            )
        names = [file.name for file in files]
        one = actions.ask_import(wanted, names, anew=anew, alone=True, actor=actor)
        try:
            if actions.take_import(one):
                work(one, wanted, files, told=told)
        except KeyboardInterrupt:
            actions.cancel_import(one, actor=actor)
            raise
    one.refresh_from_db()
    return one
