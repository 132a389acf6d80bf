"""What loading a package would make of a case, for people to look at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from windroos.apps.compass import queries
from windroos.apps.compass.actions.merging import Clash, planned
from windroos.apps.compass.models import Upload
from windroos.apps.regions import queries as regions
from windroos.apps.regions.queries import Case
from windroos.cases.check import examine_zip
from windroos.cases.package import Package
from windroos.cases.package_changes import Changed, changes
from windroos.cases.problems import PackageError, Problem


@dataclass(frozen=True)
class Foreseen:
    """What a package is, what is wrong with it, and what it would change.

    `case` is the one it would change, None where it makes a new one; `after` is that case as it
    would then be. Where package and people clash, that is so by the choice that was made; without
    one what people wrote holds.
    """

    package: Package | None
    problems: Sequence[Problem]
    case: Case | None = None
    after: Package | None = None
    clashes: Sequence[Clash] = ()
    chosen: bool = False

    @property
    def state(self) -> int:
        """The state of the case that this was made of; 0 where there is none."""
        return self.case.state if self.case else 0

    @property
    def before(self) -> Package | None:
        """The case as it stands, if there is one."""
        return queries.package(self.case) if self.case else None

    @property
    def loaded(self) -> bool:
        """Whether this is the package that was loaded last: loading it again changes nothing."""
        return bool(self.case and self.package and self.case.revision == self.package.revision)

    @property
    def loadable(self) -> bool:
        """Whether it can be loaded as it stands, and that would change something."""
        settled = self.after is not None and (self.chosen or not self.clashes)
        return settled and bool(self.case is None or self.changes or self.framework)

    @cached_property
    def changes(self) -> Sequence[Changed]:
        """Every row that would be added, changed or removed."""
        return list(changes(self.before, self.after)) if self.after else []

    @property
    def framework(self) -> bool:
        """Whether the text of the framework would be another."""
        before = self.before
        text = before.framework_text if before else None
        return self.after is not None and self.after.framework_text != text

    @property
    def counts(self) -> Mapping[str, Counter[str]]:
        """How many rows of each table would be added, changed and removed."""
        found: dict[str, Counter[str]] = {}
        for one in self.changes:
            found.setdefault(one.table, Counter())[one.kind] += 1
        return found


def foreseen(upload: Upload, keep: str | None) -> Foreseen:
    """What loading a package that someone handed in would do; nothing is written.

    `keep` says which holds where package and people clash, "people" or "package".
    """
    package, problems = examine_zip(bytes(upload.content))
    if package is None:
        return Foreseen(None, problems)
    case = regions.case(package.name)
    if case is None:
        return Foreseen(package, [], None, package)
    if case.revision == package.revision:
        return Foreseen(package, [], case)
    try:
        plan = planned(case, package, keep)
    except PackageError as error:
        return Foreseen(package, error.problems, case)
    return Foreseen(package, [], case, plan.whole, plan.clashes, keep is not None)
