"""The answers of the pages of challenges, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from windroos.apps.compass.challenges.names import home_name, name, names, own_name
from windroos.apps.compass.presenting import listing, words
from windroos.cases import Case
from windroos.cases.challenges import NO_FIGURES, NO_HOME, RESULT, Peer, Shared
from windroos.measure.time import AHEAD


def years(number: float) -> str:
    """A length of time in whole years, as people say it; under a year it is "less than a year"."""
    whole = round(number)
    if whole < 1:
        return _("less than a year")
    return ngettext("%(n)s year", "%(n)s years", whole) % {"n": whole}


def overview(shared: Sequence[Shared]) -> str:
    """With whom the challenges are shared, over all of them."""
    if not shared:
        return _("This case names no challenges to compare.")
    known = [one for one in shared if one.reason is None]
    total = len(shared)
    if not known:
        return ngettext(
            "That is not known yet: the challenge of this case has no figures.",
            "That is not known yet: none of the %(n)s challenges has figures.",
            total,
        ) % {"n": total}
    compared = ngettext(
        "Of %(total)s challenges, %(n)s can be compared.",
        "Of %(total)s challenges, %(n)s can be compared.",
        len(known),
    ) % {"total": total, "n": len(known)}
    counted = Counter(name(peer) for one in known for peer in one.with_same())
    if not counted:
        return " ".join((compared, _("None of them is as heavy elsewhere as it is for us.")))
    most = max(counted.values())
    first = sorted(who for who, times in counted.items() if times == most)
    shares = ngettext(
        "We share most with %(names)s: %(n)s challenge.",
        "We share most with %(names)s: %(n)s challenges.",
        most,
    ) % {"names": listing(first, 4), "n": most}
    return f"{compared} {shares}"


def answer(case: Case, shared: Shared) -> str:
    """The answer to the question of one challenge."""
    if shared.reason is not None:
        return reason(case, shared)
    return " ".join(_sentences(shared))


def reason(case: Case, shared: Shared) -> str:
    """Why a challenge is not compared."""
    home = words(case.home.name) if case.home else _("the home region")
    if shared.reason == NO_FIGURES:
        if shared.burden in shared.unread:
            return _("That is not known: the source was brought in, and has no figure for it.")
        return _("That is not known yet: there are no figures for this challenge.")
    if shared.reason == NO_HOME:
        return _("That is not known: the source has no figure of %(home)s.") % {"home": home}
    return _("That is not known: %(home)s and enough others have no figure of the same year.") % {
        "home": home
    }


def position(shared: Shared) -> str:
    """How many regions of the compass have the same, a heavier and a lighter burden."""
    apart = [peer.distance for peer in shared.peers if peer.same == "different"]
    heavier = sum((distance or 0) > 0 for distance in apart)
    return _("%(same)s the same as with us, %(heavier)s heavier, %(lighter)s lighter") % {
        "same": len(shared.with_same()),
        "heavier": heavier,
        "lighter": len(apart) - heavier,
    }


def title(shared: Shared) -> str:
    """What the picture of burden and result says."""
    home = home_name(shared.home) if shared.home else ""
    better, worse = shared.teachers(RESULT), shared.learners(RESULT)
    if better:
        return _("With the same problem as %(home)s, %(names)s reach a clearly better result") % {
            "home": home,
            "names": names(better),
        }
    if worse:
        return _(
            "With the same problem, %(home)s reaches a clearly better result than %(names)s"
        ) % {
            "home": home,
            "names": names(worse),
        }
    return _("Nobody with the same problem as %(home)s has a clearly different result") % {
        "home": home
    }


def lead_title(shared: Shared) -> str:
    """What the picture over the years says."""
    return _lead(shared, home_name(shared.home) if shared.home else "")


def _lead(shared: Shared, home: str) -> str:
    ahead = shared.ahead()
    if not ahead:
        return _("Nobody in the compass was where %(home)s is now before") % {"home": home}
    return _("%(name)s was where %(home)s is now %(ago)s") % {
        "name": name(ahead[0]),
        "home": home,
        "ago": ago(ahead[0]),
    }


def ago(peer: Peer) -> str:
    """How long ago a region was where home is now."""
    told = {"years": years(peer.ahead_years or 0)}
    if peer.ahead == AHEAD:
        return _("%(years)s ago") % told
    return _("at least %(years)s ago") % told


def _sentences(shared: Shared) -> Iterator[str]:
    assert shared.home is not None
    home, short, same = home_name(shared.home), own_name(shared.home), shared.with_same()
    if same:
        yield _("In %(year)s the problem was as large as in %(home)s in %(names)s.") % {
            "year": shared.year,
            "home": home,
            "names": names(same),
        }
    elif shared.band is None:
        yield _("With so few figures one cannot say who has the same problem as %(home)s.") % {
            "home": home
        }
    else:
        yield _(
            "In %(year)s the problem was as large as in %(home)s in no region of the compass."
        ) % {
            "year": shared.year,
            "home": home,
        }
    if shared.ahead():
        yield _lead(shared, short) + "."
    learn, teach = shared.teachers(RESULT), shared.learners(RESULT)
    if learn:
        yield _("%(home)s could learn from the better result of %(names)s.") % {
            "home": short,
            "names": names(learn),
        }
    if teach:
        yield _("The result of %(home)s is better than that of %(names)s.") % {
            "home": short,
            "names": names(teach),
        }
    if shared.result_reason == NO_FIGURES:
        yield _("How well it goes is not known yet: there are no figures of it.")
    elif shared.result_reason == NO_HOME:
        yield _(
            "How well it goes cannot be compared: the source of that has no figure of %(home)s."
        ) % {"home": name(shared.home)}
    elif shared.result_reason:
        yield _("How well it goes cannot be compared: there are no figures of the same year.")
