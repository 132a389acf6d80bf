"""Keeping scenarios: saving, changing, deleting and restoring them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from windroos import cases
from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.compass import queries
from windroos.apps.compass.actions.content import Invalid
from windroos.apps.compass.framework.words import differences, in_both, quoted
from windroos.apps.compass.models import Scenario
from windroos.apps.compass.presenting import words
from windroos.apps.compass.scenarios.kept import may_change, may_publish
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case
from windroos.cases.fields import ID, TEXT
from windroos.cases.scenario import problems

_FIELDS = ("name", "note", "theme", "visibility")


@action(*Role, within=of_case)
def save_scenario(
    case: Case,
    scenario: cases.Scenario,
    *,
    name: str,
    note: str = "",
    theme: str | None = None,
    visibility: str = Scenario.Visibility.PRIVATE,
    actor: User,
) -> Scenario:
    """Keep a scenario under a name. Raises ValidationError by field."""
    made = Scenario(
        case=case, made_by=actor, changed_by=actor, role=scenario.role, note=note.strip()
    )
    made.name, made.theme, made.visibility = name.strip(), theme or "", visibility
    _put(made, scenario)
    _check(made, actor)
    made.save()
    _record("scenario-saved", made, actor, after=_told(made))
    return made


@action(*Role, within=of_case)
def change_scenario(
    case: Case,
    saved: Scenario,
    *,
    scenario: cases.Scenario | None = None,
    name: str | None = None,
    note: str | None = None,
    theme: str | None = None,
    visibility: str | None = None,
    version: int | None = None,
    actor: User,
) -> Scenario:
    """Change a scenario; what is left out stays as it is, and a theme of "" means all.

    Raises `Conflict` when it was changed since `version`, and ValidationError by field.
    """
    now = _held(case, saved, actor)
    before, was = _told(now), now.value
    given = {"name": name, "note": note, "theme": theme, "visibility": visibility}
    for field in _FIELDS:
        if given[field] is not None:
            setattr(now, field, given[field].strip())  # type: ignore[union-attr]
    if scenario is not None:
        now.role = scenario.role
        _put(now, scenario)
    after = _told(now)
    if before == after:
        return now
    if version is not None and version != now.version:
        raise Conflict(
            theirs=_shown(before),
            yours=_shown(after),
            version=now.version,
            by=now.changed_by.name,
            at=now.changed,
        )
    _check(now, actor)
    now.changed, now.changed_by = timezone.now(), actor
    now.version += 1
    now.save()
    what = in_both(lambda: _what_changed(case, before, after, was, now.value))
    told = {"what_nl": what.nl, "what_en": what.en}
    _record("scenario-changed", now, actor, before=before, after={**after, **told})
    return now


@action(*Role, within=of_case)
def delete_scenario(
    case: Case, saved: Scenario, *, version: int | None = None, actor: User
) -> Scenario:
    """Put a scenario away, to be restored. Raises `Conflict` when it changed since `version`."""
    now = _held(case, saved, actor)
    if version is not None and version != now.version:
        raise Conflict(
            theirs=_shown(_told(now)),
            yours={},
            version=now.version,
            by=now.changed_by.name,
            at=now.changed,
        )
    now.deleted = now.changed = timezone.now()
    now.changed_by = actor
    now.version += 1
    now.save(update_fields=["deleted", "changed", "changed_by", "version"])
    _record("scenario-deleted", now, actor, before=_told(now))
    return now


@action(*Role, within=of_case)
def restore_scenario(case: Case, saved: Scenario, *, actor: User) -> Scenario:
    """Bring a scenario back that was deleted. Raises ValidationError when its name is taken now."""
    now = _held(case, saved, actor, deleted=True)
    now.deleted = None
    _check(now, actor, anew=False)
    now.changed, now.changed_by = timezone.now(), actor
    now.version += 1
    now.save(update_fields=["deleted", "changed", "changed_by", "version"])
    _record("scenario-restored", now, actor, after=_told(now))
    return now


def _held(case: Case, saved: Scenario, actor: User, *, deleted: bool = False) -> Scenario:
    """The scenario as it stands, held for this transaction; refused to who may not change it."""
    now = Scenario.objects.select_for_update().filter(pk=saved.pk, case=case).first()
    if now is None or not may_change(case, now, actor):
        raise PermissionDenied(_("Only who made a scenario may change it, unless it is shared."))
    if deleted != (now.deleted is not None):
        raise ValidationError(
            _("This scenario is there already.") if deleted else _("This scenario was deleted.")
        )
    return now


def _put(saved: Scenario, scenario: cases.Scenario) -> None:
    """Keep what a scenario overrides; what the framework says already is none of it."""
    framework = queries.value(saved.case).framework
    found = problems(framework, scenario)
    if found:
        raise Invalid([(0, problem) for problem in found])
    saved.overrides = scenario.against(framework).as_dict()


def _check(saved: Scenario, actor: User, *, anew: bool = True) -> None:
    """Raises ValidationError by field for what cannot be kept."""
    errors: dict[str, str] = {}
    for field, most in (("name", ID), ("note", TEXT)):
        if len(getattr(saved, field)) > most:
            errors[field] = _("At most %(n)s characters fit.") % {"n": most}
        elif "\0" in getattr(saved, field):
            errors[field] = _("A character in it cannot be kept; type it anew.")
    if not saved.name:
        errors["name"] = _("Give the scenario a name.")
    same = Scenario.objects.filter(
        case=saved.case, made_by=saved.made_by, name=saved.name, deleted=None
    )
    # PostgreSQL takes no name that cannot be kept, not even to look for it.
    if "name" not in errors and same.exclude(pk=saved.pk).exists():
        errors["name"] = _("There is a scenario “%(name)s” already; choose another name.") % {
            "name": saved.name
        }
    if saved.theme and saved.theme not in queries.value(saved.case).themes:
        errors["theme"] = _("There is no such theme.")
    if saved.visibility not in Scenario.Visibility.values:
        errors["visibility"] = _("Choose who may see the scenario.")
    elif (
        anew
        and saved.visibility == Scenario.Visibility.PUBLIC
        and not may_publish(saved.case, actor)
    ):
        errors["visibility"] = _(
            "Only an analyst or a decision-maker may show a scenario to everyone."
        )
    if errors:
        raise ValidationError(errors)


def _told(saved: Scenario) -> dict[str, Any]:
    """A scenario as the audit trail keeps it, with what it overrides in words."""
    weighs = in_both(lambda: weighing(saved))
    return {
        "case": saved.case.name,
        "name": saved.name,
        "note": saved.note,
        "role": saved.role,
        "theme": saved.theme,
        "visibility": str(saved.visibility),
        "weighing_nl": weighs.nl,
        "weighing_en": weighs.en,
    }


def _shown(told: Mapping[str, Any]) -> dict[str, Any]:
    """The same for who compares two versions, in the language of the reader."""
    weighing = told["weighing_en" if get_language() == "en" else "weighing_nl"]
    return {name: told[name] for name in _FIELDS} | {"weighing": weighing}


def weighing(saved: Scenario) -> str:
    """What a scenario weighs otherwise than the framework in force, a line for each."""
    framework = queries.value(saved.case).framework
    if problems(framework, saved.value):
        return saved.value.query
    return "\n".join(map(str, differences(framework, cases.apply(framework, saved.value))))


def _what_changed(
    case: Case,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    was: cases.Scenario,
    now: cases.Scenario,
) -> str:
    """What changed, from what to what, in a line."""
    value = queries.value(case)
    framework = value.framework
    called = {
        **{id: words(theme.label) for id, theme in value.themes.items()},
        **{role.id: words(role.label) for role in framework.roles},
        **{choice.value: str(choice.label) for choice in Scenario.Visibility},
    }

    def told(text: str) -> str:
        return quoted(called.get(text, text)) if text else pgettext("value", "nothing")

    parts = [
        _("%(what)s: from %(before)s to %(after)s")
        % {"what": name(), "before": told(before[field]), "after": told(after[field])}
        for field, name in _NAMES.items()
        if before[field] != after[field]
    ]
    if was != now and was.role == now.role and not problems(framework, was):
        parts += map(str, differences(cases.apply(framework, was), cases.apply(framework, now)))
    return "; ".join(parts)


_NAMES: Mapping[str, Callable[[], str]] = {
    "name": lambda: _("name"),
    "note": lambda: _("note"),
    "role": lambda: _("role"),
    "theme": lambda: _("theme"),
    "visibility": lambda: _("for whom"),
}


def _record(
    verb: str,
    saved: Scenario,
    actor: User,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Tell the trail; of what only its maker sees, colleagues learn no more than that it is."""
    private = Scenario.Visibility.PRIVATE
    if all(told["visibility"] == private for told in (before, after) if told is not None):
        own = in_both(lambda: _("a scenario of their own"))
        accounts.record(
            "scenario-own",
            actor=actor,
            subject_type="scenario",
            subject_id=f"{saved.case.name}/{saved.pk}",
            label_nl=own.nl,
            label_en=own.en,
        )
        return
    accounts.record(
        verb,
        actor=actor,
        subject_type="scenario",
        subject_id=f"{saved.case.name}/{saved.pk}",
        label_nl=saved.name,
        before=before,
        after=after,
    )
