"""A value chain in the reader's words: what is held, by whom, what is weak, and who could help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from windroos.apps.accounts.sentences import Sentence
from windroos.apps.network import words as said
from windroos.apps.network.queries.chains import Kept, Seen
from windroos.apps.network.queries.places import Places
from windroos.apps.network.wording import own_text
from windroos.cases.register.chains import ordered
from windroos.measure import Bounds, LinkState, Loss
from windroos.report.chain import Box, chain

STATES: Mapping[str, Sentence] = {
    "held": gettext_lazy("held"),
    "perhaps": gettext_lazy("perhaps held"),
    "missing": gettext_lazy("held elsewhere only"),
    "open": gettext_lazy("nobody known"),
}
REACHED: Mapping[str, Sentence] = {
    "yes": gettext_lazy("all it needs is there"),
    "unknown": gettext_lazy("not known: it waits for a link that nobody is known for"),
    "no": gettext_lazy("something it needs is not there"),
}
# So many names stand in a box of the drawing; of others it says how many there are.
_NAMED = 3


@dataclass(frozen=True)
class Line:
    """A link in a table."""

    id: str
    position: int
    label: str
    state: str
    state_word: str
    reached: str
    holders: list[dict[str, Any]]
    strength: str
    single: str
    share: str
    row: Mapping[str, Any]


class Telling:
    """A chain seen from a scope, in words; `names` of the organisations, by id."""

    def __init__(self, seen: Seen, names: Mapping[str, str], places: Places) -> None:
        self.seen, self.names, self.places = seen, names, places
        self.rows = ordered(seen.kept.content)
        self.labels = {row["id"]: own_text(row, "label") for row in self.rows}

    def holder(self, id: str) -> str:
        """A holder: an organisation, or a region or country where only that is known."""
        return self.names.get(id) or self.places.region(id)

    def label(self, link: str) -> str:
        return self.labels[link]

    def listed(self, links: Iterable[str]) -> str:
        return said.enumerated(self.label(link) for link in links)

    @cached_property
    def where(self) -> str:
        """The scope in words."""
        codes = sorted(self.seen.scope.codes)
        if not codes:
            return _("all regions together")
        return said.enumerated(self.places.region(code) for code in codes)

    def loss(self, loss: Loss) -> str:
        """Who or where it is."""
        return self.holder(loss.id) if loss.kind == "holder" else self.places.region(loss.id)

    @cached_property
    def weak(self) -> Mapping[str, str]:
        """Of each link that hangs on one holder without whom the end is not reached: who."""
        return {
            link: self.loss(loss)
            for loss in reversed(self.seen.supposing.single_points)
            if loss.kind == "holder"
            for link in loss.loses
        }

    def answer(self) -> list[str]:
        """What stands out, in a few sentences."""
        now, n = self.seen.now, len(self.rows)
        held = len(now.of_state("held"))
        found = [
            ngettext(
                "In %(where)s, %(held)s of %(n)s link is held.",
                "In %(where)s, %(held)s of %(n)s links are held.",
                n,
            )
            % {"where": self.where, "held": held, "n": n}
        ]
        if now.of_state("open"):
            links = self.listed(now.of_state("open"))
            found.append(_("For %(links)s nobody is known.") % {"links": links})
        if now.of_state("missing"):
            links = self.listed(now.of_state("missing"))
            found.append(_("Held elsewhere only: %(links)s.") % {"links": links})
        if self.weak:
            weak = said.enumerated(
                _("%(link)s (%(who)s)") % {"link": self.label(link), "who": who}
                for link, who in self.weak.items()
            )
            found.append(_("The weakest, for one alone holds it: %(weak)s.") % {"weak": weak})
        elif held and self.seen.supposing.reached == "yes":
            found.append(_("No link hangs on one holder alone."))
        return found

    def lines(self, urls: Mapping[str, str]) -> list[Line]:
        """The links for a table; `urls` of the pages of organisations, by id."""
        return [self._line(row, urls) for row in self.rows]

    def _line(self, row: Mapping[str, Any], urls: Mapping[str, str]) -> Line:
        link = self.seen.now.by_id[row["id"]]
        return Line(
            id=row["id"],
            position=row["position"],
            label=self.labels[row["id"]],
            state=link.state,
            state_word=str(STATES[link.state]),
            reached=str(REACHED[link.reached]),
            holders=self._holders(link, urls),
            strength=str(said.STRENGTHS[link.strength]) if link.strength else "",
            single=self.weak.get(link.id, ""),
            share=bounds(link.outside_share),
            row=row,
        )

    def _holders(self, link: LinkState, urls: Mapping[str, str]) -> list[dict[str, Any]]:
        """Who hold a link, those within the scope first."""
        holders = self.seen.chain.holders_of[link.id]
        order = (*link.inside, *link.perhaps, *link.outside)
        found = []
        for holder in sorted(holders, key=lambda one: (order.index(one.id), one.region)):
            where = self.places.region(holder.region or holder.land)
            name = self.holder(holder.id)
            found.append(
                {
                    "name": name,
                    "url": urls.get(holder.id, ""),
                    "where": "" if where == name else where,
                    "strength": str(said.STRENGTHS[holder.strength]),
                    "outside": holder.id in link.outside,
                    "perhaps": holder.id in link.perhaps,
                }
            )
        return found

    def gaps(self) -> list[dict[str, Any]]:
        """The links that are not held within, and what each would stop by itself."""
        return [
            {
                "label": self.label(gap.id),
                "state": str(STATES[gap.state]),
                "stops": self.listed(gap.stops),
                "opens": self.listed(gap.opens),
            }
            for gap in self.seen.now.gaps
        ]

    def singles(self) -> list[dict[str, str]]:
        """Who and where, whose loss stops the chain before its end."""
        kinds = {
            "holder": _("organisation"),
            "region": _("region"),
            "country": _("country"),
        }
        return [
            {
                "kind": kinds[loss.kind],
                "name": self.loss(loss),
                "loses": self.listed(loss.loses),
                "stops": self.listed(loss.stops),
            }
            for loss in self.seen.supposing.single_points
        ]

    def sets(self) -> dict[str, Any]:
        """Who together would hold what is not held here; of all sets the smallest first."""
        regions, holders = self.seen.by_region, self.seen.by_holder
        return {
            "regions": [
                said.enumerated(self.places.region(code) for code in one)
                for one in regions.sets
                if one
            ],
            "holders": [
                said.enumerated(self.holder(id) for id in one) for one in holders.smallest if one
            ]
            if holders.sets
            else [],
            "more": not regions.all_given,
            "unfillable": self.listed(regions.unfillable),
        }

    def flows(self) -> list[dict[str, Any]]:
        """What goes from which link to which, in the order of the links."""
        at = {row["id"]: number for number, row in enumerate(self.rows)}
        flows = self.seen.kept.content["chain_flows"]
        return [
            {
                "source": self.label(row["source"]),
                "target": self.label(row["target"]),
                "what": own_text(row, "what"),
                "row": row,
            }
            for row in sorted(flows, key=lambda row: (at[row["source"]], at[row["target"]]))
        ]

    def drawing(self, title: str, url: str = "") -> str:
        """The chain as SVG; `url` is the page on which each link has its row."""
        return chain(
            [self._box(row, url) for row in self.rows],
            [(flow.source, flow.target) for flow in self.seen.chain.flows],
            title=title,
            description=" ".join(self.answer()),
        )

    def _box(self, row: Mapping[str, Any], url: str) -> Box:
        link = self.seen.now.by_id[row["id"]]
        names = [self.holder(id) for id in (*link.inside, *link.perhaps)]
        shown = names[:_NAMED]
        if len(names) > _NAMED:
            more = len(names) - _NAMED
            shown.append(ngettext("and one more", "and %(n)s more", more) % {"n": more})
        who = shown or [str(STATES[link.state])]
        single = _("one alone") if link.id in self.weak else ""
        needs = [self.label(f.source) for f in self.seen.chain.flows if f.target == link.id]
        sentence = [self.label(link.id), str(STATES[link.state]), said.enumerated(names)]
        if needs:
            sentence.append(_("needs: %(links)s") % {"links": said.enumerated(needs)})
        return Box(
            id=link.id,
            label=self.label(link.id),
            state=link.state,
            text=". ".join(filter(None, [*sentence, single])),
            details=tuple(who),
            single=single,
            href=f"{url}#link_{link.id}",
        )


def bounds(share: Bounds) -> str:
    """A share between two bounds as a percentage; nothing known is said."""
    low, high = (number_format(round(100 * one), use_l10n=True) for one in (share.low, share.high))
    if share == Bounds(0.0, 1.0):
        return pgettext("share", "not known")
    return f"{low}%" if low == high else _("%(low)s to %(high)s%%") % {"low": low, "high": high}


def title(kept: Kept) -> str:
    """What a chain is called."""
    return capfirst(own_text(kept.content, "label"))
