"""A small programme that nobody ever ran, told as a story, for tests: the bakers of the harbour.

The ids of parts are `ovens` (a line) with `old-ovens` and `new-ovens` (action lines) in it, of
which the latter has the project `test-oven`, and `bread` (a line).
"""

from pathlib import Path
from typing import Any

from windroos.cases.facts import Facts
from windroos.cases.facts.tables import TABLES as FACT_TABLES
from windroos.cases.register import KINDS, TABLES, Content, Register, rows_of

Row = dict[str, Any]


def record(kind: str, /, **values: Any) -> Content:
    """A record of a register with what is not given left empty."""
    made = KINDS[kind]
    parts: dict[str, list[Row]] = {part.table: values.pop(part.table, []) for part in made.parts}
    content = dict.fromkeys(TABLES[made.table].columns) | values
    for part in made.parts:
        columns = [c for c in TABLES[part.table].columns if c != part.owner]
        content[part.table] = [dict.fromkeys(columns) | row for row in parts[part.table]]
    return content


def named(label: str) -> Row:
    return {"label_nl": f"{label} (nl)", "label_en": label}


def part(key: str, parent: str | None, kind: str, position: int, **values: Any) -> Row:
    return {"id": key, "parent": parent, "kind": kind, "position": position, **named(key), **values}


def bakers(**values: Any) -> Content:
    """The programme: three levels, two goals, a partner, a grant and a note."""
    given: Row = {
        "id": "bakers",
        "kind": "programme",
        **named("Bakers of the harbour"),
        "state": "running",
        "start": "2030",
        "end": "2033",
        "basis": "reading",
        "programme_parts": [
            part("ovens", None, "line", 1, code="1"),
            part("old-ovens", "ovens", "action-line", 1),
            part("new-ovens", "ovens", "action-line", 2),
            part("test-oven", "new-ovens", "project", 1),
            part("bread", None, "line", 2, code="2"),
        ],
        "programme_goals": [
            {"id": "fed", "kind": "goal", "position": 1, **named("All fed")},
            {
                "id": "baked",
                "parent": "fed",
                "kind": "effect",
                "position": 1,
                "parts": "ovens bread",
                **named("More baked"),
            },
        ],
        "programme_partners": [
            {"id": "p-guild", "name_nl": "Gilde (verzonnen)", "name_en": "Guild (fictional)",
             "role": "lead", "basis": "reading"},
        ],
        "programme_agreements": [
            {"id": "oven-grant", "part": "new-ovens", "kind": "grant", "basis": "reading",
             **named("Oven grant")},
        ],
        "programme_notes": [
            {"id": "n-star", "mark": "*", "text_nl": "Verzonnen.", "text_en": "Made up."},
        ],
    }  # fmt: skip
    return record("programme", **(given | values))


def indicator(key: str, position: int = 1, **values: Any) -> Content:
    """An indicator of the bakers: a stock that should rise, reported each year, unless told
    otherwise."""
    given: Row = {
        "id": key,
        "programme": "bakers",
        **named(key),
        "kind": "stock",
        "direction": "up",
        "frequency": "year",
        "due_days": 60,
        "position": position,
        "basis": "reading",
    }
    return record("indicator", **(given | values))


def loaves() -> Content:
    """A flow that adds up the tree: how many loaves were baked."""
    return indicator(
        "loaves", 1, kind="flow", up_tree="sum", goals="baked", agreements="oven-grant"
    )


def waste() -> Content:
    """A share that should fall and is pooled, never averaged."""
    return indicator(
        "waste",
        2,
        kind="ratio",
        unit="%",
        direction="down",
        up_tree="pool",
        decimals=1,
        indicator_notes=[{"id": "w-a", "mark": "A", "text_nl": "Geteld.", "text_en": "Counted."}],
    )


def bakeries() -> Content:
    """A stock of one line that does not add up."""
    return indicator("bakeries", 3, part="bread", level_stated="output", level_judged="outcome")


def fact(key: str, of: str, role: str, period: str, value: float | None, **values: Any) -> Row:
    """A row of the table of facts, recorded at the end of January 2031 unless told otherwise."""
    return row("facts", key, indicator=of, role=role, period=period, value=value, **values)


def amount(key: str, role: str, period: str, euros: float | None, **values: Any) -> Row:
    """A row of the table of amounts, in euros."""
    given: Row = {"programme": "bakers", "currency": "EUR"}
    return row("amounts", key, role=role, period=period, amount=euros, **(given | values))


def review(key: str, period: str, state: str, recorded: str, **values: Any) -> Row:
    """A row of the table of reviews."""
    return dict.fromkeys(FACT_TABLES["reviews"].columns) | {
        "id": key,
        "programme": "bakers",
        "period": period,
        "state": state,
        "recorded": recorded,
        **values,
    }


def row(table: str, key: str, /, **values: Any) -> Row:
    given = {"status": "final", "recorded": "2031-01-31T12:00:00Z"}
    return dict.fromkeys(FACT_TABLES[table].columns) | given | {"id": key} | values


def story() -> dict[str, list[Row]]:
    """What the bakers accounted for.

    Loaves of 2030: 100 old ovens, 0 new ones (the test oven baked none), and nothing of the bread
    line, so the whole is not known. Of 2031 all is known: 120 + 30 + 50. The report on 2030 was
    locked in February 2031; the 100 became 90 in May 2031. Waste was 10 of 100 loaves and 9 of 300.
    Of the money of 2030 and 2031 together 1,000,000 was decided, where its lines come to 950,000.
    """
    return {
        "facts": [
            fact("loaves-30-old", "loaves", "actual", "2030", 100, part="old-ovens"),
            fact("loaves-30-test", "loaves", "actual", "2030", 0, part="test-oven"),
            fact("loaves-30-old-2", "loaves", "actual", "2030", 90, part="old-ovens",
                 recorded="2031-05-02T09:00:00Z", reason="ten burnt", corrects="loaves-30-old"),
            fact("loaves-31-old", "loaves", "actual", "2031", 120, part="old-ovens",
                 recorded="2032-01-31T12:00:00Z"),
            fact("loaves-31-test", "loaves", "actual", "2031", 30, part="test-oven",
                 recorded="2032-01-31T12:00:00Z"),
            fact("loaves-31-bread", "loaves", "actual", "2031", 50, part="bread",
                 recorded="2032-01-31T12:00:00Z"),
            fact("loaves-31-target", "loaves", "target", "2031", 180),
            fact("loaves-32-expected", "loaves", "expected", "2032", 240),
            fact("waste-29", "waste", "baseline", "2029", 12),
            fact("waste-31-target", "waste", "target", "2031", 6),
            fact("waste-31-ovens", "waste", "actual", "2031", None, part="ovens",
                 numerator=10, denominator=100, recorded="2032-01-31T12:00:00Z"),
            fact("waste-31-bread", "waste", "actual", "2031", None, part="bread",
                 numerator=9, denominator=300, recorded="2032-01-31T12:00:00Z"),
            fact("bakeries-30", "bakeries", "baseline", "2030", None, status="to-be-measured"),
            fact("bakeries-31", "bakeries", "target", "2031", -3),
            fact("bakeries-33", "bakeries", "forecast", "2033", 8, low=5, high=9,
                 method="straight line (fictional)"),
        ],
        "amounts": [
            amount("m-budget", "budget", "2030/2031", 1_000_000, funder_kind="own"),
            amount("m-ovens", "budget", "2030/2031", 600_000, part="ovens", funder_kind="own"),
            amount("m-bread", "budget", "2030/2031", 350_000, part="bread", funder_kind="own"),
            amount("m-raised", "raised", "2030/2031", 2_500_000, approximate="about",
                   funder_nl="Molenaars (verzonnen)", funder_en="Millers (fictional)",
                   funder_kind="companies"),
        ],
        "reviews": [
            review("r-30-s", "2030", "submitted", "2031-02-10T10:00:00Z"),
            review("r-30-l", "2030", "locked", "2031-02-20T10:00:00Z"),
        ],
    }  # fmt: skip


def register(*records: Content) -> Register:
    """A register with these programmes and indicators and nothing else."""
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    for content in records:
        kind = "indicator" if "indicator_notes" in content else "programme"
        for table, rows in rows_of(KINDS[kind], content).items():
            tables[table] += rows
    return Register.of("harbour", "The harbour", tables)


def harbour() -> Register:
    """The register of the bakers."""
    return register(bakers(), loaves(), waste(), bakeries())


def written(folder: Path, tables: dict[str, list[Row]], beside: Register | None = None) -> Path:
    """A case folder with facts and the register beside them, that of the bakers by default."""
    (beside or harbour()).write(folder / "register")
    Facts.of("harbour", "The harbour", tables).write(folder / "facts")
    return folder
