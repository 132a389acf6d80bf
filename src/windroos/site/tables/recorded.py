"""How rows came to stand as they do, and what panels said of them, as tables to take along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from windroos.apps.compass.history.versions import TABLES, versions_shown
from windroos.apps.compass.panels import kept as panels
from windroos.apps.compass.panels.kept import Panel
from windroos.apps.compass.presenting import words
from windroos.apps.regions import journal
from windroos.apps.regions.queries import Version
from windroos.report.table_file import Row
from windroos.site.tables.base import Asked, Contents, DataTable
from windroos.site.tables.words import columns


def _versions(asked: Asked) -> Contents:
    fields = columns(
        "versions",
        table="string",
        id="string",
        version="integer",
        since="string",
        done="string",
        by="string",
        why="string",
        field="string",
        before="string",
        after="string",
    )
    return Contents(fields, list(_changed(asked)))


def _changed(asked: Asked) -> Iterator[Row]:
    """The fields of rows that changed: of one row, of one table, or of all that people write."""
    tables = [asked.get("of")] if asked.get("of") else list(TABLES)
    for table in tables:
        if table not in TABLES:
            continue
        keys = [asked.get("key")] if asked.get("key") else journal.changed(asked.row, table)
        for key in keys:
            versions = journal.versions(asked.row, table, key)
            # Without the names of people, also for who may see them on the page.
            shown = versions_shown(asked.row, asked.case, table, versions, staff=False)
            for number, one in enumerate(shown):
                if one.version.pk > asked.state:
                    continue
                older = versions[number + 1].row if number + 1 < len(versions) else None
                about = {
                    "table": table,
                    "id": key,
                    "version": one.version.pk,
                    "since": _moment(one.version.since),
                    "done": one.done,
                    "by": one.by,
                    "why": one.why or None,
                }
                for name, before, after in _differing(older, one.version):
                    yield about | {"field": name, "before": before, "after": after}


def _differing(
    older: Mapping[str, object] | None, version: Version
) -> list[tuple[str, str | None, str | None]]:
    """The fields that are other than before; all of them where the row came or went."""
    was, now = older or {}, version.row or {}
    return [
        (name, _text(was.get(name)), _text(now.get(name)))
        for name in dict.fromkeys([*was, *now])
        if was.get(name) != now.get(name)
    ]


def _text(value: object) -> str | None:
    return None if value in (None, "") else str(value)


def _moment(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None


def _panels(asked: Asked) -> Contents:
    fields = columns(
        "panels",
        id="integer",
        region="string",
        name="string",
        criterion="string",
        theme="string",
        role="string",
        opened="date",
        ended="date",
        asked="integer",
        given="integer",
        lowest="number",
        highest="number",
        mean="number",
        judgement="string",
        rating="number",
    )
    rows: list[Row] = []
    for one in _settled(asked):
        region = asked.case.regions.get(one.region)
        spread = panels.spread(panels.visible(one, None))
        made = one.made
        rows.append(
            {
                "id": one.pk,
                "region": one.region,
                "name": words(region.name) if region else one.region,
                "criterion": one.criterion,
                "theme": one.theme or None,
                "role": one.role or None,
                "opened": timezone.localtime(one.opened).date(),
                "ended": timezone.localtime(one.ended).date() if one.ended else None,
                "asked": panels.asked(one),
                "given": len(panels.given(one)),
                "lowest": spread.lowest if spread else None,
                "highest": spread.highest if spread else None,
                "mean": spread.mean if spread else None,
                "judgement": made.key if made else None,
                "rating": made.row["rating"] if made and made.row else None,
            }
        )
    return Contents(fields, rows)


def _settled(asked: Asked) -> list[Panel]:
    """The panels that were settled by the day asked for.

    Without a reader: for who sees more on the page no others.
    """
    found = panels.panels(asked.row, None)
    return [one for one in found if one.made is not None and one.made.pk <= asked.state]


def _opinions(asked: Asked) -> Contents:
    fields = columns(
        "opinions",
        panel="integer",
        rating="number",
        first="number",
        confidence="string",
        passage="string",
        grounds_nl="string",
        grounds_en="string",
        reason_nl="string",
        reason_en="string",
    )
    wanted = asked.get("panel")
    texts = ("passage", "grounds_nl", "grounds_en", "reason_nl", "reason_en")
    rows = [
        {
            "panel": panel.pk,
            "rating": one.rating,
            "first": one.blind if one.blind != one.rating else None,
            "confidence": one.confidence,
            **{name: getattr(one, name) or None for name in texts},
        }
        for panel in _settled(asked)
        if not wanted or str(panel.pk) == wanted
        for one in panels.visible(panel, None)
    ]
    return Contents(fields, rows)


RECORDED_TABLES = (
    DataTable(
        "versions",
        _("History of judgements, findings and decisions"),
        _("One field of one row that became another, with when, by which organisation and why."),
        _versions,
        page="compass:overview",
        parameters=("of", "key"),
    ),
    DataTable(
        "panels",
        _("Panels that were settled"),
        _("One question that several people answered, each by themselves."),
        _panels,
        page="compass:panels",
    ),
    DataTable(
        "opinions",
        _("Opinions in panels"),
        _("One opinion in a panel that was settled, without the name of who gave it."),
        _opinions,
        page="compass:panels",
        parameters=("panel",),
    ),
)
