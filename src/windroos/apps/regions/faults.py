"""What an action says of rows or records that cannot stand: every fault, and where it is."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from windroos.cases.problems import Problem


class Invalid(ValidationError):
    """What was handed in cannot stand; nothing was written.

    `problems` holds each fault with its place among what was handed in. As a
    ValidationError it tells by field what is wrong with the first of them.
    """

    def __init__(self, problems: Sequence[tuple[int, Problem]]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0][0]
        errors: dict[str, list[str]] = {}
        for number, problem in self.problems:
            if number == first:
                errors.setdefault(problem.field or "", []).append(told(problem))
        super().__init__(errors)


def told(problem: Problem) -> str:
    """What is wrong, as a sentence in the language of the reader."""
    sentence = _(problem.wording) % problem.values if problem.values else _(problem.wording)
    return sentence[:1].upper() + sentence[1:] + ("" if sentence.endswith(".") else ".")
