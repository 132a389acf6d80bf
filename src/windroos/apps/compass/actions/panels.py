"""Blind panels: asking several people the same, and settling what they make of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.compass import queries
from windroos.apps.compass.actions.content import Invalid, lock
from windroos.apps.compass.actions.judging import judge
from windroos.apps.compass.actions.saying import Entry
from windroos.apps.compass.actions.saying import seen as seen_cell
from windroos.apps.compass.history.labels import subject
from windroos.apps.compass.models import Opinion, Panel
from windroos.apps.compass.panels import kept as panels
from windroos.apps.regions import journal
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.permits import of_case, organisations_of, roles_on
from windroos.apps.regions.queries import Case
from windroos.cases.rows import RowChecker

# What an assessor fills in, by the columns of `judgements`.
_SAID = ("passage", "grounds_nl", "grounds_en", "reason_nl", "reason_en")


@action(Role.ANALYST, within=of_case)
def open_panels(
    case: Case,
    questions: Sequence[Mapping[str, Any]],
    assessors: Sequence[User],
    *,
    why: str,
    closes: date | None = None,
    actor: User | None,
) -> list[Panel]:
    """Ask assessors to rate regions on criteria, each for themselves: every panel or none.

    Each question has the columns region, criterion, theme and role of `judgements`. `closes` is
    the last day on which opinions are waited for. Raises ValidationError by field.
    """
    asked = list({user.pk: user for user in assessors}.values())
    problems = {
        **_wrong_with_questions(case, questions),
        **_wrong_with_assessors(case, asked),
    }
    if not why.strip():
        problems["why"] = _("Say why you ask this.")
    if closes is not None and closes < timezone.localdate():
        problems["closes"] = _("This day has passed.")
    if problems:
        raise ValidationError(problems)
    return [_open(case, question, asked, why.strip(), closes, actor) for question in questions]


def _open(
    case: Case,
    question: Mapping[str, Any],
    assessors: Sequence[User],
    why: str,
    closes: date | None,
    actor: User | None,
) -> Panel:
    about = {name: question.get(name) or "" for name in ("region", "criterion", "theme", "role")}
    if Panel.objects.filter(case=case, status=Panel.Status.OPEN, **about).exists():
        label = _label(case, about)
        raise ValidationError(
            {"": _("A panel is open on this already: %(what)s.") % {"what": label}}
        )
    panel = Panel.objects.create(case=case, why=why, closes=closes, opened_by=actor, **about)
    Opinion.objects.bulk_create(Opinion(panel=panel, assessor=user) for user in assessors)
    _record(
        panel,
        "panel-opened",
        actor,
        asked=len(assessors),
        assessors=[user.name for user in assessors],
        reason=why,
        closes=closes.isoformat() if closes else None,
    )
    return panel


@action(Role.ANALYST, within=of_case)
def give_opinion(
    case: Case,
    panel: int,
    row: Mapping[str, Any],
    *,
    version: int | None = None,
    actor: User | None,
) -> Opinion:
    """Give one's own opinion in a panel, or another one as long as the panel is open.

    `row` holds rating, confidence, a reason, and a passage or grounds, as a judgement does.
    `version` says how often it had been given when it was seen. Raises `Invalid`, `Conflict`, and
    PermissionDenied to who was not asked.
    """
    held = _opened(case, panel)
    mine = Opinion.objects.select_for_update().filter(panel=held, assessor=actor).first()
    if mine is None:
        raise PermissionDenied(_("You were not asked for an opinion in this panel."))
    typed = _checked(held, row)
    if version is not None and version != mine.version:
        raise Conflict(theirs=said(mine), yours=typed, version=mine.version, at=mine.given)
    if mine.given is not None and said(mine) == {name: typed[name] for name in said(mine)}:
        return mine
    blind = not panels.disclosed(held, actor)
    for name in _SAID:
        setattr(mine, name, typed[name] or "")
    mine.rating, mine.confidence = typed["rating"], typed["confidence"]
    mine.said_by = organisations_of(actor, case)[0].name_nl
    mine.given = timezone.now()
    mine.version += 1
    if blind:
        mine.blind = mine.rating
    mine.save()
    # That an opinion was given, never which: others read the trail before they give theirs.
    _record(held, "opinion-given" if mine.version == 1 else "opinion-changed", actor)
    return mine


@action(Role.ANALYST, within=of_case)
def settle_panel(
    case: Case,
    panel: int,
    row: Mapping[str, Any],
    *,
    instead_of: str | None = None,
    seen: int | None = None,
    version: int | None = None,
    actor: User | None,
) -> Panel:
    """Choose the rating that a panel comes to, with a reason; it becomes a judgement.

    For a third: someone who is not an assessor of it. `row` is as for `judge`; what it rests on is
    told by the program, where it is left out. `instead_of` is the judgement it takes the place of,
    `version` what was seen of the panel (`seen_version`), and `seen` what of its cell (`seen`).
    """
    case = lock(case)
    held = _opened(case, panel)
    if panels.own(held, actor) is not None:
        raise PermissionDenied(_("An assessor does not settle their own panel: ask a third."))
    if not panels.complete(held):
        raise ValidationError(
            _("Not everyone has given an opinion, and the last day has not passed.")
            if not panels.over(held)
            else _("There are fewer than two opinions. Withdraw this panel, or wait.")
        )
    _same(held, version, row)
    opinions = panels.given(held)
    entry = {
        **dict.fromkeys(_SAID),
        **row,
        **held.question,
        "said_by": ", ".join(sorted({one.said_by for one in opinions})),
    }
    if not any(entry[name] for name in ("passage", "grounds_nl", "grounds_en")):
        entry |= {f"grounds_{language}": _grounds(opinions, language) for language in ("nl", "en")}
    if seen is not None and (now := seen_cell(case, "judgements", entry)) > seen:
        raise Conflict(theirs={}, yours=row, version=now)
    written = judge(case, [Entry(entry, instead_of)], actor=actor)
    if not written:
        raise ValidationError(_("That judgement stands there already, word for word."))
    key = written[0].change.key
    held.made = journal.current(case, "judgements", [key])[key]
    _end(held, Panel.Status.SETTLED, actor)
    rating = held.made.row["rating"] if held.made.row else None
    _record(held, "panel-settled", actor, rating=rating, judgement=key)
    return held


@action(Role.ANALYST, within=of_case)
def withdraw_panel(
    case: Case,
    panel: int,
    *,
    reason: str,
    version: int | None = None,
    actor: User | None,
) -> Panel:
    """Ask no further: nothing comes of the panel, and no opinion in it is shown to others."""
    held = _opened(case, panel)
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    _same(held, version, {"reason": reason})
    held.reason = reason.strip()
    _end(held, Panel.Status.WITHDRAWN, actor)
    _record(held, "panel-withdrawn", actor, why=held.reason)
    return held


def said(opinion: Opinion) -> dict[str, Any]:
    """An opinion by the columns of `judgements`."""
    row = {name: getattr(opinion, name) or None for name in _SAID}
    return {"rating": opinion.rating, "confidence": opinion.confidence or None, **row}


def _opened(case: Case, number: int) -> Panel:
    """The panel of this number, while it is open; others who write to it wait."""
    panel = Panel.objects.select_for_update().filter(case=case, pk=number).first()
    if panel is None:
        raise ValidationError(_("There is no panel of this number."))
    if panel.status != Panel.Status.OPEN:
        raise ValidationError(
            _("This panel is %(status)s already.") % {"status": Panel.Status(panel.status).label}
        )
    return panel


def _same(panel: Panel, version: int | None, yours: Mapping[str, Any]) -> None:
    """Raises `Conflict` when someone gave an opinion since the panel was seen in this version."""
    now = seen_version(panel)
    if version is not None and version != now:
        raise Conflict(theirs={}, yours=yours, version=now)


def seen_version(panel: Panel) -> int:
    """A number that grows with every opinion: whoever settles says which ones they saw."""
    return panel.version + sum(one.version for one in Opinion.objects.filter(panel=panel))


def _end(panel: Panel, status: str, actor: User | None) -> None:
    panel.status = status
    panel.ended = timezone.now()
    panel.ended_by = actor
    panel.version += 1
    panel.save()


def _checked(panel: Panel, row: Mapping[str, Any]) -> dict[str, Any]:
    """An opinion as a judgement would hold it; raises `Invalid` with all that is wrong with it."""
    whole = {
        **dict.fromkeys(_SAID),
        **{name: row.get(name) for name in (*_SAID, "rating", "confidence")},
        **panel.question,
        "id": "opinion",
        "said_by": "-",
        "judged": timezone.localdate().isoformat(),
    }
    typed, problems = RowChecker(queries.package(panel.case)).check("judgements", whole)
    if problems:
        raise Invalid([(0, problem) for problem in problems])
    return typed


def _grounds(opinions: Sequence[Opinion], language: str) -> str:
    """What the judgement of a panel rests on: how many were asked apart, and what they said."""
    with translation.override(language):
        ratings = ", ".join(f"{one.rating:g}" for one in opinions)
        return _("A panel of %(count)d assessors, asked apart from each other: %(ratings)s.") % {
            "count": len(opinions),
            "ratings": ratings,
        }


def _wrong_with_questions(case: Case, questions: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    value = queries.value(case)
    rated = {leaf.id for leaf in value.framework.leaves if leaf.rating}
    known = {
        "region": (value.regions, _("There is no region “%(id)s”.")),
        "criterion": (rated, _("“%(id)s” is not rated by people.")),
        "theme": ({*value.themes, ""}, _("There is no theme “%(id)s”.")),
        "role": ({"", *(r.id for r in value.framework.roles)}, _("There is no role “%(id)s”.")),
    }
    problems = {}
    for question in questions:
        for name, (there, message) in known.items():
            id = question.get(name) or ""
            if id not in there:
                problems[name] = message % {"id": id}
    if not questions:
        problems["region"] = _("Choose at least one region and one criterion.")
    return problems


def _wrong_with_assessors(case: Case, assessors: Sequence[User]) -> dict[str, str]:
    able = {user.pk for user in panels.analysts(case)}
    # Of who is no colleague, not even the name.
    others = [
        user.name if roles_on(user, case) else _("someone who does not work on it")
        for user in assessors
        if user.pk not in able
    ]
    if others:
        message = _("Not an analyst of this case: %(names)s.")
        return {"assessors": message % {"names": ", ".join(others)}}
    if len(assessors) < panels.FEWEST:
        return {"assessors": _("Ask at least two people.")}
    if able <= {user.pk for user in assessors}:
        return {"assessors": _("Leave at least one analyst out: a third has to settle it.")}
    return {}


def _label(case: Case, row: Mapping[str, Any]) -> str:
    about = subject(queries.value(case), "judgements", row)
    return about.get(translation.get_language() or "nl")


def _record(panel: Panel, verb: str, actor: User | None, **after: Any) -> None:
    about = subject(queries.value(panel.case), "judgements", panel.question)
    accounts.record(
        verb,
        actor=actor,
        subject_type="panel",
        subject_id=panel.pk,
        label_nl=about.nl or panel.region,
        label_en=about.en or panel.region,
        after=after,
    )
