"""`windroos contacts` and `moments`: people known elsewhere, and when there was contact."""

from windroos.cli.people import contacts, moments

__all__ = ["contacts", "moments"]
