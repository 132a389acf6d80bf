"""What the pages of the compass share: petals, marks and evidence in the reader's language."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from windroos import cases
from windroos.apps.compass import queries
from windroos.apps.compass.decisions.addresses import minutes_url
from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.queries import Readable, Reader, Resolved
from windroos.apps.evidence.quoting import Place, where
from windroos.apps.regions import queries as regions
from windroos.cases.case import Decision, Finding, Judgement
from windroos.cases.framework import Text
from windroos.cases.rings import rings as rings_of
from windroos.cases.weighing import RegionResult
from windroos.report.rose import Mark, Petal

# Nothing in a case is older; days before it would be none to reckon with.
FIRST_DAY = date(1800, 1, 1)

EFFORT_WORDS = {
    "active": lambda: _("active effort"),
    "reactive": lambda: _("reactive effort"),
    "none": lambda: _("no effort"),
    "undetermined": lambda: _("undetermined"),
}


def words(text: Text | None) -> str:
    """A text of the case in the language of the reader."""
    return text.get(get_language() or "nl") if text is not None else ""


CONFIDENCE_WORDS = {
    "low": lambda: pgettext("confidence", "low"),
    "medium": lambda: pgettext("confidence", "medium"),
    "high": lambda: pgettext("confidence", "high"),
}


def effort(name: str) -> str:
    """An effort or advice in words."""
    return EFFORT_WORDS[name]()


def confidence(name: str) -> str:
    """How sure a reader of a document was, in words."""
    return CONFIDENCE_WORDS[name]()


def listing(names: Sequence[str], most: int = 3) -> str:
    """Names as people say them: "a, b and c"; beyond `most` the others are counted."""
    shown, rest = list(names[:most]), len(names) - most
    if rest > 0:
        shown.append(ngettext("%(n)s more", "%(n)s others", rest) % {"n": rest})
    if len(shown) < 2:
        return "".join(shown)
    return _("%(names)s and %(last)s") % {"names": ", ".join(shown[:-1]), "last": shown[-1]}


def decimal(value: float, places: int = 2) -> str:
    """A number rounded to a fixed number of decimals, as the reader writes it."""
    # number_format alone cuts decimals off; the template filter rounds, as in the pages.
    return floatformat(value, f"{places}g")


def measured(value: float) -> str:
    """A measured value to four figures that matter, as the reader writes it."""
    places = min(10, max(0, 3 - math.floor(math.log10(abs(value))))) if value else 0
    while places and round(value, places) == round(value, places - 1):
        places -= 1
    return decimal(round(value, places), places)


def percent(share: float) -> str:
    """A share as a percentage; only all of it is 100 and only nothing is 0."""
    whole = round(share * 100)
    if share > 0:
        whole = max(whole, 1)
    return f"{whole if share >= 1 else min(whole, 99)}%"


def day(text: str) -> str:
    """A date of the case (YYYY, YYYY-MM or YYYY-MM-DD) in words."""
    year, month, day_of_month = (*(int(part) for part in text.split("-")), 0, 0)[:3]
    if not month:
        return text
    if not day_of_month:
        return date_format(date(year, month, 1), "F Y")
    return date_format(date(year, month, day_of_month), "j F Y")


def case_or_404(name: str, day: date | None = None) -> tuple[regions.Case, cases.Case]:
    """The stored case and its value, as it stood on a day (now)."""
    row = regions.case(name)
    if row is None:
        raise Http404(f"no case {name}")
    return row, queries.value(row, day)


def readable(request: HttpRequest, row: regions.Case) -> Readable:
    """The documents of a case as far as the reader of a page may read them."""
    return evidence.readable(row, cast(Reader, request.user))


def asked_day(request: HttpRequest) -> date | None:
    """The day in the past that an address asks for (`as_of=2025-03-01`); None for now."""
    try:
        day = date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:
        return None
    return max(day, FIRST_DAY) if day < timezone.localdate() else None


@dataclass(frozen=True)
class Choice:
    """The weighing a page shows: for a role, on a theme or on all, as it stood on a day or now."""

    role: str
    theme: str | None
    day: date | None = None

    @property
    def query(self) -> str:
        """The part of an address that keeps the choice."""
        kept = {"role": self.role, "theme": self.theme, "as_of": self.day}
        return urlencode({name: str(value) for name, value in kept.items() if value})


def choice(request: HttpRequest, case: cases.Case) -> Choice:
    """The role and theme of an address; unknown ones fall back to the first role and all themes."""
    role = request.GET.get("role", "")
    theme = request.GET.get("theme", "")
    roles = [r.id for r in case.framework.roles]
    return Choice(
        role if role in roles else roles[0],
        theme if theme in case.themes else None,
        asked_day(request),
    )


def assess(row: regions.Case, chosen: Choice) -> cases.Assessment:
    """The weighing of the chosen day."""
    return queries.assessment(row, chosen.role, chosen.theme, chosen.day or timezone.localdate())


def petals(result: RegionResult, case: cases.Case, url: str = "") -> list[Petal]:
    """The components of a region as petals; `url` is the page that explains them."""
    framework = case.framework
    made = []
    for component in framework.components:
        node = result.nodes[component.id]
        known = node.known > 0
        group = framework.group_of(component.id)
        label = words(component.label)
        if known:
            said = _("%(value)s on a scale of 0 to 1, between %(low)s and %(high)s") % {
                "value": decimal(node.value),
                "low": decimal(node.lower),
                "high": decimal(node.upper),
            }
        else:
            said = _("unknown: no source says anything about it")
        made.append(
            Petal(
                id=component.id,
                label=label,
                group=words(group.label),
                value=node.value if known else None,
                lower=node.lower if known else None,
                upper=node.upper if known else None,
                href=f"{url}#{component.id}",
                text=f"{label}: {said}",
            )
        )
    return made


def rings(case: cases.Case) -> tuple[float, ...]:
    """Where the points of the rating scales lie; quarters when the scales differ."""
    return rings_of(case.framework)


def marks(result: RegionResult) -> list[Mark]:
    """The preconditions of a region as marks at the rim of its rose."""
    return [
        Mark(
            g.precondition.id, g.outcome, f"{g.precondition.number}. {words(g.precondition.label)}"
        )
        for g in result.gates
    ]


def place(case: cases.Case, resolved: Resolved) -> Place:
    """A locator as a link into its document."""
    locator = resolved.locator
    source = case.sources[locator.document]
    url = reverse("document", args=[case.name, locator.document])
    return Place(
        text=where(source.title, locator),
        url=f"{url}#{locator.id}",
        resolved=resolved,
        language=source.language or "",
        how_to_add=f"{reverse('documents', args=[case.name])}#section_add",
        leaning=reverse("place", args=[case.name, locator.document, locator.id]),
    )


def basis(
    case: cases.Case, said: Judgement | Finding | Decision, resolved: Mapping[str, Resolved]
) -> Place:
    """What something rests on: the place of its passage, or its grounds in words."""
    if said.passage is not None:
        return place(case, resolved[said.passage])
    if isinstance(said, Decision):
        recorded = _("Recorded in Windroos by %(authority)s") % {"authority": said.authority}
        return Place(recorded, url=minutes_url(case.name, said))
    return Place(words(said.grounds))


def thresholds(of: Mapping[str, float]) -> list[tuple[float, str]]:
    """The thresholds of a role as a score bar draws them: the place, and what begins there."""
    return [
        (
            of[name],
            _("%(effort)s from %(score)s") % {"effort": effort(name), "score": decimal(of[name])},
        )
        for name in ("reactive", "active")
    ]
