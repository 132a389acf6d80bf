"""What ecosystem maps show, asked of the API: the same as the pages, for everyone."""

from __future__ import annotations

from typing import Any

from windroos.apps.network import actions
from windroos.apps.regions.models import Case
from windroos.cases import register

BOX = "bbox=3,50,8,54&zoom=7"


def test_points_and_network_of_a_map(site: Any, visitor: Any) -> None:
    case = Case.objects.get(name="noord_brabant")
    actions.load_register(case, register.read("noord_brabant"))
    answer = visitor.ask("GET", f"maps/deeptech/points?{BOX}")
    told = answer.json()
    assert answer.status_code == 200, told
    assert told["total"] == sum(one["total"] for one in told["marks"]) == 40
    assert told["leftOut"] == 0
    assert set(told["marks"][0]["counts"]) == {"company", "knowledge", "partner"}
    again = visitor.ask("GET", f"maps/deeptech/points?{BOX}", If_None_Match=answer["ETag"])
    assert again.status_code == 304
    fewer = visitor.ask("GET", f"maps/deeptech/points?{BOX}&category=partner").json()
    assert fewer["total"] == 5
    network = visitor.ask("GET", "maps/deeptech/network").json()
    ends = {one["id"] for name in ("organisations", "others") for one in network[name]}
    for one in network["relations"]:
        assert {one["organisation"], one["other"]} <= ends
    assert len(network["organisations"]) + network["alone"] == 45


def test_what_is_no_map_or_no_box_is_said(site: Any, visitor: Any) -> None:
    case = Case.objects.get(name="noord_brabant")
    actions.load_register(case, register.read("noord_brabant"))
    assert visitor.ask("GET", f"maps/none/points?{BOX}").status_code == 404
    for wrong in ("zoom=3", "bbox=1,2,3&zoom=3", "bbox=5,51,4,52&zoom=3", "bbox=1,2,3,4&zoom=99"):
        assert visitor.ask("GET", f"maps/deeptech/points?{wrong}").status_code == 400, wrong
