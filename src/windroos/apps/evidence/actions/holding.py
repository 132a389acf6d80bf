"""One at a time: what refers to the lake, and what removes from it to what nothing refers."""

from windroos.apps.evidence.models import Lock


def hold_lake() -> None:
    """Wait until no other transaction keeps or collects snapshots, and hold the others up.

    Called within the transaction that is to be alone until it ends.
    """
    Lock.objects.get_or_create(name="lake")
    Lock.objects.select_for_update().get(name="lake")
