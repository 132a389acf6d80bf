"""How the results of programmes are told of in the trail: sentences, fields and values."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts.sentences import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "facts-recorded": _("{actor} filled in {after[count]} figures of a programme: {subject}."),
    "fact-withdrawn": _("{actor} withdrew a figure of a programme: {subject}."),
    "amounts-recorded": _("{actor} filled in {after[count]} amounts of a programme: {subject}."),
    "amount-withdrawn": _("{actor} withdrew an amount of a programme: {subject}."),
    "facts-loaded": _("{actor} loaded {after[count]} figures and amounts of programmes."),
    "period-submitted": _("{actor} handed in {after[period]} of a programme: {subject}."),
    "period-locked": _("{actor} locked {after[period]} of a programme: {subject}."),
    "period-reopened": _("{actor} opened {after[period]} of a programme again: {subject}."),
    "indicator-assigned": _("{actor} asked {after[person]} to fill in an indicator: {subject}."),
    "indicator-unassigned": _("{actor} asks {before[person]} no longer for: {subject}."),
    "indicator-reminded": _("{after[person]} was reminded of an indicator: {subject}."),
}
FIELDS: Mapping[str, Sentence] = {
    "count": _("how many"),
    "period": _("period"),
    "person": _("person"),
}
