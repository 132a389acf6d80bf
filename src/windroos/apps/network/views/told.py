"""Dialogues, points and referrals in the words of the page: names, places, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from windroos.apps.evidence.queries import LOCATORS, SOURCES
from windroos.apps.network import wording
from windroos.apps.network.models import Dialogue, Recorded
from windroos.apps.network.queries import Contacts, Former, history, organisation_names
from windroos.apps.network.telling import FIELDS, OWN_FIELDS, WORDS
from windroos.apps.regions.queries import Case
from windroos.apps.regions.tables import take
from windroos.report.differences import Piece, differences


@dataclass(frozen=True)
class Place:
    """Where a dialogue points: a passage, a source or a web address."""

    id: str
    text: str
    url: str
    label: str = ""


class Names:
    """What the things of a case are called, read once a page."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @cached_property
    def regions(self) -> dict[str, str]:
        return wording.region_names(self.case)

    @cached_property
    def subjects(self) -> dict[str, str]:
        return wording.subject_names(self.case)

    def region(self, code: str) -> str:
        return self.regions.get(code, code)

    @cached_property
    def organisations(self) -> dict[str, str]:
        """What organisations were called, as far as they were asked for."""
        return {}

    def organisation(self, slug: str) -> str:
        """What an organisation of the register is called; its id where the register lacks it."""
        if slug not in self.organisations:
            self.organisations[slug] = organisation_names(self.case, [slug]).get(slug, slug)
        return self.organisations[slug]

    def subject(self, id: str) -> str:
        return self.subjects.get(id, id)

    @cached_property
    def known_places(self) -> dict[str, Place]:
        """The passages and sources of the case, by id."""
        language = get_language() or "nl"
        sources = {row["id"]: row for row in take(self.case, SOURCES)}
        found = {}
        for id, row in sources.items():
            document = row["kind"] == "document"
            url = reverse("document", args=[self.case.name, id]) if document else row["url"]
            found[id] = Place(id, row["title"], url or "")
        for row in take(self.case, LOCATORS):
            where = [
                sources[row["document"]]["title"],
                row["section"],
                f"{_('paragraph')} {row['paragraph']}",
            ]
            document = reverse("document", args=[self.case.name, row["document"]])
            found[row["id"]] = Place(
                row["id"],
                ", ".join(part for part in where if part),
                f"{document}#{row['id']}",
                row["label_en" if language == "en" else "label_nl"],
            )
        return found

    def places(self, ids: Iterable[str]) -> list[Place]:
        """The places a dialogue names; an address is its own name."""
        return [self.known_places.get(id) or Place(id, id, _address(id)) for id in ids]


def _address(place: str) -> str:
    return place if place.startswith(("https://", "http://")) else ""


@dataclass(frozen=True)
class Change:
    """What changed in one field, with the words that differ marked."""

    label: str
    before: Sequence[Piece]
    after: Sequence[Piece]


@dataclass(frozen=True)
class Step:
    """One version in the history of something."""

    version: int
    at: datetime
    sentence: str
    changes: Sequence[Change]
    personal: bool
    current: bool


def steps(row: Recorded, names: Names) -> list[Step]:
    """The history of something, the newest version first, each with what it changed."""
    formers = history(row)
    found = []
    for former, before in zip(formers, [*formers[1:], None], strict=True):
        changes = _changes(before.values, former, names) if before else []
        found.append(
            Step(
                former.version,
                former.at,
                former.sentence,
                changes,
                former.personal,
                former.version == row.version,
            )
        )
    return found


def _changes(before: Mapping[str, Any], former: Former, names: Names) -> list[Change]:
    found = []
    for name in former.changed:
        label = str({**FIELDS, **OWN_FIELDS}.get(name, name))
        was, now = (say(name, values[name], names) for values in (before, former.values))
        found.append(Change(label, *differences(was, now)))
    return found


def say(name: str, value: Any, names: Names) -> str:
    """A stored value in words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        by = {"subjects": names.subject, "organisations": names.organisation}.get(name, str)
        return "\n".join(by(one) for one in value)
    if name == "released_at":
        return wording.day(datetime.fromisoformat(value))
    if name in ("held", "referred_on", "answer_by", "answered_on", "kept_until", "day"):
        return wording.day(date.fromisoformat(value))
    if name in ("source", "raised_in"):
        dialogue = Dialogue.objects.filter(case=names.case, pk=value).first()
        return wording.label(dialogue) if dialogue else str(value)
    if name == "region":
        return names.region(value)
    if name == "subject":
        return names.subject(value)
    return str(WORDS.get(name, {}).get(value, value))


def relation(contacts: Contacts) -> str:
    """The kind of relation with a region, and what that makes possible, in a sentence."""
    if not contacts.relations:
        return _("No source says what kind of relation there is with this region.")
    if not contacts.government:
        return _(
            "There are contacts with companies and institutions only: what is meant for the"
            " government goes by way of the national government and its posts abroad."
        )
    levels = {
        (True, True): _("There are structural government contacts, official and governing."),
        (True, False): _("There are structural government contacts, at official level only."),
        (False, True): _("There are structural government contacts, at governing level only."),
        (True, None): _(
            "There are structural government contacts at official level; of the governing level"
            " no source speaks."
        ),
        (None, True): _(
            "There are structural government contacts at governing level; of the official level"
            " no source speaks."
        ),
    }
    return levels.get(
        (contacts.official, contacts.governing),
        _("There are structural government contacts; at which level, no source says."),
    )
