"""The tag that shows a term with its explanation on hover, focus and tap."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from windroos.site.terms import TERMS

register = template.Library()


@register.inclusion_tag("windroos/parts/term.html", takes_context=True)
def term(context: Context, id: str, word: str = "") -> dict[str, Any]:
    """Show a term: ``{% term "known" %}``, or in other words ``{% term "region" _("regions") %}``.

    Raises `KeyError` for a term that is not in the list.
    """
    found = TERMS[id]
    # One count for the whole page: parts of it are rendered in contexts of their own.
    page = vars(getattr(context, "request", None) or context)
    page["terms_shown"] = page.get("terms_shown", 0) + 1
    return {"id": f"{id}-{page['terms_shown']}", "word": word or found.word, "help": found.help}
