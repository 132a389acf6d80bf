"""What changed between two weighings, ready to be shown: by how much, through what, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from windroos import cases
from windroos.apps.compass import queries
from windroos.apps.compass.history.labels import subject
from windroos.apps.compass.presenting import Choice, decimal, listing, words
from windroos.apps.compass.region.components import rounded
from windroos.apps.compass.weighing.rows import outcome_word, region_url
from windroos.apps.regions import journal
from windroos.apps.regions.queries import Case
from windroos.cases.case import last_day
from windroos.cases.difference import DATA, FACTORS, FRAMEWORK, WEIGHTS, Difference, RegionChange
from windroos.cases.preconditions import Gate
from windroos.cases.tables import TABLES

# What a change came through: within a sentence, and as the name of a part of it.
THROUGH: Mapping[str, Promise] = {
    DATA: gettext_lazy("new data"),
    FRAMEWORK: gettext_lazy("another framework"),
    WEIGHTS: gettext_lazy("other weights"),
}
PARTS: Mapping[str, Promise] = {
    DATA: gettext_lazy("Data"),
    FRAMEWORK: gettext_lazy("Framework"),
    WEIGHTS: gettext_lazy("Weights"),
}
# What happened to a score that did not change: it is the same, or there is none.
UNMOVED = ("same", "absent")
# Decimals of a change of a score.
PLACES = 3
_WRITTEN = ("judgements", "findings")


def difference(case: Case, role: str, theme: str | None, before: date, after: date) -> Difference:
    """What changed in a weighing between two days; done once a state.

    Raises `CaseError` when the role or theme was not there on one of the days.
    """
    return _difference(case.pk, case.mark, role, theme, before, after)


@lru_cache(maxsize=16)
def _difference(
    pk: int, _mark: str, role: str, theme: str | None, before: date, after: date
) -> Difference:
    case = Case.objects.get(pk=pk)
    return cases.difference(
        *(queries.assessment(case, role, theme, day) for day in (before, after))
    )


def signed(value: float, places: int = PLACES) -> str:
    """A change as the reader writes it, with its sign; zero has none."""
    text = decimal(abs(value), places)
    if round(value, places) == 0:
        return text
    return f"+{text}" if value > 0 else f"−{text}"


@dataclass(frozen=True)
class Link:
    """Something that changed, and where it stands."""

    label: str
    url: str


@dataclass(frozen=True)
class Changed:
    """A region of which something changed."""

    change: RegionChange
    case: cases.Case
    chosen: Choice
    then: date
    reach: float
    written: Sequence[Link]

    @property
    def code(self) -> str:
        return self.change.region.code

    @property
    def name(self) -> str:
        return words(self.change.region.name)

    @property
    def url(self) -> str:
        """The region as it is; empty where it is gone."""
        if self.code not in self.case.regions:
            return ""
        return region_url(self.case, self.code, self.chosen)

    @property
    def then_url(self) -> str:
        """The region as it was."""
        chosen = Choice(self.chosen.role, self.chosen.theme, self.then)
        return region_url(self.case, self.code, chosen)

    @property
    def amount(self) -> str:
        return signed(self.change.change) if self.change.change is not None else ""

    @property
    def note(self) -> str:
        """What happened to a score that was not there on both sides."""
        if self.change.status == "appeared":
            return _("It had no score then: it did not rise from zero.")
        if self.change.status == "disappeared":
            return _("It has no score any more.")
        if self.change.status == "absent":
            return _("It has no score.")
        return ""

    @cached_property
    def parts(self) -> list[tuple[str, str, str]]:
        """The factors that did something: id, name and part; as shown they add up."""
        parts = self.change.parts
        shown = rounded(list(parts.values()), self.change.change, PLACES)
        return [
            (factor, str(PARTS[factor]), _with_sign(shown[place]))
            for place, factor in enumerate(parts)
            if abs(parts[factor]) > 1e-12
        ]

    @property
    def sufficient(self) -> str:
        """What alone would have turned the verdict of the score."""
        sets = [
            listing([str(THROUGH[factor]) for factor in FACTORS if factor in one], len(FACTORS))
            for one in self.change.sufficient
        ]
        if not sets:
            return ""
        if len(sets) == 1 and len(self.change.sufficient[0]) > 1:
            return _("Only %(what)s together turned it.") % {"what": sets[0]}
        if len(sets) == 1:
            return _("It was turned by %(what)s alone.") % {"what": sets[0]}
        return _("Each of these alone would have turned it: %(what)s.") % {"what": "; ".join(sets)}

    @property
    def components(self) -> list[tuple[str, str]]:
        """The components that moved most, with how much."""
        return [
            (words(one.criterion.label), signed(one.change))
            for one in self.change.components[:3]
            if round(one.change, PLACES) != 0
        ]

    @cached_property
    def gates(self) -> list[str]:
        """The preconditions with another outcome."""
        return [
            _("“%(label)s”: from “%(before)s” to “%(after)s”")
            % {
                "label": words(after.precondition.label),
                "before": outcome_word(before.outcome),
                "after": outcome_word(after.outcome),
            }
            for before, after in other_outcomes(self.change)
        ]


def other_outcomes(change: RegionChange) -> list[tuple[Gate, Gate]]:
    """The preconditions that have another outcome than before, as they were and are."""
    before, after = (
        {gate.precondition.id: gate for gate in side.gates} if side else {}
        for side in (change.before, change.after)
    )
    return [
        (before[id], gate)
        for id, gate in after.items()
        if id in before and before[id].outcome != gate.outcome
    ]


def _with_sign(text: str) -> str:
    if text.startswith("-"):
        return f"−{text[1:]}"
    return f"+{text}" if any(digit in text for digit in "123456789") else text


def changed(
    case: Case, value: cases.Case, found: Difference, chosen: Choice
) -> tuple[list[Changed], list[RegionChange]]:
    """The regions of which something changed, those that moved first; and those that stayed."""
    stirred = [
        one for one in found if one.moved or one.status not in UNMOVED or other_outcomes(one)
    ]
    reach = max(
        (abs(part) for one in stirred for part in _sums(one)),
        default=0.0,
    )
    written = _written(case, value, found.before.as_of, found.after.as_of)
    shown = [
        Changed(one, value, chosen, found.before.as_of, reach, written.get(one.region.code, ()))
        for one in sorted(stirred, key=lambda one: (not one.moved, -abs(one.change or 0)))
    ]
    kept = {one.code for one in shown}
    return shown, [one for one in found if one.region.code not in kept]


def _sums(change: RegionChange) -> tuple[float, float]:
    """How far the parts of a change reach up and down."""
    parts = change.parts.values()
    return sum(part for part in parts if part > 0), sum(part for part in parts if part < 0)


def _written(case: Case, value: cases.Case, before: date, after: date) -> dict[str, list[Link]]:
    """The judgements and findings, by region, that came, changed or went, with their history."""
    rows: dict[tuple[str, str], Mapping[str, object]] = {}
    first, last = (queries.state(case, day) for day in (before, after))
    for version in journal.since(case, _WRITTEN, first, last):
        if version.row:
            rows.setdefault((version.table, version.key), version.row)
    for table, said in (("judgements", value.judgements), ("findings", value.findings)):
        for one in said:
            if before < last_day(value.dated(one)) <= after:
                row = {name: getattr(one, name, None) for name in TABLES[table].columns}
                rows.setdefault((table, one.id), row)
    found: dict[str, list[Link]] = {}
    for (table, id), row in rows.items():
        label = words(subject(value, table, row)).partition(", ")[2]
        url = reverse("compass:history", args=[case.name, table, id])
        found.setdefault(str(row["region"]), []).append(Link(label, url))
    return found


def answer(shown: Sequence[Changed], before: str, after: str) -> str:
    """What changed, in a sentence: of how many regions, and mostly through what."""
    moved = [one for one in shown if one.change.moved]
    given = {"before": before, "after": after}
    if moved:
        said = ngettext(
            "Between %(before)s and %(after)s the compass came to say something else of %(n)s"
            " region",
            "Between %(before)s and %(after)s the compass came to say something else of %(n)s"
            " regions",
            len(moved),
        ) % {**given, "n": len(moved)}
    elif scored := [one for one in shown if one.change.status not in UNMOVED]:
        said = ngettext(
            "Between %(before)s and %(after)s every advice stayed the same; the score of %(n)s"
            " region changed",
            "Between %(before)s and %(after)s every advice stayed the same; the score of %(n)s"
            " regions changed",
            len(scored),
        ) % {**given, "n": len(scored)}
    elif shown:
        return ngettext(
            "Between %(before)s and %(after)s every advice and score stayed the same; of"
            " %(n)s region a precondition got another outcome.",
            "Between %(before)s and %(after)s every advice and score stayed the same; of"
            " %(n)s regions a precondition got another outcome.",
            len(shown),
        ) % {**given, "n": len(shown)}
    else:
        return _("Between %(before)s and %(after)s nothing changed.") % given
    through = _mostly(moved or shown)
    return (
        _("%(said)s, mostly through %(what)s.") % {"said": said, "what": through}
        if (through)
        else f"{said}."
    )


def answer_on(name: str, shown: Sequence[Changed], before: str, after: str) -> str:
    """What changed for one region, in a sentence."""
    given = {"before": before, "after": after, "name": name}
    if not shown:
        return _("Between %(before)s and %(after)s nothing changed for %(name)s.") % given
    (one,) = shown
    if one.change.moved:
        said = (
            _("Between %(before)s and %(after)s the compass came to say something else of %(name)s")
            % given
        )
    elif one.change.status in UNMOVED:
        return (
            _(
                "Between %(before)s and %(after)s the advice on %(name)s and its score stayed the"
                " same; a precondition got another outcome."
            )
            % given
        )
    else:
        said = _(
            "Between %(before)s and %(after)s the advice on %(name)s stayed the same; its score"
            " changed by %(amount)s"
        ) % {**given, "amount": one.amount}
    through = _mostly(shown)
    if not through:
        return f"{said}."
    return _("%(said)s, mostly through %(what)s.") % {"said": said, "what": through}


def _mostly(shown: Sequence[Changed]) -> str:
    """The factor that did most."""
    weight = {
        factor: sum(abs(one.change.parts.get(factor, 0.0)) for one in shown) for factor in FACTORS
    }
    best = max(weight, key=lambda factor: weight[factor])
    if weight[best] > 0:
        return str(THROUGH[best])
    return _("the preconditions") if any(one.gates for one in shown) else ""
