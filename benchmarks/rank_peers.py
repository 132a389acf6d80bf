"""Rank acceptability a peer's own way; run by the Python that has the peer (`robustness.py` does).

    PYTHON rank_peers.py PEER METHOD PROBLEM.npz OUTCOME.npz SECONDS

Nearly all peers score one vector of weights at a time, so that their own way is a loop over
weights of their method and their ranking, if they have one. What need not be in the loop (the
matrix in the peer's own form, normalised) is made before it. Where all samples would take longer
than SECONDS of CPU, as many are done as fit.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import process_time
from typing import Any

import numpy as np
from measuring import tell, within

# From (L,) weights to the place of each alternative, 1 for the best.
Places = Callable[[Any], Any]
# The preference function of every criterion: nothing up to q, everything from p on, linear between.
Q, P = 0.05, 0.3


def by_score(scores: Any) -> Any:
    """Places, where a peer gives scores alone."""
    places = np.empty(len(scores), dtype=int)
    places[np.argsort(-scores)] = np.arange(1, len(scores) + 1)
    return places


def by_names(names: Any) -> Any:
    """Places, where a peer gives the alternatives from the best to the last."""
    places = np.empty(len(names), dtype=int)
    places[np.asarray(names)] = np.arange(1, len(names) + 1)
    return places


def pydecision(method: str, matrix: Any) -> Places:
    size = matrix.shape[1]
    up, each = ["max"] * size, [1.0] * size
    if method == "sum":
        from pyDecision.algorithm import saw_method

        return lambda w: by_score(saw_method(matrix, up, w, graph=False, verbose=False)[:, 1])
    if method == "topsis":
        from pyDecision.algorithm import topsis_method

        return lambda w: by_score(topsis_method(matrix, w, up, graph=False, verbose=False))
    from pyDecision.algorithm import promethee_ii

    q, p, shapes = [Q] * size, [P] * size, ["t5"] * size
    return lambda w: by_score(
        promethee_ii(matrix, w, q, each, p, shapes, sort=False, graph=False, verbose=False)[:, 1]
    )


def pymcdm(method: str, matrix: Any) -> Places:
    from pymcdm.helpers import rrankdata

    types = np.ones(matrix.shape[1])
    if method == "promethee":
        from pymcdm.methods import PROMETHEE_II

        # Made anew for each call: what it was made with can be called only once.
        q, p = [Q] * len(types), [P] * len(types)
        return lambda w: rrankdata(PROMETHEE_II("vshape_2", p=p, q=q)(matrix, w, types))
    scored = pymcdm_method(method)
    return lambda w: rrankdata(scored(matrix, w, types))


def pymcdm_method(method: str) -> Any:
    from pymcdm.methods import TOPSIS, WSM
    from pymcdm.normalizations import minmax_normalization, vector_normalization

    # The columns run from 0 to 1: this normalisation leaves them as they are.
    return WSM(minmax_normalization) if method == "sum" else TOPSIS(vector_normalization)


def scikit_criteria(method: str, matrix: Any) -> Places:
    import skcriteria
    from skcriteria.agg.similarity import TOPSIS
    from skcriteria.agg.simple import WeightedSumModel
    from skcriteria.preprocessing.scalers import VectorScaler

    made = skcriteria.mkdm(matrix, [max] * matrix.shape[1])
    if method == "topsis":
        made = VectorScaler(target="matrix").transform(made)
    scored = TOPSIS() if method == "topsis" else WeightedSumModel()
    return lambda w: scored.evaluate(made.copy(weights=w)).rank_


def pyrepo_mcda(method: str, matrix: Any) -> Places:
    from pyrepo_mcda.additions import rank_preferences
    from pyrepo_mcda.mcda_methods import PROMETHEE_II, SAW, TOPSIS
    from pyrepo_mcda.normalizations import minmax_normalization, vector_normalization

    size = matrix.shape[1]
    types = np.ones(size, dtype=int)
    if method == "promethee":
        scored = PROMETHEE_II()
        shapes = [scored._linear_function] * size  # noqa: SLF001 - as its manual has it
        p, q = np.full(size, P), np.full(size, Q)
        return lambda w: rank_preferences(scored(matrix, w, types, shapes, p, q))
    one = (
        SAW(normalization_method=minmax_normalization)
        if method == "sum"
        else TOPSIS(normalization_method=vector_normalization)
    )
    return lambda w: rank_preferences(one(matrix, w, types))


def mcdm(method: str, matrix: Any) -> Places:
    from mcdm import rank

    names, score = list(range(len(matrix))), "SAW" if method == "sum" else "TOPSIS"
    normal = None if method == "sum" else "Vector"
    return lambda w: by_names(
        [
            name
            for name, _ in rank(
                matrix, alt_names=names, n_method=normal, w_vector=w, s_method=score
            )
        ]
    )


def scikit_mcda(method: str, matrix: Any) -> Places:
    from scikitmcda.constants import MAX, Vector_
    from scikitmcda.topsis import TOPSIS
    from scikitmcda.wsm import WSM

    made = WSM() if method == "sum" else TOPSIS()
    made.dataframe(matrix.tolist())
    made.set_signals([MAX] * matrix.shape[1])

    def places(w: Any) -> Any:
        made.set_weights_manually(w.tolist())
        made.decide(None if method == "sum" else Vector_)
        return made.df_decision["rank"].to_numpy()

    return places


def easymcdm(method: str, matrix: Any) -> Places:
    from EasyMCDM.models.WeightedSum import WeightedSum

    rows = {number: row.tolist() for number, row in enumerate(matrix)}
    made = WeightedSum(rows, verbose=False, normalize=False)
    columns = list(range(matrix.shape[1]))
    up = ["max"] * len(columns)
    return lambda w: by_names(
        [name for _, name, _ in made.solve(columns, up, w.tolist(), target="max")]
    )


def mcda(method: str, matrix: Any) -> Places:
    from mcda import PerformanceTable
    from mcda.functions import VShapeFunction
    from mcda.mavt.aggregators import TOPSIS, WeightedSum
    from mcda.outranking.promethee import Promethee2
    from mcda.scales import QuantitativeScale

    columns = range(matrix.shape[1])
    table = PerformanceTable(matrix, scales={j: QuantitativeScale(0, 1) for j in columns})
    shapes = {j: VShapeFunction(P, Q) for j in columns}

    def places(w: Any) -> Any:
        weights = dict(zip(columns, w.tolist(), strict=True))
        if method == "promethee":
            scores = Promethee2(table, weights, shapes).rank()
        else:
            scores = (WeightedSum if method == "sum" else TOPSIS)(weights)(table)
        return scores.data.rank(ascending=False).to_numpy().astype(int)

    return places


def mcda_promethee(method: str, matrix: Any) -> Places:
    from mcda_core import PerformanceTable
    from promethee import PrometheeII
    from promethee.preferences.parameters import ParametersPromethee
    from promethee.preferences.preference_functions import build_preference_functions

    table = PerformanceTable(matrix)
    shapes = build_preference_functions(
        [("v_shape_with_indifference", {"q": Q, "p": P})] * matrix.shape[1]
    )

    def places(w: Any) -> Any:
        given = ParametersPromethee.from_weights_and_criteria(w, preference_functions=shapes)
        return by_names(PrometheeII(table, given).ranking)

    return places


def promcda(method: str, matrix: Any) -> Places:
    from mcda.mcda_run import main  # pyright: ignore[reportMissingImports]

    return main


def pymcda(method: str, matrix: Any) -> Places:
    from pymcda.weightedsum import weightedsum  # pyright: ignore[reportMissingImports]

    return weightedsum


PEERS: dict[str, Callable[[str, Any], Places]] = {
    "easymcdm": easymcdm,
    "mcda": mcda,
    "mcda-promethee": mcda_promethee,
    "mcdm": mcdm,
    "promcda": promcda,
    "pydecision": pydecision,
    "pymcda": pymcda,
    "pymcdm": pymcdm,
    "pyrepo-mcda": pyrepo_mcda,
    "scikit-criteria": scikit_criteria,
    "scikit-mcda": scikit_mcda,
}


def counted(places_of: Places, weights: Any, alternatives: int) -> tuple[Any, Any]:
    """How often each alternative took each place, and the sum of the weights that put it first."""
    places = np.array([places_of(w) for w in weights], dtype=int)
    rows = np.broadcast_to(np.arange(alternatives), places.shape)
    at = (rows * alternatives + places - 1).ravel()
    counts = np.bincount(at, minlength=alternatives**2).reshape(alternatives, alternatives)
    sums = np.zeros((alternatives, weights.shape[1]))
    samples, firsts = np.nonzero(places == 1)
    np.add.at(sums, firsts, weights[samples])
    return counts, sums


def smaa(method: str, matrix: Any, weights: Any) -> tuple[Any, Any]:
    """pysensmcda has the whole analysis, with the methods of pymcdm."""
    from pysensmcda.smaa import simulate

    found = simulate(
        pymcdm_method(method),
        matrix,
        np.ones(matrix.shape[1]),
        weights=weights,
        store="accumulate",
    )
    return found.rank_counts, found.first_rank_weight_sums


def main() -> None:
    peer, method, problem, outcome, seconds = sys.argv[1:]
    given = np.load(problem)
    matrix, weights = given["matrix"], given["weights"]
    if peer == "pysensmcda":

        def work(n: int) -> tuple[Any, Any]:
            return smaa(method, matrix, weights[:n])
    else:
        places_of = PEERS[peer](method, matrix)

        def work(n: int) -> tuple[Any, Any]:
            return counted(places_of, weights[:n], len(matrix))

    started = process_time()
    samples, cpu, wall, (counts, sums) = within(work, len(weights), float(seconds))
    np.savez(outcome, counts=counts, sums=sums)
    tell(cpu=cpu, wall=wall, samples=samples, started=started)


if __name__ == "__main__":
    main()
