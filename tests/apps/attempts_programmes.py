"""How each action on the results of programmes is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.apps import bakers
from tests.apps.attempts_accounts import Attempt
from tests.cases.programmes import fact

from windroos.apps.programmes import actions as programmes
from windroos.apps.programmes.actions import Given

BAKED: dict[str, Any] = {
    "indicator": "loaves",
    "part": "bread",
    "role": "actual",
    "period": "2033",
    "value": 60,
}
PAID: dict[str, Any] = {"role": "spent", "period": "2033", "amount": 40, "currency": "EUR"}

PROGRAMMES: Mapping[str, Attempt] = {
    "programmes.assign_indicator": lambda w, by: programmes.assign_indicator(
        w.case, "waste", w.row("anna"), actor=by
    ),
    "programmes.load_facts": lambda w, by: programmes.load_facts(
        w.case, bakers.facts(fact("loaves-34", "loaves", "target", "2034", 300)), actor=by
    ),
    "programmes.lock_period": lambda w, by: programmes.lock_period(
        w.case, "bakers", "2031", actor=by
    ),
    "programmes.record_amounts": lambda w, by: programmes.record_amounts(
        w.case, "bakers", [Given(PAID)], actor=by
    ),
    "programmes.record_facts": lambda w, by: programmes.record_facts(
        w.case, "bakers", [Given(BAKED)], actor=by
    ),
    "programmes.remind_assignee": lambda w, by: programmes.remind_assignee(
        w.case, w.row("viewer of the town"), today=bakers.TODAY, actor=by
    ),
    "programmes.reopen_period": lambda w, by: programmes.reopen_period(
        w.case, "bakers", "2029", reason="A figure was forgotten", actor=by
    ),
    "programmes.submit_period": lambda w, by: programmes.submit_period(
        w.case, "bakers", "2032", actor=by
    ),
    "programmes.unassign_indicator": lambda w, by: programmes.unassign_indicator(
        w.case, "loaves", w.row("viewer of the town"), actor=by
    ),
    "programmes.withdraw_amount": lambda w, by: programmes.withdraw_amount(
        w.case, "bakers", w.row("paid").slug, reason="It was another's", actor=by
    ),
    "programmes.withdraw_fact": lambda w, by: programmes.withdraw_fact(
        w.case, "bakers", w.row("baked").slug, reason="Of another bakery", actor=by
    ),
}
