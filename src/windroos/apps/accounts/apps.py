from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts import sentences
from windroos.apps.accounts.roles import Role


class AccountsConfig(AppConfig):
    name = "windroos.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        sentences.add(
            {
                "account-created": _("{actor} made an account for {subject}."),
                "role-given": _("{actor} gave {subject} the role {after[role]}."),
                "logged-in": _("{actor} logged in."),
                "logged-out": _("{actor} logged out."),
            },
            words={"role": dict(Role.choices)},
        )
