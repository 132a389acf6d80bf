"""Why a record of a source may be an organisation of the register, in words."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

_REASONS: Mapping[str, Callable[[], str]] = {
    "identifier": lambda: _("the same number"),
    "identifiers-differ": lambda: _("it has another number in that register"),
    "place-agrees": lambda: _("the same place"),
    "place-differs": lambda: _("another place"),
    "country-differs": lambda: _("another country"),
    "place-unknown": lambda: _("of one the place is not known"),
    "letters": lambda: _("the same letters"),
    "spacing": lambda: _("other spaces or hyphens"),
    "legal-form": lambda: _("with and without a legal form"),
    "order": lambda: _("the words in another order"),
    "translated": lambda: _("a word in another language"),
    "honorific": lambda: _("with and without a predicate"),
    "spelling": lambda: _("a word spelt otherwise"),
    "short": lambda: _("nothing but one short word to go by"),
    "legal-forms": lambda: _("two legal forms"),
    "slip": lambda: _("a word with another letter"),
    "place-more": lambda: _("one name has a place more"),
    "general-more": lambda: _("one name has a general word more"),
    "type-more": lambda: _("one name has a kind of organisation more"),
    "only-spelling": lambda: _("the one telling word spelt otherwise"),
    "initials": lambda: _("one is the initials of the other"),
    "abbreviation": lambda: _("the same abbreviation"),
    "year-more": lambda: _("one name has a year more"),
    "word-more": lambda: _("one name has a word more"),
    "only-place": lambda: _("no telling word but a place in common"),
    "words-differ": lambda: _("each has words that the other has not"),
    "types-differ": lambda: _("two kinds of organisation"),
    "places-differ": lambda: _("two places in the names"),
    "number-differs": lambda: _("another number in the name"),
    "nothing": lambda: _("no word in common"),
}
_STANDING: Mapping[str, Callable[[], str]] = {
    "certain": lambda: pgettext("match", "certain"),
    "likely": lambda: pgettext("match", "likely"),
    "doubtful": lambda: pgettext("match", "for you to look at"),
    "new": lambda: pgettext("match", "new to the register"),
}
_FIELDS: Mapping[str, Callable[[], str]] = {
    "name": lambda: _("name"),
    "place": lambda: pgettext("organisation", "place"),
    "region": lambda: _("region"),
    "country": lambda: _("country"),
    "website": lambda: _("website"),
    "status": lambda: _("status"),
}
# The types of ROR and the kinds of participants of CORDIS.
_TYPES: Mapping[str, Callable[[], str]] = {
    "education": lambda: pgettext("type", "education"),
    "company": lambda: pgettext("type", "company"),
    "facility": lambda: pgettext("type", "facility"),
    "government": lambda: pgettext("type", "government"),
    "healthcare": lambda: pgettext("type", "health care"),
    "nonprofit": lambda: pgettext("type", "not for profit"),
    "archive": lambda: pgettext("type", "archive"),
    "funder": lambda: pgettext("type", "funder"),
    "other": lambda: pgettext("type", "other"),
    "HES": lambda: _("higher education"),
    "REC": lambda: _("research organisation"),
    "PRC": lambda: _("private company"),
    "PUB": lambda: _("public body"),
    "OTH": lambda: pgettext("type", "other"),
}


def reasons(given: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    """Reasons in one line: each with the words it is about."""
    told = [_REASONS[rule]() + (f" ({', '.join(words)})" if words else "") for rule, words in given]
    return "; ".join(told)


def standing(match: str) -> str:
    """How sure a proposal is."""
    return _STANDING[match]()


def field_label(name: str) -> str:
    """What a field of an organisation is called."""
    return _FIELDS[name]()


def type_label(given: str) -> str:
    """What a source's type of organisation is called; one that is not known as it is."""
    return _TYPES[given]() if given in _TYPES else given
