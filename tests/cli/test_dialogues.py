"""Dialogues, points and referrals from a terminal, as a user meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.command import mistake, told, windroos

ANALYST = ("--as", "analyst@voorbeeld.example")


def test_a_dialogue_is_recorded_then_released_then_public(demo: Path) -> None:
    made = told(
        windroos(
            *("dialogues", "add", *ANALYST, "--region", "CN-JS", "--held", "2026-03-03"),
            *("--kind", "civil-society", "--organisation", "Amnesty", "--contact", "P. Persoon"),
            *("--summary", "Over werknemers.", "--subject", "rule-of-law", "--place", "001"),
            *("--subject", "rbc", "--json"),
            data=demo,
        )
    )
    assert made["subjects"] == ["rule-of-law", "rbc"]
    assert made["releasedAt"] is None
    assert told(windroos("dialogues", "list", "--json", data=demo)) == []
    number = str(made["id"])
    release = ("dialogues", "release", number, *ANALYST, "--en", "We spoke about rights.")
    shown = windroos(*release, data=demo)
    assert "We spoke about rights." in shown.stdout
    assert "Persoon" not in shown.stdout
    assert "--yes" in mistake(shown), "nothing becomes public unseen"
    told(windroos(*release, "--yes", "--json", data=demo))
    (public,) = told(windroos("dialogues", "list", "--json", data=demo))
    assert public["publicText"]["en"] == "We spoke about rights."
    assert public["organisation"] is None
    assert not {"summary", "contact", "conclusions", "places"} & public.keys()
    point = told(
        windroos(
            "points", "add", *ANALYST, "--region", "CN-JS", "--nl", "Vraag", "--json", data=demo
        )
    )
    raised = ("points", "raised", str(point["id"]), *ANALYST, "--dialogue", number)
    assert told(windroos(*raised, "--answer", "Ja", "--json", data=demo))["status"] == "raised"
    assert "no longer open" in mistake(windroos(*raised, data=demo))


def test_a_referral_is_recorded_and_answered(demo: Path) -> None:
    made = told(
        windroos(
            *("referrals", "add", *ANALYST, "--region", "CN-JS", "--subject", "Chips"),
            *("--reason", "Gevoelig", "--desk", "Het loket", "--referred", "2026-01-05"),
            *("--answer-by", "2026-02-02", "--json"),
            data=demo,
        )
    )
    assert made["status"] == "overdue"
    answer = ("referrals", "answer", str(made["id"]), *ANALYST, "--outcome")
    answered = told(windroos(*answer, "conditions", "--json", data=demo))
    assert (answered["status"], answered["outcome"]) == ("answered", "conditions")
    assert "Chips" in windroos("referrals", "list", *ANALYST, data=demo).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("points", "list", "--as", "nobody@voorbeeld.example"), "there is no account"),
        (("points", "add", "--as", "viewer@voorbeeld.example", "--region", "JP"), "Only someone"),
        (("points", "add", *ANALYST, "--region", "QQ"), "region: This region is not in the case."),
        (("dialogues", "release", "999", *ANALYST), "there is no dialogue 999"),
        (
            ("referrals", "answer", "1", *ANALYST, "--outcome", "conditions", "--answered", "soon"),
            "--answered: “soon” is not a day",
        ),
    ],
)
def test_mistakes_are_told(arguments: tuple[str, ...], said: str, demo: Path) -> None:
    assert said in mistake(windroos(*arguments, data=demo))
