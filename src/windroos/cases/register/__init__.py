"""The register of a region's ecosystem as data: who is here, and how it hangs together.

A register is a Data Package of its own beside a case: organisations with their names, roles and
passages, relations between them, sites, conditions, the labour market, value chains, and the
programmes behind them with their indicators. Unlike the tables of a case nothing is weighed from
it directly, and it may hold a hundred thousand rows.
"""

from windroos.cases.register.check import check, read
from windroos.cases.register.package import Register
from windroos.cases.register.records import Content, contents, rows_of
from windroos.cases.register.tables import KINDS, TABLES, Kind

__all__ = [
    "KINDS",
    "TABLES",
    "Content",
    "Kind",
    "Register",
    "check",
    "contents",
    "read",
    "rows_of",
]
