"""A report as it was made: what it says in each language, and what it was made from.

A frozen report is kept as the description of its paper; files are written from that. Who doubts it
makes it again: :func:`verify` says whether the present program gives the same from the same case,
and else which text or cell differs and which of the inputs changed.

>>> from datetime import date
>>> from windroos import cases
>>> from windroos.cases import papers, reports
>>> known = reports.Known(cases.load("noord_brabant"), date(2026, 11, 21))
>>> frozen = reports.freeze(papers.PAPERS["agenda"], known, {})
>>> reports.verify(frozen.as_dict(), known).holds
True
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from importlib.metadata import version
from typing import Any, get_args

from windroos.cases.case import Case
from windroos.cases.facts.told import Told
from windroos.cases.papers import PAPERS, PaperKind
from windroos.cases.problems import CaseError
from windroos.cases.record import Check, input_hashes
from windroos.report.paper import Language, Paper, PaperError, fingerprint, from_data, to_data
from windroos.report.paper.comparing import Difference, differences
from windroos.sources.areas import countries

FORMAT = "windroos-report/1"
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True)
class Known:
    """What a report is made from: a case as it stood on a day, and what is beside it.

    `given` is what kinds of report can use besides: `quotes`, the words of passages by locator, as
    far as everyone may read them. `also` holds by name the SHA-256 of what that was read from.
    `programmes` is what programmes account for, where there are any.
    """

    case: Case
    day: date
    given: Mapping[str, Any] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)
    programmes: Told | None = None

    @property
    def beside(self) -> dict[str, Any]:
        """What a kind of report can use beside the case."""
        told = {} if self.programmes is None else {"programmes": self.programmes}
        return {"land": countries(), **told, **self.given}

    @property
    def inputs(self) -> dict[str, str]:
        """The SHA-256 of everything it is made from, by name."""
        told = {} if self.programmes is None else {"programmes": self.programmes.sha256}
        return {**input_hashes(self.case, self.day), **told, **self.also}


@dataclass(frozen=True)
class Frozen:
    """A report that was made; nothing of it changes any more."""

    case: str
    kind: str
    options: Mapping[str, Any]
    day: date
    as_of: datetime | None
    inputs: Mapping[str, str]
    program: str
    papers: Mapping[Language, Paper]

    def as_dict(self) -> dict[str, Any]:
        """The report as plain data ready for JSON, with its own SHA-256."""
        made = {
            "format": FORMAT,
            "case": self.case,
            "kind": self.kind,
            "options": dict(self.options),
            "day": self.day.isoformat(),
            "asOf": self.as_of.isoformat() if self.as_of else None,
            "program": self.program,
            "inputs": dict(self.inputs),
            "papers": {language: to_data(paper) for language, paper in self.papers.items()},
            "papersSha256": {language: fingerprint(one) for language, one in self.papers.items()},
        }
        return {**made, "sha256": _sha256(made)}


@dataclass(frozen=True)
class Again:
    """What came of making a report again.

    `checks` says whether it is whole, and the same as before; `reasons` which of what it was made
    from is another now, be it that it makes a difference or not.
    """

    checks: tuple[Check, ...]
    reasons: tuple[Check, ...] = ()
    differences: Mapping[Language, tuple[Difference, ...]] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether all that was checked holds."""
        return all(check.holds for check in self.checks)

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "holds": self.holds,
            "checks": [{"what": c.what, "holds": c.holds, "told": c.told} for c in self.checks],
            "reasons": [{"what": c.what, "told": c.told} for c in self.reasons],
            "differences": {
                language: [one.as_dict() for one in found]
                for language, found in self.differences.items()
            },
        }


def program() -> str:
    """Which version of the program this is."""
    return version("windroos")


def write(kind: PaperKind, known: Known, options: Mapping[str, Any], language: Language) -> Paper:
    """The paper of a kind in one language.

    Raises `OptionError` for options that the kind does not take, or not in this case.
    """
    return kind.paper(
        known.case, language=language, day=known.day, options=options, given=known.beside
    )


def freeze(
    kind: PaperKind,
    known: Known,
    options: Mapping[str, Any],
    *,
    as_of: datetime | None = None,
    reference: str = "",
) -> Frozen:
    """Make a report of a kind in every language, and freeze it.

    `as_of` is the moment whose knowledge is in it, `reference` the number it is filed under.
    Raises `OptionError` for options that the kind does not take, or not in this case.
    """
    chosen = {
        name: value
        for name, value in kind.take(known.case, options, known.beside).items()
        if value is not None
    }
    papers: dict[Language, Paper] = {
        language: replace(write(kind, known, chosen, language), as_of=as_of, reference=reference)
        for language in LANGUAGES
    }
    return Frozen(
        known.case.name, kind.id, chosen, known.day, as_of, known.inputs, program(), papers
    )


def read(given: Mapping[str, Any]) -> Frozen:
    """The report that a file holds.

    Raises `CaseError` for what is no report of this program.
    """
    if not isinstance(given, Mapping) or given.get("format") != FORMAT:
        raise CaseError(f"this is no report: it has to say “format”: “{FORMAT}”")
    try:
        return Frozen(
            _text(given["case"]),
            _text(given["kind"]),
            dict(given["options"]),
            date.fromisoformat(given["day"]),
            datetime.fromisoformat(given["asOf"]) if given["asOf"] else None,
            {_text(name): _text(sha256) for name, sha256 in given["inputs"].items()},
            _text(given["program"]),
            {language: from_data(given["papers"][language]) for language in LANGUAGES},
        )
    # Whatever a damaged file may hold, nesting beyond measure too.
    except (LookupError, TypeError, AttributeError, ValueError, RecursionError) as error:
        told = error if isinstance(error, PaperError) else f"{type(error).__name__}: {error}"
        raise CaseError(f"the report is damaged: {told}") from error


def verify(given: Mapping[str, Any], known: Known | None = None) -> Again:
    """Check a report: that it is whole and, with what it was made from, that it can be had again.

    Raises `CaseError` for what is no report of this program.
    """
    frozen = read(given)
    checks = list(_whole(given, frozen))
    if known is None:
        return Again(tuple(checks))
    again = compare(frozen, known)
    return Again((*checks, *again.checks), again.reasons, again.differences)


def compare(frozen: Frozen, known: Known) -> Again:
    """A report beside what the present program makes of `known`.

    Raises `CaseError` when that is another case.
    """
    if known.case.name != frozen.case:
        told = f"the report is of the case “{frozen.case}”, not of “{known.case.name}”"
        raise CaseError(told)
    reasons = tuple(_reasons(frozen, known))
    kind = PAPERS.get(frozen.kind)
    if kind is None:
        told = f"this program makes no reports of the kind “{frozen.kind}”"
        return Again((_check("kind", False, told),), reasons)
    checks: list[Check] = []
    found: dict[Language, tuple[Difference, ...]] = {}
    for language, paper in frozen.papers.items():
        try:
            now = write(kind, known, frozen.options, language)
        except CaseError as error:  # a region or role that is no longer there
            told = f"it cannot be made any more: {error}"
            checks.append(_check(f"paper {language}", False, told))
            continue
        found[language] = differences(paper, now)
        count = len(found[language])
        told = f"{count} {'thing differs' if count == 1 else 'things differ'}"
        checks.append(_check(f"paper {language}", not count, told))
    return Again(tuple(checks), reasons, found)


def _whole(given: Mapping[str, Any], frozen: Frozen) -> Iterator[Check]:
    body = {name: value for name, value in given.items() if name != "sha256"}
    told = "it was changed after it was made"
    yield _check("report", given.get("sha256") == _sha256(body), told)
    hashes = given.get("papersSha256")
    for language, paper in frozen.papers.items():
        same = isinstance(hashes, Mapping) and hashes.get(language) == fingerprint(paper)
        yield _check(f"text {language}", same, told)


def _reasons(frozen: Frozen, known: Known) -> Iterator[Check]:
    """What is another now than it was then."""
    was, now = frozen.inputs, known.inputs
    for name in [*was, *(name for name in now if name not in was)]:
        if name not in now:
            yield Check(name, False, "it is no longer there")
        elif name not in was:
            yield Check(name, False, "it was not there then")
        elif was[name] != now[name]:
            yield Check(name, False, "it is another than it was then")
    if frozen.program != program():
        told = f"it was made with version {frozen.program}, and this is {program()}"
        yield Check("program", False, told)


def _check(what: str, holds: bool, told: str) -> Check:
    return Check(what, holds, "" if holds else told)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _sha256(data: Any) -> str:
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
