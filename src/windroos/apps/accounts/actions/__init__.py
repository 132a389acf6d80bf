"""Everything that is written about accounts, one module per matter.

Other apps call `record` for the audit trail; the rest is for the pages, the API and the terminal.
"""

from windroos.apps.accounts.actions.demo import create_demo_accounts
from windroos.apps.accounts.actions.forgetting import forget_replies
from windroos.apps.accounts.actions.invitations import (
    Invited,
    accept_invitation,
    account_by_openid,
    invite,
    join,
    resend_invitation,
    withdraw_invitation,
)
from windroos.apps.accounts.actions.organisations import (
    create_organisation,
    rename_organisation,
    require_second_factor,
)
from windroos.apps.accounts.actions.passwords import (
    ask_password_reset,
    change_password,
    reset_password,
)
from windroos.apps.accounts.actions.people import (
    change_language,
    change_name,
    close_account,
    create_account,
    give_role,
    note_lock,
    remove_role,
    reopen_account,
    unlock_account,
)
from windroos.apps.accounts.actions.second_factor import (
    begin_second_factor,
    confirm_second_factor,
    is_recovery_code,
    make_recovery_codes,
    remove_second_factor,
    reset_second_factor,
    use_code,
)
from windroos.apps.accounts.actions.sessions import log_in, log_out, log_out_everywhere
from windroos.apps.accounts.actions.tokens import create_token, revoke_token
from windroos.apps.accounts.actions.trail import record

__all__ = [
    "Invited",
    "accept_invitation",
    "account_by_openid",
    "ask_password_reset",
    "begin_second_factor",
    "change_language",
    "change_name",
    "change_password",
    "close_account",
    "confirm_second_factor",
    "create_account",
    "create_demo_accounts",
    "create_organisation",
    "create_token",
    "forget_replies",
    "give_role",
    "invite",
    "is_recovery_code",
    "join",
    "log_in",
    "log_out",
    "log_out_everywhere",
    "make_recovery_codes",
    "note_lock",
    "record",
    "remove_role",
    "remove_second_factor",
    "rename_organisation",
    "reopen_account",
    "require_second_factor",
    "resend_invitation",
    "reset_password",
    "reset_second_factor",
    "revoke_token",
    "unlock_account",
    "use_code",
    "withdraw_invitation",
]
