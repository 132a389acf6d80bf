"""Changing organisations of the register: the form, taking out, putting back."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from windroos.apps.network.views.record_pages import RecordPages
from windroos.cases.register.records import Content

COLUMNS = (
    *("kind", "place", "region", "country", "latitude", "longitude", "basis", "parent"),
    *("website", "founded", "ended", "note_nl", "note_en"),
)
PARTS = {
    "names": ("name", "kind", "language"),
    "roles": ("area", "category", "theme", "basis", "passage", "note_nl", "note_en"),
    "identifiers": ("scheme", "value"),
    "mentions": ("name", "passage"),
}


def _official(content: Content) -> str:
    """The official name, once it has one."""
    official = (row["name"] for row in content["names"] if row.get("kind") == "official")
    return next(official, None) or str(content.get("id") or "")


PAGES = RecordPages(
    kind="organisation",
    pages="organisation",
    list_page="organisations",
    list_label=_("Organisations"),
    new_question=_("Which organisation do you want to add?"),
    name=lambda _at, content: _official(content),
    stem=_official,
    begun={"names": [{"kind": "official"}]},
    own_page=True,
    columns=COLUMNS,
    parts=PARTS,
)
