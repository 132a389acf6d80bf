"""Two to four regions beside each other: what differs most, component by component."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from windroos import cases
from windroos.apps.compass.presenting import decimal, effort, listing, words
from windroos.apps.compass.weighing.rows import Row
from windroos.cases.framework import Criterion, Precondition
from windroos.cases.preconditions import Gate
from windroos.cases.weighing import NodeResult, RegionResult

FEWEST, MOST = 2, 4


@dataclass(frozen=True)
class Cell:
    """One component of one region; `value` is None when nothing is known about it."""

    row: Row
    node: NodeResult

    @property
    def value(self) -> float | None:
        return self.node.value if self.node.known > 0 else None

    @property
    def url(self) -> str:
        """Where the evidence of the component stands."""
        return f"{self.row.url}#{self.node.criterion.id}"


@dataclass(frozen=True)
class Line:
    """One component over the regions."""

    component: Criterion
    cells: tuple[Cell, ...]

    @property
    def known(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.value is not None]

    @property
    def spread(self) -> float:
        """The largest difference between two regions of which the component is known."""
        values = [cell.node.value for cell in self.known]
        return max(values) - min(values) if len(values) > 1 else 0.0


@dataclass(frozen=True)
class Comparison:
    """Regions beside each other, in the order they were chosen."""

    case: cases.Case
    rows: Sequence[Row]

    @property
    def names(self) -> list[str]:
        return [row.name for row in self.rows]

    @property
    def groups(self) -> list[tuple[Criterion, list[Line]]]:
        """The components under their aspects."""
        framework = self.case.framework
        by_group = {aspect.id: (aspect, []) for aspect in framework.groups}
        for line in self.lines:
            by_group[framework.group_of(line.component.id).id][1].append(line)
        return list(by_group.values())

    @property
    def lines(self) -> list[Line]:
        return [
            Line(
                component,
                tuple(Cell(row, row.result.nodes[component.id]) for row in self.rows),
            )
            for component in self.case.framework.components
        ]

    @property
    def widest(self) -> Line | None:
        """The component that differs most; None when no two known values differ."""
        line = max(self.lines, key=lambda line: line.spread)
        return line if line.spread > 0 else None

    @property
    def gates(self) -> list[tuple[Precondition, list[tuple[Gate, Row]]]]:
        """The preconditions that there are for the role and theme, over the regions."""
        by_region = [row.result.gates for row in self.rows]
        return [
            (same[0].precondition, list(zip(same, self.rows, strict=True)))
            for same in zip(*by_region, strict=True)
        ]

    @property
    def answer(self) -> str:
        """What differs most, how much can be compared, and how compass and decisions differ."""
        if not any(len(line.known) > 1 for line in self.lines):
            compared = _(
                "No component is known for more than one of them: nothing can be compared."
            )
        else:
            compared = f"{self._difference()} {self._comparable()}"
        sentences = [compared, self._said()]
        if len({row.result.decision for row in self.rows}) > 1:
            sentences.append(self._decided())
        return " ".join(sentences)

    def _difference(self) -> str:
        line = self.widest
        if line is None:
            return _("What is known of these regions does not differ on any component.")
        high = max(line.known, key=lambda cell: cell.node.value)
        low = min(line.known, key=lambda cell: cell.node.value)
        sentence = _(
            "The largest difference is in “%(component)s”: %(first)s has %(high)s and "
            "%(second)s %(low)s."
        ) % {
            "component": words(line.component.label),
            "first": high.row.name,
            "high": decimal(high.node.value),
            "second": low.row.name,
            "low": decimal(low.node.value),
        }
        if low.node.upper >= high.node.lower:
            sentence += " " + _("It is not certain, for their bounds overlap.")
        return sentence

    def _comparable(self) -> str:
        lines = self.lines
        common = sum(len(line.known) == len(self.rows) for line in lines)
        return ngettext(
            "Of the %(all)d components %(n)d is known for each of them.",
            "Of the %(all)d components %(n)d are known for each of them.",
            common,
        ) % {"all": len(lines), "n": common}

    def _said(self) -> str:
        verdicts = [row.result.verdict for row in self.rows]
        return _("So far the compass points to %(verdicts)s.") % {
            "verdicts": self._by_verdict(verdicts)
        }

    def _decided(self) -> str:
        decisions = [row.result.decision for row in self.rows]
        return _("Decided was: %(verdicts)s.") % {"verdicts": self._by_verdict(decisions)}

    def _by_verdict(self, verdicts: Sequence[str | None]) -> str:
        """Verdicts in words, one for each region, with the regions that have them."""
        names: dict[str, list[str]] = {}
        for verdict, row in zip(verdicts, self.rows, strict=True):
            word = effort(verdict) if verdict else _("nothing yet")
            names.setdefault(word, []).append(row.name)
        parts = [
            _("%(verdict)s for %(names)s") % {"verdict": verdict, "names": listing(same, MOST)}
            for verdict, same in names.items()
        ]
        return listing(parts, MOST)


@dataclass(frozen=True)
class Suggestion:
    """Two regions worth comparing, and why."""

    regions: tuple[RegionResult, RegionResult]
    reason: str

    @property
    def names(self) -> str:
        return listing([words(result.region.name) for result in self.regions])

    @property
    def query(self) -> str:
        return "&".join(f"region={result.region.code}" for result in self.regions)


def suggestions(
    results: Sequence[RegionResult], chosen: RegionResult | None = None
) -> list[Suggestion]:
    """Pairs worth comparing, with `chosen` in each of them if there is one."""
    pairs = [pair for pair in combinations(results, 2) if chosen is None or chosen in pair]
    found = [
        Suggestion(pair, _("Almost the same score, and another decision"))
        for pair in _apart(sorted(filter(_decided_otherwise, pairs), key=_distance), chosen, 2)
    ]
    best = max(pairs, key=lambda pair: sum(result.known for result in pair), default=None)
    if best is not None and best not in [one.regions for one in found]:
        found.append(Suggestion(best, _("Most is known about these two")))
    return found


def _decided_otherwise(pair: tuple[RegionResult, RegionResult]) -> bool:
    one, other = pair
    decided = None not in (one.decision, other.decision) and one.decision != other.decision
    return decided and None not in (one.score, other.score)


def _distance(pair: tuple[RegionResult, RegionResult]) -> float:
    return abs((pair[0].score or 0) - (pair[1].score or 0))


def _apart(
    pairs: Iterable[tuple[RegionResult, RegionResult]], chosen: RegionResult | None, most: int
) -> list[tuple[RegionResult, RegionResult]]:
    """The first pairs that share no region, but for the chosen one."""
    kept: list[tuple[RegionResult, RegionResult]] = []
    seen: set[str] = set()
    for pair in pairs:
        codes = {result.region.code for result in pair if result is not chosen}
        if len(kept) < most and not codes & seen:
            kept.append(pair)
            seen |= codes
    return kept
