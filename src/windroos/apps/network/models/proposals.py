"""Corrections of the register that anyone may propose, and what was made of them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from windroos.cases.fields import ID, TEXT


class Proposed(models.TextChoices):
    """What is proposed of an organisation."""

    CORRECTION = "correction", _("a correction")
    MISSING = "missing", _("an organisation that is missing")
    REMOVAL = "removal", _("taking it out")


class State(models.TextChoices):
    """What became of a proposal."""

    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")


class Proposal(models.Model):
    """A proposed correction, and the answer to it.

    The e-mail address is there only until its owner was told what became of the proposal.
    """

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Proposed)
    # The organisation it is about, by id; of one that is missing, the id it got when accepted.
    organisation = models.CharField(max_length=ID, blank=True)
    # What it was called then.
    name = models.CharField(max_length=400, blank=True)
    # The version it was made on; 0 for an organisation that is missing.
    version = models.PositiveIntegerField(default=0)
    # The fields proposed, as `cases.register.sheet.flat` has them.
    changes = models.JSONField(default=dict)
    words = models.TextField(blank=True, max_length=TEXT)
    language = models.CharField(max_length=2, default="nl")
    email = models.EmailField(null=True)  # noqa: DJ001 (NULL: not given, or erased)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField(blank=True, max_length=TEXT)
    # Of an accepted proposal, the fields that were taken over.
    taken = models.JSONField(default=list)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    handled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes: ClassVar = [models.Index(fields=("case", "state"), name="proposal_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.organisation or self.name}"

    @property
    def open(self) -> bool:
        return self.state == State.OPEN

    @property
    def untold(self) -> bool:
        """Whether it was answered and its proposer still has to be told by e-mail."""
        return not self.open and self.email is not None
