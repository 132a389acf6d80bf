"""What became of the figures and money of a programme between two moments, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from windroos.apps.programmes import telling_account as told
from windroos.apps.programmes import words
from windroos.apps.programmes.views.desk import Desk
from windroos.cases.facts import Account, Changed
from windroos.cases.facts.values import funder_of
from windroos.measure.results import Amount, Sum, Total


def changes_told(at: Desk, account: Account, changed: Changed) -> list[dict[str, Any]]:
    """Each change: what it is about, before, after and why; withdrawn says so."""
    return [*_figures(at, account, changed), *_money(at, account, changed)]


def _figures(at: Desk, account: Account, changed: Changed) -> Iterator[dict[str, Any]]:
    for change in changed.facts:
        cell = change.cell
        one = account.indicators[cell.indicator]
        last = change.after or change.before
        yield {
            "kind": change.kind,
            "what": capfirst(words.label(one.content)),
            "url": at.of("indicator", one.id),
            "about": ", ".join(
                text
                for text in (
                    words.word(words.ROLES, cell.role),
                    words.period(cell.period),
                    _part(account, cell.part),
                    ", ".join(f"{name}: {of}" for name, of in cell.dimensions),
                )
                if text
            ),
            "before": told.fact_text(change.before, one) if change.before is not None else "",
            "after": _after(told.fact_text(change.after, one) if change.after is not None else ""),
            "reason": change.reason,
            "day": words.day(last.recorded) if last is not None and change.after else "",
        }


def _money(at: Desk, account: Account, changed: Changed) -> Iterator[dict[str, Any]]:
    called = at.called(*told.organisations_of(account)) if changed.amounts else {}
    for change in changed.amounts:
        last = change.after or change.before
        if last is None:
            continue
        row = account.entries.amount_rows[last.id]
        yield {
            "kind": change.kind,
            "what": capfirst(words.word(words.MONEY, change.cell.role)),
            "url": "",
            "about": ", ".join(
                text
                for text in (
                    told.funder(funder_of(row), called),
                    words.period(change.cell.period),
                    _part(account, change.cell.part),
                )
                if text
            ),
            "before": _amount(change.before) if change.before is not None else "",
            "after": _after(_amount(change.after) if change.after is not None else ""),
            "reason": change.reason,
            "day": words.day(change.after.recorded) if change.after is not None else "",
        }


def _part(account: Account, part: str) -> str:
    if not part:
        return ""
    branch = account.branches.get(part)
    return told.part_label(branch.content) if branch is not None else part


def _after(text: str) -> str:
    return text or pgettext("figure", "withdrawn")


def _amount(one: Amount) -> str:
    if one.amount is None:
        return _("no amount")
    total: Total = Total(value=one.amount)
    return words.money(Sum(total=total, currency=one.currency, approximate=one.approximate))
