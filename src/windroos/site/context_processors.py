"""What every page knows: its address in each language, the way round the site, the demo."""

from dataclasses import dataclass
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from windroos.apps.regions import queries as regions


@dataclass(frozen=True)
class LanguageLink:
    """This page in one of the languages; `name` is in that language itself."""

    code: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True)
class NavigationLink:
    """An entry of the main menu; `current` as `aria-current`: this `page`, or a page under it."""

    label: str
    url: str
    current: Literal["page", "true", ""]


# The pages of a case in the main menu: the name of the view, and what the link to it says.
NAVIGATION = (
    ("compass:overview", _("Overview")),
    ("compass:compare", _("Compare")),
    ("compass:method", _("Method")),
    ("compass:contradictions", _("Contradictions")),
    ("documents", _("Documents")),
    ("terms", _("Terms")),
)

# Pages that stand under an entry of the menu.
UNDER = {"compass:region": "compass:overview", "document": "documents"}


def page(request: HttpRequest) -> dict[str, Any]:
    """The variables `languages`, `case`, `navigation`, `search_url` and `demo` of every template.

    Outside a case, and in one that is not there, nothing can be gone to or searched.
    """
    match = request.resolver_match
    name = match.kwargs.get("case") if match else None
    case = regions.case(name) if name else None
    return {
        "languages": languages(request),
        "case": case,
        "navigation": navigation(request, case.name) if case else [],
        "search_url": reverse("search", kwargs={"case": case.name}) if case else "",
        "demo": settings.WINDROOS_DEMO,
    }


def languages(request: HttpRequest) -> list[LanguageLink]:
    """This page in every language; of an address that has no page, the first page."""
    here = request.get_full_path()
    current = translation.get_language()
    links = []
    for code, _name in settings.LANGUAGES:
        url = translate_url(here, code)
        with translation.override(code):
            if url == here and code != current:
                url = reverse("home")
            name = translation.get_language_info(code)["name_local"]
        links.append(LanguageLink(code, name, url, code == current))
    return links


def navigation(request: HttpRequest, case: str) -> list[NavigationLink]:
    """The main menu of the case of that name, in the language of the page."""
    match = request.resolver_match
    above = UNDER.get(match.view_name) if match else None
    links = []
    for view, label in NAVIGATION:
        url = reverse(view, kwargs={"case": case})
        current = "page" if request.path == url else "true" if view == above else ""
        links.append(NavigationLink(str(label), url, current))
    return links
