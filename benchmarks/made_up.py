"""A case made up with a fixed seed, as large as wanted, for the measurements in this folder.

Aspects of four components of three leaves, half of them rated and half measured, two in five cells
unknown, four preconditions.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from windroos.cases import Case, Package
from windroos.cases.framework_file import parse
from windroos.cases.tables import TABLES

SEED = 20261121
UNKNOWN = 0.4
PRECONDITIONS = 4


def framework(leaves: int) -> str:
    """A framework of that many leaves, three a component and four components an aspect."""
    parts = [
        'id = "made-up"\nversion = "1"\n'
        'label = { nl = "Proef", en = "Trial" }\nsummary = { nl = "Proef.", en = "Trial." }\n'
        '[[role]]\nid = "all"\nlabel = { nl = "Rol", en = "Role" }\n'
        'body = { nl = "Wij", en = "We" }\n'
        "thresholds = { active = 0.6, reactive = 0.4 }\n"
        '[[scale]]\nid = "four"\npoints = [ { value = 0, nl = "laag", en = "low" },'
        ' { value = 3, nl = "hoog", en = "high" } ]\n'
        '[[indicator]]\nid = "figure"\nlabel = { nl = "Figuur", en = "Figure" }\n'
        'unit = { nl = "punt", en = "point" }\n' + node("compass", None)
    ]
    parts += [
        f'[[precondition]]\nid = "p{n}"\nnumber = "{n}"\nroles = ["all"]\n'
        'label = { nl = "Voorwaarde", en = "Condition" }\n'
        for n in range(PRECONDITIONS)
    ]
    for n in range(leaves):
        component = n // 3
        if n % 12 == 0:
            parts.append(node(f"aspect-{n // 12}", "compass"))
        if n % 3 == 0:
            parts.append(node(f"component-{component}", f"aspect-{n // 12}"))
        parts.append(node(f"leaf-{n}", f"component-{component}", n))
    return "".join(parts)


def node(id: str, parent: str | None, leaf: int | None = None) -> str:
    """A node of the tree, with a rating or a figure of its own when it is a leaf."""
    lines = [f'[[node]]\nid = "{id}"', f'label = {{ nl = "{id}", en = "{id}" }}']
    if parent is not None:
        lines += [f'parent = "{parent}"', "weight = 1"]
    if leaf is not None and leaf % 2:
        lines.append('rating = { scale = "four" }')
    elif leaf is not None:
        lines.append(f'figure = {{ indicators = ["i{leaf}"], goalposts = [0, 100] }}')
        lines.append(f'[[indicator]]\nid = "i{leaf}"')
        lines.append(
            'label = { nl = "Figuur", en = "Figure" }\nunit = { nl = "punt", en = "point" }'
        )
    return "\n".join(lines) + "\n"


def made_up(regions: int, leaves: int) -> Case:
    """A case of that many regions and leaves, the same every time."""
    random = np.random.default_rng(SEED)
    text = framework(leaves)
    made, problems = parse(text)
    assert made is not None, problems
    rows: dict[str, list[dict[str, Any]]] = {
        "sources": [
            {"id": "report", "kind": "document", "title": "Report", "published": "2020"},
            {"id": "data", "kind": "dataset", "title": "Data", "published": "2020"},
        ],
        "passages": [{"id": "p", "document": "report", "paragraph": 1, "sha256": "0" * 64}],
        "regions": [
            {
                "code": f"x-{n}",
                "name_nl": f"Regio {n}",
                "name_en": f"Region {n}",
                "weighed": True,
                "home": False,
            }
            for n in range(regions)
        ],
    }
    judgements, figures, findings = [], [], []
    for region in range(regions):
        for leaf in range(leaves):
            if random.random() < UNKNOWN:
                continue
            if leaf % 2:
                judgements += [
                    {
                        "id": f"j-{region}-{leaf}-{k}",
                        "region": f"x-{region}",
                        "criterion": f"leaf-{leaf}",
                        "rating": float(random.integers(0, 4)),
                        "passage": "p",
                        "reason_nl": "Omdat",
                    }
                    for k in range(random.integers(1, 3))
                ]
            else:
                figures.append(
                    {
                        "region": f"x-{region}",
                        "indicator": f"i{leaf}",
                        "year": 2020,
                        "value": float(random.uniform(-10, 110)),
                        "source": "data",
                    }
                )
        findings += [
            {
                "id": f"f-{region}-{n}",
                "region": f"x-{region}",
                "precondition": f"p{n}",
                "outcome": str(random.choice(["holds", "holds", "holds", "fails"])),
                "passage": "p",
                "reason_nl": "Omdat",
            }
            for n in range(PRECONDITIONS)
            if random.random() > UNKNOWN / 2
        ]
    rows |= {"judgements": judgements, "figures": figures, "findings": findings}
    tables = {
        name: [dict.fromkeys(table.columns) | row for row in rows.get(name, [])]
        for name, table in TABLES.items()
    }
    return Case(Package.of("made-up", "Made up", made, text, tables))
