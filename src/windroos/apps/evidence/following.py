"""Who is told of a new edition of a source: the apps that rest on what the sources say."""

from collections.abc import Callable

from windroos.apps.accounts.queries import User
from windroos.apps.evidence.models import Edition

# What an app does when a source has a new edition, in the name of `User` (None: the program).
Follower = Callable[[Edition, User | None], None]

_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Has a function called with every new edition, in the transaction that makes it.

    An app does so in the `ready()` of its configuration. What the function raises undoes the
    edition too.
    """
    if follower not in _followers:
        _followers.append(follower)


def tell(edition: Edition, actor: User | None) -> None:
    """Tell all who follow of a new edition; called within the transaction that makes it."""
    for follower in _followers:
        follower(edition, actor)
