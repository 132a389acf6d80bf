"""What the compass of Noord-Brabant says, worked out again without a line of the program.

The files of the case are read by the standard library, and the rules are those of `docs/method.md`
for a tree of plain means: of every leaf that is known its share of the whole, and the score is what
they add up to. It serves to see whether a change of figures raises the reviews that it should.
"""

from __future__ import annotations

import csv
import math
import tomllib
from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from scipy import stats

CASE = Path(__file__).parents[2] / "src" / "windroos" / "cases" / "noord_brabant"
Rows = list[dict[str, str]]
Said = tuple[str, str | None]  # the advice, and the verdict so far while there is none
Governance = Mapping[str, tuple[float, float]]  # country: estimate and standard error


def rows(table: str) -> Rows:
    with (CASE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class ByHand:
    """The case on a day, with other estimates of the rule of law."""

    def __init__(self, law: Governance, day: date) -> None:
        self.law = law
        self.framework = tomllib.loads((CASE / "framework.toml").read_text(encoding="utf-8"))
        self.nodes = {node["id"]: node for node in self.framework["node"]}
        self.regions = {row["code"]: row for row in rows("regions")}
        self.themes = [row["id"] for row in rows("themes")]
        dated = {row["id"]: row["published"] for row in rows("sources")}
        document = {row["id"]: row["document"] for row in rows("passages")}

        def known(row: dict[str, str]) -> bool:
            text = dated[document[row["passage"]]] if row["passage"] else row["judged"]
            return _last_day(text) <= day

        self.judgements = [row for row in rows("judgements") if known(row)]
        self.findings = [row for row in rows("findings") if known(row)]
        self.figures = {
            (row["region"], row["indicator"]): float(row["value"]) for row in rows("figures")
        }
        self.errors = {
            (row["region"], row["indicator"]): float(row["standard_error"])
            for row in rows("figures")
            if row["standard_error"]
        }
        for country, (estimate, error) in law.items():
            if (country, "wgi-rule-of-law") in self.figures:
                self.figures[country, "wgi-rule-of-law"] = estimate
                self.errors[country, "wgi-rule-of-law"] = error

    def said(self) -> dict[tuple[str, str, str | None], Said]:
        """By region, role and theme (None: all together), what the compass says."""
        return {
            (code, role["id"], theme): self._says(code, role, theme)
            for code, region in self.regions.items()
            if region["weighed"] == "true"
            for role in self.framework["role"]
            for theme in [None, *self.themes]
        }

    def _says(self, code: str, role: dict, theme: str | None) -> Said:
        weight_known = score = low = high = 0.0
        for leaf, weight in self._weights().items():
            cell = self._cell(code, leaf, role["id"], theme)
            if cell is None:
                high += weight
                continue
            weight_known += weight
            score += weight * cell[0]
            low, high = low + weight * cell[1], high + weight * cell[2]
        verdicts = [
            _verdict(at, role["thresholds"])
            for at in (score / weight_known if weight_known else math.nan, low, high)
        ]
        outcomes = self._outcomes(code, role["id"], theme)
        if "fails" in outcomes:
            return "none", None
        agreed = verdicts[0] is not None and len(set(verdicts)) == 1
        if agreed and not ("unknown" in outcomes and verdicts[0] != "none"):
            return str(verdicts[0]), None
        return "undetermined", verdicts[0]

    def _weights(self) -> dict[str, float]:
        """The share of each leaf in the whole."""
        children = defaultdict(list)
        for node in self.nodes.values():
            children[node.get("parent")].append(node["id"])
        shares: dict[str, float] = {}

        def share(id: str, weight: float) -> None:
            below = children[id]
            if not below:
                shares[id] = weight
            for child in below:
                share(child, weight / len(below))

        share("compass", 1.0)
        return shares

    def _lineage(self, code: str, inherits: bool) -> list[str]:
        parent = self.regions[code]["parent"]
        return [code, parent] if inherits and parent else [code]

    def _cell(
        self, code: str, leaf: str, role: str, theme: str | None
    ) -> tuple[float, float, float] | None:
        node = self.nodes[leaf]
        spec = node.get("rating") or node["figure"]
        for at in self._lineage(code, spec.get("inherit", False)):
            found = (
                self._rated(at, leaf, spec, role, theme)
                if "rating" in node
                else self._measured(at, spec)
            )
            if found is not None:
                return found
        return None

    def _rated(
        self, at: str, leaf: str, spec: dict, role: str, theme: str | None
    ) -> tuple[float, float, float] | None:
        by_theme = defaultdict(list)
        for row in self.judgements:
            if (row["region"], row["criterion"]) == (at, leaf) and row["role"] in ("", role):
                by_theme[row["theme"] or None].append(float(row["rating"]))
        if theme is not None:
            groups = [by_theme.get(theme) or by_theme.get(None) or []]
        elif spec.get("across_themes") == "best":
            groups = [max(by_theme.values(), key=np.mean, default=[])]
        else:
            groups = list(by_theme.values())
        groups = [group for group in groups if group]
        if not groups:
            return None
        # Every scale of the case runs from 0 to 3.
        return tuple(  # type: ignore[return-value]
            float(np.mean([of(group) for group in groups]) / 3) for of in (np.mean, min, max)
        )

    def _measured(self, at: str, spec: dict) -> tuple[float, float, float] | None:
        there = [name for name in spec["indicators"] if (at, name) in self.figures]
        if spec.get("combine") == "sum":
            if there != spec["indicators"]:
                return None
            total = sum(self.figures[at, name] for name in there)
            ends = [math.log10(total)] * 3
            posts = [math.log10(post) for post in spec["goalposts"]]
        elif not there:
            return None
        else:
            ends, posts = self._ends(at, there[0], spec), spec["goalposts"]
        placed = [min(max((end - posts[0]) / (posts[1] - posts[0]), 0), 1) for end in ends]
        return placed[0], placed[1], placed[2]

    def _ends(self, at: str, name: str, spec: dict) -> list[float]:
        value = self.figures[at, name]
        link = spec.get("common_scale")
        if link and name == link["from"]:
            return self._converted(value, link)
        value *= 100 / spec.get("rebase", {}).get(name, 100)
        width = 0.0
        if "error_coverage" in spec:
            width = stats.norm.ppf((1 + spec["error_coverage"]) / 2) * self.errors[at, name]
        return [value, value - width, value + width]

    def _converted(self, value: float, link: dict) -> list[float]:
        pairs: dict[str, dict[str, float]] = defaultdict(dict)
        for row in rows("anchors"):
            pairs[row["economy"]][row["indicator"]] = float(row["value"])
        x, y = (np.array([pair[link[end]] for pair in pairs.values()]) for end in ("from", "onto"))
        line = stats.linregress(x, y)
        rest = y - line.intercept - line.slope * x  # type: ignore[attr-defined]
        n = len(x)
        spread = math.sqrt((rest @ rest) / (n - 2)) * math.sqrt(
            1 + 1 / n + (value - x.mean()) ** 2 / ((x - x.mean()) @ (x - x.mean()))
        )
        half = stats.t.ppf((1 + link["coverage"]) / 2, n - 2) * spread
        middle = line.intercept + line.slope * value  # type: ignore[attr-defined]
        return [middle, middle - half, middle + half]

    def _outcomes(self, code: str, role: str, theme: str | None) -> list[str]:
        return [
            self._outcome(code, gate, theme)
            for gate in self.framework["precondition"]
            if role in gate["roles"]
        ]

    def _outcome(self, code: str, gate: dict, theme: str | None) -> str:
        for at in self._lineage(code, gate["inherit"]):
            found = [
                row
                for row in self.findings
                if (row["region"], row["precondition"]) == (at, gate["id"])
            ]
            if not found:
                continue
            outside = [
                row
                for row in found
                if row["outcome"] == "conditional"
                and theme is not None
                and row["themes"]
                and theme not in row["themes"].split()
            ]
            if outside:
                return "fails"
            caution = ["fails", "conditional", "holds"]
            return min((row["outcome"] for row in found), key=caution.index)
        return "unknown"


def moved(
    before: Mapping[tuple[str, str, str | None], Said],
    after: Mapping[tuple[str, str, str | None], Said],
) -> dict[tuple[str, str], set[tuple[str, str | None, str | None, str | None]]]:
    """By region and role, what is another: advice or verdict, theme, before and after."""
    found = defaultdict(set)
    for (region, role, theme), (advice, verdict) in before.items():
        new_advice, new_verdict = after[region, role, theme]
        if advice != new_advice:
            found[region, role].add(("advice", theme, advice, new_advice))
        elif verdict != new_verdict:
            found[region, role].add(("verdict", theme, verdict, new_verdict))
    return dict(found)


def _verdict(score: float, thresholds: Mapping[str, float]) -> str | None:
    if math.isnan(score):
        return None
    for effort in ("active", "reactive"):
        if score >= thresholds[effort] - 1e-12:
            return effort
    return "none"


def _last_day(text: str) -> date:
    parts: Sequence[int] = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])
