"""The tables of programmes: what is done in them and for what, by whom, and how it is measured.

What came of it, and what it cost, are facts of their own beside the register (`cases.facts`).
"""

from __future__ import annotations

from windroos.cases.fields import (
    PARTIAL_DATE,
    TEXT,
    Field,
    Reference,
    Table,
    plain,
    prose,
    required,
    slug,
)
from windroos.cases.register.organisation_tables import BASES, PASSAGE, WEB, notes

PROGRAMME_KINDS = ["programme", "coalition", "fund", "deal", "investment"]
PROGRAMME_STATES = ["proposed", "running", "ended"]
PART_KINDS = ["line", "action-line", "project", "activity"]
# What is wanted, from the broad challenge to the effect that is counted.
GOAL_KINDS = ["challenge", "goal", "effect"]
PARTNER_ROLES = ["lead", "partner", "funder", "executor", "adviser"]
AGREEMENT_KINDS = ["loan", "grant", "participation", "guarantee", "contract", "covenant"]
INDICATOR_KINDS = ["flow", "stock", "ratio", "milestone", "scale"]
DIRECTIONS = ["up", "down", "hold", "none"]
# How it adds up over time and up the tree of a programme.
OVER_TIME = ["sum", "last", "pool", "reached", "none"]
UP_TREE = ["none", "sum", "pool", "max", "min", "all"]
LEVELS = ["input", "throughput", "output", "outcome", "impact"]
FREQUENCIES = ["year", "half", "quarter", "month", "once"]
_MARK = r"\*{1,3}|[A-Za-z]|\d{1,3}"
_PROGRAMME = Reference("programme", "programmes", "id")
_POSITION = {"minimum": 1, "maximum": 1000}
# The margins of a rule are shares of the way from the baseline to the target.
_MARGIN = {"minimum": 0, "maximum": 1}


def _period() -> tuple[Field, Field]:
    return plain("start", pattern=PARTIAL_DATE), plain("end", pattern=PARTIAL_DATE)


PROGRAMME_TABLES = (
    Table(
        "programmes",
        (
            slug(),
            required("kind", enum=PROGRAMME_KINDS),
            required("label_nl"),
            required("label_en"),
            plain("title", maxLength=TEXT),
            plain("state", enum=PROGRAMME_STATES),
            *_period(),
            plain("organisation"),
            plain("owner"),
            plain("theme"),
            plain("areas", maxLength=TEXT),
            prose("aim_nl"),
            prose("aim_en"),
            plain("website", pattern=WEB, maxLength=TEXT),
            required("basis", enum=BASES),
            plain("passage"),
            *notes(),
        ),
        ("id",),
        (
            Reference("organisation", "organisations", "id"),
            Reference("owner", "organisations", "id"),
            Reference("areas", "areas", "id", several=True),
            PASSAGE,
        ),
    ),
    Table(
        "programme_parts",
        (
            slug(),
            required("programme"),
            plain("parent"),
            required("kind", enum=PART_KINDS),
            plain("code", maxLength=20),
            required("label_nl"),
            required("label_en"),
            required("position", "integer", **_POSITION),
            prose("does_nl"),
            prose("does_en"),
            plain("owner"),
            *_period(),
            plain("passage"),
            *notes(),
        ),
        ("id",),
        (
            _PROGRAMME,
            Reference("parent", "programme_parts", "id"),
            Reference("owner", "organisations", "id"),
            PASSAGE,
        ),
    ),
    Table(
        "programme_goals",
        (
            slug(),
            required("programme"),
            plain("parent"),
            required("kind", enum=GOAL_KINDS),
            required("label_nl"),
            required("label_en"),
            required("position", "integer", **_POSITION),
            plain("parts", maxLength=TEXT),
            plain("passage"),
            *notes(),
        ),
        ("id",),
        (
            _PROGRAMME,
            Reference("parent", "programme_goals", "id"),
            Reference("parts", "programme_parts", "id", several=True),
            PASSAGE,
        ),
    ),
    Table(
        "programme_partners",
        (
            slug(),
            required("programme"),
            plain("part"),
            plain("organisation"),
            plain("name_nl"),
            plain("name_en"),
            required("role", enum=PARTNER_ROLES),
            *_period(),
            required("basis", enum=BASES),
            plain("passage"),
            *notes(),
        ),
        ("id",),
        (
            _PROGRAMME,
            Reference("part", "programme_parts", "id"),
            Reference("organisation", "organisations", "id"),
            PASSAGE,
        ),
    ),
    Table(
        "programme_agreements",
        (
            slug(),
            required("programme"),
            plain("part"),
            required("kind", enum=AGREEMENT_KINDS),
            required("label_nl"),
            required("label_en"),
            plain("organisation"),
            *_period(),
            required("basis", enum=BASES),
            plain("passage"),
            *notes(),
        ),
        ("id",),
        (
            _PROGRAMME,
            Reference("part", "programme_parts", "id"),
            Reference("organisation", "organisations", "id"),
            PASSAGE,
        ),
    ),
    Table(
        "programme_notes",
        (
            slug(),
            required("programme"),
            required("mark", pattern=_MARK),
            prose("text_nl", filled=True),
            prose("text_en", filled=True),
            plain("passage"),
        ),
        ("id",),
        (_PROGRAMME, PASSAGE),
    ),
    Table(
        "indicators",
        (
            slug(),
            required("programme"),
            plain("part"),
            plain("goals", maxLength=TEXT),
            plain("agreements", maxLength=TEXT),
            required("label_nl"),
            required("label_en"),
            prose("definition_nl"),
            prose("definition_en"),
            required("kind", enum=INDICATOR_KINDS),
            plain("unit"),
            plain("decimals", "integer", minimum=0, maximum=9),
            plain("scale_low", "number"),
            plain("scale_high", "number"),
            required("direction", enum=DIRECTIONS),
            plain("over_time", enum=OVER_TIME),
            plain("up_tree", enum=UP_TREE),
            plain("level_stated", enum=LEVELS),
            plain("level_judged", enum=LEVELS),
            plain("owner"),
            prose("origin_nl"),
            prose("origin_en"),
            plain("frequency", enum=FREQUENCIES),
            plain("due_days", "integer", minimum=0, maximum=3660),
            plain("first_period", maxLength=40),
            plain("last_period", maxLength=40),
            plain("on_track", "number", **_MARGIN),
            plain("at_risk", "number", **_MARGIN),
            plain("site"),
            required("position", "integer", **_POSITION),
            required("basis", enum=BASES),
            plain("passage"),
            *notes(),
        ),
        ("id",),
        (
            _PROGRAMME,
            Reference("part", "programme_parts", "id"),
            Reference("goals", "programme_goals", "id", several=True),
            Reference("agreements", "programme_agreements", "id", several=True),
            Reference("owner", "organisations", "id"),
            Reference("site", "sites", "id"),
            PASSAGE,
        ),
    ),
    Table(
        "indicator_notes",
        (
            slug(),
            required("indicator"),
            required("mark", pattern=_MARK),
            prose("text_nl", filled=True),
            prose("text_en", filled=True),
            plain("passage"),
        ),
        ("id",),
        (Reference("indicator", "indicators", "id"), PASSAGE),
    ),
)
