"""A source that is loaded from a terminal is what the case reads from then on, and it says so."""

from __future__ import annotations

from pathlib import Path

from tests.cases.brought import FILES
from tests.cli.command import mistake, told, windroos

ANALYST = ("--as", "analyst@voorbeeld.example")


def origins(data: Path) -> dict[str, str | None]:
    """By indicator, the dataset that its figures are read from."""
    weighed = told(windroos("assess", "--role", "innovation", "--json", data=data))
    return {one["indicator"]: one["dataset"] for one in weighed["figures"]}


def test_a_case_reads_what_was_loaded(demo: Path, shared: Path) -> None:
    assert set(origins(demo).values()) == {None}
    for key in ("wgi", "bilateral-trade"):
        (name,) = FILES[key]
        file = ("--file", str(shared / "data" / name))
        told(windroos("sources", "load", key, *file, "--json", data=demo))
    assert origins(demo) == {
        "ris-rii": None,
        "eis-sii": None,
        "gii-score": None,
        "nl-exports": "bilateral-trade",
        "nl-imports": "bilateral-trade",
        "wgi-rule-of-law": "wgi",
        "wgi-voice": "wgi",
    }
    listed = {one["source"]: one for one in told(windroos("readings", "list", "--json", data=demo))}
    short = listed["wgi"]["snapshot"][:12]
    assert short in windroos("readings", "list", data=demo).stdout
    assert f"snapshot {short}" in windroos("explain", "JP", data=demo).stdout.replace("\n", "")
    own = ("readings", "own", "wgi", *ANALYST, "--reason", "The copy is damaged")
    assert "its own figures" in windroos(*own, data=demo).stdout
    assert "its own figures already" in mistake(windroos(*own, data=demo))
    assert origins(demo)["wgi-voice"] is None
    read = ("readings", "read", "wgi", *ANALYST, "--reason", "It was mended")
    assert "reads from wgi" in windroos(*read, data=demo).stdout
    assert origins(demo)["wgi-voice"] == "wgi"
