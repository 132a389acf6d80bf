"""Organisations, the people of them, and what they may do."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts.roles import Role


class Language(models.TextChoices):
    """The languages of the interface, Dutch first."""

    DUTCH = "nl", _("Dutch")
    ENGLISH = "en", _("English")


class Organisation(models.Model):
    """A public body, agency or other organisation whose people have accounts."""

    slug = models.SlugField(unique=True)
    name_nl = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    # Whether its people must log in with a second factor.
    second_factor = models.BooleanField(default=False)

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if get_language() == Language.ENGLISH else self.name_nl


class UserManager(BaseUserManager["User"]):
    """Finds people by e-mail address, however its letters are written."""

    def create_user(self, email: str, password: str | None = None, **values: Any) -> "User":
        """A new account; without a password nobody can log in to it."""
        user = self.model(email=email.strip().lower(), **values)
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who logs in with an e-mail address.

    The address is kept in lower case: in practice no two people differ by the case of theirs.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=Language, default=Language.DUTCH)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(default=timezone.now, editable=False)
    # Part of what a session is checked by: a next number ends all of them.
    sessions = models.PositiveIntegerField(default=0, editable=False)
    organisations = models.ManyToManyField(
        Organisation, through="Membership", related_name="people"
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta(AbstractBaseUser.Meta, PermissionsMixin.Meta):
        ordering = ("name", "email")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_lower_case"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        return self._session_check(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for key in settings.SECRET_KEY_FALLBACKS:
            yield self._session_check(key)

    def _session_check(self, key: str) -> str:
        """What a session of this account holds as long as it may last: see `sessions`."""
        checked = f"{self.password} {self.sessions}"
        return salted_hmac("windroos.session", checked, secret=key, algorithm="sha256").hexdigest()

    def get_short_name(self) -> str:
        return self.name


class Membership(models.Model):
    """The role someone has for an organisation: at most one each."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "organisation"), name="membership_user_organisation_unique"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {Role(self.role).label}, {self.organisation}"
