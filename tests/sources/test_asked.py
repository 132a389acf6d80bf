"""A dataset and its options have one name, which leads back to them."""

import pytest

from windroos.sources.asked import asked, named
from windroos.sources.shape import SourceError


def test_the_key_holds_what_is_not_as_declared() -> None:
    assert asked("wgi").key == "wgi"
    assert asked("world-bank", {"indicator": "NY.GDP.MKTP.CD"}).key == (
        "world-bank?indicator=NY.GDP.MKTP.CD"
    )
    assert asked("world-bank", {"indicator": "SP.POP.65UP.TO.ZS"}).key == "world-bank"


def test_a_key_leads_back() -> None:
    one = asked("world-bank", {"indicator": "a&b=c d"})
    assert named(one.key) == one


def test_what_is_not_known_is_told() -> None:
    with pytest.raises(SourceError, match=r"there is no such dataset; there are .*wgi"):
        asked("nowhere")
    with pytest.raises(SourceError, match="world-bank, year: the dataset has no such option"):
        asked("world-bank", {"year": "2020"})
