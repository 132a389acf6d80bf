"""The components of a region as the rows of a table: value, words, contribution and evidence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from windroos.apps.compass.challenges.shown import Told
from windroos.apps.compass.counted import Beside
from windroos.apps.compass.presenting import decimal, words
from windroos.apps.compass.region.leaves import Leaf, Leaves
from windroos.cases import Case, RegionResult
from windroos.cases.cells import Cell
from windroos.cases.framework import Criterion
from windroos.report.rose import Petal


@dataclass(frozen=True)
class Component:
    """A component for a region; `value` and its bounds run from 0 to 1, None when unknown."""

    criterion: Criterion
    label: str
    question: str
    known: bool
    value: float | None
    lower: float | None
    upper: float | None
    contribution: float | None
    share: str
    partly: bool
    leaves: tuple[Leaf, ...]
    challenges: tuple[Told, ...] = ()
    # What the register holds of it; shown, and not weighed.
    counted: Beside | None = None

    @property
    def id(self) -> str:
        return self.criterion.id

    @property
    def says(self) -> list[str]:
        """The words of what is known, leaf by leaf."""
        return [leaf.says for leaf in self.leaves if leaf.known]

    @property
    def sources(self) -> int:
        return len(set().union(*(leaf.sources for leaf in self.leaves)))

    @property
    def uncertain(self) -> bool:
        """Whether the bounds, as they are shown, lie apart."""
        return self.known and round(self.lower or 0, 2) < round(self.upper or 0, 2)

    @property
    def on_record(self) -> bool:
        """Whether anything was said or measured, counting or not."""
        return not all(leaf.silent for leaf in self.leaves)

    @property
    def why_unknown(self) -> str:
        """Why nothing is known."""
        if not self.on_record:
            return _("no source says anything about it")
        return _("what the sources say does not count here")

    @property
    def evidence(self) -> str:
        """How much it rests on, in words."""
        said = sum(len(leaf.said) for leaf in self.leaves)
        figures = sum(len(leaf.figures) for leaf in self.leaves)
        parts = []
        if said:
            parts.append(ngettext("%(n)s judgement", "%(n)s judgements", said) % {"n": said})
        if figures:
            parts.append(ngettext("%(n)s figure", "%(n)s figures", figures) % {"n": figures})
        return ", ".join(parts)


@dataclass(frozen=True)
class Group:
    """An aspect with its components."""

    id: str
    label: str
    components: tuple[Component, ...]
    single: bool


def groups(
    case: Case,
    leaves: Leaves,
    cells: Mapping[str, Cell],
    result: RegionResult | None,
    challenges: Mapping[str, tuple[Told, ...]] = MappingProxyType({}),
    counted: Mapping[str, Beside] = MappingProxyType({}),
) -> list[Group]:
    """The aspects of a region with their components; without a result there are no values.

    `challenges` are those that belong to a component, by its id; `counted` likewise.
    """
    framework = case.framework
    shown = framework.components
    shares = (
        rounded([result.nodes[c.id].contribution for c in shown], result.score) if result else {}
    )
    made = []
    for group in framework.groups:
        under = framework.children(group.id) or (group,)
        components = []
        for criterion in under:
            node = result.nodes[criterion.id] if result else None
            known = node is not None and node.known > 0
            position = shown.index(criterion)
            components.append(
                Component(
                    criterion=criterion,
                    label=words(criterion.label),
                    question=words(criterion.question),
                    known=known,
                    value=node.value if node and known else None,
                    lower=node.lower if node and known else None,
                    upper=node.upper if node and known else None,
                    contribution=node.contribution if node and known else None,
                    share=shares.get(position, ""),
                    partly=known and node is not None and node.known < 1 - 1e-9,
                    leaves=tuple(
                        leaves.leaf(cells[leaf.id], criterion)
                        for leaf in framework.leaves_under(criterion.id)
                    ),
                    challenges=challenges.get(criterion.id, ()),
                    counted=counted.get(criterion.id),
                )
            )
        made.append(Group(group.id, words(group.label), tuple(components), under == (group,)))
    return made


def rounded(parts: Sequence[float], whole: float | None, places: int = 2) -> dict[int, str]:
    """Parts (NaN where unknown) rounded so that what is shown adds up to the whole as shown.

    By largest remainder: each is rounded down, and the units left go to the largest remainders.
    """
    if whole is None:
        return {}
    unit = 10**places
    known = {i: part * unit for i, part in enumerate(parts) if not math.isnan(part)}
    floors = {i: math.floor(part) for i, part in known.items()}
    left = round(round(whole, places) * unit) - sum(floors.values())
    by_remainder = sorted(known, key=lambda i: known[i] - floors[i], reverse=True)
    for i in by_remainder[: max(left, 0)]:
        floors[i] += 1
    return {i: decimal(count / unit, places) for i, count in floors.items()}


def told(petals: Sequence[Petal], groups: Sequence[Group]) -> list[Petal]:
    """The petals of a rose with what each component says and on how many sources it rests."""
    components = {c.id: c for group in groups for c in group.components}
    made = []
    for petal in petals:
        component = components[petal.id]
        if component.known:
            said = "; ".join([petal.text, *component.says, component.evidence])
        else:
            said = f"{component.label}: {_('unknown')}: {component.why_unknown}"
        made.append(replace(petal, text=said))
    return made
