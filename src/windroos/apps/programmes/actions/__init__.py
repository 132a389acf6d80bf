"""Everything that is written about the results of programmes, one module per matter."""

from windroos.apps.programmes.actions.assigning import assign_indicator, unassign_indicator
from windroos.apps.programmes.actions.loading import LoadedFacts, load_facts
from windroos.apps.programmes.actions.recording import (
    Given,
    record_amounts,
    record_facts,
    withdraw_amount,
    withdraw_fact,
)
from windroos.apps.programmes.actions.reminding import remind_assignee
from windroos.apps.programmes.actions.reviewing import lock_period, reopen_period, submit_period

__all__ = [
    "Given",
    "LoadedFacts",
    "assign_indicator",
    "load_facts",
    "lock_period",
    "record_amounts",
    "record_facts",
    "remind_assignee",
    "reopen_period",
    "submit_period",
    "unassign_indicator",
    "withdraw_amount",
    "withdraw_fact",
]
