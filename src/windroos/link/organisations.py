"""Are two names the same organisation? By rules alone, with the reasons; and which known names a
name may be.

>>> same("Technische Universiteit Delft", "Delft University of Technology").verdict
'same'
>>> print(same("VDL", "VDL ETG"))
perhaps (0.70): one name has a word more: etg
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise
from math import log
from types import MappingProxyType

from windroos.link import spelling
from windroos.link.organisation_words import (
    CORE,
    GENERAL,
    HONORIFIC,
    NUMBER,
    PLACE,
    TYPE,
    Name,
    Word,
    classed,
    compounds,
    joined_as,
    taken_apart,
    written_out,
)

SAME, PERHAPS = 0.9, 0.6
SHORT = 4  # letters: a name of one such word may be anyone's

# What each reason says, and the most that two names can score of which it holds.
REASONS: Mapping[str, tuple[float, str]] = MappingProxyType(
    {
        "letters": (1.0, "the same letters"),
        "spacing": (0.98, "other spaces or hyphens"),
        "legal-form": (0.97, "with and without a legal form"),
        "order": (0.96, "the words in another order"),
        "translated": (0.95, "a word in another language"),
        "honorific": (0.94, "with and without a predicate"),
        "spelling": (0.92, "a word spelt otherwise"),
        "short": (0.89, "nothing but one short word to go by"),
        "legal-forms": (0.88, "two legal forms"),
        "slip": (0.85, "a word with another letter"),
        "place-more": (0.85, "one name has a place more"),
        "general-more": (0.85, "one name has a general word more"),
        "type-more": (0.8, "one name has a kind of organisation more"),
        "only-spelling": (0.8, "the one telling word spelt otherwise"),
        "initials": (0.75, "one is the initials of the other"),
        "abbreviation": (0.75, "the same abbreviation"),
        "year-more": (0.75, "one name has a year more"),
        "word-more": (0.7, "one name has a word more"),
        "only-place": (0.7, "no telling word but a place in common"),
        "words-differ": (0.5, "each has words that the other has not"),
        "types-differ": (0.5, "two kinds of organisation"),
        "places-differ": (0.4, "two places"),
        "number-differs": (0.4, "another number"),
        "nothing": (0.0, "no word in common"),
    }
)
_EACH_MORE = 0.05  # what a second reason takes off


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a rule of `REASONS`, and the words it is about, folded."""

    rule: str
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        said = REASONS[self.rule][1]
        return f"{said}: {', '.join(self.words)}" if self.words else said


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are: from 0 to 1, and why."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def verdict(self) -> str:
        """`same`, `perhaps` (a person looks) or `different`."""
        return "same" if self.score >= SAME else "perhaps" if self.score >= PERHAPS else "different"

    def __str__(self) -> str:
        return f"{self.verdict} ({self.score:.2f}): {'; '.join(map(str, self.reasons))}"


def same(a: str, b: str) -> Likeness:
    """How alike two names of organisations are, whichever comes first.

    Nothing but the names counts: two that have one name are the same here, and one under two names
    that no rule joins is not found. A name without a letter or digit is like no other.
    """
    return _likeness(taken_apart(a), taken_apart(b))


def _likeness(a: Name, b: Name) -> Likeness:
    if not a.words or not b.words:
        return Likeness(0.0, (Reason("nothing"),))
    if (b.letters, b.words) < (a.letters, a.words):
        a, b = b, a
    by_words = _by_words(a, b)
    by_letters = _by_abbreviation(a, b)
    return by_letters if by_letters and by_letters.score > by_words.score else by_words


def _by_abbreviation(a: Name, b: Name) -> Likeness | None:
    for one, other in ((a, b), (b, a)):
        if len(one.words) == 1 and one.abbreviation:
            if one.abbreviation in other.initials:
                return _made([Reason("initials", (one.abbreviation,))])
            if one.abbreviation == other.abbreviation and len(other.words) > 1:
                return _made([Reason("abbreviation", (one.abbreviation,))])
    if a.abbreviation and a.abbreviation == b.abbreviation and len(a.words) > 1 < len(b.words):
        return _made([Reason("abbreviation", (a.abbreviation,))])
    return None


def _by_words(a: Name, b: Name) -> Likeness:
    reasons = list[Reason]()
    if a.legal and b.legal and a.legal != b.legal:
        reasons.append(Reason("legal-forms", tuple(sorted(a.legal ^ b.legal))))
    elif a.legal != b.legal:
        reasons.append(Reason("legal-form"))
    if a.countries and b.countries and a.countries != b.countries:
        reasons.append(Reason("places-differ", tuple(sorted(a.countries | b.countries))))
    if a.letters == b.letters:
        reasons.append(Reason("letters"))
    if a.glued == b.glued:
        if a.words != b.words:
            reasons.append(Reason("spacing"))
        if len(a.glued) <= SHORT:
            reasons.append(Reason("short", (a.glued,)))
        return _made(reasons or [Reason("letters")])
    left, right = joined_as(a.words, frozenset(b.words)), joined_as(b.words, frozenset(a.words))
    if left != a.words or right != b.words:
        reasons.append(Reason("spacing"))
    made = _made(reasons + _differences(classed(left), classed(right)))
    if made.score >= PERHAPS:
        return made
    full, other = written_out(left, right), written_out(right, left)
    if full != left or other != right:
        short = tuple(sorted(set(left) - set(full) | set(right) - set(other)))
        reasons.append(Reason("initials", short))
        made = max(
            made,
            _made(reasons + _differences(classed(full), classed(other))),
            key=lambda one: one.score,
        )
    return made


def _differences(a: tuple[Word, ...], b: tuple[Word, ...]) -> list[Reason]:
    common = Counter(word.key for word in a) & Counter(word.key for word in b)
    rest_a, rest_b = _rest(a, common), _rest(b, common)
    reasons = list[Reason]()
    told = sum(common[word.key] > 0 for word in a if word.does == CORE)
    for x, y in _near(rest_a, rest_b):
        rest_a.remove(x)
        rest_b.remove(y)
        pair = tuple(sorted((x.written, y.written)))
        surely = "spelling" if spelling.surely(*pair) else "slip"
        reasons.append(Reason(surely if told else "only-spelling", pair))
        common[x.key] += 1
    translated = Counter(w.written for w in a if w.key in common) != Counter(
        w.written for w in b if w.key in common
    )
    if translated and not reasons:
        reasons.append(Reason("translated"))
    if not rest_a and not rest_b:
        if [word.key for word in a] != [word.key for word in b] and not reasons:
            reasons.append(Reason("order"))
        return reasons or [Reason("letters")]
    if not common:
        return [Reason("nothing")]
    both = {word.does for word in (*a, *b) if common[word.key]}
    return reasons + _left(rest_a, rest_b, both)


def _left(a: list[Word], b: list[Word], common: set[str]) -> list[Reason]:
    """What the words tell that only one name has; `common` is what the words do that both have."""
    told = CORE in common
    reasons = list[Reason]()
    both = {does: (_of(a, does), _of(b, does)) for does in (NUMBER, PLACE, TYPE, CORE, GENERAL)}
    for does, rule, more in (
        (NUMBER, "number-differs", "year-more"),
        (PLACE, "places-differ", "place-more"),
        (TYPE, "types-differ", "type-more"),
    ):
        left, right = both[does]
        if (left and right) or (does == NUMBER and left + right and not _years(left + right)):
            reasons.append(Reason(rule, tuple(sorted(left + right))))
        elif left + right:
            reasons.append(Reason(more, tuple(sorted(left + right))))
    (core_a, core_b), (general_a, general_b) = both[CORE], both[GENERAL]
    if (core_a and core_b) or (a and b and (core_a or core_b)):
        reasons.append(Reason("words-differ", tuple(sorted(core_a + core_b))))
    elif core_a or core_b:
        reasons.append(Reason("word-more", tuple(sorted(core_a + core_b))))
    if general_a and general_b:
        reasons.append(Reason("words-differ", tuple(sorted(general_a + general_b))))
    elif general_a or general_b:
        reasons.append(Reason("general-more", tuple(sorted(general_a + general_b))))
    honorific = _of(a, HONORIFIC) + _of(b, HONORIFIC)
    if honorific:
        reasons.append(Reason("honorific" if told else "word-more", tuple(sorted(honorific))))
    if not told:
        only = {reason.rule for reason in reasons} <= {"type-more", "honorific"}
        reasons.append(Reason("only-place" if PLACE in common and only else "nothing"))
    return reasons


def _near(a: list[Word], b: list[Word]) -> list[tuple[Word, Word]]:
    found, used = list[tuple[Word, Word]](), set[int]()
    for x in a:
        for n, y in enumerate(b):
            if n in used or x.does != CORE or y.does != CORE or "=" in x.key + y.key:
                continue
            if spelling.near(x.key, y.key):
                used.add(n)
                found.append((x, y))
                break
    return found


def _rest(words: tuple[Word, ...], common: Counter[str]) -> list[Word]:
    left, rest = common.copy(), list[Word]()
    for word in words:
        if left[word.key]:
            left[word.key] -= 1
        else:
            rest.append(word)
    return rest


def _of(words: list[Word], does: str) -> list[str]:
    return [word.written for word in words if word.does == does]


def _years(words: Iterable[str]) -> bool:
    return all(len(word) == 4 and word.isdigit() for word in words)


def _made(reasons: list[Reason]) -> Likeness:
    """The score is that of the weightiest reason, less a little for each other that differs."""
    ordered = sorted(set(reasons), key=lambda one: (REASONS[one.rule][0], one.rule, one.words))
    score = REASONS[ordered[0].rule][0]
    more = sum(REASONS[one.rule][0] < SAME for one in ordered[1:])
    return Likeness(round(max(0.0, score - more * _EACH_MORE), 2), tuple(ordered))


@dataclass(frozen=True, slots=True)
class Found:
    """A known organisation that a name may be, by the name of it that is most alike."""

    id: str
    name: str
    likeness: Likeness


class Names:
    """Names of organisations, to find those that a name may be.

    Give all names of an organisation together: those that no rule can give (an abbreviation, an
    older name) are found then too. An organisation that carries an identifier is matched by that,
    before its name is asked for here.

    >>> known = Names([("wur", ["Wageningen University & Research", "WUR"]), ("tno", ["TNO"])])
    >>> [(found.id, found.likeness.verdict) for found in known.find("Wageningen Univ. & Research")]
    [('wur', 'perhaps')]
    """

    _TRIED = 25  # names that are compared
    _COMMON = 1_000  # names, of which a word that is in more is common

    def __init__(self, entries: Iterable[tuple[str, Iterable[str]]] = ()) -> None:
        self._names: list[tuple[str, str]] = []
        self._where: dict[str, list[int]] = {}
        self._spelt: dict[str, list[str]] = {}
        self._words = set[str]()
        for id, several in entries:
            self.add(id, several)

    def __len__(self) -> int:
        return len(self._names)

    def add(self, id: str, several: Iterable[str]) -> None:
        """Names of one more organisation; names without letters or digits are passed over."""
        for name in dict.fromkeys(several):
            apart = taken_apart(name)
            if not apart.words:
                continue
            n = len(self._names)
            self._names.append((id, name))
            for word in apart.words:
                if word not in self._words:
                    self._words.add(word)
                    for key in spelling.keys(word):
                        self._spelt.setdefault(key, []).append(word)
            for key in _keys(apart):
                where = self._where.get(key)
                if where is None:
                    where = self._where[key] = []
                where.append(n)

    def find(self, name: str, most: int = 10, least: float = PERHAPS) -> list[Found]:
        """The organisations that the name may be, the likest first: at most `most`, with a score of
        at least `least`."""
        asked = taken_apart(name)
        best = dict[str, Found]()
        for n in self._candidates(asked):
            id, known = self._names[n]
            likeness = _likeness(asked, taken_apart(known))
            if likeness.score >= least and (
                id not in best or likeness.score > best[id].likeness.score
            ):
                best[id] = Found(id, known, likeness)
        return sorted(best.values(), key=lambda one: (-one.likeness.score, one.id))[:most]

    def _candidates(self, asked: Name) -> list[int]:
        keys = dict.fromkeys(_keys(asked), 1.0)
        for word in asked.words:
            for spelt in spelling.keys(word):
                for other in self._spelt.get(spelt, ()):
                    if other not in keys and spelling.near(word, other):
                        keys[other] = 0.8
        known = sorted((len(self._where[key]), key) for key in keys if key in self._where)
        score, common = dict[int, float](), set[int]()
        for size, key in known:
            weight = keys[key] * log(1 + len(self._names) / size)
            where = self._where[key]
            if size <= self._COMMON:
                for n in where:
                    score[n] = score.get(n, 0.0) + weight
                continue
            # A common word puts what was found in order, or tells what has all common words.
            all_ = set(where)
            for n in score.keys() & all_:
                score[n] += weight
            common = (common & all_) or common or all_
        if len(score) < self._TRIED:
            for n in sorted(common)[: self._COMMON]:
                score.setdefault(n, 0.0)
        return nlargest(self._TRIED, score, key=score.__getitem__)


def _keys(name: Name) -> set[str]:
    """By what a name is found: its words, two in a row, all as one, and its initials."""
    does = classed(name.words)
    found = {word.key for word in does}
    found |= {"".join(sorted((one.key, other.key))) for one, other in pairwise(does)}
    found |= {one for two in pairwise(name.words) for one in compounds(two)}
    found |= {f"!{word}" for word in name.words if 1 < len(word) <= SHORT}
    found.add(name.glued)
    found |= {f"!{made}" for made in name.initials}
    if name.abbreviation:
        found.add(f"!{name.abbreviation}")
    return found
