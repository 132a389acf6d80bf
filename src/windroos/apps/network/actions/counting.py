"""Counting the register: what it holds of the networks of regions, as an edition of a source."""

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.evidence import actions as evidence
from windroos.apps.evidence.queries import Edition
from windroos.apps.network.queries.counting import before, counts, source_of, state_of
from windroos.apps.regions import actions as regions
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case
from windroos.cases.register.counting import Count, as_table
from windroos.sources import importing


@dataclass(frozen=True)
class CountedRegister:
    """What came of counting: the numbers, the edition that holds them, and whether it is new."""

    counts: tuple[Count, ...]
    edition: Edition
    new: bool


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case, program=True)
def count_register(
    case: Case, *, day: date | None = None, actor: User | None = None
) -> CountedRegister:
    """Count what the register holds of each region of a case, as of a day (today).

    The numbers are kept as an edition of the source `register?case=…`: an immutable snapshot in
    the lake, which names the records behind each, with the numbers of earlier years as they were
    counted then. A case whose framework reads from it goes over to it, with the reviews that
    gives; for any other it weighs nothing. Counting what did not change makes no new edition.
    Raises ValidationError when the register holds nothing of any region.
    """
    evidence.hold_lake()
    regions.lock(case)
    on = day or timezone.localdate()
    found = counts(case, on)
    if not found:
        raise ValidationError(
            _("The register holds nothing of the regions of this case: there is nothing to count.")
        )
    earlier = before(case, on.year)
    wanted = source_of(case)
    with tempfile.TemporaryDirectory(prefix="windroos-") as folder:
        # By which state of the register it was counted is told by the name of the file.
        file = Path(folder) / f"register-{case.name}-{state_of(case)}.csv"
        file.write_bytes(as_table(found, earlier))
        asked = evidence.ask_import(wanted, [file.name], alone=True, actor=actor)
        evidence.take_import(asked)
        taken = importing.take_in(settings.WINDROOS_LAKE, wanted, [file])
        kept = evidence.keep_edition(asked, taken.snapshot, taken.origin, warnings=taken.warnings)
    assert kept is not None
    return CountedRegister(tuple(found), kept.edition, kept.new)
