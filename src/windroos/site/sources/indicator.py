"""The page of an indicator in an edition: between regions, over time, gaps, the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.queries import Edition
from windroos.apps.regions import queries as regions
from windroos.codes.regions import country_of
from windroos.report import table_file
from windroos.report.series import HUES
from windroos.report.table_file import Column
from windroos.site.sources import figures, words
from windroos.site.sources.at import At
from windroos.site.sources.chosen import Chosen, chosen
from windroos.site.sources.edition import dataset_of, edition_or_404
from windroos.site.sources.figures import Names
from windroos.site.sources.mapped import map_of
from windroos.site.sources.words import country_name
from windroos.sources import contents as derived
from windroos.sources import looking
from windroos.sources.lake import LakeError
from windroos.sources.looking import Choice, Figure, Series

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
# So many units and codes in dimensions are offered to choose from.
_COMBINATIONS = 5000
_PLACES, _ROWS = 50, 50
_GAPS = 20_000


def _asked(request: HttpRequest, number: int, case: str) -> tuple[At, Edition, Chosen]:
    """What is asked; 404 where the edition is not of figures, or does not have the indicator."""
    at, one = At(request, case), edition_or_404(number)
    if one.table != derived.TABLE:
        raise Http404(f"edition {number} holds no figures")
    wanted = request.GET.get("id", "")
    try:
        there = looking.combinations(
            settings.WINDROOS_LAKE, one.sha256, Choice(wanted), most=_COMBINATIONS
        )
    except LakeError as error:
        raise Http404(str(error)) from error
    if not there:
        raise Http404(f"no indicator {wanted}")
    return at, one, chosen(request.GET, wanted, there)


@require_safe
def indicator(request: HttpRequest, number: int, case: str = "") -> HttpResponse:
    """How an indicator differs between regions, and over time."""
    at, one, now = _asked(request, number, case)
    own = _own_regions(at)
    known = Names(evidence.region_names(), own)
    with looking.asked(settings.WINDROOS_LAKE, one.sha256, now.choice) as series:
        latest = series.latest(until=now.until or None)
        regions_shown = now.regions or _usual(latest, own)
        by_region = _by_region(series, regions_shown)
        gaps = series.gaps(most=_GAPS)
        table, rows = _table(request, series, now, by_region)
    in_figures = {figure.region for figure in latest if figure.region}
    places = figures.places(latest, known, regions_shown)
    drawn = figures.lines(by_region, gaps.periods, known)
    gap_regions = {gap.region for gap in gaps.gaps if gap.region}
    title = words.title_of(one.source)
    back = at.to("source_edition", one.pk)
    files = {
        form: at.to("source_indicator_file", one.pk, form, **now.query, region=now.regions)
        for form in TYPES
    }
    dataset = dataset_of(one)
    label = words.indicator_label(dataset, now.indicator)
    context: dict[str, Any] = {
        "at": at,
        "edition": one,
        "title": title,
        "edition_url": back,
        "source_url": at.source(one.source),
        "asked": now,
        "label": label,
        "unit": now.combination.unit or "",
        "answer": figures.answer(places, now.combination.unit or ""),
        "places": Paginator(places, _PLACES).get_page(request.GET.get("places")),
        "lines": drawn,
        "over_time": figures.over_time(drawn) if drawn else "",
        "one_period": gaps.periods[0] if len(gaps.periods) == 1 else "",
        "unseen": [known.code(code) for code in now.regions if code not in in_figures],
        "map": map_of(places, known, gap_regions - in_figures) if in_figures else None,
        "gaps": figures.gaps_shown(gaps, known),
        "table": table,
        "rows": [(figure, known.of(figure), _value(figure)) for figure in rows],
        "errors": any(figure.standard_error for figure in rows),
        "most": HUES,
        "files": files,
        "kept": urlencode(_kept(now), doseq=True),
        "licence": dataset.licence if dataset else None,
        "may_take": at.brings or (dataset is not None and dataset.redistribute),
        "crumbs": at.crumbs((title, at.source(one.source)), (_("Edition"), back), (label, "")),
    }
    return render(request, "windroos/sources/indicator.html", context)


def _kept(now: Chosen) -> Mapping[str, object]:
    """What the next page of a list keeps of the address."""
    there = {name: value for name, value in now.query.items() if value}
    return there | {"region": now.regions} if now.regions else there


def _own_regions(at: At) -> Mapping[str, str]:
    """The regions of the case by code, the home region first; none outside a case."""
    if at.case is None:
        return {}
    ordered = regions.Region.objects.filter(case=at.case).order_by("-home", "-weighed", "pk")
    dutch = get_language() == "nl"
    found = {one.code: one.name_nl if dutch else one.name_en for one in ordered}
    # What is known of countries alone, is known of that of the home region.
    of_home = [country for one in ordered if one.home and (country := country_of(one.code))]
    return {**{code: found.get(code) or country_name(code) for code in of_home}, **found}


def _usual(latest: Sequence[Figure], own: Mapping[str, str]) -> tuple[str, ...]:
    """The regions that are drawn when none is chosen: of the case, else the highest ones."""
    there = {one.region: one.value for one in latest if one.region and one.value is not None}
    of_case = [code for code in own if code in there]
    highest = sorted(there, key=lambda code: -there[code])
    return tuple((of_case or highest)[:HUES])


def _by_region(series: Series, wanted: Sequence[str]) -> Mapping[str, Sequence[Figure]]:
    """The figures of each of these regions."""
    found: dict[str, list[Figure]] = {code: [] for code in wanted}
    if found:
        for figure in series.figures(wanted):
            found[figure.region or ""].append(figure)
    return found


def _table(
    request: HttpRequest, series: Series, now: Chosen, by_region: Mapping[str, Sequence[Figure]]
) -> tuple[Any, Sequence[Figure]]:
    """A page of the figures one by one: of the chosen regions, or of all."""
    if now.regions:
        found = [figure for figures_of in by_region.values() for figure in figures_of]
        page = Paginator(found, _ROWS).get_page(request.GET.get("page"))
        return page, list(page)
    # The figures themselves are had a page at a time: here only their number counts.
    page = Paginator(range(now.combination.rows), _ROWS).get_page(request.GET.get("page"))
    skip = (page.number - 1) * _ROWS
    return page, series.figures(most=_ROWS, skip=skip)


def _value(figure: Figure) -> str:
    return "" if figure.value is None else figures.exact(figure.value)


@require_safe
def figures_file(request: HttpRequest, number: int, form: str, case: str = "") -> HttpResponse:
    """The figures of a choice as CSV or JSON, where the licence lets us pass them on."""
    at, one, now = _asked(request, number, case)
    if form not in TYPES:
        raise Http404(f"no form {form}")
    dataset = dataset_of(one)
    if not (dataset is not None and dataset.redistribute):
        at.must("evidence.ask_import")
    lake, sha256 = settings.WINDROOS_LAKE, one.sha256
    rows = [_row(found) for found in looking.figures(lake, sha256, now.of(now.regions))]
    about = {
        "source": one.source,
        "indicator": now.indicator,
        "snapshot": one.sha256,
        "licence": dataset.licence.name if dataset else None,
        "attribution": dataset.licence.attribution if dataset else None,
        "address": one.address or None,
        "fetched": one.fetched.isoformat() if one.fetched else None,
    }
    columns = _columns()
    content = (
        table_file.as_csv(columns, rows)
        if form == "csv"
        else table_file.as_json(columns, rows, about)
    )
    response = HttpResponse(content, content_type=TYPES[form])
    name = "".join(c if c.isalnum() or c in "-_." else "-" for c in now.indicator)[:80]
    response["Content-Disposition"] = f'attachment; filename="{name}-{one.sha256[:12]}.{form}"'
    return response


def _row(figure: Figure) -> Mapping[str, Any]:
    dimensions = "; ".join(f"{name}={code}" for name, code in sorted(figure.dimensions.items()))
    return {
        "region": figure.region,
        "region_given": figure.region_given,
        "indicator": figure.indicator,
        "period": figure.period,
        "value": figure.value,
        "unit": figure.unit,
        "flag": figure.flag,
        "standard_error": figure.standard_error,
        "dimensions": dimensions or None,
        "cell": figure.cell,
    }


def _columns() -> Sequence[Column]:
    return (
        Column("region", "string", _("The region, in the codes of Windroos")),
        Column("region_given", "string", _("The region, as the publisher writes it")),
        Column("indicator", "string", _("The indicator, as the publisher calls it")),
        Column("period", "string", _("The year, or a part of it")),
        Column("value", "number", _("The value; empty where it is missing")),
        Column("unit", "string", _("The unit, as the publisher writes it")),
        Column("flag", "string", _("The mark that the publisher puts on it")),
        Column("standard_error", "number", _("The standard error, where the publisher gives one")),
        Column("dimensions", "string", _("What the publisher tells apart besides")),
        Column("cell", "string", _("The place in the publisher's file")),
    )
