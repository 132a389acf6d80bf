"""Programmes and their indicators in words: kinds, roles, what columns are called and ask."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from windroos.apps.accounts.sentences import Sentence
from windroos.apps.network.words.sentences import number

Words = Mapping[str, Sentence]

PROGRAMME_KINDS: Words = {
    "programme": _("programme"),
    "coalition": _("coalition"),
    "fund": pgettext_lazy("programme", "fund"),
    "deal": pgettext_lazy("programme", "deal"),
    "investment": pgettext_lazy("programme", "investment"),
}
PROGRAMME_STATES: Words = {
    "proposed": pgettext_lazy("programme", "proposed"),
    "running": pgettext_lazy("programme", "running"),
    "ended": pgettext_lazy("programme", "ended"),
}
PART_KINDS: Words = {
    "line": _("programme line"),
    "action-line": _("action line"),
    "project": pgettext_lazy("part of a programme", "project"),
    "activity": pgettext_lazy("part of a programme", "activity"),
}
GOAL_KINDS: Words = {
    "challenge": pgettext_lazy("goal of a programme", "challenge"),
    "goal": pgettext_lazy("goal of a programme", "goal"),
    "effect": pgettext_lazy("goal of a programme", "effect"),
}
PARTNER_ROLES: Words = {
    "lead": pgettext_lazy("partner in a programme", "leads it"),
    "partner": pgettext_lazy("partner in a programme", "partner"),
    "funder": pgettext_lazy("partner in a programme", "pays for it"),
    "executor": pgettext_lazy("partner in a programme", "carries it out"),
    "adviser": pgettext_lazy("partner in a programme", "advises"),
}
# How an organisation takes part that is not written down as a partner.
TAKING_PART: Words = {
    "itself": pgettext_lazy("partner in a programme", "is this programme"),
    "owner": pgettext_lazy("partner in a programme", "answers for it"),
    **PARTNER_ROLES,
}
AGREEMENT_KINDS: Words = {
    "loan": _("loan"),
    "grant": pgettext_lazy("agreement", "grant"),
    "participation": pgettext_lazy("agreement", "participation"),
    "guarantee": _("guarantee"),
    "contract": pgettext_lazy("agreement", "contract"),
    "covenant": _("covenant"),
}
INDICATOR_KINDS: Words = {
    "flow": pgettext_lazy("indicator", "number within a period (adds up)"),
    "stock": pgettext_lazy("indicator", "level at a moment"),
    "ratio": pgettext_lazy("indicator", "share or ratio"),
    "milestone": pgettext_lazy("indicator", "milestone"),
    "scale": pgettext_lazy("indicator", "mark on a scale"),
}
DIRECTIONS: Words = {
    "up": pgettext_lazy("indicator", "more is better"),
    "down": pgettext_lazy("indicator", "less is better"),
    "hold": pgettext_lazy("indicator", "should stay the same"),
    "none": pgettext_lazy("indicator", "neither is better"),
}
OVER_TIME: Words = {
    "sum": pgettext_lazy("over time", "added up"),
    "last": pgettext_lazy("over time", "the last one counts"),
    "pool": pgettext_lazy("over time", "numerators and denominators added up"),
    "reached": pgettext_lazy("over time", "reached once is reached"),
    "none": pgettext_lazy("over time", "not at all"),
}
UP_TREE: Words = {
    "none": pgettext_lazy("up the tree", "not at all"),
    "sum": pgettext_lazy("up the tree", "added up"),
    "pool": pgettext_lazy("up the tree", "numerators and denominators added up"),
    "max": pgettext_lazy("up the tree", "the highest counts"),
    "min": pgettext_lazy("up the tree", "the lowest counts"),
    "all": pgettext_lazy("up the tree", "reached when all are reached"),
}
LEVELS: Words = {
    "input": pgettext_lazy("level of an indicator", "input"),
    "throughput": pgettext_lazy("level of an indicator", "throughput"),
    "output": pgettext_lazy("level of an indicator", "output"),
    "outcome": pgettext_lazy("level of an indicator", "outcome"),
    "impact": pgettext_lazy("level of an indicator", "impact"),
}
FREQUENCIES: Words = {
    "year": pgettext_lazy("how often", "every year"),
    "half": pgettext_lazy("how often", "every half year"),
    "quarter": pgettext_lazy("how often", "every quarter"),
    "month": pgettext_lazy("how often", "every month"),
    "once": pgettext_lazy("how often", "once"),
}

# What the columns and parts of these records are called, that no other record has.
FIELDS: Words = {
    "programme": _("programme"),
    "title": _("full title"),
    "owner": _("who answers for it"),
    "aim_nl": _("what it is for, in Dutch"),
    "aim_en": _("what it is for, in English"),
    "programme_parts": _("lines, projects and activities"),
    "programme_goals": _("goals"),
    "programme_partners": _("partners"),
    "programme_agreements": _("agreements"),
    "programme_notes": _("footnotes"),
    "code": _("number or letter"),
    "does_nl": _("what is done, in Dutch"),
    "does_en": _("what is done, in English"),
    "parts": _("parts that serve it"),
    "part": _("part of the programme"),
    "name_nl": _("name in Dutch"),
    "name_en": _("name in English"),
    "mark": _("mark"),
    "text_nl": _("text in Dutch"),
    "text_en": _("text in English"),
    "goals": _("goals"),
    "agreements": _("agreements"),
    "definition_nl": _("what is counted, in Dutch"),
    "definition_en": _("what is counted, in English"),
    "decimals": _("decimals"),
    "scale_low": _("lowest value there can be"),
    "scale_high": _("highest value there can be"),
    "direction": _("which way is better"),
    "over_time": _("how periods are put together"),
    "up_tree": _("how parts are put together"),
    "level_stated": _("level that the document gives it"),
    "level_judged": _("level that we give it"),
    "origin_nl": _("where its figures come from, in Dutch"),
    "origin_en": _("where its figures come from, in English"),
    "frequency": _("how often it is reported"),
    "due_days": _("days after the period that its figure is due"),
    "first_period": _("first period"),
    "last_period": _("last period"),
    "on_track": _("may lack while on track (0 to 1)"),
    "at_risk": _("may lack before it is behind (0 to 1)"),
    "indicator_notes": _("footnotes"),
}
OWN_FIELDS: Mapping[tuple[str, str], Sentence] = {
    ("programmes", "organisation"): _("organisation that it is"),
    ("programmes", "title"): _("title in its document"),
    ("programme_parts", "parent"): pgettext_lazy("programme", "part of"),
    ("programme_goals", "parent"): _("serves the goal"),
    ("programme_parts", "position"): _("place in the order"),
    ("programme_goals", "position"): _("place in the order"),
    ("programme_partners", "role"): _("as what"),
    ("programme_agreements", "organisation"): _("with whom"),
    ("indicators", "position"): _("place in the order"),
}
_ORGANISATION = _("The name or id of an organisation in the register.")
OWN_HELP: Mapping[tuple[str, str], Sentence] = {
    ("programmes", "organisation"): _(
        "The name or id of an organisation in the register, where the programme is one itself."
    ),
    ("programmes", "owner"): _ORGANISATION,
    ("programme_parts", "owner"): _ORGANISATION,
    ("programme_parts", "parent"): _("Empty: it stands directly under the programme."),
    ("programme_goals", "parent"): "",
    ("programme_partners", "organisation"): _(
        "The name or id of an organisation in the register; or fill in a name."
    ),
    ("programme_partners", "part"): _("Empty: the whole programme."),
    ("programme_agreements", "organisation"): _ORGANISATION,
    ("programme_agreements", "part"): _("Empty: the whole programme."),
    ("indicators", "owner"): _ORGANISATION,
    ("indicators", "part"): _("Empty: the whole programme."),
    ("indicators", "site"): _("Where it is about one site."),
    ("indicators", "unit"): _("Empty: it is a number of things."),
    ("indicators", "decimals"): _("Empty: as the figure was given."),
}
HELP: Words = {
    "mark": _("A letter, a number, or one to three asterisks."),
    "over_time": _("Empty: as its kind asks."),
    "up_tree": _("Empty: only what is stated of the whole counts."),
    "level_judged": _("Empty: as the document says."),
    "first_period": _("Such as 2018, 2018-H1, 2018-Q3 or 2018/2022."),
    "last_period": _("Such as 2018, 2018-H1, 2018-Q3 or 2018/2022."),
    "on_track": _("A share of the way from baseline to target: 0.1 is a tenth."),
    "at_risk": _("A share of the way from baseline to target: 0.25 is a quarter."),
}
CHOICES: Mapping[tuple[str, str], Words] = {
    ("programmes", "kind"): PROGRAMME_KINDS,
    ("programmes", "state"): PROGRAMME_STATES,
    ("programme_parts", "kind"): PART_KINDS,
    ("programme_goals", "kind"): GOAL_KINDS,
    ("programme_partners", "role"): PARTNER_ROLES,
    ("programme_agreements", "kind"): AGREEMENT_KINDS,
    ("indicators", "kind"): INDICATOR_KINDS,
    ("indicators", "direction"): DIRECTIONS,
    ("indicators", "over_time"): OVER_TIME,
    ("indicators", "up_tree"): UP_TREE,
    ("indicators", "level_stated"): LEVELS,
    ("indicators", "level_judged"): LEVELS,
    ("indicators", "frequency"): FREQUENCIES,
}


def programmes_counted(kind: str, n: int) -> str:
    """How many programmes there are of a kind, as “3 coalitions”."""
    return {
        "programme": ngettext("%(n)s programme", "%(n)s programmes", n),
        "coalition": ngettext("%(n)s coalition", "%(n)s coalitions", n),
        "fund": ngettext("%(n)s fund", "%(n)s funds", n),
        "deal": ngettext("%(n)s deal", "%(n)s deals", n),
        "investment": ngettext("%(n)s investment", "%(n)s investments", n),
    }[kind] % {"n": number(n)}


def indicators_counted(n: int) -> str:
    """How many indicators there are, as “12 indicators”."""
    return ngettext("%(n)s indicator", "%(n)s indicators", n) % {"n": number(n)}
