"""How sure the weighing of the focus regions is: what is open, and what other weights would say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from windroos.cases.case import Region
from windroos.cases.framework import Role
from windroos.cases.papers.focus_drawn import drawn_scores
from windroos.cases.papers.focus_region import role_names
from windroos.cases.papers.seen import Seen
from windroos.cases.papers.telling import capital
from windroos.cases.robustness import RegionRobustness, Robustness, robustness
from windroos.decide import EFFORTS
from windroos.report.paper import Block, Cell, Column, Paragraph, Section, Table

# From this share of the samples on a verdict is told to be the same in most of them.
MOSTLY = 0.75


class Sure:
    """The regions decided on, weighed in other ways for each role."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen

    @property
    def regions(self) -> list[Region]:
        return [region for region in self.seen.decided if region.weighed]

    @cached_property
    def found(self) -> Mapping[str, Robustness]:
        """By role, within the limits and with the samples that the case names."""
        seen = self.seen
        theme = seen.theme.id if seen.theme else None
        return {
            role.id: robustness(seen.case, role.id, theme, as_of=seen.day)
            for role in seen.framework.roles
        }

    def alike(self) -> list[list[Role]]:
        """The roles that come out the same for all regions, in one list."""
        groups: dict[object, list[Role]] = {}
        for role in self.seen.framework.roles:
            shares = tuple(
                tuple(self.found[role.id][region.code].shares.values()) for region in self.regions
            )
            groups.setdefault(shares, []).append(role)
        return list(groups.values())


def summary(sure: Sure) -> Iterator[Block]:
    """Of which regions the verdict stays the same in most other ways of weighing."""
    seen, tell = sure.seen, sure.seen.tell
    if not sure.regions:
        return
    for roles in sure.alike():
        found = sure.found[roles[0].id]
        firm = [one for one in sure.regions if found[one.code].certainty >= MOSTLY]
        names = tell.listing([seen.name(one) for one in firm])
        yield Paragraph(
            tell.say(
                "firm" if firm else "firm-none",
                roles=role_names(seen, roles),
                samples=tell.decimal(found.sampling.samples, 0),
                n=len(firm),
                total=len(sure.regions),
                names=names,
                share=tell.percent(MOSTLY),
            )
        )


def section(sure: Sure) -> Iterator[Section]:
    """The scores with what is still open, and what comes out of other ways of weighing."""
    seen, tell = sure.seen, sure.seen.tell
    if not sure.regions:
        return
    roles = seen.framework.roles
    scored = {
        tuple(
            (str(result.score), result.lower, result.upper, result.known)
            for region in sure.regions
            for result in [seen.weighings[role.id][region.code]]
        )
        for role in roles
    }
    # Where the roles score one region otherwise, each has a picture of all.
    pictured = [list(roles)] if len(scored) == 1 else [[role] for role in roles]
    figures = [drawn_scores(seen, sure.regions, some, n) for n, some in enumerate(pictured, 1)]
    lead = Paragraph(tell.say("sure-lead"))
    sampling = sure.found[roles[0].id].sampling
    samples = tell.decimal(sampling.samples, 0)
    drawn = Paragraph(tell.say("firm-lead", samples=samples, seed=sampling.seed))
    tables = [_shares(sure, some) for some in sure.alike()]
    yield Section(tell.say("sure-title"), (lead, *figures, drawn, *tables), id="sureness")


def _shares(sure: Sure, roles: list[Role]) -> Table:
    """By region how often each verdict comes out, the surest first."""
    seen, tell = sure.seen, sure.seen.tell
    found = [sure.found[roles[0].id][region.code] for region in sure.regions]
    found.sort(key=lambda one: -one.certainty)
    return Table(
        f"shares-{roles[0].id}",
        tell.say("firm-table", roles=role_names(seen, roles)),
        [
            Column(tell.say("region"), width=2.4),
            Column(tell.say("points-to"), width=2),
            *(Column(capital(tell.effort(name)), "percent", 0) for name in reversed(EFFORTS)),
        ],
        [_row(seen, one) for one in found],
        compact=True,
    )


def _row(seen: Seen, one: RegionRobustness) -> list[Cell]:
    tell = seen.tell
    now = one.result.provisional
    return [
        Cell(seen.name(one.result.region)),
        Cell(capital(tell.effort(now)) if now else tell.say("unknown")),
        *(Cell(round(one.shares[name] * 100, 6)) for name in reversed(EFFORTS)),
    ]
