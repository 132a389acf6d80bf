"""How each action of the network is done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from tests.apps import bakers
from tests.apps.attempts_accounts import Attempt
from tests.apps.world import (
    KNOWN,
    TABLE,
    World,
)

from windroos.apps.network import actions as network

TOMORROW = timezone.localdate() + timedelta(days=1)


NETWORK: Mapping[str, Attempt] = {
    "network.accept_proposal": lambda w, by: network.accept_proposal(
        actor=by, case=w.case, proposal=w.row("correction 1").pk, version=1
    ),
    "network.choose_rows": lambda w, by: network.choose_rows(
        w.case, w.own("table", by), {"3": "skip"}, actor=by
    ),
    "network.drop_sheet": lambda w, by: network.drop_sheet(w.case, w.own("table", by), actor=by),
    "network.keep_sheet": lambda w, by: network.keep_sheet(w.case, "a.csv", TABLE, actor=by),
    "network.make_proposal": lambda w, by: network.make_proposal(
        actor=by, case=w.case, kind="missing", changes={"name": "Saw Mill", "kind": "company"}
    ),
    "network.reject_proposal": lambda w, by: network.reject_proposal(
        actor=by, case=w.case, proposal=w.row("correction 1").pk, answer="They did not move"
    ),
    "network.take_in_sheet": lambda w, by: network.take_in_sheet(w.case, "a.csv", TABLE, actor=by),
    "network.tell_proposer": lambda w, by: network.tell_proposer(
        actor=by, case=w.case, proposal=w.row("correction 2").pk
    ),
    "network.add_contact": lambda w, by: network.add_contact(
        actor=by,
        case=w.case,
        name="B. Verzonnen",
        basis="consent",
        purpose="Choirs",
        kept_until=TOMORROW,
    ),
    "network.add_moment": lambda w, by: network.add_moment(
        actor=by,
        case=w.case,
        day=timezone.localdate(),
        kind="call",
        subject="Choirs",
        contacts=[w.row("contact").pk],
        organisations=["lamp-works"],
        region="LV",
    ),
    "network.change_contact": lambda w, by: network.change_contact(
        actor=by,
        case=w.case,
        contact=w.row("contact").pk,
        version=1,
        changes={"phone": "", "region": "EE"},
    ),
    "network.change_moment": lambda w, by: network.change_moment(
        actor=by,
        case=w.case,
        moment=w.row("moment").pk,
        version=2,
        changes={"level": "governing"},
    ),
    "network.erase_contact": lambda w, by: network.erase_contact(
        actor=by, case=w.case, contact=w.row("contact").pk, version=1
    ),
    "network.put_back: a contact moment": lambda w, by: network.put_back(
        actor=by, case=w.case, kind="moment", number=w.row("moment").pk, version=2, to=1
    ),
    "network.remove: a contact": lambda w, by: network.remove(
        actor=by, case=w.case, kind="contact", number=w.row("contact").pk, version=1
    ),
    "network.add_dialogue": lambda w, by: network.add_dialogue(
        actor=by,
        case=w.case,
        region="LV",
        held=timezone.localdate(),
        kind="civil-society",
        organisation="The choir",
        summary="On singing",
    ),
    "network.add_point": lambda w, by: network.add_point(
        actor=by, case=w.case, region="LV", text_en="Ask about choirs"
    ),
    "network.add_referral": lambda w, by: network.add_referral(
        actor=by,
        case=w.case,
        region="LV",
        subject="Sonar",
        reason="May it be sold?",
        desk="Desk",
        referred_on=timezone.localdate(),
    ),
    "network.answer_referral": lambda w, by: network.answer_referral(
        actor=by,
        **at(w, "referral"),
        answered_on=timezone.localdate(),
        outcome="no-objection",
    ),
    "network.change_dialogue": lambda w, by: network.change_dialogue(
        actor=by, **at(w, "dialogue", "talk"), changes={"summary": "On singing and boats"}
    ),
    "network.change_point": lambda w, by: network.change_point(
        actor=by, **at(w, "point"), changes={"text_en": "Ask about ferries"}
    ),
    "network.change_referral": lambda w, by: network.change_referral(
        actor=by, **at(w, "referral"), changes={"subject": "Sonar for boats"}
    ),
    "network.drop_point": lambda w, by: network.drop_point(
        actor=by, **at(w, "point"), answer="Known by now"
    ),
    "network.lead_to": lambda w, by: network.lead_to(
        actor=by, case=w.case, dialogue=w.row("talk").pk, table="judgements", id="j2"
    ),
    "network.count_register": lambda w, by: network.count_register(w.case, actor=by),
    "network.load_register": lambda w, by: network.load_register(
        w.case, bakers.register(relations=[]), actor=by
    ),
    "network.put_back": lambda w, by: network.put_back(
        actor=by, case=w.case, kind="point", number=w.row("point").pk, version=2, to=1
    ),
    "network.raise_point": lambda w, by: network.raise_point(
        actor=by, **at(w, "point"), raised_in=w.row("talk").pk
    ),
    "network.release_dialogue": lambda w, by: network.release_dialogue(
        actor=by, **at(w, "dialogue", "talk"), public_nl="Er is gezongen"
    ),
    "network.remove": lambda w, by: network.remove(
        actor=by, case=w.case, kind="referral", number=w.row("referral").pk, version=1
    ),
    "network.remove_record": lambda w, by: network.remove_record(
        w.case, "relation", "r1", version=1, reason="It ended", actor=by
    ),
    "network.save_record": lambda w, by: network.save_record(
        w.case,
        "area",
        {"id": "light", "label_nl": "Licht", "label_en": "Lamps"},
        version=1,
        actor=by,
    ),
    "network.take_in": lambda w, by: network.take_in(
        w.case, w.row("known"), [network.Decision(KNOWN, "new")], actor=by
    ),
    "network.take_back_dialogue": lambda w, by: network.take_back_dialogue(
        actor=by, **at(w, "dialogue", "released")
    ),
}


def at(world: World, kind: str, name: str = "") -> dict[str, Any]:
    row = world.row(name or kind)
    return {"case": world.case, kind: row.pk, "version": row.version}
