"""What the tables of facts hold and what their fields mean, for files, pages and the API.

Written in English and marked to be translated where they are shown, as those of a register are.
"""

from __future__ import annotations

from collections.abc import Mapping

from windroos.cases.problems import N_

# Of each table its title, and what one row of it is.
ABOUT: Mapping[str, tuple[str, str]] = {
    "facts": (
        N_("Results: figures of indicators"),
        N_("One figure of an indicator as somebody reported it, or why there is none yet."),
    ),
    "amounts": (
        N_("Results: money of programmes"),
        N_("One amount of a programme as somebody reported it."),
    ),
    "reviews": (
        N_("Results: reports on periods"),
        N_("One step of the report on a period: handed in, locked or opened again."),
    ),
}

# What a field means, by its name; where it means something of its own in one table, that stands
# under “table.name”. Of a text in two languages the name is that without the language.
MEANS: Mapping[str, str] = {
    "id": N_("Its id, by which a later row says that it takes its place"),
    "programme": N_("The programme, by its id in the register"),
    "indicator": N_("The indicator, by its id in the register"),
    "part": N_("The part of the programme, by its id; empty: the programme as a whole"),
    "period": N_(
        "The period: 2018, 2018-H1, 2018-Q2, 2018-03, 2018-03-15, or two of these as 2018/2019"
    ),
    "status": N_(
        "final, provisional, to-be-measured or withheld; withdrawn: from here on there is none"
    ),
    "recorded": N_("When it was recorded: YYYY-MM-DDThh:mm:ssZ, in world time (UTC)"),
    "said_by": N_("Who said so; empty: not said"),
    "reason": N_("Why it takes the place of what stood there; empty: nothing stood there"),
    "corrects": N_("The row that it takes the place of, by its id; empty: none"),
    "passage": N_("The passage it rests on, by its id in the register; empty: none"),
    "cell": N_("Where in the passage it stands, such as the column of a table; empty: not said"),
    "note": N_("A note, in our own words"),
    "facts.part": N_(
        "The part of the programme, by its id; empty: the part that the indicator is of"
    ),
    "facts.role": N_("What it is: a baseline, target or actual, what was expected, or a forecast"),
    "facts.dimensions": N_("Of what within it, as sector=medtech; size=small; empty: of all"),
    "facts.value": N_("The figure; empty: there is none, or it follows from the two below"),
    "facts.numerator": N_("Of a ratio what is counted; empty: unknown, or it is no ratio"),
    "facts.denominator": N_("Of a ratio of how many; empty: unknown, or it is no ratio"),
    "facts.low": N_("The lower bound; empty: none"),
    "facts.high": N_("The upper bound; empty: none"),
    "facts.method": N_("How a forecast was made; empty: it is no forecast, or not said"),
    "amounts.role": N_("What it is: budget, committed, spent, raised from others, or needed"),
    "amounts.funder": N_(
        "Who gives it: the id of an organisation, or else its name in both languages"
    ),
    "amounts.funder_kind": N_("Whose purse it is: own, region, state, eu, companies and others"),
    "amounts.amount": N_("The amount; empty: there is none"),
    "amounts.approximate": N_("about, at-least or at-most; empty: it is exact"),
    "amounts.currency": N_("The currency, by its code of three letters (ISO 4217)"),
    "reviews.state": N_("What became of the report: submitted, locked or reopened"),
    "reviews.reason": N_("Why; a report that is opened again has one"),
}


def means(table: str, name: str) -> str:
    """What a field of a table of facts means, in English; empty when that is not written.

    >>> means("amounts", "currency")
    'The currency, by its code of three letters (ISO 4217)'
    """
    return MEANS.get(f"{table}.{name}") or MEANS.get(name, "")
