"""How personal data is called: its kinds, and why something was taken for it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_KINDS: Mapping[str, Promise] = {
    "bsn": _("citizen service numbers (BSN)"),
    "iban": _("bank accounts"),
    "birth": _("dates of birth"),
    "email": _("e-mail addresses"),
    "phone": _("phone numbers"),
    "address": _("addresses"),
    "plate": _("number plates"),
    "account": _("names of user accounts"),
    "name": _("names of persons"),
    "words": _("words chosen by hand"),
}
_WHY: Mapping[str, Promise] = {
    "form": _("written as such"),
    "check": _("written as such, and the check digit is right"),
    "word": _("a word beside it says so"),
    "path": _("in the path of a file"),
    "title": _("behind a title or office"),
    "initials": _("initials and a surname"),
    "given name": _("begins with a given name"),
    "function": _("beside a function"),
    "label": _("behind a word such as “contact”"),
    "author": _("as whose work something is"),
    "named elsewhere": _("a name that stands elsewhere in full"),
}


def kind_name(kind: str) -> str:
    """What a kind of personal data is called, in the plural."""
    return str(_KINDS[kind])


def why(reason: str) -> str:
    """Why something was taken for personal data, in a few words."""
    return str(_WHY[reason])
