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
