"""Which tables of a case are datasets of the catalogue, and which are not, and why.

A table that is in neither list is not in the catalogue: what is given to everyone is chosen. A test
asks for the choice. Data themes are those of the EU.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offered:
    """A table as a dataset: its themes.

    One that is `by_role` is a dataset for each role; one `if_any` is there only with rows.
    """

    themes: tuple[str, ...] = ("GOVE", "INTR")
    by_role: bool = False
    if_any: bool = False


_WEIGHED = Offered(by_role=True)
# What governments do, with whom, and by what it is measured.
_PROGRAMMES = Offered(("GOVE", "ECON"), if_any=True)
_ECOSYSTEM = Offered(("TECH", "REGI"), if_any=True)

TABLES: Mapping[str, Offered] = {
    "regions": Offered(("GOVE", "REGI")),
    "themes": Offered(("GOVE",)),
    "sources": Offered(),
    "passages": Offered(),
    "judgements": Offered(),
    "figures": Offered(("ECON", "INTR", "TECH")),
    "anchors": Offered(("INTR", "TECH")),
    "statements": Offered(),
    "quantities": Offered(("GOVE", "ECON")),
    "decisions": Offered(),
    "findings": Offered(("GOVE", "INTR", "JUST")),
    "relations": Offered(),
    "settlements": Offered(),
    "register-passages": Offered(("GOVE",), if_any=True),
    "register-areas": _ECOSYSTEM,
    "register-organisations": _ECOSYSTEM,
    "register-names": _ECOSYSTEM,
    "register-identifiers": _ECOSYSTEM,
    "register-roles": _ECOSYSTEM,
    "register-mentions": _ECOSYSTEM,
    "register-maps": _ECOSYSTEM,
    "register-relations": _ECOSYSTEM,
    "register-sites": _ECOSYSTEM,
    "register-site-figures": Offered(("ECON", "REGI"), if_any=True),
    "register-conditions": Offered(("ECON", "REGI"), if_any=True),
    "register-labour": Offered(("ECON", "SOCI"), if_any=True),
    "register-chains": _ECOSYSTEM,
    "register-chain-links": _ECOSYSTEM,
    "register-chain-flows": _ECOSYSTEM,
    "register-chain-holders": _ECOSYSTEM,
    "register-programmes": _PROGRAMMES,
    "register-programme-parts": _PROGRAMMES,
    "register-programme-goals": _PROGRAMMES,
    "register-programme-partners": _PROGRAMMES,
    "register-programme-agreements": _PROGRAMMES,
    "register-programme-notes": _PROGRAMMES,
    "register-indicators": _PROGRAMMES,
    "register-indicator-notes": _PROGRAMMES,
    "ranking": _WEIGHED,
    "agenda": _WEIGHED,
    "robustness": _WEIGHED,
    "robustness-pairs": _WEIGHED,
    "decided": Offered(),
    "contradictions": Offered(),
    "leaning": Offered(("GOVE",)),
    "challenges": Offered(("GOVE", "SOCI")),
    "series": Offered(("GOVE",)),
    "documents": Offered(("GOVE",)),
    "dialogues": Offered(),
    "versions": Offered(("GOVE",)),
    "panels": Offered(),
    "opinions": Offered(),
    "scenarios": Offered(("GOVE",)),
    "measures": Offered(("GOVE",)),
    "common-scale": Offered(("INTR", "TECH")),
}

WITHHELD: Mapping[str, str] = {
    "components": "of the regions of an address; the ranking has all of them",
    "comparison-verdicts": "of the regions of an address",
    "comparison-components": "of the regions of an address",
    "comparison-preconditions": "of the regions of an address",
    "challenge-regions": "of the challenge of an address",
    "challenge-outside": "of the challenge of an address",
    "counting-figures": "read from sources, each offered under a licence of its own",
    "counting-anchors": "read from sources, each offered under a licence of its own",
    "changes": "between two days of an address",
    "leaning-verdicts": "of the passage of an address",
    "scenario-ranking": "in the scenario of an address",
    "scenario-changes": "in the scenario of an address",
    "scenario-regions": "in the scenarios of an address",
    "scenario-numbers": "in the scenarios of an address",
    "framework-changes": "of the version of an address",
    "example": "a made-up region that explains the method",
}

# The kinds of table of the open sources that hold no people. Lists of who is sanctioned do.
KINDS = frozenset(
    {
        *("observations", "correspondence", "boundaries", "codes"),
        *("projects", "participations", "topics", "organisations"),
    }
)

# The data themes of the open sources, by the id of the dataset.
SOURCE_THEMES: Mapping[str, tuple[str, ...]] = {
    "baci": ("ECON", "INTR"),
    "baci-countries": ("ECON", "INTR"),
    "bilateral-trade": ("ECON", "INTR"),
    "brabant-participants": ("TECH", "REGI"),
    "cbs-goods-trade": ("ECON", "INTR"),
    "comext": ("ECON", "INTR"),
    "cordis-participations": ("TECH",),
    "cordis-projects": ("TECH",),
    "cordis-topics": ("TECH",),
    "country-boundaries": ("INTR",),
    "country-codes": ("INTR",),
    "dual-use-categories": ("JUST", "TECH"),
    "dual-use-groups": ("JUST", "TECH"),
    "dutch-provinces": ("REGI",),
    "eis": ("TECH",),
    "eis-2025": ("TECH",),
    "eurostat-business-demography": ("ECON", "REGI"),
    "eurostat-businesses": ("ECON", "REGI"),
    "eurostat-country-codes": ("INTR",),
    "eurostat-patents": ("TECH", "REGI"),
    "exports-by-chapter": ("ECON", "INTR"),
    "german-participations": ("TECH", "REGI"),
    "gii": ("TECH", "INTR"),
    "h2020-participations": ("TECH",),
    "h2020-programme-parts": ("TECH",),
    "hs-chapters": ("ECON",),
    "industry-4-0": ("TECH", "REGI"),
    "industry-4-0-indicators": ("TECH",),
    "nts-technologies": ("TECH",),
    "nuts-boundaries": ("REGI",),
    "nuts-codes": ("REGI",),
    "nuts-correspondence": ("REGI",),
    "openalex": ("TECH", "EDUC"),
    "patents-by-region": ("TECH", "REGI"),
    "register": ("REGI", "INTR"),
    "ris": ("TECH", "REGI"),
    "ris-2019": ("TECH", "REGI"),
    "ror": ("TECH", "EDUC"),
    "v-dem": ("GOVE", "JUST"),
    "v-dem-indices": ("GOVE", "JUST"),
    "wgi": ("GOVE", "JUST"),
    "wits-trade-summary": ("ECON", "INTR"),
    "world-bank": ("INTR",),
}
# Of a dataset of which one chooses the subject oneself, nobody can say the theme beforehand: the
# EU's own list has a value for what is not classified yet.
NO_THEME = ("OP_DATPRO",)
