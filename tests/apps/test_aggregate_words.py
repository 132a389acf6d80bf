"""How parts are put together, in the words of the page and of what changed."""

from dataclasses import replace

import pytest
from django.utils import translation

from windroos import cases
from windroos.apps.compass.framework.outline import AGGREGATE_WORDS, together
from windroos.apps.compass.framework.words import differences
from windroos.cases.framework import Framework
from windroos.decide import AGGREGATES

FRAMEWORK = cases.load("noord_brabant").framework


def put_together(aggregate: str, exponent: float | None) -> Framework:
    """The framework with its aspects put together otherwise."""
    return replace(
        FRAMEWORK,
        criteria=tuple(
            replace(c, aggregate=aggregate, exponent=exponent) if c.parent is None else c
            for c in FRAMEWORK.criteria
        ),
    )


def test_every_way_has_words() -> None:
    assert set(AGGREGATE_WORDS) == set(AGGREGATES)


@pytest.mark.parametrize(
    ("aggregate", "exponent", "en", "nl"),
    [
        ("arithmetic", None, "a weighted mean", "een gewogen gemiddelde"),
        ("harmonic", None, "the weakest parts pull hardest", "de zwakste delen trekken het hardst"),
        ("power", 0.5, "exponent 0.5: weak parts pull", "exponent 0,5: zwakke delen trekken"),
        ("power", 2.0, "strong parts pull harder", "sterke delen trekken harder"),
        ("power", 0.0, "equal to a weighted product", "gelijk aan een gewogen product"),
        ("owa", 2.0, "(OWA) with exponent 2: weak parts", "(OWA) met exponent 2: zwakke delen"),
        ("owa", 0.5, "strong parts pull harder", "sterke delen trekken harder"),
        ("owa", 1.0, "equal to a weighted mean", "gelijk aan een gewogen gemiddelde"),
    ],
)
def test_what_a_way_does_is_told(aggregate: str, exponent: float | None, en: str, nl: str) -> None:
    root = put_together(aggregate, exponent).root
    with translation.override("en"):
        assert en in together(root)
    with translation.override("nl"):
        assert nl in together(root)


def test_a_change_of_way_is_told_with_its_exponent() -> None:
    with translation.override("en"):
        told = [str(one) for one in differences(FRAMEWORK, put_together("power", 0.5))]
    assert told[0].endswith("put together as: from a weighted mean to a weighted generalised mean")
    assert told[1].endswith("exponent of putting together: from nothing to 0.5")
