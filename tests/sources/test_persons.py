"""Who is taken for a natural person. The names are no one's: words with a given name or a title."""

import pytest

from windroos.sources.persons import sign_of_person
from windroos.sources.persons.words import (
    LEGAL_FORMS,
    LEGAL_FORMS_AT_THE_END,
    ORGANISATION_WORDS,
    SOLE_TRADER,
    TITLES,
)


@pytest.mark.parametrize(
    "name",
    ["ACHTERNAAM X", "VOORBEELD ADVIES", "Voorbeeld Beratende Ingenieure", "ACHTERNAAM Willem"],
)
def test_who_has_the_place_withheld_is_a_person(name: str) -> None:
    assert sign_of_person(name, place_withheld=True) == "place"
    assert sign_of_person(name, place_withheld=True, activity_type="PRC") == "place"


def test_a_legal_person_whose_place_is_not_known_stays() -> None:
    assert sign_of_person("Voorbeeld Chemie GmbH & Co. KG", place_withheld=True) is None
    assert sign_of_person("VOORBEELD B.V.", place_withheld=True) is None
    university = {"place_withheld": True, "activity_type": "HES"}
    assert sign_of_person("UNIVERSITY OF SOMEWHERE", **university) is None
    assert sign_of_person("ACHTERNAAM X", **university) == "place"


@pytest.mark.parametrize(
    ("name", "short_name"),
    [
        ("Voorbeeld Naturkost e.K.", None),
        ("VOORBEELD TECHNIEK", "Voorbeeld e.Kfr."),
        ("Voorbeeld Studios, Inhaber X", None),
        ("Eenmanszaak Voorbeeld", None),
        ("VOORBEELD DITTA INDIVIDUALE", None),
        ("Freiberuflich", None),
    ],
)
def test_who_says_to_be_a_sole_trader_is_a_person(name: str, short_name: str | None) -> None:
    assert sign_of_person(name, short_name=short_name) == "sole trader"


@pytest.mark.parametrize("name", ["DR ACHTERNAAM", "Prof. Dr. Achternaam", "Dipl.-Ing. Achternaam"])
def test_a_title_before_nothing_but_words_is_a_persons(name: str) -> None:
    assert sign_of_person(name, activity_type="PRC") == "title"


@pytest.mark.parametrize(
    "name",
    [
        "ACHTERNAAM WILLEM",
        "Willem Achternaam",
        "ACHTERNAAM Willem Jan",
        "VAN DEN ACHTERNAAM ROBBERT JAN",
        "ACHTERNAAM Kai-Uwe",
        "ACHTERNAAM-VOORBEELD Françoise",
        "Achternaam  Åge",
        "ACHTERNAAM NIKOLAOS",
    ],
)
@pytest.mark.parametrize("activity_type", [None, "PRC", "OTH"])
def test_a_given_name_first_or_last_is_a_persons(name: str, activity_type: str | None) -> None:
    assert sign_of_person(name, activity_type=activity_type) == "given name"


@pytest.mark.parametrize(
    "name",
    [
        "CARL VOORBEELD GMBH",
        "Robert Voorbeeld AG",
        "HENRI BV",
        "Dr. Voorbeeld Arzneimittel GmbH",
        "STICHTING CATHARINA ZIEKENHUIS",
        "PETER VOORBEELD CONSULTING",
        "MAX 3D",
        "VOORBEELD & WILLEM",
        "FUSENET",
        "STATE INSTITUTE NAMED AFTER ACADEMICIAN E. K. VOORBEELD",
        "Voorbeeld in een naam van meer dan vijf woorden Willem",
    ],
)
def test_an_organisation_stays(name: str) -> None:
    assert sign_of_person(name, activity_type="PRC") is None


@pytest.mark.parametrize("activity_type", ["HES", "REC", "PUB"])
def test_a_body_called_after_a_person_stays(activity_type: str) -> None:
    assert sign_of_person("WILLEM VOORBEELD", activity_type=activity_type) is None
    assert sign_of_person("DR VOORBEELD", activity_type=activity_type) is None


def test_the_words_are_as_names_are_compared() -> None:
    lists = (LEGAL_FORMS, LEGAL_FORMS_AT_THE_END, ORGANISATION_WORDS, SOLE_TRADER, TITLES)
    for words in lists:
        assert all(word.isascii() and word.isalpha() and word.isupper() for word in words)
    assert LEGAL_FORMS.isdisjoint(LEGAL_FORMS_AT_THE_END)
    assert SOLE_TRADER.isdisjoint(LEGAL_FORMS)
