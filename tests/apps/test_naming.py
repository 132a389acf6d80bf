"""Whether a text names someone, however it is written."""

import pytest

from windroos.apps.network.queries.naming import Wanted

WHO = Wanted.of("Zoë  van Verzonnen-Bedacht", "z.bedacht@verzonnen.example", "+31 (0)6 00 11 22 33")


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Met ZOE VAN VERZONNEN-BEDACHT gesproken.", "Met […] gesproken."),
        ("Zoë van\nVerzonnen Bedacht, directeur", "[…], directeur"),
        ("mail Z.Bedacht@Verzonnen.example.", "mail […]."),
        ("bel 06-00112233 of 0031600112233", "bel […] of […]"),
        ("bel +31 6 0011 2233", "bel […]"),
        ("bel 06 00112234", "bel 06 00112234"),
        ("dossier 10600112233", "dossier 10600112233"),
        ("Zoë van Verzonnen-Bedachten", "Zoë van Verzonnen-Bedachten"),
    ],
)
def test_what_is_theirs_is_taken_out_and_nothing_else(text: str, without: str) -> None:
    assert WHO.without(text) == without
    assert WHO.names(text) == (text != without)


def test_a_number_abroad_is_found_with_its_code_written_either_way() -> None:
    who = Wanted.of("Iemand", "", "+49 361 000 0001")
    for text in ("+49-361-0000001", "0049 361 000 00 01", "49 361 0000001"):
        assert who.names(text), text
    assert not who.names("361 0000001")


def test_a_surname_is_no_proof() -> None:
    who = Wanted.of("Wilhelmus Bedacht")
    assert who.may_name("De heer Bedacht belde")
    assert not who.names("De heer Bedacht belde")
    assert not who.may_name("Wilhelmus Bedacht belde"), "that is certain"
    assert not who.may_name("Daar was aan gedacht")


def test_nobody_is_named_by_nothing() -> None:
    nobody = Wanted.of("", "", "12")
    assert not nobody.names("12")
    assert nobody.without("12") == "12"
