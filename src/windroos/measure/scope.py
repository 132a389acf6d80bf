"""Which places lie in which regions and countries, by their codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from windroos.codes.regions import NUTS_COUNTRY, country_of, fits

Place = Literal["inside", "perhaps", "outside"]


@dataclass(frozen=True, slots=True)
class Scope:
    """A set of regions and countries, by code; without codes it is everywhere.

    A code holds what lies in it: NL all of the Netherlands, NL4 and NL41 the region NL414. Codes
    of one's own (`x-…`) and those of ISO 3166-2 name no parts and are compared whole.

    >>> [Scope.of("NL41").place(region, "NL") for region in ("NL414", "NL21", "")]
    ['inside', 'outside', 'perhaps']
    """

    codes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        unknown = sorted(code for code in self.codes if not is_code(code))
        if unknown:
            raise ValueError(
                f"{', '.join(unknown)}: no code of a country or region; write NL, NL41, US-CA or "
                "x-name, and of a group of countries the code of each"
            )

    @classmethod
    def of(cls, *codes: str) -> Scope:
        return cls(frozenset(codes))

    def place(self, region: str, country: str) -> Place:
        """Whether what lies there lies in the scope; `perhaps` when the place is too coarse to say
        (in the Netherlands, when the scope is NL41) or not known at all."""
        if not self.codes or any(lies_in(region, country, code) for code in self.codes):
            return "inside"
        if not region and not country:
            return "perhaps"
        coarse = any(_may_lie_in(region, country, code) for code in self.codes)
        return "perhaps" if coarse else "outside"


EVERYWHERE = Scope()


def is_code(code: str) -> bool:
    """Whether a code has the form of one of a country or region that can exist."""
    if code in NUTS_COUNTRY:
        return True
    return any(fits(code, kind) for kind in ("country", "nuts", "subdivision", "other"))


def lies_in(region: str, country: str, code: str) -> bool:
    """Whether a place lies in the region or country of that code; either may be empty."""
    if code in (region, country):
        return True
    if len(code) == 2:
        land = (country_of(region) if region else None) or country
        return land == NUTS_COUNTRY.get(code, code)
    return _parted(code) and _parted(region) and region.startswith(code)


def _may_lie_in(region: str, country: str, code: str) -> bool:
    """Whether that code names a part of where the place is said to be."""
    if region and lies_in(code, "", region):
        return True
    return (not region or region.startswith("x-")) and country_of(code) == country != ""


def _parted(code: str) -> bool:
    """Whether a code names its parts by going on: NUTS does, the codes with a hyphen do not."""
    return len(code) > 2 and "-" not in code
