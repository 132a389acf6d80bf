"""What a programme accounts for as plain values: for the API, the terminal and other programs.

Periods are written as files write them, parts of a programme are named by their ids, and the
programme as a whole is null. Reasons are told by their sentence and what fills it in, so that each
reader can say them in its own language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from windroos.cases.facts.account import Account, Changed, Reviewed
from windroos.cases.facts.branches import Branch, Goal
from windroos.cases.facts.measured import Measured, Shown
from windroos.cases.facts.money import Entry, Money
from windroos.cases.facts.record import Added, Standing
from windroos.cases.facts.values import Row, text_of
from windroos.cases.register import Content
from windroos.cases.text import Text
from windroos.measure.results import Due, MoneyRole, Period, Reason, Sum

Told = dict[str, Any]


def account_told(one: Account) -> Told:
    """A programme as it is known: its tree, money, goals, indicators and reports."""
    return {
        **_programme(one.programme),
        "period": _code(one.period),
        "seen_on": one.today,
        "known_at": one.at,
        "parts": [_part(branch) for branch in one.branches.values() if branch.id],
        "money": money_told(one.money),
        "partners": [partner_told(row) for row in one.root.partners],
        "goals": [_goal(goal) for top in one.goals for goal in top.walk()],
        "indicators": [measured_told(measured) for measured in one.indicators.values()],
        "notes": _notes(one.notes),
        "reports": [reviewed_told(reviewed) for reviewed in one.reviews.values()],
        "stray": sorted(entry.id for entry in one.stray),
    }


def standing_told(one: Standing) -> Told:
    """A programme in the track record."""
    return {
        **_programme(one.programme),
        "partners": len(one.partners),
        "sums": [_sum(role, given) for role, given in one.sums.items()],
        "multiplied": one.multiplied and one.multiplied.factor,
        "needed": None if one.needed is None else _sum("needed", one.needed),
        "indicators": len(one.account.indicators),
        "gaps": list(one.gaps),
    }


def added_told(one: Added) -> Told:
    """What programmes come to together in one role."""
    return {
        "role": one.role,
        "currency": one.currency,
        "amount": one.amount,
        "approximate": one.approximate or None,
        "complete": one.complete,
        "programmes": one.of,
        "unknown": list(one.unknown),
    }


def measured_told(one: Measured) -> Told:
    """An indicator with what is known of it and how it stands."""
    judged = one.judged
    return {
        "id": one.id,
        "label": _text(one.content, "label"),
        "part": one.part or None,
        "kind": one.indicator.kind,
        "unit": one.indicator.unit or None,
        "direction": one.indicator.direction,
        "level_stated": one.content["level_stated"],
        "level_judged": one.content["level_judged"],
        "owner": one.content["owner"],
        "status": judged and judged.status,
        "status_of": _code(one.judged_period),
        "expected_by_now": judged and judged.expected_by_now,
        "gap": judged and judged.gap,
        "reasons": [] if judged is None else reasons_told(judged.reasons),
        "series": [
            {"role": role, "cells": [_shown(shown) for shown in row]}
            for role, row in one.table().items()
        ],
        "due_figures": [due_told(due) for due in one.due],
        "coverage": {
            "known": one.coverage.known,
            "of": one.coverage.of,
            "missing": [period.code for period in one.coverage.missing],
        },
        "discrepancies": [
            {"role": role, **_discrepancy(found)}
            for role, several in one.discrepancies.items()
            for found in several
        ],
        "notes": _notes(one.notes),
    }


def money_told(money: Money) -> Told:
    """The money of a part with all beneath it."""
    multiplied = money.multiplied
    return {
        "sums": [_sum(role, given) for role, given in money.sums.items()],
        "by_source": [
            {
                "funder": one.funder.organisation,
                "funder_name": _both(one.funder.name),
                "funder_kind": one.funder.kind,
                **_sum(one.role, one.sum),
            }
            for one in money.by_source
        ],
        "multiplied": multiplied
        and {
            "factor": multiplied.factor,
            "by": multiplied.by,
            "complete": multiplied.complete,
            "raised": multiplied.raised.amount,
            "own": multiplied.own.amount,
            "reasons": reasons_told(multiplied.reasons),
        },
        "untold": [_entry(one) for one in money.untold],
        "discrepancies": [
            {"role": one.role, **_discrepancy(one.discrepancy)} for one in money.unequal
        ],
    }


def due_told(one: Due) -> Told:
    """A figure that is due."""
    return {
        "indicator": one.indicator,
        "part": one.part or None,
        "period": one.period.code,
        "day": one.day,
        "overdue": one.overdue,
        "days_late": one.days_late,
    }


def reviewed_told(one: Reviewed) -> Told:
    """The report on a period."""
    return {
        "period": one.period.code,
        "state": one.state,
        "locked": one.locked,
        "steps": [{"state": s.state, "at": s.at, "reason": s.reason or None} for s in one.steps],
    }


def changed_told(one: Changed, account: Account) -> Told:
    """What became of facts and amounts between two moments; with each the row it was told by."""
    entries = account.entries
    return {
        "then": one.then,
        "now": one.now,
        "facts": [_change(change, entries.fact_rows) for change in one.facts],
        "amounts": [_change(change, entries.amount_rows) for change in one.amounts],
    }


def partner_told(row: Content) -> Told:
    """Who takes part in a programme or a part of it."""
    return {"organisation": row["organisation"], "name": _text(row, "name"), "role": row["role"]}


def reasons_told(reasons: Iterable[Reason]) -> list[Told]:
    """Reasons by their code, with the sentence and what fills it in."""
    return [
        {
            "code": one.code,
            "wording": one.wording,
            "values": {name: _plain(value) for name, value in one.values.items()},
        }
        for one in reasons
    ]


def _programme(content: Content) -> Told:
    names = ("id", "kind", "state", "start", "end", "organisation", "owner", "theme", "passage")
    return {
        **{name: content[name] for name in names},
        "label": _text(content, "label"),
        "aim": _text(content, "aim"),
    }


def _part(branch: Branch) -> Told:
    row = branch.content
    return {
        "id": branch.id,
        "parent": row["parent"],
        "depth": branch.depth,
        "kind": row["kind"],
        "code": row["code"],
        "label": _text(row, "label"),
        "owner": row["owner"],
        "money": money_told(branch.money),
        "partners": [partner_told(partner) for partner in branch.partners],
        "agreements": [
            {
                "id": one.content["id"],
                "kind": one.content["kind"],
                "label": _text(one.content, "label"),
                "indicators": [measured.id for measured in one.indicators],
            }
            for one in branch.agreements
        ],
        "goals": [goal["id"] for goal in branch.goals],
        "indicators": [measured.id for measured in branch.indicators],
    }


def _goal(goal: Goal) -> Told:
    return {
        "id": goal.id,
        "parent": goal.content["parent"],
        "depth": goal.depth,
        "kind": goal.content["kind"],
        "label": _text(goal.content, "label"),
        "parts": [branch.id for branch in goal.branches],
        "indicators": [measured.id for measured in goal.indicators],
    }


def _shown(one: Shown) -> Told:
    total, fact = one.total, one.fact
    return {
        "period": one.period.code,
        "state": one.state,
        "value": total.value,
        "numerator": total.numerator,
        "denominator": total.denominator,
        "low": total.low if fact is None or fact.low is None else fact.low,
        "high": total.high if fact is None or fact.high is None else fact.high,
        "complete": total.complete,
        "provisional": total.provisional,
        "fact": fact and fact.id,
        "basis": list(total.basis),
    }


def _sum(role: MoneyRole, given: Sum) -> Told:
    return {
        "role": role,
        "amount": given.amount,
        "currency": given.currency or None,
        "approximate": given.approximate or None,
        "complete": given.complete,
        "period": _code(given.total.of),
    }


def _entry(one: Entry) -> Told:
    amount = one.amount
    return {
        "id": amount.id,
        "part": amount.part or None,
        "role": amount.role,
        "period": amount.period.code,
        "status": amount.status,
    }


def _discrepancy(found: Any) -> Told:
    return {
        "part": found.part or None,
        "period": found.period.code,
        "stated": found.stated,
        "computed": found.computed,
        "over": found.over,
    }


def _change(change: Any, rows: Mapping[str, Row]) -> Told:
    """What became of a cell: as rows of its table, null where there was or is nothing."""
    before, after = (None if one is None else rows[one.id] for one in (change.before, change.after))
    return {
        "kind": change.kind,
        "before": before and row_told(before),
        "after": after and row_told(after),
        "reason": change.reason or None,
    }


def row_told(row: Row) -> Told:
    """A fact or an amount by the columns of its table, with its numbers as numbers."""
    made = {name: value for name, value in row.items() if name != "sequence"}
    if made.get("amount") is not None:
        made["amount"] = float(made["amount"])
    if "dimensions" in made:
        made["dimensions"] = made["dimensions"] or None
    return made


def _notes(rows: Sequence[Content]) -> list[Told]:
    return [{"mark": row["mark"], "text": _text(row, "text")} for row in rows]


def _text(row: Row, name: str) -> Told | None:
    return _both(text_of(row, name))


def _both(text: Text | None) -> Told | None:
    return None if text is None else {"nl": text.nl, "en": text.en}


def _code(period: Period | None) -> str | None:
    return None if period is None else period.code


def _plain(value: object) -> object:
    if isinstance(value, Period):
        return value.code
    if isinstance(value, tuple | list | set | frozenset):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | float) else str(value)
