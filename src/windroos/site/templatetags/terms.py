"""The tag that shows a term with its explanation on hover, focus and tap."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from windroos.site.terms import TERMS

register = template.Library()


@register.simple_tag(takes_context=True)
def term(context: Context, id: str, word: str = "") -> SafeString:
    """Show a term: ``{% term "known" %}``, or in other words ``{% term "region" _("regions") %}``.

    ``{% term "advice" as advice %}`` keeps it for within a translated sentence. Raises `KeyError`
    for a term that is not in the list.
    """
    found = TERMS[id]
    # One count for the whole page: parts of it are rendered in contexts of their own.
    page = vars(getattr(context, "request", None) or context)
    page["terms_shown"] = page.get("terms_shown", 0) + 1
    shown = {
        "id": f"{id}-{page['terms_shown']}",
        "word": word or found.word,
        "help": found.help,
    }
    return render_to_string("windroos/parts/term.html", shown)
