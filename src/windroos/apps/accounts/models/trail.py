"""The trail of what was done: added to, never changed."""

from typing import Any, Never

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language

from windroos.apps.accounts import sentences
from windroos.apps.accounts.models.people import Language, User


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
    # The name of the case it is about, if any: who works on the case may read it.
    case = models.CharField(max_length=100, null=True, db_index=True)  # noqa: DJ001 (as `via`)
    # Where it was done: web, api, terminal, sheet or program; NULL before this was kept.
    via = models.CharField(max_length=10, null=True)  # noqa: DJ001 (no default: the triggers)

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
        try:
            return self.told()
        except LookupError:  # of an app that is no longer there: still better than no trail
            return f"{self.actor or '–'}: {self.verb} ({self.subject_label})"

    def told(self) -> str:
        """The event in words; raises LookupError when nobody has said how it reads."""
        return sentences.render(
            self.verb,
            actor=str(self.actor) if self.actor else None,
            subject=self.subject_label,
            before=self.data.get("before", {}),
            after=self.data.get("after", {}),
        )

    @property
    def changes(self) -> list[sentences.Change]:
        """From what to what, field by field, in the language of the reader."""
        return sentences.changes(self.verb, self.data.get("before", {}), self.data.get("after", {}))

    @property
    def channel(self) -> str:
        """Where it was done, in words; empty where that was not kept yet."""
        return str(sentences.CHANNELS.get(self.via or "", self.via or ""))
