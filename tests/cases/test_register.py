"""The register that comes with Noord-Brabant, against the five documents and against itself."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.apps.register import ORGANISATIONS, rows
from windroos import cases
from windroos.apps.network.actions import load_register
from windroos.apps.network.queries import records
from windroos.apps.regions.models import Case
from windroos.cases.package import locate
from windroos.cases.problems import Problem
from windroos.cases.reading import Row
from windroos.cases.register import Register, check, read
from windroos.cases.register.naming import Naming
from windroos.sources import documents

PAIRS = Path(__file__).parents[1] / "link" / "organisation_pairs.csv"
FOLDER = locate("noord_brabant") / "register"


@pytest.fixture(scope="module")
def register() -> Register:
    return read("noord_brabant")


@pytest.fixture(scope="module")
def naming(register: Register) -> Naming:
    return Naming(register.tables["names"])


# As it is shipped


def test_it_is_sound() -> None:
    assert check("noord_brabant") == []


def test_its_files_are_what_is_written_of_it(register: Register) -> None:
    written = register.files()
    shipped = {file.name: file.read_bytes() for file in FOLDER.iterdir()}
    assert written == shipped


@pytest.mark.django_db
def test_what_was_loaded_is_exported_equal(register: Register) -> None:
    case = Case.objects.create(name=register.name, title=register.title, state=1)
    load_register(case, register)
    assert records.register(case).files() == register.files()


def test_it_holds_what_was_coded(register: Register) -> None:
    counted = {name: len(found) for name, found in register.tables.items()}
    # Counted in the files by `grep -c ''`, less the line of the heads; chains are coded by others.
    for name, least in {
        "organisations": 255, "names": 453, "roles": 244, "mentions": 652, "relations": 159,
        "sites": 43, "conditions": 71, "labour": 41, "areas": 14, "maps": 3,
    }.items():  # fmt: skip
        assert counted[name] >= least, name
    kinds = Counter(row["kind"] for row in register.tables["organisations"])
    assert set(kinds) >= {"company", "knowledge-institution", "government", "programme", "partner"}


def test_everything_that_the_text_says_has_its_passage(register: Register) -> None:
    told = [
        (name, row)
        for name, found in register.tables.items()
        for row in found
        if row.get("basis") == "text" and "passage" in row
    ]
    assert len(told) > 400
    assert all(row["passage"] for _name, row in told)


def test_what_it_refers_to_in_the_case_is_there(register: Register) -> None:
    case = cases.load("noord_brabant")
    assert {row["document"] for row in register.tables["passages"]} <= set(case.sources)
    themes = {row["theme"] for name in ("areas", "roles") for row in register.tables[name]}
    assert themes - {None} <= set(case.themes)


# Against the documents


Passages = dict[tuple[str, str, int], Any]


@pytest.fixture(scope="module")
def passages(shared: Path, register: Register) -> Passages:
    """The passages of the documents that the register cites, by document, section and paragraph."""
    found = {}
    for document in {str(row["document"]) for row in register.tables["passages"]}:
        (file,) = (shared / "seeds").glob(f"{document}_*.txt")
        for passage in documents.read(file.read_bytes()).passages:
            found[document, *passage.place] = passage
    return found


def _place(row: Row) -> Any:
    return row["document"], row["section"] or "", row["paragraph"]


def test_every_passage_is_found_at_its_place(passages: Passages, register: Register) -> None:
    for row in register.tables["passages"]:
        passage = passages[_place(row)]
        assert passage.sha256 == row["sha256"], row["id"]
        if row["sentences"]:
            last = int(str(row["sentences"]).split("-")[-1])
            assert last <= len(documents.sentences(passage.text)), row["id"]


def test_every_name_stands_in_the_passage_that_is_said_to_name_it(
    passages: Passages, register: Register
) -> None:
    rows_of = {row["id"]: row for row in register.tables["passages"]}
    missing = []
    for row in register.tables["mentions"]:
        place = rows_of[row["passage"]]
        words = documents.sentences(passages[_place(place)].text)
        if place["sentences"]:
            first, _dash, last = str(place["sentences"]).partition("-")
            words = words[int(first) - 1 : int(last or first)]
        if str(row["name"]) not in " ".join(words):
            missing.append((row["organisation"], row["name"], row["passage"]))
    assert missing == []


def test_no_sentence_of_the_documents_is_in_the_register(
    passages: Passages, register: Register
) -> None:
    """Titles, names and cells of tables may be; running sentences of six words or more may not."""
    whole = "\n".join(content.decode() for content in register.files().values())
    for passage in passages.values():
        if "|" not in passage.text:
            for sentence in documents.sentences(passage.text):
                if len(sentence.split()) >= 6 and sentence.endswith((".", "!", "?")):
                    assert sentence not in whole


# Which organisation a name is of


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (["Besi", "BESI", "BE Semiconductor Industries N.V."], ("besi",)),
        (["WUR", "Wageningen University & Research"], ("wur",)),
        (["Holst Centre", "TNO Holst Centre", "IMEC-TNO Holst Centre"], ("holst-centre",)),
        # The strategy and the company: the name alone does not say which.
        (["NTS"], ("nationale-technologiestrategie", "nts")),
    ],
)
def test_one_organisation_under_several_names(
    naming: Naming, names: list[str], wanted: tuple[str, ...]
) -> None:
    assert {name: naming.of(name) for name in names} == dict.fromkeys(names, wanted)


def test_an_organisation_in_several_areas_stands_there_once(register: Register) -> None:
    areas = Counter(o for o, _a in {(r["organisation"], r["area"]) for r in _of(register, "roles")})
    assert areas["tu-eindhoven"] > 1
    assert [row["id"] for row in _of(register, "organisations")].count("tu-eindhoven") == 1


def _pairs() -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if row["made_by"] == "reader"]


@pytest.mark.parametrize("pair", _pairs(), ids=lambda pair: f"{pair['name_a']}-{pair['name_b']}")
def test_pairs_of_names_a_reader_made_before_the_register_was_there(
    naming: Naming, pair: dict[str, str]
) -> None:
    a, b = naming.of(pair["name_a"]), naming.of(pair["name_b"])
    if pair["same"] == "yes":
        assert (len(a), a) == (1, b)
    elif pair["name_a"] == pair["name_b"]:  # two bodies of one name: both are told
        assert len(a) == 2
    else:
        assert not set(a) & set(b)


# Broken registers


def _broken(table: str, index: int, **change: Any) -> dict[str, list[dict[str, Any]]]:
    tables = {name: [dict(row) for row in found] for name, found in _whole().items()}
    tables[table][index] |= change
    return tables


def _whole() -> dict[str, list[dict[str, Any]]]:
    """The small register with a row in every table."""
    based = {"basis": "reading"}
    link = {"chain": "lamps", "needs": "all"}
    flow = {"chain": "lamps", "what_nl": "glas", "what_en": "glass"}
    line = {"programme": "shine", "kind": "line", "label_nl": "Lijn", "label_en": "Line"}
    goal = {"programme": "shine", "kind": "goal", "label_nl": "Doel", "label_en": "Goal"}
    note = {"text_nl": "Geteld in mei", "text_en": "Counted in May"}
    return ORGANISATIONS | {
        "sites": [{"id": "hall", "name": "The hall", "kind": "living-lab"}],
        "site_figures": [
            {"site": "hall", "measure": "jobs", "year": 2020, "role": "actual", "value": 3}
        ],
        "conditions": [
            {"id": "c1", "site": "hall", "condition": "grid", "state": "watched", **based}
        ],
        "labour": [
            {"id": "l1", "region": "NL41", "kind": "shortage", "label_nl": "Tekort",
             "label_en": "Shortage", **based}
        ],
        "chains": [
            {"id": "lamps", "label_nl": "Lampen", "label_en": "Lamps"},
            {"id": "bells", "label_nl": "Bellen", "label_en": "Bells"},
        ],
        "chain_links": [
            {"id": "glass", "label_nl": "Glas", "label_en": "Glass", "position": 1, **link},
            {"id": "bulb", "label_nl": "Lamp", "label_en": "Bulb", "position": 2, **link},
        ],
        "chain_flows": [{"id": "f1", "source": "glass", "target": "bulb", **flow}],
        "chain_holders": [
            {"id": "h1", "chain": "lamps", "link": "glass", "region": "NL41",
             "strength": "strong", **based}
        ],
        "programmes": [
            {"id": "shine", "kind": "programme", "label_nl": "Schijn", "label_en": "Shine",
             "start": "2018", "end": "2022-12", **based},
            {"id": "glow", "kind": "fund", "label_nl": "Gloed", "label_en": "Glow", **based},
        ],
        "programme_parts": [
            {"id": "s1", "position": 1, **line},
            {"id": "s2", "parent": "s1", "position": 2, **line},
        ],
        "programme_goals": [
            {"id": "g1", "position": 1, "parts": "s1 s2", **goal},
            {"id": "g2", "parent": "g1", "position": 2, **goal},
        ],
        "programme_partners": [
            {"id": "w1", "programme": "shine", "part": "s1", "name_nl": "Bedrijven",
             "name_en": "Companies", "role": "funder", **based}
        ],
        "programme_agreements": [
            {"id": "a1", "programme": "shine", "part": "s2", "kind": "loan", "label_nl": "Lening",
             "label_en": "Loan", **based}
        ],
        "programme_notes": [
            {"id": "n1", "programme": "shine", "mark": "*", **note},
            {"id": "n2", "programme": "glow", "mark": "*", **note},
            {"id": "n3", "programme": "shine", "mark": "**", **note},
        ],
        "indicators": [
            {"id": "i1", "programme": "shine", "part": "s1", "goals": "g1", "agreements": "a1",
             "label_nl": "Banen", "label_en": "Jobs", "kind": "stock", "direction": "up",
             "over_time": "last", "scale_low": 0, "scale_high": 10, "on_track": 0.1,
             "at_risk": 0.25, "position": 1, **based}
        ],
        "indicator_notes": [
            {"id": "m1", "indicator": "i1", "mark": "a", **note},
            {"id": "m2", "indicator": "i1", "mark": "b", **note},
        ],
    }  # fmt: skip


# The rule, the row that breaks it, and where that is told: the line counts the heads as the first.
BROKEN = [
    ("no-name", _broken("names", 0, kind="short"), "organisations.csv", 3, "id"),
    ("two-names", _broken("names", 1, kind="official"), "names.csv", 4, "kind"),
    ("half-a-place", _broken("organisations", 0, latitude=None), "organisations.csv", 3,
     "latitude"),
    ("half-a-place", _broken("sites", 0, latitude=51.0), "sites.csv", 2, "longitude"),
    ("no-passage", _broken("roles", 0, passage=None), "roles.csv", 2, "passage"),
    ("no-passage", _broken("relations", 0, basis="text"), "relations.csv", 2, "passage"),
    ("no-passage", _broken("conditions", 0, basis="text"), "conditions.csv", 2, "passage"),
    ("no-passage", _broken("labour", 0, basis="text"), "labour.csv", 2, "passage"),
    ("no-passage", _broken("chain_holders", 0, basis="text"), "chain_holders.csv", 2, "passage"),
    ("itself", _broken("relations", 0, other="lamp-works"), "relations.csv", 2, "other"),
    ("itself", _broken("organisations", 0, parent="lamp-works"), "organisations.csv", 3, "parent"),
    ("itself", _broken("chain_flows", 0, target="glass"), "chain_flows.csv", 2, "target"),
    ("out-of-order", _broken("relations", 0, end="1998-12"), "relations.csv", 2, "end"),
    ("out-of-order", _broken("organisations", 0, founded="1999", ended="1990-01"),
     "organisations.csv", 3, "ended"),
    ("out-of-order", _broken("sites", 0, trl_from=7, trl_to=4), "sites.csv", 2, "trl_to"),
    ("out-of-order", _broken("chain_holders", 0, share_low=0.5, share_high=0.25),
     "chain_holders.csv", 2, "share_high"),
    ("of-what", _broken("conditions", 0, region="NL41"), "conditions.csv", 2, "site"),
    ("of-what", _broken("conditions", 0, site=None), "conditions.csv", 2, "site"),
    ("value-or-state", _broken("site_figures", 0, state="none"), "site_figures.csv", 2, "value"),
    ("value-or-state", _broken("site_figures", 0, value=None), "site_figures.csv", 2, "value"),
    ("no-holder", _broken("chain_holders", 0, region=None), "chain_holders.csv", 2,
     "organisation"),
    ("other-chain", _broken("chain_holders", 0, chain="bells"), "chain_holders.csv", 2, "link"),
    *(
        ("no-passage", _broken(table, 0, basis="text"), f"{table}.csv", line, "passage")
        for table, line in (
            ("programmes", 3), ("programme_partners", 2), ("programme_agreements", 2),
            ("indicators", 2),
        )
    ),
    ("itself", _broken("programme_parts", 0, parent="s1"), "programme_parts.csv", 2, "parent"),
    ("itself", _broken("programme_goals", 0, parent="g1"), "programme_goals.csv", 2, "parent"),
    ("circle", _broken("programme_parts", 0, parent="s2"), "programme_parts.csv", 2, "parent"),
    ("circle", _broken("programme_goals", 0, parent="g2"), "programme_goals.csv", 2, "parent"),
    *(
        ("out-of-order", _broken(table, 0, start="2023-02", end="2022"), f"{table}.csv", line,
         "end")
        for table, line in (
            ("programmes", 3), ("programme_parts", 2), ("programme_partners", 2),
            ("programme_agreements", 2),
        )
    ),
    ("out-of-order", _broken("indicators", 0, on_track=0.3), "indicators.csv", 2, "at_risk"),
    *(
        ("other-programme", _broken(table, index, programme="glow", **change), f"{table}.csv",
         index + 2, field)
        for table, index, change, field in (
            ("programme_goals", 1, {}, "parent"),
            ("programme_partners", 0, {}, "part"),
            ("indicators", 0, {"goals": None, "agreements": None}, "part"),
            ("indicators", 0, {"part": None, "agreements": None, "goals": "g1"}, "goals"),
            ("indicators", 0, {"part": None, "goals": None}, "agreements"),
        )
    ),
    ("no-partner", _broken("programme_partners", 0, name_nl=None, name_en=None),
     "programme_partners.csv", 2, "organisation"),
    ("two-marks", _broken("programme_notes", 2, mark="*"), "programme_notes.csv", 4, "mark"),
    ("two-marks", _broken("indicator_notes", 1, mark="a"), "indicator_notes.csv", 3, "mark"),
    *(
        ("other-kind", _broken("indicators", 0, **{field: way}), "indicators.csv", 2, field)
        for field, way in (
            ("over_time", "sum"), ("over_time", "pool"), ("over_time", "reached"),
            ("up_tree", "pool"), ("up_tree", "all"),
        )
    ),
    ("no-scale", _broken("indicators", 0, kind="scale", scale_low=None), "indicators.csv", 2,
     "scale_low"),
    ("no-scale", _broken("indicators", 0, scale_low=10), "indicators.csv", 2, "scale_high"),
    ("not-allowed", _broken("indicators", 0, kind="guess"), "indicators.csv", 2, "kind"),
    ("out-of-range", _broken("indicators", 0, on_track=-0.1), "indicators.csv", 2, "on_track"),
    ("duplicate-key", _broken("areas", 1, id="light"), "areas.csv", 3, "id"),
    ("unknown-reference", _broken("mentions", 0, passage="p9"), "mentions.csv", 2, "passage"),
    ("not-allowed", _broken("roles", 0, category="choir"), "roles.csv", 2, "category"),
    ("missing-value", _broken("sites", 0, name=None), "sites.csv", 2, "name"),
    ("out-of-range", _broken("sites", 0, trl_from=10, trl_to=None), "sites.csv", 2, "trl_from"),
]  # fmt: skip


def test_the_whole_small_register_is_sound(tmp_path: Path) -> None:
    assert _written(_whole(), tmp_path) == []


@pytest.mark.parametrize(
    ("code", "tables", "file", "line", "field"),
    BROKEN,
    ids=[f"{code}-{file}-{field}" for code, _tables, file, _line, field in BROKEN],
)
def test_each_fault_is_told_once_with_its_place(
    code: str,
    tables: dict[str, list[dict[str, Any]]],
    file: str,
    line: int,
    field: str,
    tmp_path: Path,
) -> None:
    (problem,) = _written(tables, tmp_path)
    assert (problem.code, problem.file, problem.row, problem.field) == (code, file, line, field)
    assert problem.message


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert _written(_whole(), tmp_path) == []
    (tmp_path / "lake" / "roles.csv").unlink()
    assert [(one.code, one.file) for one in check(tmp_path / "lake")] == [
        ("missing-file", "roles.csv")
    ]


def test_every_rule_has_its_broken_register() -> None:
    rules = Path(cases.__file__).with_name("register") / "rules.py"
    codes = set(re.findall(r'_problem\(\s*(?:"\w+"|table), "([\w-]+)"', rules.read_text("utf-8")))
    assert codes <= {code for code, *_rest in BROKEN}
    assert len(codes) == 16


# What the tests above are made of


def _of(register: Register, table: str) -> Iterator[Any]:
    yield from register.tables[table]


def _written(tables: dict[str, list[dict[str, Any]]], folder: Path) -> list[Problem]:
    """What is wrong with a register of these rows, written to a folder as files."""
    Register.of("lake", "The lake", rows(tables)).write(folder / "lake")
    return check(folder / "lake")
