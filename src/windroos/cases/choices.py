"""The choices of a case as other weights, thresholds and goalposts make them.

What the documents do not give is a choice, told with its reason. Whoever changes a number changes
that choice: what it says is written anew from the framework as it now is, and its reason is the new
one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from windroos.cases.framework import Choice, Criterion, Framework, Role, Text
from windroos.cases.scenario import Scenario
from windroos.cases.scenario_rules import written


def rechosen(framework: Framework, scenario: Scenario, why: Text) -> tuple[Choice, ...]:
    """The choices once a scenario has been applied: those it touches anew, the others as they were.

    `framework` is the one with the overrides in it.
    """
    chosen = {choice.id: choice for choice in framework.choices}
    for subject, about in _touched(framework, scenario):
        old = next(
            (
                choice
                for choice in framework.choices
                if choice.subject == subject
                and (not set(about).isdisjoint(choice.about) if about else not choice.about)
            ),
            None,
        )
        told = old.about if old is not None and about else about
        what = _WORDS[subject](framework, told)
        if old is None:
            id = _free("-".join((*about, subject)), chosen)
            chosen[id] = Choice(id, subject, told, what, why)
        else:
            chosen[old.id] = replace(old, what=what, why=why)
    return tuple(chosen.values())


def _touched(framework: Framework, scenario: Scenario) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The subjects a scenario touches, and what each is about."""
    if scenario.weights:
        yield "weights", ()
    if scenario.thresholds:
        yield "thresholds", ()
    for leaf in framework.leaves:
        if leaf.id in scenario.goalposts:
            yield "goalposts", (leaf.id,)


def _free(id: str, taken: dict[str, Choice]) -> str:
    number = 2
    free = id
    while free in taken:
        free, number = f"{id}-{number}", number + 1
    return free


def _weights(framework: Framework, _about: Sequence[str]) -> Text:
    """Which parts do not weigh alike, with all that stand beside them."""
    said = _by_role(framework, lambda role: _unequal(framework, role))
    if not said.nl:
        return Text("Gelijke gewichten op elk niveau", "Equal weights at each level")
    return Text(
        f"Gelijke gewichten op elk niveau, behalve {said.nl}",
        f"Equal weights at each level, except {said.en}",
    )


def _unequal(framework: Framework, role: Role) -> Text:
    groups = [framework.children(criterion.id) for criterion in framework.criteria]
    unequal = [group for group in groups if len({c.weight(role.id) for c in group}) > 1]
    return _joined([_weighing(group, role) for group in unequal], "; ")


def _weighing(siblings: Sequence[Criterion], role: Role) -> Text:
    parts = []
    for criterion in siblings:
        weight = _number(criterion.weight(role.id))
        parts.append(Text(f"{criterion.label.nl} {weight.nl}", f"{criterion.label.en} {weight.en}"))
    return _joined(parts, ", ")


def _thresholds(framework: Framework, _about: Sequence[str]) -> Text:
    def of(role: Role) -> Text:
        active = _number(role.thresholds["active"])
        reactive = _number(role.thresholds["reactive"])
        return Text(
            f"actief vanaf {active.nl}, reactief vanaf {reactive.nl}",
            f"active from {active.en}, reactive from {reactive.en}",
        )

    said = _by_role(framework, of)
    return Text(said.nl[:1].upper() + said.nl[1:], said.en[:1].upper() + said.en[1:])


def _goalposts(framework: Framework, about: Sequence[str]) -> Text:
    parts = []
    for leaf in (framework.by_id[id] for id in about if id in framework.by_id):
        if leaf.figure is not None:
            low, high = map(_number, leaf.figure.goalposts)
            parts.append(
                Text(
                    f"{leaf.label.nl}: van {low.nl} (0) tot {high.nl} (1)",
                    f"{leaf.label.en}: from {low.en} (0) to {high.en} (1)",
                )
            )
    return _joined(parts, "; ")


_WORDS: dict[str, Callable[[Framework, Sequence[str]], Text]] = {
    "weights": _weights,
    "thresholds": _thresholds,
    "goalposts": _goalposts,
}


def _by_role(framework: Framework, of: Callable[[Role], Text]) -> Text:
    """What holds for each role; said once where it holds for all."""
    said = {role.id: of(role) for role in framework.roles}
    if len(set(said.values())) == 1:
        return next(iter(said.values()))
    parts = []
    for role in framework.roles:
        text = said[role.id]
        if text.nl:
            parts.append(Text(f"{role.label.nl}: {text.nl}", f"{role.label.en}: {text.en}"))
    return _joined(parts, "; ")


def _number(value: float) -> Text:
    english = written(value)
    return Text(english.replace(".", ","), english)


def _joined(texts: Sequence[Text], mark: str) -> Text:
    return Text(mark.join(text.nl for text in texts), mark.join(text.en for text in texts))
