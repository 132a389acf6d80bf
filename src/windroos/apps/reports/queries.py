"""Reading reports: who reads which, what they were made from, and what making them again gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, cast

from django.db.models import QuerySet
from django.utils import timezone

from windroos.apps.compass import queries as compass
from windroos.apps.evidence import queries as evidence
from windroos.apps.programmes.queries import accounts as programmes
from windroos.apps.regions.permits import Reader, roles_on
from windroos.apps.regions.queries import Case
from windroos.apps.reports.models import Report
from windroos.cases import reports
from windroos.cases.case import Case as CaseValue
from windroos.cases.papers import PAPERS, PaperKind
from windroos.cases.reports import Again, Frozen, Known
from windroos.report.paper import Language, Paper, from_data

__all__ = ["Report"]


@dataclass(frozen=True)
class Moment:
    """What is known when: as of a day, at a moment, in which state of what has a history."""

    day: date
    as_of: datetime
    states: Mapping[str, int]


def kinds() -> Mapping[str, PaperKind]:
    """The kinds of report that can be made, by id."""
    return PAPERS


def visible(case: Case, reader: Reader) -> QuerySet[Report]:
    """The reports of a case that someone may know of, the last one first, without their papers.

    Who works on the case knows all of them; others those that were ever released.
    """
    found = Report.objects.filter(case=case).defer("papers").select_related("made_by")
    return found if roles_on(reader, case) else found.exclude(released=None)


def find(case: Case, number: int, reader: Reader) -> Report | None:
    """The report of that number; None when it is not there for the reader."""
    return visible(case, reader).filter(number=number).first()


def may_read(report: Report, reader: Reader) -> bool:
    """Whether someone may read what a report says: once it is withdrawn only who works there."""
    return report.public or bool(roles_on(reader, report.case))


def newer(report: Report, reader: Reader) -> Report | None:
    """The last report that takes the place of one: of the same kind, about the same."""
    found = visible(report.case, reader).filter(
        kind=report.kind, options=report.options, number__gt=report.number, withdrawn=None
    )
    return found.first()


def title(report: Report, language: str) -> str:
    """What a report is called in a language."""
    return report.title_en if language == "en" else report.title_nl


def sha256(report: Report, language: str) -> str:
    """The SHA-256 of what a report says in a language."""
    return report.sha256_en if language == "en" else report.sha256_nl


def paper(report: Report, language: str) -> Paper:
    """What a report says in a language, as it was frozen."""
    return from_data(report.papers[language])


def frozen(report: Report) -> Frozen:
    """A report as it is handed out for others to check."""
    return Frozen(
        report.case.name,
        report.kind,
        report.options,
        report.day,
        report.as_of,
        report.inputs,
        report.program,
        {language: paper(report, language) for language in reports.LANGUAGES},
    )


def moment(case: Case, day: date | None = None) -> Moment:
    """What is known now, or was at the end of a day in the past."""
    now = timezone.localtime()
    today = timezone.localdate()
    if day is None or day >= today:
        return Moment(today, now, {"case": case.state})
    end = datetime.combine(day, time.max, timezone.get_current_timezone())
    return Moment(day, end, {"case": compass.state(case, day)})


def known(case: Case, at: Moment) -> Known:
    """What a report is made from: the case in a state, and the words of its passages as far as
    everyone may read them.

    Raises `LakeError` when a snapshot of figures is missing.
    """
    value = compass.value_of(case.pk, case.mark, at.states["case"])
    quotes, documents = _quotes(case, value)
    told = programmes.told(case, today=at.day, at=at.as_of)
    return Known(value, at.day, {"quotes": quotes}, documents, told)


def choices_of(case: Case) -> dict[str, Any]:
    """What options of reports can be chosen from besides the case itself."""
    told = programmes.told(case, today=timezone.localdate())
    return {} if told is None else {"programmes": told}


def preview(
    case: Case, kind: PaperKind, options: Mapping[str, Any], language: str, day: date | None = None
) -> Paper:
    """What a report would say, were it made now; nothing is kept.

    Raises `OptionError` for what cannot be asked.
    """
    at = moment(case, day)
    return reports.write(kind, known(case, at), options, cast(Language, language))


def made_again(report: Report) -> Again:
    """What the present program makes of what was known then, beside what the report says."""
    then = Moment(report.day, report.as_of, report.states)
    return reports.compare(frozen(report), known(report.case, then))


def made_now(report: Report) -> Again:
    """The same of what is known now, as of today."""
    return reports.compare(frozen(report), known(report.case, moment(report.case)))


def _quotes(case: Case, value: CaseValue) -> tuple[dict[str, str], dict[str, str]]:
    """The words of passages by locator, and the SHA-256 of the documents they were read in."""
    # As a visitor reads them: a report may come to be read by everyone.
    resolved = evidence.readable(case, None).resolve(value.locators)
    quotes, documents = {}, {}
    for id, one in resolved.items():
        if one.passage is not None and one.document is not None:
            quotes[id] = " ".join(text for text, meant in one.parts if meant)
            documents[f"document:{one.document.source}"] = one.document.sha256
    return quotes, dict(sorted(documents.items()))
