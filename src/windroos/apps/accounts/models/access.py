"""Ways in beside the password: an invitation for who is new, a token for a program."""

from django.db import models
from django.utils import timezone

from windroos.apps.accounts.models.people import Language, Organisation, User
from windroos.apps.accounts.roles import Role


class Invitation(models.Model):
    """Asks someone by e-mail to take a role for an organisation, with or without an account yet.

    Only the hash of the secret in the e-mail is kept; sending it again makes a new one.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, choices=Role)
    language = models.CharField(max_length=2, choices=Language, default=Language.DUTCH)
    sha256 = models.CharField(max_length=64, unique=True)
    # None: the program itself, for an operator at the terminal.
    invited_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    sent = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    accepted = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-sent", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "email"),
                condition=models.Q(accepted=None, withdrawn=None),
                name="invitation_open_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.email}: {Role(self.role).label}, {self.organisation}"

    @property
    def open(self) -> bool:
        """Whether it can still be accepted."""
        return self.accepted is None and self.withdrawn is None and self.expires > timezone.now()


class Token(models.Model):
    """Lets a program in to the API as someone, without their password.

    Only the hash of the secret is kept: who reads the database cannot use it.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    # What it is for, in the words of its owner.
    name = models.CharField(max_length=100)
    # SHA-256 of the whole secret. The secret is random: it needs no salt, and is found by its hash.
    sha256 = models.CharField(max_length=64, unique=True)
    # The beginning of the secret, by which its owner knows it again.
    prefix = models.CharField(max_length=12)
    # Without it the token only reads.
    writes = models.BooleanField(default=False)
    created = models.DateTimeField(default=timezone.now, editable=False)
    expires = models.DateTimeField()
    # Written once an hour at most: reading the API should not write to the database each time.
    used = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created", "-pk")

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def holds(self) -> bool:
        """Whether it still lets anyone in, as far as the token itself goes."""
        return self.revoked is None and self.expires > timezone.now()
