"""The records of the register and the tables they stand in: what is there, in which version."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils.timezone import make_aware

from windroos.apps.network import models
from windroos.apps.network.models import RecordVersion
from windroos.apps.regions.queries import Case
from windroos.apps.regions.tables import Kept, take
from windroos.cases.fields import ID
from windroos.cases.reading import Row
from windroos.cases.references import Known
from windroos.cases.register import KINDS, TABLES, Register
from windroos.cases.register.records import Content, rows_of

__all__ = ["ID", "KEPT", "RecordVersion"]


def _kept(table: str, model: Any, *related: str) -> Kept:
    paths = {name: f"{name}__slug" for name in related}
    if TABLES[table].key == ("id",):
        paths["id"] = "slug"
    return Kept(table, model, TABLES[table].columns, paths=paths)


# Which model keeps each table of a register, and which columns are relations there.
KEPT: Mapping[str, Kept] = {
    kept.table: kept
    for kept in (
        _kept("passages", models.Cited),
        _kept("areas", models.Area),
        _kept("organisations", models.Organisation),
        _kept("names", models.Name, "organisation"),
        _kept("identifiers", models.Identifier, "organisation"),
        _kept("roles", models.Part, "organisation"),
        _kept("mentions", models.Mention, "organisation"),
        _kept("maps", models.EcosystemMap),
        _kept("relations", models.Tie, "organisation", "other"),
        _kept("sites", models.Site, "organisation", "operator"),
        _kept("site_figures", models.SiteFigure, "site"),
        _kept("conditions", models.Condition, "site"),
        _kept("labour", models.Labour, "organisation"),
        _kept("chains", models.Chain),
        _kept("chain_links", models.Link, "chain"),
        _kept("chain_flows", models.Flow, "chain"),
        _kept("chain_holders", models.Holder, "chain", "organisation"),
        _kept("programmes", models.Programme, "organisation", "owner"),
        _kept("programme_parts", models.ProgrammePart, "programme", "owner"),
        _kept("programme_goals", models.ProgrammeGoal, "programme"),
        _kept("programme_partners", models.ProgrammePartner, "programme", "organisation"),
        _kept("programme_agreements", models.ProgrammeAgreement, "programme", "organisation"),
        _kept("programme_notes", models.ProgrammeNote, "programme"),
        _kept("indicators", models.Indicator, "programme", "owner", "site"),
        _kept("indicator_notes", models.IndicatorNote, "indicator"),
    )
}


def register(case: Case) -> Register:
    """The register of a case as a package; empty where nothing was ever loaded."""
    tables = {name: take(case, kept) for name, kept in KEPT.items()}
    return Register.of(case.name, case.title, tables)


def register_on(case: Case, day: date) -> Register:
    """The register of a case as it stood at the end of a day."""
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    evening = make_aware(datetime.combine(day, time.max))
    then = RecordVersion.objects.filter(case=case, at__lte=evening).order_by("number")
    last = {(one.kind, one.record): one for one in then.iterator()}
    for version in last.values():
        if version.content is not None:
            for name, found in rows_of(KINDS[version.kind], version.content).items():
                tables[name] += found
    return Register.of(case.name, case.title, tables)


def rows(case: Case, table: str) -> list[Row]:
    """The rows of a table of the register in the order of their keys."""
    key = TABLES[table].key
    return sorted(take(case, KEPT[table]), key=lambda row: [str(row[name]) for name in key])


def count(case: Case, table: str) -> int:
    """How many rows a table of the register has."""
    return KEPT[table].model._default_manager.filter(case=case).count()


def has_register(case: Case) -> bool:
    """Whether anything stands in the register of a case."""
    return RecordVersion.objects.filter(case=case, current=True, content__isnull=False).exists()


def changed(case: Case) -> datetime | None:
    """When the register of a case was last changed; None where there is nothing."""
    last = RecordVersion.objects.filter(case=case).order_by("-pk").first()
    return last.at if last else None


def documents(case: Case) -> set[str]:
    """The documents that the register of a case rests on, by their ids in the case."""
    cited = models.Cited.objects.filter(case=case).order_by()
    return set(cited.values_list("document", flat=True).distinct())


def current(
    case: Case, kind: str, records: Iterable[str] | None = None
) -> dict[str, RecordVersion]:
    """The version of each record of a kind that holds now, by id; of one that went as well."""
    found = RecordVersion.objects.filter(case=case, kind=kind, current=True)
    if records is not None:
        found = found.filter(record__in=list(records))
    return {one.record: one for one in found.select_related("actor")}


def standing_at(
    case: Case, kind: str, at: datetime, records: Iterable[str] | None = None
) -> dict[str, RecordVersion]:
    """The version of each record of a kind that held at a moment, by id; of one that came later
    the first."""
    found = RecordVersion.objects.filter(case=case, kind=kind)
    if records is not None:
        found = found.filter(record__in=list(records))
    held: dict[str, RecordVersion] = {}
    for one in found.order_by("number").iterator():
        if one.at <= at or one.record not in held:
            held[one.record] = one
    return held


def standing(case: Case, kinds: Iterable[str]) -> dict[str, list[RecordVersion]]:
    """The records of some kinds as they stand, by kind, in the order of their ids; in one query."""
    found: dict[str, list[RecordVersion]] = {kind: [] for kind in kinds}
    rows = RecordVersion.objects.filter(case=case, kind__in=found, current=True)
    for one in rows.filter(content__isnull=False).order_by("record"):
        found[one.kind].append(one)
    return found


def record(case: Case, kind: str, slug: str) -> RecordVersion | None:
    """The version of a record that holds now; None where there is no such record (any more)."""
    found = current(case, kind, [slug]).get(slug)
    return found if found is not None and found.content is not None else None


def row(case: Case, kind: str, slug: str) -> Any:
    """The row of the main table of a record, for what refers to it; None where there is none."""
    return KEPT[KINDS[kind].table].model._default_manager.filter(case=case, slug=slug).first()


def main_rows(case: Case, kind: str, slugs: Iterable[str]) -> dict[str, Any]:
    """The rows of the main table of some records of a kind, by id."""
    manager: Any = KEPT[KINDS[kind].table].model._default_manager
    found = manager.filter(case=case, slug__in=list(slugs))
    return {one.slug: one for one in found}


def versions(case: Case, kind: str, slug: str) -> list[RecordVersion]:
    """Every version of a record, the newest first."""
    found = RecordVersion.objects.filter(case=case, kind=kind, record=slug)
    return list(found.select_related("actor"))


def known(case: Case, contents: Iterable[tuple[str, Content]]) -> Known:
    """Of what records refer to, that which is in the register, by table and key.

    Only what is asked for is looked up: the register may be large.
    """
    wanted: dict[str, set[str]] = {}
    for kind, content in contents:
        for table, reference, row in _references(kind, content):
            cell = row.get(reference.field)
            values = str(cell).split() if reference.several and cell else [cell] if cell else []
            there = wanted.setdefault(reference.table, set())
            there |= {str(value) for value in values}
            wanted.setdefault(table, set())
    found: dict[tuple[str, str], set[Any]] = {}
    for table, values in wanted.items():
        if TABLES[table].key != ("id",):
            continue
        there = KEPT[table].model._default_manager.filter(case=case, slug__in=values)
        found[table, "id"] = set(there.values_list("slug", flat=True))
    return found


def leaning(case: Case, kind: str, slug: str) -> list[tuple[str, str]]:
    """The records of other kinds or ids that refer to a record, by kind and id."""
    found: set[tuple[str, str]] = set()
    for one in KINDS.values():
        for name in one.tables:
            owner = next((part.owner for part in one.parts if part.table == name), "id")
            for reference in TABLES[name].references:
                if reference.table != KINDS[kind].table:
                    continue
                path, owned = KEPT[name].path(reference.field), KEPT[name].path(owner)
                asked = f"{path}__contains" if reference.several else path
                rows = KEPT[name].model._default_manager.filter(case=case, **{asked: slug})
                for there, cell in rows.values_list(owned, path):
                    named = not reference.several or slug in str(cell).split()
                    if named and (one.name, there) != (kind, slug):
                        found.add((one.name, there))
    return sorted(found)


def _references(kind: str, content: Content) -> Iterable[tuple[str, Any, Mapping[str, Any]]]:
    for name in KINDS[kind].tables:
        rows = [content] if name == KINDS[kind].table else content.get(name) or ()
        for reference in TABLES[name].references:
            for row in rows:
                yield name, reference, row
