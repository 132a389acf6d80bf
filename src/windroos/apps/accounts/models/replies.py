"""What the API answered, for those who ask the same again."""

from django.db import models
from django.utils import timezone

from windroos.apps.accounts.models.people import User


class Reply(models.Model):
    """What the API answered to a write with an `Idempotency-Key`, so that a repeat is not a second
    write. Kept in the transaction of the write itself.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    # SHA-256 over method, address and body: the same key for another request is a mistake.
    request = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.TextField()
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "key"), name="reply_user_key"),)

    def __str__(self) -> str:
        return f"{self.key} {self.status}"
