"""Taking organisations of open sources into the register, as people decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from windroos.apps.accounts.actions import record as tell
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.evidence.queries import Edition, edition_at
from windroos.apps.network.actions.records import Given, write_records
from windroos.apps.network.models import Identifier, Origin, RecordVersion, Taken
from windroos.apps.network.queries.candidates import dataset_of, records_of
from windroos.apps.network.queries.records import current
from windroos.apps.regions import actions as regions
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case
from windroos.cases.register.candidates import changed, completed, key_of, made, slug_of
from windroos.cases.register.records import Content
from windroos.cases.register.source_records import SourceRecord

# `is`: an organisation of the register. `new`: one that is not in it yet. `refused`: not wanted.
# `again`: to be offered again. `accept`: what the source says now, is taken over. `keep`: what
# stands here stays.
Outcome = Literal["is", "new", "refused", "again", "accept", "keep"]
OUTCOMES: tuple[Outcome, ...] = ("is", "new", "refused", "again", "accept", "keep")


@dataclass(frozen=True)
class Decision:
    """What someone decided on a record of a source; `organisation` with `is`.

    `fields` are those to take over with `accept`; none stands for all that changed.
    """

    record: str
    outcome: Outcome
    organisation: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class TakenIn:
    """What came of it: organisations that were made and that changed, and how many records are
    noted as not wanted."""

    made: tuple[str, ...]
    changed: tuple[str, ...]
    refused: int


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case, program=True)
def take_in(
    case: Case, edition: Edition, decisions: Sequence[Decision], *, actor: User | None = None
) -> TakenIn:
    """Do what was decided on records of an edition: all of it, or nothing.

    An organisation that a record is gets its numbers and the names that it lacks; a new one is
    what the source says of it. Each is a version with the source and its snapshot as the reason.
    What a source says is kept with what was decided, so that a later edition that says otherwise
    is seen. Raises ValidationError when there is a newer edition than the one that was looked at,
    and for a record or an organisation that is not there; `Broken` for what cannot stand in the
    register.
    """
    regions.lock(case)
    now = edition_at(edition.source)
    if now is None or now.sha256 != edition.sha256:
        raise ValidationError(
            _("The source has a newer edition than the one you looked at. Look again.")
        )
    there, dataset = records_of(edition), dataset_of(edition)
    notes = {one.record: one for one in Taken.objects.filter(case=case, dataset=dataset)}
    work = _Work(
        case, {one.organisation for one in decisions} | {n.organisation for n in notes.values()}
    )
    kept: list[Taken] = []
    for one in decisions:
        record = there.get(one.record)
        if record is None:
            raise ValidationError(_("The source has no record “%(id)s”.") % {"id": one.record})
        note = notes.get(one.record) or Taken(case=case, dataset=dataset, record=one.record)
        if one.outcome == "again":
            if note.pk:
                note.delete()
            continue
        work.decide(one, record, note)
        note.said, note.sha256, note.actor = record.said(), edition.sha256, actor
        kept.append(note)
    reason = f"{edition.source}, {edition.sha256[:12]}"
    written = write_records(case, work.given(), origin=Origin.SOURCE, reason=reason, actor=actor)
    for note in kept:
        note.save()
    result = _result(work, written, kept)
    tell(
        "records-taken-in",
        actor=actor,
        subject_type="case",
        subject_id=case.pk,
        label_nl=case.title,
        case=case.name,
        after={
            "source": edition.source,
            "sha256": edition.sha256,
            "made": len(result.made),
            "changed": len(result.changed),
            "refused": result.refused,
        },
    )
    return result


class _Work:
    """The organisations that decisions are about, as they come to be one decision after another."""

    def __init__(self, case: Case, slugs: set[str]) -> None:
        self._versions = current(case, "organisation", slugs)
        kept = RecordVersion.objects.filter(case=case, kind="organisation", current=True)
        # Also the id of one that went is taken: its history goes on under it.
        self._ids = set(kept.values_list("record", flat=True))
        self._contents: dict[str, Content] = {}
        self.new: set[str] = set()
        # Whose each number is, those that a decision of this time has given out among them.
        self._numbers = {
            key_of(scheme, value): slug
            for scheme, value, slug in Identifier.objects.filter(case=case).values_list(
                "scheme", "value", "organisation__slug"
            )
        }

    def decide(self, one: Decision, record: SourceRecord, note: Taken) -> None:
        """Does what was decided, and notes as which organisation."""
        note.outcome = Taken.Outcome.TAKEN
        match one.outcome:
            case "refused":
                note.outcome, note.organisation = Taken.Outcome.REFUSED, ""
            case "is":
                self._contents[one.organisation] = self._free(
                    one.organisation, completed(self._content(one.organisation), record)
                )
                note.organisation = one.organisation
            case "new":
                slug = slug_of(record.name, self._taken)
                self._contents[slug] = self._free(slug, made(record, slug))
                self.new.add(slug)
                note.organisation = slug
            case "accept":
                content, said = self._content(note.organisation), record.said()
                fields = one.fields or tuple(
                    name for name, value in said.items() if note.said.get(name) != value
                )
                self._contents[note.organisation] = changed(content, fields, said)
            case "keep":
                self._content(note.organisation)
            case _:
                raise ValidationError(
                    _("“%(outcome)s” is no decision; choose one of %(known)s.")
                    % {"outcome": one.outcome, "known": ", ".join(OUTCOMES)}
                )

    def given(self) -> list[Given]:
        return [Given("organisation", slug, one) for slug, one in self._contents.items()]

    def _taken(self, slug: str) -> bool:
        return slug in self._contents or slug in self._ids

    def _content(self, slug: str) -> Content:
        if slug in self._contents:
            return self._contents[slug]
        version = self._versions.get(slug)
        if version is None or version.content is None:
            raise ValidationError(
                _("There is no organisation “%(id)s” in the register.") % {"id": slug}
            )
        return version.content

    def _free(self, slug: str, content: Content) -> Content:
        """The content without a number that is another organisation's."""
        numbers = []
        for one in content["identifiers"]:
            number = key_of(one["scheme"], one["value"])
            if self._numbers.setdefault(number, slug) == slug:
                numbers.append(one)
        return {**content, "identifiers": numbers}


def _result(work: _Work, written: Sequence[RecordVersion], kept: Sequence[Taken]) -> TakenIn:
    slugs = [one.record for one in written]
    return TakenIn(
        tuple(slug for slug in slugs if slug in work.new),
        tuple(slug for slug in slugs if slug not in work.new),
        sum(one.outcome == Taken.Outcome.REFUSED for one in kept),
    )
