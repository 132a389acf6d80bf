"""The words about what was reported: what was locked when, and what was corrected since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from windroos.apps.programmes import telling_account as told
from windroos.apps.programmes import words
from windroos.cases.facts import Account
from windroos.measure.results import Amount, Change, Fact

Shown = dict[str, Any]


def locked(account: Account, called: Mapping[str, str]) -> list[Shown]:
    """The reports that were locked, each with what was corrected since, up to now.

    The page of a day in the past tells of later corrections too: who reads a report as it was
    must know that it was changed.
    """
    found = []
    for period, reviewed in account.reviews.items():
        corrected = account.corrected(period, later=True)
        if reviewed.locked is None or corrected is None:
            continue
        found.append(
            {
                "period": words.period(period),
                "code": period.code,
                "locked": words.day(reviewed.locked),
                "corrections": [
                    *(_fact(account, change) for change in corrected.facts),
                    *(_amount(account, change, called) for change in corrected.amounts),
                ],
            }
        )
    return found


def _fact(account: Account, change: Change[Fact]) -> Shown:
    one = account.indicators[change.cell.indicator]

    def said(fact: Fact | None) -> str:
        return _("withdrawn") if fact is None else told.fact_text(fact, one)

    label = capfirst(words.label(one.content))
    return _change(account, change, label, words.word(words.ROLES, change.cell.role), said)


def _amount(account: Account, change: Change[Amount], called: Mapping[str, str]) -> Shown:
    def said(amount: Amount | None) -> str:
        return _("withdrawn") if amount is None else told.amount_text(amount)

    funder = account.book.funders.get(change.cell.funder)
    label = told.funder(funder, called) if funder is not None else _("Money")
    return _change(
        account, change, capfirst(label), words.word(words.MONEY, change.cell.role), said
    )


def _change(account: Account, change: Change[Any], label: str, role: str, said: Any) -> Shown:
    part = account.branches.get(change.cell.part)
    return {
        "label": label,
        "part": told.part_label(part.content) if part is not None and part.id else "",
        "role": role,
        "period": words.period(change.cell.period),
        "before": said(change.before),
        "after": said(change.after),
        "reason": change.reason,
    }
