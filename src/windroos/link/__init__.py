"""Names and words: what is the same, whoever writes it, and who and what a text is about."""

from windroos.link.forms import Entry
from windroos.link.gazetteer import Gazetteer
from windroos.link.mentions import About, Mention, about
from windroos.link.organisations import Found, Likeness, Names, Reason, same
from windroos.link.text import fold

__all__ = [
    "About",
    "Entry",
    "Found",
    "Gazetteer",
    "Likeness",
    "Mention",
    "Names",
    "Reason",
    "about",
    "fold",
    "same",
]
