"""A catalogue as RDF: DCAT-AP-NL 3.0 with the lineage in PROV-O.

What stands in the lists of others (themes, languages, licences, …) gets its type here too, so that
the graph can be checked by itself: the standard's examples do the same, as not every list says of
its values what they are. There are no blank nodes: the same catalogue is the same text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from windroos.report.catalogue import vocabularies
from windroos.report.catalogue.described import (
    Activity,
    Agent,
    Catalogue,
    Contact,
    Dataset,
    Distribution,
    Entity,
    Rights,
    Service,
    Words,
)

ADMS = Namespace("http://www.w3.org/ns/adms#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
PROV = Namespace("http://www.w3.org/ns/prov#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
PREFIXES = {
    "adms": ADMS,
    "dcat": DCAT,
    "dct": DCT,
    "foaf": FOAF,
    "prov": PROV,
    "rdfs": RDFS,
    "skos": SKOS,
    "spdx": SPDX,
    "vcard": VCARD,
    "xsd": XSD,
}

# The type of a date by the number of dashes in it.
_PARTS = (XSD.gYear, XSD.gYearMonth, XSD.date)


def graph(catalogue: Catalogue) -> Graph:
    """The whole catalogue."""
    made = _Made(catalogue)
    made.catalogue()
    return made.graph


def graph_of(catalogue: Catalogue, dataset: Dataset) -> Graph:
    """One dataset of a catalogue, with whoever it names."""
    made = _Made(catalogue)
    made.dataset(dataset)
    return made.graph


class _Made:
    """The graph as it grows."""

    def __init__(self, told: Catalogue) -> None:
        self.told = told
        self.graph = Graph(bind_namespaces="none")
        for prefix, namespace in PREFIXES.items():
            self.graph.bind(prefix, namespace)
        self.program = URIRef(f"{told.uri}#windroos")

    def add(self, subject: URIRef, predicate: Node, *values: Node) -> None:
        for value in values:
            self.graph.add((subject, predicate, value))

    def say(self, subject: URIRef, predicate: Node, words: Words) -> None:
        """A text in both languages."""
        self.add(subject, predicate, Literal(words.nl, "nl"), Literal(words.en, "en"))

    def typed(self, uri: str, *kinds: URIRef) -> URIRef:
        """Something that has its own address, and what it is."""
        node = URIRef(uri)
        self.add(node, RDF.type, *kinds)
        return node

    def listed(self, uri: str, *kinds: URIRef) -> URIRef:
        """A value of a list of the EU, with the list it is in."""
        node = self.typed(uri, *kinds)
        self.add(node, SKOS.inScheme, URIRef(uri.rpartition("/")[0]))
        return node

    def catalogue(self) -> None:
        told = self.told
        node = self.typed(told.uri, DCAT.Catalog)
        self.resource(node, told.title, told.description)
        self.add(node, FOAF.homepage, self.document(told.page))
        self.add(node, DCT.creator, self.agent(told.publisher))
        self.languages(node, vocabularies.LANGUAGES)
        self.licensed(node, told.rights)
        for uri, name in vocabularies.STANDARDS.items():
            self.add(node, DCT.conformsTo, self.typed(uri, DCT.Standard))
            self.add(URIRef(uri), DCT.title, Literal(name))
        self.dated(node, DCT.modified, told.modified)
        themes = {theme for dataset in told.datasets for theme in dataset.themes}
        if themes:
            scheme = self.typed(vocabularies.theme("").rstrip("/"), SKOS.ConceptScheme)
            self.say(scheme, DCT.title, Words("Gegevensthema's van de EU", "Data themes of the EU"))
            self.add(node, DCAT.themeTaxonomy, scheme)
        for dataset in told.datasets:
            self.add(node, DCAT.dataset, self.dataset(dataset))
        for service in told.services:
            self.add(node, DCAT.service, self.service(service))

    def resource(self, node: URIRef, title: Words, description: Words) -> None:
        """What a catalogue, a dataset and a service have in common."""
        self.say(node, DCT.title, title)
        self.say(node, DCT.description, description)
        self.add(node, DCT.publisher, self.agent(self.told.publisher))
        self.add(node, DCAT.contactPoint, self.contact(self.told.contact))

    def dataset(self, told: Dataset) -> URIRef:
        node = self.typed(told.uri, DCAT.Dataset, PROV.Entity)
        self.resource(node, told.title, told.description)
        self.add(node, DCT.identifier, Literal(told.uri))
        self.add(node, DCT.creator, self.agent(told.creator))
        self.themed(node, told.themes, told.keywords)
        self.languages(node, told.languages)
        self.add(node, DCAT.landingPage, self.document(told.landing_page))
        self.add(node, FOAF.page, self.document(told.landing_page))
        access = vocabularies.RESTRICTED if told.restricted else vocabularies.PUBLIC
        self.add(node, DCT.accessRights, self.listed(access, DCT.RightsStatement))
        if told.restricted:
            self.add(node, DCT.rights, self.statement(f"{told.uri}#rights", told.restricted))
        self.dated(node, DCT.modified, told.modified)
        self.dated(node, DCT.issued, told.issued)
        if told.version:
            self.add(node, DCAT.version, Literal(told.version))
        frequency = self.listed(vocabularies.frequency(told.frequency), DCT.Frequency)
        self.add(node, DCT.accrualPeriodicity, frequency)
        for code in told.countries:
            self.add(node, DCT.spatial, self.listed(vocabularies.country(code), DCT.Location))
        if told.period:
            period = self.typed(f"{told.uri}#period", DCT.PeriodOfTime)
            for predicate, year in zip((DCAT.startDate, DCAT.endDate), told.period, strict=True):
                self.add(period, predicate, Literal(f"{year:04d}", datatype=XSD.gYear))
            self.add(node, DCT.temporal, period)
        for entity in told.derived_from:
            made = URIRef(entity) if isinstance(entity, str) else self.entity(entity)
            self.add(node, PROV.wasDerivedFrom, made)
        if told.generated_by:
            self.add(node, PROV.wasGeneratedBy, self.activity(told.generated_by))
        for file in told.files:
            self.add(node, DCAT.distribution, self.distribution(file, told.modified))
        return node

    def distribution(self, told: Distribution, modified: datetime | date | None) -> URIRef:
        node = self.typed(told.uri, DCAT.Distribution)
        form = vocabularies.FORMS[told.form]
        self.say(node, DCT.title, told.title)
        self.add(node, DCAT.accessURL, self.typed(told.url, RDFS.Resource))
        self.add(node, DCAT.downloadURL, URIRef(told.url))
        self.add(node, DCT["format"], self.listed(form.file_type, DCT.MediaTypeOrExtent))
        self.add(node, DCAT.mediaType, self.typed(form.media_type, DCT.MediaType))
        self.add(node, DCT.conformsTo, self.typed(form.standard, DCT.Standard))
        self.languages(node, told.languages)
        self.licensed(node, told.rights)
        self.dated(node, DCT.modified, modified)
        if told.size is not None:
            self.add(node, DCAT.byteSize, Literal(str(told.size), datatype=XSD.nonNegativeInteger))
        if told.sha256:
            self.add(node, SPDX.checksum, self.checksum(f"{told.uri}-checksum", told.sha256))
        return node

    def service(self, told: Service) -> URIRef:
        node = self.typed(told.uri, DCAT.DataService)
        self.resource(node, told.title, told.description)
        self.add(node, DCT.identifier, Literal(told.uri))
        self.add(node, DCT.creator, self.agent(self.told.publisher))
        self.themed(node, told.themes, told.keywords)
        self.languages(node, vocabularies.LANGUAGES)
        access = self.listed(vocabularies.PUBLIC, DCT.RightsStatement)
        self.add(node, DCT.accessRights, access)
        self.licensed(node, told.rights)
        self.add(node, DCAT.endpointURL, URIRef(told.endpoint))
        self.add(node, DCAT.endpointDescription, self.typed(told.document, RDFS.Resource))
        self.add(node, DCAT.landingPage, self.document(told.page))
        self.add(node, FOAF.page, self.document(told.page))
        self.add(node, DCAT.servesDataset, *map(URIRef, told.serves))
        return node

    def agent(self, told: Agent) -> URIRef:
        node = self.typed(told.uri, FOAF.Agent, PROV.Agent)
        self.say(node, FOAF.name, told.name)
        if told.kind:
            kind = self.typed(f"{vocabularies.PUBLISHER_TYPES}{told.kind}", SKOS.Concept)
            self.add(kind, SKOS.prefLabel, Literal(told.kind, "en"))
            self.add(node, DCT.type, kind)
        if told.homepage:
            self.add(node, FOAF.homepage, self.document(told.homepage))
        return node

    def contact(self, told: Contact) -> URIRef:
        node = self.typed(told.uri, VCARD.Kind, VCARD.Organization)
        self.say(node, VCARD.fn, told.name)
        if told.email:
            self.add(node, VCARD.hasEmail, URIRef(f"mailto:{told.email}"))
        if told.page:
            self.add(node, VCARD.hasURL, URIRef(told.page))
        return node

    def entity(self, told: Entity) -> URIRef:
        node = self.typed(told.uri, PROV.Entity)
        self.say(node, DCT.title, told.title)
        if told.publisher:
            self.add(node, DCT.publisher, self.agent(told.publisher))
        if told.page:
            self.add(node, FOAF.page, self.document(told.page))
        self.add(node, PROV.atLocation, *map(URIRef, told.files))
        if told.sha256:
            self.add(node, SPDX.checksum, self.checksum(f"{told.uri}-checksum", told.sha256))
        if told.issued:
            kind = _PARTS[told.issued.count("-")]
            self.add(node, DCT.issued, Literal(told.issued, datatype=kind))
        if told.identifier:
            self.add(node, DCT.identifier, Literal(told.identifier))
        if told.terms:
            said = Words.same(told.terms)
            self.add(node, DCT.rights, self.statement(f"{told.uri}-rights", said))
        return node

    def activity(self, told: Activity) -> URIRef:
        node = self.typed(told.uri, PROV.Activity)
        self.say(node, RDFS.label, told.title)
        self.dated(node, PROV.endedAtTime, told.ended)
        self.add(node, PROV.used, *(self.typed(one, PROV.Entity) for one in told.used))
        program = self.typed(str(self.program), PROV.SoftwareAgent, FOAF.Agent)
        self.add(program, FOAF.name, Literal(self.told.program))
        self.add(program, DCAT.version, Literal(self.told.version))
        self.add(node, PROV.wasAssociatedWith, program)
        return node

    def checksum(self, uri: str, sha256: str) -> URIRef:
        node = self.typed(uri, SPDX.Checksum)
        # Not normalised: the value is what programs that compare it print.
        value = Literal(sha256, datatype=XSD.hexBinary, normalize=False)
        self.add(node, SPDX.checksumValue, value)
        algorithm = self.typed(vocabularies.SHA256, SPDX.ChecksumAlgorithm)
        self.add(node, SPDX.algorithm, algorithm)
        return node

    def licensed(self, node: URIRef, rights: Rights) -> None:
        self.add(node, DCT.license, self.typed(rights.licence, DCT.LicenseDocument))
        if rights.statement:
            uri = f"{node}-rights" if "#" in node else f"{node}#rights"
            self.add(node, DCT.rights, self.statement(uri, rights.statement))

    def statement(self, uri: str, words: Words) -> URIRef:
        node = self.typed(uri, DCT.RightsStatement)
        self.say(node, RDFS.label, words)
        return node

    def themed(self, node: URIRef, themes: Iterable[str], keywords: Iterable[Words]) -> None:
        for name in themes:
            concept = self.listed(vocabularies.theme(name), SKOS.Concept)
            self.say(concept, SKOS.prefLabel, Words(*vocabularies.THEMES[name]))
            self.add(node, DCAT.theme, concept)
        for word in keywords:
            self.say(node, DCAT.keyword, word)

    def languages(self, node: URIRef, languages: Iterable[str]) -> None:
        for code in languages:
            language = self.listed(vocabularies.LANGUAGES[code], DCT.LinguisticSystem)
            self.add(node, DCT.language, language)

    def document(self, url: str) -> URIRef:
        return self.typed(url, FOAF.Document)

    def dated(self, node: URIRef, predicate: Node, when: datetime | date | None) -> None:
        if when is not None:
            self.add(node, predicate, Literal(when))
