"""Trees, cells and thresholds for the tests of the explanations."""

import math

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from windroos.decide import Node, Tree

EXAMPLES = settings(max_examples=40, deadline=None)
THRESHOLDS = {"active": 0.6, "reactive": 0.4}

TWO = Tree.of([Node("fit", None), Node("themes", "fit", 2), Node("contacts", "fit", 1)])


def nested(aggregate: str = "arithmetic") -> Tree:
    """Two aspects; one of three leaves, one of two."""
    return Tree.of(
        [
            Node("root", None),
            Node("first", "root", 3),
            Node("second", "root", 2, aggregate),
            *(Node(f"a{n}", "first", weight) for n, weight in enumerate((1, 2, 1))),
            *(Node(f"b{n}", "second", weight) for n, weight in enumerate((1, 3))),
        ]
    )


@st.composite
def problems(draw: st.DrawFn, alternatives: int = 4, unknown: bool = True) -> np.ndarray:
    """Cells (A, 5) of `nested`, on a grid so that ties and thresholds are met often."""
    cell = st.integers(0, 20).map(lambda n: n / 20)
    if unknown:
        cell = cell | st.just(math.nan)
    row = st.lists(cell, min_size=5, max_size=5)
    return np.array(draw(st.lists(row, min_size=alternatives, max_size=alternatives)))
