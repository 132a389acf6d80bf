"""Personal data that has a form of its own: numbers, addresses, accounts, dates of birth."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from windroos.sources.persons.found import Found

_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "january|february|march|may|june|july|august|october"
)
_DAY = rf"\d{{1,2}}(?:[-/.]\d{{1,2}}[-/.]|\s+(?:{_MONTHS})\s+)\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
# Until the date, in the same sentence: `geboren te Breda op 1 mei 1970`.
_BORN = re.compile(
    r"(?:\bgeboren\b|\bgeb\.|\bgeboorte(?:datum|jaar)\b|\bborn\b|\bdate of birth\b)"
    rf"[^.!?\d]{{0,60}}?"
    rf"(?P<it>{_DAY}|(?:19|20)\d{{2}}\b)",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"[A-Za-z0-9][\w.+%-]{0,63}@(?P<host>(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})"
)
_PAGE = re.compile(r"(?:\b[a-z]+://|\bwww\.)\S+")
_ACCOUNT = re.compile(r"(?i)(?:[/\\]Users[/\\]|[/\\]home[/\\])(?P<it>[\w.-]+)")

_GAP = r"[ .\-()/]{0,2}"
# Ten digits in the Netherlands, but for the service numbers 0800 and 0900; from 8 to 15 elsewhere.
_PHONE = re.compile(
    rf"(?<![\w.,/=€-])\(?(?:(?:\+|00)31{_GAP}(?:\(0\))?|0(?![89]00)){_GAP}[1-9](?:{_GAP}\d){{8}}(?!\d)"
    rf"|(?<![\w.,/=€-])(?:\+|00)(?!31)[1-9]\d{{0,2}}(?:{_GAP}\d){{6,12}}(?!\d)"
)
_BSN = re.compile(
    r"(?<![\w.,/=€+-])(?<!\d )(?:\d{9}|\d{3}[ -]\d{3}[ -]\d{3}|\d{4}\.\d{2}\.\d{3})"
    r"(?![\w/-]|[., ]\d)"
)
_MONEY = re.compile(r"(?:€|\beuro|\bEUR)\s*$|^\s*(?:euro|EUR|miljoen|miljard)\b")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")

_STREET = re.compile(
    r"(?<!\w)(?P<street>(?:[A-ZÀ-Þ]['’]?[\w'’.-]{0,40}?(?:straat|laan|weg|plein|kade|gracht|singel"
    r"|dreef|hof|steeg|dijk|plantsoen|boulevard|kaai|steenweg|straße|strasse|platz)"
    r"|(?:[A-ZÀ-Þ][\w'’-]{1,30} ){1,4}(?:Straat|Laan|Weg|Plein|Kade|Gracht|Singel|Dreef|Hof"
    r"|Steeg|Dijk|Markt|Street|Road|Avenue|Lane)))"
    r"\s+(?P<house>[1-9]\d{0,3})(?:\s?[a-z](?!\w)|-\d{1,3}(?!\d)|(?!\w|[.,]\d))"
)
_POSTCODE = re.compile(
    r"(?<![\w.,/-])(?P<digits>[1-9]\d{3}) ?(?P<letters>(?!S[ADS])[A-Z]{2})(?!\w)"
    r"(?P<place>,? +(?:'s-|’s-)?[A-Z][a-z])?"
)
_BOX = re.compile(r"\b(?:Postbus|Antwoordnummer|P\.?O\.? Box)\s*\d+\W*$", re.IGNORECASE)
# `2025 EU` is a year before an abbreviation, and no postcode.
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT = frozenset({"AI", "BV", "EN", "EU", "HR", "IT", "NL", "NV", "UK", "US", "VS"})

# Sidecodes of Dutch plates; so much else looks like them that a word has to say what it is.
_PLATE = re.compile(
    r"(?<![\w-])(?:[A-Z]{2}-\d{2}-\d{2}|\d{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{2}-\d{2}"
    r"|[A-Z]{2}-\d{2}-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d{2}|\d{2}-[A-Z]{2}-[A-Z]{2}|\d{2}-[A-Z]{3}-\d"
    r"|\d-[A-Z]{3}-\d{2}|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}|[A-Z]{3}-\d{2}-[A-Z]"
    r"|\d-[A-Z]{2}-\d{3})(?![\w-])"
)
_CAR = re.compile(r"kenteken|voertuig|number plate|licen[cs]e plate|registration", re.IGNORECASE)
_NEAR = 60


def numbers(text: str) -> Iterator[Found]:
    """What of this kind stands in a text; what is in the address of a page is none."""
    pages = [one.span() for one in _PAGE.finditer(text)]

    def free(place: re.Match[str]) -> bool:
        last = bisect_right(pages, (place.start(), len(text))) - 1
        return last < 0 or pages[last][1] <= place.start()

    phones = [one.span() for one in _PHONE.finditer(text) if free(one)]
    yield from (Found(*span, "phone", "form") for span in phones)
    yield from _emails(text, [end for _start, end in phones])
    for one in _ACCOUNT.finditer(text):
        yield Found(*one.span("it"), "account", "path")
    for one in filter(free, _BSN.finditer(text)):
        money = _MONEY.search(_before(text, one)) or _MONEY.match(_behind(text, one))
        if not money and is_bsn(one[0]):
            yield Found(*one.span(), "bsn", "check")
    for one in _IBAN.finditer(text):
        yield from _iban(one)
    for one in _BORN.finditer(text):
        yield Found(*one.span("it"), "birth", "word")
    yield from _addresses(text)
    for one in _PLATE.finditer(text):
        if _CAR.search(_before(text, one) + one[0] + _behind(text, one)):
            yield Found(*one.span(), "plate", "word")


def _before(text: str, place: re.Match[str]) -> str:
    return text[max(0, place.start() - _NEAR) : place.start()]


def _behind(text: str, place: re.Match[str]) -> str:
    return text[place.end() : place.end() + _NEAR]


def is_bsn(digits: str) -> bool:
    """Whether nine digits are a citizen service number: the "eleven test", by which one in eleven
    of any other numbers of nine digits passes too.

    >>> is_bsn("111222333"), is_bsn("123456789")
    (True, False)
    """
    figures = [int(one) for one in digits if one.isdigit()]
    weighed = sum(weight * one for weight, one in zip((*range(9, 1, -1), -1), figures, strict=True))
    return any(figures) and weighed % 11 == 0


def is_iban(text: str) -> bool:
    """Whether it is an account number by ISO 13616: the remainder by 97 is one.

    >>> is_iban("NL91 ABNA 0417 1643 00"), is_iban("NL91 ABNA 0417 1643 01")
    (True, False)
    """
    plain = text.replace(" ", "")
    turned = plain[4:] + plain[:4]
    return 15 <= len(plain) <= 34 and int("".join(str(int(one, 36)) for one in turned)) % 97 == 1


def _emails(text: str, ends: Sequence[int]) -> Iterator[Found]:
    """Addresses of mail; `ends` is where numbers of phones end."""
    for one in _EMAIL.finditer(text):
        # What was pasted without a space: a number before it, the address of a page behind it.
        start = next((at for at in ends if one.start() < at < one.end()), one.start())
        glued = one["host"].find("www.")
        end = one.start("host") + glued if glued > 0 else one.end()
        yield Found(start, end, "email", "form")


def _iban(place: re.Match[str]) -> Iterator[Found]:
    """The longest beginning, cut between groups, that is one: words in capitals may follow."""
    end = len(place[0])
    while end > 0:
        if is_iban(place[0][:end]):
            yield Found(place.start(), place.start() + end, "iban", "check")
            return
        end = place[0].rfind(" ", 0, end)


def _addresses(text: str) -> Iterator[Found]:
    found = [one.span() for one in _STREET.finditer(text) if not _YEAR.fullmatch(one["house"])]
    ends = {end for _start, end in found}
    for one in _POSTCODE.finditer(text):
        if _BOX.search(_before(text, one)):
            continue
        behind = any(one.start() - gap in ends for gap in range(4))
        placed = one["place"] and one["letters"] not in _SHORT
        if behind or placed or not _YEAR.fullmatch(one["digits"]):
            found.append((one.start(), one.end("letters")))
    joined: list[list[int]] = []
    for start, end in sorted(found):
        if joined and start - joined[-1][1] <= 3:
            joined[-1][1] = end
        else:
            joined.append([start, end])
    for start, end in joined:
        yield Found(start, end, "address", "form")
