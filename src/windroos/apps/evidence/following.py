"""The apps that rest on what the open sources say: told of new editions, and asked what rests."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from windroos.apps.accounts.queries import User
from windroos.apps.evidence.models import Edition

# What an app does when a source has a new edition, in the name of `User` (None: the program).
Follower = Callable[[Edition, User | None], None]


@dataclass(frozen=True, slots=True)
class Dependent:
    """What rests on a source: a case, by its name and title, and which of its indicators."""

    case: str
    title: str
    indicators: tuple[str, ...] = ()


# What rests on each of the sources of these keys; one on which nothing does may be left out.
Dependents = Callable[[Collection[str]], Mapping[str, Sequence[Dependent]]]

_followers: list[Follower] = []
_dependents: list[Dependents] = []


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


def rest(provider: Dependents) -> None:
    """Has a function asked what rests on sources; an app does so in its `ready()`."""
    if provider not in _dependents:
        _dependents.append(provider)


def dependents(sources: Collection[str]) -> Mapping[str, list[Dependent]]:
    """What rests on each of these sources, as all apps say."""
    found: dict[str, list[Dependent]] = {source: [] for source in sources}
    for provider in _dependents:
        for source, those in provider(sources).items():
            found[source] += those
    return found
