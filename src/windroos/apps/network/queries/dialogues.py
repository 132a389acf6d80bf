"""Reading dialogues: all of them for the staff of a case, for others what was released."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from windroos.apps.accounts.queries import User
from windroos.apps.accounts.roles import Role
from windroos.apps.network import wording
from windroos.apps.network.models import Dialogue
from windroos.apps.regions.permits import roles_on
from windroos.apps.regions.queries import Case
from windroos.link import search

Reader = User | AnonymousUser | None


def sees_persons(case: Case, user: Reader) -> bool:
    """Whether someone may see data of persons: who works on the case, other than as a viewer."""
    return bool(roles_on(user, case) - {Role.VIEWER})


def dialogues(
    case: Case,
    user: Reader,
    *,
    region: str = "",
    kind: str = "",
    subject: str = "",
    year: int | None = None,
    state: str = "",
    words: str = "",
) -> list[Dialogue]:
    """The dialogues someone may see, the latest first.

    `state` is internal, released or removed; without it the removed ones are left out. `words`
    must all occur, in any form; who is not staff finds only words that are public.
    """
    staff, persons = bool(roles_on(user, case)), sees_persons(case, user)
    found = _seen(case, staff, state)
    for field, wanted in (("region", region), ("kind", kind), ("held__year", year)):
        if wanted:
            found = found.filter(**{field: wanted})
    about = [one for one in found if not subject or subject in one.subjects]
    asked = search.asked(words)
    if not asked.units:  # so what regions and subjects are called need not be read
        return about
    regions, subjects = wording.region_names(case), wording.subject_names(case)
    return [one for one in about if _holds(_texts(one, staff, persons, regions, subjects), asked)]


def _seen(case: Case, staff: bool, state: str = "") -> QuerySet[Dialogue]:
    """The dialogues in a state that the staff of a case, or others, may see."""
    found = Dialogue.objects.filter(case=case, removed=staff and state == "removed")
    if not staff or state == "released":
        found = found.filter(released_at__isnull=False)
    elif state == "internal":
        found = found.filter(released_at__isnull=True)
    return found.select_related("released_by")


@dataclass(frozen=True)
class Listed:
    """A dialogue as a list names it to a reader: what they may know of it, and in which language.

    `language` is empty where nobody wrote down which it is.
    """

    number: int
    title: str
    text: str
    language: str


@dataclass(frozen=True)
class Disclosed:
    """The dialogues of a case as far as a reader may know of them; read once, when first asked."""

    case: Case
    user: Reader

    @cached_property
    def _roles(self) -> frozenset[Role]:
        return roles_on(self.user, self.case)

    @property
    def staff(self) -> bool:
        """Whether the reader works on the case."""
        return bool(self._roles)

    @property
    def _persons(self) -> bool:
        """As `sees_persons`, without asking again."""
        return bool(self._roles - {Role.VIEWER})

    @cached_property
    def _rows(self) -> list[Dialogue]:
        return list(_seen(self.case, self.staff))

    @property
    def mark(self) -> tuple[object, ...]:
        """What is another value once the reader may know something else."""
        return (self.staff, self._persons, *((one.pk, one.version) for one in self._rows))

    def holding(self, words: str) -> list[Listed]:
        """Those that hold all of these words, the latest first."""
        asked = search.asked(words)
        if not self._rows or not asked.units:
            return []
        regions, subjects = wording.region_names(self.case), wording.subject_names(self.case)
        return [
            self._listed(one, regions)
            for one in self._rows
            if _holds(_texts(one, self.staff, self._persons, regions, subjects), asked)
        ]

    def _listed(self, one: Dialogue, regions: Mapping[str, str]) -> Listed:
        whom = one.organisation if self.staff or one.names_organisation else _kind(one)
        title = ", ".join(
            (capfirst(whom), regions.get(one.region, one.region), wording.day(one.held))
        )
        text, language = wording.own_language(one.public_nl, one.public_en)
        if self.staff:
            text, language = " ".join(filter(None, (one.summary, one.conclusions, text))), ""
        return Listed(one.pk, title, text, language)


def dialogue(case: Case, user: Reader, number: int) -> Dialogue | None:
    """The dialogue of this number, if someone may see it; a removed one only staff may."""
    found = Dialogue.objects.filter(case=case, pk=number).select_related("released_by").first()
    if found is None or roles_on(user, case):
        return found
    return None if found.internal or found.removed else found


def years(found: Iterable[Dialogue]) -> list[int]:
    """The years in which dialogues were held, the latest first."""
    return sorted({one.held.year for one in found}, reverse=True)


@dataclass(frozen=True)
class Reference:
    """A dialogue as the evidence of a judgement or finding, in both languages.

    For readers of public pages `public` holds what they may know of it.
    """

    staff_nl: str
    staff_en: str
    public_nl: str
    public_en: str


def reference(dialogue: Dialogue) -> Reference:
    """How a judgement or finding names the dialogue it rests on."""
    named = not dialogue.internal and dialogue.names_organisation
    texts = {}
    for language in ("nl", "en"):
        with override(language):
            day = wording.day(dialogue.held)
            whole = _("Dialogue with %(organisation)s on %(day)s") % {
                "organisation": dialogue.organisation,
                "day": day,
            }
            part = _("Dialogue (%(kind)s) on %(day)s") % {
                "kind": _kind(dialogue),
                "day": day,
            }
            texts[language] = (whole, whole if named else part)
    return Reference(texts["nl"][0], texts["en"][0], texts["nl"][1], texts["en"][1])


def _kind(one: Dialogue) -> str:
    return str(one.get_kind_display())  # type: ignore[attr-defined]


def _texts(
    one: Dialogue,
    staff: bool,
    persons: bool,
    regions: dict[str, str],
    subjects: dict[str, str],
) -> Iterable[str]:
    yield regions.get(one.region, one.region)
    yield from (subjects.get(str(id), str(id)) for id in one.subjects)
    yield from (one.public_nl, one.public_en)
    if staff or one.names_organisation:
        yield one.organisation
    if staff:
        yield from (one.summary, one.conclusions, *one.places)
    if persons:
        yield one.contact


def _holds(texts: Iterable[str], asked: search.Asked) -> bool:
    return asked.held_by("\n".join(texts), letters=True)
