"""A case package as one zip file: made of its files, and its files read from it.

A zip file comes from outside: its size is limited before it is unpacked, and of what it holds only
the files of a package are read, whatever their number and wherever else they point.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from windroos.cases.problems import N_, PackageError, Problem
from windroos.cases.tables import DESCRIPTOR_FILE, FRAMEWORK_FILE, TABLES

MEGABYTE = 1024 * 1024
# The case of Noord-Brabant takes a quarter of a megabyte, unpacked one.
MOST_BYTES = 10 * MEGABYTE
MOST_UNPACKED = 60 * MEGABYTE
# What the ways of packing raise, each its own, for what was not packed so.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
)

FILES = (DESCRIPTOR_FILE, FRAMEWORK_FILE, *(table.path for table in TABLES.values()))


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files in one; of the same files always the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            # Without a date of its own a file gets the first day that zip knows.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a package in a zip file, at its top or together in one folder.

    Raises `PackageError` when it is no zip file, or none that can be read or trusted.
    """
    if len(content) > MOST_BYTES:
        raise _no_package(
            "too-big", N_("is larger than %(most)s MB"), most=str(MOST_BYTES // MEGABYTE)
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive)
    except _DAMAGED as error:
        raise _no_package(
            "no-zip", N_("is not a zip file that can be read; pack the package again")
        ) from error


def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
    folder = _folder(archive)
    read: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for entry in archive.infolist():
        path = PurePosixPath(entry.filename)
        if entry.is_dir() or path.parent != folder or path.name not in FILES:
            continue
        if path.name in read:
            raise _no_package("twice", N_("holds %(name)s twice; pack it again"), name=path.name)
        if entry.flag_bits & 1:
            raise _no_package("encrypted", N_("has a password; pack it without one"))
        with archive.open(entry) as stream:  # the size it tells of itself may be a lie
            read[path.name] = stream.read(left + 1)
        left -= len(read[path.name])
        if left < 0:
            raise _no_package("too-much", N_("is larger, unpacked, than a case can be"))
    return read


def _folder(archive: zipfile.ZipFile) -> PurePosixPath:
    """Where in a zip file the package stands: there where its descriptor is."""
    paths = (PurePosixPath(name) for name in archive.namelist())
    found = {path.parent for path in paths if path.name == DESCRIPTOR_FILE}
    near = sorted(folder for folder in found if len(folder.parts) <= 1)
    if not near:
        raise _no_package(
            "no-descriptor",
            N_("holds no %(name)s, at its top or in a folder; pack the files of one package"),
            name=DESCRIPTOR_FILE,
        )
    if len(near) > 1:
        raise _no_package("several", N_("holds more than one package; pack one"))
    return near[0]


def _no_package(code: str, wording: str, **values: str) -> PackageError:
    return PackageError([Problem(code, "zip", wording, values=values)])
