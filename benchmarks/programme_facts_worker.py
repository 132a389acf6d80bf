"""Accounts of programmes out of 200,000 made-up facts, in a process of its own.

python programme_facts_worker.py PROGRAMMES INDICATORS PARTS

Each indicator has a target and a yearly actual of each part over five years, corrected four times.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any

from measuring import tell

REPEAT = 7
YEARS = range(2018, 2023)
TIMES = 5  # that each cell is recorded
TODAY = date(2024, 1, 1)
AT = datetime(2023, 7, 1, tzinfo=UTC)


def fill(case: Any, programmes: int, indicators: int, parts: int) -> int:
    """Programmes with indicators and facts; made up, and the same every time."""
    from windroos.apps.network.models import Indicator, Programme, RecordVersion
    from windroos.apps.programmes.models import Fact
    from windroos.cases.register import KINDS, TABLES

    def content(of: str, /, **values: Any) -> dict[str, Any]:
        made = KINDS[of]
        empty = dict.fromkeys(TABLES[made.table].columns) | {p.table: [] for p in made.parts}
        return empty | values

    versions, facts = [], []
    for number in range(programmes):
        name = f"p{number}"
        words = {"label_nl": name, "label_en": name, "basis": "reading"}
        row = Programme.objects.create(case=case, slug=name, kind="programme", **words)
        lines = [f"{name}-{part}" for part in range(parts)]
        empty = dict.fromkeys(TABLES["programme_parts"].columns)
        tree = [
            empty | {"id": line, "kind": "line", "position": at, "label_nl": line, "label_en": line}
            for at, line in enumerate(lines)
        ]
        told = content(
            "programme", id=name, kind="programme", state="running", start="2018", end="2022",
            programme_parts=tree, **words,
        )  # fmt: skip
        versions.append(("programme", name, told))
        for one in range(indicators):
            id = f"{name}-i{one}"
            what = {
                "kind": "flow",
                "direction": "up",
                "up_tree": "sum",
                "over_time": "sum",
                "frequency": "year",
                "due_days": 60,
                "position": one,
            }
            made = Indicator.objects.create(case=case, slug=id, programme=row, **what, **words)
            versions.append(
                ("indicator", id, content("indicator", id=id, programme=name, **what, **words))
            )
            facts += [
                Fact(
                    case=case, slug=f"{id}-{line}-{year}-{time}", indicator=made, part=line,
                    role="actual", period=str(year), start=date(year, 1, 1),
                    end=date(year, 12, 31), value=float(one + time), status="final",
                    recorded=datetime(year + 1, 1, 31, tzinfo=UTC) + timedelta(days=30 * time),
                    reason="counted again" if time else None,
                    corrects=f"{id}-{line}-{year}-{time - 1}" if time else None,
                )
                for line in lines
                for year in YEARS
                for time in range(TIMES)
            ]  # fmt: skip
        Fact.objects.bulk_create(facts, batch_size=1000)
        facts.clear()
    RecordVersion.objects.bulk_create(
        RecordVersion(case=case, kind=kind, record=id, number=1, content=told, origin="package")
        for kind, id, told in versions
    )
    return Fact.objects.count()


def measured(programmes: int, indicators: int, parts: int) -> dict[str, Any]:
    """Milliseconds for an account as of a day: to have it, and with every status told."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "WINDROOS_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "windroos.site.settings.demo",
        }
        import django

        django.setup()
        from windroos.apps.programmes.queries import accounts
        from windroos.apps.regions.models import Case
        from windroos.site import server

        server.prepare_database()
        case = Case.objects.create(name="made_up", title="Made up")
        count = fill(case, programmes, indicators, parts)

        def account() -> Any:
            return accounts.account(case, "p0", today=TODAY, at=AT)

        def statuses() -> None:
            for one in account().indicators.values():
                assert one.judged is not None

        def now() -> None:
            accounts.account(case, "p0", today=TODAY)

        def one() -> None:
            assert account().indicators["p0-i0"].judged is not None

        told = {}
        asked = {"as of a day": account, "as of now": now, "with one status": one,
                 "with every status": statuses}  # fmt: skip
        for name, act in asked.items():
            act()
            taken = []
            for _ in range(REPEAT):
                start = perf_counter()
                act()
                taken.append((perf_counter() - start) * 1000)
            told[name] = {"median": median(taken), "most": max(taken)}
        return {"facts": count, "told": told}


if __name__ == "__main__":
    tell(**measured(*(int(word) for word in sys.argv[1:4])))
