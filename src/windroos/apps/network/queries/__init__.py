"""Reading relations, dialogues, points and referrals."""

from windroos.apps.network.models import Dialogue, Point, Referral
from windroos.apps.network.queries.dialogues import (
    Disclosed,
    Listed,
    Reader,
    Reference,
    dialogue,
    dialogues,
    reference,
    years,
)
from windroos.apps.network.queries.history import Former, history
from windroos.apps.network.queries.points import Contacts, contacts, point, points, points_of
from windroos.apps.network.queries.referrals import referral, referrals
from windroos.apps.network.queries.region_market import RegionMarket, region_market
from windroos.apps.network.queries.relations import KEPT, RELATIONS

__all__ = [
    "KEPT",
    "RELATIONS",
    "Contacts",
    "Dialogue",
    "Disclosed",
    "Former",
    "Listed",
    "Point",
    "Reader",
    "Reference",
    "Referral",
    "RegionMarket",
    "contacts",
    "dialogue",
    "dialogues",
    "history",
    "point",
    "points",
    "points_of",
    "reference",
    "referral",
    "referrals",
    "region_market",
    "years",
]
