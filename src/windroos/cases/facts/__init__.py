"""What programmes account for as data: facts, amounts and reviews, beside a case and its register.

Rows are only ever added: what corrects one is a later row, with its reason. What a programme
accounts for follows from them: see `account`.
"""

from windroos.cases.facts.account import (
    Account,
    Changed,
    Grid,
    Printed,
    Reviewed,
    account,
    accounts,
)
from windroos.cases.facts.branches import Agreement, Branch, Goal
from windroos.cases.facts.check import check, find, read
from windroos.cases.facts.measured import Coverage, Measured, Shown
from windroos.cases.facts.money import Book, BySource, Entry, Money, Unequal
from windroos.cases.facts.opening import account_of, track_record_of
from windroos.cases.facts.package import Facts
from windroos.cases.facts.record import Added, Standing, TrackRecord, programmes, track_record
from windroos.cases.facts.tables import TABLES
from windroos.cases.facts.trajectory import Band, Point, Trajectory
from windroos.cases.facts.values import Funder

__all__ = [
    "TABLES",
    "Account",
    "Added",
    "Agreement",
    "Band",
    "Book",
    "Branch",
    "BySource",
    "Changed",
    "Coverage",
    "Entry",
    "Facts",
    "Funder",
    "Goal",
    "Grid",
    "Measured",
    "Money",
    "Point",
    "Printed",
    "Reviewed",
    "Shown",
    "Standing",
    "TrackRecord",
    "Trajectory",
    "Unequal",
    "account",
    "account_of",
    "accounts",
    "check",
    "find",
    "programmes",
    "read",
    "track_record",
    "track_record_of",
]
