"""What people write is shown, and nothing of it does anything."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

import docx
import lxml.html
import openpyxl
import page as validation
import pypdfium2
from tests.report.paper import reading
from tests.report.paper.conftest import Made
from tests.report.paper.papers import HOSTILE

from windroos.report.paper import Paper, Section, Table, to_csv_zip, to_xlsx
from windroos.report.paper.order import tables_of
from windroos.report.paper.parts import writable
from windroos.report.table_file import FORMULA


def test_html_shows_the_letters_and_runs_none(hostile: Made) -> None:
    root = lxml.html.fromstring(hostile.page)
    assert not root.xpath("//script|//article//b")
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    text = reading.bare(root.text_content())
    for said in HOSTILE.values():
        assert reading.bare(writable(said)) in text


def test_typst_reads_none_of_it_as_markup(hostile: Made) -> None:
    report = validation.validate_pdf_bytes(
        hostile.pdf, profile=validation.ValidationProfile.PDF_UA_1
    )
    assert report.is_compliant
    pdf = pypdfium2.PdfDocument(hostile.pdf)
    text = reading.bare("".join(page.get_textpage().get_text_range() for page in pdf))
    for name in ("markup", "typst", "formula", "formulas", "control", "word"):
        assert reading.bare(writable(HOSTILE[name])) in text


def test_a_character_without_a_shape_is_told(hostile: Made) -> None:
    pdf = pypdfium2.PdfDocument(hostile.pdf)
    last = pdf[len(pdf) - 1].get_textpage().get_text_range()
    assert "□ staat voor een teken" in last
    tables = reading.of_pdf(hostile.pdf)
    emoji = next(t for n, t in tables.items() if n == list(HOSTILE).index("emoji") + 1)
    assert "□" in emoji[1][0]
    assert "漢" not in emoji[1][0]
    # What has a shape stays.
    assert "∑" in emoji[1][0]


def test_a_long_word_stays_on_its_page(hostile: Made) -> None:
    for page in pypdfium2.PdfDocument(hostile.pdf):
        words = page.get_textpage()
        for place in range(words.count_chars()):
            box = words.get_charbox(place)
            # The margin is 23 millimetres, or 65 points.
            assert box[2] <= page.get_width() - 63


def test_word_shows_the_letters(hostile: Made) -> None:
    with zipfile.ZipFile(io.BytesIO(hostile.docx)) as files:
        assert files.testzip() is None
    document = docx.Document(io.BytesIO(hostile.docx))
    text = reading.bare("".join(paragraph.text for paragraph in document.paragraphs))
    for said in HOSTILE.values():
        assert reading.bare(writable(said)) in text
    # Nothing a person wrote became a field.
    fields = [
        f.get(f"{reading.W}instr") for f in document.element.body.iter(f"{reading.W}fldSimple")
    ]
    assert all(str(field).strip().startswith("SEQ") for field in fields)


def test_no_cell_of_excel_or_csv_is_a_formula(hostile: Made) -> None:
    book = openpyxl.load_workbook(io.BytesIO(hostile.xlsx))
    cells = [c for sheet in book.worksheets for row in sheet.iter_rows() for c in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    for data in hostile.csv.values():
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))):
            for cell in row:
                assert not cell.startswith(FORMULA)


def test_the_files_of_csv_have_plain_names(hostile: Made) -> None:
    assert next(iter(hostile.csv)) == "01-markup.csv"
    with zipfile.ZipFile(io.BytesIO(to_csv_zip(hostile.paper))) as files:
        assert files.namelist() == list(hostile.csv)


def test_every_table_of_the_hostile_is_in_word_and_html(hostile: Made) -> None:
    count = len(list(tables_of(hostile.paper)))
    assert len(docx.Document(io.BytesIO(hostile.docx)).tables) == count
    assert len(lxml.html.fromstring(hostile.page).xpath("//table")) == count


def test_what_excel_cannot_hold_is_written_as_text() -> None:
    values = (10**20 + 1, date(1850, 1, 1), "x" * 40_000)
    table = Table("t", "c", ["a", "b"], [(f"r{n}", value) for n, value in enumerate(values)])
    paper = Paper("p", "t", "nl", (Section("s", (table,)),), day=date(2026, 1, 1))
    rows = reading.of_xlsx(to_xlsx(paper))[1]
    assert rows[1][1] == str(10**20 + 1)
    assert rows[2][1] == "1\u00a0januari 1850"
    assert rows[3][1].endswith("x […]")
    assert len(rows[3][1]) <= 32_767
