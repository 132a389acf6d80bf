"""Everything that is written about relations with regions, one module per matter."""

from windroos.apps.network.actions.counting import CountedRegister, count_register
from windroos.apps.network.actions.dialogues import (
    add_dialogue,
    change_dialogue,
    lead_to,
    release_dialogue,
    take_back_dialogue,
)
from windroos.apps.network.actions.loading import prune_network, put_network
from windroos.apps.network.actions.people import (
    Erased,
    add_contact,
    add_moment,
    change_contact,
    change_moment,
    erase_contact,
)
from windroos.apps.network.actions.points import add_point, change_point, drop_point, raise_point
from windroos.apps.network.actions.proposing import (
    accept_proposal,
    make_proposal,
    reject_proposal,
    tell_proposer,
)
from windroos.apps.network.actions.records import Broken
from windroos.apps.network.actions.referrals import (
    add_referral,
    answer_referral,
    change_referral,
)
from windroos.apps.network.actions.registering import (
    LoadedRegister,
    load_register,
    remove_record,
    save_record,
)
from windroos.apps.network.actions.sheets import (
    NotTaken,
    choose_rows,
    drop_sheet,
    keep_sheet,
    take_in_sheet,
)
from windroos.apps.network.actions.taking_in import OUTCOMES, Decision, TakenIn, take_in
from windroos.apps.network.actions.undoing import put_back, remove

__all__ = [
    "OUTCOMES",
    "Broken",
    "CountedRegister",
    "Decision",
    "Erased",
    "LoadedRegister",
    "NotTaken",
    "TakenIn",
    "accept_proposal",
    "add_contact",
    "add_dialogue",
    "add_moment",
    "add_point",
    "add_referral",
    "answer_referral",
    "change_contact",
    "change_dialogue",
    "change_moment",
    "change_point",
    "change_referral",
    "choose_rows",
    "count_register",
    "drop_point",
    "drop_sheet",
    "erase_contact",
    "keep_sheet",
    "lead_to",
    "load_register",
    "make_proposal",
    "prune_network",
    "put_back",
    "put_network",
    "raise_point",
    "reject_proposal",
    "release_dialogue",
    "remove",
    "remove_record",
    "save_record",
    "take_back_dialogue",
    "take_in",
    "take_in_sheet",
    "tell_proposer",
]
