"""Personal data in texts: of each kind, what is it and what only looks like it; all names made up.

`personal_data.csv` holds what a reader marked in five policy documents before there was a program
that looks for it: the hash of the passage and the places in it; not the words.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windroos.sources.documents import read
from windroos.sources.persons.finding import personal_data
from windroos.sources.persons.found import KINDS
from windroos.sources.persons.hiding import HIDDEN, blacked_out
from windroos.sources.persons.numbers import is_bsn, is_iban


def found(text: str, *others: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in personal_data([text, *others])[0]]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Zijn BSN is 111222333.", "bsn", "111222333"),
        ("BSN 1112.22.333", "bsn", "1112.22.333"),
        ("Over te maken op NL91 ABNA 0417 1643 00 BIC ABNANL2A", "iban", "NL91 ABNA 0417 1643 00"),
        ("IBAN: DE89370400440532013000.", "iban", "DE89370400440532013000"),
        ("Mail naar a.b-c@sub.voorbeeld.nl!", "email", "a.b-c@sub.voorbeeld.nl"),
        ("info@voorbeeld.nlwww.voorbeeld.nl/over", "email", "info@voorbeeld.nl"),
        ("Bel 06-12345678 voor meer.", "phone", "06-12345678"),
        ("Bel 06 12 34 56 78.", "phone", "06 12 34 56 78"),
        ("Telefoon (073) 123 45 67", "phone", "(073) 123 45 67"),
        ("T +31 (0)73 123 45 67", "phone", "+31 (0)73 123 45 67"),
        ("Tel. 0031 6 12345678", "phone", "0031 6 12345678"),
        ("Tel. +49 30 901820", "phone", "+49 30 901820"),
        ("Geboren te Breda op 1 mei 1970", "birth", "1 mei 1970"),
        ("geboortedatum: 01-05-1970", "birth", "01-05-1970"),
        ("She was born in 1970.", "birth", "1970"),
        (
            "Hij woont Voorbeeldstraat 12a, 1234 AB Breda.",
            "address",
            "Voorbeeldstraat 12a, 1234 AB",
        ),
        ("Hoge Weg 5", "address", "Hoge Weg 5"),
        ("In 2012 AB Haarlem", "address", "2012 AB"),
        ("Voertuig met kenteken 12-ABC-3", "plate", "12-ABC-3"),
        (r"C:\Users\Jvoor3\Desktop\stuk.docx", "account", "Jvoor3"),
        ("Aan dhr. Q. van der Wiekeling", "name", "Q. van der Wiekeling"),
        ("prof. dr. A.B.C. Wiekeling sprak.", "name", "A.B.C. Wiekeling"),
        ("De heer Wiekeling is er.", "name", "Wiekeling"),
        ("met minister Wiekeling de brief", "name", "Wiekeling"),
        ("Ook Maria van Wiekeling kwam.", "name", "Maria van Wiekeling"),
        ("volgens directeur Wob van Wiekeling", "name", "Wob van Wiekeling"),
        ("Wobke Wiekeling – directeur Voorbeeld", "name", "Wobke Wiekeling"),
        ("Gepubliceerd door: Wobke Wiekeling", "name", "Wobke Wiekeling"),
        ("Het advies van Wiekeling uit 2024", "name", "Wiekeling"),
    ],
)
def test_personal_data_is_found(text: str, kind: str, words: str) -> None:
    assert found(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Kenmerk 123456789, op 20 november 2025.",
        "Kosten: € 111222333 en 111 222 333 euro.",
        "580 610 640 668 686",
        "NL91ABNA0417164301",
        "Van 2018 tot 2022, in 2025 EU-breed en 2030 AI Nederland.",
        "Postbus 12345, 1234 AB 's-Hertogenbosch",
        "Bel gratis 0800 1234567 of kijk op https://voorbeeld.nl/0612345678/111222333",
        "opgericht in 1936, Programmalijn 2, Actielijn 3, Bijlage 1",
        "Norm 12-AB-34 van de bouw",
        "De minister van Economische Zaken en de Commissaris van de Koning",
        "Gedeputeerde Staten van Noord-Brabant, het College van Burgemeester en Wethouders",
        "onderzoek van TNO en Provinciale Staten; het rapport van Voorbeeld Instituut",
        "Het Albert Voorbeeld Research Institute in Bergen op Zoom",
        "A. Inleiding",
        "Voorbeeld B.V. Nederland, de U.S. Regering",
    ],
)
def test_what_only_looks_like_it_is_not(text: str) -> None:
    assert found(text) == []


def test_a_surname_is_known_from_elsewhere_in_the_document() -> None:
    assert found("“Mooi”, zegt Van Wiekeling.", "Directeur Wob van Wiekeling is trots.") == [
        ("name", "Van Wiekeling")
    ]
    assert found("“Mooi”, zegt Van Wiekeling.") == []


def test_a_name_under_a_label_of_its_own_is_found() -> None:
    assert personal_data(["Contactpersoon", "Wobke Wiekeling"])[1]
    assert not personal_data(["Contactgegevens", "Wobke Wiekeling"])[1]


def test_one_in_eleven_numbers_passes_the_test_of_bsn() -> None:
    passed = sum(is_bsn(f"{n:09}") for n in range(100_000_000, 100_011_000))
    assert passed == 1000
    assert not is_bsn("000000000")


def test_every_single_wrong_digit_of_an_account_is_seen() -> None:
    sound = "NL91ABNA0417164300"
    for place in range(8, len(sound)):
        for digit in "0123456789":
            changed = sound[:place] + digit + sound[place + 1 :]
            assert is_iban(changed) == (changed == sound)


@given(st.lists(st.text(max_size=200), max_size=4))
def test_places_are_within_their_text_and_apart(texts: list[str]) -> None:
    for text, here in zip(texts, personal_data(texts), strict=True):
        end = 0
        for one in here:
            assert end <= one.start < one.end <= len(text)
            assert one.kind in KINDS
            end = one.end


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=5))
def test_what_is_hidden_is_gone_and_the_rest_stays(text: str, drawn: list[tuple[int, int]]) -> None:
    places = [(s, min(s + n, len(text))) for s, n in drawn if s < len(text)]
    kept = "".join(
        letter for n, letter in enumerate(text) if not any(s <= n < e for s, e in places)
    )
    assert blacked_out(text, places).replace(HIDDEN, "") == kept.replace(HIDDEN, "")


@pytest.mark.parametrize("part", ["Jan van ", "dr. ", "A.", "06 ", "a@a.", "geboren ", "AB12 "])
def test_a_hostile_text_is_read_to_its_end(part: str) -> None:
    """A pattern that goes back over its own steps would not come to the end of it."""
    [few] = personal_data([part * 80])
    [many] = personal_data([part * 40_000])
    assert len(many) == 500 * len(few)


def test_of_what_a_reader_marked_little_is_missed_and_little_is_wrong(shared: Path) -> None:
    with Path(__file__).with_name("personal_data.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    right = wrong = 0
    for file in sorted((shared / "seeds").glob("*.txt")):
        passages = read(file.read_bytes()).passages
        for passage, here in zip(passages, personal_data([p.text for p in passages]), strict=True):
            for one in here:
                meant = [
                    row
                    for row in rows
                    if (row["document"], row["sha256"], row["kind"])
                    == (file.name[:3], passage.sha256, one.kind)
                    and int(row["start"]) < one.end
                    and one.start < int(row["end"])
                ]
                right += bool(meant)
                wrong += not meant
    assert len(rows) == 48
    assert right / (right + wrong) >= 0.9
    assert right / len(rows) >= 0.95
