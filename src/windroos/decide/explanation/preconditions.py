"""What it is worth to learn how a precondition turns out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.arrays import Floats
from windroos.decide.verdict import UNDETERMINED, advise

from .information import VERDICTS, Information, answers_of, information

ANSWERS = ("holds", "conditional", "fails")
"""How an unknown precondition may turn out."""


@dataclass(frozen=True)
class PreconditionAgenda:
    """What knowing each precondition is worth, each (A, P); NaN where it is known already."""

    settles: Floats
    """The chance that there is an advice once this is known, where there is none without it."""
    closes: Floats
    """The chance that it turns reactive or active into the advice none."""
    worth: Information
    """The same of the final advice, all preconditions turning out as they may."""


def precondition_agenda(
    verdict_probability: ArrayLike, outcomes: ArrayLike, priors: ArrayLike
) -> PreconditionAgenda:
    """The chance that knowing a precondition settles or changes the advice, by `decide.advise`.

    `verdict_probability` is (A, V), the chance of each of `VERDICTS` for every alternative, from
    draws; `outcomes` (A, P) is how each precondition stands; `priors` (A, P, 3) how likely an
    unknown one is to turn out as each of `ANSWERS`. They are taken to be independent, of each other
    and of the verdict.

    *Settles*: with this one unknown the advice is undetermined, and with the answer it no longer
    is, whatever other preconditions are unknown staying so. *Closes*: it fails and the verdict was
    reactive or active. *Worth*: of the advice once every precondition is known, what `information`
    gives. All are 0 where another precondition fails already. Raises `ValueError` for shapes that
    do not fit, an outcome that does not exist, or an unknown precondition without priors.
    """
    chance, gates = np.asarray(verdict_probability, np.float64), np.asarray(outcomes, np.str_)
    prior = np.asarray(priors, np.float64)
    if (
        gates.ndim != 2
        or chance.shape != (len(gates), len(VERDICTS))
        or prior.shape != (*gates.shape, len(ANSWERS))
    ):
        raise ValueError(
            f"Verdicts have shape {chance.shape}, outcomes {gates.shape} and priors {prior.shape}: "
            f"expected (alternatives, {len(VERDICTS)}), (alternatives, preconditions) and "
            f"(alternatives, preconditions, {len(ANSWERS)})."
        )
    if not (np.isfinite(chance) & (chance >= 0)).all() or not (chance.sum(axis=-1) > 0).all():
        raise ValueError("The chance of a verdict is negative, unknown, or nought for all.")
    chance = chance / chance.sum(axis=-1, keepdims=True)
    share, given = answers_of(prior)
    unknown = gates == "unknown"
    if (unknown & ~given).any():
        row, gate = np.argwhere(unknown & ~given)[0].tolist()
        raise ValueError(
            f"Precondition {gate + 1} of alternative {row + 1} is unknown and has no priors."
        )
    share = np.where(unknown[..., None], share, 0.0)
    before = _advice(gates)  # (V, A)
    effort = np.isin(VERDICTS, ("reactive", "active"))[:, None]
    settles, closes = np.zeros(gates.shape), np.zeros(gates.shape)
    for gate in range(gates.shape[1]):
        for place, answer in enumerate(ANSWERS):
            known = gates.astype("<U12")
            known[:, gate] = np.where(unknown[:, gate], answer, known[:, gate])
            after = _advice(known)
            weight = share[:, gate, place] * chance.T  # (V, A)
            settled = (before == UNDETERMINED) & (after != UNDETERMINED)
            closed = effort & (before != "none") & (after == "none")
            settles[:, gate] += (weight * settled).sum(axis=0)
            closes[:, gate] += (weight * closed).sum(axis=0)
    worth, _ = information(
        _final(chance, gates, share), np.where(unknown[..., None], share, np.nan)
    )
    settles, closes = (np.where(unknown, at, np.nan) for at in (settles, closes))
    return PreconditionAgenda(settles, closes, worth)


def _advice(gates: NDArray[np.str_]) -> NDArray[np.str_]:
    """(V, A) the advice for each verdict, were it certain."""
    verdict = np.broadcast_to(np.array(VERDICTS)[:, None], (len(VERDICTS), len(gates)))
    return advise(verdict, verdict, verdict, np.broadcast_to(gates, (len(VERDICTS), *gates.shape)))


def _final(chance: Floats, gates: NDArray[np.str_], share: Floats) -> Floats:
    """(A, P, 3, V) the chance of each advice in the end, given each answer to each precondition.

    A region passes when no precondition fails; if not, the advice is none, whatever the verdict.
    """
    fails = np.where(gates == "unknown", share[..., ANSWERS.index("fails")], gates == "fails")
    result = np.empty((*gates.shape, len(ANSWERS), len(VERDICTS)))
    for gate in range(gates.shape[1]):
        others = np.delete(1 - fails, gate, axis=1).prod(axis=1)
        for place, answer in enumerate(ANSWERS):
            passes = (others * (answer != "fails"))[:, None]
            result[:, gate, place] = passes * chance
            result[:, gate, place, VERDICTS.index("none")] += 1 - passes[:, 0]
    return result
