"""Adding rows of facts and amounts, and of reviews that are loaded, to what is stored.

Called by the actions, within their transaction.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from windroos.apps.accounts.queries import User
from windroos.apps.network.queries import records
from windroos.apps.programmes.models import Amount, Entry, Fact, Review
from windroos.apps.regions.queries import Case
from windroos.cases.facts.values import moment
from windroos.cases.reading import Row
from windroos.measure.results import Period

MODELS: Mapping[str, Any] = {"facts": Fact, "amounts": Amount, "reviews": Review}
_BATCH = 1000


def store(case: Case, table: str, rows: Sequence[Row], *, actor: User | None) -> list[Entry]:
    """Add rows that were checked; `actor` is None where they come with a package."""
    owner = "indicator" if table == "facts" else "programme"
    owners = records.main_rows(case, owner, {str(row[owner]) for row in rows})
    made = []
    for row in rows:
        values: dict[str, Any] = dict(row)
        period = Period.of(str(row["period"]))
        values |= {
            "slug": values.pop("id"),
            "recorded": moment(str(row["recorded"])),
            owner: owners[str(row[owner])],
        }
        if table != "reviews":
            values |= {"start": period.start, "end": period.end}
        if table == "facts":
            values["dimensions"] = row["dimensions"] or ""
        if table == "amounts" and row["amount"] is not None:
            values["amount"] = Decimal(str(row["amount"]))
        made.append(MODELS[table](case=case, actor=actor, **values))
    return MODELS[table].objects.bulk_create(made, batch_size=_BATCH)
