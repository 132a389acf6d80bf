"""What can be found in a case itself: regions, themes, the compass, terms, judgements, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from windroos import cases
from windroos.apps.compass.presenting import day, words
from windroos.cases.framework import Text
from windroos.site.terms import TERMS


@dataclass(frozen=True)
class Entry:
    """Something that can be found: its name, where it stands, and the words that find it.

    `also` are words that find it and are not shown; `missing` those of the query it does not hold.
    """

    title: str
    url: str
    text: str = ""
    also: str = ""
    language: str = ""
    missing: tuple[str, ...] = ()


def _both(text: Text) -> str:
    return f"{text.nl} {text.en}"


def _regions(case: cases.Case) -> Iterator[Entry]:
    for region in case.regions.values():
        names = {words(region.name), region.name.nl, region.name.en}
        other = sorted(names - {words(region.name)})
        text = ", ".join([*other, region.code])
        if region.parent:
            text += f" · {words(case.regions[region.parent].name)}"
        url = reverse("compass:region", args=[case.name, region.code])
        yield Entry(words(region.name), url, text)


def _themes(case: cases.Case) -> Iterator[Entry]:
    url = reverse("compass:overview", args=[case.name])
    for theme in case.themes.values():
        yield Entry(words(theme.label), f"{url}?theme={theme.id}", also=_both(theme.label))


def _compass(case: cases.Case) -> Iterator[Entry]:
    """Aspects, components, measured indicators and preconditions."""
    url = reverse("compass:method", args=[case.name])
    shown = {c.id for c in (*case.framework.groups, *case.framework.components)}
    for criterion in case.framework.criteria:
        if criterion.id in shown or criterion.figure:
            yield Entry(
                words(criterion.label),
                f"{url}#{criterion.id}",
                words(criterion.question),
                _both(criterion.label),
            )
    for precondition in case.framework.preconditions:
        yield Entry(
            f"{precondition.number}. {words(precondition.label)}",
            f"{url}#precondition_{precondition.id}",
            also=_both(precondition.label),
        )


def _terms(case: cases.Case) -> Iterator[Entry]:
    url = reverse("terms", args=[case.name])
    for term in TERMS.values():
        yield Entry(capfirst(str(term.word)), f"{url}#{term.id}", str(term.help))


def _judgements(case: cases.Case) -> Iterator[Entry]:
    """The reasons of judgements and of findings on preconditions."""
    framework = case.framework
    components = {
        leaf.id: component
        for component in framework.components
        for leaf in framework.leaves_under(component.id)
    }
    preconditions = {precondition.id: precondition for precondition in framework.preconditions}

    def entry(region: str, about: str, anchor: str, reason: Text) -> Entry:
        place = case.regions[region]
        url = reverse("compass:region", args=[case.name, region])
        title = f"{words(place.name)}: {about}"
        return Entry(title, f"{url}#{anchor}", words(reason), _both(place.name))

    for judgement in case.judgements:
        component = components[judgement.criterion]
        about = words(component.label)
        if judgement.theme:
            about += f" ({words(case.themes[judgement.theme].label)})"
        yield entry(judgement.region, about, component.id, judgement.reason)
    for finding in case.findings:
        about = words(preconditions[finding.precondition].label)
        anchor = f"precondition_{finding.precondition}"
        yield entry(finding.region, about, anchor, finding.reason)


def _sources(case: cases.Case) -> Iterator[Entry]:
    for source in case.sources.values():
        if source.kind == "document":
            url = reverse("document", args=[case.name, source.id])
        else:
            url = f"{reverse('documents', args=[case.name])}#{source.id}"
        text = f"{source.publisher}, {day(source.published)}"
        if source.note:
            text += f". {words(source.note)}"
        yield Entry(source.title, url, text)


# Of each kind its id, what it is called, and its entries.
KINDS: Sequence[tuple[str, str | Promise, Callable[[cases.Case], Iterator[Entry]]]] = (
    ("regions", _("Regions"), _regions),
    ("themes", _("Themes"), _themes),
    ("compass", _("Compass and preconditions"), _compass),
    ("terms", _("Terms"), _terms),
    ("judgements", _("Judgements"), _judgements),
    ("sources", _("Sources"), _sources),
)
# The names among which something like a query is sought.
NAMED = (_regions, _themes, _compass, _terms)
