"""What differs between two frameworks, as values.

>>> from windroos import cases
>>> old = cases.load("noord_brabant").framework
>>> new = cases.apply(old, cases.Scenario("innovation", weights={"environment": 2}))
>>> for change in changes(old, new):
...     print(change.thing, change.id, change.field, change.part, change.before, change.after)
criterion environment weight innovation 1.0 2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from windroos.cases.challenge import Challenge
from windroos.cases.doubts import CONFIDENCES, Doubts
from windroos.cases.framework import Criterion, Framework, Role, Scale

# Fields that are compared by their parts, or are no matter of the thing itself.
_ELSEWHERE = {
    "role": {"id", "thresholds"},
    "scale": {"id", "points"},
    "criterion": {"id", "weights", "rating", "figure"},
    "challenge": {"id", "burden", "result"},
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs.

    `thing` is framework, robustness, tensions, challenges (the rules of comparing), role, scale,
    criterion, precondition, indicator, series, challenge, term or choice, and `id` its id (empty
    for the first four). `field` says what of it differs: empty when all of it came or went, `order`
    when only its place among others did. `part` tells further: the role of a `weight`, the effort
    of a `threshold`, the value of a scale's `point` or of what it `says`, the confidence of
    `ratings`, the `burden` or `result` of a challenge. `before` and `after` are the values of the
    framework; None where there is none.
    """

    thing: str
    id: str
    field: str
    part: str
    before: Any
    after: Any


def changes(before: Framework, after: Framework) -> tuple[Change, ...]:
    """Everything that differs between two frameworks, in the order of the file.

    A weight stated once for all roles and one stated for each of them are the same weight.
    """
    return tuple(_changes(before, after))


def _changes(before: Framework, after: Framework) -> Iterator[Change]:
    for name in ("id", "version", "label", "summary", "theme_criterion"):
        yield from _differing("framework", "", name, getattr(before, name), getattr(after, name))
    roles = [role.id for role in after.roles if any(role.id == old.id for old in before.roles)]
    for thing, old, new in (
        ("role", _by_id(before.roles), _by_id(after.roles)),
        ("scale", before.scales, after.scales),
        ("criterion", before.by_id, after.by_id),
        ("precondition", _by_id(before.preconditions), _by_id(after.preconditions)),
        ("indicator", before.indicators, after.indicators),
        ("challenge", before.challenges, after.challenges),
        ("series", before.series, after.series),
        ("term", before.terms, after.terms),
        ("choice", _by_id(before.choices), _by_id(after.choices)),
    ):
        yield from _listed(thing, old, new, roles)
    yield from _limits(before.doubts, after.doubts)
    yield from _settings("tensions", before.tensions, after.tensions)
    yield from _settings("challenges", before.challenge_rules, after.challenge_rules)


def _by_id(things: tuple[Any, ...]) -> Mapping[str, Any]:
    return {thing.id: thing for thing in things}


def _listed(
    thing: str, old: Mapping[str, Any], new: Mapping[str, Any], roles: list[str]
) -> Iterator[Change]:
    for id in (*new, *(id for id in old if id not in new)):
        if id not in old or id not in new:
            yield Change(thing, id, "", "", old.get(id), new.get(id))
            continue
        skipped = _ELSEWHERE.get(thing, {"id"})
        for name in (field.name for field in fields(new[id]) if field.name not in skipped):
            yield from _differing(thing, id, name, getattr(old[id], name), getattr(new[id], name))
        if thing == "role":
            yield from _thresholds(old[id], new[id])
        elif thing == "scale":
            yield from _points(old[id], new[id])
        elif thing == "criterion":
            yield from _weights(old[id], new[id], roles)
            yield from _measures(old[id], new[id])
        elif thing == "challenge":
            yield from _gauges(old[id], new[id])
    kept = [id for id in old if id in new], [id for id in new if id in old]
    yield from _differing(thing, "", "order", tuple(kept[0]), tuple(kept[1]))


def _thresholds(old: Role, new: Role) -> Iterator[Change]:
    for effort in ("active", "reactive"):
        was, now = old.thresholds[effort], new.thresholds[effort]
        yield from _differing("role", new.id, "threshold", was, now, effort)


def _settings(thing: str, old: Any, new: Any) -> Iterator[Change]:
    for field in fields(new):
        yield from _differing(
            thing, "", field.name, getattr(old, field.name), getattr(new, field.name)
        )


def _limits(old: Doubts, new: Doubts) -> Iterator[Change]:
    """Within which limits the case could have chosen otherwise."""
    for field in fields(new):
        if field.name != "ratings":
            ends = getattr(old, field.name), getattr(new, field.name)
            yield from _differing("robustness", "", field.name, *ends)
    for confidence in CONFIDENCES:
        ends = old.ratings.get(confidence), new.ratings.get(confidence)
        yield from _differing("robustness", "", "ratings", *ends, confidence)


def _points(old: Scale, new: Scale) -> Iterator[Change]:
    was = {point.value: point for point in old.points}
    now = {point.value: point for point in new.points}
    for value in sorted(was.keys() | now.keys()):
        one, other, part = was.get(value), now.get(value), f"{value:g}"
        meant = one.meaning if one else None, other.meaning if other else None
        yield from _differing("scale", new.id, "point", meant[0], meant[1], part)
        if one and other:
            yield from _differing("scale", new.id, "says", one.says, other.says, part)


def _weights(old: Criterion, new: Criterion, roles: list[str]) -> Iterator[Change]:
    for role in roles:
        yield from _differing(
            "criterion", new.id, "weight", old.weight(role), new.weight(role), role
        )


def _measures(old: Criterion, new: Criterion) -> Iterator[Change]:
    """How a leaf is known: by what, and then by each of its settings."""
    for kind in ("rating", "figure"):
        was, now = getattr(old, kind), getattr(new, kind)
        if was is None or now is None:
            yield from _differing("criterion", new.id, kind, was, now)
            continue
        for field in fields(now):
            ends = getattr(was, field.name), getattr(now, field.name)
            yield from _differing("criterion", new.id, field.name, *ends)


def _gauges(old: Challenge, new: Challenge) -> Iterator[Change]:
    """By what a challenge is measured."""
    for name in ("burden", "result"):
        was, now = getattr(old, name), getattr(new, name)
        if was is None or now is None:
            yield from _differing("challenge", new.id, name, was, now)
            continue
        for field in fields(now):
            ends = getattr(was, field.name), getattr(now, field.name)
            yield from _differing("challenge", new.id, field.name, *ends, name)


def _differing(
    thing: str, id: str, field: str, was: Any, now: Any, part: str = ""
) -> Iterator[Change]:
    if was != now:
        yield Change(thing, id, field, part, was, now)
