"""What the outputs need beside the library itself, asked when it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["MissingExtra", "faces", "fonts", "needed_for"]


class MissingExtra(ImportError):
    """Something that writes reports is not installed."""


@contextmanager
def needed_for(what: str) -> Iterator[None]:
    """Around an import: says which extra to install where it fails."""
    try:
        yield
    except ImportError as error:
        raise MissingExtra(
            f"{what} cannot be made without an extra: pip install 'windroos[report]'"
            f" ({error.name or error})"
        ) from error


@cache
def fonts() -> Path:
    """The folder with the letter of PDFs and charts, Source Sans.

    Raises:
        MissingExtra: where it is not installed.
    """
    with needed_for("a document"):
        import font_source_sans_pro
    return Path(font_source_sans_pro.font_directory)


@cache
def faces() -> Any:
    """The letters of every PDF, as Typst takes them: the same on each machine."""
    with needed_for("a PDF"):
        import typst
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(fonts())]
    )
