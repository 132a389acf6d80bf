"""Two people who change the same thing: the second sees both versions, and nothing is lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any


class Conflict(Exception):
    """Someone saved since the version that a change was made on was opened; nothing was written.

    `theirs` holds the fields as they stand now and `yours` the same fields as they would become;
    saving again with `version` replaces theirs. `by` (a name) and `at` say whose it is, if known.
    """

    def __init__(
        self,
        *,
        theirs: Mapping[str, Any],
        yours: Mapping[str, Any],
        version: int,
        by: str = "",
        at: datetime | None = None,
    ) -> None:
        super().__init__("Someone else saved another version in the meantime.")
        self.theirs = dict(theirs)
        self.yours = dict(yours)
        self.version = version
        self.by = by
        self.at = at
