"""Who may do what, apart from the code: docs/adr/0006 and 0007 give the reasons.

As `tests.apps.attempts` does each action in `tests.apps.world`.
"""

from tests.apps.world import EVERYONE, OPEN, ORGANISATIONS

from windroos.apps.accounts.roles import Role


def at(slugs: tuple[str, ...], *roles: Role) -> frozenset[str]:
    return frozenset(f"{role} of the {slug}" for role in roles for slug in slugs)


WORKING, LEADING = ("university", "town"), ("university",)
PROGRAM = frozenset({"program"})

ANALYSTS = at(WORKING, Role.ANALYST)
# What figures a case reads from.
CALCULATORS = at(WORKING, Role.ANALYST, Role.ADMINISTRATOR)
REGISTRARS = at(WORKING, Role.ANALYST, Role.ADMINISTRATOR) | PROGRAM
# Who locks what a programme reports, and opens it again.
LOCKERS = at(WORKING, Role.DECISION_MAKER, Role.ADMINISTRATOR) | PROGRAM
WRITERS = at(WORKING, Role.ANALYST, Role.DECISION_MAKER)
STAFF = at(WORKING, *Role)
# Who may see data of persons, may erase a person; the same make reports.
ERASERS = at(WORKING, Role.ANALYST, Role.DECISION_MAKER, Role.ADMINISTRATOR)
# The university decides on research, which is what the attempts decide on; and it leads the case.
DECIDERS = LEADERS = at(LEADING, Role.DECISION_MAKER)
ADMINISTRATORS = at(LEADING, Role.ADMINISTRATOR) | PROGRAM
RELEASERS = at(LEADING, Role.ADMINISTRATOR, Role.DECISION_MAKER) | PROGRAM
EVERY_ADMINISTRATOR = at(ORGANISATIONS, Role.ADMINISTRATOR)
ALL_ADMINISTRATORS = EVERY_ADMINISTRATOR | PROGRAM
ACCOUNTS = frozenset(OPEN)
# Who may bring the open sources in: they are of no case.
GATHERERS = at(ORGANISATIONS, Role.ANALYST, Role.ADMINISTRATOR) | PROGRAM
# Nobody is asked who they are: a secret, a password or the organisation's own log-in has said it.
UNASKED = frozenset({"unasked"})

MAY: dict[str, frozenset[str]] = {
    "accounts.accept_invitation": UNASKED,
    "accounts.account_by_openid": UNASKED,
    "accounts.ask_password_reset": UNASKED,
    "accounts.begin_second_factor": ACCOUNTS,
    "accounts.change_language": ACCOUNTS,
    "accounts.change_name": ACCOUNTS,
    "accounts.change_password": ACCOUNTS,
    "accounts.close_account": ADMINISTRATORS,
    "accounts.confirm_second_factor": ACCOUNTS,
    "accounts.create_account": PROGRAM,
    "accounts.create_organisation": ALL_ADMINISTRATORS,
    "accounts.create_token": ACCOUNTS,
    "accounts.give_role": ADMINISTRATORS,
    "accounts.invite": ADMINISTRATORS,
    "accounts.join": ACCOUNTS,
    "accounts.log_in": UNASKED,
    "accounts.log_out": UNASKED,
    "accounts.log_out_everywhere": ACCOUNTS,
    "accounts.make_recovery_codes": ACCOUNTS,
    "accounts.note_lock": PROGRAM,
    "accounts.remove_role": ADMINISTRATORS,
    "accounts.remove_second_factor": ACCOUNTS,
    "accounts.rename_organisation": ADMINISTRATORS,
    "accounts.reopen_account": ADMINISTRATORS,
    "accounts.require_second_factor": ADMINISTRATORS,
    "accounts.resend_invitation": ADMINISTRATORS,
    "accounts.reset_password": UNASKED,
    "accounts.reset_second_factor": ADMINISTRATORS,
    "accounts.revoke_token": ADMINISTRATORS | at(LEADING, Role.VIEWER),
    "accounts.unlock_account": ADMINISTRATORS,
    "accounts.use_code": UNASKED,
    "accounts.withdraw_invitation": ADMINISTRATORS,
    "compass.accept_review": WRITERS,
    "compass.add_place": ANALYSTS,
    "compass.apply_workbook": WRITERS,
    "compass.approve_framework": LEADERS,
    "compass.ask_run": STAFF,
    "compass.cancel_run": STAFF,
    "compass.change_scenario": STAFF,
    "compass.change_task": WRITERS,
    "compass.correct_decision": DECIDERS,
    "compass.decide": DECIDERS,
    "compass.decide: for who does not lead": at(("town",), Role.DECISION_MAKER),
    "compass.delete_scenario": STAFF,
    "compass.dismiss_review": WRITERS,
    "compass.draft_decision": WRITERS,
    "compass.drop_package": EVERY_ADMINISTRATOR,
    "compass.drop_task": WRITERS,
    "compass.drop_workbook": WRITERS,
    "compass.end_run": PROGRAM,
    "compass.find": ANALYSTS,
    "compass.finish_task": WRITERS,
    "compass.give_opinion": ANALYSTS,
    "compass.handle_reviews": WRITERS,
    "compass.judge": ANALYSTS,
    "compass.keep_package": EVERY_ADMINISTRATOR,
    "compass.keep_workbook": WRITERS,
    "compass.load_case": ADMINISTRATORS,
    "compass.load_case: a new case": ALL_ADMINISTRATORS,
    "compass.name_source": ANALYSTS,
    "compass.note_run": PROGRAM,
    "compass.open_panels": ANALYSTS,
    "compass.propose_framework": WRITERS,
    "compass.read_from_source": CALCULATORS,
    "compass.reject_framework": LEADERS,
    "compass.reopen_draft": WRITERS,
    "compass.reopen_task": WRITERS,
    "compass.restore_scenario": STAFF,
    "compass.retract": ANALYSTS,
    "compass.return_draft": DECIDERS,
    "compass.revise_draft": WRITERS,
    "compass.revoke": DECIDERS,
    "compass.save_scenario": STAFF,
    "compass.settle": WRITERS,
    "compass.settle_panel": ANALYSTS,
    "compass.state": ANALYSTS,
    "compass.submit_draft": WRITERS,
    "compass.take_run": PROGRAM,
    "compass.take_drafts": DECIDERS,
    "compass.take_over": ANALYSTS,
    "compass.take_up_task": WRITERS,
    "compass.undo": ANALYSTS,
    "compass.undo_all": ANALYSTS,
    "compass.undo_settling": WRITERS,
    "compass.undo_taking_over": ANALYSTS,
    "compass.unsettle": WRITERS,
    "compass.use_own_figures": CALCULATORS,
    "compass.withdraw_draft": WRITERS,
    "compass.withdraw_framework": WRITERS,
    "compass.withdraw_panel": ANALYSTS,
    "evidence.add_document": ADMINISTRATORS,
    "evidence.ask_import": GATHERERS,
    "evidence.cancel_import": GATHERERS,
    "evidence.collect": ALL_ADMINISTRATORS,
    "evidence.end_import": PROGRAM,
    "evidence.hold_again": GATHERERS,
    "evidence.index_documents": PROGRAM,
    "evidence.keep_edition": PROGRAM,
    "evidence.keep_edition: nothing new": PROGRAM,
    "evidence.mark": WRITERS,
    "evidence.note_import": PROGRAM,
    "evidence.release_document": RELEASERS,
    "evidence.release_document: instead of another": RELEASERS,
    "evidence.retry_import": GATHERERS,
    "evidence.take_import": PROGRAM,
    "evidence.unmark": WRITERS,
    "evidence.withdraw_document": RELEASERS,
    "network.accept_proposal": REGISTRARS - PROGRAM,
    "network.choose_rows": REGISTRARS - PROGRAM,
    "network.drop_sheet": REGISTRARS - PROGRAM,
    "network.keep_sheet": REGISTRARS - PROGRAM,
    "network.make_proposal": frozenset(EVERYONE),
    "network.reject_proposal": REGISTRARS - PROGRAM,
    "network.take_in": REGISTRARS,
    "network.tell_proposer": REGISTRARS - PROGRAM,
    "network.add_contact": WRITERS,
    "network.add_moment": WRITERS,
    "network.change_contact": WRITERS,
    "network.change_moment": WRITERS,
    "network.erase_contact": ERASERS,
    "network.put_back: a contact moment": WRITERS,
    "network.remove: a contact": WRITERS,
    "network.add_dialogue": WRITERS,
    "network.add_point": WRITERS,
    "network.add_referral": WRITERS,
    "network.answer_referral": WRITERS,
    "network.change_dialogue": WRITERS,
    "network.change_point": WRITERS,
    "network.change_referral": WRITERS,
    "network.drop_point": WRITERS,
    "network.lead_to": WRITERS,
    "network.load_register": ADMINISTRATORS,
    "network.put_back": WRITERS,
    "network.raise_point": WRITERS,
    "network.release_dialogue": WRITERS,
    "network.remove": WRITERS,
    "network.count_register": REGISTRARS,
    "network.remove_record": REGISTRARS,
    "network.save_record": REGISTRARS,
    "network.take_in_sheet": REGISTRARS,
    "network.take_back_dialogue": WRITERS,
    "programmes.assign_indicator": REGISTRARS,
    "programmes.load_facts": ADMINISTRATORS,
    "programmes.lock_period": LOCKERS,
    "programmes.record_amounts": REGISTRARS,
    # And who was asked to fill in the indicator.
    "programmes.record_facts": REGISTRARS | at(("town",), Role.VIEWER),
    "programmes.remind_assignee": REGISTRARS,
    "programmes.reopen_period": LOCKERS,
    "programmes.submit_period": REGISTRARS,
    "programmes.unassign_indicator": REGISTRARS,
    "programmes.withdraw_amount": REGISTRARS,
    "programmes.withdraw_fact": REGISTRARS,
    "regions.attach_organisation": ADMINISTRATORS,
    "regions.detach_organisation": ADMINISTRATORS,
    "reports.make_report": ERASERS,
    "reports.release_report": RELEASERS - PROGRAM,
    "reports.withdraw_report": RELEASERS - PROGRAM,
}
