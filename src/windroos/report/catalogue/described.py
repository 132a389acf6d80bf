"""What a data catalogue tells, as plain values: whoever fills them in needs no RDF.

Every `uri` is a whole address. What hangs under a dataset (its files, the work that made it, what
it was made of) is named by the address of the dataset with a fragment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Words:
    """The same said in Dutch and in English."""

    nl: str
    en: str

    @classmethod
    def same(cls, text: str) -> Words:
        """A name that is the same in both languages."""
        return cls(text, text)


@dataclass(frozen=True, slots=True)
class Agent:
    """An organisation; `kind` is its type by the ADMS publisher types, empty where not said."""

    uri: str
    name: Words
    kind: str = ""
    homepage: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Where questions about the data can be put."""

    uri: str
    name: Words
    email: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """On what terms a file may be used: the address of the licence, and the terms in words.

    The words say what the licence does not: who is to be named, whose terms hold for which part.
    """

    licence: str
    statement: Words | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that data was made of: a document, a publisher's file, a snapshot.

    `files` are the addresses it was fetched from, `sha256` the hash of what was fetched, `issued`
    the day or part of one on which it came out: YYYY, YYYY-MM or YYYY-MM-DD.
    """

    uri: str
    title: Words
    publisher: Agent | None = None
    page: str = ""
    files: Sequence[str] = ()
    sha256: str = ""
    terms: str = ""
    issued: str = ""
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """The work that made the data: what was `used` (by address), and when it was done."""

    uri: str
    title: Words
    ended: datetime | None
    used: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Distribution:
    """A file of a dataset. `form` is one of `vocabularies.FORMS`, `languages` are nl and en.

    `size` in bytes and `sha256` are those of the file at `url`; without them they are not known.
    """

    uri: str
    title: Words
    form: str
    url: str
    rights: Rights
    languages: Sequence[str] = ()
    size: int | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Data that is described, with its files and where it comes from.

    `themes` are names in the EU's list of data themes, `countries` codes of ISO 3166-1 alpha-3,
    `period` the first and last year it is about. Without `files` it is had from its publisher, at
    `landing_page`; `restricted` says that not everyone may use it for everything. What it is
    `derived_from` may be another dataset, by its address.
    """

    uri: str
    title: Words
    description: Words
    landing_page: str
    creator: Agent
    keywords: Sequence[Words]
    themes: Sequence[str]
    languages: Sequence[str]
    modified: datetime | date | None
    issued: datetime | date | None = None
    version: str = ""
    frequency: str = "IRREG"
    countries: Sequence[str] = ()
    period: tuple[int, int] | None = None
    restricted: Words | None = None
    files: Sequence[Distribution] = ()
    derived_from: Sequence[Entity | str] = ()
    generated_by: Activity | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """An API that gives the data of the datasets it `serves`, by their addresses."""

    uri: str
    title: Words
    description: Words
    endpoint: str
    document: str
    page: str
    rights: Rights
    keywords: Sequence[Words]
    themes: Sequence[str]
    serves: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A catalogue: who publishes it, where it can be read, and what is in it.

    `program` is the program that made the data, with its version.
    """

    uri: str
    title: Words
    description: Words
    page: str
    publisher: Agent
    contact: Contact
    rights: Rights
    program: str
    version: str
    modified: datetime | date | None
    datasets: Sequence[Dataset] = ()
    services: Sequence[Service] = ()
