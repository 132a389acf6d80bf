"""What was drawn from each passage: by the id of its locator, with a link to where it is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from windroos.apps.compass.presenting import effort, measured, words
from windroos.apps.compass.printed import address, said
from windroos.apps.compass.region.answers import span
from windroos.apps.compass.region.leaves import meaning
from windroos.apps.compass.region.records import RELATION_WORDS
from windroos.cases import Case
from windroos.cases.case import Quantity
from windroos.cases.framework import Criterion, Precondition

# What stands in `table` of a part of the compass.
FRAMEWORK = "framework"


@dataclass(frozen=True)
class Use:
    """Something that rests on a passage: what it is about, what it says, and where it is shown.

    `table` and `keys` tell which rows of the case it is, or which part of the compass.
    """

    about: str
    says: str
    url: str
    table: str
    keys: tuple[str, ...]


def uses(case: Case) -> Mapping[str, list[Use]]:
    """Everything that rests on a passage of a case, by locator."""
    found: dict[str, list[Use]] = defaultdict(list)
    for passage, use in _uses(case):
        found[passage].append(use)
    return found


def _uses(case: Case) -> Iterator[tuple[str, Use]]:
    yield from _framework(case)
    yield from _themes(case)
    yield from _judgements(case)
    yield from _statements(case)
    yield from _quantities(case)
    yield from _records(case)


def _region(case: Case, code: str, anchor: str, role: str | None = None) -> str:
    url = reverse("compass:region", args=[case.name, code])
    query = f"?role={role}" if role else ""
    return f"{url}{query}#{anchor}"


def _framework(case: Case) -> Iterator[tuple[str, Use]]:
    method = reverse("compass:method", args=[case.name])
    for named in case.framework.places:
        part = named.part
        if isinstance(part, Criterion):
            about, url = words(part.label), f"{method}#{part.id}"
            says = _("names this part of the compass")
        elif isinstance(part, Precondition):
            about = f"{part.number}. {words(part.label)}"
            url = f"{method}#precondition_{part.id}"
            says = _("names this precondition")
        else:
            about = words(part.label)
            url = reverse("compass:challenge", args=[case.name, part.id])
            says = _("names this challenge")
        if named.field == "ask_passage":
            says = _("says who may know more about it")
        yield named.place, Use(about, says, url, FRAMEWORK, (part.id,))


def _themes(case: Case) -> Iterator[tuple[str, Use]]:
    method = reverse("compass:method", args=[case.name])
    for theme in case.themes.values():
        if theme.passage:
            url = f"{method}#theme_{theme.id}"
            use = Use(words(theme.label), _("names this theme"), url, "themes", (theme.id,))
            yield theme.passage, use


def _judgements(case: Case) -> Iterator[tuple[str, Use]]:
    framework = case.framework
    shown = {c.id for c in framework.components}
    for judgement in case.judgements:
        leaf = framework.by_id[judgement.criterion]
        component = leaf
        while component.id not in shown and component.parent:
            component = framework.by_id[component.parent]
        about = f"{words(case.regions[judgement.region].name)}, {words(component.label)}"
        if judgement.theme:
            about += f" ({words(case.themes[judgement.theme].label)})"
        scale = framework.scales[leaf.rating.scale] if leaf.rating else None
        says = f"{measured(judgement.rating)} – {meaning(judgement.rating, scale)}"
        url = _region(case, judgement.region, f"judgement_{judgement.id}", judgement.role)
        if judgement.passage:
            yield judgement.passage, Use(about, says, url, "judgements", (judgement.id,))


def _statements(case: Case) -> Iterator[tuple[str, Use]]:
    def about(region: str, role: str) -> str:
        name = words(case.regions[region].name)
        return f"{name}, {words(case.framework.role(role).label)}"

    for statement in case.statements:
        how = _("in so many words") if statement.explicit else _("implied")
        yield (
            statement.passage,
            Use(
                about(statement.region, statement.role),
                f"{effort(statement.effort)}, {span(statement.period)} ({how})",
                _region(case, statement.region, f"statement_{statement.id}", statement.role),
                "statements",
                (statement.id,),
            ),
        )
    for decision in case.decisions:
        if decision.passage:
            says = {"effort": effort(decision.effort), "period": span(decision.period)}
            yield (
                decision.passage,
                Use(
                    about(decision.region, decision.role),
                    _("decision: %(effort)s, %(period)s") % says,
                    _region(case, decision.region, f"decision_{decision.id}", decision.role),
                    "decisions",
                    (decision.id,),
                ),
            )


def _quantities(case: Case) -> Iterator[tuple[str, Use]]:
    """The figures of one series in one row as one use."""
    rows: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    for quantity in case.quantities:
        rows[quantity.passage, quantity.subject].append(quantity)
    for (passage, _subject), found in rows.items():
        figures = [f"{one.year or one.cell}: {said(one)}" for one in found]
        label, url = words(found[0].label), address(case, found[0].subject)
        keys = tuple(one.id for one in found)
        yield passage, Use(label, "; ".join(figures), url, "quantities", keys)


def _records(case: Case) -> Iterator[tuple[str, Use]]:
    preconditions = {p.id: p for p in case.framework.preconditions}
    for finding in case.findings:
        precondition = preconditions[finding.precondition]
        about = _("%(region)s, precondition %(number)s") % {
            "region": words(case.regions[finding.region].name),
            "number": precondition.number,
        }
        role = precondition.roles[0] if precondition.roles else None
        url = _region(case, finding.region, f"finding_{finding.id}", role)
        if finding.passage:
            yield (
                finding.passage,
                Use(about, words(finding.reason), url, "findings", (finding.id,)),
            )
    for relation in case.relations:
        about = _("%(region)s, kind of relation") % {
            "region": words(case.regions[relation.region].name)
        }
        url = _region(case, relation.region, f"relation_{relation.id}")
        says = RELATION_WORDS[relation.kind]()
        yield relation.passage, Use(about, says, url, "relations", (relation.id,))
