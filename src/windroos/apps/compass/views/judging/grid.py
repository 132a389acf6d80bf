"""Many ratings at once: a grid of regions and criteria, what they would do, and a save of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from windroos import cases
from windroos.apps.compass import actions
from windroos.apps.compass.actions.trying import tried
from windroos.apps.compass.forms.grid import BatchForm, OwnForm
from windroos.apps.compass.forms.judging import passage_choices
from windroos.apps.compass.judging import grids
from windroos.apps.compass.judging.effects import Effect, effects, summary
from windroos.apps.compass.judging.grids import Cell, Clash
from windroos.apps.compass.presenting import words
from windroos.apps.compass.views.overview import CONTINENTS
from windroos.apps.compass.writing import tell_done, writable, writer
from windroos.apps.regions import journal
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.faults import told
from windroos.apps.regions.queries import Case
from windroos.cases.case import Region
from windroos.cases.framework import Criterion
from windroos.cases.naming import leaf_name
from windroos.link.text import fold


@dataclass(frozen=True)
class Asked:
    """Which rows and columns an address asks for; what is not known asks for nothing."""

    theme: str | None
    criterion: str
    aspect: str
    region: str
    continent: str
    unknown: bool

    @classmethod
    def of(cls, query: Mapping[str, Any], value: cases.Case) -> Asked:
        def one(name: str, known: Any) -> str:
            asked = str(query.get(name, ""))
            return asked if asked in known else ""

        rated = {leaf.id for leaf in value.framework.leaves if leaf.rating}
        aspects = {group.id for group in value.framework.groups}
        return cls(
            theme=one("theme", value.themes) or None,
            criterion=one("criterion", rated),
            aspect=one("aspect", {"all", *aspects}),
            region=one("region", value.regions),
            continent=one("continent", CONTINENTS),
            unknown=query.get("unknown") == "1",
        )

    def leaves(self, value: cases.Case) -> list[Criterion]:
        """The columns: a criterion, an aspect, or all; of one region all, else the first aspect."""
        framework = value.framework
        if self.criterion:
            return [framework.by_id[self.criterion]]
        aspect = self.aspect or ("all" if self.region else framework.groups[0].id)
        top = framework.root.id if aspect == "all" else aspect
        return [leaf for leaf in framework.leaves_under(top) if leaf.rating]

    def regions(self, value: cases.Case) -> list[Region]:
        """The rows: a region, or those that are weighed."""
        if self.region:
            return [value.regions[self.region]]
        found = [r for r in value.weighed if self.continent in ("", r.continent)]
        return sorted(found, key=lambda region: fold(words(region.name)))


@login_required
@require_http_methods(["GET", "POST"])
def grid(request: HttpRequest, case: str) -> HttpResponse:
    """Choose ratings, see what they would do, and write them all at once."""
    row, value = writable(request, case)
    asked = Asked.of(request.GET, value)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do in ("preview", "save"):
        cells = grids.chosen(value, request.POST)
        if cells:
            return _look(request, row, value, asked, cells, save=do == "save")
        messages.info(request, _("No rating was changed."))
    return _grid(request, row, value, asked, request.POST)


def _grid(
    request: HttpRequest, row: Case, value: cases.Case, asked: Asked, data: QueryDict
) -> HttpResponse:
    leaves, regions = asked.leaves(value), asked.regions(value)
    too_many = len(leaves) * len(regions) > grids.MOST_CELLS
    made = grids.grid(
        row, value, asked.theme, [] if too_many else regions, leaves, unknown=asked.unknown
    )
    if data:
        made = grids.filled_in(made, value, data)
    framework = value.framework
    columns = [_Column(leaf, value) for leaf in leaves]
    rated = [leaf for leaf in framework.leaves if leaf.rating]
    return render(
        request,
        "compass/judging/grid.html",
        {
            "value": value,
            "grid": made,
            "asked": asked,
            "rows": [
                (region, list(zip(columns, cells, strict=True))) for region, cells in made.rows
            ],
            "kept": [(name, data[name]) for name in data if _is_reason(name, made)],
            "too_many": too_many,
            "changed": sum(cell.changed for cell in made.cells),
            "columns": columns,
            "aspects": [(group.id, words(group.label)) for group in framework.groups],
            "criteria": [(leaf.id, words(leaf_name(framework, leaf))) for leaf in rated],
            "themes": [(theme.id, words(theme.label)) for theme in value.themes.values()],
            "all_regions": sorted(
                ((r.code, words(r.name)) for r in value.regions.values() if not r.home),
                key=lambda option: fold(option[1]),
            ),
            "continents": [
                (id, label)
                for id, label in CONTINENTS.items()
                if id in {region.continent for region in value.weighed}
            ],
        },
    )


def _is_reason(name: str, made: grids.Grid) -> bool:
    """Whether a field holds a reason or source that was typed before going back to the grid."""
    return name not in {"csrfmiddlewaretoken", "do", "state", *(cell.key for cell in made.cells)}


class _Column:
    """A leaf at the head of a column, with its scale."""

    def __init__(self, leaf: Criterion, value: cases.Case) -> None:
        assert leaf.rating is not None
        self.leaf = leaf
        self.label = words(leaf_name(value.framework, leaf))
        self.points = value.framework.scales[leaf.rating.scale].points


@dataclass(frozen=True)
class _Change:
    """A rating to write, as it is shown before it is written."""

    form: OwnForm
    before: str
    after: str
    clash: Clash | None = None
    theirs: str = ""


def _look(
    request: HttpRequest,
    row: Case,
    value: cases.Case,
    asked: Asked,
    cells: Sequence[Cell],
    *,
    save: bool,
) -> HttpResponse:
    """All changes before they are written, with what they do; or written, where all is well."""
    data = request.POST if "looked" in request.POST else None
    batch = BatchForm(value, data)
    forms = [OwnForm(cell, _label(value, cell), data) for cell in cells]
    checked = [form.is_valid() or not form.is_bound for form in (batch, *forms)]
    sound = data is not None and all(checked)
    taken = [form for form in forms if form.taken]
    clashing = grids.clashes(row, cells)
    if sound and save and not any(form.cell.key in clashing for form in taken):
        entries = [_entry(asked.theme, batch, form) for form in taken]
        try:
            written = actions.judge(row, entries, actor=writer(request))
        except Conflict:  # someone was faster, between our look and our write
            clashing = grids.clashes(row, cells)
        except actions.Invalid as error:
            _tell(batch, taken, error)
        except ValidationError as error:
            batch.add_error(None, error.messages)
        else:
            return _saved(request, row, written)
    found = _effects(request, row, asked, [one.cell for one in taken]) if taken else []
    seen = [clashing[cell.key].seen if cell.key in clashing else cell for cell in cells]
    changes = [_change(value, form, clashing.get(form.cell.key)) for form in forms]
    return render(
        request,
        "compass/judging/grid_preview.html",
        {
            "asked": asked,
            "theme": words(value.themes[asked.theme].label) if asked.theme else "",
            "form": batch,
            "changes": changes,
            "clashes": [change for change in changes if change.clash],
            "effects": found,
            "effects_summary": summary(found),
            "state": grids.written(seen),
            "passages": passage_choices(value)[1:],
        },
    )


def _label(value: cases.Case, cell: Cell) -> str:
    return f"{words(cell.region.name)}, {words(leaf_name(value.framework, cell.leaf))}"


def _entry(theme: str | None, batch: BatchForm, own: OwnForm) -> actions.Entry:
    cell = own.cell
    return actions.Entry({**batch.row, **own.row, **_rated(cell, theme)}, cell.id, cell.version)


def _rated(cell: Cell, theme: str | None) -> dict[str, Any]:
    return {
        "region": cell.region.code,
        "criterion": cell.leaf.id,
        "theme": theme,
        "role": None,
        "rating": float(cell.chosen),
    }


def _effects(request: HttpRequest, row: Case, asked: Asked, cells: Sequence[Cell]) -> list[Effect]:
    """What the ratings would do to the verdicts, whatever their reasons will be."""
    said = {"confidence": "low", "reason_nl": "-", "grounds_nl": "-"}
    here = {version.key for version in journal.current(row, "judgements").values() if version.row}
    entries = [
        actions.Entry({**said, **_rated(cell, asked.theme)}, cell.id if cell.id in here else None)
        for cell in cells
    ]
    trial = tried(row, lambda: actions.judge(row, entries, actor=writer(request)))
    codes = {cell.region.code for cell in cells}
    return effects(trial.before, trial.after, timezone.localdate(), codes, {None, asked.theme})


def _tell(batch: BatchForm, taken: Sequence[OwnForm], error: actions.Invalid) -> None:
    """Puts what is wrong beside the rating it is wrong with, or where it was said for all."""
    for number, problem in error.problems:
        own, column = taken[number], problem.field or ""
        field = column.removesuffix("_nl").removesuffix("_en")
        if column in own.row and field in own.fields:
            own.add_error(field, told(problem))
        elif column in batch.fields:
            if told(problem) not in batch.errors.get(column, []):
                batch.add_error(column, told(problem))
        else:
            batch.add_error(None, f"{own.label}: {told(problem)}")


def _change(value: cases.Case, form: OwnForm, clash: Clash | None) -> _Change:
    cell = form.cell
    leaf = cell.leaf
    assert leaf.rating is not None
    said = dict(grids.choices(value, leaf, cell.was))
    theirs = ""
    if clash is not None:
        row = clash.now.row
        theirs = f"{row['rating']:g}" if row else _("taken back")
    return _Change(
        form=form,
        before=said[cell.was] if cell.was else _("unknown"),
        after=said[cell.chosen],
        clash=clash,
        theirs=theirs,
    )


def _saved(request: HttpRequest, row: Case, written: Sequence[actions.Written]) -> HttpResponse:
    if written:
        text = ngettext("%(n)s rating was saved.", "%(n)s ratings were saved.", len(written))
        back = request.get_full_path()
        tell_done(request, row, text % {"n": len(written)}, written, back)
    else:
        messages.info(request, _("No rating was changed."))
    return redirect(request.get_full_path())
