"""The catalogue put together, and kept as long as nothing changed: a harvest costs little."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts import queries as accounts
from windroos.apps.evidence import queries as evidence
from windroos.apps.regions import queries as regions
from windroos.report.catalogue import Catalogue, Dataset, Service
from windroos.report.catalogue.text import written
from windroos.rest.etags import tag
from windroos.site.catalogue import cases, publishing, snapshots
from windroos.site.catalogue.addresses import Addresses
from windroos.site.catalogue.words import both

_DAY = 24 * 60 * 60
VERSION = version("windroos")


def mark(at: Addresses) -> str:
    """An entity tag for all the catalogue depends on, found without making it."""
    return tag(
        VERSION,
        at.site,
        timezone.localdate(),
        accounts.last_change(),
        settings.WINDROOS_PUBLISHER,
        *(f"{row.name} {row.mark}" for row in regions.cases()),
        *(f"{key} {edition.pk}" for key, edition in sorted(evidence.latest().items())),
    )


def catalogue(at: Addresses, *, checked: bool = True) -> Catalogue:
    """The catalogue of this site.

    `checked`: with the size and hash of every file; that takes making them, once as long as
    nothing changed.
    """
    if not checked:
        return _made(at, checked=False)
    key = f"catalogue-{_name(at)}"
    made = cache.get(key)
    if made is None:
        made = _made(at, checked=True)
        cache.set(key, made, _DAY)
    return made


def text(at: Addresses, form: str) -> str:
    """The catalogue as Turtle (`ttl`) or JSON-LD (`jsonld`)."""
    from windroos.report.catalogue.graph import graph

    key = f"catalogue-{_name(at)}-{form}"
    made = cache.get(key)
    if made is None:
        made = written(graph(catalogue(at)), form)
        cache.set(key, made, _DAY)
    return made


def text_of(at: Addresses, name: str, form: str) -> str | None:
    """The description of one dataset, by its name in the catalogue; None when it is not there."""
    from windroos.report.catalogue.graph import graph_of

    whole, uri = catalogue(at), at.dataset(name)
    found = next((dataset for dataset in whole.datasets if dataset.uri == uri), None)
    return None if found is None else written(graph_of(whole, found), form)


def _name(at: Addresses) -> str:
    return mark(at).strip('"')


def _made(at: Addresses, *, checked: bool) -> Catalogue:
    datasets = list(_datasets(at, checked=checked))
    return Catalogue(
        uri=at.catalogue,
        title=both(_("Open data of Windroos")),
        description=both(
            _(
                "With whom a region works abroad and why: judgements, figures, decisions and what "
                "the compass makes of them, and the open data it rests on."
            )
        ),
        page=at.page("open_data"),
        publisher=publishing.publisher(at),
        contact=publishing.contact(at),
        rights=publishing.rights(),
        program="Windroos",
        version=VERSION,
        modified=max((one.modified for one in datasets if one.modified), default=None),
        datasets=datasets,
        services=[_service(at, datasets)] if datasets else [],
    )


def _datasets(at: Addresses, *, checked: bool) -> Iterator[Dataset]:
    for row in regions.cases():
        yield from cases.datasets(row, at, checked=checked)
    yield from snapshots.datasets(at)


def _service(at: Addresses, datasets: list[Dataset]) -> Service:
    api = f"{at.site}/api/v1"
    return Service(
        uri=at.dataset("api"),
        title=both(_("API of Windroos")),
        description=both(_("Everything the pages of Windroos show, for programs.")),
        endpoint=api,
        document=f"{api}/openapi.json",
        page=at.page("api"),
        rights=publishing.rights(),
        keywords=[both(word) for word in cases.KEYWORDS],
        themes=("GOVE", "INTR"),
        serves=[one.uri for one in datasets if one.uri.startswith(at.dataset("cases"))],
    )
