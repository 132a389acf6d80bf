"""What a figure that a document prints is, and why there may be none, in the reader's words."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

KIND_WORDS: Mapping[str, Callable[[], str]] = {
    "baseline": lambda: _("baseline"),
    "target": lambda: _("target"),
    "actual": lambda: _("realised"),
    "amount": lambda: _("amount"),
}
STATE_WORDS: Mapping[str, Callable[[], str]] = {
    "to-be-measured": lambda: _("to be measured"),
    "none": lambda: pgettext("figure", "none"),
}
