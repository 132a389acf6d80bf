"""What a case reads from the open sources, and choosing for its own figures, by the API."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.api.conftest import Asking
from tests.apps.editions import brought
from tests.cases.brought import FILES

from windroos.apps.accounts.models import Event


def reading(who: Asking) -> dict:
    (wgi,) = (one for one in who.items("readings") if one["source"] == "wgi")
    return wgi


def test_own_figures_are_chosen_and_let_go(analyst: Asking, visitor: Asking, shared: Path) -> None:
    assert reading(visitor)["snapshot"] is None
    edition = brought("wgi", shared / "data" / FILES["wgi"][0])
    assert reading(visitor)["snapshot"] == edition.sha256
    said = {"source": "wgi", "reason": "The copy is damaged"}
    assert visitor.post("readings/_own", said).status_code == 401
    chosen = analyst.post("readings/_own", said)
    assert chosen.status_code == 200, chosen.content
    assert chosen.json() == reading(visitor)
    assert (chosen.json()["snapshot"], chosen.json()["ownFigures"]) == (None, True)
    event = Event.objects.get(verb="own-figures-used")
    assert (event.via, event.data["after"]["reason"]) == ("api", "The copy is damaged")
    again = analyst.post("readings/_read", said | {"reason": "Mended"})
    assert again.status_code == 200, again.content
    assert reading(visitor)["snapshot"] == edition.sha256
    explained = visitor.get("regions/JP/explanation?role=innovation").json()
    figures = {
        figure["indicator"]: figure["snapshot"]
        for component in explained["components"]
        for leaf in component["leaves"]
        for figure in leaf["figures"]
    }
    assert figures["wgi-voice"] == edition.sha256
    assert figures["nl-exports"] is None


@pytest.mark.parametrize(
    ("source", "told"), [("v-dem", "does not read from"), ("wgi", "its own figures already")]
)
def test_what_cannot_be_chosen_is_told(analyst: Asking, source: str, told: str) -> None:
    answer = analyst.post("readings/_own", {"source": source, "reason": "No"})
    assert answer.status_code == 400, answer.content
    assert told in answer.content.decode()


def test_the_series_of_a_framework_are_listed(visitor: Asking) -> None:
    series = {one["id"]: one for one in visitor.items("series")}
    assert series["nl-exports"]["place"] == {
        "dimension": "importer",
        "codes": "world-bank",
        "of": "NL",
    }
    assert series["epo-patents"]["nuts"] == {"from": "2013", "to": "2016", "weight": "pop11"}
    assert visitor.get("series/wgi-voice").json() == series["wgi-voice"]
