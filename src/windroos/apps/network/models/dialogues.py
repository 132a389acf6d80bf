"""Dialogues about regions, points to raise there, and referrals on economic security."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from windroos.cases.fields import ID, NAME

LONGEST_TEXT = 20_000


class With(models.TextChoices):
    """With whom a dialogue was held."""

    MINISTRY = "ministry", _("ministry or national agency")
    POST = "post", _("embassy or other post abroad")
    CIVIL_SOCIETY = "civil-society", _("civil-society organisation")
    KNOWLEDGE = "knowledge-institution", _("knowledge institution")
    COMPANY = "company", pgettext_lazy("kind of organisation", "company")
    GOVERNMENT = "government", _("government there")
    OTHER = "other", pgettext_lazy("kind of organisation", "other organisation")


class Level(models.TextChoices):
    """At which level of government a dialogue was held."""

    OFFICIAL = "official", _("official level")
    GOVERNING = "governing", _("governing level")
    NONE = "none", pgettext_lazy("level", "neither")


class Occasion(models.TextChoices):
    """For which occasion a point is meant."""

    ANY = "any", _("any conversation")
    MISSION = "mission", _("a mission")
    VISIT = "visit", _("a governing visit")


class Reach(models.TextChoices):
    """With whom a point can be raised: that depends on the kind of relation with the region."""

    INSTITUTIONS = "institutions", _("companies and institutions")
    OFFICIAL = "official", _("government, official level")
    GOVERNING = "governing", _("government, governing level")


class Status(models.TextChoices):
    """What became of a point."""

    OPEN = "open", pgettext_lazy("point", "open")
    RAISED = "raised", pgettext_lazy("point", "raised")
    DROPPED = "dropped", pgettext_lazy("point", "dropped")


class Outcome(models.TextChoices):
    """How a referral ended."""

    NO_OBJECTION = "no-objection", _("no objection")
    CONDITIONS = "conditions", _("under conditions")
    ADVISED_AGAINST = "advised-against", _("advised against")
    WITHDRAWN = "withdrawn", pgettext_lazy("referral", "withdrawn")


def _line(length: int = NAME, **options: Any) -> "models.CharField[str, str]":
    return models.CharField(
        max_length=length, validators=[ProhibitNullCharactersValidator()], **options
    )


def _text(**options: Any) -> "models.TextField[str, str]":
    return models.TextField(
        validators=[MaxLengthValidator(LONGEST_TEXT), ProhibitNullCharactersValidator()], **options
    )


def _by(**options: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", **options
    )


class Recorded(models.Model):
    """Something people record about a region. Every save is a version; the trail keeps them all."""

    # What people may fill in.
    FIELDS: ClassVar[tuple[str, ...]] = ()
    # What follows from an action: it is kept in the history too.
    OUTCOMES: ClassVar[tuple[str, ...]] = ()
    # Names of persons stand only in the current version, so that they can be erased.
    PERSONAL: ClassVar[tuple[str, ...]] = ()

    case = models.ForeignKey("regions.Case", models.PROTECT, related_name="+")
    # A code, not a key: what was said about a region stays when a package no longer has it.
    region = _line(ID)
    version = models.PositiveIntegerField(default=1)
    # Taken out of the lists; its page and its history stay.
    removed = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Dialogue(Recorded):
    """A conversation about a region, internal until someone releases a text of it."""

    FIELDS = (
        "region",
        "held",
        "kind",
        "organisation",
        "contact",
        "level",
        "subjects",
        "summary",
        "conclusions",
        "places",
    )
    OUTCOMES = ("public_nl", "public_en", "names_organisation", "released_at", "leads_to")
    PERSONAL = ("contact",)

    held = models.DateField()
    kind = models.CharField(max_length=30, choices=With)
    organisation = _line()
    contact = _text(blank=True)
    level = models.CharField(max_length=20, choices=Level, default=Level.NONE)
    # Criteria of the framework, by id.
    subjects = models.JSONField(default=list, blank=True)
    summary = _text()
    conclusions = _text(blank=True)
    # Places the dialogue spoke of: the id of a passage or source of the case, or a web address.
    places = models.JSONField(default=list, blank=True)
    # What the public reads; written for the release, so that later notes do not slip out.
    public_nl = _text(blank=True)
    public_en = _text(blank=True)
    names_organisation = models.BooleanField(default=False)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = _by(blank=True)
    # What was judged or found on the basis of it, by table and id: "judgements/j-1".
    leads_to = models.JSONField(default=list, blank=True)

    class Meta(Recorded.Meta):
        ordering = ("-held", "-pk")
        indexes = (models.Index(fields=("case", "region"), name="dialogue_case_region"),)

    def __str__(self) -> str:
        return f"{self.organisation}, {self.region}, {self.held}"

    @property
    def internal(self) -> bool:
        return self.released_at is None


class Point(Recorded):
    """Something to raise with a region when there is an occasion, and what came of it."""

    FIELDS = ("region", "text_nl", "text_en", "subject", "occasion", "reach", "source")
    OUTCOMES = ("status", "raised_in", "answer")

    text_nl = _text(blank=True)
    text_en = _text(blank=True)
    # A criterion of the framework, by id.
    subject = _line(ID, blank=True)
    occasion = models.CharField(max_length=20, choices=Occasion, default=Occasion.ANY)
    reach = models.CharField(max_length=20, choices=Reach, default=Reach.OFFICIAL)
    # The dialogue it came from.
    source = models.ForeignKey(
        Dialogue, models.PROTECT, null=True, blank=True, related_name="points"
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.OPEN)
    raised_in = models.ForeignKey(
        Dialogue, models.PROTECT, null=True, blank=True, related_name="raised"
    )
    # What was answered, or why it was dropped.
    answer = _text(blank=True)

    class Meta(Recorded.Meta):
        ordering = ("region", "pk")
        indexes = (models.Index(fields=("case", "region"), name="point_case_region"),)

    def __str__(self) -> str:
        return self.text_nl or self.text_en


class Referral(Recorded):
    """A question on economic security, referred to the desk that answers such questions."""

    FIELDS = ("region", "subject", "organisation", "reason", "desk", "referred_on", "answer_by")
    OUTCOMES = ("answered_on", "outcome", "advice")

    # The technology, product or cooperation it is about.
    subject = _line()
    organisation = _line(blank=True)
    reason = _text()
    desk = _line()
    referred_on = models.DateField()
    referred_by = _by()
    # By when an answer is expected.
    answer_by = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=30, choices=Outcome, blank=True)
    advice = _text(blank=True)

    class Meta(Recorded.Meta):
        ordering = ("-referred_on", "-pk")
        indexes = (models.Index(fields=("case", "region"), name="referral_case_region"),)

    def __str__(self) -> str:
        return f"{self.subject}, {self.region}, {self.referred_on}"

    @property
    def open(self) -> bool:
        return self.answered_on is None

    @property
    def overdue(self) -> bool:
        """Whether an answer was expected before today and has not come."""
        late = self.answer_by is not None and self.answer_by < timezone.localdate()
        return late and self.open
