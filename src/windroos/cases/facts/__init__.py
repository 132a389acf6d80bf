"""What programmes account for as data: facts, amounts and reviews, beside a case and its register.

Rows are only ever added: what corrects one is a later row, with its reason.
"""

from windroos.cases.facts.tables import TABLES

__all__ = ["TABLES"]
