from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts import sentences
from windroos.apps.accounts.roles import Role


class AccountsConfig(AppConfig):
    name = "windroos.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        from windroos.apps.accounts.models import Language

        sentences.add(
            {
                "account-created": _("{actor} made an account for {subject}."),
                "account-closed": _("{actor} closed the account of {subject}."),
                "account-reopened": _("{actor} opened the account of {subject} again."),
                "account-locked": _(
                    "{actor} refuses log-ins as {subject} for a while:"
                    " there were too many wrong passwords."
                ),
                "account-unlocked": _("{actor} let {subject} try to log in again."),
                "role-given": _("{actor} gave {subject} the role {after[role]}."),
                "role-changed": _(
                    "{actor} changed the role of {subject} for {after[at]}"
                    " from {before[role]} to {after[role]}."
                ),
                "role-removed": _(
                    "{actor} took from {subject} the role {before[role]} for {before[at]}."
                ),
                "organisation-added": _("{actor} added the organisation {subject}."),
                "organisation-renamed": _(
                    "{actor} renamed the organisation {before[name]} to {after[name]}."
                ),
                "second-factor-asked": _("{actor} made a second factor compulsory for {subject}."),
                "second-factor-no-longer-asked": _(
                    "{actor} made a second factor voluntary for {subject}."
                ),
                "invited": _("{actor} invited {subject} as {after[role]} of {after[at]}."),
                "invited-again": _(
                    "{actor} sent {subject} the invitation as {after[role]} of {after[at]} again."
                ),
                "invitation-withdrawn": _(
                    "{actor} withdrew the invitation of {subject}"
                    " as {before[role]} of {before[at]}."
                ),
                "invitation-accepted": _(
                    "{actor} accepted the invitation as {after[role]} of {after[at]}."
                ),
                "logged-in": _("{actor} logged in."),
                "logged-out": _("{actor} logged out."),
                "logged-out-everywhere": _("{actor} logged out everywhere else."),
                "name-changed": _("{actor} changed their name from {before[name]}."),
                "language-changed": _(
                    "{actor} chose {after[language]} instead of {before[language]}."
                ),
                "password-changed": _("{actor} chose another password."),
                "password-reset-asked": _(
                    "Someone asked for a link to choose another password for {subject}."
                ),
                "password-reset": _("{actor} chose another password with a link by e-mail."),
                "second-factor-set": _("{actor} set up a second factor."),
                "second-factor-removed": _("{actor} removed the second factor."),
                "second-factor-reset": _("{actor} took away the second factor of {subject}."),
                "recovery-codes-made": _("{actor} made new recovery codes."),
                "recovery-code-used": _("{actor} logged in with a recovery code."),
                "token-made": _("{actor} made the API token {after[token]}."),
                "token-revoked": _("{actor} revoked the API token {before[token]} of {subject}."),
            },
            words={
                "role": dict(Role.choices),
                "language": dict(Language.choices),
                "how": {
                    "password": _("with a password"),
                    "code": _("with a password and a code"),
                    "recovery-code": _("with a password and a recovery code"),
                    "openid": _("with the account of the organisation"),
                    "invitation": _("by accepting an invitation"),
                },
            },
            fields={
                "role": _("role"),
                "organisation": "",
                "at": _("organisation"),
                "name": _("name"),
                "language": _("language"),
                "how": _("how"),
                "left": _("codes left"),
                "token": _("token"),
                "prefix": _("begins with"),
                "writes": _("may write"),
                "expires": _("expires"),
            },
        )
