"""Organisations, the people of them, what they may do, and the trail of what they did."""

from typing import Any, ClassVar, Never

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts import sentences
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


class AppendOnlyError(TypeError):
    """Something tried to change or remove an event of the audit trail."""

    def __init__(self) -> None:
        super().__init__("The audit trail is append-only: an event is never changed or removed.")


class EventQuerySet(models.QuerySet["Event"]):
    """Events can be read and added, not changed."""

    def update(self, **kwargs: Any) -> Never:
        raise AppendOnlyError

    def bulk_update(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnlyError

    def delete(self) -> Never:
        raise AppendOnlyError


class Event(models.Model):
    """One thing that was done: by whom, to what, when. Written by `actions.record` alone.

    The database refuses UPDATE and DELETE on this table by triggers (migration 0002). SQLite drops
    them when a later migration rebuilds the table: such a migration puts them back.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True)
    # None: the program itself. PROTECT: an account with a history is closed, not removed.
    actor = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="events")
    verb = models.SlugField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=200)
    # As it was called then: a later change of name does not rewrite history.
    subject_label_nl = models.CharField(max_length=300)
    subject_label_en = models.CharField(max_length=300)
    # {"before": {...}, "after": {...}}; either is empty for what did not exist.
    data = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("subject_type", "subject_id"), name="event_subject"),)

    def __str__(self) -> str:
        return self.sentence

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnlyError

    @property
    def subject_label(self) -> str:
        """What the subject was called then, in the language of the reader."""
        english = get_language() == Language.ENGLISH
        return self.subject_label_en if english else self.subject_label_nl

    @property
    def sentence(self) -> str:
        """The event in words, in the language of the reader."""
        return sentences.render(
            self.verb,
            actor=str(self.actor) if self.actor else None,
            subject=self.subject_label,
            before=self.data.get("before", {}),
            after=self.data.get("after", {}),
        )
