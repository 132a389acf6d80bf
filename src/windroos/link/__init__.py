"""Names and words: what is the same, whoever writes it, and who and what a text is about."""

from windroos.link.forms import Entry
from windroos.link.gazetteer import Gazetteer
from windroos.link.mentions import About, Mention, about
from windroos.link.text import fold

__all__ = ["About", "Entry", "Gazetteer", "Mention", "about", "fold"]
