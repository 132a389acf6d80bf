"""The evidence agenda: what would settle the verdicts, whom to ask, and who does."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from windroos import cases
from windroos.apps.accounts.permits import may
from windroos.apps.compass.agenda import tasks as agenda_tasks
from windroos.apps.compass.agenda.filters import Filters
from windroos.apps.compass.agenda.shown import Sought, moves, opens, sought, together
from windroos.apps.compass.framework.words import quoted
from windroos.apps.compass.presenting import choice, decimal, effort, listing, words
from windroos.apps.compass.robustness import drawn
from windroos.apps.compass.views.scenario_desk import desk
from windroos.cases.weighing import RegionResult

# How many are shown that may change a verdict, unless all are asked for.
MOST = 12


@require_safe
def agenda(request: HttpRequest, case: str) -> HttpResponse:
    """What is worth finding out, what keeps an advice open first."""
    at = desk(request, case)
    chosen = choice(request, at.value)
    day = chosen.day or timezone.localdate()
    found = drawn.agenda(at.case, cases.Scenario(chosen.role), chosen.theme, day)
    now = chosen.day is None
    filters = Filters.of(request.GET, at.value, chosen.role, at.user if at.staff else None)
    tasks = agenda_tasks.open_ones(at.case, at.user) if now else {}
    shown = sought(
        found,
        chosen,
        at.readable.resolve(at.value.locators),
        dict(zip(tasks, agenda_tasks.shown(at.case, at.value, tasks.values()), strict=True)),
        may_rate=now and at.may("judge"),
        show=filters.show,
    )
    opening = [one for one in shown if opens(one.item)]
    moving = [one for one in shown if moves(one.item)]
    rest = [one for one in shown if not (opens(one.item) or moves(one.item))]
    result = found.assessment[filters.region] if filters.region else None
    every = request.GET.get("all") == "1"
    context: dict[str, Any] = {
        "at": at,
        "value": at.value,
        "chosen": chosen,
        "filters": filters,
        "assessment": found.assessment,
        "region": words(result.region.name) if result else "",
        "result": result,
        "answer": _answer(opening, moving, result),
        "bounds": _bounds(result, rest) if result else "",
        "opening": together(opening),
        "moving": moving if every else moving[:MOST],
        "more": 0 if every else max(0, len(moving) - MOST),
        "rest": together(rest),
        "total": len(shown),
        "samples": decimal(found.samples, 0),
        "may_judge": now and at.may("judge"),
        "may_take_up": now and at.may("take_up_task"),
        "may_talk": now and may(at.user, "network.add_dialogue", case=at.case),
    }
    return render(request, "compass/agenda/agenda.html", context)


def _answer(opening: list[Sought], moving: list[Sought], result: RegionResult | None) -> str:
    """What would change most, in a sentence or two."""
    sentences = []
    if opening:
        names = list(dict.fromkeys(quoted(one.what) for one in opening))
        given = {"what": listing(names, 2)}
        if result is not None:
            sentences.append(
                ngettext(
                    "Find out first whether this precondition holds: %(what)s.",
                    "Find out first whether these preconditions hold: %(what)s.",
                    len(names),
                )
                % given
            )
            sentences.append(_leaning(result, opening[0].item.now))
        else:
            regions = len({one.item.region.code for one in opening})
            sentences.append(
                ngettext(
                    "Find out first whether preconditions hold: as long as that is unknown, the"
                    " advice on %(n)s region stays open.",
                    "Find out first whether preconditions hold: as long as that is unknown, the"
                    " advice on %(n)s regions stays open.",
                    regions,
                )
                % {"n": regions}
            )
    if moving:
        first = moving[0]
        given = {"what": quoted(first.what), "region": first.region, "chance": first.chance}
        sentences.append(
            _(
                "Then comes %(what)s of %(region)s: the chance that it changes the verdict is"
                " %(chance)s."
            )
            % given
            if sentences
            else _(
                "Most would change if you knew how it is with %(what)s of %(region)s: the chance"
                " that it changes the verdict is %(chance)s."
            )
            % given
        )
    return " ".join(sentence for sentence in sentences if sentence) or _(
        "Nothing by itself: no single answer would change what the compass says."
    )


def _leaning(result: RegionResult, likeliest: str | None) -> str:
    """What is said as long as the advice on a region is open.

    The verdict of the score need not be the likeliest one, to which the answers below lead: then it
    is said why, or a reader takes the one for a slip of the other.
    """
    if result.leaning is None:
        return ""
    given = {"region": words(result.region.name), "effort": effort(result.leaning)}
    if likeliest is None or likeliest == result.leaning:
        return (
            _(
                "As long as that is unknown the advice on %(region)s stays open; the score points"
                " to %(effort)s."
            )
            % given
        )
    return _(
        "As long as that is unknown the advice on %(region)s stays open. The score points to"
        " %(effort)s, but it counts only what is known now, weighed in one way; over all ways"
        " of weighing that can be defended %(likeliest)s is likelier."
    ) % {**given, "likeliest": effort(likeliest)}


def _bounds(result: RegionResult, rest: list[Sought]) -> str:
    """What all that is unknown can do together, where each by itself does nothing."""
    if result.advice != "undetermined" or result.score is None or not rest:
        return ""
    if round(result.lower, 2) >= round(result.upper, 2):
        return ""
    return _(
        "Together they do count: everything that is unknown can still bring the score of %(region)s"
        " between %(low)s and %(high)s. The advice is certain once that whole range gives one"
        " verdict."
    ) % {
        "region": words(result.region.name),
        "low": decimal(result.lower),
        "high": decimal(result.upper),
    }
