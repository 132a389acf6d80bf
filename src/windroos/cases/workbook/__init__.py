"""A case as an Excel workbook, and what a workbook would change in a case.

>>> from datetime import datetime
>>> from windroos.cases import load, workbook
>>> state = workbook.State(load("noord_brabant").package)
>>> book = workbook.open_book(workbook.write(state, "nl", datetime(2026, 11, 21)))
>>> workbook.read(book, state).changes
()
"""

from windroos.cases.workbook.faults import Fault, Place, Unreadable
from windroos.cases.workbook.merging import Choices
from windroos.cases.workbook.reading import Book, open_book, read
from windroos.cases.workbook.state import EDITABLE, Grid, Stamp, State
from windroos.cases.workbook.taken import CellChange, Clash, RowChange, Taken
from windroos.cases.workbook.writing import write

__all__ = [
    "EDITABLE",
    "Book",
    "CellChange",
    "Choices",
    "Clash",
    "Fault",
    "Grid",
    "Place",
    "RowChange",
    "Stamp",
    "State",
    "Taken",
    "Unreadable",
    "open_book",
    "read",
    "write",
]
