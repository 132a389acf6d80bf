"""Which figures of an indicator are shown: unit, a code in each dimension, regions, until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from windroos.report.series import HUES
from windroos.sources.looking import Choice, Combination

DIMENSION = "d."


@dataclass(frozen=True)
class Select:
    """A choice that an indicator offers: the name in the address, what it is called ("" for the
    unit), and each value with whether it is chosen."""

    name: str
    label: str
    values: Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class Chosen:
    """What an address asks of an indicator, made to fit what there is."""

    indicator: str
    combination: Combination
    regions: tuple[str, ...]
    until: str
    selects: Sequence[Select]

    @property
    def choice(self) -> Choice:
        return Choice(
            self.indicator, dimensions=self.combination.dimensions, unit=self.combination.unit
        )

    def of(self, regions: Sequence[str]) -> Choice:
        """The same for these regions; all of them when there are none."""
        return replace(self.choice, regions=tuple(regions))

    @property
    def query(self) -> Mapping[str, object]:
        """What of it stands in an address, apart from the regions."""
        chosen = {"id": self.indicator}
        if self.combination.unit is not None:
            chosen["unit"] = self.combination.unit
        for name, code in sorted(self.combination.dimensions.items()):
            chosen[f"{DIMENSION}{name}"] = code
        return chosen | {"until": self.until}


def chosen(asked: QueryDict, indicator: str, there: Sequence[Combination]) -> Chosen:
    """What an address asks; what is not there gives way, the last named first.

    `there` is not empty.
    """
    wanted: list[tuple[str, str]] = []
    if unit := asked.get("unit"):
        wanted.append(("unit", unit))
    wanted += [
        (name, code)
        for name in sorted(there[0].dimensions)
        if (code := asked.get(DIMENSION + name))
    ]
    left = list(there)
    for name, code in wanted:
        left = [one for one in left if _value(one, name) == code] or left
    combination = left[0]
    selects = []
    # Publishers may tell the unit as a dimension too: it is asked once.
    again = {
        name
        for name in there[0].dimensions
        if all(_value(one, name) == (one.unit or "") for one in there)
    }
    for name in ("unit", *sorted(there[0].dimensions.keys() - again)):
        values = sorted({_value(one, name) for one in there} - {""})
        if len(values) > 1:
            now = _value(combination, name)
            shown = "" if name == "unit" else name
            full = name if name == "unit" else DIMENSION + name
            selects.append(Select(full, shown, [(value, value == now) for value in values]))
    regions = tuple(dict.fromkeys(code for code in asked.getlist("region") if code))[:HUES]
    return Chosen(indicator, combination, regions, asked.get("until", "")[:10], selects)


def _value(one: Combination, name: str) -> str:
    return (one.unit or "") if name == "unit" else one.dimensions.get(name, "")
