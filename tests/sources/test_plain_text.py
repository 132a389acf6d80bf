"""Text as it is pasted from a PDF file or a page: what its lines say of headings, paragraphs and
notes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from windroos.sources.documents import read, text
from windroos.sources.documents.unwrapping import unwrapped, words_of

# Lines that the margin broke, of about as many letters as a column has.
COLUMN = """\
De haven en de kade
Langs de kade liggen de schepen die elke zomer uit
het noorden komen om hier hun vracht te lossen. Er
is plaats voor twaalf van hen, en in een goed jaar
komt het voor dat er nog drie op de rede wachten.

Wat de schippers zelf vinden van de nieuwe sluis
en van de kade (2024)
Zij zeggen dat het wachten korter is geworden, dat
de wal beter is verlicht, en dat zij de winkels in
het dorp nu ook op zondag weten te vinden als men
in de haven van
Noordwijk ligt.

Jan de Vries
Havenmeester van het dorp
(sinds 2019)

De kade is van ons allemaal, en wie er wandelt mag
dat weten.
"""


def told(lines: str) -> list[tuple[str, str, str]]:
    return [(one.section, one.kind, one.text) for one in read(lines.encode()).passages]


def spaced(lines: str) -> str:
    """With a blank line after each, as some programs leave them."""
    return "".join(f"{line}\n\n" if line else " \n\n" for line in lines.split("\n"))


def test_a_line_that_stops_short_above_running_text_is_a_heading() -> None:
    """Also when it goes on over two lines. Who signs, and a name that the margin cut off, have no
    text to stand over."""
    sections = [section for section, _kind, _text in told(COLUMN)]
    second = "Wat de schippers zelf vinden van de nieuwe sluis en van de kade (2024)"
    assert sections == ["De haven en de kade", *[second] * 3]
    texts = [words for _section, _kind, words in told(COLUMN)]
    assert texts[1].endswith("als men in de haven van Noordwijk ligt.")
    assert texts[2] == "Jan de Vries Havenmeester van het dorp (sinds 2019)"


SPACED = """\
Wat er aan vooraf ging
De haven werd gebouwd toen er nog geen weg naar het dorp was, en alles over water
moest worden aangevoerd. Sindsdien is zij drie keer groter geworden, en is er een
kade bij gekomen.
De laatste keer was in het jaar dat de spoorlijn werd aangelegd. Daarover is toen
met het dorp gesproken, en ook met wie er van de visvangst leeft, omdat men op dat
water aangewezen was en er niet zomaar een ander voor in de plaats kan komen in de
zomer.
Wat nu komt zijn drie lijnen:
Lijn 1: de kade
Langs de kade komen bomen te staan, die in het voorjaar bloeien en in de herfst hun
blad laten vallen, zodat er altijd wat te zien is voor wie er langs loopt of op een
bank zit.
Bron: tekening van de haven
Het water wordt schoner als de sluis vaker open staat, en dat is ook de bedoeling.
"""


@pytest.mark.parametrize("lines", [SPACED, spaced(SPACED)], ids=["close", "spaced"])
def test_a_line_with_room_for_the_next_word_was_ended_on_purpose(lines: str) -> None:
    read_ = told(lines)
    assert [section for section, _kind, _text in read_] == [
        *["Wat er aan vooraf ging"] * 3,
        *["Lijn 1: de kade"] * 3,
    ]
    texts = [words for _section, _kind, words in read_]
    assert texts[0].endswith("een kade bij gekomen.")
    assert texts[1].startswith("De laatste keer")
    assert texts[1].endswith("in de zomer.")
    assert texts[2] == "Wat nu komt zijn drie lijnen:"
    # The caption of a picture is no heading.
    assert texts[4] == "Bron: tekening van de haven"


def test_who_is_written_to_is_no_heading() -> None:
    letter = spaced(f"Geachte voorzitter,\n{SPACED.split(chr(10), 1)[1]}")
    assert told(letter)[0] == ("", "paragraph", "Geachte voorzitter,")


CUT = """\
De haven werd gebouwd toen er nog geen weg naar het dorp was, en alles over water
moest worden aangevoerd1. Sindsdien is zij drie keer groter geworden, en is er een
kade bij gekomen die nu, na honderd jaar, weer te klein is geworden voor wat er in
1 Zie het archief van het dorp over 1924, waarin dit staat.
https://example.org/haven2
 de zomer aan schepen komt. Dat is in Horizon2020 ook gezien.
Een haven elders
Ook daar zijn er bomen geplant, en het water is er schoner geworden dan het was in
de jaren toen er nog een fabriek stond aan de overkant.
"""


def test_a_paragraph_goes_on_over_a_note_and_an_address() -> None:
    """And the mark of the note is no part of the word it is glued to; a year and an address are no
    marks."""
    first, note, address, *_rest = told(spaced(CUT))
    assert first[2].endswith(
        "voor wat er in de zomer aan schepen komt. Dat is in Horizon2020 ook gezien."
    )
    assert "aangevoerd. Sindsdien" in first[2]
    assert note[1:] == ("note", "1 Zie het archief van het dorp over 1924, waarin dit staat.")
    assert address[2] == "https://example.org/haven2"


BOX = """\
Tot slot
Als wij de haven willen houden zoals zij is, dan moeten wij nu beginnen met wat er
straks voor nodig is. Dat vraagt om geduld van wie er woont, en om geld van wie er
Een haven elders
Ook daar zijn er bomen geplant, en het water is er schoner geworden dan het was in
de jaren toen er nog een fabriek stond aan de overkant.
 aan verdient. Dat is niet te veel gevraagd, zo bleek ook uit de gesprekken die wij
daarover hebben gevoerd met de schippers en met de winkels in het dorp van de kade.
 \n\
Het is nu aan de raad om er iets van te vinden.
"""


def test_a_box_in_a_paragraph_heads_nothing_but_itself() -> None:
    whole, title, box, last = told(spaced(BOX))
    assert {section for section, _kind, _text in (whole, title, box, last)} == {"Tot slot"}
    assert "van wie er aan verdient." in whole[2]
    assert title[2] == "Een haven elders"
    assert last[2] == "Het is nu aan de raad om er iets van te vinden."


def test_a_cut_paragraph_goes_on_with_a_name_unless_another_part_of_it_follows() -> None:
    before = COLUMN.split("\n\n")[0].rsplit("\n", 1)[0]
    goes_on = "komen er nog meer, die op de rede wachten bij de\n\nGrote Sluis in het westen.\n"
    name = f"{before}\n{goes_on}"
    assert told(name)[0][2].endswith("wachten bij de Grote Sluis in het westen.")
    quote = name.replace("Grote Sluis", "De sluis is dicht.\n\nsluis")
    texts = [words for _section, _kind, words in told(quote)]
    assert texts[0].endswith("wachten bij de sluis in het westen.")
    assert texts[1] == "De sluis is dicht."


def test_what_ended_on_purpose_goes_on_nowhere() -> None:
    """A list of definitions, each of which goes on below its word."""
    before = COLUMN.split("\n\n")[0].rsplit("\n", 1)[0]
    lines = f"{before}\nkomt er een bij; of\n\n1.8 de sluis\n\nis wat het water houdt.\n"
    texts = [words for _section, _kind, words in told(lines)]
    assert texts[0].endswith("komt er een bij; of")
    assert texts[1:] == ["1.8 de sluis", "is wat het water houdt."]


def test_lines_beside_page_numbers_that_come_back_are_no_text() -> None:
    page = "{0}\nKenmerk\n12-AB\nPagina {1} van 3\n \n"
    lines = "".join(
        page.format(line, number)
        for number, line in enumerate(COLUMN.split("\n\n")[0].split("\n")[1:4], start=1)
    )
    texts = [words for _section, _kind, words in told(lines)]
    assert "Kenmerk" not in " ".join(texts)
    assert "12-AB" not in " ".join(texts)
    assert "vracht te lossen" in " ".join(texts)


def test_a_page_with_a_paragraph_a_line() -> None:
    long = " ".join(["Er is van alles over de haven te zeggen, en dat doen wij hier."] * 9)
    address = "Adres\n\nDe Kade 1\nHet Dorp\n"
    page = f"Over de haven\n\nAfbeelding\n\n{long}\n\nDe kade\n\n{long}\n\n{address}"
    assert told(page) == [
        ("Over de haven", "paragraph", "Afbeelding"),
        ("Over de haven", "paragraph", long),
        ("De kade", "paragraph", long),
        ("Adres", "paragraph", "De Kade 1 Het Dorp"),
    ]


def test_blank_lines_part_paragraphs_where_no_line_goes_on_after_one() -> None:
    lines = "Over de haven\n\nEr is een kade.\n\nEr is ook een sluis, die vaak dicht is.\n"
    assert told(lines) == [
        ("Over de haven", "paragraph", "Er is een kade."),
        ("Over de haven", "paragraph", "Er is ook een sluis, die vaak dicht is."),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        10_000 * "Een\n" + 90 * "breed " + "\n",
        10_000 * "een twee\n\n",
        "a" * 100_000,
        "Een zin. " * 50_000,
        10_000 * "Een kop\n\neen stuk van een zin dat niet eindigt en dat dus verder gaat met\n\n",
        "# Kop\n\n" + 100_000 * "\\" + "\n",
    ],
    ids=["short", "small", "word", "sentences", "cut", "slashes"],
)
def test_the_time_it_takes_grows_with_the_length(lines: str) -> None:
    """Else none of these would be read to their end."""
    kept = letters("".join(block.text for block in text.blocks(lines)))
    assert kept == letters(lines)


def test_notes_in_markdown() -> None:
    """By their mark, which stands raised in the text; an address that one begins with is no word
    that the paragraph before it goes on with."""
    found = told(
        "# Titel\n\nEen zin met een noot<sup>1</sup> en nog een<sup>2</sup>\n\n"
        "<sup>1</sup> <https://example.org/a>\n\n2 Zie [https://example.org/b\\\\_c](x)\n\n"
        "3 punten zijn er.\n"
    )
    assert [(kind, words) for _section, kind, words in found] == [
        ("paragraph", "Een zin met een noot en nog een"),
        ("note", "https://example.org/a"),
        ("note", "2 Zie https://example.org/b_c"),
        ("paragraph", "3 punten zijn er."),
    ]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["van 2018-", "2022"], "van 2018-2022"),
        (["in 12-", "5 delen"], "in 12- 5 delen"),
        (["een win-", "win situatie"], "een win-win situatie"),
        (["het innovatie-", "ecosysteem"], "het innovatie-ecosysteem"),
        (["de innovatie-", "markt"], "de innovatiemarkt"),
        (["industri-", "eel"], "industrieel"),
    ],
)
def test_hyphens_at_the_margin(lines: list[str], whole: str) -> None:
    assert unwrapped(lines, words_of(["innovatie, markt en ecosysteem"])) == whole


def letters(lines: str) -> Counter[str]:
    return Counter(letter for letter in lines if letter.isalnum())


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        ("000", ""),
        ("002", ""),
        # Glued footnote marks.
        ("003", "123ABC"),
        ("004", "12" + 2 * "Kenmerk809213139821GMT" + 2 * "Pagina3van10" + 2 * "Pagina7van10"),
    ],
)
def test_no_letter_of_the_documents_is_lost(name: str, left_out: str, shared: Path) -> None:
    (file,) = (shared / "seeds").glob(f"{name}_*.txt")
    content = file.read_text(encoding="utf-8-sig")
    kept = letters("".join(block.text for block in text.blocks(content)))
    assert letters(content) - kept == letters(left_out)
    assert not kept - letters(content)


def test_every_chapter_of_002_has_its_sections(shared: Path) -> None:
    """Three chapters are made alike; the lines of their headings stand in the file as they are."""
    (file,) = (shared / "seeds").glob("002_*.txt")
    content = file.read_text(encoding="utf-8-sig")
    lines = Counter(line.strip() for line in content.split("\n"))
    headings = Counter(block.text for block in text.blocks(content) if block.heading)
    for heading in ("Motivatie", "Uitdaging", "Ecosysteem perspectief"):
        assert headings[heading] == lines[heading] == 3
    both = "Technologische keuzes en groeimarkten"
    assert headings[both] == lines[both] == 3
