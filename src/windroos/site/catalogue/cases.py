"""The public tables of a case as datasets, with what they were made of and by what work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from windroos.apps.evidence import queries as evidence
from windroos.apps.network.queries import records as network
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
from windroos.site.catalogue.terms import SOURCES, all_open, checked, period, rights
from windroos.site.catalogue.words import both
from windroos.site.tables import TABLES, Asked, Contents, DataTable, files
from windroos.site.tables.lineage import named_sources
from windroos.site.tables.register import cited_sources
from windroos.sources.asked import named
from windroos.sources.shape import SourceError

# The whole case, and its whole register, in one file each, beside the tables.
PACKAGE, REGISTER = "package", "register"
_ALPHA3 = {alpha2: alpha3 for alpha3, alpha2 in ALPHA2_OF_ALPHA3.items()}
# How NUTS begins the codes of two countries.
_NUTS = {"EL": "GR", "UK": "GB"}
KEYWORDS = (
    pgettext_lazy("keyword", "compass"),
    pgettext_lazy("keyword", "international cooperation"),
    pgettext_lazy("keyword", "regions"),
)
_NAMES = {"nl": _("%(form)s, names in Dutch"), "en": _("%(form)s, names in English")}


def datasets(row: regions.Case, at: Addresses, *, checked: bool) -> Iterator[Dataset]:
    """The datasets of a case; `checked`: with size and hash of each file, for which it is made."""
    told = _Told(row, at, checked)
    yield told.package()
    if network.has_register(row):
        yield told.register()
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
        file = self._zip(
            uri,
            _("The whole case, as a Data Package"),
            "data_package",
            archive.packed(case.package.files()) if self.checked else b"",
            case.sources.values(),
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

    def register(self) -> Dataset:
        """The whole register in one file."""
        asked = self.asked()
        uri = self.at.dataset(of_table(self.row.name, REGISTER))
        sources = cited_sources(asked)
        file = self._zip(
            uri,
            _("The whole register, as a Data Package"),
            "data_register",
            archive.packed(asked.register.files()) if self.checked else b"",
            sources,
        )
        made = self._registered(uri)
        return Dataset(
            uri=uri,
            title=self._title(both(_("The whole register"))),
            description=both(
                _(
                    "All tables of the register of the ecosystem, in one file: organisations, "
                    "relations, sites, conditions, the labour market, value chains, and programmes "
                    "with their indicators."
                )
            ),
            landing_page=self.at.page("data", self.row.name),
            themes=("TECH", "REGI"),
            version=asked.register.revision if self.checked else "",
            files=[file],
            derived_from=[self._source(one) for one in sources],
            generated_by=made,
            **{**self.common, "modified": made.ended},
        )

    def _zip(
        self, uri: str, title: Promise, view: str, content: bytes, sources: Iterable[Source]
    ) -> Distribution:
        return Distribution(
            f"{uri}#zip",
            both(title),
            "zip",
            self.at.page(view, self.row.name),
            publishing.rights(both(SOURCES), open_sources=all_open(sources)),
            LANGUAGES,
            **checked(content),
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
        if offered.if_any and not rows:
            return None
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
        sources = self._sources(table, asked, rows)
        derived: list[Entity | str] = [self._source(one) for one in sources]
        made = self._kept(uri)
        if table.page:  # made of the tables of the case
            package = self.at.dataset(of_table(self.row.name, PACKAGE))
            pinned = list(self._pinned(uri))
            derived += [package, *pinned]
            made = self._weighed(uri, asked, [package, *(one.uri for one in pinned)])
        elif table.register:
            made = self._registered(uri)
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
            period=period(rows or ()) if table.id in evidence.IN_LAKE else None,
            files=list(self._files(uri, table, asked, read, rights(table, case, sources))),
            derived_from=derived,
            generated_by=made,
            **common,
        )

    def _sources(
        self, table: DataTable, asked: Asked, rows: Sequence[Row] | None
    ) -> Sequence[Source]:
        """The documents and datasets that a table rests on by itself."""
        if table.page or rows is None:
            return ()
        return cited_sources(asked) if table.register else named_sources(asked.case, rows)

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
                    **checked(content),
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

    def _registered(self, uri: str) -> Activity:
        title = both(_("Kept in the register"))
        return Activity(f"{uri}#made", title, network.changed(self.row) or self.row.loaded, ())

    def _weighed(self, uri: str, asked: Asked, used: Sequence[str]) -> Activity:
        """The computation: as of the day, of the case as it was last changed."""
        day = datetime.combine(asked.day, time(), timezone.get_current_timezone())
        title = both(_("Weighed as things stood on %(day)s"), day=asked.day.isoformat())
        return Activity(f"{uri}#made", title, max(day, self.row.loaded), used)
