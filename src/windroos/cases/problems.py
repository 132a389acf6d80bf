"""What can be wrong with a case package, said so that it can be mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: the file, the line in it (1-based; the header is line 1), the field, what to do.

    `code` names the kind of fault and does not change with the wording.
    """

    code: str
    file: str
    message: str
    row: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", line {self.row}"
        if self.field is not None:
            place += f", {self.field}"
        return f"{place}: {self.message}"


class CaseError(ValueError):
    """Something asked of a case that cannot be; the message tells what to do."""


class PackageError(CaseError):
    """A case package that cannot be used; `problems` holds every fault found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        shown = "\n".join(f"  {problem}" for problem in self.problems[:20])
        more = f"\n  and {count - 20} more" if count > 20 else ""
        super().__init__(f"{count} problem{'s' if count != 1 else ''} found\n{shown}{more}")
