"""Everything that is written about a case and its compass, one module per matter."""

from windroos.apps.compass.actions.agenda import (
    change_task,
    drop_task,
    finish_task,
    reopen_task,
    take_up_task,
)
from windroos.apps.compass.actions.content import Invalid, Written
from windroos.apps.compass.actions.deciding import correct_decision, decide, revoke
from windroos.apps.compass.actions.drafts import (
    NotTaken,
    draft_decision,
    reopen_draft,
    return_draft,
    revise_draft,
    submit_draft,
    take_drafts,
    withdraw_draft,
)
from windroos.apps.compass.actions.frameworks import (
    approve_framework,
    propose_framework,
    reject_framework,
    withdraw_framework,
)
from windroos.apps.compass.actions.framing import framework_problems, set_framework
from windroos.apps.compass.actions.handing_in import (
    drop_package,
    drop_workbook,
    keep_package,
    keep_workbook,
)
from windroos.apps.compass.actions.handling import handle_reviews
from windroos.apps.compass.actions.judging import (
    STATED,
    find,
    judge,
    retract,
    state,
    undo,
    undo_all,
)
from windroos.apps.compass.actions.loading import CaseChanged, Loaded, load_case
from windroos.apps.compass.actions.merging import LoadConflict
from windroos.apps.compass.actions.panels import (
    give_opinion,
    open_panels,
    settle_panel,
    withdraw_panel,
)
from windroos.apps.compass.actions.placing import Place, add_place, name_source
from windroos.apps.compass.actions.reviewing import accept_review, dismiss_review, raise_reviews
from windroos.apps.compass.actions.running import (
    ask_run,
    cancel_run,
    end_run,
    note_run,
    take_run,
)
from windroos.apps.compass.actions.saying import CELLS, Entry, seen
from windroos.apps.compass.actions.scenarios import (
    change_scenario,
    delete_scenario,
    restore_scenario,
    save_scenario,
)
from windroos.apps.compass.actions.settling import settle, undo_settling, unsettle
from windroos.apps.compass.actions.sources import (
    follow_edition,
    read_from_source,
    rests,
    use_own_figures,
)
from windroos.apps.compass.actions.taking_over import (
    NotTakenOver,
    TakenOver,
    take_over,
    undo_taking_over,
)
from windroos.apps.compass.actions.workbooks import (
    NotApplied,
    Trial,
    apply_workbook,
    try_workbook,
)

__all__ = [
    "CELLS",
    "STATED",
    "CaseChanged",
    "Entry",
    "Invalid",
    "LoadConflict",
    "Loaded",
    "NotApplied",
    "NotTaken",
    "NotTakenOver",
    "Place",
    "TakenOver",
    "Trial",
    "Written",
    "accept_review",
    "add_place",
    "apply_workbook",
    "approve_framework",
    "ask_run",
    "cancel_run",
    "change_scenario",
    "change_task",
    "correct_decision",
    "decide",
    "delete_scenario",
    "dismiss_review",
    "draft_decision",
    "drop_package",
    "drop_task",
    "drop_workbook",
    "end_run",
    "find",
    "finish_task",
    "follow_edition",
    "framework_problems",
    "give_opinion",
    "handle_reviews",
    "judge",
    "keep_package",
    "keep_workbook",
    "load_case",
    "name_source",
    "note_run",
    "open_panels",
    "propose_framework",
    "raise_reviews",
    "read_from_source",
    "reject_framework",
    "reopen_draft",
    "reopen_task",
    "restore_scenario",
    "rests",
    "retract",
    "return_draft",
    "revise_draft",
    "revoke",
    "save_scenario",
    "seen",
    "set_framework",
    "settle",
    "settle_panel",
    "state",
    "submit_draft",
    "take_drafts",
    "take_over",
    "take_run",
    "take_up_task",
    "try_workbook",
    "undo",
    "undo_all",
    "undo_settling",
    "undo_taking_over",
    "unsettle",
    "use_own_figures",
    "withdraw_draft",
    "withdraw_framework",
    "withdraw_panel",
]
