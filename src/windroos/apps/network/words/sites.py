"""Sites, conditions and labour markets in words: their kinds, measures and states."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from windroos.apps.accounts.sentences import Sentence

SITE_KINDS: Mapping[str, Sentence] = {
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
MEASURES: Mapping[str, Sentence] = {
    "jobs": _("jobs"),
    "organisations": pgettext_lazy("measure of a site", "organisations"),
    "companies": pgettext_lazy("measure of a site", "companies"),
    "occupancy": _("occupancy"),
    "area": pgettext_lazy("measure of a site", "surface"),
}
FIGURE_ROLES: Mapping[str, Sentence] = {
    "actual": pgettext_lazy("figure", "as it is"),
    "target": pgettext_lazy("figure", "target"),
    "baseline": pgettext_lazy("figure", "baseline"),
    "expected": pgettext_lazy("figure", "expected"),
}
FIGURE_STATES: Mapping[str, Sentence] = {
    "to-be-measured": _("to be measured"),
    "none": pgettext_lazy("figure", "there is none"),
}
CONDITIONS: Mapping[str, Sentence] = {
    "space": pgettext_lazy("condition", "space"),
    "grid": pgettext_lazy("condition", "power grid"),
    "nitrogen": pgettext_lazy("condition", "nitrogen"),
    "water": pgettext_lazy("condition", "water"),
    "housing": pgettext_lazy("condition", "housing and surroundings"),
    "talent": pgettext_lazy("condition", "talent"),
    "infrastructure": pgettext_lazy("condition", "infrastructure"),
}
PRESSURES: Mapping[str, Sentence] = {
    "eased": pgettext_lazy("pressure", "eased"),
    "watched": pgettext_lazy("pressure", "watched"),
    "under-pressure": pgettext_lazy("pressure", "under pressure"),
    "blocked": pgettext_lazy("pressure", "blocked"),
}
LABOUR_KINDS: Mapping[str, Sentence] = {
    "border-information-point": _("border information point"),
    "education": pgettext_lazy("labour market", "education"),
    "shortage": pgettext_lazy("labour market", "shortage"),
    "agreement": pgettext_lazy("labour market", "agreement"),
    "workforce": pgettext_lazy("labour market", "workforce"),
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
