"""The snapshots of the open sources as datasets: with their files where they may be passed on.

What may not, is described, with the way to its publisher.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.queries import Edition
from windroos.codes.countries import ALPHA2_OF_ALPHA3
from windroos.report.catalogue import (
    Activity,
    Agent,
    Dataset,
    Distribution,
    Entity,
    Rights,
    Words,
)
from windroos.report.catalogue.vocabularies import FORMS, OPEN_TERMS
from windroos.site.catalogue import offered
from windroos.site.catalogue.addresses import LANGUAGES, Addresses, of_source
from windroos.site.catalogue.words import both
from windroos.sources import lake
from windroos.sources.asked import Asked, named
from windroos.sources.database import shared
from windroos.sources.handing_on import FORMS as LAKE_FORMS
from windroos.sources.lake import LakeError
from windroos.sources.shape import SourceError

_OWN_TERMS = _(
    "The publisher's terms (%(licence)s, %(url)s) do not let us pass the data on to everyone. You "
    "can get them from the publisher."
)
_YEARS = (
    "SELECT min(year), max(year) FROM (SELECT nullif(regexp_extract(period, '^[0-9]{4}'), '') "
    "AS year FROM read_parquet($1))"
)
_COUNTRIES = "SELECT DISTINCT left(region, 2) FROM read_parquet($1)"
# How NUTS begins the codes of two countries.
_NUTS = {"EL": "GR", "UK": "GB"}
_ALPHA3 = {alpha2: alpha3 for alpha3, alpha2 in ALPHA2_OF_ALPHA3.items()}


def datasets(at: Addresses) -> Iterator[Dataset]:
    """The current edition of every open source that holds no people."""
    for key, edition in sorted(evidence.latest().items()):
        asked = known(key, edition)
        if asked is not None:
            yield _dataset(asked, edition, at)


def known(key: str, edition: Edition) -> Asked | None:
    """What a key names, where an edition of it may be told of."""
    if edition.table not in offered.KINDS:
        return None
    try:
        asked = named(key)
    except SourceError:  # read by a mapping that only its owner has: its terms are not known here
        return None
    # What is counted here has no publisher elsewhere of whom a catalogue could tell.
    return asked if asked.dataset.homepage else None


def offers(sha256: str) -> lake.Snapshot | None:
    """The manifest of a snapshot that everyone may have whole; None for every other."""
    for edition in evidence.with_content(sha256):
        asked = known(edition.source, edition)
        if asked is not None and asked.dataset.redistribute:
            return _manifest(edition)
    return None


def _manifest(edition: Edition) -> lake.Snapshot | None:
    try:
        return lake.manifest(settings.WINDROOS_LAKE, edition.table, edition.sha256)
    except LakeError:
        return None


def _dataset(asked: Asked, edition: Edition, at: Addresses) -> Dataset:
    dataset, licence = asked.dataset, asked.dataset.licence
    uri = at.dataset(of_source(asked))
    snapshot = _manifest(edition)
    title = Words(dataset.title_nl, dataset.title_en)
    chosen = {n: v for n, v in sorted(asked.options.items()) if v != dataset.options[n]}
    options = f" ({', '.join(f'{n}={v}' for n, v in chosen.items())})" if chosen else ""
    publisher = Agent(
        f"{at.dataset(f'sources/{dataset.id}')}#publisher",
        Words.same(dataset.publisher),
        homepage=dataset.homepage,
    )
    countries: tuple[str, ...] = ()
    period = None
    # A snapshot of before may have had other columns.
    if snapshot is not None and snapshot.columns.keys() >= {"region", "period"}:
        file = settings.WINDROOS_LAKE / snapshot.file
        countries, period = _extent(file, snapshot.parquet_sha256)
    address = edition.address if edition.address.startswith(("https://", "http://")) else ""
    file_entity = Entity(
        f"{uri}#file",
        both(_("%(title)s: the file of the publisher"), title=title),
        publisher,
        page=dataset.homepage,
        files=[address] if address else (),
        sha256=edition.file_sha256,
        terms=licence.name,
    )
    first = evidence.editions(edition.source).last() or edition
    return Dataset(
        uri=uri,
        title=Words(dataset.title_nl + options, dataset.title_en + options),
        description=both(
            _("As it was read from the file of %(publisher)s. Number of rows: %(rows)s."),
            publisher=dataset.publisher,
            rows=edition.rows,
        ),
        landing_page=dataset.homepage,
        creator=publisher,
        keywords=(Words.same(dataset.id), Words.same(dataset.publisher)),
        themes=offered.SOURCE_THEMES.get(dataset.id, offered.NO_THEME),
        languages=("en",),
        modified=edition.taken,
        issued=first.taken,
        version=edition.sha256,
        countries=countries,
        period=period,
        restricted=None if dataset.redistribute else _own_terms(asked),
        files=list(_files(uri, asked, snapshot, at)),
        derived_from=[file_entity],
        generated_by=Activity(
            f"{uri}#import",
            both(_("Read from the publisher's file, and checked")),
            edition.taken,
            [file_entity.uri],
        ),
    )


def _own_terms(asked: Asked) -> Words:
    licence = asked.dataset.licence
    return both(_OWN_TERMS, licence=licence.name, url=licence.url)


def _files(
    uri: str, asked: Asked, snapshot: lake.Snapshot | None, at: Addresses
) -> Iterator[Distribution]:
    licence = asked.dataset.licence
    if snapshot is None or not asked.dataset.redistribute:
        return
    rights = Rights(
        # A licence that the list does not have goes by its own address: it is open all the same.
        OPEN_TERMS.get(licence.spdx, licence.url),
        both(
            _("Licence: %(licence)s. Name as the source: %(attribution)s."),
            licence=licence.name,
            attribution=licence.attribution,
        ),
    )
    for form in LAKE_FORMS:
        # Only Parquet lies there as it is; the others are made when they are first asked for.
        lies = form == "parquet"
        path = settings.WINDROOS_LAKE / snapshot.file
        yield Distribution(
            f"{uri}#{form}",
            Words.same(FORMS[form].label),
            form,
            at.snapshot(snapshot.sha256, form),
            rights,
            LANGUAGES[1:],
            size=path.stat().st_size if lies else None,
            sha256=snapshot.parquet_sha256 if lies else "",
        )


@lru_cache(maxsize=256)
def _extent(file: Path, _sha256: str) -> tuple[tuple[str, ...], tuple[int, int] | None]:
    """The countries that observations are about, and their first and last year."""
    with shared() as connection:
        years = connection.execute(_YEARS, [str(file)]).fetchone()
        codes = connection.execute(_COUNTRIES, [str(file)]).fetchall()
    # What the EU's list calls Kosovo is no code of ours.
    known_as = (_NUTS.get(code, code) for (code,) in codes)
    countries = {_ALPHA3[code] for code in known_as if code in _ALPHA3} - {"XKX"}
    first, last = years or (None, None)
    return tuple(sorted(countries)), (int(first), int(last)) if first and last else None
