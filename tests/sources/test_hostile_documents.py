"""Files that are damaged, or made to do harm: refused with what to do, within bounds."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import docx
import pytest

from windroos.sources import documents
from windroos.sources.documents import DocumentError, apart, formats

WORD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{before}'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
)


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF file of these objects, the first of them the catalogue."""
    made, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return made


def pages(count: int, content: bytes, filter_: bytes = b"") -> list[bytes]:
    """A catalogue, and pages that all show the same."""
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    page += b"/Resources << /Font << /F1 3 0 R >> >> >>"
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%b] >>" % (count, kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), filter_, content),
        *[page] * count,
    ]


SAID = b"BT /F1 12 Tf 72 700 Td (Een regel tekst.) Tj ET"


def word(document: str, **parts: bytes) -> bytes:
    """A sound DOCX file with another text in it."""
    sound, made = BytesIO(), BytesIO()
    docx.Document().save(sound)
    with (
        zipfile.ZipFile(sound) as before,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            if name != "word/document.xml":
                after.writestr(name, before.read(name))
        after.writestr("word/document.xml", document)
        for name, content in parts.items():
            after.writestr(name, content)
    return made.getvalue()


def refused(content: bytes, name: str = "") -> str:
    with pytest.raises(DocumentError) as found:
        documents.read(content, name)
    return str(found.value)


def test_the_files_made_here_are_read_when_nothing_is_wrong() -> None:
    assert documents.read(pdf(pages(2, SAID))).passages[0].text == "Een regel tekst."
    sound = word(WORD.format(before="", text="Een regel tekst."))
    assert documents.read(sound).passages[0].text == "Een regel tekst."


def test_an_encrypted_pdf() -> None:
    locked = b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%b> /U <%b> >>" % (
        b"11" * 32,
        b"22" * 32,
    )
    objects = [*pages(1, SAID), locked]
    trailer = b"/Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
    assert "has a password" in refused(pdf(objects, trailer))


def test_a_pdf_that_breaks_off() -> None:
    whole = pdf(pages(50, SAID))
    for share in (0.3, 0.6, 0.95):
        assert "breaks off" in refused(whole[: int(len(whole) * share)])
    assert "damaged" in refused(b"%PDF-1.7\nno PDF at all\n%%EOF")


def test_a_pdf_of_ten_thousand_pages() -> None:
    assert "10000 pages; at most 1000" in refused(pdf(pages(10_000, SAID)))


def test_a_pdf_with_pictures_alone() -> None:
    assert "recognised (OCR)" in refused(pdf(pages(2, b"0 0 m 10 10 l S")))


def test_a_pdf_that_unpacks_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_MEMORY", 500 * 1024**2)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1024**2) for _ in range(1000)) + packer.flush()
    assert "of memory" in refused(pdf(pages(1, packed, b"/Filter /FlateDecode")))


def test_a_file_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_SECONDS", 1)
    deep = b"BT /F1 12 Tf 72 700 Td " + b"(Een regel tekst.) Tj " * 200_000 + b"ET"
    assert "1 seconds" in refused(pdf(pages(1, deep)))


def test_tags_that_go_round_in_circles() -> None:
    objects = pages(1, SAID)
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 6 0 R >>"
    objects += [b"<< /Type /StructTreeRoot /K 7 0 R >>", b"<< /S /P /K [7 0 R 6 0 R] >>"]
    assert documents.read(pdf(objects)).passages[0].text == "Een regel tekst."


def test_a_zip_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = word(WORD.format(before="", text=" " * (300 * 1024**2)))
    assert len(bomb) < 1024**2
    assert "unpacks to more than 256 MB" in refused(bomb)
    # One that says that it is small is read to no more than it says.
    monkeypatch.setattr(formats, "MOST_UNPACKED", 10**12)
    monkeypatch.setattr(apart, "MOST_MEMORY", 500 * 1024**2)
    assert "of memory" in refused(bomb)


def test_what_is_no_docx_is_told_apart() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("plan.pdf", b"%PDF-1.7")
    assert "not a DOCX file" in refused(made.getvalue())
    sound = word(WORD.format(before="", text="x"))
    assert "damaged" in refused(sound[: len(sound) // 2])
    assert "damaged" in refused(word("<w:document"))
    assert "old Office file" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "RTF" in refused(b"{\\rtf1 tekst}")


def test_external_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    entity = f'<!DOCTYPE w:document [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    read = documents.read(word(WORD.format(before=entity, text="Hier &e; en verder.")))
    assert "secret" not in read.passages[0].text
    page = f'<!DOCTYPE html [<!ENTITY e SYSTEM "{secret.as_uri()}">]><p>Hier &e; en verder.</p>'
    assert "the secret" not in documents.read(page.encode(), "plan.html").passages[0].text


def test_entities_that_grow_are_not_unfolded() -> None:
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    lol = f'<!DOCTYPE w:document [<!ENTITY e0 "lol">{grown}]>'
    told = word(WORD.format(before=lol, text="Hier &e11; en verder."))
    assert "damaged" in refused(told)


def test_scripts_in_a_page_are_no_text() -> None:
    page = (
        "<html><body onload=alert(1)><script>alert(2)</script><p>Een <img src=x onerror=alert(3)>"
        "regel <a href='javascript:alert(4)'>tekst</a>.</p><style>p::after{content:'x'}</style>"
        "<template><p>niets</p></template><noscript>niets</noscript></body></html>"
    )
    assert [one.text for one in documents.read(page.encode()).passages] == ["Een regel tekst."]


def test_a_page_nested_without_end() -> None:
    for depth in (500, 50_000):
        page = b"<html><body>" + b"<div>" * depth + b"tekst" + b"</div>" * depth
        assert "nested too deeply" in refused(page)


def test_a_file_of_three_hundred_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits themselves, on smaller files."""
    assert formats.MOST_BYTES == 64 * 1024**2
    monkeypatch.setattr(formats, "MOST_BYTES", 3 * 1024**2)
    assert "larger than 3 MB" in refused(b"%PDF-1.7" + b"x" * (4 * 1024**2))
    monkeypatch.setattr(formats, "MOST_TEXT", 1024**2)
    assert "larger than 1 MB" in refused(b"x" * (2 * 1024**2))
