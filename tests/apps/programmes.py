"""Two small programmes of the lake, clearly fictional, for tests; they stand beside `register`."""

from __future__ import annotations

from typing import Any

_based = {"basis": "reading"}
_line = {"kind": "line", "label_nl": "Lijn", "label_en": "Line"}
_note = {"text_nl": "Geteld in mei", "text_en": "Counted in May"}

PROGRAMMES: dict[str, list[dict[str, Any]]] = {
    "programmes": [
        {"id": "shine", "kind": "programme", "label_nl": "Schijn", "label_en": "Shine",
         "state": "running", "start": "2018", "end": "2022-12", "owner": "lamp-works",
         "areas": "light", "aim_nl": "Meer licht", "aim_en": "More light", **_based},
        {"id": "glow", "kind": "fund", "label_nl": "Gloed", "label_en": "Glow", **_based},
    ],
    "programme_parts": [
        {"id": "s1", "programme": "shine", "position": 1, "code": "1", **_line},
        {"id": "s2", "programme": "shine", "parent": "s1", "position": 2, "code": "1a", **_line},
        {"id": "e1", "programme": "glow", "position": 1, **_line},
    ],
    "programme_goals": [
        {"id": "g1", "programme": "shine", "position": 1, "parts": "s1 s2", "kind": "goal",
         "label_nl": "Doel", "label_en": "Goal"}
    ],
    "programme_partners": [
        {"id": "w1", "programme": "shine", "part": "s1", "name_nl": "Bedrijven",
         "name_en": "Companies", "role": "funder", **_based},
        {"id": "w2", "programme": "glow", "organisation": "lake-university", "role": "partner",
         "basis": "text", "passage": "p1"},
    ],
    "programme_agreements": [
        {"id": "a1", "programme": "shine", "part": "s2", "kind": "loan", "label_nl": "Lening",
         "label_en": "Loan", "organisation": "lamp-works", **_based}
    ],
    "programme_notes": [{"id": "n1", "programme": "shine", "mark": "*", **_note}],
    "indicators": [
        {"id": "i1", "programme": "shine", "part": "s1", "goals": "g1", "agreements": "a1",
         "label_nl": "Banen", "label_en": "Jobs", "kind": "stock", "direction": "up",
         "over_time": "last", "on_track": 0.1, "at_risk": 0.25, "position": 1, **_based}
    ],
    "indicator_notes": [{"id": "m1", "indicator": "i1", "mark": "a", **_note}],
}  # fmt: skip
