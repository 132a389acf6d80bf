"""Proposing corrections of the register, which anyone may, and answering them."""

import hashlib
import re
import time
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.accounts import mails
from windroos.apps.accounts.actions import record as tell
from windroos.apps.accounts.permits import Anyone, action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.network.actions.records import Given, write_records
from windroos.apps.network.models import Origin, Proposal, RecordVersion
from windroos.apps.network.models.proposals import Proposed, State
from windroos.apps.network.queries import sheets
from windroos.apps.network.queries.proposals import FIELDS, standing, values
from windroos.apps.network.queries.records import current
from windroos.apps.regions import actions as regions
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case
from windroos.cases.fields import NAME, TEXT
from windroos.cases.register.records import Content
from windroos.cases.register.sheet import SEVERAL, flat, free_id, kind_of, merged, role_of, same

# From visitors: so many an hour from one network address, and so many open in a case.
PER_HOUR, OPEN_FROM_VISITORS = 10, 200
_HOUR = 3600
# What a record that someone proposed rests on.
_BASIS = "person"
# Of a field with several values.
_MOST_VALUES = 30
_TAG = re.compile(r"<\s*/?\s*[a-zA-Z!]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@action(Anyone.PUBLIC)
def make_proposal(
    *,
    actor: User | AnonymousUser | None,
    case: Case,
    kind: str,
    organisation: str = "",
    version: int = 0,
    changes: Mapping[str, Any],
    words: str = "",
    email: str = "",
    language: str = "nl",
    address: str | None = None,
) -> Proposal:
    """Keep a proposed correction until someone of the case answers it.

    `changes` holds fields as `cases.register.sheet.flat` has them; those that say what the version
    says that it was made on are left out. `address` is where a visitor comes from, on the network:
    it is counted and not kept. Raises ValidationError, by field.
    """
    account = actor if isinstance(actor, User) else None
    _not_too_many(case, account, address)
    row = Proposal(
        case=case,
        kind=kind,
        organisation=organisation,
        version=version,
        language="en" if language == "en" else "nl",
        account=account,
        email=email.strip() or None,
        words=_clean(words),
    )
    problems: dict[str, str] = {}
    before = _before(row, problems)
    row.changes = _sound(case, row, before, changes, problems)
    row.name = str(row.changes.get("name") if kind == Proposed.MISSING else before["name"] or "")
    _ask(row, problems)
    if problems:
        raise ValidationError(problems)
    row.save(force_insert=True)
    _tell(row, "proposal-made", account, {"fields": sorted(row.changes)})
    return row


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case)
def accept_proposal(
    *,
    actor: User | None,
    case: Case,
    proposal: int,
    version: int,
    fields: Sequence[str] | None = None,
    answer: str = "",
) -> Proposal:
    """Take over a proposal, or some of its fields, in the version of the organisation seen.

    Raises `Conflict` when that is no longer the current one, `Broken` for what the register does
    not take, and ValidationError by field.
    """
    regions.lock(case)
    row = _open(case, proposal)
    now = standing(case, row.organisation) if row.organisation else None
    asked = values(row.changes)
    by_hand = row.kind == Proposed.CORRECTION and not asked
    chosen = {name: asked[name] for name in (asked if fields is None else fields) if name in asked}
    if row.kind != Proposed.REMOVAL and not chosen and not by_hand:
        raise ValidationError({"fields": _("Choose what is taken over, or turn it down.")})
    if by_hand:
        # It was said in words: whoever accepts it has seen to it themselves.
        return _answered(row, State.ACCEPTED, answer, actor)
    content: Content | None
    if row.kind == Proposed.MISSING:
        id = free_id(str(chosen.get("name") or row.name), current(case, "organisation"))
        content = merged(None, id, {"name": row.name, **chosen}, basis=_BASIS)
    else:
        if now is None:
            raise ValidationError(
                _("The organisation is not in the register any more; turn the proposal down.")
            )
        id = row.organisation
        content = None
        if row.kind == Proposed.CORRECTION:
            content = merged(now.content, id, chosen, basis=_BASIS)
    reason = _("Proposal %(number)s") % {"number": row.pk}
    given = Given("organisation", id, content, version)
    write_records(case, [given], origin=Origin.PROPOSAL, reason=reason, actor=actor)
    row.organisation, row.taken = id, sorted(chosen)
    return _answered(row, State.ACCEPTED, answer, actor)


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case)
def reject_proposal(*, actor: User | None, case: Case, proposal: int, answer: str) -> Proposal:
    """Turn a proposal down, with words for its proposer. Raises ValidationError, by field."""
    if not answer.strip():
        raise ValidationError({"answer": _("Say why: the proposer reads it.")})
    return _answered(_open(case, proposal), State.REJECTED, answer, actor)


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case)
def tell_proposer(*, actor: User | None, case: Case, proposal: int, send: bool = True) -> Proposal:
    """Send the answer once more where it could not go out, or leave that; the address goes.

    Raises ValidationError where nobody waits to be told, and mails.NotSent.
    """
    row = Proposal.objects.select_for_update().filter(case=case, pk=proposal).first()
    if row is None or not row.untold or row.email is None:
        raise ValidationError(_("Nobody waits to be told of this proposal by e-mail."))
    email, row.email = row.email, None
    row.save(update_fields=["email"])
    _tell(row, "proposal-told" if send else "proposal-address-erased", actor, {})
    if send:
        _send(row, email)
    return row


def _answered(row: Proposal, state: State, answer: str, actor: User | None) -> Proposal:
    """Keep the answer, tell of it, and erase the address once its owner was told."""
    row.state, row.answer = state, _clean(answer)
    row.handled_by, row.handled_at = actor, timezone.now()
    email, row.email = row.email, None
    if len(row.answer) > TEXT:
        raise ValidationError({"answer": _("At most %(most)s characters.") % {"most": TEXT}})
    row.save()
    verb = "proposal-accepted" if state == State.ACCEPTED else "proposal-rejected"
    _tell(row, verb, actor, {"fields": row.taken})
    if email is not None:
        try:
            _send(row, email)
        except mails.NotSent:
            # The answer holds; that its proposer is not told yet is shown with it.
            row.email = email
            row.save(update_fields=["email"])
    return row


def _send(row: Proposal, email: str) -> None:
    mails.send("network/mail/answered.txt", email, row.language, proposal=row)


def _open(case: Case, number: int) -> Proposal:
    row = Proposal.objects.select_for_update().filter(case=case, pk=number).first()
    if row is None:
        raise ValidationError({"proposal": _("There is none of this number.")})
    if not row.open:
        raise ValidationError(_("This proposal was answered already."))
    return row


def _not_too_many(case: Case, account: User | None, address: str | None) -> None:
    """Raises ValidationError when visitors proposed as much as people can look at."""
    if account is not None:
        return
    waiting = Proposal.objects.filter(case=case, state=State.OPEN, account=None)
    if waiting.count() >= OPEN_FROM_VISITORS:
        raise ValidationError(
            _("There are too many proposals waiting for an answer. Try again in a few days.")
        )
    if address is None:
        return
    told = hashlib.sha256(address.encode()).hexdigest()
    key = f"windroos-proposals:{told}:{int(time.time() // _HOUR)}"
    cache.add(key, 0, timeout=2 * _HOUR)
    try:
        used = cache.incr(key)
    except ValueError:  # thrown out since, to make room
        used = 1
    if used > PER_HOUR:
        raise ValidationError(
            _("At most %(most)s proposals an hour. Try again in an hour, or log in.")
            % {"most": PER_HOUR}
        )


def _before(row: Proposal, problems: dict[str, str]) -> dict[str, Any]:
    """What the organisation said in the version that a proposal is made on."""
    if row.kind == Proposed.MISSING:
        row.organisation, row.version = "", 0
        return flat(None)
    now = standing(row.case, row.organisation)
    if now is None:
        problems["organisation"] = _("There is no such organisation here.")
        return flat(None)
    if row.version == now.number:
        return flat(now.content)
    # Someone changed it since the form was opened: what was filled in is laid beside what it said.
    then = RecordVersion.objects.filter(
        case=row.case, kind="organisation", record=row.organisation, number=row.version
    ).first()
    if then is None or then.content is None:
        row.version, then = now.number, now
    return flat(then.content)


def _sound(
    case: Case,
    row: Proposal,
    before: Mapping[str, Any],
    changes: Mapping[str, Any],
    problems: dict[str, str],
) -> dict[str, Any]:
    """The fields proposed that say something new, cleaned; what is wrong goes with `problems`."""
    found: dict[str, Any] = {}
    if row.kind == Proposed.REMOVAL:
        return found
    for name, given in changes.items():
        if name not in FIELDS:
            problems[name] = _("There is no such field.")
            continue
        try:
            value = _value(case, name, given)
        except ValidationError as error:
            problems[name] = error.messages[0]
            continue
        if not same(name, value, before[name]):
            found[name] = list(value) if isinstance(value, tuple) else value
    return found


def _value(case: Case, name: str, given: Any) -> Any:
    if name in SEVERAL:
        parts = given if isinstance(given, (list, tuple)) else [given]
        several = tuple(dict.fromkeys(text for one in parts if (text := _line(one))))
        if len(several) > _MOST_VALUES:
            raise ValidationError(_("At most %(most)s of them.") % {"most": _MOST_VALUES})
        if name == "roles":
            labels = sheets.areas(case)
            several = tuple(_role(one, labels) for one in several)
        return several
    text = _line(given)
    if name == "kind" and text:
        kind = kind_of(text)
        if kind is None:
            raise ValidationError(_("Choose one of the kinds."))
        return kind
    if name == "country" and text and not re.fullmatch("[A-Z]{2}", text):
        raise ValidationError(_("Give the code of two letters, such as NL."))
    if name == "website" and text and not re.fullmatch(r"https?://\S+", text):
        raise ValidationError(_("Give the whole address, from https:// on."))
    return text or None


def _role(one: str, labels: Mapping[str, Any]) -> str:
    role = role_of(one, labels)
    if role is None:
        raise ValidationError(_("There is no such area or category."))
    return role


def _line(given: Any) -> str:
    """A line of text as someone typed it."""
    text = " ".join(_clean(str(given or "")).split())
    if len(text) > NAME:
        raise ValidationError(_("At most %(most)s characters.") % {"most": NAME})
    if _TAG.search(text):
        raise ValidationError(_("Write plain text, without HTML."))
    return text


def _clean(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _ask(row: Proposal, problems: dict[str, str]) -> None:
    """What a proposal as a whole lacks."""
    if row.kind not in Proposed.values:
        problems["kind"] = _("Choose what you propose.")
    if len(row.words) > TEXT:
        problems["words"] = _("At most %(most)s characters.") % {"most": TEXT}
    if _TAG.search(row.words):
        problems["words"] = _("Write plain text, without HTML.")
    if row.email is not None:
        try:
            validate_email(row.email[:255])
        except ValidationError:
            problems["email"] = _("This is not an e-mail address; leave it empty or mend it.")
    if row.kind == Proposed.MISSING:
        if not row.changes.get("name"):
            problems.setdefault("name", _("Say what the organisation is called."))
        if not row.changes.get("kind"):
            problems.setdefault("kind", _("Choose what kind of organisation it is."))
    elif row.kind == Proposed.REMOVAL and not row.words:
        problems.setdefault("words", _("Say why it should go."))
    elif row.kind == Proposed.CORRECTION and not row.changes and not row.words and not problems:
        problems["words"] = _("Change something, or say in words what is wrong.")


def _tell(row: Proposal, verb: str, actor: User | None, after: Mapping[str, Any]) -> None:
    """One event of the trail about a proposal, without the e-mail address."""
    tell(
        verb,
        actor=actor,
        subject_type="proposal",
        subject_id=row.pk,
        label_nl=(row.name or row.organisation)[:300],
        after=after,
    )
