"""How drafts of decisions are kept: checked as the decisions they would become, every save told.

Called by the actions on drafts, within their transaction.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.queries import User
from windroos.apps.compass import queries
from windroos.apps.compass.actions.deciding import DECISIONS, on_single_themes
from windroos.apps.compass.decisions.advised import Advised, advised
from windroos.apps.compass.history.labels import subject
from windroos.apps.compass.models import Draft
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.faults import told
from windroos.apps.regions.queries import Case
from windroos.cases.rows import RowChecker
from windroos.cases.tables import TABLES

# What a draft may still lack, and a decision not.
_FOR_LATER = ("no-basis", "no-departure")


def fetch(
    case: Case,
    number: int,
    version: int | None,
    statuses: Collection[str],
    *,
    role: str | None = None,
    yours: Mapping[str, Any] | None = None,
) -> Draft:
    """The draft of that number in one of the statuses; others who write to it wait.

    Raises ValidationError where there is none, and Conflict when it is not the version seen.
    """
    held = (
        Draft.objects.select_for_update(of=("self",))
        .select_related("changed_by")
        .filter(case=case, pk=number)
        .first()
    )
    if held is None or (role is not None and held.role != role):
        raise ValidationError({"draft": _("There is no draft of this number.")})
    if version is not None and held.version != version:
        theirs = {**stored(held), "status": held.status}
        raise Conflict(
            theirs=theirs,
            yours={**theirs, **(yours or {})},
            version=held.version,
            by=held.changed_by.name if held.changed_by else "",
            at=held.changed,
        )
    if held.status not in statuses:
        state = held.get_status_display()  # type: ignore[attr-defined]
        raise ValidationError({"draft": _("This draft is %(status)s.") % {"status": state}})
    return held


def put(draft: Draft, given: Mapping[str, Any], *, whole: bool) -> None:
    """Fill in fields of a draft, with what the compass says of it now; `whole` as in `check`.

    Raises ValidationError by field.
    """
    strange = {name: _("There is no such field.") for name in given if name not in Draft.FIELDS}
    if strange:
        raise ValidationError(strange)
    for name, value in given.items():
        text = isinstance(Draft._meta.get_field(name), models.CharField | models.TextField)
        setattr(draft, name, str(value or "").strip() if text else value)
    draft.themes = " ".join(draft.themes.split())
    draft.ends_themes = bool(draft.ends_themes)
    check(draft, whole=whole)
    said = _advised(draft)
    draft.advice, draft.leaning = said.advice or "", said.leaning or ""


def check(draft: Draft, *, whole: bool) -> None:
    """Raises ValidationError, by field, with what is wrong with a draft.

    `whole`: also with what it lacks to be a decision.
    """
    row = {
        **_cells(draft),
        "id": "draft",
        "decided": timezone.localdate().isoformat(),
        "authority": draft.authority or "-",  # known once it is taken
        "advice": _advised(draft).advice,
    }
    typed, problems = RowChecker(queries.package(draft.case)).check(DECISIONS, row)
    errors: dict[str, list[str]] = {}
    for problem in problems:
        if whole or problem.code not in _FOR_LATER:
            errors.setdefault(problem.field or "", []).append(told(problem))
    if draft.ends_themes and draft.themes:
        only = _("Only a decision on all themes can end those on single themes.")
        errors["ends_themes"] = [only]
    try:
        draft.clean_fields(exclude={one.name for one in draft._meta.fields} - {"note"})
    except ValidationError as error:
        errors |= error.message_dict
    if errors:
        raise ValidationError(errors)
    draft.period_start, draft.period_end = typed["period_start"], typed["period_end"]


def _cells(draft: Draft) -> dict[str, Any]:
    """The cells of the decision that a draft would become."""
    columns = TABLES[DECISIONS].columns
    return {name: getattr(draft, name) or None for name in Draft.FIELDS if name in columns}


def row_of(case: Case, draft: Draft, decided: str, authority: str) -> dict[str, Any]:
    """The decision that a draft becomes."""
    row = _cells(draft)
    row["decided"] = decided or None
    row["authority"] = authority or draft.authority or None
    if draft.ends_themes:
        row["replaces"] = " ".join(on_single_themes(case, draft.role, row))
    return row


def _advised(draft: Draft) -> Advised:
    themes, today = draft.themes.split(), timezone.localdate()
    return advised(draft.case, draft.role, draft.region, themes, today)


def stored(draft: Draft) -> dict[str, Any]:
    """What people filled in of a draft."""
    return {name: getattr(draft, name) for name in Draft.FIELDS}


def move(draft: Draft, status: str, verb: str, actor: User | None, reason: str = "") -> Draft:
    """Give a draft another status, with the reason."""
    before = {"status": str(draft.status)}
    draft.status, draft.reason = status, reason.strip()
    draft.version += 1
    after = {"status": str(status)}
    if draft.reason:
        after["reason"] = draft.reason
    if status == Draft.Status.DECIDED:
        after["decision"] = draft.decision
    save(draft, verb, actor, before, after)
    return draft


def save(
    draft: Draft,
    verb: str,
    actor: User | None,
    before: Mapping[str, Any],
    after: Mapping[str, Any] | None = None,
) -> None:
    """Keep a version of a draft and tell of it: what differs, field by field."""
    draft.changed, draft.changed_by = timezone.now(), actor
    draft.save()
    now = stored(draft) if after is None else after
    changed = [
        name for name in now if now[name] != before.get(name) and (name in before or now[name])
    ]
    about = subject(queries.value(draft.case), DECISIONS, stored(draft))
    accounts.record(
        verb,
        actor=actor,
        subject_type="draft",
        subject_id=draft.pk,
        label_nl=about.nl,
        label_en=about.en,
        before={name: before[name] for name in changed if name in before},
        after={name: now[name] for name in changed} | {"version": draft.version},
    )
