"""Letting everyone read a document, and taking it back."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.evidence.models import Document, PersonalData
from windroos.apps.evidence.personal import kind_name
from windroos.apps.evidence.queries.personal import WORDS, Datum, Place, found_in, with_words
from windroos.apps.regions import actions as regions
from windroos.apps.regions.permits import leading
from windroos.apps.regions.queries import Case


@action(Role.ADMINISTRATOR, Role.DECISION_MAKER, within=leading, program=True)
def release_document(
    case: Case,
    source: str,
    *,
    sha256: str,
    confirmed: Collection[str] = (),
    choices: Mapping[str, bool] | None = None,
    words: Sequence[str] = (),
    reason: str = "",
    actor: User | None,
) -> Document:
    """Let everyone read the current version of a document, instead of the one released before.

    `sha256` says which version was looked at. `confirmed` are the kinds of personal data that were
    looked at: each kind that is found in it must be. `choices` says by the id of what was found
    whether it is shown; what is left out is as proposed. `words` are hidden besides, wherever they
    stand. `reason` is why what is shown may be public.

    Raises ValidationError by field, where there is no such document, its current version is
    another, or something was not looked at or is not there.
    """
    regions.lock(case)
    document = Document.objects.filter(case=case, source=source, current=True).first()
    if document is None:
        told = _("There is no document “%(source)s” here yet.") % {"source": source}
        raise ValidationError({"source": told})
    if document.sha256 != sha256:
        wanted = _("Another version was added in the meantime: look at that one first.")
        raise ValidationError({"sha256": wanted})
    found = found_in(document)
    _looked_at(found, confirmed)
    rows = [*_chosen(found, choices or {}), *_words(document, words)]
    before = Document.objects.filter(case=case, source=source).exclude(released=None).first()
    if before is not None and before != document:
        _take_back(before)
    PersonalData.objects.filter(document=document).delete()
    PersonalData.objects.bulk_create(
        PersonalData(
            document=document,
            number=place.number,
            field=place.field,
            start=place.start,
            end=place.end,
            kind=kind,
            shown=shown,
        )
        for kind, place, shown in _one_a_place(rows)
    )
    document.released, document.released_by = timezone.now(), actor
    document.save(update_fields=["released", "released_by"])
    counted = Counter((kind, "shown" if shown else "hidden") for kind, _place, shown in rows)
    _tell(
        "document-released",
        document,
        actor,
        instead_of=before.sha256 if before else None,
        personal={f"{kind} {state}": n for (kind, state), n in sorted(counted.items())},
        reason=reason.strip(),
    )
    return document


@action(Role.ADMINISTRATOR, Role.DECISION_MAKER, within=leading, program=True)
def withdraw_document(case: Case, source: str, *, actor: User | None) -> Document:
    """Make a released document internal again: no version of it can be read by everyone.

    Raises ValidationError where no version of it was released.
    """
    regions.lock(case)
    document = Document.objects.filter(case=case, source=source).exclude(released=None).first()
    if document is None:
        raise ValidationError({"source": _("No version of this document was released.")})
    _take_back(document)
    _tell("document-withdrawn", document, actor)
    return document


Row = tuple[str, Place, bool]


def _looked_at(found: Sequence[Datum], confirmed: Collection[str]) -> None:
    left = Counter(one.kind for one in found if one.kind not in confirmed)
    if left:
        kinds = get_text_list([f"{kind_name(kind)} ({n})" for kind, n in left.items()], _("and"))
        told = _("Look at the personal data found in it and confirm that you did: %(kinds)s.")
        raise ValidationError({"confirmed": told % {"kinds": kinds}})


def _chosen(found: Sequence[Datum], choices: Mapping[str, bool]) -> list[Row]:
    strange = sorted(choices.keys() - {one.id for one in found})
    if strange:
        told = _("This was not found in the document: %(ids)s.") % {"ids": ", ".join(strange)}
        raise ValidationError({"choices": told})
    return [
        (one.kind, place, choices.get(one.id, one.shown)) for one in found for place in one.places
    ]


def _words(document: Document, words: Sequence[str]) -> list[Row]:
    wanted = list(dict.fromkeys(" ".join(one.split()) for one in words if one.strip()))
    there = with_words(document, wanted)
    missing = [one for one in wanted if not there[one]]
    if missing:
        told = _("These words do not stand in the document: %(words)s.")
        raise ValidationError({"words": told % {"words": "; ".join(missing)}})
    return [(WORDS, place, False) for places in there.values() for place in places]


def _one_a_place(rows: Iterable[Row]) -> list[Row]:
    """Of what begins at the same place the longest that is hidden."""
    kept: dict[str, Row] = {}
    for row in sorted(rows, key=lambda one: (not one[2], one[1].end)):
        kept[row[1].id] = row
    return list(kept.values())


def _take_back(document: Document) -> None:
    document.released = document.released_by = None
    document.save(update_fields=["released", "released_by"])


def _tell(verb: str, document: Document, actor: User | None, **after: object) -> None:
    accounts.record(
        verb,
        actor=actor,
        subject_type="document",
        subject_id=document.pk,
        label_nl=document.title,
        after={"source": document.source, "sha256": document.sha256, **after},
    )
