"""What differs in the challenges of two frameworks, in the words of the reader."""

from __future__ import annotations

from dataclasses import fields

import pytest
from django.utils import translation
from tests.cases.test_challenge_declared import CLEAR, framework, text

from windroos.apps.compass.framework.challenge_words import rule
from windroos.apps.compass.framework.words import differences
from windroos.cases.framework_changes import Change
from windroos.measure import Rules

BEFORE = framework(text(CLEAR))
AFTER = framework(
    text(
        CLEAR.replace('heavier = "lower", course = "shrinking"', 'heavier = "higher"').replace(
            'result = { indicator = "salt", better = "lower" }\n', ""
        ),
        "[challenges]\nexperience = 10",
    )
)
EN = """\
Clear water, which end is heavy: from lower to higher
Clear water, which way it goes: from shrinking to growing
Clear water, how well it goes: from Salt to nothing
Challenges: years ahead from which on there is experience: from 5 to 10"""
NL = """\
Helder water, welke kant zwaar is: van lager naar hoger
Helder water, welke kant het op gaat: van krimpend naar groeiend
Helder water, hoe goed het gaat: van Zout naar niets
Opgaven: jaren voorsprong vanaf wanneer er ervaring is: van 5 naar 10"""


@pytest.mark.parametrize(("language", "expected"), [("en", EN), ("nl", NL)])
def test_every_difference_is_told(language: str, expected: str) -> None:
    with translation.override(language):
        assert "\n".join(str(one) for one in differences(BEFORE, AFTER)) == expected


def test_every_rule_has_words() -> None:
    for field in fields(Rules):
        assert rule(Change("challenges", "", field.name, "", 1, 2))[0]
