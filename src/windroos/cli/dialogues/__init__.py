"""`windroos dialogues`, `points` and `referrals`: what was said, is to be raised, was referred."""

from windroos.cli.dialogues import points, referrals, talks

__all__ = ["points", "referrals", "talks"]
