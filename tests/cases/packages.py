"""A small invented case for tests: other aspects, other roles, four levels under the root.

Around a lake three countries could share research on water and concerts. The regions exist; what
is said of them here is made up.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from windroos.cases.tables import TABLES, descriptor

FRAMEWORK = """\
id = "lake"
version = "1"

[label]
nl = "Meerkompas"
en = "Lake compass"

[summary]
nl = "Twee aspecten wegen met wie het meer te delen valt."
en = "Two aspects weigh with whom the lake can be shared."

[[role]]
id = "research"
label = { nl = "Onderzoek", en = "Research" }
body = { nl = "Universiteit", en = "University" }
thresholds = { active = 0.7, reactive = 0.3 }

[[role]]
id = "culture"
label = { nl = "Cultuur", en = "Culture" }
body = { nl = "Stad", en = "City" }
thresholds = { active = 0.5, reactive = 0.5 }

[[scale]]
id = "five"
points = [
  { value = 1, nl = "Slecht", en = "Poor" },
  { value = 3, nl = "Gewoon", en = "Fair" },
  { value = 5, nl = "Goed", en = "Good" },
]

[[node]]
id = "lake"
label = { nl = "Meer", en = "Lake" }

[[node]]
id = "water"
parent = "lake"
label = { nl = "Water", en = "Water" }
weight = { research = 3, culture = 1 }

[[node]]
id = "people"
parent = "lake"
label = { nl = "Mensen", en = "People" }
weight = 1

[[node]]
id = "quality"
parent = "water"
label = { nl = "Kwaliteit", en = "Quality" }
aggregate = "geometric"

[[node]]
id = "depth"
parent = "water"
label = { nl = "Diepte", en = "Depth" }
figure = { indicators = ["metres"], goalposts = [0, 100] }

[[node]]
id = "chemistry"
parent = "quality"
label = { nl = "Chemie", en = "Chemistry" }

[[node]]
id = "salt"
parent = "chemistry"
label = { nl = "Zout", en = "Salt" }
figure = { indicators = ["salt"], goalposts = [40, 0], inherit = true }

[[node]]
id = "clarity"
parent = "chemistry"
label = { nl = "Helderheid", en = "Clarity" }
rating = { scale = "five", across_themes = "mean" }

[[node]]
id = "fish"
parent = "quality"
label = { nl = "Vis", en = "Fish" }
rating = { scale = "five" }

[[node]]
id = "choirs"
parent = "people"
label = { nl = "Koren", en = "Choirs" }
rating = { scale = "five" }

[[precondition]]
id = "boats"
number = "A"
label = { nl = "Er varen boten", en = "Boats sail" }
roles = ["research"]
themes = ["algae"]

[[indicator]]
id = "metres"
label = { nl = "Diepte", en = "Depth" }
unit = { nl = "meter", en = "metres" }

[[indicator]]
id = "salt"
label = { nl = "Zout", en = "Salt" }
unit = { nl = "gram per liter", en = "grams per litre" }

[[series]]
id = "salt"
source = "world-bank"
observed = "SALT"
unit = "m"
rule = { mean = 3, least = 1 }

[[series]]
id = "metres"
source = "v-dem-indices"
observed = "METRES"
unit = "m"

[[choice]]
id = "weights"
subject = "weights"
what = { nl = "Water weegt driemaal", en = "Water weighs three times" }
why = { nl = "Het is een meer.", en = "It is a lake." }
"""

_HASH = "0" * 64


def _region(code: str, nl: str, en: str, **other: Any) -> dict[str, Any]:
    return {
        "code": code, "parent": "", "name_nl": nl, "name_en": en, "kind": "country",
        "continent": "europe", "latitude": 58, "longitude": 25, "weighed": "true", "home": "false",
    } | other  # fmt: skip


def _passage(id: str, paragraph: int) -> dict[str, Any]:
    return {
        "id": id, "document": "report", "section": "", "paragraph": paragraph, "sentences": "",
        "sha256": _HASH, "label_nl": "Alinea", "label_en": "Paragraph",
    }  # fmt: skip


def _judgement(
    id: str, region: str, criterion: str, rating: float, theme: str = ""
) -> dict[str, Any]:
    return {
        "id": id, "region": region, "criterion": criterion, "theme": theme, "role": "",
        "rating": rating, "confidence": "high", "said_by": "Report", "passage": "p1",
        "reason_nl": "Omdat", "reason_en": "Because",
    }  # fmt: skip


def _figure(region: str, indicator: str, value: float, source: str = "data") -> dict[str, Any]:
    return {
        "region": region, "indicator": indicator, "year": 2020, "value": value,
        "standard_error": "", "unit": "m", "source": source, "cell": "A1",
        "note_nl": "", "note_en": "",
    }  # fmt: skip


def rows() -> dict[str, list[dict[str, Any]]]:
    """The tables of the small case, as they are written."""
    return {
        "regions": [
            _region("FI", "Finland", "Finland", home="true", weighed="false"),
            _region("EE", "Estland", "Estonia"),
            _region("LV", "Letland", "Latvia"),
            _region("LV00", "Heel Letland", "All Latvia", kind="nuts", parent="LV"),
        ],
        "themes": [
            {"id": "algae", "label_nl": "Algen", "label_en": "Algae", "cross_cutting": "false", "passage": "p2"},
            {"id": "song", "label_nl": "Zang", "label_en": "Song", "cross_cutting": "true", "passage": ""},
        ],
        "sources": [
            {"id": id, "kind": kind, "title": id.title(), "publisher": "Lake office", "published": "2021",
             "url": "", "licence": "", "language": "", "note_nl": "", "note_en": ""}
            for id, kind in (("report", "document"), ("data", "dataset"), ("other-data", "dataset"))
        ],
        "passages": [_passage("p1", 1), _passage("p2", 2)],
        "judgements": [
            _judgement("j1", "EE", "clarity", 5),
            _judgement("j2", "EE", "fish", 3),
            _judgement("j3", "EE", "choirs", 5),
            _judgement("j4", "LV", "fish", 1),
            _judgement("j5", "EE", "clarity", 1, "algae"),
        ],
        "figures": [
            _figure("EE", "metres", 50),
            _figure("EE", "salt", 10),
            _figure("LV", "salt", 40),
            _figure("LV", "metres", 20),
            _figure("LV", "metres", 30, "other-data"),
        ],
        "anchors": [],
        "statements": [
            {"id": "s1", "region": "EE", "role": "culture", "effort": "active", "theme": "song",
             "period_start": 2020, "period_end": 2030, "explicit": "true", "said_by": "Report", "passage": "p1"},
        ],
        "quantities": [
            {"id": "q1", "subject": "boats-built", "label_nl": "Gebouwde boten", "label_en": "Boats built",
             "kind": "target", "region": "EE", "indicator": "", "year": 2025, "value": 12, "unit": "",
             "state": "", "passage": "p1", "cell": "2025", "note_nl": "", "note_en": "", "said_by": "Report"},
        ],
        "decisions": [
            {"id": "d1", "region": "EE", "role": "research", "effort": "active", "period_start": 2020,
             "period_end": 2030, "authority": "Lake office", "decided": "2020-02", "label": "Estland",
             "footnote_nl": "", "footnote_en": "", "passage": "p2"},
        ],
        "findings": [
            {"id": "f1", "region": "EE", "precondition": "boats", "outcome": "conditional", "themes": "algae",
             "conditions_nl": "Alleen in de zomer.", "conditions_en": "In summer only.", "confidence": "high",
             "said_by": "Report", "passage": "p1", "reason_nl": "IJs", "reason_en": "Ice"},
            {"id": "f2", "region": "LV", "precondition": "boats", "outcome": "fails", "themes": "",
             "conditions_nl": "", "conditions_en": "", "confidence": "high",
             "said_by": "Report", "passage": "p1", "reason_nl": "Geen haven", "reason_en": "No harbour"},
        ],
        "relations": [
            {"id": "r1", "region": "EE", "kind": "companies-institutions", "official": "true",
             "governing": "", "passage": "p1", "note_nl": "", "note_en": ""},
        ],
        "settlements": [],
    }  # fmt: skip


def write(
    folder: Path,
    tables: dict[str, list[dict[str, Any]]] | None = None,
    framework: str = FRAMEWORK,
    described: dict[str, Any] | None = None,
) -> Path:
    """Write the small case, or a variant of it, to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps(described or descriptor("lake", "Lake")))
    (folder / "framework.toml").write_text(framework, encoding="utf-8")
    for name, content in (tables or rows()).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, TABLES[name].columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(content)
    return folder
