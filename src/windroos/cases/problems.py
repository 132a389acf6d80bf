"""A case package that cannot be used, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from windroos.problems import N_, Problem, listed

__all__ = ["N_", "CaseError", "PackageError", "Problem"]


class CaseError(ValueError):
    """Something asked of a case that cannot be; the message tells what to do."""


class PackageError(CaseError):
    """A case package that cannot be used; `problems` holds every fault found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(listed(self.problems))
