"""What can be wrong with what someone hands in, said so that it can be mended."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


def N_(message: str) -> str:  # noqa: N802 (the name that catalogues of messages look for)
    """Marks a message to be translated where it is shown; here it stays as it is."""
    return message


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: the file, the line in it (1-based; the header is line 1), the field, what to do.

    `code` names the kind of fault and does not change with the wording. With `values`, `wording`
    is a message to translate and then fill in with them; else it is the message itself.
    """

    code: str
    file: str
    wording: str
    row: int | None = None
    field: str | None = None
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def message(self) -> str:
        return self.wording % self.values if self.values else self.wording

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", line {self.row}"
        if self.field is not None:
            place += f", {self.field}"
        return f"{place}: {self.message}"


def listed(problems: Sequence[Problem]) -> str:
    """How many there are, and the first twenty, a line each."""
    count = len(problems)
    shown = "\n".join(f"  {problem}" for problem in problems[:20])
    more = f"\n  and {count - 20} more" if count > 20 else ""
    return f"{count} problem{'s' if count != 1 else ''} found\n{shown}{more}"
