"""The drawing of the verdicts along the scale of the score."""

import pytest

from windroos.report.zones import Zone, zones


def along(reactive: float, active: float) -> list[Zone]:
    return [
        Zone("none", 0.0, "no effort"),
        Zone("reactive", reactive, "reactive effort"),
        Zone("active", active, "active effort"),
    ]


def test_each_verdict_has_a_zone_and_each_border_its_place() -> None:
    svg = zones(along(0.4, 0.6), title="Active from 0.6")
    assert svg.count("<rect") == 3
    for place in ("0", "0.4", "0.6", "1"):
        assert f">{place}</text>" in svg
    assert 'aria-label="Active from 0.6"' in svg
    assert " style=" not in svg


def test_a_verdict_that_no_score_earns_has_no_zone() -> None:
    svg = zones(along(0.5, 0.5), title="x")
    assert "zone-reactive" not in svg
    assert "zone-active" in svg


def test_a_name_without_room_stays_as_a_title() -> None:
    svg = zones(along(0.5, 0.55), title="x")
    assert "<title>reactive effort</title>" in svg
    assert ">reactive effort</text>" not in svg


def test_zones_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="rising order"):
        zones(along(0.6, 0.4), title="x")
