"""Fields of forms of the register: they take what people know and give what a record holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from windroos.apps.evidence import queries as evidence
from windroos.apps.network.models import Cited, Name, Organisation
from windroos.apps.network.queries.places import Places
from windroos.apps.regions.queries import Case
from windroos.cases.fields import ID, NAME
from windroos.cases.register import TABLES
from windroos.link.names import places as known_places
from windroos.link.text import fold
from windroos.sources.documents import sentences
from windroos.sources.documents.selectors import span, spanned

# A number longer than this is none of a document.
_DIGITS = 9
# So many organisations are named when a name may be any of them.
_NAMED = 5
_PLACE = re.compile(r"([^:\s]+):(\d+)(?::(\d+(?:-\d+)?))?")
_ADDRESS = re.compile(r"/documents/([^/#?]+)/[^#]*#p(\d+)$")
# The columns that hold the code of a region.
REGIONS = ("region", "other_region")
_COMMA = re.compile(r"-?\d+,\d+")


def organisations_in(table: str) -> set[str]:
    """The columns of a table that hold the id of an organisation."""
    references = TABLES[table].references
    return {one.field for one in references if one.table == "organisations"}


class NumberField(forms.CharField):
    """A number with a point or a comma, as it was typed otherwise: the rules say what is wrong."""

    def clean(self, value: Any) -> str:
        given = str(super().clean(value))
        return given.replace(",", ".") if _COMMA.fullmatch(given) else given


class OrganisationField(forms.CharField):
    """An organisation of the register by its id or any of its names; gives the id."""

    def __init__(self, case: Case, **options: Any) -> None:
        super().__init__(max_length=NAME, **options)
        self.case = case

    def clean(self, value: Any) -> str:
        given = str(super().clean(value))
        if not given or Organisation.objects.filter(case=self.case, slug=given).exists():
            return given
        named = Organisation.objects.filter(case=self.case)
        exact = list(named.filter(name=given)[:2])
        if len(exact) != 1:
            slugs = Name.objects.filter(case=self.case, name__iexact=given)
            exact = list(named.filter(pk__in=slugs.values("organisation"))[: _NAMED + 1])
        if len(exact) == 1:
            return exact[0].slug
        near = exact or list(named.filter(searched__contains=fold(given))[:_NAMED])
        if not near:
            raise ValidationError(
                _("No organisation in the register has this name; add it first, or look it up.")
            )
        told = _("Several organisations may be meant; give the id of one: %(near)s.")
        shown = ", ".join(f"{one.name} ({one.slug})" for one in near[:_NAMED])
        raise ValidationError(told % {"near": shown})


class RegionField(forms.CharField):
    """A region by its name or its code, which is of a pattern; gives the code."""

    def __init__(self, case: Case, pattern: str, **options: Any) -> None:
        super().__init__(max_length=NAME, **options)
        self.case, self.pattern = case, re.compile(pattern)

    def clean(self, value: Any) -> str:
        given = str(super().clean(value))
        for code in (given, given.upper()):
            if not given or self.pattern.fullmatch(code):
                return code
        code = _codes(self.case, self.pattern.pattern).get(fold(given))
        if code is None:
            raise ValidationError(
                _("No region is known by this name alone; give its NUTS code, such as NL41.")
            )
        return code


def known_regions(case: Case, pattern: str) -> list[tuple[str, str]]:
    """The regions that people write about by name and have a code of a pattern, by name."""
    named, wanted = Places(case), re.compile(pattern)
    codes = {code for code in (*known_places(), *named.own) if wanted.fullmatch(code)}
    shown = [(code, named.region(code)) for code in codes]
    return sorted(shown, key=lambda one: one[1].casefold())


def _codes(case: Case, pattern: str) -> Mapping[str, str]:
    """The codes of regions by their names in both languages; a name of several is left out."""
    by: dict[str, set[str]] = {}
    for code, name in known_regions(case, pattern):
        by.setdefault(fold(name), set()).add(code)
        for names in known_places()[code].names.values() if code in known_places() else ():
            for one in names:
                by.setdefault(fold(one), set()).add(code)
    return {name: codes.pop() for name, codes in by.items() if len(codes) == 1}


class PassageField(forms.CharField):
    """A passage of the register by its id, or words of a document by where they stand.

    `made` takes the records of passages that are new, by id.
    """

    def __init__(
        self, case: Case, made: MutableMapping[str, dict[str, Any]], **options: Any
    ) -> None:
        super().__init__(max_length=NAME, **options)
        self.case, self.made = case, made

    def clean(self, value: Any) -> str:
        given = str(super().clean(value))
        if not given or Cited.objects.filter(case=self.case, slug=given).exists():
            return given
        found = _ADDRESS.search(given) or _PLACE.fullmatch(given)
        if found is None:
            raise ValidationError(
                _(
                    "There is no passage with this id. Give document, paragraph and sentences,"
                    " such as 001:57:2-3, or the address of a paragraph of a document."
                )
            )
        document, number = found[1], found[2]
        meant = found[3] if found.re is _PLACE else None
        return self._of(document, number, meant)

    def _of(self, document: str, number: str, meant: str | None) -> str:
        passage = (
            evidence.everything(self.case).passage(document, int(number))
            if len(number) <= _DIGITS
            else None
        )
        if passage is None:
            raise ValidationError(_("There is no such place in the document."))
        split = sentences(passage.text)
        chosen = span(meant, len(split)) if meant else (1, len(split))
        if chosen is None:
            told = _("This paragraph has %(n)s sentences; choose from those.")
            raise ValidationError(told % {"n": len(split)})
        whole = chosen == (1, len(split))
        part = None if whole else spanned(*chosen)
        there = Cited.objects.filter(
            case=self.case, document=document, sha256=passage.sha256, sentences=part
        ).first()
        if there is not None:
            return there.slug
        id = slugify("-".join(filter(None, (document, number, part))))[:ID]
        if Cited.objects.filter(case=self.case, slug=id).exists():
            id = f"{id[:100]}-{passage.sha256[:8]}"
        self.made[id] = {
            "id": id,
            "document": document,
            "section": passage.section or None,
            "paragraph": passage.paragraph,
            "sentences": part,
            "sha256": passage.sha256,
        }
        return id
