"""Codes and the words that people read for them, both ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from windroos.cases.fields import Field, Reference
from windroos.cases.framework import Criterion, Framework, Text
from windroos.cases.package import Package
from windroos.cases.tables import TABLES
from windroos.cases.workbook import labels

# Between several in one cell.
BETWEEN = "; "


class Coding:
    """The codes a cell may hold, each with its own words in the language of the workbook."""

    def __init__(
        self, words: Mapping[str, Text], language: str, measured: Mapping[str, Text] | None = None
    ) -> None:
        shown = {code: " ".join(text.get(language).split()) for code, text in words.items()}
        often = Counter(_plain(word) for word in shown.values())
        self._shown = {
            code: word if often[_plain(word)] == 1 and ";" not in word else f"{word} ({code})"
            for code, word in shown.items()
        }
        if len({_plain(word) for word in self._shown.values()}) < len(words):
            self._shown = {code: code for code in words}
        self._codes: dict[str, str] = {}
        other = {code: text.get("nl" if language == "en" else "en") for code, text in words.items()}
        # Of two that read the same, the words shown come first, and the other language last.
        for reading in (self._shown, {code: code for code in words}, other):
            for code, word in reading.items():
                self._codes.setdefault(_plain(word), code)
        self._measured = {
            _plain(word)
            for code, text in (measured or {}).items()
            for word in (code, text.nl, text.en)
        }

    @property
    def pairs(self) -> Iterable[tuple[str, str]]:
        """Each code with its words."""
        return self._shown.items()

    @property
    def words(self) -> tuple[str, ...]:
        """What the cell may hold, as people read it."""
        return tuple(self._shown.values())

    def shown(self, code: str) -> str:
        return self._shown.get(code, code)

    def code(self, words: str) -> str | None:
        """The code for what stands in a cell; capitals and blanks do not matter."""
        return self._codes.get(_plain(words))

    def is_measured(self, words: str) -> bool:
        """Whether it is a criterion that figures measure, where a rated one is asked."""
        return _plain(words) in self._measured


class Codings:
    """The coding of each column of a case in a language; columns with the same codes share one."""

    def __init__(self, package: Package, language: str) -> None:
        framework = package.framework
        self._language = language
        self._targets = {
            ("regions", "code"): _labelled(package, "regions", "code", "name"),
            ("themes", "id"): _labelled(package, "themes", "id", "label"),
            ("framework", "role"): {role.id: role.label for role in framework.roles},
            ("framework", "rating leaf"): leaf_names(framework),
            ("framework", "indicator"): {i.id: i.label for i in framework.indicators.values()},
            ("framework", "precondition"): {p.id: p.label for p in framework.preconditions},
        }
        self._measured = {leaf.id: leaf.label for leaf in framework.leaves if leaf.figure}
        self._made: dict[tuple[tuple[str, Text], ...], Coding] = {}

    def of(self, table: str, field: Field) -> Coding | None:
        """The coding of a column; None for a column that is written as it stands."""
        words = self._words(table, field)
        if words is None:
            return None
        alike = tuple(words.items())
        if alike not in self._made:
            rated = words is self._targets["framework", "rating leaf"]
            measured = self._measured if rated else None
            self._made[alike] = Coding(words, self._language, measured)
        return self._made[alike]

    def _words(self, table: str, field: Field) -> Mapping[str, Text] | None:
        reference = reference_of(table, field["name"])
        if reference is not None:
            return self._targets.get((reference.table, reference.key))
        return labels.codes(table, field)


def reference_of(table: str, column: str) -> Reference | None:
    """What a column refers to, if it does."""
    return next((r for r in TABLES[table].references if r.field == column), None)


def leaf_names(framework: Framework) -> dict[str, Text]:
    """What the criteria that people rate are called.

    Leaves often share a label (“Judgement from the documents”): then one is called after the
    component it alone is rated for, else after both.
    """
    leaves = [leaf for leaf in framework.leaves if leaf.rating]
    names = _unless_shared(leaves, {leaf.id: leaf.label for leaf in leaves})
    parents = {leaf.id: _component(framework, leaf) for leaf in leaves}
    alone = Counter(parent.id for parent in parents.values())
    for leaf in leaves:
        if leaf.id not in names:
            parent = parents[leaf.id]
            names[leaf.id] = (
                parent.label
                if alone[parent.id] == 1
                else Text(
                    f"{parent.label.nl}: {leaf.label.nl}", f"{parent.label.en}: {leaf.label.en}"
                )
            )
    return {leaf.id: names[leaf.id] for leaf in leaves}


def _unless_shared(leaves: Iterable[Criterion], labels: Mapping[str, Text]) -> dict[str, Text]:
    often = Counter(_plain(label.nl) for label in labels.values())
    return {leaf.id: labels[leaf.id] for leaf in leaves if often[_plain(leaf.label.nl)] == 1}


def _component(framework: Framework, leaf: Criterion) -> Criterion:
    components = {component.id for component in framework.components}
    at = leaf
    while at.id not in components and at.parent is not None:
        at = framework.by_id[at.parent]
    return at


def _labelled(package: Package, table: str, key: str, name: str) -> dict[str, Text]:
    return {
        str(row[key]): Text(str(row[f"{name}_nl"]), str(row[f"{name}_en"]))
        for row in package.tables[table]
    }


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
