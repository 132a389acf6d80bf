"""What no chain can do is told."""

from __future__ import annotations

import pytest

from windroos.decide import read
from windroos.decide.chain import Aggregate, Chain, Judge, Table, Weigh, WeighByData
from windroos.decide.data import Denominate, Impute, MinMax, Treat
from windroos.decide.weights import Entropy


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda t: Chain(impute=Impute(by_group=True))(t), "chain: group must name a column"),
        (
            lambda t: Chain(impute=Impute(by_group=True), group="world")(t),
            "no column “world”; there are: continent, people",
        ),
        (
            lambda t: Chain(denominate=Denominate(by=("gdp",) * 49))(t),
            "no column “gdp”",
        ),
        (
            lambda t: Chain(denominate=Denominate(by=("continent",) * 49))(t),
            "“continent” of “u0” holds “c0”, which is no number",
        ),
        (lambda t: Chain(weigh=Weigh({"leaf99": 1}))(t), "“leaf99”, which is no node"),
        (lambda t: Chain(weigh=Weigh({"leaf9": -1}))(t), "'leaf9' has weight -1"),
        (lambda t: Chain(aggregate=Aggregate(nodes={"leaf9": "owa"}))(t), "“leaf9”, which is no"),
        (lambda t: Chain(aggregate=Aggregate("middle"))(t), "aggregate: .*'middle'"),
        (lambda t: Chain(aggregate=Aggregate("owa"))(t), "'owa' and needs an exponent"),
        (lambda _: Chain(normalise=Treat()), "chain: normalise must be one of: borda, .*z-score"),
        (lambda _: Chain(weigh=Entropy()), "chain: weigh must be one of: weigh, weigh-by-data"),  # type: ignore[arg-type]
        (lambda _: WeighByData(MinMax()), "by must be entropy, critic, merec or principal"),  # type: ignore[arg-type]
        (lambda _: Judge(active=0.3, reactive=0.6), "judge: The threshold of reactive"),
        (lambda _: read({"method": "chain", "impute": {"method": "vikor-2"}}), "“vikor-2”"),
        (lambda _: read({"method": "chain", "judgment": None}), "no parameter “judgment”"),
    ],
)
def test_what_cannot_be_done_is_told(table: Table, make: object, message: str) -> None:
    assert callable(make)
    with pytest.raises(ValueError, match=message):
        make(table)
