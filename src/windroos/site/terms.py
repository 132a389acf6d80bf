"""The terms of the compass, each with its explanation: one term for one thing, on every page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise


@dataclass(frozen=True)
class Term:
    """A word of ours, and what it means in a sentence or two."""

    id: str
    word: Words
    help: Words


_TERMS = (
    Term(
        "compass",
        pgettext_lazy("term", "compass"),
        _(
            "The tree of aspects, components and indicators with which regions are weighed. It "
            "comes from a policy document; what the document leaves open is a choice of the "
            "case."
        ),
    ),
    Term(
        "aspect",
        pgettext_lazy("term", "aspect"),
        _("The first level of the compass: a main question that consists of some components."),
    ),
    Term(
        "component",
        pgettext_lazy("term", "component"),
        _(
            "The second level of the compass: a part of an aspect. Each petal of the rose is one "
            "component."
        ),
    ),
    Term(
        "indicator",
        pgettext_lazy("term", "indicator"),
        _(
            "What lies under a component: a judgement of a person or a figure from a dataset. A "
            "component can have several."
        ),
    ),
    Term(
        "precondition",
        pgettext_lazy("term", "precondition"),
        _(
            "Something that must hold before there can be any effort. If it fails, the advice is "
            "no effort, whatever the score."
        ),
    ),
    Term(
        "assessment",
        pgettext_lazy("term", "assessment"),
        _("One run of the compass: all regions weighed for a role, and a theme, on a day."),
    ),
    Term(
        "advice",
        pgettext_lazy("term", "advice"),
        _(
            "What the compass says. It only speaks out if the verdict stays the same however the "
            "unknown parts turn out; otherwise the advice is undetermined."
        ),
    ),
    Term(
        "provisional",
        pgettext_lazy("term", "provisional verdict"),
        _(
            "What the score says so far, from what is known now. It is not an advice: what is "
            "still unknown may change it."
        ),
    ),
    Term(
        "acceptability",
        pgettext_lazy("term", "acceptability"),
        _(
            "In how large a share of the ways of weighing that can be defended something comes "
            "out. "
            "It says how sure an outcome is, not how likely it is to be right."
        ),
    ),
    Term(
        "draw",
        pgettext_lazy("term", "draw"),
        _(
            "One way of weighing, with weights, uncertain values and a way of computing taken at "
            "random from those that can be defended."
        ),
    ),
    Term(
        "weight-space",
        pgettext_lazy("term", "weight space"),
        _("Which weights count as defensible, and are drawn from."),
    ),
    Term(
        "expected-place",
        pgettext_lazy("term", "expected place"),
        _(
            "The place of a region on average over all draws; 1 is the highest score. Nine times "
            "out of ten it comes between the two places beside it."
        ),
    ),
    Term(
        "decision",
        pgettext_lazy("term", "decision"),
        _(
            "What the authority decided, for a region, a role and a period. A decision stands "
            "beside the advice and may differ from it."
        ),
    ),
    Term(
        "minutes",
        pgettext_lazy("term", "minutes"),
        _("The decisions that an authority took on a day, each with its motivation."),
    ),
    Term(
        "review",
        pgettext_lazy("term", "review"),
        _(
            "A region and role of which the compass came to say something else. Someone takes it "
            "up or puts it aside, with a reason."
        ),
    ),
    Term(
        "active",
        pgettext_lazy("term", "active effort"),
        _("We take the initiative in this region and put time and money into it."),
    ),
    Term(
        "reactive",
        pgettext_lazy("term", "reactive effort"),
        _("We follow the region and help when a question comes, but take no initiative."),
    ),
    Term(
        "none",
        pgettext_lazy("term", "no effort"),
        _("We put no time and money into this region for this role."),
    ),
    Term(
        "undetermined",
        pgettext_lazy("term", "undetermined"),
        _(
            "Too much is unknown to give an advice: depending on what is found, the verdict can "
            "still go more than one way."
        ),
    ),
    Term(
        "role",
        pgettext_lazy("term", "role"),
        _(
            "The task for which regions are weighed, and the organisation that carries it out. "
            "The same region can get another verdict in another role."
        ),
    ),
    Term(
        "theme",
        pgettext_lazy("term", "theme"),
        _(
            "A subject of the cooperation."
            " Without a chosen theme, the case says how all themes count together."
        ),
    ),
    Term(
        "challenge",
        pgettext_lazy("term", "societal challenge"),
        _("A problem of society that regions share and can learn from each other on."),
    ),
    Term(
        "region",
        pgettext_lazy("term", "region"),
        _("A country, or a part of a country such as a state or province."),
    ),
    Term(
        "source",
        pgettext_lazy("term", "source"),
        _("A document or a dataset on which a judgement or a figure rests."),
    ),
    Term(
        "passage",
        pgettext_lazy("term", "passage"),
        _("The exact place in a document, down to the sentence."),
    ),
    Term(
        "figure",
        pgettext_lazy("term", "figure"),
        _("A measured value from a dataset, with its year, unit and place in the dataset."),
    ),
    Term(
        "judgement",
        pgettext_lazy("term", "judgement"),
        _("A rating on a scale, with who gave it, the reason and the passage it rests on."),
    ),
    Term(
        "score",
        pgettext_lazy("term", "score"),
        _(
            "A number from 0 to 1: the weighted mean of what is known about a region. Higher is "
            "better."
        ),
    ),
    Term(
        "bounds",
        pgettext_lazy("term", "bounds"),
        _(
            "The lowest and the highest score that are possible, whatever the unknown parts turn "
            "out to be. The more is known, the closer together they are."
        ),
    ),
    Term(
        "known",
        pgettext_lazy("term", "share known"),
        _(
            "The part of the compass, counted by weight, for which there is a judgement or a "
            "figure. The rest is unknown: that is not the same as zero."
        ),
    ),
    Term(
        "contribution",
        pgettext_lazy("term", "contribution"),
        _(
            "How much a component adds to the score. The contributions of all components "
            "together are the score."
        ),
    ),
    Term(
        "threshold",
        pgettext_lazy("term", "threshold"),
        _("The score from which another verdict holds. Thresholds are a choice of the case."),
    ),
    Term(
        "goalposts",
        pgettext_lazy("term", "goalposts"),
        _("The figures that count as 0 and as 1. Everything between them is placed in proportion."),
    ),
    Term(
        "scale",
        pgettext_lazy("term", "scale"),
        _("The points that a judgement can have, each with its own description."),
    ),
    Term(
        "inherited",
        pgettext_lazy("term", "inherited"),
        _(
            "Taken from the country, because the region has no judgement or figure of its own. "
            "Only where the case allows it."
        ),
    ),
    Term(
        "contradiction",
        pgettext_lazy("term", "contradiction"),
        _(
            "Two places that cannot both be right, or hardly go together. Both are kept and shown,"
            " each with its place, until someone says which holds, and after."
        ),
    ),
    Term(
        "hard",
        pgettext_lazy("term", "hard contradiction"),
        _("Both sides say it in so many words, about the same thing and of the same time."),
    ),
    Term(
        "soft",
        pgettext_lazy("term", "soft contradiction"),
        _(
            "One side only implies it, or speaks of one theme where the other speaks of all; or"
            " a rating lies far from another, or from a figure; or a later document may have come"
            " in the place of an earlier one."
        ),
    ),
    Term(
        "agenda",
        pgettext_lazy("term", "evidence agenda"),
        _(
            "What is unknown or doubtful, in the order in which knowing it would most likely change"
            " what the compass says, with whom to ask."
        ),
    ),
    Term(
        "chance",
        pgettext_lazy("term", "chance of another verdict"),
        _(
            "How likely it is that the likeliest verdict becomes another one once something is"
            " known. It rests on how likely each answer is thought to be."
        ),
    ),
    Term(
        "confidence",
        pgettext_lazy("term", "confidence"),
        _(
            "How sure it is that a judgement gives what the passage says: low, medium or high. "
            "It does not count in the score."
        ),
    ),
    Term(
        "common-scale",
        pgettext_lazy("term", "common scale"),
        _(
            "Two scoreboards brought onto one scale, so that regions on different scoreboards "
            "can be compared. How uncertain that is counts in the bounds."
        ),
    ),
    Term(
        "anchors",
        pgettext_lazy("term", "anchor economies"),
        _(
            "Countries that stand on both scoreboards. They show how one scoreboard translates "
            "into the other."
        ),
    ),
    Term(
        "rbc",
        pgettext_lazy("term", "responsible business conduct (RBC)"),
        _(
            "Doing business with care for people, the environment and human rights, by the OECD "
            "guidelines and the UN Guiding Principles."
        ),
    ),
    Term(
        "weight",
        pgettext_lazy("term", "weight"),
        _("How heavily a part counts beside the others at its level. A choice of the case."),
    ),
    Term(
        "rose",
        pgettext_lazy("term", "rose"),
        _(
            "A drawing of a region with a petal for each component: the longer the petal, the "
            "better the region does. A dotted petal is unknown."
        ),
    ),
)

TERMS: Mapping[str, Term] = {term.id: term for term in _TERMS}
