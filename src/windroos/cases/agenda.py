"""The evidence agenda of a case: what is worth finding out, and whom to ask.

For every cell that is unknown or doubtful, and for every precondition nobody has settled, the
chance that knowing it changes what the compass says. Those most likely to come first.

>>> from datetime import date
>>> from windroos import cases
>>> case = cases.load("noord_brabant")
>>> found = cases.agenda(case, "innovation", as_of=date(2026, 11, 21), regions=["SG"], samples=200)
>>> {item.kind for item in found}
{'leaf', 'precondition'}
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from windroos.cases.case import Case, Region
from windroos.cases.doubts import Doubts
from windroos.cases.framework import Criterion, Text
from windroos.cases.modelling import model_of, placed_points, standard_error, steps_off
from windroos.cases.preparing import Floats, Prepared, prepare
from windroos.cases.problems import CaseError
from windroos.cases.scenario import Scenario
from windroos.cases.weighing import Assessment, weigh
from windroos.decide import EFFORTS, score, verdicts
from windroos.decide.explanation import (
    ANSWERS,
    VERDICTS,
    interval_answers,
    precondition_agenda,
)
from windroos.decide.explanation import agenda as cell_agenda
from windroos.decide.robustness import Chunk, Model, Sampling
from windroos.decide.robustness.sampling import VALUES, WEIGHTS

LEAF, PRECONDITION = "leaf", "precondition"
UNKNOWN, DOUBTFUL = "unknown", "doubtful"
FAILS = ANSWERS.index("fails")
# A figure that is not certain answers by five of its values, each as likely.
_SLICES = 5
# Draws, when nobody says how many.
SAMPLES = 1000
# Draws that are scored at once.
_CHUNK = 250


@dataclass(frozen=True, slots=True)
class Answer:
    """What something may turn out to be, and what the compass would then say."""

    value: float | None
    """From 0 to 1; None for a precondition."""
    rating: float | None
    """The point of the scale that is; None for a figure or a precondition."""
    outcome: str | None
    """Of a precondition."""
    meaning: Text | None
    probability: float
    verdict: str | None
    """The verdict that is then the likeliest; None where there is none."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something worth finding out."""

    region: Region
    kind: str
    """`leaf` or `precondition`."""
    id: str
    label: Text
    about: Text
    """The component that a leaf is under; the precondition itself."""
    state: str
    """`unknown`, or `doubtful` where something is known of it but not for certain."""
    chance: float
    """The chance that the likeliest verdict becomes another one once this is known."""
    gain: float
    """How much surer one would be, on average, of naming the right verdict (of a precondition: the
    right advice once all are known): from 0 to 1."""
    bits: float
    """How much doubt it would take away, on average, in bits."""
    settles: float
    """Of a precondition, the chance that there is an advice once it is known, and not without."""
    now: str | None
    """The verdict that is the likeliest as long as it is unknown."""
    answers: tuple[Answer, ...]
    ask: Text | None
    """Whom the case says to ask."""
    passage: str | None
    """The place that says so."""

    def as_dict(self, language: str = "nl") -> dict[str, Any]:
        """As plain data, ready for JSON."""
        return {
            "region": self.region.code,
            "name": self.region.name.get(language),
            "kind": self.kind,
            "id": self.id,
            "label": self.label.get(language),
            "about": self.about.get(language),
            "state": self.state,
            "chance": self.chance,
            "gain": self.gain,
            "settles": self.settles,
            "now": self.now,
            "answers": [
                {
                    "value": answer.value,
                    "rating": answer.rating,
                    "outcome": answer.outcome,
                    "meaning": answer.meaning.get(language) if answer.meaning else None,
                    "probability": answer.probability,
                    "verdict": answer.verdict,
                }
                for answer in self.answers
            ],
            "ask": self.ask.get(language) if self.ask else None,
            "passage": self.passage,
        }


@dataclass(frozen=True, eq=False)
class Agenda:
    """The items of a weighing, the most worthwhile first."""

    assessment: Assessment
    samples: int
    seed: int
    items: tuple[Item, ...]

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def of(self, code: str) -> tuple[Item, ...]:
        """The items about one region."""
        return tuple(item for item in self.items if item.region.code == code)

    def as_dict(
        self, language: str = "nl", regions: Collection[str] | None = None
    ) -> dict[str, Any]:
        """As plain data, ready for JSON; of some regions only, by their codes."""
        assessment = self.assessment
        return {
            "case": assessment.case.name,
            "role": assessment.role.id,
            "theme": assessment.theme.id if assessment.theme else None,
            "asOf": assessment.as_of.isoformat(),
            "samples": self.samples,
            "seed": self.seed,
            "items": [
                item.as_dict(language)
                for item in self.items
                if regions is None or item.region.code in regions
            ],
        }


def agenda(
    case: Case,
    role: str,
    theme: str | None = None,
    *,
    as_of: date | None = None,
    regions: Sequence[str] | None = None,
    scenario: Scenario | None = None,
    doubts: Doubts | None = None,
    samples: int | None = None,
    seed: int | None = None,
) -> Agenda:
    """What is worth finding out for a weighing, within the limits of `doubts` (the case's own).

    Weights and the other cells are drawn as for `cases.robustness`, with the method of the case. An
    unknown rating may turn out any point of its scale; a doubtful one any point within its range;
    a figure any value of its range. An unknown precondition turns out as it did in the regions of
    which it is known, one of each outcome added (Laplace's rule of succession). A region that a
    precondition closes already has no items: nothing could change what the compass says of it.
    Arguments and errors are those of `cases.robustness`; of no regions the agenda is empty.
    """
    assessment = weigh(case, role, theme, as_of=as_of, regions=regions, scenario=scenario)
    framework = assessment.framework
    limits = doubts or framework.doubts
    prepared = prepare(case, role, theme, as_of=as_of, regions=regions)
    try:
        sampling = Sampling(
            SAMPLES if samples is None else samples, limits.seed if seed is None else seed
        )
        if not prepared.regions:
            return Agenda(assessment, sampling.samples, sampling.seed, ())
        chunk = Chunk(sampling.seed, 0, sampling.samples)
        model = model_of(prepared, framework, limits)
        weights = model.draw_weights(chunk, WEIGHTS)
    except ValueError as error:  # of limits that do not fit, or arguments that cannot be
        raise CaseError(str(error)) from error
    values = model.values.fill(model.draw_levels(chunk, VALUES))
    maker = _Maker(assessment, prepared, model, limits)
    items = [
        *maker.cells(values, weights),
        *maker.preconditions(_verdict_shares(model, values, weights, assessment)),
    ]
    items.sort(key=lambda item: (-item.chance, -item.gain, -item.settles, -item.bits))
    return Agenda(assessment, chunk.size, chunk.seed, tuple(items))


class _Maker:
    """Makes the items of a weighing."""

    def __init__(
        self, assessment: Assessment, prepared: Prepared, model: Model, limits: Doubts
    ) -> None:
        assert model.tree is not None
        self.assessment, self.prepared, self.limits = assessment, prepared, limits
        self.framework = assessment.framework
        self.tree = model.tree
        self.placed = prepared.placed(self.framework)
        self.open = ~(prepared.outcomes == "fails").any(axis=1)

    # Cells

    def cells(self, values: Floats, weights: Floats) -> Iterator[Item]:
        asked = {
            (region, leaf): answers
            for leaf, own in enumerate(self.prepared.leaves)
            if self.framework.weighs(own.id, self.prepared.role)
            for region in np.flatnonzero(self.open).tolist()
            if len(answers := self.answers(region, leaf, self.framework.by_id[own.id])[0]) > 1
        }
        if not asked:
            return
        width = max(map(len, asked.values()))
        shape = (*self.placed.shape[1:], width)
        at, likely = np.full(shape, np.nan), np.full(shape, np.nan)
        for (region, leaf), answers in asked.items():
            _, chances = self.answers(region, leaf, self.framework.by_id[self.tree.leaves[leaf]])
            at[region, leaf, : len(answers)] = answers
            likely[region, leaf, : len(answers)] = chances
        found = cell_agenda(
            self.tree,
            self.framework.role(self.prepared.role).thresholds,
            values,
            at,
            likely,
            weights,
        )
        for region, leaf in found.ranked().tolist():
            criterion = self.framework.by_id[self.tree.leaves[leaf]]
            asked_by = self.asked_by(criterion)
            known = not np.isnan(self.placed[0, region, leaf])
            yield Item(
                region=self.prepared.regions[region],
                kind=LEAF,
                id=criterion.id,
                label=criterion.label,
                about=self.component(criterion).label,
                state=DOUBTFUL if known else UNKNOWN,
                chance=float(found.worth.chance[region, leaf]),
                gain=float(found.worth.gain[region, leaf]),
                bits=float(found.worth.bits[region, leaf]),
                settles=0.0,
                now=_likeliest(found.mixture[region, leaf]),
                answers=tuple(
                    self.told(criterion, value, chance, given)
                    for value, chance, given in zip(
                        at[region, leaf].tolist(),
                        likely[region, leaf].tolist(),
                        found.given[region, leaf],
                        strict=True,
                    )
                    if chance > 0
                ),
                ask=asked_by.ask,
                passage=asked_by.ask_passage,
            )

    def component(self, criterion: Criterion) -> Criterion:
        """The component that a leaf stands for."""
        return next(
            (
                component
                for component in self.framework.components
                if criterion in self.framework.leaves_under(component.id)
            ),
            criterion,
        )

    def asked_by(self, criterion: Criterion) -> Criterion:
        """The criterion that says whom to ask: the leaf, else the nearest one above that does."""
        while criterion.ask is None and criterion.parent is not None:
            criterion = self.framework.by_id[criterion.parent]
        return criterion

    def answers(
        self, region: int, leaf: int, criterion: Criterion
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """What a cell may turn out to be, from 0 to 1, and how likely each is."""
        value, lower, upper = self.placed[:, region, leaf].tolist()
        others = self.placed[0, :, leaf]
        others = others[~np.isnan(others)] if self.limits.unknown == "observed" else others[:0]
        if criterion.rating is not None:
            points = placed_points(self.framework.scales[criterion.rating.scale])
            if not np.isnan(value):
                ends = steps_off(
                    self.framework.scales[criterion.rating.scale],
                    (lower, upper),
                    self.prepared.found[region][leaf],
                    self.limits,
                )
                inside = points[(points >= ends[0] - 1e-9) & (points <= ends[1] + 1e-9)]
                return inside, np.full(len(inside), 1 / max(len(inside), 1))
            counts = np.ones(len(points))
            if others.size:
                nearest = np.abs(others[:, None] - points).argmin(axis=1)
                counts = np.bincount(nearest, minlength=len(points)).astype(np.float64)
            return points[counts > 0], counts[counts > 0] / counts.sum()
        even = np.full(_SLICES, 1 / _SLICES)
        middles = (np.arange(_SLICES) + 0.5) / _SLICES
        if np.isnan(value):
            if others.size:
                return np.quantile(others, middles), even
            return interval_answers(0.0, 1.0, _SLICES)
        error = standard_error(criterion, self.prepared.found[region][leaf])
        if error is not None:
            from scipy.special import ndtri  # takes half a second, and few ask for it

            return np.clip(value + error * ndtri(middles), 0.0, 1.0), even
        if upper > lower:
            return interval_answers(lower, upper, _SLICES)
        return np.array([value]), np.ones(1)

    def told(self, criterion: Criterion, value: float, chance: float, given: Floats) -> Answer:
        rating = meaning = None
        if criterion.rating is not None:
            scale = self.framework.scales[criterion.rating.scale]
            at = scale.low + value * (scale.high - scale.low)
            point = min(scale.points, key=lambda point: abs(point.value - at))
            rating, meaning = point.value, point.meaning
        return Answer(value, rating, None, meaning, chance, _likeliest(given))

    # Preconditions

    def preconditions(self, shares: Floats) -> Iterator[Item]:
        outcomes = self.prepared.outcomes
        asked = (outcomes == "unknown") & self.open[:, None]
        if not asked.any():
            return
        priors = np.broadcast_to(self.priors(), (*outcomes.shape, len(ANSWERS)))
        found = precondition_agenda(shares, outcomes, priors)
        for region, place in np.argwhere(asked).tolist():
            gate = self.prepared.gates[region][place]
            precondition = gate.precondition
            now = _likeliest(shares[region])
            yield Item(
                region=self.prepared.regions[region],
                kind=PRECONDITION,
                id=precondition.id,
                label=precondition.label,
                about=precondition.label,
                state=UNKNOWN,
                # Failing closes the region; no other outcome moves the verdict.
                chance=float(priors[region, place, FAILS]) if now not in (None, "none") else 0.0,
                gain=float(found.worth.gain[region, place]),
                bits=float(found.worth.bits[region, place]),
                settles=float(found.settles[region, place]),
                now=now,
                answers=tuple(
                    Answer(None, None, outcome, None, chance, "none" if outcome == "fails" else now)
                    for outcome, chance in zip(ANSWERS, priors[region, place].tolist(), strict=True)
                ),
                ask=precondition.ask,
                passage=precondition.ask_passage,
            )

    def priors(self) -> Floats:
        """(P, 3) how likely each precondition is to turn out as each of `ANSWERS`: as it did in the
        regions of the case in which it is known."""
        whole = prepare(
            self.prepared.case,
            self.prepared.role,
            self.prepared.theme.id if self.prepared.theme else None,
            as_of=self.prepared.as_of,
        )
        counts = np.stack([(whole.outcomes == answer).sum(axis=0) for answer in ANSWERS], axis=-1)
        return (counts + 1) / (counts.sum(axis=-1, keepdims=True) + len(ANSWERS))


def _verdict_shares(
    model: Model, values: Floats, weights: Floats, assessment: Assessment
) -> Floats:
    """(A, V) how often each region's score earns each of `VERDICTS`."""
    assert model.tree is not None
    counts = np.zeros((model.alternatives, len(VERDICTS)))
    for start in range(0, len(weights), _CHUNK):
        part = slice(start, start + _CHUNK)
        scores = score(model.tree, values[part], weights[part]).value
        found = verdicts(scores, assessment.role.thresholds)
        counts += np.stack([(found == verdict).sum(axis=0) for verdict in VERDICTS], axis=-1)
    return counts / len(weights)


def _likeliest(shares: Floats) -> str | None:
    best = VERDICTS[int(np.argmax(shares))]
    return best if best in EFFORTS else None
