"""What every step of a chain gives, beside the same on plain lists."""

from __future__ import annotations

import csv
import doctest
import math
from pathlib import Path

import numpy as np
import pytest
from scipy import stats
from tests.decide.chain.made_up import LEAVES

import windroos.decide.chain
from windroos.decide.chain import Run


class ByHand:
    """The same chain on plain lists, without the program: a column is a list, None is missing."""

    def __init__(self, files: tuple[Path, Path]) -> None:
        with files[0].open(encoding="utf-8") as units, files[1].open(encoding="utf-8") as nodes:
            self.units, self.nodes = list(csv.DictReader(units)), list(csv.DictReader(nodes))
        self.leaves = [node for node in self.nodes if node["id"].startswith("leaf")]
        self.given = [[self.number(u[leaf["id"]]) for u in self.units] for leaf in self.leaves]
        self.denominated = [
            self.divided(column) if leaf["denominator"] else column
            for leaf, column in zip(self.leaves, self.given, strict=True)
        ]
        self.imputed = [self.filled(column) for column in self.denominated]
        self.treated = [self.drawn_in(column) for column in self.imputed]
        self.normalised = [
            self.scaled(column, leaf["direction"] == "-1")
            for leaf, column in zip(self.leaves, self.treated, strict=True)
        ]
        self.weights = {node["id"]: float(node["weight"]) for node in self.nodes}
        self.weights |= {"sub1": 2.0, "leaf0": 0.5}
        self.scores = [self.score("index", number) for number in range(len(self.units))]

    @staticmethod
    def number(text: str) -> float | None:
        return float(text) if text else None

    def divided(self, column: list[float | None]) -> list[float | None]:
        sizes = [self.number(unit["people"]) for unit in self.units]
        return [
            None if value is None or size is None else value / size
            for value, size in zip(column, sizes, strict=True)
        ]

    def filled(self, column: list[float | None]) -> list[float | None]:
        means: dict[str, float] = {}
        for group in {unit["continent"] for unit in self.units}:
            known = [
                value
                for value, unit in zip(column, self.units, strict=True)
                if value is not None and unit["continent"] == group
            ]
            if known:
                means[group] = math.fsum(known) / len(known)
        return [
            means.get(unit["continent"]) if value is None else value
            for value, unit in zip(column, self.units, strict=True)
        ]

    @staticmethod
    def outlying(known: list[float]) -> float:
        """The skewness where the column has outliers, else 0."""
        skew = float(stats.skew(known, bias=False))
        kurt = float(stats.kurtosis(known, bias=False))
        return skew if abs(skew) >= 2 and kurt >= 3.5 else 0.0

    def drawn_in(self, column: list[float | None]) -> list[float | None]:
        known = [value for value in column if value is not None]
        skew = self.outlying(known)
        if not skew:
            return column
        tried, moved, tail = list(column), 0, skew
        while tail and moved < 3:
            there = sorted({value for value in tried if value is not None}, reverse=tail > 0)
            end = there[0]
            moving = {i for i, value in enumerate(tried) if value == end}
            moved = len(moving)
            if moved > 3:
                break
            tried = [there[1] if i in moving else value for i, value in enumerate(tried)]
            tail = self.outlying([value for value in tried if value is not None])
        if not tail:
            return tried
        low, high = min(known), max(known)
        shift = (high - low) / 100
        if skew < 0:
            return [None if v is None else -math.log(high - v + shift) for v in column]
        return [None if v is None else math.log(v - low + shift) for v in column]

    @staticmethod
    def scaled(column: list[float | None], less_is_better: bool) -> list[float | None]:
        known = [value for value in column if value is not None]
        low, high = min(known), max(known)
        shares = [None if value is None else (value - low) / (high - low) for value in column]
        return [1 - v if less_is_better and v is not None else v for v in shares]

    def score(self, node: str, unit: int) -> tuple[float, float]:
        """The score and the share known: a child counts with its weight times its share."""
        children = [n["id"] for n in self.nodes if n["parent"] == node]
        if not children:
            value = self.normalised[[leaf["id"] for leaf in self.leaves].index(node)][unit]
            return (0.0, 0.0) if value is None else (value, 1.0)
        found = [(self.weights[child], *self.score(child, unit)) for child in children]
        counted = math.fsum(weight * share for weight, _, share in found)
        value = math.fsum(weight * share * value for weight, value, share in found) / counted
        return value, counted / math.fsum(weight for weight, _, _ in found)


def rows(columns: list[list[float | None]]) -> np.ndarray:
    return np.array(columns, dtype=np.float64).T


def test_every_stage_is_as_by_hand(files: tuple[Path, Path], run: Run) -> None:
    hand = ByHand(files)
    for name, columns in (
        ("given", hand.given),
        ("denominate", hand.denominated),
        ("impute", hand.imputed),
        ("treat", hand.treated),
        ("normalise", hand.normalised),
    ):
        np.testing.assert_allclose(run.stage(name).values, rows(columns), rtol=1e-12, err_msg=name)
    assert run.treatment is not None
    assert {"none", "winsorise", "log"} == set(run.treatment.method.tolist())
    value, known = np.array(hand.scores).T
    np.testing.assert_allclose(run.scores.value, value, rtol=1e-12)
    np.testing.assert_allclose(run.scores.known, known, rtol=1e-12)
    order = sorted(value, reverse=True)
    assert run.ranks.tolist() == [order.index(one) + 1 for one in value]
    expected = ["active" if s >= 0.55 else "reactive" if s >= 0.45 else "none" for s in value]
    assert run.verdicts is not None
    assert run.verdicts.tolist() == expected
    assert len(set(expected)) == 3


def test_stages_say_what_was_done(run: Run) -> None:
    assert [stage.name for stage in run.stages] == [
        "given", "denominate", "impute", "treat", "normalise",
    ]  # fmt: skip
    lost = [leaf for leaf in range(0, LEAVES, 6) if not np.isnan(run.table.values[7, leaf])]
    assert run.stage("denominate").notes == tuple(
        f"leaf{leaf}: 1 of 50 lost, as “people” is unknown or zero." for leaf in lost
    )
    missing = np.isnan(run.stage("denominate").values)
    assert run.imputed.sum() == missing.sum() - 10
    assert run.stage("impute").notes == (
        f"Imputed: {missing.sum() - 10} of 2450 cells; 10 stay unknown.",
    )
    treated = run.stage("treat").notes
    for note in ("leaf3: 2 of 50 winsorised.", "leaf5: 1 of 50 winsorised."):
        assert note in treated  # as the outliers were put in
    assert {f"leaf{i}: transformed by log." for i in (10, 14)} <= set(treated)
    with pytest.raises(KeyError):
        run.stage("weigh")


def test_the_example_in_the_docstring_runs() -> None:
    result = doctest.testmod(windroos.decide.chain)
    assert result.attempted
    assert not result.failed
