"""Challenges in `framework.toml`: what can be declared, every fault by line, and what changed."""

from __future__ import annotations

import pytest

from tests.cases import packages
from windroos.cases.challenge import Burden, Outcome
from windroos.cases.framework import Framework
from windroos.cases.framework_changes import changes
from windroos.cases.framework_file import parse
from windroos.measure import Rules

CLEAR = """
[[challenge]]
id = "clear-water"
node = "water"
label = { nl = "Helder water", en = "Clear water" }
question = { nl = "Wie heeft troebel water?", en = "Who has turbid water?" }
burden = { indicator = "metres", heavier = "lower", course = "shrinking" }
result = { indicator = "salt", better = "lower" }
inherit = true
"""


def text(challenge: str, rules: str = "") -> str:
    whole = packages.FRAMEWORK.replace("[[role]]", f"{rules}\n\n[[role]]", 1)
    return whole + challenge


def framework(told: str) -> Framework:
    made, problems = parse(told)
    assert made is not None, problems
    return made


def test_a_challenge_is_read_as_it_is_declared() -> None:
    made = framework(text(CLEAR, "[challenges]\nband = 0.4\ntrend = 8"))
    (one,) = made.challenges.values()
    assert one.burden == Burden("metres", "lower", "shrinking")
    assert one.result == Outcome("salt", "lower")
    assert (one.node, one.inherit, one.passage) == ("water", True, None)
    assert one.indicators == ("metres", "salt")
    assert made.challenge_rules == Rules(band=0.4, trend=8)
    assert framework(packages.FRAMEWORK).challenge_rules == Rules()


@pytest.mark.parametrize(
    ("old", "new", "code", "field", "says"),
    [
        ('node = "water"', 'node = "air"', "framework-unknown-node", "node", "air"),
        ('indicator = "metres"', 'indicator = "feet"', "challenge-indicator", "burden", "feet"),
        ('better = "lower"', 'better = "less"', "challenge", "result", "“higher” or “lower”"),
        ('course = "shrinking"', "course = 3", "challenge", "burden", "“growing” or “shrinking”"),
        ("heavier =", "heavy =", "framework-unknown-field", "burden", "heavy"),
        ("inherit = true", "inherit = 1", "framework-type", "inherit", "true or false"),
        ("inherit = true", "inherits = true", "framework-unknown-field", "inherits", "inherits"),
        ("question =", "asks =", "framework-text", "question", "question"),
    ],
)
def test_every_fault_is_told_with_its_line(
    old: str, new: str, code: str, field: str, says: str
) -> None:
    told = text(CLEAR.replace(old, new, 1))
    made, problems = parse(told)
    assert made is None
    (fault,) = [problem for problem in problems if problem.code == code and problem.field == field]
    assert fault.row == told.splitlines().index('id = "clear-water"') + 1
    assert says in str(fault)


def test_a_challenge_without_a_burden_is_no_challenge() -> None:
    lines = [line for line in CLEAR.splitlines() if not line.startswith("burden")]
    made, problems = parse(text("\n".join(lines)))
    assert made is None
    assert [(problem.code, problem.field) for problem in problems] == [
        ("framework-missing", "burden")
    ]


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ("band = 0", "band: out of range"),
        ("least = 8.5", "“least” is a whole number"),
        ('clear = "half"', "“clear” is a number"),
        ("width = 1", "unknown entry “width”"),
    ],
)
def test_rules_that_cannot_be_are_refused(rules: str, says: str) -> None:
    made, problems = parse(text(CLEAR, f"[challenges]\n{rules}"))
    assert made is None
    assert [problem.field for problem in problems] == ["challenges"]
    assert says in str(problems[0])


def test_what_differs_is_told_part_by_part() -> None:
    before = framework(text(CLEAR))
    assert [(c.thing, c.id, c.field) for c in changes(framework(packages.FRAMEWORK), before)] == [
        ("challenge", "clear-water", "")
    ]
    other = CLEAR.replace('heavier = "lower"', 'heavier = "higher"').replace(
        'result = { indicator = "salt", better = "lower" }\n', ""
    )
    after = framework(text(other, "[challenges]\nexperience = 10"))
    assert [
        (c.thing, c.id, c.field, c.part, c.before, c.after) for c in changes(before, after)
    ] == [
        ("challenge", "clear-water", "heavier", "burden", "lower", "higher"),
        ("challenge", "clear-water", "result", "", Outcome("salt", "lower"), None),
        ("challenges", "", "experience", "", 5.0, 10),
    ]
