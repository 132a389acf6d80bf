"""What pages show of an account: the trajectory and cells of indicators, money, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from windroos.apps.network import words as said
from windroos.apps.network.words import programmes as kinds
from windroos.apps.programmes import words
from windroos.cases.facts import Account, Branch, Funder, Measured, Point
from windroos.cases.facts.values import hull
from windroos.measure.results import MONEY_ROLES, Amount, Fact, MoneyRole, Period, Sum, Total
from windroos.report.outlook import Moment

Shown = dict[str, Any]
Spans = Mapping[MoneyRole, Period | None]
# The roles that a chart draws, and how it marks each.
_DRAWN = {"baseline": "baseline", "target": "target", "expected": "expected", "actual": "actual"}


def passages_of(account: Account) -> set[str]:
    """Every passage that something in an account rests on."""
    found: set[str | None] = {account.programme["passage"]}
    for table in ("parts", "goals", "partners", "agreements", "notes"):
        found |= {row["passage"] for row in account.programme[f"programme_{table}"]}
    for one in account.indicators.values():
        found |= {one.content["passage"], *(note["passage"] for note in one.notes)}
        found |= {row["passage"] for row in one.rows.values()}
    found |= {row["passage"] for row in account.book.rows.values()}
    return {one for one in found if one}


def organisations_of(account: Account) -> set[str]:
    """Every organisation of the register that an account names."""
    programme = account.programme
    found: set[str | None] = {programme["organisation"], programme["owner"]}
    found |= {row["owner"] for row in programme["programme_parts"]}
    for table in ("partners", "agreements"):
        found |= {row["organisation"] for row in programme[f"programme_{table}"]}
    found |= {one.content["owner"] for one in account.indicators.values()}
    found |= {funder.organisation for funder in account.book.funders.values()}
    return {one for one in found if one}


def card(one: Measured, url: str) -> Shown:
    """An indicator in short, with its page: its answer, status, trajectory and notes."""
    judged, drawn = one.judged, moments(one)
    status = judged.status if judged is not None else "no-data"
    return {
        "one": one,
        "id": one.id,
        "url": url,
        "label": capfirst(words.label(one.content)),
        "definition": words.label(one.content, "definition"),
        "status": status,
        "status_word": words.word(words.STATUSES, status),
        "of": words.period(one.judged_period) if one.judged_period is not None else "",
        "reasons": [words.reason(reason, one) for reason in judged.reasons] if judged else [],
        "target": _valued(one, judged.target if judged else None),
        "actual": _valued(one, judged.actual if judged else None),
        "expected": _valued(one, judged.expected if judged else None),
        "answer": answer(one),
        "moments": drawn,
        "roles": roles_drawn(drawn),
        "axis": unit_label(one),
        "levels": levels(one),
        "notes": [
            {"mark": note["mark"], "text": words.label(note, "text"), "passage": note["passage"]}
            for note in one.notes
        ],
    }


def unit_label(one: Measured) -> str:
    """What is counted, with its unit."""
    name = capfirst(words.label(one.content))
    return f"{name} ({one.indicator.unit})" if one.indicator.unit else name


def _valued(one: Measured, total: Total | None) -> str:
    if total is None or total.value is None:
        return ""
    return words.value(total.value, one)


def levels(one: Measured) -> Shown:
    """The level as the document gives it, and as we judge it where that is another."""
    stated, judged = one.content["level_stated"], one.content["level_judged"]
    return {
        "stated": said.word(kinds.LEVELS, stated) if stated else "",
        "judged": said.word(kinds.LEVELS, judged) if judged and judged != stated else "",
    }


def answer(one: Measured) -> str:
    """From where to where it goes, and what of that was found."""
    track = one.trajectory
    ahead = sorted((*track.targets, *track.expected), key=lambda point: point.period)
    parts = []
    if track.actuals:
        last = max(track.actuals, key=lambda point: point.period)
        found = {"value": _point(last, one), "period": words.period(last.period)}
        parts.append(_("%(value)s in %(period)s.") % found)
        if not last.complete:
            parts.append(_("That is not the whole: figures of some parts are missing."))
    else:
        parts.append(_("What was reached is not on record."))
    if ahead:
        last = ahead[-1]
        kind = "target" if last in track.targets else "expected"
        told = {
            "role": words.word(words.ROLES, kind),
            "value": _point(last, one),
            "period": words.period(last.period),
        }
        parts.append(_("The %(role)s for %(period)s is %(value)s.") % told)
    return " ".join(parts)


def _point(point: Point, one: Measured) -> str:
    """A point of a trajectory: its value, or between which it lies."""
    if point.value is not None:
        return words.value(point.value, one)
    ends = [words.value(end, one) for end in (point.low, point.high) if end is not None]
    return "–".join(ends)


def moments(one: Measured) -> list[Moment]:
    """The figures of whole years as a chart draws them; empty with fewer than two values."""
    found: list[Moment] = []
    for role, cells in one.table().items():
        if role not in _DRAWN:
            continue
        for cell in cells:
            if cell.period.kind != "year":
                continue
            open_start = role == "baseline" and cell.state == "to-be-measured"
            if cell.value is None and not open_start:
                continue
            text = words.shown(cell, one)
            said_of = f"{words.short(cell.period)}: {text} ({words.word(words.ROLES, role)})"
            short = (
                words.number(cell.value, one.indicator.decimals) if cell.value is not None else ""
            )
            found.append(Moment(cell.period.start.year, cell.value, _DRAWN[role], short, said_of))
    return found if sum(one.value is not None for one in found) > 1 else []


def roles_drawn(found: Sequence[Moment]) -> list[tuple[str, str]]:
    """The roles in a chart, with their words, for its key."""
    there = dict.fromkeys(one.role for one in found if one.value is not None)
    return [(role, words.word(words.ROLES, role)) for role in there]


def fact_text(fact: Fact, one: Measured) -> str:
    """What a fact says: a value, a numerator over a denominator, bounds, or why there is none."""
    if fact.value is not None:
        return words.value(fact.value, one)
    if fact.numerator is not None and fact.denominator is not None:
        given = {"n": words.number(fact.numerator), "of": words.number(fact.denominator)}
        return _("%(n)s of %(of)s") % given
    if fact.low is not None and fact.high is not None:
        given = {"low": words.value(fact.low, one), "high": words.value(fact.high, one)}
        return _("%(low)s to %(high)s") % given
    return words.word(words.FACT_STATUSES, fact.status)


# Money


def roles_of(account: Account) -> list[MoneyRole]:
    """The roles of money that an amount is known of."""
    return [role for role in MONEY_ROLES if role in account.money.sums]


def span(account: Account, role: MoneyRole) -> Period | None:
    """The period that the amounts of a role are of."""
    return hull(cell.period for cell in account.book.ledger if cell.role == role)


def money_table(account: Account) -> Shown:
    """The money of the parts that have any or lie at the top, and of the whole."""
    roles = roles_of(account)
    spans: Spans = {role: span(account, role) for role in roles}
    rows = []
    for branch in account.root.walk():
        own = {entry.amount.role for entry in branch.money.stated}
        if branch.id and (branch.depth == 1 or own):
            rows.append(_money_row(branch, roles, spans))
    return {
        "heads": [
            {
                "role": capfirst(words.word(words.MONEY, role)),
                "period": words.short(found) if (found := spans[role]) is not None else "",
            }
            for role in roles
        ],
        "rows": rows,
        "total": _money_row(account.root, roles, spans),
    }


def _money_row(branch: Branch, roles: Sequence[MoneyRole], spans: Spans) -> Shown:
    return {
        "label": part_label(branch.content) if branch.id else _("Total"),
        "depth": branch.depth,
        "cells": [_money_cell(role, branch.money.of(role, spans[role])) for role in roles],
    }


def _money_cell(role: MoneyRole, given: Sum | None) -> Shown:
    known = given is not None and given.amount is not None
    return {
        "label": capfirst(words.word(words.MONEY, role)),
        "text": words.money(given) if given is not None else _("no amount"),
        "known": known,
    }


def part_label(row: Mapping[str, Any]) -> str:
    """A part with its kind and number: programme line 1: …"""
    name = words.label(row)
    if not row["code"]:
        return capfirst(name)
    kind = capfirst(said.word(kinds.PART_KINDS, row["kind"]))
    return f"{kind} {row['code']}: {name}"


def funder(one: Funder, called: Mapping[str, str]) -> str:
    """Who gives money."""
    if one.organisation:
        return called.get(one.organisation, one.organisation)
    if one.name is not None:
        return str(words.label({"name_nl": one.name.nl, "name_en": one.name.en}, "name"))
    return words.word(words.FUNDER_KINDS, one.kind) if one.kind else _("not said whose")


def amount_text(amount: Amount) -> str:
    """An amount, with how exact it is; one that is known and not shown says so."""
    if amount.amount is None:
        return _("known, not shown")
    return words.money(_as_sum(amount.amount, amount.currency, amount.approximate))


def amounts_told(
    account: Account, called: Mapping[str, str], part: str | None = None
) -> list[Shown]:
    """Every amount that is known, with whose it is, its period and how sure it is."""
    found = []
    for branch in account.root.walk():
        if part is not None and branch.id != part:
            continue
        for entry in branch.money.stated:
            amount = entry.amount
            found.append(
                {
                    "role": capfirst(words.word(words.MONEY, amount.role)),
                    "amount": amount_text(amount),
                    "known": amount.amount is not None,
                    "period": words.period(amount.period),
                    "funder": funder(entry.funder, called),
                    "part": part_label(branch.content) if branch.id else "",
                    "status": words.word(words.FACT_STATUSES, amount.status),
                    "provisional": amount.status == "provisional",
                    "note": words.label(entry.row, "note"),
                    "passage": entry.row["passage"],
                }
            )
    return found


def _as_sum(amount: float, currency: str, approximate: Any) -> Sum:
    return Sum(total=Total(value=amount), currency=currency, approximate=approximate)


def money_remarks(account: Account) -> list[str]:
    """What to know of the amounts: whether they add up, of which years, what each euro drew."""
    found = []
    money = account.money
    for role in roles_of(account):
        whole = span(account, role)
        if whole is not None and whole.kind == "years":
            told = {"role": words.word(words.MONEY, role), "period": words.period(whole)}
            found.append(_("The %(role)s is of %(period)s together; it is not divided.") % told)
    for one in money.unequal:
        told = {
            "stated": words.number(one.discrepancy.stated),
            "computed": words.number(one.discrepancy.computed),
        }
        found.append(
            _("The total that is stated, € %(stated)s, differs from its parts, € %(computed)s.")
            % told
        )
    if not money.unequal and money.stated and any(b.money.stated for b in account.root.branches):
        found.append(_("The total that is stated equals the sum of the parts."))
    multiplied = money.multiplied
    if multiplied is not None and multiplied.factor is not None:
        factor = words.number(multiplied.factor, 1)
        found.append(
            _("Each euro of one’s own drew %(factor)s euros of others.") % {"factor": factor}
        )
    elif multiplied is not None:
        found.append(_("What each euro drew from others is not known."))
        found += [
            words.reason(reason) for reason in multiplied.reasons if reason.code.startswith("no-")
        ]
    return found
