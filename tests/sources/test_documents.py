"""Reading a text into sections and passages."""

import pytest

from windroos.sources import documents
from windroos.sources.documents import passage_hash, read, sentences

MARKDOWN = """\
# Titel

## **Eerste deel**

Een alinea met *nadruk* en een noot.<sup>1</sup> Nog een zin.

1. Een punt
2. Nog een punt

Een alinea die over de

bladzijde loopt.

Kop van de tabel\t\t
Regio\tInzet\tInzet <sup>2</sup>
Saksen\tInzet\t-

## **Een citaat als kop, met een punt aan het eind.**

## Eerste deel

Tekst onder dezelfde kop.
"""


def test_sections_and_passages_have_their_places() -> None:
    read_ = read(MARKDOWN.encode())
    assert read_.title == "Titel"
    assert [(p.section, p.paragraph, p.text) for p in read_.passages] == [
        ("Eerste deel", 1, "Een alinea met nadruk en een noot. Nog een zin."),
        ("Eerste deel", 2, "1. Een punt"),
        ("Eerste deel", 3, "2. Nog een punt"),
        ("Eerste deel", 4, "Een alinea die over de bladzijde loopt."),
        ("Kop van de tabel", 1, "Regio | Inzet | Inzet"),
        ("Kop van de tabel", 2, "Saksen | Inzet | -"),
        ("Kop van de tabel", 3, "Een citaat als kop, met een punt aan het eind."),
        ("Eerste deel (2)", 1, "Tekst onder dezelfde kop."),
    ]


def test_the_hash_is_of_the_words_and_not_of_the_markup() -> None:
    assert passage_hash("Een **alinea**  met\nwoorden.<sup>3</sup>") == passage_hash(
        "Een alinea met woorden."
    )
    assert passage_hash("Een alinea") != passage_hash("Een Alinea")
    # SHA-256 of the UTF-8 text "Thüringen", by coreutils' sha256sum.
    assert passage_hash("Thüringen") == (
        "9d367085b4cd4d3ecd836c0d931fe594a7c32280617763e03e76a44492a1c240"
    )


def test_one_form_of_an_accent_is_the_other() -> None:
    assert passage_hash("Israe\u0308l") == passage_hash("Isra\u00ebl")


def test_text_from_a_pdf_is_unwrapped() -> None:
    """Lines broken at the margin with a blank line each, a heading, and a word cut by a hyphen."""
    lines = [
        "Aanleiding ", "",
        "Dit is de eerste regel van een alinea die over meer regels loopt en dan ont- ", "",
        "wikkeld wordt tot een hele zin.  ", "",
        " ", "",
        "Pagina 3 van 10", "",
        "Bevoegdheid ", "",
        "De staten zijn bevoegd tot het stellen van kaders en doen dat ook elk jaar weer. ", "",
    ]  # fmt: skip
    whole = "Dit is de eerste regel van een alinea die over meer regels loopt en dan ontwikkeld"
    assert [(p.section, p.text) for p in read("\n".join(lines).encode()).passages] == [
        ("Aanleiding", f"{whole} wordt tot een hele zin."),
        ("Bevoegdheid", lines[-2].strip()),
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Een zin. Nog een zin.", ["Een zin.", "Nog een zin."]),
        ("Met o.a. drs. Jansen erbij. Klaar.", ["Met o.a. drs. Jansen erbij.", "Klaar."]),
        ("3. Wederkerigheid", ["3. Wederkerigheid"]),
        ("“Zo ontstaat het niet.” Dat klopt.", ["“Zo ontstaat het niet.”", "Dat klopt."]),
        ("Zonder punt", ["Zonder punt"]),
    ],
)  # fmt: skip
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize("content", [b"", b"# Alleen een kop\n", b"\xff\xfe", b"a\x00b"])
def test_what_is_no_document_is_refused(content: bytes) -> None:
    with pytest.raises(documents.DocumentError):
        read(content)


# As it is pasted from a PDF: labels over lines, the end of a page between two rows, notes below.
TABLE = """\
De staten hebben gevraagd om een overzicht van wat er in de komende jaren te verwachten is.

Wat *  2021 2022 2023

Aantal boten (roeiboten, zeilboten,
kano's)A

4 6 7

Aantal boten met een
eigen steigerB Nul-meting 10% 25%

                                        \x20
3 Een noot van deze bladzijde, die nergens in de tabel bij hoort.

Kosten 2021-2022 Bedrag 2021-2022

Steigers 3.000.000

Sluizen 2.000

https://example.org/naar-een-ander-stuk
 Totaal aantal schippers in
het gebied

850 - 910

Tabel: boten en schippers 2021-2023
*Elk jaar wordt hierover verslag gedaan aan de staten, zoals dat bij andere plannen ook is.
A Het gaat hier om boten die in het water liggen en die ook werkelijk worden gebruikt door
mensen die er wonen.
B Een steiger telt als hij van hout is.

"""


def spaced(text: str) -> bytes:
    """With an empty line after each line of text."""
    return "".join(f"{line}\n\n" if line else "" for line in text.split("\n")).encode()


@pytest.mark.parametrize("lines", [TABLE.encode(), spaced(TABLE)], ids=["close", "spaced"])
def test_a_table_in_plain_text_has_its_rows(lines: bytes) -> None:
    read_ = read(lines)
    rows = [p.cells for p in read_.passages if p.kind == "row"]
    assert rows == [
        ("Wat", "2021", "2022", "2023"),
        ("Aantal boten (roeiboten, zeilboten, kano's)", "4", "6", "7"),
        ("Aantal boten met een eigen steiger", "Nul-meting", "10%", "25%"),
        ("Kosten 2021-2022", "Bedrag 2021-2022"),
        ("Steigers", "3.000.000"),
        ("Sluizen", "2.000"),
        ("Totaal aantal schippers in het gebied", "850", "-", "910"),
    ]
    marks = [p.marks[0] if p.marks else "" for p in read_.passages if p.kind == "row"]
    assert marks == ["*", "A", "B", "", "", "", ""]
    notes = [(p.marks, p.text.split()[:3]) for p in read_.passages if p.kind == "note"]
    assert notes == [
        (("*",), ["Elk", "jaar", "wordt"]),
        ((), ["A", "Het", "gaat"]),
        ((), ["B", "Een", "steiger"]),
    ]
    texts = [p.text for p in read_.passages if p.kind == "paragraph"]
    assert any(text.startswith("3 Een noot van deze bladzijde") for text in texts)
    assert any(text.startswith("Tabel: boten") for text in texts)


def test_running_text_with_years_and_figures_is_no_table() -> None:
    text = (
        "In 2021 waren er 4 boten, in 2022 waren het er 6 en daarna nog meer in 2023\n"
        "De rekening van 2021 2022\n"
        "is door niemand gelezen, want zij was te lang en ging over 7 onderwerpen.\n"
    )
    assert {p.kind for p in read(text.encode()).passages} == {"paragraph"}


def test_lines_parted_by_tabs_and_bars_are_rows() -> None:
    bars = "| Regio | Inzet |\n|:---|---|\n| Saksen | - |\n| Beieren | Inzet<sup>2</sup> |\n"
    found = read(f"# Titel\n\n{bars}".encode()).passages
    assert [p.cells for p in found] == [("Regio", "Inzet"), ("Saksen", "-"), ("Beieren", "Inzet")]
    assert found[2].marks == ("", "2")
    tabs = "Een regel tekst.\nRegio\tInzet\nSaksen\t-\n"
    assert [p.cells for p in read(tabs.encode()).passages if p.cells] == [
        ("Regio", "Inzet"),
        ("Saksen", "-"),
    ]
    listed = read(b"1.\t Een punt\n2.\t Nog een punt\n")
    assert not any(p.cells for p in listed.passages)
