"""Where the points of the rating scales of a framework lie on the rose."""

from __future__ import annotations

from windroos.cases.framework import Framework, Scale
from windroos.report.rose import RINGS


def rings(framework: Framework) -> tuple[float, ...]:
    """The points above the lowest, from 0 to 1; quarters where the scales differ."""
    points = {_places(scale) for scale in framework.scales.values()}
    return points.pop() if len(points) == 1 else RINGS


def _places(scale: Scale) -> tuple[float, ...]:
    width = scale.high - scale.low
    return tuple((p.value - scale.low) / width for p in scale.points if p.value > scale.low)
