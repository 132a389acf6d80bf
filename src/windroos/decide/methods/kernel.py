"""The kernel of an outranking relation, circles included."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Relation = NDArray[np.bool_]


def kernel_of(outranks: Relation) -> tuple[Relation, Relation]:
    """The (..., A) members of the kernel, and whether each alternative is in a circle.

    `outranks` is (..., A, A), from row to column. Circles (strongly connected components) count as
    one alternative; what is left has no circles and so exactly one kernel: no member outranks
    another, and each non-member is outranked by a member.
    """
    alternatives = outranks.shape[-1]
    links = outranks.reshape(-1, alternatives, alternatives).copy()
    cyclic = np.zeros(links.shape[:-1], dtype=bool)
    with_circle = _has_circle(links)
    if with_circle.any():
        links[with_circle], cyclic[with_circle] = _contracted(links[with_circle])
    inside = _members(links)
    return inside.reshape(outranks.shape[:-1]), cyclic.reshape(outranks.shape[:-1])


def _has_circle(outranks: Relation) -> Relation:
    """(S,): whether taking away, again and again, who is outranked by nobody leaves anybody."""
    left = np.ones(outranks.shape[:-1], dtype=bool)
    while True:
        beaten = left & (outranks & left[..., :, None]).any(axis=-2)
        if (beaten == left).all():
            return np.asarray(left.any(axis=-1))
        left = beaten


def _contracted(outranks: Relation) -> tuple[Relation, Relation]:
    """Links between circles, given to each of their members, and who is in a circle."""
    reaches = outranks | np.eye(outranks.shape[-1], dtype=bool)
    while True:
        further = _through(reaches, reaches)
        if (further == reaches).all():
            break
        reaches = further
    circle = reaches & np.swapaxes(reaches, -1, -2)
    links = _through(_through(circle, outranks), circle) & ~circle
    return links, circle.sum(axis=-1) > 1


def _members(links: Relation) -> Relation:
    """The kernel of relations without circles: in when all who outrank one are out, and out when
    one of them is in."""
    inside = np.zeros(links.shape[:-1], dtype=bool)
    outside = np.zeros_like(inside)
    while not (inside | outside).all():
        beaten = (links & ~outside[..., :, None]).any(axis=-2)
        inside |= ~beaten
        outside |= (links & inside[..., :, None]).any(axis=-2)
    return inside


def _through(first: Relation, second: Relation) -> Relation:
    """Whether the second relation can be reached through the first; counts of less than 2²⁴
    alternatives are exact in single precision."""
    return np.matmul(first.astype(np.float32), second.astype(np.float32)) > 0.5
