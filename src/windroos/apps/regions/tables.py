"""How the tables of a case package are kept in models: one way in and one way out.

A `Kept` says which model keeps a table and under which path of the model each column stands.
`put` brings the rows of a case into line with a package, touching only what differs, so that rows
keep their identity; `take` gives the rows back as they were.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from windroos.apps.regions.models import Case

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Kept:
    """A table of the package and the model that keeps it.

    `key` is the model field that names a row within its case. `paths` tells of a column that is
    kept elsewhere than in a field of its own name; one through a relation ends in the related
    row's key (`region__code`).
    """

    table: str
    model: type[models.Model]
    columns: tuple[str, ...]
    key: str = "slug"
    paths: Mapping[str, str] = field(default_factory=dict)

    def path(self, column: str) -> str:
        return self.paths.get(column, column)


# So many rows are looked up by their keys; of more, the whole table is read.
FEW = 500


def take(case: Case, kept: Kept) -> list[dict[str, Any]]:
    """The rows of a table of a case, by the names of the package's columns."""
    paths = [kept.path(column) for column in kept.columns]
    rows = kept.model._default_manager.filter(case=case).values_list(*paths)
    return [dict(zip(kept.columns, row, strict=True)) for row in rows]


def put(case: Case, kept: Kept, rows: Sequence[Row]) -> int:
    """Make the rows of a table of a case those given; returns how many rows changed.

    Rows that are gone are left to `prune`: something else may still point at them.
    """
    manager = kept.model._default_manager
    related = _related(case, kept)
    column = next(column for column in kept.columns if kept.path(column) == kept.key)
    stored = manager.filter(case=case)
    if len(rows) < FEW:
        stored = stored.filter(**{f"{kept.key}__in": [row[column] for row in rows]})
    there = {getattr(obj, kept.key): obj for obj in stored}
    new, changed = [], []
    for row in rows:
        values = {}
        for column in kept.columns:
            name, _, through = kept.path(column).partition("__")
            value = row[column]
            if through:
                name, value = f"{name}_id", related[name][value] if value is not None else None
            values[name] = value
        obj = there.get(values[kept.key])
        if obj is None:
            new.append(kept.model(case=case, **values))
        elif any(getattr(obj, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(obj, name, value)
            changed.append((obj, list(values)))
    manager.bulk_create(new)
    for obj, names in changed:
        obj.save(update_fields=[name.removesuffix("_id") for name in names])
    return len(new) + len(changed)


def prune(case: Case, kept: Kept, rows: Iterable[Row]) -> int:
    """Remove the rows of a table of a case that are not among those given; returns how many."""
    column = next(column for column in kept.columns if kept.path(column) == kept.key)
    keep = {row[column] for row in rows}
    stale = kept.model._default_manager.filter(case=case).exclude(**{f"{kept.key}__in": keep})
    return stale.delete()[0]


def remove(case: Case, kept: Kept, keys: Iterable[str]) -> None:
    """Remove rows of a table of a case by their keys."""
    kept.model._default_manager.filter(case=case, **{f"{kept.key}__in": list(keys)}).delete()


def _related(case: Case, kept: Kept) -> dict[str, dict[str, int]]:
    """For each relation of the table, the primary key by the related row's own key."""
    found = {}
    for column in kept.columns:
        name, _, through = kept.path(column).partition("__")
        if through:
            target = kept.model._meta.get_field(name).related_model
            assert target is not None
            rows = target._default_manager.filter(case=case)
            found[name] = dict(rows.values_list(through, "pk"))
    return found
