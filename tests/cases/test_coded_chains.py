"""The value chains of document 002, as coded in the register: what they say, reckoned by hand."""

from dataclasses import replace
from functools import cache

import pytest

from windroos.cases.register import Register, read
from windroos.cases.register.chains import chains_of
from windroos.measure import Bounds, Chain, Scope, analyse, compare_chains, complements

PROVINCES = Scope.of("NL41", "NL22", "NL21")
TWENTE, BRAINPORT, ARNHEM_NIJMEGEN = "NL213", "NL414", "NL226"


@cache
def _register() -> Register:
    return read("noord_brabant")


def _chain(name: str, without: str = "") -> Chain:
    """A chain of the register, if need be without one row of its holders."""
    tables = dict(_register().tables)
    tables["chain_holders"] = [row for row in tables["chain_holders"] if row["id"] != without]
    return chains_of(tables)[name]


def _photonics(*words: str) -> tuple[str, ...]:
    return tuple(f"photonics-{word}" for word in words)


OPEN = _photonics("materials", "equipment", "testing")


def test_who_holds_which_link_of_the_photonic_chain() -> None:
    """Three links have a description and no holder in the text: they are open, not missing."""
    seen = analyse(_chain("photonics"), PROVINCES)
    assert seen.of_state("open") == OPEN
    assert seen.of_state("missing") == seen.of_state("perhaps") == ()
    counts = {link.id: len(link.inside) for link in seen.links if link.state == "held"}
    assert list(counts.items()) == list(
        zip(
            _photonics(
                "design", "production-technology", "sin", "inp", "packaging", "applications"
            ),
            (2, 4, 3, 1, 2, 1),
            strict=True,
        )
    )
    # TNO takes part in production technology, from where the text does not say.
    assert seen.by_id["photonics-production-technology"].perhaps == ("tno",)
    assert seen.by_id["photonics-packaging"].strength == "strong"
    # SMART Photonics alone makes InP, in Brainport; SiN lies all in Twente.
    assert seen.by_id["photonics-inp"].sole == {
        "holder": "smart-photonics",
        "region": BRAINPORT,
        "country": "NL",
    }
    assert seen.by_id["photonics-sin"].sole["region"] == TWENTE


def test_what_the_open_links_of_the_photonic_chain_stop() -> None:
    """materials → SiN, InP; equipment → production technology → SiN, InP; SiN and InP → packaging
    → testing → applications. All it gets is needed, so that what comes after a gap waits for it."""
    seen = analyse(_chain("photonics"), PROVINCES)
    assert seen.reached == "unknown"
    # Design needs nothing; all others come after an open link, or are one.
    assert [link.id for link in seen.links if link.reached == "yes"] == ["photonics-design"]
    gaps = {gap.id: gap for gap in seen.gaps}
    after = _photonics("sin", "inp", "packaging", "testing", "applications")
    assert gaps["photonics-materials"].stops == after
    assert gaps["photonics-equipment"].stops == (*_photonics("production-technology"), *after)
    assert gaps["photonics-testing"].stops == _photonics("applications")
    # With equipment alone one gets as far as the processes: chips wait for materials too.
    assert gaps["photonics-equipment"].opens == _photonics("equipment", "production-technology")
    assert gaps["photonics-testing"].opens == ()


def test_the_single_points_of_the_photonic_chain() -> None:
    chain = _chain("photonics")
    # What is not reached cannot be lost: as long as links are open there is no single point.
    assert analyse(chain, PROVINCES).single_points == ()
    seen = analyse(chain, PROVINCES, granting=OPEN)
    assert seen.reached == "yes"
    fatal = {(loss.kind, loss.id): loss for loss in seen.single_points}
    assert list(fatal) == [
        ("holder", "quix-quantum"),  # the only one named at applications
        ("holder", "smart-photonics"),
        ("region", TWENTE),
        ("region", BRAINPORT),
        ("country", "NL"),
    ]
    # Without Twente: no processes (TNO is not known to be within), no SiN, no applications.
    twente = fatal["region", TWENTE]
    assert twente.loses == _photonics("production-technology", "sin", "applications")
    assert twente.stops == _photonics("inp", "packaging", "testing")
    # Packaging has PHIX beside CITC: Arnhem-Nijmegen is no single point. Without our reading that
    # PHIX packages, it is one.
    stricter = analyse(_without_phix(), PROVINCES, granting=OPEN)
    points = {(loss.kind, loss.id) for loss in stricter.single_points}
    assert points == {*fatal, ("holder", "citc"), ("region", ARNHEM_NIJMEGEN)}


def test_with_one_platform_enough_nobody_needs_both() -> None:
    """That packaging needs SiN and InP is a reading; with any, InP is no weak spot."""
    chain = _chain("photonics")
    either = replace(
        chain,
        links=tuple(
            replace(link, needs="any") if link.id == "photonics-packaging" else link
            for link in chain.links
        ),
    )
    points = analyse(either, PROVINCES, granting=OPEN).single_points
    assert [(loss.kind, loss.id) for loss in points] == [
        ("holder", "quix-quantum"),
        ("region", TWENTE),  # all the rest still lies there
        ("country", "NL"),
    ]


def test_how_far_the_photonic_chain_depends_on_others() -> None:
    chain = _chain("photonics")
    # The text gives no shares: anything is possible, and is said to be.
    assert analyse(chain, PROVINCES).outside_share == Bounds(0.0, 1.0)
    seen = analyse(chain, Scope.of("NL41"))
    assert {link.outside_share for link in seen.links} == {Bounds(0.0, 1.0)}
    assert seen.of_state("held") == _photonics("design", "inp")
    assert seen.of_state("missing") == _photonics("sin", "packaging", "applications")
    assert seen.of_state("perhaps") == _photonics("production-technology")
    assert seen.reached == "no"  # SiN is known to lie elsewhere
    # Were those named all there are, Brabant would have all InP and no SiN.
    all_there = replace(
        chain, links=tuple(replace(link, complete=link.id not in OPEN) for link in chain.links)
    )
    alone = analyse(all_there, Scope.of("NL41"))
    shares = {link.id: link.outside_share for link in alone.links}
    assert shares["photonics-inp"] == Bounds(0.0, 0.0)
    assert shares["photonics-sin"] == shares["photonics-packaging"] == Bounds(1.0, 1.0)
    assert shares["photonics-design"] == Bounds(0.0, 1.0)  # TU/e and UT, who knows in what shares
    assert alone.outside_share == Bounds(1.0, 1.0)
    together = analyse(all_there, PROVINCES)
    assert together.by_id["photonics-sin"].outside_share == Bounds(0.0, 0.0)
    assert together.outside_share == Bounds(0.0, 1.0)  # the open links may lie anywhere


def _without_phix() -> Chain:
    return _chain("photonics", without="photonics-packaging-phix")


def test_who_completes_the_photonic_chain() -> None:
    """SiN from Twente, InP from Brainport, and packaging from Arnhem-Nijmegen or from PHIX."""
    chain, stricter = _chain("photonics"), _without_phix()
    found = complements(chain)
    assert found.unfillable == OPEN
    assert found.sets == ((TWENTE, BRAINPORT),)
    assert complements(stricter).sets == ((TWENTE, ARNHEM_NIJMEGEN, BRAINPORT),)
    brabant = Scope.of("NL41")
    assert complements(chain, brabant).sets == ((TWENTE,),)
    assert complements(stricter, brabant).sets == ((TWENTE, ARNHEM_NIJMEGEN),)
    # Brabant lacks production technology, SiN, packaging and applications. QuiX is the only one
    # for the last. LioniX and MESA+ bring both of the first, and PHIX the first and packaging.
    by_holder = complements(chain, brabant, by="holder")
    assert set(by_holder.smallest) == {
        ("citc", "lionix", "quix-quantum"),
        ("citc", "mesa-nanolab", "quix-quantum"),
        ("lionix", "phix", "quix-quantum"),
        ("mesa-nanolab", "phix", "quix-quantum"),
        ("new-origin", "phix", "quix-quantum"),
    }
    # With New Origin and CITC, someone else has to bring production technology.
    assert set(by_holder.sets) - set(by_holder.smallest) == {
        ("citc", "demcon", "new-origin", "quix-quantum"),
        ("citc", "new-origin", "quix-quantum", "tno"),
    }


def test_the_three_regions_link_by_link() -> None:
    chain = _chain("photonics")
    seen = compare_chains(
        {code: analyse(chain, Scope.of(code)) for code in (TWENTE, BRAINPORT, ARNHEM_NIJMEGEN)}
    )
    assert seen.adds(TWENTE, BRAINPORT) == _photonics(
        "production-technology", "sin", "packaging", "applications"
    )
    assert seen.adds(BRAINPORT, TWENTE) == _photonics("inp")
    assert seen.adds(ARNHEM_NIJMEGEN, BRAINPORT) == _photonics("packaging")
    assert not {row.link for row in seen.differing} & set(OPEN)


@pytest.mark.parametrize(
    ("name", "open_links", "points"),
    [
        (
            "semicon",
            ("semicon-materials", "semicon-metrology", "semicon-applications"),
            # One is named at production and one at packaging, both in Arnhem-Nijmegen.
            {("holder", "nxp"), ("holder", "citc"), ("region", "NL226"), ("country", "NL")},
        ),
        (
            "plant-protein",
            ("protein-crops", "protein-suppliers", "protein-market"),
            # One breeder, in the Food Valley; products in Brabant as far as the place is known.
            {
                ("holder", "solynta"),
                ("region", "NL221"),
                ("region", "NL41"),
                ("country", "NL"),
            },
        ),
    ],
)
def test_the_other_chains_as_far_as_the_text_goes(
    name: str, open_links: tuple[str, ...], points: set[tuple[str, str]]
) -> None:
    chain = _chain(name)
    seen = analyse(chain, PROVINCES, granting=open_links)
    assert seen.of_state("open") == open_links
    assert seen.reached == "yes"
    assert {(loss.kind, loss.id) for loss in seen.single_points} == points
    assert not chain.loops


def test_the_places_of_the_links_follow_each_other() -> None:
    for name in ("photonics", "semicon", "plant-protein"):
        rows = [row for row in _register().tables["chain_links"] if row["chain"] == name]
        assert sorted(int(str(row["position"])) for row in rows) == [*range(1, len(rows) + 1)]
