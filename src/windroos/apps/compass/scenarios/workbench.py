"""The workbench of scenarios: every weight, threshold and goalpost as a field to turn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from windroos import cases
from windroos.apps.compass.framework.words import criterion_name, share
from windroos.apps.compass.presenting import effort, measured, words
from windroos.apps.compass.scenarios.asked import Asked
from windroos.apps.regions.faults import told
from windroos.cases.framework import Criterion, Framework
from windroos.cases.problems import Problem
from windroos.cases.scenario_rules import EFFORTS, GOALPOSTS, THRESHOLD, WEIGHT, written

# How far a weight can be slid: so many times the heaviest of its group. Further can be typed.
REACH = 4


@dataclass(frozen=True)
class Slider:
    """The range of a slider and its step, as the browser reads them."""

    low: str
    high: str
    step: str


@dataclass(frozen=True)
class Field:
    """One number to turn.

    `name` stands in the address; `text` is what was filled in, `own` what the framework says.
    """

    name: str
    label: str
    text: str
    own: str
    slider: Slider | None
    share: str = ""
    error: str = ""
    below: Group | None = None

    @property
    def id(self) -> str:
        """The name as an id of the page, which a style sheet can point at."""
        return self.name.replace(".", "_")

    @property
    def changed(self) -> bool:
        """Whether it differs from the framework; what is no number does."""
        try:
            return float(self.text) != float(self.own)
        except ValueError:
            return True


@dataclass(frozen=True)
class Group:
    """Fields that belong together: the parts of a criterion, the thresholds, the goalposts."""

    id: str
    label: str
    fields: tuple[Field, ...]
    unit: str = ""
    error: str = ""
    run: str = ""

    @property
    def changed(self) -> int:
        """How many of its own fields, and of those below, differ from the framework."""
        return sum(f.changed + (f.below.changed if f.below else 0) for f in self.fields)

    @property
    def flat(self) -> list[Field]:
        """Its fields with all that stand below them."""
        return [one for f in self.fields for one in (f, *(f.below.flat if f.below else ()))]

    @property
    def groups(self) -> list[Group]:
        """The group with all groups below it."""
        below = [f.below for f in self.fields if f.below]
        return [self, *(one for group in below for one in group.groups)]


class Workbench:
    """The fields of a framework, filled with what an address asks for."""

    def __init__(self, framework: Framework, asked: Asked, base: cases.Assessment) -> None:
        self.framework = framework
        self.asked = asked
        self.role = asked.scenario.role
        self.base = base
        # Shares are told of what can be weighed; else of the framework.
        self.weighed = framework if asked.problems else cases.apply(framework, asked.scenario)
        self.errors: dict[str, list[str]] = {}
        for problem in asked.problems:
            self.errors.setdefault(problem.field or "", []).append(self._told(problem))

    def _told(self, problem: Problem) -> str:
        """A problem in words, with the labels of criteria in place of their ids."""
        parent = self.framework.by_id.get(str(problem.values.get("parent")))
        if parent is not None:
            values = {**problem.values, "parent": words(parent.label)}
            problem = Problem(problem.code, problem.file, problem.wording, values=values)
        return told(problem)

    @cached_property
    def stray(self) -> list[str]:
        """What is wrong with entries that no field is for."""
        known = {field.name for field in self.fields} | {
            f"{GOALPOSTS}{leaf.id}" for leaf in self.framework.leaves
        }
        return [
            f"{name}: {text}"
            for name, texts in self.errors.items()
            if name not in known
            for text in texts
        ]

    @cached_property
    def fields(self) -> list[Field]:
        """Every field, those below others too."""
        groups = [self.thresholds, *self.goalposts, *([self.weights] if self.weights else ())]
        return [field for group in groups for field in group.flat]

    @cached_property
    def resets(self) -> list[Group]:
        """The groups that can be put back to the framework one by one."""
        return [self.thresholds, self.posts, *(self.weights.groups if self.weights else ())]

    @cached_property
    def posts(self) -> Group:
        """All goalposts together."""
        fields = [field for group in self.goalposts for field in group.fields]
        return Group("goalposts", _("Goalposts"), tuple(fields))

    @cached_property
    def weights(self) -> Group | None:
        """The weights of the aspects, with those of their parts below them."""
        return self._group(self.framework.root)

    def _group(self, parent: Criterion) -> Group | None:
        """The parts of a criterion; where it has one part only, the parts of that."""
        children = self.framework.children(parent.id)
        if len(children) == 1:
            return self._group(children[0])
        if not children:
            return None
        heaviest = max(child.weight(self.role) for child in children)
        reach = REACH * (heaviest or 1)
        slider = Slider("0", written(reach), written(reach / 40))
        return Group(
            parent.id,
            words(parent.label),
            tuple(self._weight(child, slider) for child in children),
        )

    def _weight(self, criterion: Criterion, slider: Slider) -> Field:
        now = self.weighed.by_id[criterion.id]
        return self._field(
            WEIGHT + criterion.id,
            criterion_name(self.framework, criterion),
            criterion.weight(self.role),
            slider,
            share=share(self.weighed, now, self.role),
            below=self._group(criterion),
        )

    @cached_property
    def thresholds(self) -> Group:
        """From which score on a region gets which effort."""
        own = self.framework.role(self.role).thresholds
        slider = Slider("0", "1", "0.01")
        fields = [
            self._field(THRESHOLD + name, capfirst(effort(name)), own[name], slider)
            for name in EFFORTS
        ]
        return Group("thresholds", _("Thresholds"), tuple(fields))

    @cached_property
    def goalposts(self) -> list[Group]:
        """For each leaf that is measured, the figure that gives 0 and the one that gives 1."""
        return [self._posts(leaf) for leaf in self.framework.leaves if leaf.figure]

    def _posts(self, leaf: Criterion) -> Group:
        assert leaf.figure is not None
        name = GOALPOSTS + leaf.id
        given = self.asked.entries.get(name, "").partition("..")
        fields = []
        slider, run = self._run(leaf)
        for end, label, own, text in (
            ("low", _("Gives 0"), leaf.figure.goalposts[0], given[0]),
            ("high", _("Gives 1"), leaf.figure.goalposts[1], given[2]),
        ):
            fields.append(self._field(f"{name}.{end}", label, own, slider, text=text))
        onto = leaf.figure.common_scale.onto if leaf.figure.common_scale else None
        indicator = self.framework.indicators[onto or leaf.figure.indicators[0]]
        return Group(
            leaf.id,
            criterion_name(self.framework, leaf),
            tuple(fields),
            unit=words(indicator.unit),
            error=" ".join(self.errors.get(name, ())),
            run=run,
        )

    def _run(self, leaf: Criterion) -> tuple[Slider | None, str]:
        """How far the goalposts of a leaf can be slid, and from where to where its figures run.

        On a scale of factors a slider would jump: there is none.
        """
        figures = self._figures(leaf)
        run = (
            _("The figures run from %(low)s to %(high)s.")
            % {"low": measured(min(figures)), "high": measured(max(figures))}
            if figures
            else _("There are no figures yet.")
        )
        assert leaf.figure is not None
        if leaf.figure.transform is not None:
            return None, run
        ends = [*figures, *leaf.figure.goalposts]
        width = max(ends) - min(ends)
        step = 10 ** math.floor(math.log10(width / 50))
        low = math.floor((min(ends) - width / 4) / step) * step
        high = math.ceil((max(ends) + width / 4) / step) * step
        return Slider(*(written(round(n, 12)) for n in (low, high, step))), run

    def _figures(self, leaf: Criterion) -> list[float]:
        if not self.base.regions:
            return []
        prepared = self.base.regions[0].weighed.prepared
        raw = prepared.raw[0, :, prepared.leaves.index(leaf)]
        return raw[~np.isnan(raw)].tolist()

    def _field(
        self,
        name: str,
        label: str,
        own: float,
        slider: Slider | None,
        *,
        text: str = "",
        share: str = "",
        below: Group | None = None,
    ) -> Field:
        return Field(
            name=name,
            label=label,
            text=self.asked.entries.get(name) or text or written(own),
            own=written(own),
            slider=slider,
            share=share,
            error=" ".join(self.errors.get(name, ())),
            below=below,
        )
