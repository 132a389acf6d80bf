"""What every page knows: its address in each language, the way round the site, the demo."""

from dataclasses import dataclass
from typing import Any, Literal, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from windroos.apps.accounts.queries import User
from windroos.apps.regions import queries as regions
from windroos.apps.regions.permits import roles_on
from windroos.apps.regions.queries import Case


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
    ("compass:challenges", _("Challenges")),
    ("compass:agenda", _("To find out")),
    ("compass:scenarios", _("Scenarios")),
    ("compass:decisions", _("Decisions")),
    ("compass:method", _("Method")),
    ("compass:contradictions", _("Contradictions")),
    ("network:dialogues", _("Dialogues")),
    ("documents", _("Documents")),
    ("network:organisations", _("Ecosystem")),
    ("programmes:programmes", _("Programmes")),
    ("sources", _("Sources")),
    ("terms", _("Terms")),
)

# For those who work on the case.
WORK = ("work", pgettext_lazy("menu", "Work"))

# Pages that stand under an entry of the menu.
UNDER = {
    "compass:all_minutes": "compass:decisions",
    "compass:decision": "compass:decisions",
    "compass:minutes": "compass:decisions",
    "compass:region": "compass:overview",
    "compass:changes": "compass:overview",
    "compass:challenge": "compass:challenges",
    "compass:contradiction": "compass:contradictions",
    **dict.fromkeys(
        (
            "compass:agenda_tasks",
            "compass:agenda_task_new",
            "compass:agenda_task",
            "compass:agenda_task_edit",
        ),
        "compass:agenda",
    ),
    "data": "documents",
    "document": "documents",
    "document_release": "documents",
    "quantities": "documents",
    "embed": "compass:overview",
    # Reports are documents that are made here.
    "reports": "documents",
    "programmes": "programmes:programmes",
    # Dialogues with their points and referrals; every other page of that app is of the ecosystem.
    "network": "network:organisations",
    **dict.fromkeys(
        (
            *("network:dialogue", "network:dialogue_new", "network:dialogue_edit"),
            *("network:release", "network:take_back"),
            *("network:points", "network:point", "network:point_new", "network:point_edit"),
            *("network:point_raised", "network:point_drop", "network:briefing"),
            *("network:referrals", "network:referral", "network:referral_new"),
            *("network:referral_edit", "network:referral_answer"),
        ),
        "network:dialogues",
    ),
    **dict.fromkeys(
        (
            "compass:scenario",
            "compass:scenario_try",
            "compass:scenario_save",
            "compass:scenario_edit",
            "compass:scenario_compare",
        ),
        "compass:scenarios",
    ),
    **dict.fromkeys(
        (
            "compass:framework_versions",
            "compass:framework_version",
            "compass:framework_proposal",
            "compass:framework_propose",
        ),
        "compass:method",
    ),
    **dict.fromkeys(
        (
            "source",
            "source_fetch",
            "source_load",
            "source_edition",
            "source_edition_hold",
            "source_indicator",
            "source_import",
        ),
        "sources",
    ),
    **dict.fromkeys(
        ("compass:judge", "compass:find", "compass:take_back", "compass:history"),
        "compass:overview",
    ),
    **dict.fromkeys(
        (
            "compass:grid",
            "compass:panels",
            "compass:panel",
            "compass:panel_open",
            "compass:panel_give",
            "compass:panel_settle",
            "compass:panel_withdraw",
        ),
        "work",
    ),
}


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
        "navigation": navigation(request, case) if case else [],
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


def navigation(request: HttpRequest, case: Case) -> list[NavigationLink]:
    """The main menu of a case, in the language of the page."""
    match = request.resolver_match
    above = UNDER.get(match.view_name, UNDER.get(match.namespace)) if match else None
    links = []
    staff = hasattr(request, "user") and roles_on(cast(User, request.user), case)
    for view, label in (*NAVIGATION, WORK) if staff else NAVIGATION:
        url = reverse(view, kwargs={"case": case.name})
        current = "page" if request.path == url else "true" if view == above else ""
        links.append(NavigationLink(str(label), url, current))
    return links
