"""What is stored of relations with regions abroad and of the register, one module per matter."""

from windroos.apps.network.models.chains import Chain, Flow, Holder, Link
from windroos.apps.network.models.dialogues import Dialogue, Point, Recorded, Referral
from windroos.apps.network.models.people import Basis, Contact, ContactMoment, MomentKind
from windroos.apps.network.models.programmes import (
    Indicator,
    IndicatorNote,
    Programme,
    ProgrammeAgreement,
    ProgrammeGoal,
    ProgrammeNote,
    ProgrammePart,
    ProgrammePartner,
)
from windroos.apps.network.models.proposals import Proposal
from windroos.apps.network.models.register import (
    Area,
    Cited,
    EcosystemMap,
    Identifier,
    Mention,
    Name,
    Organisation,
    Origin,
    Part,
    RecordVersion,
    Tie,
)
from windroos.apps.network.models.relations import Relation
from windroos.apps.network.models.sheets import HandedIn
from windroos.apps.network.models.sites import Condition, Labour, Site, SiteFigure
from windroos.apps.network.models.taking_in import Taken

__all__ = [
    "Area",
    "Basis",
    "Chain",
    "Cited",
    "Condition",
    "Contact",
    "ContactMoment",
    "Dialogue",
    "EcosystemMap",
    "Flow",
    "HandedIn",
    "Holder",
    "Identifier",
    "Indicator",
    "IndicatorNote",
    "Labour",
    "Link",
    "Mention",
    "MomentKind",
    "Name",
    "Organisation",
    "Origin",
    "Part",
    "Point",
    "Programme",
    "ProgrammeAgreement",
    "ProgrammeGoal",
    "ProgrammeNote",
    "ProgrammePart",
    "ProgrammePartner",
    "Proposal",
    "RecordVersion",
    "Recorded",
    "Referral",
    "Relation",
    "Site",
    "SiteFigure",
    "Taken",
    "Tie",
]
