"""Who logs in with a password."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from windroos.apps.accounts.models import User
from windroos.apps.accounts.queries.access import may_enter


class PasswordBackend(ModelBackend):
    """Django's own, for open accounts; also asked at every request whether an account still is."""

    def user_can_authenticate(self, user: AbstractBaseUser | AnonymousUser | None) -> bool:
        return isinstance(user, User) and may_enter(user)
