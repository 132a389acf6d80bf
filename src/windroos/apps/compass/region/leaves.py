"""What a leaf of the framework rests on for a region, in the reader's words.

What counts comes first; what was said or measured too and does not count in this weighing follows,
with the reason why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.compass.presenting import (
    Choice,
    Place,
    basis,
    confidence,
    day,
    measured,
    words,
)
from windroos.apps.compass.region.treatment import how, steps
from windroos.apps.evidence.queries import Resolved
from windroos.cases import Case
from windroos.cases.case import Figure, Judgement, last_day
from windroos.cases.cells import Cell
from windroos.cases.framework import Criterion, FigureLeaf, Scale
from windroos.decide import CommonScale


@dataclass(frozen=True)
class Said:
    """A judgement: the rating in words, by whom, on what, and the place it rests on."""

    id: str
    rating: str
    meaning: str
    reason: str
    theme: str
    role: str
    confidence: str
    said_by: str
    published: str
    place: Place
    inherited_from: str = ""
    aside: str = ""
    # The number of the panel it comes from, if any.
    panel: int | None = None


@dataclass(frozen=True)
class Measured:
    """A figure: value and unit, its cell in the dataset, and what was done to it."""

    label: str
    value: str
    unit: str
    year: int
    source: str
    url: str
    cell: str
    note: str
    # Besides its dataset: the snapshot it was read from and its day, or the case itself.
    origin: str
    published: str
    steps: tuple[str, ...] = ()
    inherited_from: str = ""
    aside: str = ""
    converted: bool = False


@dataclass(frozen=True)
class Leaf:
    """A leaf for a region: what it says, how its value comes about, and its evidence."""

    criterion: Criterion
    label: str
    known: bool
    value: float | None
    lower: float | None
    upper: float | None
    says: str
    how: str
    said: tuple[Said, ...]
    figures: tuple[Measured, ...]
    also_said: tuple[Said, ...]
    also_measured: tuple[Measured, ...]
    inherited_from: str

    @property
    def sources(self) -> set[str]:
        """The documents and datasets that count."""
        places = [s.place.resolved for s in self.said]
        return {one.locator.document for one in places if one} | {f.source for f in self.figures}

    @property
    def silent(self) -> bool:
        """Whether nothing at all was said or measured."""
        return not (self.said or self.figures or self.also_said or self.also_measured)


class Leaves:
    """Makes the leaves of one region, seen for a role and a theme."""

    def __init__(
        self,
        case: Case,
        region: str,
        chosen: Choice,
        resolved: Mapping[str, Resolved],
        scales: Mapping[str, CommonScale],
        panels: Mapping[str, int] | None = None,
    ) -> None:
        self.case = case
        self.region = region
        self.chosen = chosen
        self.resolved = resolved
        self.scales = scales
        self.panels = panels or {}

    def leaf(self, cell: Cell, component: Criterion) -> Leaf:
        """One leaf, with everything this region has on it."""
        leaf = cell.leaf
        origin = self._name(cell.inherited_from)
        return Leaf(
            criterion=leaf,
            label=self._path(leaf, component),
            known=cell.known,
            value=cell.value if cell.known else None,
            lower=cell.lower if cell.known else None,
            upper=cell.upper if cell.known else None,
            says=self._says(cell),
            how=how(self.case, cell),
            said=tuple(self.said(j, inherited_from=origin) for j in cell.judgements),
            figures=tuple(self._counted(f, cell, origin) for f in cell.figures),
            also_said=tuple(self._also_said(cell)),
            also_measured=tuple(self._also_measured(cell)),
            inherited_from=origin,
        )

    def said(self, judgement: Judgement, *, inherited_from: str = "", aside: str = "") -> Said:
        """A judgement in the reader's words."""
        framework, themes = self.case.framework, self.case.themes
        leaf = framework.by_id[judgement.criterion]
        scale = framework.scales[leaf.rating.scale] if leaf.rating else None
        return Said(
            id=judgement.id,
            rating=_on_scale(judgement.rating, scale),
            meaning=meaning(judgement.rating, scale),
            reason=words(judgement.reason),
            theme=words(themes[judgement.theme].label) if judgement.theme else "",
            role=words(framework.role(judgement.role).label) if judgement.role else "",
            confidence=confidence(judgement.confidence),
            said_by=judgement.said_by,
            published=day(self.case.dated(judgement)),
            place=basis(self.case, judgement, self.resolved),
            inherited_from=inherited_from,
            aside=aside,
            panel=self.panels.get(judgement.id),
        )

    def measured(
        self,
        figure: Figure,
        *,
        steps: tuple[str, ...] = (),
        inherited_from: str = "",
        aside: str = "",
        converted: bool = False,
    ) -> Measured:
        """A figure in the reader's words."""
        source = self.case.sources[figure.source]
        return Measured(
            label=words(self.case.framework.indicators[figure.indicator].label),
            value=measured(figure.value),
            unit=words(self.case.framework.indicators[figure.indicator].unit),
            year=figure.year,
            source=source.title,
            url=self._where(figure),
            cell=figure.cell,
            note=words(figure.note),
            origin=origin(self.case, figure),
            published="" if figure.snapshot else day(source.published),
            steps=steps,
            inherited_from=inherited_from,
            aside=aside,
            converted=converted,
        )

    def _where(self, figure: Figure) -> str:
        """The page of what a figure comes from: its indicator with its region in the edition it was
        read from, else the dataset."""
        if figure.snapshot:
            url = reverse("source_snapshot", args=[self.case.name, figure.snapshot])
            return f"{url}?{_within(self.case, figure)}"
        return f"{reverse('documents', args=[self.case.name])}#{figure.source}"

    def _name(self, code: str | None) -> str:
        return words(self.case.regions[code].name) if code else ""

    def _path(self, leaf: Criterion, component: Criterion) -> str:
        """The label of a leaf, with the levels between it and its component in front."""
        labels, at = [words(leaf.label)], leaf
        while at.id != component.id and at.parent not in (None, component.id):
            at = self.case.framework.by_id[str(at.parent)]
            labels.insert(0, words(at.label))
        return " › ".join(labels)

    # What a cell says

    def _says(self, cell: Cell) -> str:
        """A cell in a few words: the meaning of its rating, or its figure with its unit."""
        if not cell.known:
            return ""
        if cell.leaf.rating is not None:
            scale = self.case.framework.scales[cell.leaf.rating.scale]
            return meaning(cell.raw, scale)
        first = cell.figures[0]
        if len({f.indicator for f in cell.figures}) > 1:
            unit = words(self.case.framework.indicators[first.indicator].unit)
            years = "/".join(sorted({str(f.year) for f in cell.figures}))
            return f"{words(cell.leaf.label)}: {measured(cell.raw)} {unit} ({years})"
        label = words(self.case.framework.indicators[first.indicator].label)
        values = " / ".join(measured(f.value) for f in cell.figures)
        return f"{label}: {values} ({first.year})"

    # Figures that count, and what was done to them

    def _counted(self, figure: Figure, cell: Cell, origin: str) -> Measured:
        spec = cell.leaf.figure
        assert spec is not None
        return self.measured(
            figure,
            steps=tuple(steps(self.case, figure, cell, spec, self.scales)),
            inherited_from=origin,
            converted=cell.converted,
        )

    # What does not count here

    def _also_said(self, cell: Cell) -> Iterator[Said]:
        counted = {j.id for j in cell.judgements}
        for judgement in self.case.judgements:
            here = (judgement.region, judgement.criterion) == (self.region, cell.leaf.id)
            if here and judgement.id not in counted:
                yield self.said(judgement, aside=self._why_not(judgement))

    def _why_not(self, judgement: Judgement) -> str:
        if judgement.role not in (None, self.chosen.role):
            return _("It is about another role.")
        if self.chosen.theme and judgement.theme not in (None, self.chosen.theme):
            return _("It is about another theme.")
        if self.chosen.theme and judgement.theme is None:
            return _("It is about all themes; what is said about this theme comes first.")
        if judgement.theme:
            return _("Without a chosen theme the theme that fits best counts.")
        return _("Evidence on a theme comes first here, or the source came out later.")

    def _also_measured(self, cell: Cell) -> Iterator[Measured]:
        spec = cell.leaf.figure
        if spec is None:
            return
        own = [
            f
            for f in self.case.figures
            if f.region == self.region and f.indicator in spec.indicators
        ]
        for figure in own:
            if figure not in cell.figures:
                yield self.measured(figure, aside=self._why_no_figure(figure, cell, spec))

    def _why_no_figure(self, figure: Figure, cell: Cell, spec: FigureLeaf) -> str:
        came = last_day(self.case.sources[figure.source].published)
        if figure.snapshot and came > (self.chosen.day or timezone.localdate()):
            return _("It was brought in after this weighing.")
        if not cell.known and spec.combine == "sum":
            return _("Another part of the sum is missing.")
        if not cell.known:
            return _("The source came out after this weighing.")
        if any(f.indicator == figure.indicator for f in cell.figures):
            return _("There is a figure of a later year.")
        first = words(self.case.framework.indicators[cell.figures[0].indicator].label)
        return _("%(first)s comes first.") % {"first": first}


def origin(case: Case, figure: Figure) -> str:
    """From which snapshot a figure was read, or that it is the case's own where it could be read;
    and of which regions it was put together."""
    told = []
    if figure.snapshot:
        source = case.sources[figure.source]
        given = {"hash": figure.snapshot[:12], "day": day(source.published)}
        told.append(_("from snapshot %(hash)s of %(day)s") % given)
    elif figure.indicator in case.framework.series:
        told.append(_("the case's own figure"))
    if figure.parts:
        told.append(_("put together from %(regions)s") % {"regions": ", ".join(figure.parts)})
    return "; ".join(told)


def meaning(rating: float, scale: Scale | None) -> str:
    """A rating in the words of its scale; between two points, both."""
    if scale is None:
        return ""
    exact = scale.meaning(rating)
    if exact is not None:
        return words(exact)
    below = max((p for p in scale.points if p.value < rating), key=lambda p: p.value)
    above = min((p for p in scale.points if p.value > rating), key=lambda p: p.value)
    return _("between “%(below)s” and “%(above)s”") % {
        "below": words(below.meaning),
        "above": words(above.meaning),
    }


def _on_scale(rating: float, scale: Scale | None) -> str:
    if scale is None:
        return measured(rating)
    return _("%(rating)s of %(high)s") % {"rating": measured(rating), "high": measured(scale.high)}


def _within(case: Case, figure: Figure) -> str:
    """What of an edition a figure was read from, as its page is asked for it: the indicator by the
    series, and the regions that the figure was put together from or is of."""
    series = case.framework.series[figure.indicator]
    regions = figure.parts or ((series.place.of if series.place else figure.region),)
    dimensions = [(f"d.{name}", code) for name, code in series.dimensions]
    asked = [("id", series.observed), ("unit", series.unit), *dimensions]
    return urlencode([*asked, *(("region", code) for code in dict.fromkeys(regions))])
