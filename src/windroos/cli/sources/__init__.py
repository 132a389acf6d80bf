"""`windroos sources`: the open sources, what they said, and bringing them in."""

from windroos.cli.sources import bringing, keeping, listing, looking
from windroos.cli.sources.shared import app

__all__ = ["app", "bringing", "keeping", "listing", "looking"]
