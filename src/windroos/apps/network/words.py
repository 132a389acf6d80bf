"""What kinds, states and fields of sites, conditions and labour markets are called."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from windroos.apps.accounts.sentences import Sentence

Words = Mapping[str, Sentence]

SITE_KINDS: Words = {
    "campus": pgettext_lazy("site", "campus"),
    "business-park": _("business park"),
    "facility": _("facility"),
    "pilot-line": _("pilot production line"),
    "living-lab": _("living lab"),
    "field-lab": _("field lab"),
    "academic-workplace": _("academic workplace"),
    "test-environment": _("test environment"),
    "border-information-point": _("border information point"),
}
MEASURES: Words = {
    "jobs": _("jobs"),
    "organisations": pgettext_lazy("measure of a site", "organisations"),
    "companies": pgettext_lazy("measure of a site", "companies"),
    "occupancy": _("occupancy"),
    "area": pgettext_lazy("measure of a site", "surface"),
}
FIGURE_ROLES: Words = {
    "actual": pgettext_lazy("figure", "as it is"),
    "target": pgettext_lazy("figure", "target"),
    "baseline": pgettext_lazy("figure", "baseline"),
    "expected": pgettext_lazy("figure", "expected"),
}
FIGURE_STATES: Words = {
    "to-be-measured": _("to be measured"),
    "none": pgettext_lazy("figure", "there is none"),
}
CONDITIONS: Words = {
    "space": pgettext_lazy("condition", "space"),
    "grid": pgettext_lazy("condition", "power grid"),
    "nitrogen": pgettext_lazy("condition", "nitrogen"),
    "water": pgettext_lazy("condition", "water"),
    "housing": pgettext_lazy("condition", "housing and surroundings"),
    "talent": pgettext_lazy("condition", "talent"),
    "infrastructure": pgettext_lazy("condition", "infrastructure"),
}
PRESSURES: Words = {
    "eased": pgettext_lazy("pressure", "eased"),
    "watched": pgettext_lazy("pressure", "watched"),
    "under-pressure": pgettext_lazy("pressure", "under pressure"),
    "blocked": pgettext_lazy("pressure", "blocked"),
}
LABOUR_KINDS: Words = {
    "border-information-point": _("border information point"),
    "education": pgettext_lazy("labour market", "education"),
    "shortage": pgettext_lazy("labour market", "shortage"),
    "agreement": pgettext_lazy("labour market", "agreement"),
    "workforce": pgettext_lazy("labour market", "workforce"),
}
BASES: Words = {
    "text": _("the text says so"),
    "reading": _("our reading of the text"),
    "source": _("another source"),
    "person": _("someone told us"),
}

# The words of the choices of a field, by table and field.
CHOICES: Mapping[tuple[str, str], Words] = {
    ("sites", "kind"): SITE_KINDS,
    ("sites", "basis"): BASES,
    ("site_figures", "measure"): MEASURES,
    ("site_figures", "role"): FIGURE_ROLES,
    ("site_figures", "state"): FIGURE_STATES,
    ("conditions", "condition"): CONDITIONS,
    ("conditions", "state"): PRESSURES,
    ("conditions", "basis"): BASES,
    ("labour", "kind"): LABOUR_KINDS,
    ("labour", "basis"): BASES,
}

# What fields are called in forms and in the history of a record.
FIELDS: Words = {
    "organisation": _("organisation it belongs to"),
    "name": _("name"),
    "kind": _("kind"),
    "country": _("country"),
    "region": _("region"),
    "other_region": _("other region"),
    "place": pgettext_lazy("register", "town"),
    "latitude": _("degrees north"),
    "longitude": _("degrees east"),
    "basis": _("what it rests on"),
    "operator": _("who runs it"),
    "areas": _("technology areas"),
    "facilities_nl": _("what is there, in Dutch"),
    "facilities_en": _("what is there, in English"),
    "services_nl": _("what is done there for others, in Dutch"),
    "services_en": _("what is done there for others, in English"),
    "trl_from": _("readiness level from"),
    "trl_to": _("readiness level to"),
    "access_nl": _("who may use it, in Dutch"),
    "access_en": _("who may use it, in English"),
    "website": _("website"),
    "passage": _("passage that says so"),
    "note_nl": _("note in Dutch"),
    "note_en": _("note in English"),
    "site_figures": _("figures"),
    "measure": _("what is counted"),
    "year": _("year"),
    "role": _("what the figure is"),
    "value": _("value"),
    "unit": _("unit"),
    "state": _("state"),
    "source": _("source"),
    "site": _("site"),
    "condition": _("condition"),
    "since": _("since"),
    "label_nl": _("what it is, in Dutch"),
    "label_en": _("what it is, in English"),
}
# Where a table means another thing by a field, and what the form says about it.
FIELDS_OF: Mapping[tuple[str, str], Sentence] = {
    ("site_figures", "state"): _("why there is no value"),
    ("conditions", "state"): _("how much it presses"),
}
_PASSAGE = _("The id of a passage of the register; needed if the text says so.")
HELP: Mapping[tuple[str, str], Any] = {
    ("sites", "organisation"): _("The id or the official name of an organisation of the register."),
    ("sites", "operator"): _("The id or the official name of an organisation of the register."),
    ("sites", "region"): _("A NUTS code, as NL41."),
    ("sites", "country"): _("Two letters, as NL."),
    ("sites", "trl_from"): _("From 1 (a principle was observed) to 9 (in use). Empty: not known."),
    ("sites", "passage"): _("The id of a passage of the register."),
    ("conditions", "site"): _("Fill in either a site or a region."),
    ("conditions", "region"): _("The code of a region or a country, as NL41 or JP."),
    ("conditions", "since"): _("A year, a month (2025-03) or a day. Empty: not known."),
    ("conditions", "passage"): _(
        "The id of a passage of the register; needed if the text says so."
    ),
    ("labour", "region"): _("The code of a region or a country, as NL41 or JP."),
    ("labour", "other_region"): _("The region across the border that it is shared with, if any."),
    ("labour", "passage"): _PASSAGE,
    ("site_figures", "state"): _("Only where there is no value."),
}


def sites_counted(kind: str, n: int) -> str:
    """How many sites there are of a kind, as “5 test environments”."""
    return {
        "campus": ngettext("%(n)s campus", "%(n)s campuses", n),
        "business-park": ngettext("%(n)s business park", "%(n)s business parks", n),
        "facility": ngettext("%(n)s facility", "%(n)s facilities", n),
        "pilot-line": ngettext("%(n)s pilot production line", "%(n)s pilot production lines", n),
        "living-lab": ngettext("%(n)s living lab", "%(n)s living labs", n),
        "field-lab": ngettext("%(n)s field lab", "%(n)s field labs", n),
        "academic-workplace": ngettext("%(n)s academic workplace", "%(n)s academic workplaces", n),
        "test-environment": ngettext("%(n)s test environment", "%(n)s test environments", n),
        "border-information-point": ngettext(
            "%(n)s border information point", "%(n)s border information points", n
        ),
    }[kind] % {"n": n}


def field_label(table: str, name: str) -> Sentence:
    """What a field of a table is called."""
    return FIELDS_OF.get((table, name)) or FIELDS.get(name) or name


def word(words: Words, value: str | None) -> str:
    """A value in words; one without words as it is, and an absent one as nothing."""
    return str(words.get(value, value)) if value else ""
