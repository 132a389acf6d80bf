"""What a search finds in the ecosystem besides organisations and sites: the technology areas, the
value chains with their links, programmes with their parts and indicators, and what is written down
about labour markets.

Of each there are few, so they are looked through in memory, unlike organisations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from windroos.apps.network.queries import chains, labour, organisations, places, records
from windroos.apps.network.queries.records import RecordVersion
from windroos.apps.network.wording import own_language, own_text
from windroos.apps.regions.queries import Case


class Told(NamedTuple):
    """Something that can be found: its name, page, what is shown of it, and other words for it."""

    title: str
    url: str
    text: str = ""
    also: str = ""


def kinds(case: Case) -> Iterator[tuple[str, str | Promise, list[Told]]]:
    """The kinds with their id and label, and what there is of each."""
    written = records.standing(case, ("chain", "programme", "indicator"))
    yield "areas", _("Technology areas"), list(_areas(case))
    yield "chains", _("Value chains"), list(_chains(case, written["chain"]))
    yield "programmes", _("Programmes"), list(_programmes(case, written["programme"]))
    yield "indicators", _("Indicators"), list(_indicators(case, written))
    yield "labour", _("Labour market"), list(_labour(case))


def _areas(case: Case) -> Iterator[Told]:
    url = reverse("network:organisations", args=[case.name])
    for one in organisations.areas(case):
        name, _language = own_language(one.label_nl, one.label_en)
        yield Told(capfirst(name), f"{url}?area={one.slug}", also=f"{one.label_nl} {one.label_en}")


def _chains(case: Case, versions: list[RecordVersion]) -> Iterator[Told]:
    for one in chains.kept_of(versions):
        links = sorted(one.content["chain_links"], key=lambda row: row["position"] or 0)
        yield Told(
            capfirst(own_text(one.content, "label")),
            reverse("network:chain", args=[case.name, one.slug]),
            ", ".join(own_text(row, "label") for row in links),
            " ".join(f"{row['label_nl']} {row['label_en']}" for row in (one.content, *links)),
        )


def _programmes(case: Case, versions: list[RecordVersion]) -> Iterator[Told]:
    for one in versions:
        content = one.content or {}
        parts = sorted(content["programme_parts"], key=lambda row: row["position"] or 0)
        yield Told(
            capfirst(own_text(content, "label")),
            reverse("programmes:programme", args=[case.name, one.record]),
            content["title"] or ", ".join(own_text(row, "label") for row in parts),
            " ".join(f"{row['label_nl']} {row['label_en']}" for row in (content, *parts)),
        )


def _indicators(case: Case, written: Mapping[str, list[RecordVersion]]) -> Iterator[Told]:
    programmes = {one.record: one.content or {} for one in written["programme"]}
    for one in written["indicator"]:
        content = one.content or {}
        yield Told(
            capfirst(own_text(content, "label")),
            reverse("programmes:indicator", args=[case.name, one.record]),
            capfirst(own_text(programmes[content["programme"]], "label")),
            f"{content['label_nl']} {content['label_en']}",
        )


def _labour(case: Case) -> Iterator[Told]:
    url = reverse("network:labour", args=[case.name])
    names = places.Places(case)
    for one in labour.labour(case):
        name, _language = own_language(one.label_nl, one.label_en)
        where = ", ".join(names.region(code) for code in (one.region, one.other_region) if code)
        also = f"{one.label_nl} {one.label_en}"
        yield Told(capfirst(name), f"{url}#{one.slug}", where, also)
