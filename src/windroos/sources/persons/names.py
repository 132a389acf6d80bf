"""Names of persons in running text, by what stands in them and around them.

A name is proposed when one of these holds; a person judges.

1. *title*: a form of address or an academic title stands before it (`dhr.`, `prof. dr.`), or an
   office that is named with a surname alone (`minister`, `Koningin`).
2. *initials* stand before a surname: `A.B. van der Voorbeeld`.
3. *given name*: two or more words with capitals, of which the first is a given name.
4. *function*: a function stands before or after it: `directeur Wim van Voorbeeld`, or at the
   beginning of a passage `Voorbeeld Naam – directeur`, as under a quotation or a letter.
5. *label*: `Contactpersoon: …`, `Gepubliceerd door: …`.
6. *author*: `het advies van Voorbeeld`, `onderzoek van Voorbeeld en Naam`.
7. *named elsewhere*: the surname of a name that was found elsewhere in the document.

Words that organisations are called by, or the legal form of one, beside it say that it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from windroos.sources.persons import given_names, plain_words
from windroos.sources.persons.found import Found, Taken, Why
from windroos.sources.persons.words import (
    LEGAL_FORMS,
    LEGAL_FORMS_AT_THE_END,
    NO_NAMES,
    ORGANISATION_WORDS,
)

# A word with a capital and small letters: no abbreviation is one.
_CAP = (
    r"[A-ZÀ-ÖØ-Þ](?:['’][A-ZÀ-ÖØ-Þ])?[a-zß-öø-ÿ]+(?:[-'’][A-ZÀ-ÖØ-Þa-zß-öø-ÿ][a-zß-öø-ÿ]+)*(?!\w)"
)
_SMALL = (
    r"(?:van|von|de|den|der|het|'t|’t|ter|ten|te|la|le|du|di|da|dos|del|della|el|al|bin|ibn|zu|"
    r"(?:op|in|aan|uit|over)(?=\s+(?:de|den|der|het|'t|’t)\s))"
)
_SURNAME = rf"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]en|[Dd]er|[Tt]er|[Tt]en|{_SMALL})\s+){{0,4}}{_CAP}"
_INITIALS = r"(?:[A-ZÀ-ÖØ-Þ][a-z]?\.\s?){1,6}"

_ADDRESSED = (
    r"(?:[Dd]hr|[Mm]evr|[Mm]w|[Dd]rs|[Dd]r|[Ii]r|[Ii]ng|[Mm]r|Mrs|Ms|[Pp]rof|[Jj]hr|[Bb]c)\.|"
    r"(?:[Dd]hr|[Mm]evr|[Mm]w|[Dd]rs|[Dd]r|[Pp]rof|Mr|Mrs|Ms)(?=\s)|"
    r"(?:[Hh]eer|[Mm]evrouw|[Mm]eneer|[Pp]rofessor|[Hh]erren|Herr|Frau|Monsieur|Madame)"
)
_OFFICE = (
    r"(?:[Mm]inister|[Mm]inister-president|[Pp]remier|[Ss]taatssecretaris|[Gg]edeputeerde|"
    r"[Ww]ethouder|[Bb]urgemeester|[Kk]oning|[Kk]oningin|[Pp]rins|[Pp]rinses|[Pp]resident|"
    r"[Kk]amerlid|[Ss]tatenlid|[Ss]enator|[Aa]mbassadeur|[Cc]ommissaris|[Kk]anselier|[Ss]ecretary)"
)
_FUNCTION = (
    r"(?:directeur|bestuurder|bestuursvoorzitter|voorzitter|wethouder|burgemeester|gedeputeerde|"
    r"minister|staatssecretaris|commissaris|secretaris|griffier|manager|\w+manager|projectleider|"
    r"programmaleider|adviseur|\w+adviseur|onderzoeker|hoogleraar|lector|docent|ondernemer|eigenaar|"
    r"oprichter|medeoprichter|woordvoerder|hoofd|lid|president|medewerker|\w+medewerker|"
    r"co[oö]rdinator|\w+co[oö]rdinator|consul|ambassadeur|arts|advocaat|journalist|"
    r"CEO|CTO|CFO|COO|CCO|director|chair|chairman|chairwoman|chairperson|professor|founder|"
    r"co-founder|head|mayor|officer|ambassador|secretary|researcher|owner|spokesperson|partner)"
)
_LABEL = (
    r"(?:[Cc]ontactpersoon|[Cc]ontact|[Aa]uteurs?|[Aa]uthors?|[Oo]pdrachtgever|[Oo]pdrachtnemer|"
    r"[Pp]ortefeuillehouder|[Pp]rojectleider|[Pp]envoerder|[Ss]teller|[Oo]psteller|"
    r"(?:[Bb]ehandeld|[Gg]epubliceerd|[Gg]eschreven|[Oo]ndertekend) door|[Tt]ekst|"
    r"[Ff]oto(?:grafie)?|[Ww]ritten by|[Pp]ublished by|[Cc]ontact person)"
)
_WORK = (
    r"(?:advies|adviezen|rapport|rapporten|onderzoek|studie|studies|boek|artikel|essay|motie|"
    r"amendement|proefschrift|report|study|advice|book|article)"
)

_TITLED = re.compile(
    rf"(?<![\w-])(?:{_ADDRESSED})(?:\s*(?:{_ADDRESSED})){{0,6}}\s+"
    rf"(?P<it>(?:{_INITIALS}\s*)?(?:{_CAP}\s+)?{_SURNAME})"
)
_IN_OFFICE = re.compile(rf"(?<![\w-]){_OFFICE}\s+(?P<it>(?:(?:Van|De)\s+)?{_CAP})(?!\s+{_CAP})")
_INITIALLED = re.compile(rf"(?<![\w.])(?P<it>{_INITIALS}\s*{_SURNAME})")
_GIVEN = re.compile(
    rf"(?<![\w.-])(?P<it>(?P<given>{_CAP})(?:\s+[A-Z]\.){{0,4}}(?:\s+{_SMALL}){{0,4}}\s+{_CAP})(?![\w-])"
)
_BEHIND_FUNCTION = re.compile(
    rf"(?<![\w-])(?i:{_FUNCTION})\s+(?P<it>{_CAP}(?:\s+{_SMALL}){{1,4}}\s+{_CAP})"
)
_AT_THE_BEGINNING = re.compile(
    rf"^\W*(?P<it>{_CAP}(?:\s+(?:{_SMALL}|[A-Z]\.|{_CAP})){{0,5}}?\s+{_CAP})"
    rf"(?:\s*[–—,|(-]\s*|\s+(?:is\s+)?)(?i:{_FUNCTION})(?!\w)"
)
_LABELLED = re.compile(
    rf"(?<!\w){_LABEL}\s*:\s*(?P<it>{_CAP}(?:\s+(?:{_SMALL}|[A-Z]\.|{_CAP})){{0,5}}\s+{_CAP})"
)
_LABEL_ALONE = re.compile(rf"\W*{_LABEL}\W*")
_NAME_ALONE = re.compile(
    rf"\W*(?P<it>{_CAP}(?:\s+(?:{_SMALL}|[A-Z]\.|{_CAP})){{0,4}}?\s+{_CAP})\W*"
)
_WROTE = re.compile(
    rf"(?<!\w){_WORK}\s+van\s+(?P<it>{_CAP})(?:\s+en\s+(?P<also>{_CAP}))?(?!\s+(?:{_CAP}|&))"
)
_WORD = re.compile(rf"(?<![\w-]){_CAP}(?![\w-])")
_LAST = re.compile(rf"(?:(?<!\w)(?P<small>(?:(?i:{_SMALL})\s+)+))?(?P<cap>{_CAP})$")

_ARTICLE = re.compile(r"(?<!\w)(?:het|een|the|this|dit|deze|die|onze|our|an)\s+$", re.IGNORECASE)
_NEXT = re.compile(r"[\s&-]+([A-ZÀ-ÖØ-Þ][\w-]*)")
# So far before a name is looked for what tells of it.
_NEAR = 20
_NO_INITIALS = frozenset({"BV", "NV", "VS", "US", "UK", "EU", "DC", "VN", "UN", "PS"})
_NAMING = ORGANISATION_WORDS | LEGAL_FORMS | NO_NAMES
_PARTICLES = frozenset({"VAN", "VON", "DE", "DEN", "DER", "TER", "TEN"})


def names(texts: Sequence[str]) -> list[list[Found]]:
    """The names in the texts of one document, text by text."""
    found = [list(_names(text)) for text in texts]
    for before, text, here in zip(texts, texts[1:], found[1:], strict=False):
        alone = _NAME_ALONE.fullmatch(text) if _LABEL_ALONE.fullmatch(before) else None
        if alone and not here and _is_name(text, *alone.span("it")):
            here.append(Found(*alone.span("it"), "name", "label"))
    known = _known(texts, found)
    return [
        [*here, *_named_elsewhere(text, known)] for text, here in zip(texts, found, strict=True)
    ]


def _names(text: str) -> Iterator[Found]:
    taken = Taken()
    rules: Sequence[tuple[Why, Iterator[tuple[int, int]]]] = (
        ("title", _named(_TITLED, text)),
        ("label", _named(_LABELLED, text)),
        ("function", _named(_AT_THE_BEGINNING, text)),
        ("function", _named(_BEHIND_FUNCTION, text)),
        ("initials", _initialled(text)),
        ("given name", _given(text)),
        ("title", _named(_IN_OFFICE, text)),
        ("author", _wrote(text)),
    )
    for why, places in rules:
        for start, end in places:
            if taken.take(start, end):
                yield Found(start, end, "name", why)


def _named(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    for one in pattern.finditer(text):
        if _is_name(text, *one.span("it")):
            yield one.span("it")


def _initialled(text: str) -> Iterator[tuple[int, int]]:
    for one in _INITIALLED.finditer(text):
        letters = re.match(_INITIALS, one["it"])
        assert letters is not None
        plain = "".join(filter(str.isalpha, letters[0]))
        # `A. Inleiding` begins a list, and `vitamine D. Dit` ends a sentence.
        begins = len(plain) == 1 and not text[max(0, one.start() - _NEAR) : one.start()].strip()
        if plain not in _NO_INITIALS and not begins and _is_name(text, *one.span("it")):
            yield one.span("it")


def _given(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while one := _GIVEN.search(text, at):
        at = one.end("given")
        given = plain_words(one["given"])[0]
        if (
            given in given_names()
            and not _ARTICLE.search(text[max(0, one.start() - _NEAR) : one.start()])
            and _is_name(text, *one.span("it"))
        ):
            at = one.end()
            yield one.span("it")


def _wrote(text: str) -> Iterator[tuple[int, int]]:
    for one in _WROTE.finditer(text):
        for part in ("it", "also"):
            if one[part] and _is_name(text, *one.span(part)):
                yield one.span(part)


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether the words with a capital are none that organisations, places or sentences have."""
    words = {word for one in re.findall(_CAP, text[start:end]) for word in plain_words(one)}
    telling = words - _PARTICLES
    return bool(telling) and _NAMING.isdisjoint(telling) and not _organisation(text, end)


def _organisation(text: str, end: int) -> bool:
    """Whether the next word says that it is one: `Naam Research Institute`, `Naam B.V.`"""
    following = _NEXT.match(text, end)
    if following is None:
        return False
    words = plain_words(text[following.start(1) : following.end(1) + 4]) or [""]
    return words[0] in ORGANISATION_WORDS | LEGAL_FORMS | LEGAL_FORMS_AT_THE_END


def _known(texts: Sequence[str], found: Sequence[Sequence[Found]]) -> Mapping[str, Sequence[str]]:
    """The last word of every name that was found, with what may stand before it: all of it,
    or what belongs to the surname."""
    before: dict[str, set[str]] = {}
    for text, here in zip(texts, found, strict=True):
        for one in here:
            whole = " ".join(text[one.start : one.end].split())
            last = _LAST.search(whole)
            if last is not None and len(last["cap"]) >= 3:
                there = before.setdefault(last["cap"], set())
                there |= {whole[: last.start("cap")], last["small"] or ""}
    return {cap: sorted(there, key=len, reverse=True) for cap, there in before.items()}


def _named_elsewhere(text: str, known: Mapping[str, Sequence[str]]) -> Iterator[Found]:
    for one in _WORD.finditer(text):
        for before in known.get(one[0], ()):
            start = one.start() - len(before)
            there = start >= 0 and text[start : one.start()].casefold() == before.casefold()
            apart = start <= 0 or not (text[start - 1].isalnum() or text[start - 1] == "-")
            if there and apart and not _organisation(text, one.end()):
                yield Found(start, one.end(), "name", "named elsewhere")
                break
