"""Which format a file has, by what stands in it, and how much of it is read."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath

from windroos.problems import N_
from windroos.sources.documents import text
from windroos.sources.documents.shape import Document, DocumentError

MEGABYTE = 1024**2
# A scanned report of hundreds of pages fits.
MOST_BYTES = 64 * MEGABYTE
# The text of a thousand pages fits.
MOST_TEXT = 4 * MEGABYTE
# What was packed in a DOCX file may be larger, but not a thousand times.
MOST_UNPACKED = 256 * MEGABYTE

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<main")
_WORD = "word/document.xml"


class Format(StrEnum):
    """The formats that are read, by their media type."""

    TEXT = "text/plain"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    HTML = "text/html"


def read(content: bytes, name: str = "") -> Document:
    """Read a document: PDF, DOCX, HTML, or text (UTF-8; Markdown or plain).

    `name` is that of the file: only text and HTML are told apart by it where the content does not.
    Formats other than text are read by a process of their own within limits of memory and time, so
    that a hostile file harms nothing. Raises `DocumentError` when it cannot be read, is too large,
    is encrypted or holds no text.
    """
    kind = format_of(content, name)
    if kind is Format.TEXT:
        return text.read(content)
    from windroos.sources.documents import apart

    return apart.read(content, kind)


def format_of(content: bytes, name: str = "") -> Format:
    """The format of a file. Raises `DocumentError` for one that is not read, or is too large."""
    if len(content) > MOST_BYTES:
        raise _too_large(MOST_BYTES)
    start = content[:1024].lstrip()
    if content.startswith(b"PK\x03\x04"):
        _look_into(content)
        return Format.DOCX
    if b"%PDF-" in content[:1024]:
        return Format.PDF
    if content.startswith(_OLD_OFFICE):
        raise DocumentError(
            N_(
                "it is an old Office file, or one with a password: save it as DOCX or PDF without "
                "a password and try again"
            )
        )
    if content.startswith(b"{\\rtf"):
        raise DocumentError(N_("it is an RTF file: save it as DOCX or PDF and try again"))
    if len(content) > MOST_TEXT:
        raise _too_large(MOST_TEXT)
    html = start.lower().removeprefix(b"\xef\xbb\xbf").startswith(_HTML)
    if html or PurePath(name).suffix.lower() in (".html", ".htm", ".xhtml"):
        return Format.HTML
    return Format.TEXT


def _look_into(content: bytes) -> None:
    """A DOCX file is a zip file: what it holds is weighed before anything is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise DocumentError(N_("it is damaged: fetch or save it again")) from error
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED or len(entries) > 10_000:
        raise DocumentError(
            N_("it unpacks to more than %(most)s MB: save it without its pictures and try again"),
            most=MOST_UNPACKED // MEGABYTE,
        )
    if _WORD not in {entry.filename for entry in entries}:
        raise DocumentError(
            N_("it is a zip file but not a DOCX file: unpack it, and add the documents one by one")
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise DocumentError(N_("it has a password: save it without one and try again"))


def _too_large(most: int) -> DocumentError:
    return DocumentError(
        N_(
            "it is larger than %(most)s MB: split it, or save it without its pictures and try again"
        ),
        most=most // MEGABYTE,
    )
