"""The addresses of the catalogue and of everything in it, which stay as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from windroos.sources.asked import Asked

LANGUAGES = ("nl", "en")


def site(request: HttpRequest | None = None) -> str:
    """Where the site is, without a slash at the end: as it is set, in the demo where it is asked.

    Not of the request elsewhere: the same data must not get another name by another way in.
    """
    if request is not None and (settings.WINDROOS_DEMO or not settings.WINDROOS_ADDRESS):
        return request.build_absolute_uri("/").rstrip("/")
    return str(settings.WINDROOS_ADDRESS).rstrip("/")


def of_table(case: str, table: str, role: str = "") -> str:
    """The name of a table of a case in the catalogue."""
    return "/".join(filter(None, ("cases", case, table, role)))


def of_source(asked: Asked) -> str:
    """The name of a source in the catalogue: its dataset, and the options that are not as usual."""
    dataset_id, _, options = asked.key.partition("?")
    # Every option has a name and a value: with both in it, no two keys become one name.
    parts = re.sub(r"[^\w.=-]", lambda found: f"~{ord(found[0]):x}", options)
    return "/".join(filter(None, ("sources", dataset_id, parts)))


@dataclass(frozen=True, slots=True)
class Addresses:
    """Whole addresses on the site at `site`."""

    site: str

    @property
    def catalogue(self) -> str:
        return self.site + reverse("catalogue")

    def dataset(self, name: str) -> str:
        return self.site + reverse("catalogue_dataset", args=[name])

    def page(self, view: str, *args: str, fragment: str = "", language: str = "nl") -> str:
        with translation.override(language):
            return self.site + reverse(view, args=args) + (f"#{fragment}" if fragment else "")

    def file(self, case: str, table: str, form: str, language: str, role: str = "") -> str:
        with translation.override(language):
            path = reverse(f"data_{form}", args=[case, table])
        return self.site + path + (f"?{urlencode({'role': role})}" if role else "")

    def snapshot(self, sha256: str, form: str) -> str:
        return self.site + reverse("catalogue_snapshot", args=[sha256, form])
