"""Putting another framework in force for a case."""

from django.core.exceptions import ValidationError

from windroos import cases
from windroos.apps.accounts.queries import User
from windroos.apps.compass import queries
from windroos.apps.compass.actions.content import change_rows, lock
from windroos.apps.regions.faults import told
from windroos.apps.regions.journal import FRAMEWORK, Change
from windroos.apps.regions.queries import Case
from windroos.cases.between import broken_tables
from windroos.cases.framework_file import parse


def framework_problems(case: Case, text: str) -> list[str]:
    """What stands in the way of a framework for this case, in sentences; nothing when it fits.

    Judgements, figures and decisions have to find their leaves, indicators and roles in it.
    """
    framework, problems = parse(text)
    if framework is not None:
        problems = broken_tables(queries.package(case).tables, framework)
    return [f"{problem.file}: {told(problem)}" for problem in problems]


def set_framework(case: Case, text: str, *, actor: User | None) -> cases.Case:
    """Make a text the framework of a case; returns the case as it was, for `raise_reviews`.

    Called within the transaction of what approves it, which records who and why. Raises
    ValidationError with everything that keeps it from fitting the case.
    """
    case = lock(case)
    problems = framework_problems(case, text)
    if problems:
        raise ValidationError({"text": problems})
    before = queries.value(case)
    change_rows(case, [Change(FRAMEWORK, FRAMEWORK, {"text": text})], actor=actor)
    return before
