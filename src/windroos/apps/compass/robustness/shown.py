"""What draws gave, ready to be shown: the regions, who comes before whom, and runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from windroos import cases
from windroos.apps.compass.models import Run
from windroos.apps.compass.presenting import Choice, decimal, listing, words
from windroos.apps.compass.robustness import runs
from windroos.apps.compass.robustness.asked import SPACE_WORDS, address
from windroos.apps.compass.robustness.outcome import FACTORS, Outcome, Sure, Wanted
from windroos.apps.compass.robustness.sureness import (
    FACTOR_WORDS,
    as_percent,
    due_to,
    parts,
    percents,
    shares_in_words,
    verdict,
)
from windroos.apps.compass.weighing.rows import region_url
from windroos.apps.regions.queries import Case
from windroos.report.sureness import Part

# From this share on a verdict is called sure.
SURE = 0.9
# Shades of the matrix of pairs, from never to always.
SHADES = 10


@dataclass(frozen=True)
class Share:
    """The share of one verdict or factor; `name` is the field of the table to take along."""

    name: str
    label: str
    value: float
    text: str


@dataclass(frozen=True)
class Line:
    """One region: how often each verdict comes out, its place, and what its doubt is due to."""

    sure: Sure
    number: int
    name: str
    url: str
    last: int

    @property
    def parts(self) -> tuple[Part, ...]:
        return parts(self.sure.shares)

    @property
    def in_words(self) -> str:
        return shares_in_words(self.sure.shares)

    @property
    def shares(self) -> list[Share]:
        """The share of every verdict, those that never come out too."""
        written = percents(self.sure.shares)
        return [
            Share(name, verdict(name), share, written.get(name) or as_percent(share))
            for name, share in self.sure.data["shares"].items()
        ][::-1]

    @property
    def rank(self) -> str:
        return "" if self.sure.rank is None else decimal(self.sure.rank, 1)

    @property
    def span(self) -> str:
        """The places between which it comes out nine times out of ten."""
        if self.sure.ranks is None:
            return ""
        low, high = self.sure.ranks
        return str(low) if low == high else f"{low}–{high}"

    @property
    def place_in_words(self) -> str:
        given = {"name": self.name, "rank": self.rank, "span": self.span}
        return _("%(name)s: expected place %(rank)s, nine times out of ten %(span)s") % given

    @property
    def due_to(self) -> list[Share]:
        """The share of every factor in the doubt; none without doubt."""
        held = dict(zip(self.sure.due_to, due_to(self.sure.due_to), strict=False))
        if not held:
            return []
        return [
            Share(
                name,
                FACTOR_WORDS[name](),
                self.sure.due_to.get(name, 0.0),
                held[name][1] if name in held else as_percent(0.0),
            )
            for name in FACTORS
        ]


@dataclass(frozen=True)
class Pair:
    """How often one region comes before another, from 0 to 1."""

    share: float
    words: str

    @property
    def text(self) -> str:
        """The share as a whole number out of 100."""
        return as_percent(self.share).rstrip("%") if self.share >= 0.005 or not self.share else "<1"

    @property
    def shade(self) -> int:
        return round(self.share * SHADES)


class Shown:
    """What draws gave for a case, by the place expected."""

    def __init__(self, case: Case, value: cases.Case, wanted: Wanted, found: Outcome) -> None:
        self.case, self.value, self.wanted, self.found = case, value, wanted, found

    @cached_property
    def lines(self) -> list[Line]:
        chosen = Choice(self.wanted.role, self.wanted.theme, self.wanted.day)
        last = len(self.found.by_code)
        return [
            Line(
                one,
                number,
                words(self.value.regions[one.code].name),
                region_url(self.value, one.code, chosen),
                last,
            )
            for number, one in enumerate(self.found, 1)
        ]

    @property
    def samples(self) -> str:
        return decimal(self.found.samples, 0)

    @property
    def answer(self) -> str:
        """How many regions have a sure verdict, and which is the least sure."""
        if not self.lines:
            return _("No region is weighed, so there is nothing to be sure of.")
        sure = [line for line in self.lines if max(line.sure.shares.values()) >= SURE]
        total = len(self.lines)
        if sure:
            first = ngettext(
                "Of the %(total)s regions %(n)s is sure: it gets the same verdict in at least 9"
                " out of 10 ways of weighing that can be defended (%(names)s).",
                "Of the %(total)s regions %(n)s are sure: they get the same verdict in at least 9"
                " out of 10 ways of weighing that can be defended (%(names)s).",
                len(sure),
            ) % {
                "total": total,
                "n": len(sure),
                "names": listing([line.name for line in sure], 4),
            }
        else:
            first = _(
                "No region is sure: none gets the same verdict in 9 out of 10 ways of weighing"
                " that can be defended."
            )
        surest = max(self.lines, key=lambda line: max(line.sure.shares.values()))
        if not sure:
            first += " " + _("The surest is %(name)s (%(effort)s: %(share)s).") % {
                "name": surest.name,
                "effort": verdict(max(surest.sure.shares, key=surest.sure.shares.__getitem__)),
                "share": as_percent(max(surest.sure.shares.values())),
            }
        least = max(self.lines, key=lambda line: line.sure.data["entropy"])
        if not least.sure.data["entropy"]:
            return first
        second = _("The least sure is %(name)s.") % {"name": least.name}
        return f"{first} {second}"

    @property
    def doubt(self) -> str:
        """What the doubt is due to on average, in a sentence."""
        told = [line.sure.due_to for line in self.lines if line.sure.due_to]
        if not told:
            return _("There is no doubt: every way that was tried gives the same.")
        mean = {name: sum(one.get(name, 0.0) for one in told) / len(told) for name in FACTORS}
        ordered = dict(sorted(mean.items(), key=lambda item: -item[1]))
        factors = [f"{label} ({share})" for label, share in due_to(ordered)]
        return _("On average over the regions the doubt comes from %(factors)s.") % {
            "factors": listing(factors)
        }

    @cached_property
    def pairs(self) -> list[tuple[Line, list[Pair | None]]]:
        """By region, how often it comes before each other one; none for itself."""
        return [(line, [self._pair(line, other) for other in self.lines]) for line in self.lines]

    def _pair(self, line: Line, other: Line) -> Pair | None:
        if line is other:
            return None
        share = self.found.wins(line.sure.code, other.sure.code)
        said = _("%(one)s before %(other)s: %(share)s") % {
            "one": line.name,
            "other": other.name,
            "share": as_percent(share),
        }
        return Pair(share, said)

    @property
    def columns(self) -> Sequence[str]:
        """The verdicts and the factors, as the heads of a table."""
        return [verdict(name) for name in ("active", "reactive", "none")]

    @property
    def factors(self) -> Sequence[str]:
        return [FACTOR_WORDS[name]() for name in FACTORS]


@dataclass(frozen=True)
class ShownRun:
    """A run in words: what was asked, and how far it is."""

    run: Run
    value: cases.Case

    @property
    def url(self) -> str:
        return address(self.value.name, runs.wanted(self.run))

    @property
    def what(self) -> str:
        """Which draws."""
        roles = {role.id: words(role.label) for role in self.value.framework.roles}
        theme = self.value.themes.get(self.run.theme)
        said = [
            _("%(n)s draws") % {"n": decimal(self.run.samples, 0)},
            roles.get(self.run.role, self.run.role),
            words(theme.label) if theme else self.run.theme,
            SPACE_WORDS[self.run.space](),
            _("with other numbers") if self.run.scenario else "",
        ]
        return " · ".join(filter(None, said))

    @property
    def state(self) -> str:
        """How it stands, in a word or two."""
        if self.run.broken_off:
            return _("broken off: the program was stopped meanwhile")
        if self.run.status == Run.Status.RUNNING:
            given = {
                "drawn": decimal(self.run.drawn, 0),
                "samples": decimal(self.run.samples, 0),
            }
            return _("busy: %(drawn)s of %(samples)s draws") % given
        if self.run.status == Run.Status.FAILED:
            return self.run.fault or _("failed: something went wrong in the program")
        return str(Run.Status(self.run.status).label)

    @property
    def started(self) -> bool:
        return self.run.status == Run.Status.RUNNING
