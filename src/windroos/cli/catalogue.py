"""`windroos catalogue`: the data catalogue of this site, as others harvest it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from windroos.cli.shared import database, fail, out

app = typer.Typer()


class Format(StrEnum):
    """Turtle or JSON-LD."""

    turtle = "ttl"
    json_ld = "jsonld"


@app.command()
def catalogue(
    form: Annotated[
        Format, typer.Option("--format", help="Turtle (ttl) or JSON-LD (jsonld).")
    ] = Format.turtle,
    address: Annotated[
        str | None,
        typer.Option(help="Address of the site; that of its settings when left out."),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--out", help="File to write; standard output when left out.")
    ] = None,
) -> None:
    """Print the data catalogue (DCAT-AP-NL 3.0) of the cases and open sources that are loaded."""
    with database():
        from windroos.site.catalogue import kept
        from windroos.site.catalogue.addresses import Addresses, site

        at = (address or site()).rstrip("/")
        if not at.startswith(("https://", "http://")):
            fail("say where the site is: --address https://…, or set WINDROOS_ADDRESS")
        text = kept.text(Addresses(at), form.value)
    if file is None:
        print(text, end="")
        return
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        fail(f"cannot write {file}: {error.strerror}")
    out.print(f"The catalogue is in {file}.")
