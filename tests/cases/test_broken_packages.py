"""Every kind of broken package gives its own error with file, line and field, and is refused whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.cases import packages
from windroos.apps.accounts.queries import Event
from windroos.apps.regions import queries as regions
from windroos.cases import check
from windroos.cases.tables import descriptor
from windroos.cli.case import app

Break = Callable[[Path], None]


@dataclass(frozen=True)
class Kind:
    """A way to break the small package, and where the error must point."""

    id: str
    code: str
    file: str
    row: int | None
    field: str | None
    break_it: Break
    says: str = ""
    others: bool = False  # whether it brings other problems with it


def _table(name: str, change: Callable[[list[dict]], object]) -> Break:
    """Change the rows of one table."""

    def break_it(folder: Path) -> None:
        tables = packages.rows()
        change(tables[name])
        packages.write(folder, tables)

    return break_it


def _cell(table: str, index: int, field: str, value: object) -> Break:
    return _table(table, lambda rows: rows[index].update({field: value}))


def _framework(old: str, new: str) -> Break:
    assert old in packages.FRAMEWORK
    return lambda folder: void(
        packages.write(folder, framework=packages.FRAMEWORK.replace(old, new, 1))
    )


_NAMED = 'label = { nl = "a", en = "a" }'


def _limits(entry: str) -> Break:
    """The framework with this under `[robustness]`."""
    return _framework("[[role]]", f"[robustness]\n{entry}\n\n[[role]]")


def _bytes(file: str, change: Callable[[bytes], bytes]) -> Break:
    def break_it(folder: Path) -> None:
        path = folder / file
        path.write_bytes(change(path.read_bytes()))

    return break_it


def _described(change: Callable[[dict], object]) -> Break:
    def break_it(folder: Path) -> None:
        described = descriptor("lake", "Lake")
        change(described)
        packages.write(folder, described=described)

    return break_it


def void(_: object) -> None:
    """For a lambda that must give nothing."""


def _line(text: str) -> int:
    """The line of the framework file that holds a text."""
    return packages.FRAMEWORK[: packages.FRAMEWORK.index(text)].count("\n") + 1


FW = "framework.toml"

KINDS = [
    # Files
    Kind("no descriptor", "missing-file", "datapackage.json", None, None,
         lambda f: (f / "datapackage.json").unlink()),
    Kind("no framework", "missing-file", FW, None, None, lambda f: (f / FW).unlink()),
    Kind("no table", "missing-file", "judgements.csv", None, None,
         lambda f: (f / "judgements.csv").unlink()),
    Kind("latin-1", "encoding", "regions.csv", 3, None,
         _bytes("regions.csv", lambda b: b.replace(b"Estland", "Estländ".encode("latin-1")))),
    Kind("nul", "encoding", "themes.csv", 2, None,
         _bytes("themes.csv", lambda b: b.replace(b"Algen", b"Al\x00gen"))),
    Kind("empty file", "empty-file", "relations.csv", 1, None, _bytes("relations.csv", lambda b: b"")),
    Kind("open quote", "csv-syntax", "themes.csv", 4, None,
         _bytes("themes.csv", lambda b: b + b'x,"open,Open,false,\n')),
    # The descriptor
    Kind("bad json", "json-syntax", "datapackage.json", 1, None,
         _bytes("datapackage.json", lambda b: b[:-1])),
    Kind("json list", "descriptor-type", "datapackage.json", 1, None,
         _bytes("datapackage.json", lambda b: b"[]")),
    Kind("bad name", "descriptor-name", "datapackage.json", None, "name",
         _described(lambda d: d.update(name="The Lake"))),
    Kind("reserved name", "descriptor-name", "datapackage.json", None, "name",
         _described(lambda d: d.update(name="account"))),
    Kind("unlisted table", "missing-table", "datapackage.json", None, "resources",
         _described(lambda d: d["resources"].pop())),
    Kind("extra table", "unknown-table", "datapackage.json", None, "resources",
         _described(lambda d: d["resources"].append({"name": "boats", "path": "boats.csv"}))),
    Kind("path outside", "resource-path", "datapackage.json", None, "resources",
         _described(lambda d: d["resources"][0].update(path="../regions.csv"))),
    # Rows and cells
    Kind("missing column", "missing-column", "themes.csv", 1, "passage",
         _bytes("themes.csv", lambda b: b.replace(b",passage", b"", 1))),
    Kind("unknown column", "unknown-column", "themes.csv", 1, "colour",
         _bytes("themes.csv", lambda b: b.replace(b"cross_cutting", b"colour", 1)), others=True),
    Kind("column twice", "duplicate-column", "themes.csv", 1, "label_nl",
         _bytes("themes.csv", lambda b: b.replace(b"label_en", b"label_nl", 1)), others=True),
    Kind("short row", "row-length", "themes.csv", 4, None,
         _bytes("themes.csv", lambda b: b + b"x,y\n")),
    Kind("empty cell", "missing-value", "regions.csv", 3, "name_nl", _cell("regions", 1, "name_nl", "")),
    Kind("not a number", "type", "figures.csv", 2, "value", _cell("figures", 0, "value", "50,5")),
    Kind("not finite", "type", "figures.csv", 2, "value", _cell("figures", 0, "value", "nan")),
    Kind("not an integer", "type", "passages.csv", 3, "paragraph", _cell("passages", 1, "paragraph", "two")),
    Kind("not a boolean", "type", "statements.csv", 2, "explicit", _cell("statements", 0, "explicit", "ja")),
    Kind("not in the list", "not-allowed", "decisions.csv", 2, "effort",
         _cell("decisions", 0, "effort", "inzet")),
    Kind("bad form", "pattern", "passages.csv", 2, "sha256", _cell("passages", 0, "sha256", "abc")),
    Kind("blanks only", "spaces", "regions.csv", 3, "name_nl", _cell("regions", 1, "name_nl", "  ")),
    Kind("id with a newline", "spaces", "themes.csv", None, "id", _cell("themes", 1, "id", "song\n"), others=True),
    Kind("control character", "control-character", "judgements.csv", 2, "reason_nl",
         _cell("judgements", 0, "reason_nl", "Om\u2028dat")),
    Kind("too long", "too-long", "regions.csv", 3, "name_nl", _cell("regions", 1, "name_nl", "E" * 401)),
    Kind("python's number", "type", "figures.csv", 2, "value", _cell("figures", 0, "value", "1_0")),
    Kind("address with a script", "pattern", "sources.csv", 2, "url",
         _cell("sources", 0, "url", "javascript:alert(1)")),
    Kind("out of range", "out-of-range", "regions.csv", 2, "latitude", _cell("regions", 0, "latitude", 91)),
    # Keys and references
    Kind("duplicate key", "duplicate-key", "judgements.csv", 3, "id", _cell("judgements", 1, "id", "j1"),
         says="line 2"),
    Kind("duplicate figure", "duplicate-key", "figures.csv", 6, "region, indicator, year, source",
         _cell("figures", 4, "source", "data")),
    Kind("unknown region", "unknown-reference", "judgements.csv", 2, "region",
         _cell("judgements", 0, "region", "SE"), says="SE"),
    Kind("dangling locator", "unknown-reference", "judgements.csv", 4, "passage",
         _cell("judgements", 2, "passage", "p9"), says="passages.csv"),
    Kind("unknown leaf", "unknown-reference", "judgements.csv", 2, "criterion",
         _cell("judgements", 0, "criterion", "depth"), says="rating leaf"),
    Kind("unknown role", "unknown-reference", "decisions.csv", 2, "role", _cell("decisions", 0, "role", "x")),
    Kind("unknown theme among several", "unknown-reference", "findings.csv", 2, "themes",
         _cell("findings", 0, "themes", "algae moss"), says="moss"),
    Kind("unknown indicator", "unknown-reference", "figures.csv", 2, "indicator",
         _cell("figures", 0, "indicator", "feet")),
    Kind("framework points nowhere", "unknown-reference", FW, None, "passage",
         _framework('id = "lake"\nlabel', 'id = "lake"\npassage = "p9"\nlabel'), says="p9"),
    # Rules
    Kind("code that does not exist", "region-code", "regions.csv", 3, "code",
         _table("regions", lambda r: r[1].update(code="QQ")), others=True),
    Kind("region within itself", "region-cycle", "regions.csv", 4, "parent", _cell("regions", 2, "parent", "LV00"), others=True),
    Kind("two homes", "two-homes", "regions.csv", 3, "home",
         _table("regions", lambda r: r[1].update(home="true", weighed="false"))),
    Kind("home weighed", "home-weighed", "regions.csv", 2, "weighed", _cell("regions", 0, "weighed", "true")),
    Kind("nothing weighed", "none-weighed", "regions.csv", None, "weighed",
         _table("regions", lambda rows: [r.update(weighed="false") for r in rows])),
    Kind("passage of a dataset", "not-a-document", "passages.csv", 2, "document",
         _cell("passages", 0, "document", "data")),
    Kind("sentences backwards", "sentences", "passages.csv", 2, "sentences",
         _cell("passages", 0, "sentences", "3-2")),
    Kind("region in another country", "parent-country", "regions.csv", 5, "parent",
         _cell("regions", 3, "parent", "EE")),
    Kind("day that does not exist", "date", "sources.csv", 2, "published",
         _cell("sources", 0, "published", "2021-02-31")),
    Kind("two units", "units", "figures.csv", 4, "unit", _cell("figures", 2, "unit", "km"), says="framework.toml"),
    Kind("off the scale", "rating-range", "judgements.csv", 2, "rating",
         _cell("judgements", 0, "rating", 6), says="1 to 5"),
    Kind("period backwards", "period", "statements.csv", 2, "period_end",
         _cell("statements", 0, "period_end", 2019)),
    Kind("figure of nothing", "no-value", "quantities.csv", 2, "value", _cell("quantities", 0, "value", "")),
    Kind("figure and none", "value-and-state", "quantities.csv", 2, "state",
         _cell("quantities", 0, "state", "none")),
    Kind("target to be measured", "not-measured", "quantities.csv", 2, "state",
         _table("quantities", lambda r: r[0].update(value="", state="to-be-measured"))),
    Kind("cell twice", "cell-twice", "quantities.csv", 3, "cell",
         _table("quantities", lambda r: r.append({**r[0], "id": "q2"})), says="2025"),
    Kind("series of two names", "series-differs", "quantities.csv", 3, "label_nl",
         _table("quantities", lambda r: r.append({**r[0], "id": "q2", "cell": "2026", "label_nl": "Boten"})), says="q1"),
    Kind("series in two units", "series-unit", "quantities.csv", 3, "unit",
         _table("quantities", lambda r: r.append({**r[0], "id": "q2", "cell": "2026", "unit": "%"}))),
    Kind("two decisions", "two-decisions", "decisions.csv", 3, "region",
         _table("decisions", lambda r: r.append({**r[0], "id": "d2", "effort": "none"})), says="d1"),
    Kind("condition without words", "conditions", "findings.csv", 2, "conditions_nl",
         _table("findings", lambda r: r[0].update(conditions_nl="", conditions_en=""))),
    Kind("reason in no language", "missing-value", "judgements.csv", 2, "reason_nl",
         _table("judgements", lambda r: r[0].update(reason_nl="", reason_en=""))),
    Kind("judgement on nothing", "no-basis", "judgements.csv", 2, "passage",
         _table("judgements", lambda r: r[0].update(passage="", judged="2021"))),
    Kind("judgement of no day", "no-basis", "judgements.csv", 2, "judged",
         _table("judgements", lambda r: r[0].update(passage="", grounds_nl="Een gesprek"))),
    Kind("judged on a day that is not", "date", "findings.csv", 2, "judged",
         _cell("findings", 0, "judged", "2021-02-30")),
    Kind("decision without motivation", "no-basis", "decisions.csv", 2, "motivation_nl",
         _cell("decisions", 0, "passage", "")),
    Kind("departure without reason", "no-departure", "decisions.csv", 2, "departure_nl",
         _cell("decisions", 0, "advice", "none")),
    Kind("decision in the place of nothing", "unknown-reference", "decisions.csv", 2, "replaces",
         _cell("decisions", 0, "replaces", "d7")),
    Kind("decision on no theme", "unknown-reference", "decisions.csv", 2, "themes",
         _cell("decisions", 0, "themes", "algae fog")),
    Kind("condition that is none", "conditions", "findings.csv", 3, "outcome",
         _cell("findings", 1, "themes", "algae")),
    # The framework
    Kind("bad toml", "toml-syntax", FW, 2, None, _framework('version = "1"', "version =")),
    Kind("no text but a list", "framework-type", FW, _line('id = "fish"'), "parent",
         _framework('id = "fish"\nparent = "quality"', 'id = "fish"\nparent = ["quality"]'), others=True),
    Kind("weight beyond measure", "weight", FW, _line('id = "people"'), "weight",
         _framework("weight = 1", f"weight = {'9' * 400}")),
    Kind("theme criterion without rating", "framework-unknown-node", FW, None, "theme_criterion",
         _framework('version = "1"', 'version = "1"\ntheme_criterion = "depth"'), says="depth"),
    Kind("threshold without meaning", "framework-unknown-field", FW, _line('id = "research"'), "thresholds",
         _framework("active = 0.7", "active = 0.7, passive = 0.1")),
    Kind("negative weight", "weight", FW, _line('id = "people"'), "weight",
         _framework("weight = 1", "weight = -1")),
    Kind("weights all zero", "tree", FW, _line('id = "lake"\nlabel'), "node",
         lambda f: void(packages.write(f, framework=packages.FRAMEWORK
             .replace("weight = 1", "weight = 0")
             .replace("{ research = 3, culture = 1 }", "0")))),
    Kind("cycle in the tree", "tree", FW, _line('id = "water"'), "node",
         _framework('parent = "lake"\nlabel = { nl = "Water"', 'parent = "chemistry"\nlabel = { nl = "Water"'),
         says="cycle"),
    Kind("unknown parent", "tree", FW, _line('id = "choirs"'), "node",
         _framework('parent = "people"', 'parent = "persons"'), says="persons"),
    Kind("node twice", "framework-duplicate", FW, None, "id", _framework('id = "fish"', 'id = "salt"')),
    Kind("leaf without measure", "leaf-unmeasured", FW, _line('id = "choirs"'), "node",
         _framework('label = { nl = "Koren", en = "Choirs" }\nrating = { scale = "five" }',
                    'label = { nl = "Koren", en = "Choirs" }')),
    Kind("node with a measure", "node-measured", FW, _line('id = "people"'), "node",
         _framework('weight = 1\n', 'weight = 1\nrating = { scale = "five" }\n')),
    Kind("unknown scale", "rating-scale", FW, _line('id = "fish"'), "rating",
         _framework('label = { nl = "Vis", en = "Fish" }\nrating = { scale = "five" }',
                    'label = { nl = "Vis", en = "Fish" }\nrating = { scale = "six" }'), says="six"),
    Kind("scale falls", "scale", FW, _line('id = "five"'), "points", _framework("value = 3", "value = 7")),
    Kind("goalposts equal", "goalposts", FW, _line('id = "depth"'), "figure",
         _framework("[0, 100]", "[5, 5]")),
    Kind("threshold above 1", "thresholds", FW, _line('id = "research"'), "thresholds",
         _framework("active = 0.7", "active = 7")),
    Kind("reactive above active", "thresholds", FW, _line('id = "research"'), "thresholds",
         _framework("reactive = 0.3", "reactive = 0.9")),
    Kind("one language", "framework-text", FW, _line('id = "choirs"'), "label",
         _framework('{ nl = "Koren", en = "Choirs" }', '{ nl = "Koren" }')),
    Kind("series of nothing", "series-indicator", FW, None, "id",
         _framework('[[series]]\nid = "salt"', '[[series]]\nid = "sugar"'), says="sugar"),
    Kind("series of an unknown source", "series-source", FW, None, "source",
         _framework('source = "world-bank"', 'source = "moon-bank"'), says="moon-bank"),
    Kind("series of an unknown option", "series-source", FW, None, "source",
         _framework('source = "world-bank"', 'source = "world-bank?colour=red"'), says="indicator"),
    Kind("series of boundaries", "series-source", FW, None, "source",
         _framework('source = "world-bank"', 'source = "nuts-boundaries"'), says="boundaries"),
    Kind("series without a unit", "framework-missing", FW, None, "unit",
         _framework('observed = "SALT"\nunit = "m"', 'observed = "SALT"')),
    Kind("rule that is none", "series-rule", FW, None, "rule",
         _framework("{ mean = 3, least = 1 }", "{ mean = 3, least = 4 }"), says="least"),
    Kind("parts of no kind", "series", FW, None, "kind",
         _framework('observed = "SALT"', 'observed = "SALT"\nparts = { source = "wgi", observed = "x", year = 2018 }'),
         says="rate or a total"),
    Kind("parts without a year", "series", FW, None, "parts",
         _framework('observed = "SALT"', 'observed = "SALT"\nkind = "rate"\nparts = { source = "wgi", observed = "x" }')),
    Kind("versions backwards", "series", FW, None, "nuts",
         _framework('observed = "SALT"', 'observed = "SALT"\nkind = "rate"\n'
                    'nuts = { from = "2016", to = "2013", weight = "pop11" }'), says="older"),
    Kind("place in unknown codes", "series", FW, None, "place",
         _framework('observed = "SALT"', 'observed = "SALT"\nplace = { dimension = "d", codes = "own", of = "NL" }'),
         says="iso3"),
    Kind("years of a scale", "series", FW, None, "max_age",
         _framework('observed = "SALT"', 'observed = "SALT"\nmax_age = "old"')),
    Kind("unknown entry", "framework-unknown-field", FW, _line('id = "choirs"'), "colour",
         _framework('id = "choirs"', 'id = "choirs"\ncolour = "red"')),
    Kind("bad aggregate", "aggregate", FW, _line('id = "quality"'), "aggregate",
         _framework('"geometric"', '"median"')),
    Kind("power without exponent", "exponent", FW, _line('id = "quality"'), "exponent",
         _framework('"geometric"', '"power"')),
    Kind("exponent of no mean", "exponent", FW, _line('id = "quality"'), "exponent",
         _framework('"geometric"', '"geometric"\nexponent = 2')),
    Kind("ordered mean at 0", "exponent", FW, _line('id = "quality"'), "exponent",
         _framework('"geometric"', '"owa"\nexponent = 0')),
    Kind("exponent in words", "exponent", FW, _line('id = "quality"'), "exponent",
         _framework('"geometric"', '"power"\nexponent = "two"')),
    Kind("precondition of no role", "framework-unknown-role", FW, _line('id = "boats"'), "roles",
         _framework('roles = ["research"]', 'roles = ["sport"]')),
    Kind("ask that is no text", "framework-text", FW, _line('id = "fish"'), "ask",
         _framework('id = "fish"', 'id = "fish"\nask = "The fisher"')),
    Kind("ask points nowhere", "unknown-reference", FW, None, "ask_passage",
         _framework('id = "boats"', 'id = "boats"\nask_passage = "p9"'), says="p9"),
    # How sure a verdict is
    Kind("limits that are no table", "framework-type", FW, None, "robustness",
         _framework('version = "1"', 'version = "1"\nrobustness = 3')),
    Kind("limit without meaning", "framework-unknown-field", FW, None, "robustness",
         _limits("sample = 100"), says="sample"),
    Kind("unknown that is no way", "robustness", FW, None, "robustness", _limits('unknown = "mean"'),
         says="uniform or observed"),
    Kind("weights without a method", "robustness", FW, None, "robustness", _limits("weights = {}"),
         says="there is no method"),
    Kind("weights that are a number", "robustness", FW, None, "robustness", _limits("weights = 3"),
         says="tree-weights"),
    Kind("weights of no tree", "robustness", FW, None, "robustness",
         _limits('weights = { method = "whole-simplex" }'), says="space on the tree"),
    Kind("weights with another parameter", "robustness", FW, None, "robustness",
         _limits('weights = { method = "tree-weights", spread = 1 }'), says="no parameter “spread”"),
    Kind("weights of no node", "robustness", FW, None, "robustness",
         _limits('weights = { method = "tree-weights", nodes = { pond = { method = "whole-simplex" } } }'),
         says="pond"),
    Kind("weights of two where there are three", "robustness", FW, None, "robustness",
         _limits('weights = { method = "tree-weights", nodes = { lake = '
                 '{ method = "fixed-weights", point = [1, 1, 1] } } }'), says="fixed-weights"),
    Kind("weights around a word", "robustness", FW, None, "robustness",
         _limits('weights = { method = "tree-weights", default = { method = "around-point", spread = "wide" } }')),
    Kind("weights by a number", "robustness", FW, None, "robustness",
         _limits('weights = { method = "tree-weights", default = 3 }'), says="research"),
    Kind("weights within no bounds", "robustness", FW, None, "robustness",
         _limits('weights = { method = "tree-weights", default = { method = "constrained", lower = 0.9 } }')),
    Kind("steps of no confidence", "framework-unknown-field", FW, None, "robustness",
         _limits("ratings = { sure = 1 }"), says="sure"),
    Kind("steps below nought", "robustness", FW, None, "robustness", _limits("ratings = { low = -1 }"),
         says="low"),
    Kind("methods that are none", "robustness", FW, None, "robustness", _limits("methods = []"),
         says="list"),
    Kind("method without a name", "framework-text", FW, None, "label", _limits("methods = [{}]")),
    Kind("method of no kind", "robustness", FW, None, "robustness",
         _limits(f'methods = [{{ {_NAMED}, aggregate = "median" }}]'), says="median"),
    Kind("method with a strange exponent", "robustness", FW, None, "robustness",
         _limits(f'methods = [{{ {_NAMED}, aggregate = "power", exponent = "two" }}]'), says="exponent"),
    Kind("method without its exponent", "robustness", FW, None, "robustness",
         _limits(f'methods = [{{ {_NAMED}, aggregate = "power" }}]'), says="exponent"),
    Kind("exponent without its method", "robustness", FW, None, "robustness",
         _limits(f"methods = [{{ {_NAMED}, exponent = 2 }}]"), says="aggregate"),
    Kind("method that is never taken", "robustness", FW, None, "robustness",
         _limits(f"methods = [{{ {_NAMED}, probability = 0 }}]"), says="above 0"),
    Kind("chance below nought", "robustness", FW, None, "robustness",
         _limits(f"methods = [{{ {_NAMED}, probability = -1 }}]"), says="probability"),
    Kind("threshold shifted by a word", "robustness", FW, None, "robustness",
         _limits(f'methods = [{{ {_NAMED}, thresholds = "lower" }}]'), says="thresholds"),
    Kind("one sample", "robustness", FW, None, "robustness", _limits("samples = 1"), says="from 2"),
    Kind("more samples than can be", "robustness", FW, None, "robustness",
         _limits("samples = 1000000000000"), says="1000000"),
    Kind("seed below nought", "robustness", FW, None, "robustness", _limits("seed = -1"), says="seed"),
    Kind("seed that is no whole number", "robustness", FW, None, "robustness", _limits("seed = 1.5")),
    Kind("no common scale", "too-few-anchors", "anchors.csv", None, "indicator",
         _framework('indicators = ["metres"]',
                    'indicators = ["metres", "salt"], common_scale = { from = "salt", onto = "metres" }')),
]  # fmt: skip


def test_there_are_enough_kinds() -> None:
    assert len({kind.id for kind in KINDS}) == len(KINDS) >= 25


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_a_broken_package_is_told_and_refused_whole(
    kind: Kind, tmp_path: Path, db: None, settings: pytest.FixtureRequest
) -> None:
    settings.WINDROOS_LAKE = tmp_path / "lake"  # type: ignore[attr-defined]
    folder = packages.write(tmp_path / "package")
    kind.break_it(folder)
    problems = check(folder)
    matching = [
        p
        for p in problems
        if (p.code, p.file, p.field) == (kind.code, kind.file, kind.field)
        and (kind.row is None or p.row == kind.row)
    ]
    assert matching, f"no such problem among {[vars_of(p) for p in problems]}"
    assert kind.says in matching[0].message
    assert len(matching[0].message) > 10
    assert kind.others or len(problems) == len(matching), "one fault, one problem"

    result = CliRunner().invoke(app, ["load", str(folder)])
    assert result.exit_code != 0
    assert regions.cases() == []
    assert not Event.objects.exists()
    assert not (tmp_path / "lake").exists()


def vars_of(problem: object) -> str:
    return f"{problem.code} {problem}"  # type: ignore[attr-defined]


def test_a_sound_package_has_no_problems(tmp_path: Path) -> None:
    assert check(packages.write(tmp_path / "package")) == []


def test_every_problem_is_told_without_a_cap(tmp_path: Path) -> None:
    tables = packages.rows()
    tables["judgements"] = [
        {**tables["judgements"][0], "id": f"j{n}", "region": "SE"} for n in range(1500)
    ]
    problems = check(packages.write(tmp_path / "package", tables))
    assert sum(p.code == "unknown-reference" for p in problems) == 1500
    assert [p.row for p in problems][:2] == [2, 3]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    (problem,) = check(tmp_path / "nowhere")
    assert problem.code == "no-package"
    assert "noord_brabant" in problem.message


def test_check_prints_json_for_machines(tmp_path: Path) -> None:
    folder = packages.write(tmp_path / "package")
    (folder / "themes.csv").unlink()
    result = CliRunner().invoke(app, ["check", str(folder), "--json"])
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert {"code", "file", "row", "field", "message"} == set(told[0])
    assert told[0]["file"] == "themes.csv"
