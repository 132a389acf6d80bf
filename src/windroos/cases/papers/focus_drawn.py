"""The pictures of the report on the focus regions: maps of the decisions, and the scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from windroos.cases.case import Region
from windroos.cases.framework import Role
from windroos.cases.papers import choosing
from windroos.cases.papers.focus_region import role_names
from windroos.cases.papers.seen import Seen
from windroos.cases.papers.telling import capital
from windroos.cases.standing import openness
from windroos.report.alone import alone
from windroos.report.effort_map import Place, effort_map
from windroos.report.paper import Cell, Column, Figure, Table
from windroos.report.place_map import frame, outlines
from windroos.report.score_rows import Scored, score_rows


def drawn_map(
    seen: Seen,
    id: str,
    group: str,
    regions: Sequence[Region],
    land: Sequence[Mapping[str, Any]],
) -> Figure:
    """The decisions on a group of regions, on a map."""
    tell = seen.tell
    drawn = frame((region.longitude, region.latitude) for region in regions)
    chosen = {region: seen.choices(region) for region in regions}
    active = sum(any(one.effort == "active" for one in choices) for choices in chosen.values())
    caption = tell.say("map-caption", group=group, n=active, total=len(regions))
    roles = [tell.of(role.label) for role in seen.framework.roles]
    told = [
        tell.say(
            "map-region",
            region=seen.name(region),
            efforts=tell.listing([choosing.decided(seen, one) for one in choices]),
        )
        for region, choices in chosen.items()
    ]
    svg = effort_map(
        drawn,
        [
            Place(
                region.longitude,
                region.latitude,
                seen.name(region),
                tuple(one.effort for one in choices),
            )
            for region, choices in chosen.items()
        ],
        title=caption,
        land=[outlines(geometry, drawn) for geometry in land],
    )
    table = Table(
        f"{id}-table",
        tell.say("map-table", group=group),
        [tell.say("region"), *roles],
        [
            [
                Cell(seen.name(region)),
                *(Cell(capital(choosing.decided(seen, one))) for one in choices),
            ]
            for region, choices in chosen.items()
        ],
    )
    alt = tell.say("map-alt", group=group, roles=tell.listing(roles), told=" ".join(told))
    return Figure(id, caption, alt, table=table, svg=alone(svg))


def drawn_scores(seen: Seen, regions: Sequence[Region], roles: list[Role], n: int) -> Figure:
    """The scores of regions in roles that see them alike, with what is still open."""
    tell = seen.tell
    role = roles[0]
    results = sorted(
        (seen.weighings[role.id][region.code] for region in regions),
        key=lambda one: (one.score is None, -(one.score or 0)),
    )
    choices = {one.region.code: [seen.choice(one.region, r) for r in roles] for one in results}
    wide = sum(openness(one).wide for one in results)
    caption = tell.say("sure-caption", n=wide, total=len(results))
    thresholds = [
        (role.thresholds[name], capital(tell.effort(name))) for name in ("reactive", "active")
    ]
    labels = [tell.of(one.label) for one in roles]
    svg = score_rows(
        [
            Scored(
                seen.name(one.region),
                one.score,
                one.lower,
                one.upper,
                tuple(choice.effort for choice in choices[one.region.code]),
            )
            for one in results
        ],
        thresholds,
        labels,
        title=caption,
        write=lambda value: tell.decimal(value, 1),
    )
    table = Table(
        f"scores-{n}-table",
        tell.say("sure-table", roles=role_names(seen, roles)),
        [
            Column(tell.say("region"), width=2.4),
            Column(tell.say("score"), "number", 2),
            Column(tell.say("lowest"), "number", 2),
            Column(tell.say("highest"), "number", 2),
            Column(tell.say("known-of"), "percent", 0),
            *(Column(tell.say("decision-of", role=label), width=1.6) for label in labels),
        ],
        [
            [
                Cell(seen.name(one.region)),
                Cell(one.score) if one.score is not None else Cell(text=tell.say("unknown")),
                Cell(one.lower),
                Cell(one.upper),
                Cell(round(one.known * 100, 6)),
                *(
                    Cell(capital(choosing.decided(seen, choice)))
                    for choice in choices[one.region.code]
                ),
            ]
            for one in results
        ],
    )
    alt = tell.say(
        "sure-alt",
        thresholds=tell.listing([f"{tell.decimal(at)} ({name})" for at, name in thresholds]),
        first=seen.name(results[0].region),
        last=seen.name(results[-1].region),
    )
    return Figure(f"scores-{n}", caption, alt, table=table, svg=alone(svg))
