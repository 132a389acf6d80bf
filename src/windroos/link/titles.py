"""When a common word is part of a name: of an organisation, a network, a law, a ministry, a post.
*Ministerie van Landbouw*, *Smart BioMaterials Consortium*, *wethouder zorg*: a passage with no more
than that is not about farming, materials or care.

A plan is called after what it is about (*Versnellingsagenda Zorgeconomie*), and so is what a
member of a board has in hand (*gedeputeerde (Economie, Talentontwikkeling)*): those words count.
With its years a plan is a title, and no word of it counts: *Uitvoeringsprogramma zorg 2018-2022*.
Nor does what a programme is called with a capital: *programmalijn Smart Data*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

# What names of organisations, networks, laws and meetings begin or end with.
_HEADS_WORDS = """
    academie academy accord act agency agentschap alliance alliantie association authority
    autoriteit award awards board bureau campus center centers centra centre centres centrum
    cluster coalitie coalition college comité commissie commission committee community company
    conference conferentie congres consortium convenant council deal delta departement
    department dienst directie directive directorate expo fabriek factory federatie federation
    fieldlab fonds forum foundation fund genootschap groep group hogeschool hub hubs initiatief
    initiative initiatives inspectie institute institutes instituut kenniscentrum lab labs law
    ministerie ministry netwerk network observatorium observatory office organisatie
    organisation organization pact park partnership planbureau platform raad regulation
    richtlijn rijksdienst school stichting subsidieregeling summit taskforce topinstituut
    universiteit university valley vereniging verordening week wet
"""
_HEADS = frozenset(_HEADS_WORDS.split())
# Of these one without a capital leads to a name too: commissie Innovatie Zorgberoepen.
_SMALL_HEADS_WORDS = """
    autoriteit commissie directie directorate federatie hogeschool institute instituut
    ministerie ministry stichting subsidieregeling taskforce topinstituut vereniging
"""
_SMALL_HEADS = frozenset(_SMALL_HEADS_WORDS.split())
_HEAD_ENDS = ("center", "centre", "centrum", "hub", "instituut", "institute", "lab")
# The last part of a name in one word: Gezondheidsraad, Zorginstituut, Klimaatwet.
_ENDS = (
    "akkoord", "autoriteit", "centrum", "fonds", "instituut", "ministerie", "pact", "raad", "wet",
)  # fmt: skip
# What a plan is called, in a word or at the end of one: its other words are what it is about.
_PLANS = (
    "aanpak", "agenda", "agendas", "agenda's", "beleid", "kader", "plan", "programma", "programme",
    "roadmap", "strategie", "strategy", "visie",
)  # fmt: skip
# What a plan is executed by: what follows with a capital is its name.
_PROGRAMMES = ("programma", "programmalijn", "programme")
# Words that say more about a theme, with a capital too where themes are written so. They make
# no name: Circular Economy, Smart Mobility, Renewable Energy.
_THEMATIC_WORDS = """
    advanced applications artificial artificiële biobased care chain chains challenges change
    circulaire circular clean cleantech data deep devices digital digitale duurzame economie
    economy efficiency energie energy equipment european europees europese future geavanceerde
    geïntegreerde global green groene health healthy high human independent industrie industries
    industrieën industry information infrastructure infrastructuur innovatie innovatieve
    innovation innovative integrated intelligence intelligentie internationaal international
    internationale jobs key kunstmatige labour land life manufacturing market markets markt
    markten materialen materials medical medische mobiliteit mobility nationaal national
    nationale new nieuwe offshore ontwikkeling onze our policy precision productie production
    provinciaal provinciale regional regionale renewable research science sciences sector
    sectoren sectors security services skills sleuteltechnologie sleuteltechnologieën slimme
    smart solar solutions stedelijke storage supply sustainable systeem system systemen systems
    talent tech technisch technische technologie technologies technologieën technology topsector
    training transitie transition transport urban vehicles water wind
"""
_THEMATIC = frozenset(_THEMATIC_WORDS.split())
# Posts; what they are for follows, with a capital or without one.
_POSTS = (
    "adviseur|beleidsadviseur|beleidsmedewerker|bestuurder|commissaris|coördinator|directeur|"
    "gedeputeerde|hoofd|minister|portefeuillehouder|programmamanager|programmadirecteur|"
    "programmaleider|projectleider|staatssecretaris|voorzitter|wethouder|adviser|advisor|"
    "alderman|chair|commissioner|coordinator|director|head|manager|secretary"
)
_OFFICES = "ministeries?|ministry|ministries|departement|department"
_WORD = r"[^\W\d_][\w'’-]*"
# One thing after another, the last behind *en*: Volksgezondheid, Welzijn en Sport.
_OFFICE = re.compile(
    rf"\b(?:(?:{_POSTS})(?:-generaal|-general)?(?:\s+(?:van|voor|of|for))?|(?:{_OFFICES})\s+(?:van|voor|of|for))"
    rf"(?:\s+(?:de|het|the))?\s+{_WORD}(?:,\s+{_WORD})*(?:\s+(?:en|and|&)\s+{_WORD})?",
    re.IGNORECASE,
)
# What someone answers for besides a post: *met wonen en digitalisering in zijn portefeuille*; and
# the things themselves, at the end of what stands before.
_PORTFOLIO = re.compile(
    r"\s+in\s+(?:de|haar|hun|zijn|her|his|the|their)\s+(?:portefeuille|portfolio)\b", re.IGNORECASE
)
_THINGS = re.compile(rf"\b{_WORD}(?:,\s+{_WORD})*(?:\s+(?:en|and|&)\s+{_WORD})?\Z", re.IGNORECASE)
# The years a plan is for, and the plan before them: Uitvoeringsprogramma innovatie zorg 2018-2022.
_YEARS = re.compile(r"\b(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d\b")
_PLAN = re.compile(
    rf"\b[\w-]*(?:{'|'.join(_PLANS)})\s+(?:(?:{_WORD}|&)\s+){{1,8}}\Z", re.IGNORECASE
)
# HealthLab, ChipsAct: words joined by their capitals.
_HUMP = re.compile(r"[^\W\d_A-Z]([A-Z]\w+)\Z")
_TOKEN = re.compile(r"[^\W_](?:[\w'’+]*[\w+])?")
# Between the words of one name.
_JOINED = re.compile(r"(?:\s|[-‐‑–~&+]|\s[&+]\s)\Z|\Z")
_LINKED = frozenset({"van", "voor", "of", "for", "on", "de", "het", "the", "der", "and", "en"})
# Letters, and words with a capital, that are looked at before and behind a word.
_REACH = 80
_WORDS = 5
_LINE = 160
_OPENS = re.compile(r"(?:^|[.!?:;•|\n“”\"‘(]|\d[.)])\s*[-–•‘“\"'(]*\s*\Z")


class _Word(NamedTuple):
    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        return self.text[:2] != self.text[:2].lower()


def titles(text: str) -> Iterator[tuple[int, int]]:
    """Where ministries, posts and plans of a number of years stand, with what they are for.

    >>> text = "de minister van Volksgezondheid, Welzijn en Sport en een wethouder zorg"
    >>> [text[start:end] for start, end in titles(text)]
    ['minister van Volksgezondheid, Welzijn en Sport', 'wethouder zorg']
    """
    yield from (found.span() for found in _OFFICE.finditer(text))
    # What is rare is looked for first, and what belongs to it in the words before.
    for rare, told in ((_PORTFOLIO, _THINGS), (_YEARS, _PLAN)):
        for found in rare.finditer(text):
            before = told.search(text, max(0, found.start() - _LINE), found.start())
            if before is not None:
                yield before.start(), found.end()


def in_title(text: str, start: int, end: int, plain: Sequence[int] = ()) -> bool:
    """Whether the common word at `text[start:end]` is part of a name.

    `plain` is above zero at the places of the text whose words make no name of what they stand
    beside: other common words, adjectives of regions.

    >>> within = lambda text, word: in_title(text, text.index(word), text.index(word) + len(word))
    >>> within("leden van de European Semicon Regions Alliance", "Semicon")
    True
    >>> within("een Institute for Sustainable Energy", "Energy")
    True
    >>> within("De thema's Gezondheid en Circular Economy", "Circular")
    False
    """
    if text[start:end].islower():
        return False
    words = _words(text, max(0, start - _REACH), start)[::-1]
    beside = [*islice(_joined(text, words, start), _WORDS), *islice(_behind(text, end), _WORDS)]
    if any(_is_head(word.text) for word in beside) or _headed(text, words, start):
        return True
    before = words[0] if words and text[words[0].end : start] == " " else None
    if before and before.text.casefold().endswith(_PROGRAMMES):
        return True
    hump = _HUMP.search(text[start:end])
    if hump and _is_head(hump[1]):
        return True
    ends = text[start:end].casefold().endswith(_ENDS)
    if ends and not _opens(text, start):
        return True
    if text[start:end].isupper() or not any(_names(text, word, plain) for word in beside):
        return False
    return not _is_heading(text, start, end)


def _is_head(word: str) -> bool:
    """Whether it is such a word, or ends with one as in *Techcenter*."""
    return word.casefold() in _HEADS or word.casefold().endswith(_HEAD_ENDS)


def _names(text: str, word: _Word, plain: Sequence[int]) -> bool:
    """Whether a word with a capital makes a name of what it stands beside."""
    folded = word.text.casefold()
    if folded in _THEMATIC or folded.endswith(_PLANS) or (plain and plain[word.start]):
        return False
    return word.text[:2].isupper() or not _opens(text, word.start)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, a list or a quotation begins here: a capital tells nothing there."""
    return bool(_OPENS.search(text[max(0, start - 8) : start]))


def _words(text: str, start: int, end: int) -> list[_Word]:
    return [_Word(one.start(), one.end(), one[0]) for one in _TOKEN.finditer(text, start, end)]


def _joined(text: str, words: Iterable[_Word], start: int) -> Iterator[_Word]:
    """Of the words before a place, the nearest first, those with a capital right before it."""
    place = start
    for word in words:
        if not _JOINED.match(text[word.end : place]) or not word.capital:
            return
        yield word
        place = word.start


def _behind(text: str, end: int) -> Iterator[_Word]:
    """The words with a capital right behind a place."""
    place = end
    for found in _TOKEN.finditer(text, end, end + _REACH):
        word = _Word(found.start(), found.end(), found[0])
        if not _JOINED.match(text[place : word.start]) or not word.capital:
            return
        yield word
        place = word.end


def _headed(text: str, words: Iterable[_Word], start: int) -> bool:
    """Whether words that lead back to the beginning of a name stand before: *Centre for the
    Future of Energy*, *commissie Innovatie Zorgberoepen*."""
    place, following = start, ""
    for word in words:
        folded, gap = word.text.casefold(), text[word.end : place]
        if gap.strip(" \n-‐‑–~&+‘’“”\"',"):
            return False
        if _is_head(word.text) if word.text[0].isupper() else folded in _SMALL_HEADS:
            return not set(gap) & set(",&+") and following not in ("en", "and")
        if not word.text[0].isupper() and folded not in _LINKED:
            return False
        place, following = word.start, folded
    return False


def _is_heading(text: str, start: int, end: int) -> bool:
    """Whether most words of a line have a capital, so that one tells nothing."""
    first = text.rfind("\n", max(0, start - _LINE), start) + 1 or max(0, start - _LINE)
    last = text.find("\n", end, end + _LINE)
    words = [found[0] for found in _TOKEN.finditer(text, first, last if last >= 0 else end + _LINE)]
    long = [word for word in words if len(word) > 3]
    return len(long) > 1 and sum(word[0].isupper() for word in long) > len(long) * 0.8
