"""Within which limits a case could have chosen otherwise, in the words of what changed."""

from __future__ import annotations

import pytest
from django.utils import translation
from tests.cases import packages
from tests.cases.test_framework_edit import LIMITS

from windroos import cases
from windroos.apps.compass.framework.limits import SPACE_WORDS, space
from windroos.apps.compass.framework.words import SUBJECT_WORDS, differences
from windroos.cases.framework import Framework
from windroos.cases.framework_file import parse
from windroos.decide.robustness import Constrained, RankOrder, TreeWeights, WholeSimplex
from windroos.decide.robustness.tree_weights import TreeSpace
from windroos.decide.robustness.weight_spaces import WeightSpace


def framework(text: str) -> Framework:
    made, problems = parse(text)
    assert made is not None, problems
    return made


BEFORE = framework(packages.FRAMEWORK)
AFTER = framework(packages.FRAMEWORK.replace("[[role]]", LIMITS + "[[role]]", 1))


def test_every_space_has_words() -> None:
    named = {kind.name for base in (TreeSpace, WeightSpace) for kind in base.__subclasses__()}
    assert named == set(SPACE_WORDS)


EN = """\
Which weights could have been chosen: from drawn at each level of the tree (all weights) \
to drawn at each level of the tree (around these weights (spread: 0.2))
What is unknown may be: from anything to as in the other regions
Which ways of putting together could have been chosen: from as chosen (counts 1 times) \
to b (counts 1 times, a weighted generalised mean, exponent 2, thresholds -0.1)
Samples to see how sure a verdict is: from 10,000 to 500
Seed of the samples: from 1 to 9
Steps that a rating of confidence “low” may lie off: from 1 to 2"""

NL = """\
Welke gewichten gekozen hadden kunnen worden: van getrokken op elk niveau van de boom \
(alle gewichten) naar getrokken op elk niveau van de boom (rond deze gewichten (spread: 0,2))
Wat onbekend is, kan zijn: van alles naar zoals in de andere regio’s
Welke manieren van samenvoegen gekozen hadden kunnen worden: van zoals gekozen (telt 1 keer) \
naar a (telt 1 keer, een gewogen machtsgemiddelde, exponent 2, drempels -0,1)
Trekkingen om te zien hoe zeker een uitkomst is: van 10.000 naar 500
Begingetal van de trekkingen: van 1 naar 9
Stappen die een beoordeling met zekerheid “laag” ernaast kan zitten: van 1 naar 2"""


@pytest.mark.parametrize(("language", "expected"), [("en", EN), ("nl", NL)])
def test_every_limit_is_told(language: str, expected: str) -> None:
    with translation.override(language):
        assert "\n".join(str(one) for one in differences(BEFORE, AFTER)) == expected


def test_parameters_of_a_space_are_told() -> None:
    nodes = {"lake": Constrained(lower=0.1, order=((0, 1),)), "water": RankOrder(order=(1, 0))}
    with translation.override("en"):
        assert space(TreeWeights(WholeSimplex(), nodes)) == (
            "drawn at each level of the tree (all weights, nodes: lake: all weights within bounds "
            "(lower: 0.1, upper: 1, order: 0, 1), water: all weights in an order (order: 1, 0))"
        )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_whom_to_ask_is_told(language: str) -> None:
    text = packages.FRAMEWORK.replace(
        'id = "fish"', 'id = "fish"\nask = { nl = "Het lab", en = "The lab" }\nask_passage = "p1"'
    )
    with translation.override(language):
        told = [str(one) for one in differences(BEFORE, framework(text))]
    expected = {"nl": ("aan wie te vragen", "“Het lab”"), "en": ("whom to ask", "“The lab”")}
    assert all(words in told[0] for words in expected[language])
    assert "p1" in told[1]


def test_every_subject_of_the_case_has_words() -> None:
    choices = cases.load("noord_brabant").framework.choices
    assert {choice.subject for choice in choices} <= set(SUBJECT_WORDS)
