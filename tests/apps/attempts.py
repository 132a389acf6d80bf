"""How each action is done, with valid arguments: only who does it can be a reason to refuse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.apps.attempts_accounts import ACCOUNTS, Attempt
from tests.apps.attempts_network import NETWORK
from tests.apps.attempts_programmes import PROGRAMMES
from tests.apps.deciders import DECISION
from tests.apps.world import (
    CONTRADICTION,
    DRAFT,
    DRAWS,
    SAID,
    SCENARIO,
    SOUGHT,
    WHY,
    Actor,
    World,
)

from windroos.apps.accounts.models import Membership, User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import actions as compass
from windroos.apps.compass.actions import Entry, Place
from windroos.apps.evidence import actions as evidence
from windroos.apps.regions import actions as regions
from windroos.apps.reports import actions as reports
from windroos.cases.archive import packed
from windroos.cases.taking_over import Plan
from windroos.problems import Problem
from windroos.sources.asked import asked

DOCUMENT = b"Over het meer\n\nDe koren zingen elke zomer aan het water.\n"
JUDGED: dict[str, Any] = {"region": "LV", "criterion": "clarity", "rating": 3.0, **SAID}
# With the reason that it departs from what the compass says now.
DECIDED = {**DECISION, "departure_en": "As discussed"}
STATED: dict[str, Any] = {
    "region": "LV", "role": "research", "effort": "active", "explicit": True,
    "period_start": 2026, "period_end": 2028,
}  # fmt: skip
# What the row of the table in the report is a figure of.
PRINTED = Plan(
    "quantities",
    rows={3: {"subject": "choirs", "label_nl": "Koren", "label_en": "Choirs", "kind": "actual"}},
)
FOUND: dict[str, Any] = {"outcome": "fails", "reason_en": "Ice"}


COMPASS: Mapping[str, Attempt] = {
    "compass.accept_review": lambda w, by: compass.accept_review(
        w.case, w.row("review"), reason="Look again", actor=by
    ),
    "compass.add_place": lambda w, by: compass.add_place(w.case, Place("report", 1), actor=by),
    "compass.apply_workbook": lambda w, by: compass.apply_workbook(w.case, _book(w, by), actor=by),
    "compass.approve_framework": lambda w, by: compass.approve_framework(
        w.case, w.row("proposal"), actor=by
    ),
    "compass.ask_run": lambda w, by: compass.ask_run(w.case, DRAWS, actor=by),
    "compass.cancel_run": lambda w, by: compass.cancel_run(w.case, w.row("busy run"), actor=by),
    "compass.change_scenario": lambda w, by: compass.change_scenario(
        w.case, w.own("scenario", by), name="Renamed", actor=by
    ),
    "compass.change_task": lambda w, by: compass.change_task(
        w.case, w.row("task").pk, {"assignee": w.row("bert"), "note": "By phone"}, actor=by
    ),
    "compass.correct_decision": lambda w, by: compass.correct_decision(
        w.case, "research", "d1", {"motivation_nl": "Na overleg"}, actor=by
    ),
    "compass.decide": lambda w, by: compass.decide(w.case, "research", [DECIDED], actor=by),
    "compass.decide: for who does not lead": lambda w, by: compass.decide(
        w.case, "culture", [DECIDED], actor=by
    ),
    "compass.delete_scenario": lambda w, by: compass.delete_scenario(
        w.case, w.own("scenario", by), actor=by
    ),
    "compass.dismiss_review": lambda w, by: compass.dismiss_review(
        w.case, w.row("review"), reason="No reason", actor=by
    ),
    "compass.draft_decision": lambda w, by: compass.draft_decision(
        w.case, DRAFT, review=w.row("review"), actor=by
    ),
    "compass.drop_package": lambda w, by: compass.drop_package(w.own("package", by), actor=by),
    "compass.drop_task": lambda w, by: compass.drop_task(
        w.case, w.row("task").pk, reason="Nobody knows", actor=by
    ),
    "compass.drop_workbook": lambda w, by: compass.drop_workbook(
        w.case, w.own("upload", by), actor=by
    ),
    "compass.end_run": lambda w, by: compass.end_run(w.row("busy run"), {"regions": []}, actor=by),
    "compass.find": lambda w, by: compass.find(w.case, [Entry(FOUND, "f2")], actor=by),
    "compass.finish_task": lambda w, by: compass.finish_task(
        w.case, w.row("task").pk, reason="Asked: it is not kept", actor=by
    ),
    "compass.give_opinion": lambda w, by: compass.give_opinion(
        w.case, w.row("asks").pk, {"rating": 5.0, **SAID}, actor=by
    ),
    "compass.handle_reviews": lambda w, by: compass.handle_reviews(
        w.case, {w.row("review").pk: None}, accept=True, reason="Look again", actor=by
    ),
    "compass.judge": lambda w, by: compass.judge(
        w.case, [Entry(JUDGED), Entry({"rating": 4.0}, "j2")], actor=by
    ),
    "compass.keep_package": lambda w, by: compass.keep_package(
        "pond.zip", packed(w.new_package.files()), actor=by
    ),
    "compass.keep_workbook": lambda w, by: compass.keep_workbook(
        w.case, "a.xlsx", w.sheet, actor=by
    ),
    "compass.load_case": lambda w, by: compass.load_case(w.package, actor=by),
    "compass.load_case: a new case": lambda w, by: compass.load_case(w.new_package, actor=by),
    "compass.name_source": lambda w, by: compass.name_source(
        w.case, "memo", title="A memo", publisher="The town", published="2026", actor=by
    ),
    "compass.note_run": lambda w, by: compass.note_run(w.row("busy run"), 500, actor=by),
    "compass.open_panels": lambda w, by: compass.open_panels(
        w.case,
        [{"region": "LV", "criterion": "clarity"}],
        [w.row("anna"), w.row("bert")],
        why="Unsure",
        actor=by,
    ),
    "compass.propose_framework": lambda w, by: compass.propose_framework(
        w.case, text=w.next_framework, why=WHY, actor=by
    ),
    "compass.read_from_source": lambda w, by: compass.read_from_source(
        w.case, "v-dem-indices", reason="It was mended", actor=by
    ),
    "compass.reject_framework": lambda w, by: compass.reject_framework(
        w.case, w.row("proposal"), reason="Not now", actor=by
    ),
    "compass.reopen_draft": lambda w, by: compass.reopen_draft(
        w.case, w.row("withdrawn").pk, actor=by
    ),
    "compass.reopen_task": lambda w, by: compass.reopen_task(w.case, w.row("dropped").pk, actor=by),
    "compass.restore_scenario": lambda w, by: compass.restore_scenario(
        w.case, w.own("deleted", by), actor=by
    ),
    "compass.retract": lambda w, by: compass.retract(
        w.case, "judgements", {"j2": None}, reason="Twice", actor=by
    ),
    "compass.return_draft": lambda w, by: compass.return_draft(
        w.case, "research", w.row("submitted").pk, reason="Too thin", actor=by
    ),
    "compass.revise_draft": lambda w, by: compass.revise_draft(
        w.case, w.row("written").pk, {"motivation_en": "Discussed twice"}, submit=True, actor=by
    ),
    "compass.revoke": lambda w, by: compass.revoke(
        w.case, "research", "d1", reason="Never taken", actor=by
    ),
    "compass.save_scenario": lambda w, by: compass.save_scenario(
        w.case, SCENARIO, name="People first", actor=by
    ),
    "compass.settle": lambda w, by: compass.settle(
        w.case, CONTRADICTION, holds="statements/s1", reason={"nl": "Nagevraagd"}, actor=by
    ),
    "compass.settle_panel": lambda w, by: compass.settle_panel(
        w.case, w.row("answered").pk, {"rating": 3.0, **SAID}, actor=by
    ),
    "compass.state": lambda w, by: compass.state(
        w.case, "statements", [Entry(STATED, place=Place("report", 1))], actor=by
    ),
    "compass.submit_draft": lambda w, by: compass.submit_draft(
        w.case, w.row("written").pk, actor=by
    ),
    "compass.take_run": lambda _w, by: compass.take_run(actor=by),
    "compass.take_drafts": lambda w, by: compass.take_drafts(
        w.case, "research", {w.row("submitted").pk: None}, actor=by
    ),
    "compass.take_over": lambda w, by: compass.take_over(w.case, "report", 1, PRINTED, actor=by),
    "compass.take_up_task": lambda w, by: compass.take_up_task(
        w.case, {**SOUGHT, "region": "LV00"}, assignee=w.row("anna"), actor=by
    ),
    "compass.undo": lambda w, by: compass.undo(w.case, "judgements", "j4", actor=by),
    "compass.undo_all": lambda w, by: compass.undo_all(
        w.case, "judgements", {"j4": None}, actor=by
    ),
    "compass.undo_settling": lambda w, by: compass.undo_settling(w.case, CONTRADICTION, actor=by),
    "compass.undo_taking_over": lambda w, by: compass.undo_taking_over(
        w.case, {"all-latvia-culture": None}, actor=by
    ),
    "compass.unsettle": lambda w, by: compass.unsettle(w.case, CONTRADICTION, actor=by),
    "compass.use_own_figures": lambda w, by: compass.use_own_figures(
        w.case, "world-bank", reason="It is damaged", actor=by
    ),
    "compass.withdraw_draft": lambda w, by: compass.withdraw_draft(
        w.case, w.row("written").pk, actor=by
    ),
    "compass.withdraw_framework": lambda w, by: compass.withdraw_framework(
        w.case, w.own("proposal", by), actor=by
    ),
    "compass.withdraw_panel": lambda w, by: compass.withdraw_panel(
        w.case, w.row("asks").pk, reason="Known by now", actor=by
    ),
}

EVIDENCE: Mapping[str, Attempt] = {
    "evidence.ask_import": lambda _w, by: evidence.ask_import(asked("nuts-boundaries"), actor=by),
    "evidence.cancel_import": lambda w, by: evidence.cancel_import(w.row("busy import"), actor=by),
    "evidence.collect": lambda _w, by: evidence.collect(actor=by),
    "evidence.end_import": lambda w, by: evidence.end_import(
        w.row("busy import"), [Problem("header", "wgi.xlsx", "has no header")], actor=by
    ),
    "evidence.hold_again": lambda w, by: evidence.hold_again(
        w.row("first edition"), reason="The second was wrong", actor=by
    ),
    "evidence.index_documents": lambda _w, by: evidence.index_documents(actor=by),
    "evidence.keep_edition": lambda w, by: evidence.keep_edition(
        w.row("busy import"), w.snapshots[0], w.snapshots[0].origin, actor=by
    ),
    "evidence.keep_edition: nothing new": lambda w, by: evidence.keep_edition(
        w.row("busy import"), w.snapshots[1], w.snapshots[1].origin, actor=by
    ),
    "evidence.note_import": lambda w, by: evidence.note_import(
        w.row("busy import"), "fetch", 10, 20, actor=by
    ),
    "evidence.retry_import": lambda w, by: evidence.retry_import(w.row("failed import"), actor=by),
    "evidence.take_import": lambda w, by: evidence.take_import(w.row("busy import"), actor=by),
}

OTHERS: Mapping[str, Attempt] = {
    "evidence.add_document": lambda w, by: evidence.add_document(
        w.case, "meer.txt", DOCUMENT, actor=by
    ),
    "evidence.mark": lambda w, by: evidence.mark(
        w.case, "report", w.row("passage").sha256, "region", "LV", accepted=True, actor=by
    ),
    "evidence.unmark": lambda w, by: evidence.unmark(
        w.case, "report", w.row("passage").sha256, "region", "EE", actor=by
    ),
    "evidence.release_document": lambda w, by: evidence.release_document(
        w.case, "report", sha256=w.row("report").sha256, actor=by
    ),
    "evidence.release_document: instead of another": lambda w, by: evidence.release_document(
        w.case, "letter", sha256=w.row("newer letter").sha256, actor=by
    ),
    "evidence.withdraw_document": lambda w, by: evidence.withdraw_document(
        w.case, "letter", actor=by
    ),
    "regions.attach_organisation": lambda w, by: regions.attach_organisation(
        actor=by, case=w.case, organisation=w.row("harbour")
    ),
    "regions.detach_organisation": lambda w, by: regions.detach_organisation(
        actor=by, case=w.case, organisation=w.row("town")
    ),
}

REPORTS: Mapping[str, Attempt] = {
    "reports.make_report": lambda w, by: reports.make_report(
        w.case, "dossier", {"region": "LV"}, actor=by
    ),
    "reports.release_report": lambda w, by: reports.release_report(
        w.case, w.row("internal report").number, actor=by
    ),
    "reports.withdraw_report": lambda w, by: reports.withdraw_report(
        w.case, w.row("released report").number, reason="It was not ready", actor=by
    ),
}

# By the name of the action; more ways to do one have a note behind a colon.
ATTEMPTS: Mapping[str, Attempt] = {
    **ACCOUNTS,
    **COMPASS,
    **NETWORK,
    **EVIDENCE,
    **PROGRAMMES,
    **REPORTS,
    **OTHERS,
}


def _book(world: World, actor: Actor) -> Any:
    """A workbook with what its maker may write: decisions or judgements."""
    decides = Membership.objects.filter(role=Role.DECISION_MAKER)
    own = decides.filter(user=actor).first() if isinstance(actor, User) else None
    return world.decided.get(own.organisation.slug, world.judged) if own else world.judged
