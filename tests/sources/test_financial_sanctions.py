"""The EU's list of financial sanctions in both its forms. The entities are made up; the layouts are
those of version 1.1."""

import csv
from pathlib import Path

import pytest
from tests.sources.reading import Read, read, refused, written

SOURCE = "eu-financial-sanctions"
PARTS = {
    "Entity": "LogicalId EU_ReferenceNumber UnitedNationId DesignationDate DesignationDetails "
    "Remark SubjectType SubjectType_ClassificationCode",
    "NameAlias": "LastName FirstName MiddleName WholeName NameLanguage Gender Title Function "
    "LogicalId RegulationLanguage Remark",
    "Address": "City Street PoBox ZipCode Region Place AsAtListingTime ContactInfo CountryIso2Code "
    "CountryDescription LogicalId RegulationLanguage Remark",
    "BirthDate": "BirthDate Day Month Year YearRangeFrom YearRangeTo Circa CalendarType ZipCode "
    "Region Place City CountryIso2Code CountryDescription LogicalId RegulationLanguage Remark",
    "Identification": "Number Diplomatic KnownExpired KnownFalse ReportedLost RevokedByIssuer "
    "IssuedBy IssuedDate ValidFrom ValidTo LatinNumber NameOnDocument TypeCode TypeDescription "
    "Region CountryIso2Code CountryDescription LogicalId RegulationLanguage Remark",
    "Citizenship": "Region CountryIso2Code CountryDescription LogicalId RegulationLanguage Remark",
}
REGULATION = (
    "Type OrganisationType PublicationDate EntryIntoForceDate NumberTitle Programme PublicationUrl"
)
HEADER = [
    "fileGenerationDate",
    *(
        column
        for part, names in PARTS.items()
        for column in (
            *(f"{part}_{name}" for name in names.split()),
            *(f"{part}_Regulation_{name}" for name in REGULATION.split()),
        )
    ),
]

URL = "http://eur-lex.europa.eu/legal-content/EN/TXT/PDF/?uri=CELEX:1"
XML = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-11-30" globalFileId="1">
  <sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.1.1" logicalId="13">
    <remark>son of somebody</remark>
    <regulation regulationType="amendment" organisationType="commission"
        publicationDate="2014-07-12" entryIntoForceDate="2014-07-13"
        numberTitle="1/2014 (OJ L1)" programme="UKR" logicalId="348">
      <publicationUrl>{url}</publicationUrl>
    </regulation>
    <subjectType code="person" classificationCode="P"/>
    <nameAlias firstName="" middleName="" lastName="" wholeName="I. Jansen" function="General"
        gender="M" title="" nameLanguage="" strong="false" regulationLanguage="en" logicalId="16"/>
    <nameAlias firstName="Ivo" middleName="" lastName="Jansen" wholeName="Ivo Jansen"
        nameLanguage="" strong="true" logicalId="17">
      <regulationSummary numberTitle="1/2014 (OJ L1)"/>
    </nameAlias>
    <nameAlias wholeName="Иво Янсен" nameLanguage="RU" strong="true" logicalId="18"/>
    <citizenship region="" countryIso2Code="RU" countryDescription="RUSSIA" logicalId="1"/>
    <birthdate circa="false" calendarType="GREGORIAN" city="Here" day="2" month="3" year="1960"
        countryIso2Code="RU" birthdate="1960-03-02" logicalId="2"/>
    <birthdate circa="true" year="1961" countryIso2Code="00" logicalId="3"/>
    <identification number="P-1" identificationTypeCode="passport" countryIso2Code="RU"/>
    <address city="There" street="1 Street" countryIso2Code="00" countryDescription="UNKNOWN"/>
  </sanctionEntity>
  <sanctionEntity designationDate="2012-01-02" unitedNationId="" logicalId="42">
    <regulation entryIntoForceDate="2013-01-01" numberTitle="2/2013 (OJ L2)" programme="SYR">
      <publicationUrl>{url}</publicationUrl>
    </regulation>
    <regulation entryIntoForceDate="2015-05-05" numberTitle="3/2015 (OJ L3)" programme="IRN">
      <publicationUrl>{url}</publicationUrl>
    </regulation>
    <subjectType code="enterprise" classificationCode="E"/>
    <nameAlias wholeName="Kantoor &quot;Noord&quot;; B.V." strong="true" logicalId="50"/>
    <address city="A" street="B" countryIso2Code="SY" countryDescription="SYRIA" logicalId="51"/>
    <address city="C" street="D" countryIso2Code="LB" countryDescription="LEBANON" logicalId="52"/>
  </sanctionEntity>
</export>
""".format(url=URL.replace("&", "&amp;"))


def row(**values: str) -> str:
    """A record of the CSV; a field with a semicolon is quoted, a quotation mark within doubled."""
    assert set(values) <= set(HEADER)
    values = {"fileGenerationDate": "30/11/2026", **values}
    return ";".join(quoted(values.get(name, "")) for name in HEADER)


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if ";" in text else text


PERSON = {
    "Entity_LogicalId": "13",
    "Entity_EU_ReferenceNumber": "EU.1.1",
    "Entity_Remark": "son of somebody",
    "Entity_SubjectType": "P",
    "Entity_SubjectType_ClassificationCode": "person",
    "Entity_Regulation_EntryIntoForceDate": "2014-07-13",
    "Entity_Regulation_NumberTitle": "1/2014 (OJ L1)",
    "Entity_Regulation_Programme": "UKR",
    "Entity_Regulation_PublicationUrl": URL,
}
ENTERPRISE = {
    "Entity_LogicalId": "42",
    "Entity_DesignationDate": "2012-01-02",
    "Entity_SubjectType": "E",
    "Entity_SubjectType_ClassificationCode": "enterprise",
    "Entity_Regulation_PublicationUrl": URL,
}
SYRIA = ENTERPRISE | {
    "Entity_Regulation_EntryIntoForceDate": "2013-01-01",
    "Entity_Regulation_NumberTitle": "2/2013 (OJ L2)",
    "Entity_Regulation_Programme": "SYR",
}
IRAN = ENTERPRISE | {
    "Entity_Regulation_EntryIntoForceDate": "2015-05-05",
    "Entity_Regulation_NumberTitle": "3/2015 (OJ L3)",
    "Entity_Regulation_Programme": "IRN",
}
NAME = 'Kantoor "Noord"; B.V.'
ROWS = [
    row(**PERSON, NameAlias_WholeName="Ivo Jansen", NameAlias_LogicalId="17"),
    row(**PERSON, NameAlias_WholeName="I. Jansen", NameAlias_LogicalId="16"),
    row(
        **PERSON,
        NameAlias_WholeName="Иво Янсен",
        NameAlias_NameLanguage="RU",
        NameAlias_LogicalId="18",
    ),
    row(**PERSON, Citizenship_CountryIso2Code="RU"),
    row(**PERSON, BirthDate_BirthDate="1960-03-02", BirthDate_Year="1960"),
    row(**PERSON, BirthDate_Year="1961"),
    row(**PERSON, Identification_Number="P-1", Address_CountryIso2Code="00"),
    row(**SYRIA, NameAlias_WholeName=NAME, NameAlias_LogicalId="50"),
    row(**SYRIA, Address_CountryIso2Code="SY"),
    row(**IRAN, NameAlias_WholeName=NAME, NameAlias_LogicalId="50"),
    row(**IRAN, Address_CountryIso2Code="LB"),
]


def csv_of(*rows: str) -> bytes:
    return "\n".join([";".join(HEADER), *rows, ""]).encode("utf-8-sig")


@pytest.fixture
def xml(tmp_path: Path) -> Read:
    return read(SOURCE, written(tmp_path / "list.xml", XML))


@pytest.fixture
def table(tmp_path: Path) -> Read:
    return read(SOURCE, written(tmp_path / "list.csv", csv_of(*ROWS)))


def test_the_csv_has_the_columns_of_the_official_file() -> None:
    assert len(HEADER) == 118


@pytest.mark.parametrize("form", ["xml", "table"])
def test_names_countries_and_dates(form: str, request: pytest.FixtureRequest) -> None:
    found: Read = request.getfixturevalue(form)
    person = [r for r in found.rows if r["entity"] == "EU.1.1"]
    assert {r["name"]: r["name_kind"] for r in person} == {
        "Ivo Jansen": "name",
        "I. Jansen": "alias",
        "Иво Янсен": "alias",
    }
    for one in person:
        assert (one["kind"], one["countries"], one["address_countries"]) == ("person", "RU", None)
        assert (one["born"], one["start_date"]) == ("1960-03-02; 1961", "2014-07-13")
        assert (one["programme"], one["legal_act"]) == ("UKR", "1/2014 (OJ L1)")
        assert (one["url"], one["reason"], one["details"]) == (URL, None, {})
    assert found.one(name="Иво Янсен")["name_language"] == "ru"
    assert found.one(name="Ivo Jansen")["cell"] == "logicalId=13; nameAlias=17"
    # A listing for each regulation; listed by the first, so before the second was there.
    office = [r for r in found.rows if r["entity"] == "42"]
    assert [(r["listing"], r["programme"], r["start_date"]) for r in office] == [
        ("2/2013 (OJ L2)", "SYR", "2012-01-02"),
        ("3/2015 (OJ L3)", "IRN", "2012-01-02"),
    ]
    for one in office:
        assert (one["name"], one["kind"], one["born"]) == (NAME, "organisation", None)
        assert one["address_countries"] == "LB SY"
    assert found.warnings == []


def test_only_the_xml_says_how_good_a_name_is(xml: Read, table: Read) -> None:
    assert xml.one(name="I. Jansen")["name_quality"] == "weak"
    assert xml.one(name="Ivo Jansen")["name_quality"] == "strong"
    assert {r["name_quality"] for r in table.rows} == {None}


def test_both_forms_say_the_same(xml: Read, table: Read) -> None:
    def known(found: Read) -> set[tuple[object, ...]]:
        return {tuple(str(v) for k, v in r.items() if k != "name_quality") for r in found.rows}

    assert known(xml) == known(table)


def test_loose_quotation_marks_and_fields_over_lines(tmp_path: Path) -> None:
    loose = row(**PERSON, NameAlias_WholeName="Bureau").replace("Bureau", '"Bureau" van "Noord')
    begun = row(**PERSON, NameAlias_WholeName="Kantoor").replace("Kantoor", '"Kantoor')
    over = row(**PERSON, NameAlias_WholeName="Dok", NameAlias_Remark="een;\ntwee")
    both = row(**PERSON, NameAlias_WholeName="Kade", NameAlias_Remark="een;twee")
    both = both.replace("Kade", '"Kade" 1')
    path = written(tmp_path / "list.csv", csv_of(loose, begun, over, both, *ROWS))
    found = read(SOURCE, path)
    names = {r["name"] for r in found.rows if r["entity"] == "EU.1.1"}
    assert names == {
        *('"Bureau" van "Noord', '"Kantoor', "Dok", "Kade 1"),
        *("Ivo Jansen", "I. Jansen", "Иво Янсен"),
    }
    (warning,) = found.warnings
    assert (warning.code, warning.values["count"]) == ("quotes", 3)


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ("</export>", "", "truncated", None),
        ("<export ", "<html ", "header", None),
        ("wholeName=", "fullName=", "header", "nameAlias"),
        ('logicalId="13"', 'id="13"', "header", "sanctionEntity"),
        ("classificationCode=", "class=", "header", "subjectType"),
        ("programme=", "regime=", "header", "regulation"),
        ('designationDate="2012-01-02"', 'designationDate="2012-02-31 x"', "date", "start_date"),
        ('wholeName="Ivo Jansen"', 'wholeName="Ivo \x00"', "truncated", None),
    ],
)
def test_an_xml_that_is_not_as_it_was(
    old: str, new: str, code: str, field: str | None, tmp_path: Path
) -> None:
    content = XML.replace(old, new, 1)
    if old == "<export ":
        content = content.replace("</export>", "</html>")
    problem = refused(SOURCE, written(tmp_path / "list.xml", content))[0]
    assert (problem.code, problem.field) == (code, field)


def test_an_entity_without_a_name(tmp_path: Path) -> None:
    content = XML.replace("nameAlias", "addressee")
    problem = refused(SOURCE, written(tmp_path / "list.xml", content))[0]
    assert (problem.code, problem.field) == ("missing", "name")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (csv_of(*ROWS)[:-40], "truncated"),
        (csv_of(*ROWS).replace(b"NameAlias_WholeName", b"NameAlias_FullName", 1), "header"),
        (csv_of(*ROWS).decode("utf-8-sig").encode("utf-16"), "encoding"),
        (csv_of(*ROWS, "30/11/2026;99;EU.9.9"), "row"),
        (csv_of(), "truncated"),
    ],
    ids=["cut off", "renamed", "UTF-16", "short", "empty"],
)
def test_a_csv_that_is_not_as_it_was(content: bytes, code: str, tmp_path: Path) -> None:
    assert refused(SOURCE, written(tmp_path / "list.csv", content))[0].code == code


def test_columns_in_another_order(table: Read, tmp_path: Path) -> None:
    """The day of the file and the number of the entity stay first; the rest is read by name."""
    order = [*range(2), *reversed(range(2, len(HEADER)))]
    assert len({*order}) == len(HEADER)
    lines = [";".join(HEADER), *ROWS]
    moved = [";".join(quoted(unquoted(line)[i]) for i in order) for line in lines]
    found = read(SOURCE, written(tmp_path / "moved.csv", "\n".join([*moved, ""])))
    assert found.rows == table.rows


def unquoted(line: str) -> list[str]:
    return next(csv.reader([line], delimiter=";"))
