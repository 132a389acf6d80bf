"""What every page knows: its address in each language, the way round the site, the demo."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class LanguageLink:
    """This page in one of the languages; `name` is in that language itself."""

    code: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True)
class NavigationLink:
    label: str
    url: str
    current: bool


# The name of a view and what the link to it says; a view of a case is shown within a case.
NAVIGATION = (("home", _("Start")),)


def page(request: HttpRequest) -> dict[str, Any]:
    """The variables `languages`, `navigation` and `demo` of every template."""
    return {
        "languages": languages(request),
        "navigation": navigation(request),
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


def navigation(request: HttpRequest) -> list[NavigationLink]:
    """The main menu, in the language of the page."""
    links = []
    for view, label in NAVIGATION:
        url = reverse(view)
        links.append(NavigationLink(str(label), url, request.path == url))
    return links
