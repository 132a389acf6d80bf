"""Reports in words: what was asked, whether others may read them, what making one again gave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from windroos.apps.reports.models import Report
from windroos.cases.case import Case
from windroos.cases.framework_series import PIN
from windroos.cases.papers import PAPERS
from windroos.cases.record import Check
from windroos.cases.reports import Again
from windroos.report.paper.comparing import Difference


@dataclass(frozen=True)
class Told:
    """What came of making a report again: whether it is the same, what differs, and why."""

    same: bool
    faults: Sequence[str]
    differences: Sequence[Difference]
    reasons: Sequence[str]


def kind_title(kind: str) -> str:
    """What a kind of report is called; its id where the program no longer makes it."""
    return PAPERS[kind].title.get(get_language() or "nl") if kind in PAPERS else kind


def asked(report: Report, case: Case, given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The options of a report: what each is called, and what was chosen."""
    language = get_language() or "nl"
    options = {one.id: one for one in PAPERS[report.kind].options} if report.kind in PAPERS else {}
    found = []
    for id, value in report.options.items():
        label, named = id, value
        if id in options:
            label = options[id].label.get(language)
            text = dict(options[id].choices(case, given)).get(value)
            named = text.get(language) if text else value
        if isinstance(named, bool):
            named = _("yes") if named else _("no")
        found.append((label, str(named)))
    return found


def state(report: Report) -> str:
    """Whether others may read it."""
    if report.withdrawn:
        return pgettext("report", "withdrawn")
    return pgettext("report", "released") if report.released else pgettext("report", "internal")


def told(again: Again, case: Case, language: str) -> Told:
    """What came of making a report again, for who reads it in a language."""
    other = {f"paper {one}" for one in again.differences}
    faults = [
        _fault(check) for check in again.checks if not check.holds and check.what not in other
    ]
    found = again.differences.get("en" if language == "en" else "nl", ())
    reasons = [_reason(check, case) for check in again.reasons]
    return Told(again.holds, faults, found, reasons)


def _fault(check: Check) -> str:
    if check.what == "kind":
        return _("This program does not make this kind of report any more.")
    return _("It cannot be made so any more: what was asked is no longer there.")


def _reason(check: Check, case: Case) -> str:
    """What is another now than it was then."""
    name = check.what
    if name == "program":
        return _("another version of the program")
    if name == "framework.toml":
        return _("the framework")
    if name.startswith(PIN):
        return _("the figures of the source “%(name)s”") % {"name": name.removeprefix(PIN)}
    if name.startswith("document:"):
        source = case.sources.get(name.removeprefix("document:"))
        title = source.title if source else name.removeprefix("document:")
        return _("the text of the document “%(name)s”") % {"name": title}
    return _("the table “%(name)s”") % {"name": name.removesuffix(".csv")}
