"""Writing dialogues, and making a text of them public."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import User
from windroos.apps.accounts.roles import Role
from windroos.apps.network.actions import checks
from windroos.apps.network.actions.recording import add, fetch, only, save
from windroos.apps.network.models import Dialogue
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def add_dialogue(
    *,
    actor: User | None,
    case: Case,
    region: str,
    held: date,
    kind: str,
    organisation: str,
    summary: str,
    contact: str = "",
    level: str = "none",
    subjects: Sequence[str] = (),
    conclusions: str = "",
    places: Sequence[str] = (),
) -> Dialogue:
    """Records a dialogue about a region, for the staff of the case only.

    `kind` says with whom (`With`), `level` at which level (`Level`); `subjects` are criteria of the
    framework; a place is the id of a passage or source of the case, or a web address. Names of
    persons belong in `contact`, and nowhere else.
    Raises ValidationError by field.
    """
    row = Dialogue(
        case=case,
        region=region,
        held=held,
        kind=kind,
        organisation=organisation,
        contact=contact,
        level=level,
        subjects=list(subjects),
        summary=summary,
        conclusions=conclusions,
        places=list(places),
    )
    return add(row, verb="dialogue-added", actor=actor, check=checks.dialogue)


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def change_dialogue(
    *,
    actor: User | None,
    case: Case,
    dialogue: int,
    version: int,
    changes: Mapping[str, Any],
) -> Dialogue:
    """Changes fields of a dialogue; what was released of it stays as it is.

    Raises ValidationError by field, and Conflict when `version` is not the current one.
    """
    return save(
        fetch(Dialogue, case, dialogue),
        version=version,
        changes=only(Dialogue, changes),
        verb="dialogue-changed",
        actor=actor,
        check=checks.dialogue,
    )


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def release_dialogue(
    *,
    actor: User | None,
    case: Case,
    dialogue: int,
    version: int,
    public_nl: str = "",
    public_en: str = "",
    names_organisation: bool = False,
) -> Dialogue:
    """Makes public: day, region, level, subjects, with what kind of party, and these texts.

    The organisation is named only where `names_organisation` says so. Summary, conclusions,
    contact persons and places stay internal. Releasing again replaces the texts.
    Raises ValidationError by field, and Conflict when `version` is not the current one.
    """
    row = fetch(Dialogue, case, dialogue)
    if row.removed:
        raise ValidationError({"dialogue": _("It was taken out of the list: put it back first.")})
    if not public_nl.strip() and not public_en.strip():
        wanted = _("Write what everyone may read, in one of the languages or in both.")
        raise ValidationError({"public_nl": wanted})
    return save(
        row,
        version=version,
        changes={
            "public_nl": public_nl,
            "public_en": public_en,
            "names_organisation": names_organisation,
            "released_at": timezone.now(),
            "released_by": actor and actor.pk,
        },
        verb="dialogue-released",
        actor=actor,
        check=checks.dialogue,
    )


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def take_back_dialogue(*, actor: User | None, case: Case, dialogue: int, version: int) -> Dialogue:
    """Makes a released dialogue internal again. Its public text stays, for a next release.

    Raises ValidationError by field, and Conflict when `version` is not the current one.
    """
    return save(
        fetch(Dialogue, case, dialogue),
        version=version,
        changes={"released_at": None, "released_by": None},
        verb="dialogue-taken-back",
        actor=actor,
        check=checks.dialogue,
    )


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def lead_to(*, actor: User | None, case: Case, dialogue: int, table: str, id: str) -> Dialogue:
    """Notes that a row of the case (`judgements`, `findings`) was made because of a dialogue.

    Called by what makes the row, in its transaction, with the dialogue it names.
    Raises ValidationError by field.
    """
    row = fetch(Dialogue, case, dialogue)
    made = f"{table}/{id}"
    return save(
        row,
        version=row.version,
        changes={"leads_to": [*(one for one in row.leads_to if one != made), made]},
        verb="dialogue-led",
        actor=actor,
        check=checks.dialogue,
    )
