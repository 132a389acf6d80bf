"""How dialogues, points and referrals are told of: sentences, and names of fields and values."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts.sentences import Sentence
from windroos.apps.network.models import Basis, MomentKind
from windroos.apps.network.models.dialogues import (
    Level,
    Occasion,
    Outcome,
    Reach,
    Status,
    With,
)

SENTENCES: Mapping[str, Sentence] = {
    "dialogue-added": _("{actor} recorded a dialogue: {subject}."),
    "dialogue-changed": _("{actor} changed a dialogue: {subject}."),
    "dialogue-released": _("{actor} made a text about a dialogue public: {subject}."),
    "dialogue-taken-back": _("{actor} made a dialogue internal again: {subject}."),
    "dialogue-led": _("{actor} made a judgement or finding because of a dialogue: {subject}."),
    "dialogue-put-back": _("{actor} put back an earlier version of a dialogue: {subject}."),
    "dialogue-removed": _("{actor} took a dialogue out of the list: {subject}."),
    "point-added": _("{actor} noted a point to raise: {subject}."),
    "point-changed": _("{actor} changed a point to raise: {subject}."),
    "point-raised": _("{actor} noted that a point was raised: {subject}."),
    "point-dropped": _("{actor} dropped a point: {subject}."),
    "point-put-back": _("{actor} put back an earlier version of a point: {subject}."),
    "point-removed": _("{actor} took a point out of the list: {subject}."),
    "referral-added": _("{actor} referred a question to {after[desk]}: {subject}."),
    "referral-changed": _("{actor} changed a referral: {subject}."),
    "referral-answered": _("{actor} noted the answer to a referral: {subject}."),
    "referral-put-back": _("{actor} put back an earlier version of a referral: {subject}."),
    "referral-removed": _("{actor} took a referral out of the list: {subject}."),
    "contact-added": _("{actor} added a contact: {subject}."),
    "contact-changed": _("{actor} changed a contact: {subject}."),
    "contact-put-back": _("{actor} put back an earlier version of a contact: {subject}."),
    "contact-removed": _("{actor} took a contact out of the list: {subject}."),
    "contact-erased": _("{actor} erased the data of a person: {subject}."),
    "contact-redacted": _("{actor} took an erased person out of the text of: {subject}."),
    "moment-added": _("{actor} recorded a contact moment: {subject}."),
    "moment-changed": _("{actor} changed a contact moment: {subject}."),
    "moment-put-back": _("{actor} put back an earlier version of a contact moment: {subject}."),
    "moment-removed": _("{actor} took a contact moment out of the list: {subject}."),
    "moment-redacted": _("{actor} took an erased person out of the text of: {subject}."),
    "dialogue-redacted": _("{actor} took an erased person out of a dialogue: {subject}."),
    "point-redacted": _("{actor} took an erased person out of a point to raise: {subject}."),
    "referral-redacted": _("{actor} took an erased person out of a referral: {subject}."),
    "register-loaded": _(
        "{actor} loaded a package into the register: {after[changed]} changed,"
        " {after[removed]} removed."
    ),
    "record-added": _("{actor} added to the register: {subject}."),
    "record-changed": _("{actor} changed in the register: {subject}."),
    "record-removed": _("{actor} took out of the register: {subject}."),
    "records-taken-in": _(
        "{actor} took organisations of {after[source]} into the register: {after[made]} new,"
        " {after[changed]} changed, {after[refused]} not wanted."
    ),
    "sheet-taken-in": _(
        "{actor} took over a table of organisations, {after[file]}: {after[added]} added,"
        " {after[changed]} changed."
    ),
    "proposal-made": _("A correction of the register was proposed: {subject}."),
    "proposal-accepted": _("{actor} accepted a proposed correction: {subject}."),
    "proposal-rejected": _("{actor} turned a proposed correction down: {subject}."),
    "proposal-told": _("{actor} had the answer to a proposal sent: {subject}."),
    "proposal-address-erased": _("{actor} erased the address of who proposed: {subject}."),
}

# What one record of each kind is called.
LABELS: Mapping[str, Sentence] = {
    "passage": _("passage"),
    "area": _("technology area"),
    "organisation": _("organisation"),
    "map": _("ecosystem map"),
    "relation": _("relation"),
    "site": _("site"),
    "condition": _("condition"),
    "labour": _("labour market"),
    "chain": _("value chain"),
    "programme": _("programme"),
    "indicator": _("indicator"),
}

# What the fields are called; those that other apps have too are named once for all.
FIELDS: Mapping[str, Sentence] = {
    "held": _("day of the dialogue"),
    "kind": _("kind"),
    "organisation": _("organisation"),
    "contact": _("contact persons"),
    "level": _("level"),
    "subjects": _("subjects"),
    "summary": _("what was said"),
    "conclusions": _("what we conclude"),
    "places": _("passages and sources"),
    "public_nl": _("public text in Dutch"),
    "public_en": _("public text in English"),
    "names_organisation": _("organisation named in public"),
    "released_at": _("made public"),
    "leads_to": _("led to"),
    "removed": _("out of the list"),
    "text": _("point"),
    "subject": _("subject"),
    "occasion": _("occasion"),
    "reach": _("to be raised with"),
    "source": _("from dialogue"),
    "raised_in": _("raised in dialogue"),
    "answer": _("answer"),
    "desk": _("desk"),
    "referred_on": _("day of the referral"),
    "answer_by": _("answer expected by"),
    "answered_on": _("day of the answer"),
    "basis": _("legal ground"),
    "kept_until": _("kept until"),
    "day": _("day"),
    "organisations": _("organisations"),
    "contacts": _("contacts"),
    "personal": "",
    "version": "",
    "file": "",
    "added": _("added"),
    "changed": _("changed"),
    "fields": _("fields"),
}
OWN_FIELDS: Mapping[str, Sentence] = {
    "region": _("region"),
    "reason": _("why"),
    "status": _("status"),
    "outcome": _("outcome"),
    "advice": _("advice"),
    "text_nl": _("point in Dutch"),
    "text_en": _("point in English"),
}

# What their values are called.
WORDS: Mapping[str, Mapping[str, Any]] = {
    "kind": dict([*With.choices, *MomentKind.choices]),
    "basis": dict(Basis.choices),
    "level": dict(Level.choices),
    "occasion": dict(Occasion.choices),
    "reach": dict(Reach.choices),
    "status": dict(Status.choices),
    "outcome": dict(Outcome.choices),
}
