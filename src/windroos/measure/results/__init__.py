"""What a programme yields: facts that are only ever added, and all else derived from them.

No Django, no NumPy. [How it adds up](../../../../docs/results.md), with an example.

>>> from datetime import UTC, date, datetime
>>> sites = Indicator(id="sites", kind="stock", up_tree="sum")
>>> seen = datetime(2020, 2, 1, tzinfo=UTC)
>>> facts = [
...     Fact(id="1", indicator="sites", period=Period.of("2019"), value=6, recorded=seen),
...     Fact(
...         id="2",
...         indicator="sites",
...         period=Period.of("2019"),
...         value=5,
...         recorded=seen,
...         sequence=1,
...         reason="one counted twice",
...     ),
... ]
>>> total(sites, known(facts), Period.of("2019")).value
5
"""

from .amounts import (
    APPROXIMATE,
    MONEY_ROLES,
    Amount,
    AmountCell,
    Approximate,
    Ledger,
    MoneyRole,
    together,
)
from .cells import Cells
from .checking import check_amount, check_new, remarks
from .due import Due, due, reminders
from .facts import (
    ROLES,
    STATUSES,
    WITHOUT_VALUE,
    Cell,
    Change,
    Dimensions,
    Fact,
    Role,
    Status,
    changes,
    history,
    known,
)
from .indicators import (
    DIRECTIONS,
    KINDS,
    LEVELS,
    OVER_TIME,
    UP_TREE,
    Direction,
    Indicator,
    IndicatorError,
    Kind,
    Level,
    OverTime,
    Rule,
    Until,
    UpTree,
    breaks,
    in_force,
)
from .money import MoneyError, Multiplied, Sum, multiplied, summed
from .over_time import total
from .part_status import status_of
from .periods import FREQUENCIES, Frequency, Period, PeriodError
from .reasons import WORDS, Reason
from .reviews import NEXT, Review, State, as_reported, corrected_since, locked, state_of
from .status import STATUS_CODES, Judged, StatusCode, judge
from .totals import Discrepancy, Slot, Total, stated
from .tree import Tree, TreeError, rolled

__all__ = [
    "APPROXIMATE",
    "DIRECTIONS",
    "FREQUENCIES",
    "KINDS",
    "LEVELS",
    "MONEY_ROLES",
    "NEXT",
    "OVER_TIME",
    "ROLES",
    "STATUSES",
    "STATUS_CODES",
    "UP_TREE",
    "WITHOUT_VALUE",
    "WORDS",
    "Amount",
    "AmountCell",
    "Approximate",
    "Cell",
    "Cells",
    "Change",
    "Dimensions",
    "Direction",
    "Discrepancy",
    "Due",
    "Fact",
    "Frequency",
    "Indicator",
    "IndicatorError",
    "Judged",
    "Kind",
    "Ledger",
    "Level",
    "MoneyError",
    "MoneyRole",
    "Multiplied",
    "OverTime",
    "Period",
    "PeriodError",
    "Reason",
    "Review",
    "Role",
    "Rule",
    "Slot",
    "State",
    "Status",
    "StatusCode",
    "Sum",
    "Total",
    "Tree",
    "TreeError",
    "Until",
    "UpTree",
    "as_reported",
    "breaks",
    "changes",
    "check_amount",
    "check_new",
    "corrected_since",
    "due",
    "history",
    "in_force",
    "judge",
    "known",
    "locked",
    "multiplied",
    "remarks",
    "reminders",
    "rolled",
    "state_of",
    "stated",
    "status_of",
    "summed",
    "together",
    "total",
]
