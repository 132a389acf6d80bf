"""Numbers, money, days and the fixed words of a paper, in its language: the one place for all
outputs.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal

from windroos.report.paper.parts import Cell, Column, Language, Value

__all__ = [
    "cell_text",
    "day",
    "decimals_of",
    "header",
    "moment",
    "money",
    "number",
    "percent",
    "word",
]

MINUS, NBSP = "\u2212", "\u00a0"

# (thousands, decimals), by language.
SEPARATORS: dict[Language, tuple[str, str]] = {"nl": (".", ","), "en": (",", ".")}

# A float holds some 15 digits that mean something; nobody reads more decimals than these.
_MOST_DECIMALS = 6

_MONTHS: dict[Language, tuple[str, ...]] = {
    "nl": (
        *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus"),
        *("september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
    ),
}

_WORDS: dict[str, tuple[str, str]] = {
    "as_of": ("Stand van {moment}", "As of {moment}"),
    "attention": ("Let op", "Please note"),
    "back": ("Terug naar de tekst", "Back to the text"),
    "contents": ("Inhoud", "Contents"),
    "date": ("Datum", "Date"),
    "explanation": ("toelichting", "explanation"),
    "figure": ("Figuur {number}", "Figure {number}"),
    "figures_in_table": (
        "De cijfers staan in tabel {number}.",
        "The figures are in table {number}.",
    ),
    "figures_of": ("De cijfers bij figuur {number}", "The figures of figure {number}"),
    "figures_section": ("Cijfers bij de figuren", "Figures behind the charts"),
    "footnotes": ("Noten", "Notes"),
    "lacking": (
        "{glyph} staat voor een teken dat de letters van dit document niet hebben.",
        "{glyph} stands for a character that the letters of this document lack.",
    ),
    "mark": ("teken", "mark"),
    "note": ("Noot {mark}", "Note {mark}"),
    "organisation": ("Organisatie", "Organisation"),
    "page": ("pagina {page} van {pages}", "page {page} of {pages}"),
    "reference": ("Kenmerk", "Reference"),
    "remark": ("Opmerking", "Remark"),
    "source": ("Bron", "Source"),
    "sources": ("Bronnen", "Sources"),
    "summary": ("Samenvatting", "Summary"),
    "table": ("Tabel {number}", "Table {number}"),
    "text": ("tekst", "text"),
}


def word(name: str, language: Language, **values: object) -> str:
    """A fixed word or short sentence, filled in."""
    dutch, english = _WORDS[name]
    return (dutch if language == "nl" else english).format(**values)


def number(value: float | Decimal, language: Language, decimals: int | None = None) -> str:
    """A number as people write it: 1.234,5 in Dutch, 1,234.5 in English, with a real minus.

    Without `decimals` it keeps those it has; a half is rounded away from zero, as a spreadsheet
    does.
    """
    exact = _exact(value)
    exact = _rounded(exact, decimals_of(value) if decimals is None else decimals)
    thousands, point = SEPARATORS[language]
    whole, _, broken = f"{abs(exact):,f}".partition(".")
    text = whole.replace(",", thousands) + (point + broken if broken else "")
    return MINUS + text if exact < 0 else text  # a minus zero is a zero


def decimals_of(value: float | Decimal) -> int:
    """How many decimals a number has: a Decimal as it is written, a float up to six."""
    if isinstance(value, int):
        return 0
    exact = _exact(value)
    if isinstance(value, float):
        if exact and abs(exact) < Decimal(1).scaleb(-_MOST_DECIMALS):
            return 1 - exact.adjusted()  # two digits that are not zero, rather than nothing
        exact = _rounded(exact, _MOST_DECIMALS).normalize()
    exponent = exact.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def money(value: float | Decimal, language: Language, decimals: int | None = None) -> str:
    """Euros without their sign: whole where they are whole, else with cents."""
    if decimals is None:
        decimals = 0 if _exact(value) == _exact(value).to_integral_value() else 2
    return number(value, language, decimals)


def percent(value: float | Decimal, language: Language, decimals: int | None = None) -> str:
    """A percentage with its sign; 12.5 is 12,5%."""
    return number(value, language, decimals) + "%"


def day(value: date, language: Language) -> str:
    """A day in full: 21 november 2026; its number stays with its month."""
    return f"{value.day}{NBSP}{_MONTHS[language][value.month - 1]} {value.year}"


def moment(value: datetime, language: Language) -> str:
    """A moment to the minute, in its own time zone."""
    clock = f"{value:%H.%M}{NBSP}uur" if language == "nl" else f"{value:%H:%M}"
    return f"{day(value.date(), language)}, {clock}"


def header(column: Column) -> str:
    """The label of a column with its unit."""
    unit = column.unit or ("€" if column.kind == "money" else "")
    return f"{column.label} ({unit})" if unit else column.label


def cell_text(cell: Cell, column: Column, language: Language) -> str:
    """What stands in a cell: its text, or else its value as its column says."""
    if cell.text is not None:
        return cell.text
    text = _value(cell.value, column, language, own_unit=bool(cell.unit))
    if cell.unit == "%":
        return text + "%"
    if cell.unit == "€":
        return f"€{NBSP}{text}"
    return f"{text}{NBSP}{cell.unit}" if cell.unit and text else text


def _value(value: Value, column: Column, language: Language, *, own_unit: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return day(value, language)
    match column.kind:
        case "money" if not own_unit:
            return money(value, language, column.decimals)
        case "percent" if not own_unit:
            return percent(value, language, column.decimals)
        case "text" if isinstance(value, int) and not own_unit:
            return str(value).replace("-", MINUS)  # a year or a code, which is not counted
    return number(value, language, None if own_unit else column.decimals)


def _exact(value: float | Decimal) -> Decimal:
    """A number as it is written down: 0.1 is a tenth, not the float next to it."""
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def _rounded(value: Decimal, decimals: int) -> Decimal:
    # The usual 28 digits are too few for a large number with decimals.
    context = Context(prec=max(28, value.adjusted() + decimals + 3))
    return value.quantize(Decimal(1).scaleb(-decimals, context), ROUND_HALF_UP, context)
