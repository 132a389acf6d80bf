"""Places in documents as pages show them: where it says so, and the words if they may be read."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from windroos.apps.evidence.queries import Resolved
from windroos.cases.case import Locator

ELLIPSIS = "\u2026"


@dataclass(frozen=True)
class Place:
    """Where something is said: the words of the link, its address, and the passage if known.

    What rests on no passage has its grounds as the words, and no address.
    """

    text: str
    url: str = ""
    resolved: Resolved | None = None
    language: str = ""
    how_to_add: str = ""
    # The page that tells what leans on it.
    leaning: str = ""

    @property
    def excerpt(self) -> list[tuple[str, bool]]:
        """The sentences meant with one on either side; what is left out is an ellipsis."""
        parts = self.resolved.parts if self.resolved else []
        near = {
            n + step for n, (_text, meant) in enumerate(parts) if meant for step in (-1, 0, 1)
        } or set(range(len(parts)))
        shown: list[tuple[str, bool]] = []
        for n, part in enumerate(parts):
            if n in near:
                shown.append(part)
            elif not shown or shown[-1][0] != ELLIPSIS:
                shown.append((ELLIPSIS, False))
        return shown

    @property
    def shortened(self) -> bool:
        """Whether the excerpt leaves something out."""
        return any(text == ELLIPSIS for text, _meant in self.excerpt)


def where(title: str, locator: Locator) -> str:
    """Document, section, paragraph and sentences of a locator, in words."""
    # A section that has the title of its document says nothing more.
    section = "" if locator.section == title else locator.section
    parts = [title, section, f"{_('paragraph')} {locator.paragraph}"]
    if locator.sentences:
        parts.append(f"{_('sentence')} {locator.sentences.replace('-', '–')}")
    return ", ".join(part for part in parts if part)
