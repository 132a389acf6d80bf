"""How a decision stands on a day, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from windroos.cases import standing

# How a decision stands on a day, those that count first.
STATES: Mapping[str, Promise] = {
    standing.IN_FORCE: _("in force"),
    standing.COMING: _("begins later"),
    standing.REPLACED: _("replaced"),
    standing.OVER: _("its period is over"),
}
