"""The register in words: its choices, its fields, and what places in it are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts.sentences import Sentence
from windroos.apps.evidence import queries as evidence
from windroos.apps.network import wording
from windroos.apps.regions.queries import Case
from windroos.codes.countries import country_label
from windroos.codes.regions import NUTS_COUNTRY
from windroos.link.names import places

KINDS: Mapping[str, Sentence] = {
    "company": _("company"),
    "knowledge-institution": _("knowledge institution"),
    "education": _("school or college"),
    "facility": _("facility"),
    "campus": _("campus"),
    "partner": _("ecosystem partner"),
    "government": _("government"),
    "post": _("post abroad"),
    "cluster": _("cluster"),
    "consortium": _("consortium"),
    "programme": _("programme"),
    "strategy": _("strategy"),
}
_COUNTED = {
    "company": ngettext_lazy("%(n)s company", "%(n)s companies", "count"),
    "knowledge-institution": ngettext_lazy(
        "%(n)s knowledge institution", "%(n)s knowledge institutions", "count"
    ),
    "education": ngettext_lazy("%(n)s school or college", "%(n)s schools and colleges", "count"),
    "facility": ngettext_lazy("%(n)s facility", "%(n)s facilities", "count"),
    "campus": ngettext_lazy("%(n)s campus", "%(n)s campuses", "count"),
    "partner": ngettext_lazy("%(n)s ecosystem partner", "%(n)s ecosystem partners", "count"),
    "government": ngettext_lazy("%(n)s government", "%(n)s governments", "count"),
    "post": ngettext_lazy("%(n)s post abroad", "%(n)s posts abroad", "count"),
    "cluster": ngettext_lazy("%(n)s cluster", "%(n)s clusters", "count"),
    "consortium": ngettext_lazy("%(n)s consortium", "%(n)s consortia", "count"),
    "programme": ngettext_lazy("%(n)s programme", "%(n)s programmes", "count"),
    "strategy": ngettext_lazy("%(n)s strategy", "%(n)s strategies", "count"),
}
CATEGORIES: Mapping[str, Sentence] = {
    "company": pgettext_lazy("category", "company"),
    "knowledge": _("education, research and facilities"),
    "partner": pgettext_lazy("category", "ecosystem partner"),
}
BASES: Mapping[str, Sentence] = {
    "text": _("the text says so"),
    "reading": _("our reading"),
    "source": _("from another source"),
    "person": _("someone told us"),
}
NAME_KINDS: Mapping[str, Sentence] = {
    "official": _("official name"),
    "short": _("short name"),
    "former": _("former name"),
    "other": _("other name"),
}
SCHEMES: Mapping[str, Sentence] = {
    "ror": "ROR",
    "kvk": _("KvK (Dutch business register)"),
    "lei": "LEI",
    "pic": _("PIC (EU participant)"),
    "wikidata": "Wikidata",
}
# What the first of a relation is to the other, and what the other is to the first.
RELATIONS: Mapping[str, tuple[Sentence, Sentence]] = {
    "member": (_("is a member of"), _("has as a member")),
    "partner": (_("is a partner of"), _("is a partner of")),
    "supplier": (_("supplies"), _("is supplied by")),
    "shareholder": (_("holds shares in"), _("has as a shareholder")),
    "spin-off": (_("is a spin-off of"), _("has as a spin-off")),
    "twin": (_("is twinned with"), _("is twinned with")),
    "part-of": (_("is part of"), _("has as a part")),
    "operates": (_("runs"), _("is run by")),
    "funds": (_("funds"), _("is funded by")),
    "founder": (_("is a founder of"), _("was founded by")),
}
# A relation as a sentence about both its ends, in either language.
RELATED = "{one} {does} {other}"
# Those that say the same either way.
MUTUAL = frozenset({"partner", "twin"})
STRENGTHS: Mapping[str, Sentence] = {
    "strong": pgettext_lazy("holder of a link", "strong"),
    "present": pgettext_lazy("holder of a link", "present"),
    "emerging": pgettext_lazy("holder of a link", "emerging"),
}
SITE_KINDS: Mapping[str, Sentence] = {
    "campus": _("campus"),
    "business-park": _("business park"),
    "facility": _("facility"),
    "pilot-line": _("pilot line"),
    "living-lab": _("living lab"),
    "field-lab": _("field lab"),
    "academic-workplace": _("academic workplace"),
    "test-environment": _("test environment"),
    "border-information-point": _("border information point"),
}

# What the columns of a record of an organisation or a relation are called, and its parts.
FIELDS: Mapping[str, Sentence] = {
    "kind": _("kind"),
    "country": _("country"),
    "region": _("region"),
    "place": _("place"),
    "latitude": _("degrees north"),
    "longitude": _("degrees east"),
    "basis": _("what says so"),
    "parent": pgettext_lazy("organisation", "part of"),
    "founded": _("founded"),
    "ended": _("ended"),
    "website": _("website"),
    "note_nl": _("note in Dutch"),
    "note_en": _("note in English"),
    "names": _("names"),
    "identifiers": _("numbers elsewhere"),
    "roles": _("roles in technology areas"),
    "mentions": _("passages that name it"),
    "name": _("name"),
    "language": _("language of the name"),
    "scheme": _("register"),
    "value": _("number"),
    "area": _("technology area"),
    "category": _("category"),
    "theme": _("theme"),
    "passage": _("passage"),
    "organisation": _("organisation"),
    "other": _("the other organisation"),
    "start": _("from"),
    "end": _("until"),
    "source": _("another source"),
    "label_nl": _("name in Dutch"),
    "label_en": _("name in English"),
    "chain_links": _("links"),
    "chain_flows": _("what goes from link to link"),
    "chain_holders": _("who holds a link"),
    "needs": _("needs"),
    "complete": _("all holders are known"),
    "position": _("place in the chain"),
    "target": _("to the link"),
    "what_nl": _("what, in Dutch"),
    "what_en": _("what, in English"),
    "link": _("link"),
    "strength": _("how strongly"),
    "share_low": _("share, at least (0 to 1)"),
    "share_high": _("share, at most (0 to 1)"),
}
# Columns that are called otherwise in one table.
_OWN_FIELDS: Mapping[tuple[str, str], Sentence] = {("chain_flows", "source"): _("from the link")}
NEEDS: Mapping[str, Sentence] = {
    "all": _("everything that comes in"),
    "any": _("one of what comes in"),
}
COMPLETE: Mapping[str, Sentence] = {"true": _("yes"), "false": _("no")}
# By column: what its values are called, in whichever table.
CHOICES: Mapping[str, Mapping[str, Sentence]] = {
    "category": CATEGORIES,
    "basis": BASES,
    "scheme": SCHEMES,
    "strength": STRENGTHS,
    "needs": NEEDS,
    "complete": COMPLETE,
}
# Of the column `kind`, by table.
KIND_CHOICES: Mapping[str, Mapping[str, Sentence]] = {
    "organisations": KINDS,
    "names": NAME_KINDS,
    "relations": {kind: forward for kind, (forward, _backward) in RELATIONS.items()},
}


def field(table: str, column: str) -> Sentence:
    """What a column of a table, or a part of a record, is called."""
    return _OWN_FIELDS.get((table, column)) or FIELDS.get(column, column)


def number(n: int) -> str:
    """A whole number as the reader writes it."""
    return number_format(n, use_l10n=True, force_grouping=True)


def kinds_counted(kind: str, n: int) -> str:
    """So many of a kind: “3 companies”."""
    return str(_COUNTED[kind] % {"n": number(n), "count": n})


def enumerated(parts: Iterable[str]) -> str:
    """Some words as a sentence lists them: “a, b and c”."""
    several = [str(one) for one in parts]
    if len(several) < 2:
        return "".join(several)
    return gettext("%(several)s and %(last)s") % {
        "several": ", ".join(several[:-1]),
        "last": several[-1],
    }


def period(start: str | None, end: str | None) -> str:
    """A period in words; empty where neither is known. Dates may be years or months."""
    if start and end:
        return gettext("from %(start)s to %(end)s") % {"start": start, "end": end}
    if start:
        return gettext("since %(start)s") % {"start": start}
    return gettext("until %(end)s") % {"end": end} if end else ""


@dataclass(frozen=True)
class Places:
    """What regions and countries are called in a case, read once a page."""

    case: Case

    @cached_property
    def own(self) -> Mapping[str, str]:
        return wording.region_names(self.case)

    @cached_property
    def published(self) -> Mapping[str, str]:
        return evidence.region_names()

    def region(self, code: str | None) -> str:
        """A region: as the case calls it, as people do, as its publisher does, or its code."""
        if not code:
            return ""
        if len(code) == 2:
            return self.country(code)
        if code in self.own:
            return self.own[code]
        entry = places().get(code)
        if entry is not None:
            return capfirst(entry.names[get_language() or "nl"][0])
        return self.published.get(code, code)

    def country(self, code: str | None) -> str:
        """A country by its code, of ISO or of NUTS."""
        if not code:
            return ""
        return country_label(NUTS_COUNTRY.get(code, code), get_language() or "nl") or code
