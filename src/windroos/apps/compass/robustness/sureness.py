"""How sure the verdict on a region is and why, in sentences for who is no analyst."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from windroos import cases, decide
from windroos.apps.compass.agenda.shown import Outlook, moves, opens, outlooks
from windroos.apps.compass.framework.words import criterion_name
from windroos.apps.compass.presenting import (
    Choice,
    Place,
    decimal,
    effort,
    listing,
    measured,
    percent,
    words,
)
from windroos.apps.compass.robustness import drawn
from windroos.apps.compass.robustness import outcome as robustness
from windroos.apps.compass.robustness.outcome import Sure, Wanted
from windroos.apps.regions.queries import Case
from windroos.cases import Assessment, RegionResult
from windroos.cases.agenda import PRECONDITION, Item
from windroos.cases.flips import flips
from windroos.cases.framework import Criterion, Framework
from windroos.decide import EFFORTS
from windroos.report.sureness import Part

# So much of the doubt is told in the first sentence; the rest stands below it.
_MOST_DOUBT = 0.75
_ITEMS = 3

FACTOR_WORDS = {
    "values": lambda: _("what is not known for certain"),
    "weights": lambda: _("the weights"),
    "method": lambda: _("the way of computing and the thresholds"),
}


@dataclass(frozen=True)
class Told:
    """How sure the verdict on one region is.

    `open` says how the preconditions stand, where they decide; without `parts` nothing can be said.
    """

    open: str
    sentence: str
    parts: tuple[Part, ...] = ()
    caption: str = ""
    due_to: tuple[tuple[str, str], ...] = ()
    distance: str = ""
    changes: tuple[str, ...] = ()
    samples: int = 0


@dataclass(frozen=True)
class Asked:
    """Something worth finding out, in words: what, where each answer leads, whom to ask."""

    what: str
    outlooks: tuple[Outlook, ...]
    ask: str
    place: Place | None


def told(case: Case, assessment: Assessment, result: RegionResult, wanted: Wanted) -> Told:
    """How sure the verdict on a region is, over the draws that are wanted."""
    still = _open(result)
    if result.score is None:
        nothing = _("Nothing that counts is known here, so there is no verdict to be sure of.")
        return Told(still, nothing)
    found = robustness.outcome(case, wanted)
    sure = found.by_code[result.region.code]
    return Told(
        open=still,
        sentence=" ".join(
            filter(
                None,
                [
                    verdicts(sure.shares),
                    apart(sure.shares, result.provisional),
                    _due(sure.due_to),
                ],
            )
        ),
        parts=parts(sure.shares),
        caption=shares_in_words(sure.shares),
        due_to=due_to(sure.due_to),
        distance=_distance(sure, result),
        changes=_changes(assessment, result),
        samples=found.samples,
    )


def _open(result: RegionResult) -> str:
    """What preconditions do to the advice, whatever the score."""
    failing = [gate.precondition.number for gate in result.gates if gate.outcome == "fails"]
    if failing:
        return ngettext(
            "Precondition %(numbers)s fails: the advice is no effort, however sure the score is.",
            "Preconditions %(numbers)s fail: the advice is no effort, however sure the score is.",
            len(failing),
        ) % {"numbers": listing(failing, len(failing))}
    unknown = [gate.precondition.number for gate in result.gates if gate.outcome == "unknown"]
    if not unknown or result.advice != "undetermined":
        return ""
    return ngettext(
        "First of all nobody has said whether precondition %(numbers)s holds. As long as that is"
        " so the advice stays open, however sure the score is.",
        "First of all nobody has said whether preconditions %(numbers)s hold. As long as that is"
        " so the advice stays open, however sure the score is.",
        len(unknown),
    ) % {"numbers": listing(unknown, len(unknown))}


def hundred(shares: Mapping[str, float]) -> dict[str, int]:
    """Shares of one whole as whole numbers that add up to 100, by largest remainder."""
    whole = sum(shares.values())
    exact = {name: 100 * share / whole for name, share in shares.items()}
    counts = {name: math.floor(share) for name, share in exact.items()}
    left = 100 - sum(counts.values())
    for name in sorted(exact, key=lambda name: counts[name] - exact[name])[:left]:
        counts[name] += 1
    return counts


def verdicts(shares: Mapping[str, float]) -> str:
    """How often each verdict comes out, the likeliest first, in a sentence."""
    counts = hundred(shares)
    likeliest = max(shares, key=lambda name: shares[name])
    if len(shares) == 1:
        return _("Every way of weighing that was tried gives %(effort)s.") % {
            "effort": verdict(likeliest)
        }
    if counts[likeliest] == 100:
        return _(
            "Nearly every way of weighing that can be defended gives %(effort)s: more than 99 out"
            " of 100."
        ) % {"effort": verdict(likeliest)}
    named = sorted((name for name in shares if counts[name]), key=lambda name: -shares[name])
    first, *others = [{"n": counts[name], "effort": verdict(name)} for name in named]
    listed = listing(
        [
            _("%(n)s give %(effort)s") % first,
            *(pgettext("share", "%(n)s %(effort)s") % other for other in others),
        ],
        len(named),
    )
    return _("Out of 100 ways of weighing that can be defended, %(parts)s.") % {"parts": listed}


def apart(shares: Mapping[str, float], provisional: str | None) -> str:
    """Why the likeliest verdict is another than that of the score, or nothing where it is not."""
    if provisional is None or max(shares, key=lambda name: shares[name]) == provisional:
        return ""
    return _(
        "The score points to %(effort)s: it counts only what is known now, weighed in one way."
    ) % {"effort": verdict(provisional)}


def verdict(name: str) -> str:
    """A verdict in words, or that there is no score."""
    return _("no score") if name == "unscored" else effort(name)


def parts(shares: Mapping[str, float]) -> tuple[Part, ...]:
    """The shares as the parts of a bar, from most effort to least."""
    written = percents(shares)
    return tuple(
        Part(name, share, f"{verdict(name)}: {written[name]}", written[name])
        for name, share in shares.items()
    )


def percents(shares: Mapping[str, float]) -> dict[str, str]:
    """Shares of one whole as percentages that add up to 100, as the sentence has them."""
    counts = hundred(shares)
    return {
        name: f"{counts[name]}%" if 0 < counts[name] < 100 else as_percent(share)
        for name, share in shares.items()
    }


def as_percent(share: float) -> str:
    """A share as a percentage, where what is less than one is said to be so."""
    return _("less than 1%") if 0 < share < 0.005 else percent(share)


def shares_in_words(shares: Mapping[str, float]) -> str:
    """The shares as a text to read in place of a bar."""
    return ", ".join(part.text for part in parts(shares))


def due_to(shares: Mapping[str, float]) -> tuple[tuple[str, str], ...]:
    """What the doubt is due to, each with its share; together 100."""
    if not shares:
        return ()
    written = percents(shares)
    return tuple(
        (FACTOR_WORDS[name](), written[name]) for name, share in shares.items() if share > 0
    )


def _due(shares: Mapping[str, float]) -> str:
    """What most of the doubt is due to, in a sentence."""
    counts = hundred(shares) if shares else {}
    most, so_far = [], 0.0
    for name, share in shares.items():
        if so_far < _MOST_DOUBT and counts[name]:
            most.append(f"{FACTOR_WORDS[name]()} ({counts[name]}%)")
        so_far += share
    if not most:
        return ""
    return _("The doubt comes mostly from %(factors)s.") % {"factors": listing(most)}


def _distance(sure: Sure, result: RegionResult) -> str:
    """How far the score lies from another verdict, beside how much it usually varies."""
    margin, nearest = sure.data["margin"], sure.data["nearest"]
    score, mean, spread = result.score, sure.data["scoreMean"], sure.data["scoreSd"]
    if None in (margin, nearest, score, mean, spread):
        return ""
    below = result.provisional is not None and EFFORTS.index(nearest) < EFFORTS.index(
        result.provisional
    )
    given = {
        "score": decimal(score or 0.0),
        "margin": decimal(margin),
        "effort": effort(nearest),
        "mean": decimal(mean),
        "spread": decimal(spread),
    }
    sentence = (
        _("The score of %(score)s lies %(margin)s above the point below which it is %(effort)s.")
        if below
        else _("The score of %(score)s lies %(margin)s below the point where %(effort)s begins.")
    )
    varies = _(
        "Over all ways of weighing that were tried it is %(mean)s on average, give or take"
        " %(spread)s."
    )
    return f"{sentence % given} {varies % given}"


def _changes(assessment: Assessment, result: RegionResult) -> tuple[str, ...]:
    """The smallest change of one judgement, and of one weight, that gives another verdict."""
    framework, found = assessment.framework, flips(result)
    rating, weight = found.rating, found.weight
    if rating is None:
        first = _("No single judgement would give another verdict, whatever it became.")
    else:
        point = measured(rating.rating)
        given = {
            "what": _judged(framework, rating.leaf),
            "now": "" if rating.now is None else measured(rating.now),
            "point": f"{point} ({words(rating.meaning)})" if rating.meaning else point,
            "effort": effort(rating.verdict),
        }
        first = (
            _(
                "If the judgement on “%(what)s”, which nobody has given, turned out to be"
                " %(point)s, it would be %(effort)s."
            )
            if rating.now is None
            else _(
                "If the judgement on “%(what)s” became %(point)s in place of %(now)s, it would be"
                " %(effort)s."
            )
        ) % given
    if weight is None:
        return first, _("No single weight would give another verdict, whatever it became.")
    given = {
        "what": criterion_name(framework, weight.criterion),
        "factor": measured(weight.factor if weight.factor > 1 else 1 / (weight.factor or 1)),
        "effort": effort(weight.verdict),
    }
    if weight.factor > 1:
        sentence = _("If “%(what)s” counted %(factor)s times as much, it would be %(effort)s.")
    elif weight.factor > 0:
        sentence = _("If “%(what)s” counted %(factor)s times less, it would be %(effort)s.")
    else:
        sentence = _("If “%(what)s” did not count, it would be %(effort)s.")
    return first, sentence % given


def _judged(framework: Framework, leaf: Criterion) -> str:
    """What a rating is about: the part above it where every rating has the same label."""
    if criterion_name(framework, leaf) == words(leaf.label) or leaf.parent is None:
        return words(leaf.label)
    return words(framework.by_id[leaf.parent].label)


def settling(
    case: Case, assessment: Assessment, result: RegionResult, chosen: Choice
) -> tuple[str, list[Item]]:
    """What would settle the verdict on a region, in a sentence, and what to find out first: what
    keeps the advice open or can turn the verdict by itself, else what can with other things.

    Nothing where a precondition closes the region anyway.
    """
    if any(gate.outcome == "fails" for gate in result.gates):
        return "", []
    day = chosen.day or timezone.localdate()
    found = drawn.agenda(case, cases.Scenario(chosen.role), chosen.theme, day)
    items = list(found.of(result.region.code))
    opening = [item for item in items if opens(item)]
    alone = [item for item in items if opens(item) or moves(item)]
    if opening:
        sentence = _when_known(assessment, result, len(opening))
    elif alone or not items:
        sentence = ""
    else:
        sentence = _("Nothing of this changes the verdict by itself; together it may.")
    return sentence, (alone or items)[:_ITEMS]


def _when_known(assessment: Assessment, result: RegionResult, unknown: int) -> str:
    """What the advice becomes once the preconditions that keep it open are known."""
    closed = ngettext(
        "If this precondition does not hold, that settles it: %(effort)s.",
        "If one of these preconditions does not hold, that settles it: %(effort)s.",
        unknown,
    ) % {"effort": effort("none")}
    ends = [result.lower, result.upper]
    reached = set(decide.verdicts(ends, assessment.role.thresholds).tolist())
    if len(reached) == 1:
        kept = ngettext(
            "If it holds, the advice is %(effort)s.",
            "If they all hold, the advice is %(effort)s.",
            unknown,
        ) % {"effort": effort(reached.pop())}
    else:
        kept = ngettext(
            "If it holds, the advice stays open until more of the components is known: the score "
            "can still become anything from %(low)s to %(high)s.",
            "If they all hold, the advice stays open until more of the components is known: the "
            "score can still become anything from %(low)s to %(high)s.",
            unknown,
        ) % {"low": decimal(result.lower), "high": decimal(result.upper)}
    return f"{closed} {kept}"


def asked(item: Item, number: str, place: Place | None) -> Asked:
    """An item of the agenda in words; `number` is that of its precondition."""
    what = words(item.about)
    if item.kind != PRECONDITION:
        return Asked(what, tuple(outlooks(item)), words(item.ask), place)
    # Where the answers lead is said of all preconditions together: `settling`.
    what = _("Precondition %(number)s: %(what)s") % {"number": number, "what": what}
    return Asked(what, (), words(item.ask), place)
