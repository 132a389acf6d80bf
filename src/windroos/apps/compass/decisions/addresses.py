"""Where the minutes of a decision stand."""

from django.urls import reverse
from django.utils.text import slugify

from windroos.cases.case import Decision


def authority_slug(name: str) -> str:
    """An authority as it stands in an address."""
    return slugify(name) or slugify(name, allow_unicode=True) or "-"


def minutes_url(case: str, decision: Decision) -> str:
    """The minutes in which a decision stands: those of its day and authority."""
    authority = authority_slug(decision.authority)
    return reverse("compass:minutes", args=[case, decision.decided, authority])
