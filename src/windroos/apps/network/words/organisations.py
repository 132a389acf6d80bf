"""Organisations in words: what they are, do, are called, and have to do with each other."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from windroos.apps.accounts.sentences import Sentence
from windroos.apps.network.words.sentences import number

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
# The same, as the legend of a map has them.
CATEGORY_TITLES: Mapping[str, Sentence] = {
    "company": _("Companies"),
    "knowledge": _("Education, research and facilities"),
    "partner": _("Ecosystem partners"),
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


def kinds_counted(kind: str, n: int) -> str:
    """So many of a kind: “3 companies”."""
    return str(_COUNTED[kind] % {"n": number(n), "count": n})
