"""The places in documents that something in the register rests on, as someone may read them."""

from collections.abc import Iterable

from django.urls import reverse

from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.queries import Reader
from windroos.apps.evidence.quoting import Place, where
from windroos.apps.network.models import Cited
from windroos.apps.regions.queries import Case
from windroos.apps.regions.tables import take
from windroos.cases.case import Locator
from windroos.cases.framework import Text


def cited(case: Case, user: Reader, slugs: Iterable[str | None]) -> dict[str, Place]:
    """The places of some passages of the register, by id, for a page of a reader.

    An id that is in no passage of the register is left out.
    """
    wanted = {slug for slug in slugs if slug}
    rows = Cited.objects.filter(case=case, slug__in=wanted)
    locators = {
        one.slug: Locator(
            one.slug,
            one.document,
            one.section or "",
            one.paragraph,
            one.sentences,
            one.sha256,
            Text("", ""),
        )
        for one in rows
    }
    if not locators:
        return {}
    sources = {row["id"]: row for row in take(case, evidence.SOURCES)}
    resolved = evidence.readable(case, user).resolve(locators)
    places = {}
    for slug, locator in locators.items():
        source = sources.get(locator.document, {})
        url, passage = "", resolved[slug].passage
        if source:
            url = reverse("document", args=[case.name, locator.document])
        if url and passage is not None:
            url += f"#p{passage.number}"
        places[slug] = Place(
            text=where(source.get("title") or locator.document, locator),
            url=url,
            resolved=resolved[slug],
            language=source.get("language") or "",
            how_to_add=f"{reverse('documents', args=[case.name])}#section_add",
        )
    return places
