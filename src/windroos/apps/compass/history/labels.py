"""What a row of a case is about, in the languages of the interface: for the audit trail."""

from collections.abc import Mapping
from typing import Any

from windroos.apps.compass.contradictions.naming import label
from windroos.cases import Case, contradictions
from windroos.cases.framework import Text
from windroos.cases.naming import leaf_name


def subject(case: Case, table: str, row: Mapping[str, Any]) -> Text:
    """The region and criterion, precondition or role of a row, with its theme; of a settlement what
    its contradiction is about, and its name where that is gone; of a figure what it is of, and its
    column."""
    if table == "settlements":
        found = next((c for c in contradictions(case) if c.id == row["id"]), None)
        return label(case, found) if found else Text(row["id"], row["id"])
    if table == "quantities":
        when = f", {row['cell']}" if row.get("cell") else ""
        return Text(f"{row['label_nl']}{when}"[:300], f"{row['label_en']}{when}"[:300])
    framework = case.framework
    named: list[Text | None] = [_name(case.regions.get(row["region"]))]
    if table == "judgements":
        leaf = framework.by_id.get(row["criterion"])
        named.append(leaf_name(framework, leaf) if leaf else None)
    elif table == "findings":
        named.append(
            _label(next((p for p in framework.preconditions if p.id == row["precondition"]), None))
        )
    if row.get("role"):
        named.append(_label(next((r for r in framework.roles if r.id == row["role"]), None)))
    themes = [row["theme"]] if row.get("theme") else str(row.get("themes") or "").split()
    named += [_label(case.themes.get(theme)) for theme in themes]
    known = [text for text in named if text is not None]
    return Text(", ".join(t.nl for t in known)[:300], ", ".join(t.en for t in known)[:300])


def _name(region: Any) -> Text | None:
    return region.name if region else None


def _label(thing: Any) -> Text | None:
    return thing.label if thing else None
