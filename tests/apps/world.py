"""A small world in which every action can be done: a case, its people, and what they began."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from tests.apps import bakers, people
from tests.apps.accounts_people import code
from tests.apps.deciders import DECISION, lake
from tests.apps.register import ABROAD, MORE_ABROAD, small
from tests.cases import packages
from tests.cases.workbooks import at, edited, under

from windroos import cases
from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.models import Invitation, User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import actions as compass
from windroos.apps.compass.actions import Entry
from windroos.apps.compass.files import workbooks
from windroos.apps.compass.framework import versions as framework_versions
from windroos.apps.compass.models import FrameworkVersion, Review, Run, Scenario, Upload
from windroos.apps.compass.robustness.outcome import Wanted
from windroos.apps.evidence import actions as evidence
from windroos.apps.evidence.models import Document, Edition, Import, Marking, Passage
from windroos.apps.network import actions as network
from windroos.apps.network.models import HandedIn
from windroos.apps.programmes import actions as programmes
from windroos.apps.programmes.actions import Given
from windroos.apps.regions.models import Case
from windroos.apps.reports import actions as reports
from windroos.cases import workbook
from windroos.cases.archive import packed
from windroos.cases.check import read
from windroos.cases.framework import Text
from windroos.cases.framework_edit import edited as with_scenario
from windroos.cases.package import Package
from windroos.cases.tables import descriptor
from windroos.cases.taking_over import Plan
from windroos.sources.asked import asked
from windroos.sources.importing import take_in
from windroos.sources.lake import Origin, Snapshot, write

M = TypeVar("M", bound=models.Model)
# Who tries an action: a person, a visitor, or the program itself.
Actor = User | AnonymousUser | None

# An organisation that a source knows.
KNOWN = "https://ror.org/0boats001"
PASSWORD = "nog een lang wachtwoord"
# With a table of figures, and one of decisions.
REPORT = b"""Report

The choirs sing. The lake is deep.

Goal\t2020
Choirs\t12

So it was decided.

Place\tCulture
All Latvia\tactive
"""
LETTER = b"Letter\n\nThe boats are late.\n\nThe water rises.\n"
# Nobody: a name that was made up, an address and a number that are given to nobody.
PERSON: dict[str, Any] = {
    "name": "Zephyrine Qwikkelbos",
    "email": "z.qwikkelbos@verzonnen.example",
    "phone": "+31 6 00998877",
}
WHY = Text("De raad wil het.", "The council wants it.")
SCENARIO = cases.Scenario("research", weights={"people": 3})
DRAWS = Wanted("research", None, None, cases.Scenario("research"), "all", 100_000)
# What someone says of a region, and what it rests on.
SAID: dict[str, Any] = {"confidence": "high", "grounds_en": "Heard", "reason_en": "They sing"}
DRAFT: dict[str, Any] = {"role": "research", **DECISION}
# What the report says otherwise of Estonia in another place, and what that contradiction is called.
CONTRARY: dict[str, Any] = {
    "region": "EE",
    "role": "culture",
    "effort": "none",
    "theme": "song",
    "period_start": 2020,
    "period_end": 2030,
    "explicit": True,
    "passage": "p2",
}
CONTRADICTION = "effort_ee_culture"
# Nobody has said of Latvia how well its choirs sing.
SOUGHT: dict[str, Any] = {
    "role": "culture",
    "theme": None,
    "region": "LV",
    "kind": "leaf",
    "subject": "choirs",
}

# The university leads the case and decides on research; the town works on it, neither leads nor
# decides on research; the harbour has nothing to do with it.
ORGANISATIONS = ("university", "town", "harbour")
OPEN = {f"{role} of the {slug}" for role in Role for slug in ORGANISATIONS} | {"nobody"}
CLOSED = {f"closed {role}" for role in Role}
EVERYONE = (*sorted(OPEN | CLOSED), "visitor", "program")


class World:
    """What was made before anyone tries an action.

    Rows are kept by name and read anew each time: an attempt before may have changed the objects.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.package: Package
        self.new_package: Package
        self.next_framework: str
        self.sheet: bytes
        self.judged: workbook.Book
        # By the organisation that decides.
        self.decided: dict[str, workbook.Book]
        # Of a source: the content of its first edition and of its current one.
        self.snapshots: list[Snapshot]
        # What was shown once: of an invitation, and codes on paper.
        self.secret: str
        self.recovery: list[str]
        self._rows: dict[str, models.Model] = {}

    def keep(self, name: str, row: M) -> M:
        self._rows[name] = row
        return row

    def row(self, name: str) -> Any:
        """The row of that name, as it stands in the database."""
        kept = self._rows[name]
        return type(kept)._base_manager.get(pk=kept.pk)

    def own(self, kind: str, actor: Actor) -> Any:
        """What is the actor's own of a kind; that of an analyst for who has none."""
        owner = actor.pk if isinstance(actor, User) else self._rows["analyst of the university"].pk
        return self.row(f"{kind} {owner}")

    def actor(self, name: str) -> Actor:
        if name == "program":
            return None
        return AnonymousUser() if name == "visitor" else self.row(name)

    @property
    def case(self) -> Case:
        return self.row("case")

    def code(self, actor: Actor, kind: str = "confirmed") -> str:
        """What the app of someone shows now."""
        return code(self.own(kind, actor))


def build(folder: Path) -> World:
    """The whole of it; within a transaction that is undone when all attempts are over."""
    world = World(folder)
    # Of the two sources that the case reads from, one comes in when it has been loaded.
    _edition("world-bank", _observed("world-bank", "SALT", {"EE": 10.0, "LV": 40.0}))
    world.keep("case", lake(folder))
    _edition("v-dem-indices", _observed("v-dem-indices", "METRES", {"EE": 50.0, "LV": 25.0}))
    _people(world)
    _accounts(world)
    _compass(world)
    _proposals(world)
    _panels(world)
    _tasks(world)
    _network(world)
    _register(world)
    _programmes(world)
    _known(world)
    _contacts(world)
    _documents(world)
    _files(world)
    _runs(world)
    _sources(world)
    _reports(world)
    return world


def _reports(world: World) -> None:
    """One that is internal, one that everyone reads, and one that was taken back."""
    case, maker = world.case, world.row("anna")
    by = world.row("decision-maker of the university")
    for name in ("internal report", "released report", "report taken back"):
        made = reports.make_report(case, "dossier", {"region": "EE"}, actor=maker)
        world.keep(name, made)
        if name != "internal report":
            reports.release_report(case, made.number, actor=by)
    reports.withdraw_report(case, made.number, reason="A slip of the pen", actor=by)


def _people(world: World) -> None:
    for slug in ORGANISATIONS:
        world.keep(slug, people.organisation(slug))
        for role in Role:
            world.keep(f"{role} of the {slug}", people.person(role, slug))
    for role in Role:
        closed = people.person(role, "university", f"closed-{role}")
        closed.is_active = False
        closed.save()
        world.keep(f"closed {role}", closed)
    world.keep("nobody", people.person(None))
    for name in ("anna", "bert"):
        world.keep(name, people.person(Role.ANALYST, "university", name))


def _accounts(world: World) -> None:
    """A second factor, a next one begun, an invitation and a token: everyone's own."""
    guests = world.keep("guests", people.organisation("guests"))
    for name in (*OPEN, *CLOSED):
        user = world.row(name)
        device = TOTPDevice.objects.create(user=user, name="old", confirmed=True)
        world.keep(f"confirmed {user.pk}", device)
        begun = TOTPDevice.objects.create(user=user, name="new", confirmed=False)
        world.keep(f"begun {user.pk}", begun)
        invitation = Invitation.objects.create(
            organisation=guests,
            email=user.email,
            role=Role.VIEWER,
            sha256=f"{user.pk:064}",
            expires=timezone.now() + timedelta(days=1),
        )
        world.keep(f"invitation {user.pk}", invitation)
    someone = world.keep("someone", people.person(Role.VIEWER, "university", "someone"))
    someone.set_password(PASSWORD)
    someone.save()
    TOTPDevice.objects.create(user=someone, name="old", confirmed=True)
    world.recovery = accounts.make_recovery_codes(actor=someone)
    AccessAttempt.objects.create(username=someone.email, failures_since_start=9, get_data="")
    viewer = world.row("viewer of the university")
    world.keep("token", accounts.create_token(actor=viewer, name="Sheet")[0])
    shut = world.keep("shut", people.person(Role.VIEWER, "university", "shut"))
    accounts.close_account(actor=None, user=shut)
    world.keep("waits", _invited(world, "waits").invitation)
    world.secret = _invited(world, "comes").secret


def _invited(world: World, name: str) -> accounts.Invited:
    return accounts.invite(
        actor=None,
        organisation=world.row("university"),
        email=f"{name}@elders.example",
        role=Role.VIEWER,
        send=False,
    )


def _compass(world: World) -> None:
    case, anna = world.case, world.row("anna")
    compass.find(case, [Entry({"outcome": "holds", "reason_en": "Seen"}, "f2")], actor=anna)
    world.keep("review", Review.objects.get())
    compass.judge(case, [Entry({"rating": 2.0}, "j4")], actor=anna)
    for status in ("written", "submitted", "withdrawn"):
        draft = compass.draft_decision(case, DRAFT, submit=status == "submitted", actor=anna)
        world.keep(status, draft)
    compass.withdraw_draft(case, world.row("withdrawn").pk, actor=anna)
    compass.state(case, "statements", [Entry(CONTRARY)], actor=anna)
    compass.settle(case, CONTRADICTION, holds=None, reason={"en": "Asked the town"}, actor=anna)


def _proposals(world: World) -> None:
    """A proposal of anna, and of everyone a proposal and scenarios of their own."""
    text = with_scenario(packages.FRAMEWORK, SCENARIO, "2", WHY)
    proposal = compass.propose_framework(world.case, text=text, why=WHY, actor=world.row("anna"))
    world.keep("proposal", proposal)
    world.next_framework = with_scenario(packages.FRAMEWORK, SCENARIO, "3", WHY)
    for name in (*OPEN, *CLOSED):
        user = world.row(name)
        own = FrameworkVersion.objects.create(
            case=world.case,
            version=f"of {user.pk}",
            text=text,
            base=framework_versions.current(world.case).number,
            why_nl=WHY.nl,
            proposed_by=user,
        )
        world.keep(f"proposal {user.pk}", own)
        for kind, deleted in (("scenario", None), ("deleted", timezone.now())):
            scenario = Scenario.objects.create(
                case=world.case,
                name=kind,
                role=SCENARIO.role,
                overrides=SCENARIO.as_dict(),
                visibility=Scenario.Visibility.CASE,
                made_by=user,
                changed_by=user,
                deleted=deleted,
            )
            world.keep(f"{kind} {user.pk}", scenario)


def _panels(world: World) -> None:
    """A panel in which everyone who may is asked, and one that waits for a third."""
    case, anna, bert = world.case, world.row("anna"), world.row("bert")
    asked = [world.row("analyst of the university"), world.row("analyst of the town")]
    for name, criterion, assessors in (
        ("asks", "fish", asked),
        ("answered", "choirs", [anna, bert]),
    ):
        question = {"region": "LV", "criterion": criterion}
        (panel,) = compass.open_panels(case, [question], assessors, why="Unsure", actor=anna)
        world.keep(name, panel)
    for assessor in (anna, bert):
        row = {"rating": 3.0, **SAID}
        compass.give_opinion(case, world.row("answered").pk, row, actor=assessor)


def _tasks(world: World) -> None:
    """A task that is open, and one that was dropped."""
    case, anna = world.case, world.row("anna")
    world.keep("task", compass.take_up_task(case, SOUGHT, assignee=anna, actor=anna))
    dropped = compass.take_up_task(case, {**SOUGHT, "subject": "clarity"}, actor=anna)
    world.keep("dropped", compass.drop_task(case, dropped.pk, reason="Not now", actor=anna))


def _network(world: World) -> None:
    about: dict[str, Any] = {"actor": world.row("anna"), "case": world.case, "region": "LV"}
    for name in ("talk", "released"):
        talk = network.add_dialogue(
            **about,
            held=timezone.localdate(),
            kind="civil-society",
            organisation="The choir",
            summary="On singing",
        )
        world.keep(name, talk)
    network.release_dialogue(
        actor=about["actor"],
        case=world.case,
        dialogue=talk.pk,
        version=1,
        public_nl="Er is gezongen",
    )
    world.keep("point", network.add_point(**about, text_en="Ask about boats"))
    referral = network.add_referral(
        **about,
        subject="Sonar",
        reason="May it be sold?",
        desk="Desk",
        referred_on=timezone.localdate(),
    )
    world.keep("referral", referral)
    network.change_point(
        actor=about["actor"], case=world.case, point=world.row("point").pk, version=1,
        changes={"text_en": "Ask about all boats"},
    )  # fmt: skip


# A table with an organisation that moved, and a new one.
TABLE = b"id,name,kind,place\nlamp-works,Lamp Works B.V.,company,Ede\n,Saw Mill,company,Ede\n"


def _register(world: World) -> None:
    network.load_register(world.case, small(**ABROAD))
    # Counted as it is now, and once otherwise: who counts it again makes an edition of what the
    # lake holds already, for of a lake nothing is undone.
    network.count_register(world.case)
    network.load_register(world.case, small(**MORE_ABROAD))
    network.count_register(world.case)
    network.load_register(world.case, small(**ABROAD))
    for name in (*OPEN, *CLOSED):
        user = world.row(name)
        kept = HandedIn.objects.create(case=world.case, user=user, name="a.csv", content=TABLE)
        world.keep(f"table {user.pk}", kept)
    about: dict[str, Any] = {
        "actor": None, "case": world.case, "kind": "correction",
        "organisation": "lamp-works", "version": 1, "email": "reader@elders.example",
    }  # fmt: skip
    world.keep("correction 1", network.make_proposal(**about, changes={"place": "Best"}))
    made = world.keep("correction 2", network.make_proposal(**about, changes={"place": "Oirschot"}))
    # Its proposer could not be told yet.
    network.reject_proposal(
        actor=world.row("analyst of the university"), case=world.case, proposal=made.pk,
        answer="They did not",
    )  # fmt: skip
    type(made).objects.filter(pk=made.pk).update(email="reader@elders.example")


def _programmes(world: World) -> None:
    """The bakers; a figure and an amount of now, and a period that waits and one that is locked."""
    case, anna = world.case, world.row("anna")
    network.load_register(case, bakers.register(**ABROAD))
    programmes.load_facts(case, bakers.facts())
    for indicator in ("loaves", "bakeries"):
        programmes.assign_indicator(case, indicator, world.row("viewer of the town"))
    baked = Given({"indicator": "loaves", "role": "target", "period": "2033", "value": 250})
    paid = Given({"role": "committed", "period": "2033", "amount": 9, "currency": "EUR"})
    (fact,) = programmes.record_facts(case, "bakers", [baked], actor=anna)
    (amount,) = programmes.record_amounts(case, "bakers", [paid], actor=anna)
    world.keep("baked", fact)
    world.keep("paid", amount)
    for period in ("2029", "2031"):
        programmes.submit_period(case, "bakers", period, actor=anna)
    programmes.lock_period(case, "bakers", "2029")


def _contacts(world: World) -> None:
    """A person who does not exist, named wherever people write about persons."""
    by: dict[str, Any] = {"actor": world.row("anna"), "case": world.case}
    contact = network.add_contact(
        **by,
        **PERSON,
        function_en="Conductor",
        organisation="lake-university",
        region="LV",
        languages="en",
        note="Sings too",
        basis="public-task",
        purpose="To ask about choirs",
        kept_until=timezone.localdate() + timedelta(days=365),
    )
    world.keep("contact", contact)
    whole = "{name}, {email}, {phone}".format(**PERSON)
    moment = network.add_moment(
        **by,
        day=timezone.localdate(),
        kind="meeting",
        level="official",
        organisations=["lake-university"],
        region="LV",
        contacts=[contact.pk],
        subject=f"Singing with {PERSON['name']}",
        summary=whole,
    )
    changes = {"region": "EE"}
    network.change_moment(**by, moment=moment.pk, version=1, changes=changes)
    world.keep("moment", moment)
    colleague = network.add_contact(
        **by,
        name="Y. Uitgedacht",
        note=f"Works with {PERSON['name']}",
        basis="consent",
        purpose="To ask about boats",
        kept_until=timezone.localdate() + timedelta(days=365),
    )
    world.keep("colleague", colleague)
    talk = network.add_dialogue(
        **by,
        region="LV",
        held=timezone.localdate(),
        kind="knowledge-institution",
        organisation="Lake University",
        contact=whole,
        summary="On choirs",
    )
    world.keep("talk with contact", talk)
    network.release_dialogue(**by, dialogue=talk.pk, version=1, public_en="We sang")


def _files(world: World) -> None:
    """Packages and workbooks, which are the same for everyone."""
    tables = packages.rows()
    tables["regions"][2]["name_en"] = "The Republic of Latvia"
    world.package = read(packages.write(world.folder / "next" / "lake", tables))
    pond = packages.write(world.folder / "pond", described=descriptor("pond", "Pond"))
    world.new_package = read(pond)
    content = workbooks.written(world.case, "nl", ())
    world.sheet = content
    decided = {
        "region": "Letland", "effort": "Geen inzet", "period_start": 2026, "period_end": 2027,
        "motivation_nl": "Besproken",
    }  # fmt: skip
    world.judged = _book(
        content, lambda b: setattr(at(b["Oordelen"], "j3", "Waardering"), "value", 4)
    )
    world.decided = {
        slug: _book(content, lambda b, r=role: under(b["Besluiten"], role=r, **decided))
        for slug, role in (("university", "Onderzoek"), ("town", "Cultuur"))
    }
    for name in (*OPEN, *CLOSED):
        user = world.row(name)
        upload = Upload.objects.create(case=world.case, user=user, name="a.xlsx", content=content)
        world.keep(f"upload {user.pk}", upload)
        zipped = packed(world.new_package.files())
        upload = Upload.objects.create(user=user, name="pond.zip", content=zipped)
        world.keep(f"package {user.pk}", upload)


def _runs(world: World) -> None:
    """Draws that wait, and others that are being made."""
    asked = {
        "case": world.case,
        "state": world.case.state,
        "day": timezone.localdate(),
        "role": "research",
        "space": "around",
        "asked_by": world.row("analyst of the town"),
    }
    world.keep("waiting run", Run.objects.create(samples=100_000, **asked))
    now = timezone.now()
    busy = Run.objects.create(samples=1_000_000, status="running", started=now, seen=now, **asked)
    world.keep("busy run", busy)


def _observed(source: str, indicator: str, values: Mapping[str, float]) -> Snapshot:
    columns = {
        "region": "string", "region_given": "string", "indicator": "string", "period": "string",
        "value": "number", "unit": "string", "flag": "string", "standard_error": "number",
        "cell": "string", "dimensions": "object",
    }  # fmt: skip
    blank = {"flag": None, "standard_error": None, "cell": "A1", "dimensions": {}, "period": "2020"}
    rows = [
        blank
        | {"region": region, "region_given": region, "indicator": indicator, "unit": "m"}
        | {"value": value}
        for region, value in values.items()
    ]
    return write(settings.WINDROOS_LAKE, "observations", columns, rows, Origin(source, "CC BY 4.0"))


def _documents(world: World) -> None:
    """The report that the case rests on, a memo that it does not know yet, and a letter that was
    released and has a newer version since."""
    texts = {"report": REPORT, "memo": b"Memo\n\nNo.\n"}
    for source, text in (*texts.items(), ("letter", LETTER)):
        added = evidence.add_document(world.case, f"{source}.txt", text, actor=None)
        world.keep(source, added.document)
    passage = world.keep("passage", Passage.objects.filter(document=world.row("report"))[0])
    Marking.objects.create(
        case=world.case,
        source="report",
        sha256=passage.sha256,
        document_sha256=world.row("report").sha256,
        kind="region",
        entry="EE",
        accepted=True,
    )
    said: dict[str, Any] = {"rows": {6: {"region": "LV00"}}, "columns": {1: {"role": "culture"}}}
    plan = Plan("decisions", {"period_start": 2001, "period_end": 2002}, **said)
    compass.take_over(world.case, "report", 2, plan, actor=world.row("anna"))
    letter = world.row("letter")
    evidence.release_document(world.case, "letter", sha256=letter.sha256, actor=None)
    newer = evidence.add_document(world.case, "letter.txt", LETTER + b"\nNo more.\n").document
    world.keep("newer letter", newer)
    # The passages of the memo are still to be indexed.
    Document.objects.filter(pk=world.row("memo").pk).update(indexed="")


def _edition(source: str, made: Snapshot) -> Edition:
    held = {"source": source, "table": made.table, "sha256": made.sha256, "rows": made.rows}
    return Edition.objects.create(**held)


def _sources(world: World) -> None:
    """A source of two editions, and imports of it: one that is busy, and one that failed."""
    world.snapshots = [_observed("wgi", "rule of law", {"LV": value}) for value in (0.0, 1.0)]
    for name, snapshot in zip(("first", "current"), world.snapshots, strict=True):
        world.keep(f"{name} edition", _edition("wgi", snapshot))
    now = timezone.now()
    by = world.row("analyst of the town")
    busy = Import.objects.create(
        source="wgi", status="running", asked_by=by, started=now, seen=now, tries=1
    )
    world.keep("busy import", busy)
    failed = Import.objects.create(source="v-dem", status="failed", asked_by=by, ended=now)
    world.keep("failed import", failed)


def _known(world: World) -> None:
    """An edition of a source that knows an organisation."""
    file = world.folder / "ror.json"
    file.write_text(json.dumps([{
        "id": KNOWN, "status": "active", "types": ["company"], "established": 1999,
        "names": [{"value": "Bay Boats", "types": ["ror_display"], "lang": "en"}],
        "locations": [], "external_ids": [], "relationships": [], "links": [], "domains": [],
    }]), "utf-8")  # fmt: skip
    snapshot = take_in(settings.WINDROOS_LAKE, asked("ror"), [file]).snapshot
    world.keep("known", _edition("ror", snapshot))


def _judged(book: Any) -> None:
    at(book["Oordelen"], "j3", "Waardering").value = 4


def _book(content: bytes, edit: Any) -> workbook.Book:
    return workbook.open_book(edited(content, edit))
