"""Reading relations, dialogues, points, referrals, contacts and contact moments."""

from windroos.apps.network.models import Dialogue, Point, Referral
from windroos.apps.network.queries.dialogues import (
    Disclosed,
    Listed,
    Reader,
    Reference,
    dialogue,
    dialogues,
    reference,
    sees_persons,
    years,
)
from windroos.apps.network.queries.history import Former, history
from windroos.apps.network.queries.naming import Naming, naming
from windroos.apps.network.queries.people import (
    Strength,
    contact_person,
    contact_persons,
    contacts_of,
    due,
    held_about,
    moment,
    moments,
    moments_by_year,
    organisation_called,
    organisation_names,
)
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
    "Naming",
    "Point",
    "Reader",
    "Reference",
    "Referral",
    "RegionMarket",
    "Strength",
    "contact_person",
    "contact_persons",
    "contacts",
    "contacts_of",
    "dialogue",
    "dialogues",
    "due",
    "held_about",
    "history",
    "moment",
    "moments",
    "moments_by_year",
    "naming",
    "organisation_called",
    "organisation_names",
    "point",
    "points",
    "points_of",
    "reference",
    "referral",
    "referrals",
    "region_market",
    "sees_persons",
    "years",
]
