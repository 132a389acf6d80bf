"""Scores become verdicts, and verdicts with bounds and preconditions become advice."""

from collections.abc import Mapping

import numpy as np
import pytest

from windroos.decide import (
    EFFORTS,
    TOLERANCE,
    Node,
    Tree,
    advise,
    score,
    verdicts,
)

THRESHOLDS = {"active": 0.6, "reactive": 0.4}
NAN = float("nan")


def test_thresholds_are_reached_from_themselves_upwards() -> None:
    found = verdicts([1, 0.6, 0.599, 0.4, 0.399, 0], THRESHOLDS)
    assert found.tolist() == ["active", "active", "reactive", "reactive", "none", "none"]
    assert found.dtype == "<U12"


def test_without_a_score_there_is_no_verdict() -> None:
    assert verdicts([[NAN], [0.5]], THRESHOLDS).tolist() == [[""], ["reactive"]]
    assert verdicts(NAN, {"active": 0, "reactive": 0}).item() == ""


def test_a_threshold_reached_on_paper_is_reached() -> None:
    # (0.2 + 0.7 + 3 * 0.7) / 5 = 3 / 5, which in binary comes out one bit short.
    tree = Tree.of([Node("r", None), Node("a", "r"), Node("b", "r"), Node("c", "r", 3)])
    value = score(tree, [[0.2, 0.7, 0.7]]).value
    assert value[0] < 0.6
    assert verdicts(value, THRESHOLDS).tolist() == ["active"]
    # A difference that is not rounding still counts.
    assert verdicts(0.6 - 10 * TOLERANCE, THRESHOLDS).item() == "reactive"
    assert verdicts(0.4 - 10 * TOLERANCE, THRESHOLDS).item() == "none"


def test_equal_thresholds_leave_no_room_for_reactive() -> None:
    same = {"active": 0.5, "reactive": 0.5}
    assert verdicts([0.5, 0.49], same).tolist() == ["active", "none"]


@pytest.mark.parametrize(
    ("thresholds", "message"),
    [
        ({"active": 0.4, "reactive": 0.6}, "above active"),
        ({"active": 1.1, "reactive": 0.4}, "lie in"),
        ({"active": 0.6, "reactive": -0.1}, "lie in"),
        ({"active": NAN, "reactive": 0.4}, "lie in"),
        ({"active": 0.6}, "given for: active"),
        ({"active": 0.6, "reactive": 0.4, "passive": 0.2}, "passive"),
    ],
)
def test_thresholds_that_make_no_sense_are_refused(
    thresholds: Mapping[str, float], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        verdicts([0.5], thresholds)


def one(provisional: str, lower: str, upper: str, *outcomes: str) -> str:
    return advise([provisional], [lower], [upper], [list(outcomes)]).item()


@pytest.mark.parametrize("effort", EFFORTS)
def test_the_advice_is_the_verdict_when_the_bounds_agree(effort: str) -> None:
    assert one(effort, effort, effort) == effort
    assert one(effort, effort, effort, "holds", "holds") == effort


def test_the_advice_is_open_when_a_bound_disagrees() -> None:
    assert one("active", "reactive", "active") == "undetermined"
    assert one("reactive", "reactive", "active") == "undetermined"
    assert one("none", "none", "active", "holds") == "undetermined"
    # Bounds that agree with each other and not with the verdict of the score do not settle it.
    assert one("active", "reactive", "reactive") == "undetermined"


def test_the_advice_is_open_without_a_score() -> None:
    assert one("", "none", "active") == "undetermined"
    assert one("", "", "") == "undetermined"


def test_a_precondition_that_fails_closes_a_region_whatever_its_score() -> None:
    assert one("active", "active", "active", "holds", "fails") == "none"
    assert one("active", "none", "active", "unknown", "fails") == "none"
    assert one("", "none", "active", "fails") == "none"


def test_an_unknown_precondition_leaves_it_open_unless_it_is_none_anyway() -> None:
    assert one("active", "active", "active", "holds", "unknown") == "undetermined"
    assert one("reactive", "reactive", "reactive", "unknown") == "undetermined"
    assert one("none", "none", "none", "unknown", "conditional") == "none"
    # Not none anyway: the score might yet turn out active.
    assert one("none", "none", "active", "unknown") == "undetermined"


def test_under_a_condition_the_advice_stands() -> None:
    assert one("active", "active", "active", "conditional", "holds") == "active"


def test_every_combination_follows_the_rules_one_by_one() -> None:
    efforts, outcomes = [*EFFORTS, ""], ["holds", "conditional", "unknown", "fails"]
    grid = np.meshgrid(efforts, efforts, efforts, outcomes, outcomes, indexing="ij")
    provisional, lower, upper, first, second = (axis.ravel() for axis in grid)
    found = advise(provisional, lower, upper, np.stack([first, second], axis=-1))
    assert found.dtype == "<U12"
    for p, lo, up, a, b, advice in zip(
        provisional, lower, upper, first, second, found, strict=True
    ):
        settled = p if p and lo == p and up == p else "undetermined"
        if "fails" in (a, b):
            assert advice == "none"
        elif "unknown" in (a, b) and settled != "none":
            assert advice == "undetermined"
        else:
            assert advice == settled


def test_samples_lead_and_preconditions_come_last() -> None:
    provisional = np.full((5, 3), "active")
    outcomes = np.full((3, 2), "holds")  # of the regions; they hold in every sample
    outcomes[1, 0] = "fails"
    found = advise(provisional, provisional, provisional, outcomes)
    assert found.shape == (5, 3)
    assert found.tolist() == [["active", "none", "active"]] * 5


def test_a_role_without_preconditions() -> None:
    found = advise(["active", ""], ["active", ""], ["active", ""], np.empty((2, 0)))
    assert found.tolist() == ["active", "undetermined"]


def test_words_that_are_no_verdict_or_outcome_are_refused() -> None:
    with pytest.raises(ValueError, match="no outcome 'maybe'"):
        one("active", "active", "active", "maybe")
    with pytest.raises(ValueError, match="no verdict 'undetermined'"):
        one("undetermined", "active", "active")
