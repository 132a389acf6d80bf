"""The dialogues that were made public: what the public reads of them, and nothing else."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from windroos.apps.network import queries as network
from windroos.apps.network.queries import Dialogue
from windroos.report.table_file import Row
from windroos.site.tables.base import Asked, Contents, DataTable
from windroos.site.tables.words import columns

FILTERS = ("region", "kind", "subject", "year", "words")


def _dialogues(asked: Asked) -> Contents:
    fields = columns(
        "dialogues",
        id="integer",
        held="date",
        region="string",
        kind="string",
        level="string",
        with_whom="string",
        subjects="string",
        text_nl="string",
        text_en="string",
    )
    # Without a reader: who works on the case sees more on the page, but takes no more along.
    everything = network.dialogues(asked.row, None)
    known = {
        "region": {one.region for one in everything},
        "kind": {one.kind for one in everything},
        "subject": {id for one in everything for id in one.subjects},
    }
    chosen = {name: asked.get(name) for name in known if asked.get(name) in known[name]}
    year = asked.get("year")
    found = network.dialogues(
        asked.row,
        None,
        **chosen,
        year=int(year) if year in {str(one.held.year) for one in everything} else None,
        words=" ".join(asked.get("words").replace("\0", " ")[:200].split()),
    )
    return Contents(fields, [_dialogue(one) for one in found])


def _dialogue(one: Dialogue) -> Row:
    organisation = one.organisation if one.names_organisation else ""
    return {
        "id": one.pk,
        "held": one.held,
        "region": one.region,
        "kind": one.kind,
        "level": one.level,
        "with_whom": organisation or capfirst(one.get_kind_display()),  # type: ignore[attr-defined]
        "subjects": " ".join(one.subjects),
        "text_nl": one.public_nl or None,
        "text_en": one.public_en or None,
    }


DIALOGUE_TABLES = (
    DataTable(
        "dialogues",
        _("Dialogues"),
        _("One dialogue about a region that was made public."),
        _dialogues,
        page="network:dialogues",
        parameters=FILTERS,
    ),
)
