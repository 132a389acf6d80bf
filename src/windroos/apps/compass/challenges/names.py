"""What regions are called on the pages of challenges, and whose figures stand for whom."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from windroos.apps.compass.presenting import listing, words
from windroos.cases.challenges import Peer


def name(peer: Peer) -> str:
    """The region whose figures these are."""
    return words(peer.name)


def names(peers: Iterable[Peer], most: int = 4) -> str:
    """Regions as people say them; beyond `most` the others are counted."""
    return listing([name(peer) for peer in peers], most)


def own_name(peer: Peer) -> str:
    """Home by its own name."""
    return next((words(region.name) for region in peer.stands_for if region.home), name(peer))


def home_name(peer: Peer) -> str:
    """Home by its own name, with whose figures they are where it has none of its own."""
    own = own_name(peer)
    if own == name(peer):
        return own
    return _("%(home)s (figures of %(country)s)") % {"home": own, "country": name(peer)}
