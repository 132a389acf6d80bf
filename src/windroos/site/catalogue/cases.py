"""The public tables of a case as datasets, with what they were made of and by what work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from windroos.apps.evidence import queries as evidence
from windroos.apps.regions import queries as regions
from windroos.cases import archive
from windroos.cases.case import Source
from windroos.cases.framework import Role
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
from windroos.report.catalogue.vocabularies import FORMS
from windroos.report.table_file import Row
from windroos.site.catalogue import publishing
from windroos.site.catalogue.addresses import LANGUAGES, Addresses, of_source, of_table
from windroos.site.catalogue.offered import TABLES as OFFERED
from windroos.site.catalogue.offered import Offered
from windroos.site.catalogue.words import both
from windroos.site.tables import TABLES, Asked, Contents, DataTable, files
from windroos.site.tables.lineage import named_sources
from windroos.sources.asked import named
from windroos.sources.shape import SourceError

# The whole case in one file, beside its tables.
PACKAGE = "package"
_ALPHA3 = {alpha2: alpha3 for alpha3, alpha2 in ALPHA2_OF_ALPHA3.items()}
# How NUTS begins the codes of two countries.
_NUTS = {"EL": "GR", "UK": "GB"}
# How the terms begin under which everyone may use a source for everything.
_OPEN = ("CC0", "CC BY ", "CC BY-SA ", "Etalab Open Licence")
KEYWORDS = (
    pgettext_lazy("keyword", "compass"),
    pgettext_lazy("keyword", "international cooperation"),
    pgettext_lazy("keyword", "regions"),
)
_SOURCES = _("Each source keeps its own licence: see the table “Sources”.")
_NAMES = {"nl": _("%(form)s, names in Dutch"), "en": _("%(form)s, names in English")}


def datasets(row: regions.Case, at: Addresses, *, checked: bool) -> Iterator[Dataset]:
    """The datasets of a case; `checked`: with size and hash of each file, for which it is made."""
    told = _Told(row, at, checked)
    yield told.package()
    for id, offered in OFFERED.items():
        for role in told.asked().case.framework.roles if offered.by_role else (None,):
            dataset = told.table(TABLES[id], offered, role)
            if dataset is not None:
                yield dataset


@dataclass(frozen=True)
class _Told:
    """A case as it is described."""

    row: regions.Case
    at: Addresses
    checked: bool

    def asked(self, query: str = "") -> Asked:
        request = HttpRequest()
        request.GET = QueryDict(query)
        return Asked.of(request, self.row.name)

    @cached_property
    def creator(self) -> Agent:
        """The organisation that leads the case; without one, whoever publishes it."""
        lead = next((one for one in regions.parties(self.row) if one.lead), None)
        if lead is None:
            return publishing.publisher(self.at)
        organisation = lead.organisation
        uri = f"{self.at.catalogue}#organisation-{organisation.slug}"
        return Agent(uri, Words(organisation.name_nl, organisation.name_en))

    @cached_property
    def common(self) -> dict[str, Any]:
        """What all datasets of the case have in common."""
        case = self.asked().case
        codes = (region.code[:2] for region in case.regions.values())
        countries = {_ALPHA3[code] for code in (_NUTS.get(c, c) for c in codes) if code in _ALPHA3}
        return {
            "creator": self.creator,
            "keywords": [both(word) for word in KEYWORDS],
            "languages": LANGUAGES,
            "modified": self.row.loaded,
            # What the EU's list calls Kosovo is no code of ours.
            "countries": sorted(countries - {"XKX"}),
        }

    def package(self) -> Dataset:
        case = self.asked().case
        uri = self.at.dataset(of_table(self.row.name, PACKAGE))
        content = archive.packed(case.package.files()) if self.checked else b""
        file = Distribution(
            f"{uri}#zip",
            both(_("The whole case, as a Data Package")),
            "zip",
            self.at.page("data_package", self.row.name),
            publishing.rights(both(_SOURCES), open_sources=_all_open(case.sources.values())),
            LANGUAGES,
            **_check(content),
        )
        return Dataset(
            uri=uri,
            title=self._title(both(_("The whole case"))),
            description=both(
                _("All tables of the case and the framework of its compass, in one file.")
            ),
            landing_page=self.at.page("data", self.row.name),
            themes=("GOVE", "INTR"),
            version=case.package.revision,
            files=[file],
            derived_from=[self._source(one) for one in case.sources.values()],
            generated_by=self._kept(uri),
            **self.common,
        )

    def table(self, table: DataTable, offered: Offered, role: Role | None) -> Dataset | None:
        """A table as a dataset; None where there is nothing of it yet."""
        query = f"role={role.id}" if role else ""
        asked = self.asked(query)
        try:
            # What is computed takes long; who does not ask for its files need not wait for it.
            read = self._read(table, asked) if self.checked or not table.page else {}
        except Http404:
            return None
        case = asked.case
        # The names differ by language, the rows do not.
        rows = read[LANGUAGES[0]].rows if read else None
        name = of_table(self.row.name, table.id, role.id if role else "")
        uri = self.at.dataset(name)
        title = both(table.title)
        if role:
            label = Words(role.label.nl, role.label.en)
            title = both(_("%(table)s, for %(role)s"), table=title, role=label)
        description = both(_("What one row is: %(holds)s"), holds=both(table.holds))
        if rows is not None:
            counted = both(_("Number of rows: %(rows)s."), rows=len(rows))
            description = Words(f"{description.nl} {counted.nl}", f"{description.en} {counted.en}")
        sources = () if table.page or rows is None else named_sources(case, rows)
        derived: list[Entity | str] = [self._source(one) for one in sources]
        made = self._kept(uri)
        if table.page:  # made of the tables of the case
            package = self.at.dataset(of_table(self.row.name, PACKAGE))
            pinned = list(self._pinned(uri))
            derived += [package, *pinned]
            made = self._weighed(uri, asked, [package, *(one.uri for one in pinned)])
        elif snapshot := self._snapshot(uri, table.id):
            derived.append(snapshot)
            made = self._kept(uri, [snapshot.uri])
        common: dict[str, Any] = {**self.common, "modified": made.ended}
        return Dataset(
            uri=uri,
            title=self._title(title),
            description=description,
            landing_page=self.at.page("data", self.row.name, fragment=f"table_{table.id}"),
            themes=offered.themes,
            version=case.package.revision,
            period=_period(rows or ()) if table.id in evidence.IN_LAKE else None,
            files=list(self._files(uri, table, asked, read, _rights(table, case, sources))),
            derived_from=derived,
            generated_by=made,
            **common,
        )

    def _title(self, title: Words) -> Words:
        return Words(f"{self.row.title}: {title.nl}", f"{self.row.title}: {title.en}")

    def _read(self, table: DataTable, asked: Asked) -> dict[str, Contents]:
        """A table in every language; only for its rows, in one."""
        found = {}
        for language in LANGUAGES if self.checked else LANGUAGES[:1]:
            with translation.override(language):
                found[language] = table.read(asked)
        return found

    def _files(
        self,
        uri: str,
        table: DataTable,
        asked: Asked,
        read: Mapping[str, Contents],
        rights: Rights,
    ) -> Iterator[Distribution]:
        role = asked.get("role")
        for form in ("csv", "json", "parquet"):
            for language in LANGUAGES:
                content = b""
                if self.checked:
                    with translation.override(language):
                        content = files.written(table, asked, read[language], form)
                yield Distribution(
                    f"{uri}#{form}-{language}",
                    both(_NAMES[language], form=FORMS[form].label),
                    form,
                    self.at.file(self.row.name, table.id, form, language, role),
                    rights,
                    (language,),
                    **_check(content),
                )

    def _source(self, source: Source) -> Entity:
        """A document or dataset of the case: a row of its table of sources."""
        uri = f"{self.at.dataset(of_table(self.row.name, 'sources'))}#source-{source.id}"
        url = source.url or ""
        return Entity(
            uri,
            Words.same(source.title),
            Agent(f"{uri}-publisher", Words.same(source.publisher)),
            page=url if url.startswith(("https://", "http://")) else "",
            terms=source.licence or "",
            issued=source.published,
        )

    def _snapshot(self, uri: str, table: str) -> Entity | None:
        """The snapshot of the lake that holds a table."""
        held = evidence.snapshots(self.row).get(table)
        if held is None:
            return None
        title = both(_("The figures as they were kept"))
        return Entity(f"{uri}#snapshot", title, identifier=held["sha256"])

    def _pinned(self, uri: str) -> Iterator[Entity]:
        """The snapshots of the open sources from which the case takes figures."""
        for key, pin in evidence.pins(evidence.snapshots(self.row)).items():
            if not pin.sha256:  # the case takes its own figures instead
                continue
            try:
                dataset = named(key).dataset
            except SourceError:  # read by a mapping that only its owner has
                continue
            node = f"{uri}#{of_source(named(key)).replace('/', '-')}"
            yield Entity(
                node,
                Words(dataset.title_nl, dataset.title_en),
                Agent(f"{node}-publisher", Words.same(dataset.publisher)),
                page=dataset.homepage,
                terms=dataset.licence.name,
                identifier=pin.sha256,
            )

    def _kept(self, uri: str, used: Sequence[str] = ()) -> Activity:
        title = both(_("Kept in the compass"))
        return Activity(f"{uri}#made", title, self.row.loaded, used)

    def _weighed(self, uri: str, asked: Asked, used: Sequence[str]) -> Activity:
        """The computation: as of the day, of the case as it was last changed."""
        day = datetime.combine(asked.day, time(), timezone.get_current_timezone())
        title = both(_("Weighed as things stood on %(day)s"), day=asked.day.isoformat())
        return Activity(f"{uri}#made", title, max(day, self.row.loaded), used)


def _rights(table: DataTable, case: Any, sources: Sequence[Source]) -> Rights:
    """On what terms a table may be used.

    Ratings, decisions and what is computed are the case's own; figures are their publishers'.
    """
    if table.id not in evidence.IN_LAKE and table.id != "contradictions":
        return publishing.rights(both(_SOURCES))
    named = sources or [one for one in case.sources.values() if one.kind == "dataset"]
    terms = "; ".join(f"{one.title}: {one.licence or '?'}" for one in named)
    return publishing.rights(Words.same(f"{terms}."), open_sources=_all_open(named))


def _all_open(sources: Any) -> bool:
    """Whether everyone may use all these datasets for everything."""
    datasets = [one for one in sources if one.kind == "dataset"]
    return all((one.licence or "").startswith(_OPEN) for one in datasets)


def _period(rows: Sequence[Row]) -> tuple[int, int] | None:
    years = [year for row in rows if isinstance(year := row.get("year"), int)]
    return (min(years), max(years)) if years else None


def _check(content: bytes) -> dict[str, Any]:
    """The size and hash of a file that was made."""
    return {"size": len(content), "sha256": sha256(content).hexdigest()} if content else {}
