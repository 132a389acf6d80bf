"""What the columns of the register are called, what a form says of them, and their choices."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from windroos.apps.accounts.sentences import Sentence
from windroos.apps.network.words import organisations, programmes, sites

Words = Mapping[str, Sentence]

BASES: Words = {
    "text": _("the text says so"),
    "reading": _("our reading"),
    "source": _("from another source"),
    "person": _("someone told us"),
}
STRENGTHS: Words = {
    "strong": pgettext_lazy("holder of a link", "strong"),
    "present": pgettext_lazy("holder of a link", "present"),
    "emerging": pgettext_lazy("holder of a link", "emerging"),
}
NEEDS: Words = {
    "all": _("everything that comes in"),
    "any": _("one of what comes in"),
}
COMPLETE: Words = {"true": _("yes"), "false": _("no")}

# What the columns of a record are called, and its parts.
FIELDS: Words = {
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
    "other_region": _("other region"),
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
    "site_figures": _("figures"),
    "measure": _("what is counted"),
    "year": _("year"),
    "role": _("what the figure is"),
    "unit": _("unit"),
    "state": _("state"),
    "site": _("site"),
    "condition": _("condition"),
    "since": _("since"),
    **programmes.FIELDS,
}
# Columns that are called otherwise in one table.
_OWN_FIELDS: Mapping[tuple[str, str], Sentence] = {
    ("chain_flows", "source"): _("from the link"),
    ("sites", "organisation"): _("organisation it belongs to"),
    ("site_figures", "state"): _("why there is no value"),
    ("site_figures", "role"): _("what the figure is"),
    ("site_figures", "value"): _("value"),
    ("labour", "value"): _("value"),
    ("labour", "label_nl"): _("what it is, in Dutch"),
    ("labour", "label_en"): _("what it is, in English"),
    ("conditions", "state"): _("how much it presses"),
    **programmes.OWN_FIELDS,
}
_ORGANISATION = _("The name or id of an organisation in the register.")
_DATE = _("A year, month or day: 1984, 1984-04 or 1984-04-01.")
_REGION_OR_COUNTRY = _("The code or name of a region or a country, such as NL41 or JP.")
_HELP: Words = {
    "region": _("A NUTS code or a name, such as NL41 or Noord-Brabant."),
    "latitude": _("Such as 51.44; both coordinates or neither."),
    "parent": _ORGANISATION,
    "other": _ORGANISATION,
    "operator": _ORGANISATION,
    "founded": _DATE,
    "start": _DATE,
    "since": _DATE,
    "website": _("The whole address, with https://."),
    "passage": _(
        "The id of a passage, or where it stands: document, paragraph and sentences, as in"
        " 001:57:2-3; or the address of a paragraph in a document."
    ),
    "basis": _("Is it in the text, or do we read it so?"),
    "source": _("A web address or title, where it is in none of the documents."),
    "trl_from": _("From 1 (a principle was observed) to 9 (in use). Empty: not known."),
    "site": _("Fill in either a site or a region."),
    "other_region": _("The region across the border that it is shared with, if any."),
    **programmes.HELP,
}
_OWN_HELP: Mapping[tuple[str, str], Sentence] = {
    ("sites", "organisation"): _ORGANISATION,
    ("labour", "organisation"): _ORGANISATION,
    ("conditions", "region"): _REGION_OR_COUNTRY,
    ("labour", "region"): _REGION_OR_COUNTRY,
    ("site_figures", "state"): _("Only where there is no value."),
    ("chain_flows", "source"): "",
    **programmes.OWN_HELP,
}
# What the values of a column are called: in whichever table, and in one.
_CHOICES: Mapping[str, Words] = {
    "category": organisations.CATEGORIES,
    "basis": BASES,
    "scheme": organisations.SCHEMES,
    "strength": STRENGTHS,
    "needs": NEEDS,
    "complete": COMPLETE,
    "measure": sites.MEASURES,
    "condition": sites.CONDITIONS,
}
_OWN_CHOICES: Mapping[tuple[str, str], Words] = {
    ("organisations", "kind"): organisations.KINDS,
    ("names", "kind"): organisations.NAME_KINDS,
    ("relations", "kind"): {
        kind: forward for kind, (forward, _backward) in organisations.RELATIONS.items()
    },
    ("sites", "kind"): sites.SITE_KINDS,
    ("site_figures", "role"): sites.FIGURE_ROLES,
    ("site_figures", "state"): sites.FIGURE_STATES,
    ("conditions", "state"): sites.PRESSURES,
    ("labour", "kind"): sites.LABOUR_KINDS,
    **programmes.CHOICES,
}


def field(table: str, column: str) -> Sentence:
    """What a column of a table, or a part of a record, is called."""
    return _OWN_FIELDS.get((table, column)) or FIELDS.get(column, column)


def hint(table: str, column: str) -> Sentence:
    """What a form says of a column; empty where nothing has to be said."""
    return _OWN_HELP.get((table, column), _HELP.get(column, ""))


def choices(table: str, column: str) -> Words | None:
    """What the values of a column are called; None where they go by what they are."""
    return _OWN_CHOICES.get((table, column)) or _CHOICES.get(column)
