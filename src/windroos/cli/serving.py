"""`windroos demo`, `serve` and `migrate`."""

from __future__ import annotations

from typing import Annotated

import typer

from windroos.cli.case import load_facts_of, load_register_of
from windroos.cli.shared import DEFAULT_CASE, database, django_ready, out, writing

app = typer.Typer()


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port to serve on.")] = 8000,
    prepare: Annotated[
        bool, typer.Option("--prepare", help="Prepare everything, but do not serve.")
    ] = False,
) -> None:
    """Load the case of Noord-Brabant, make demo accounts, and serve on this machine."""
    from windroos.cases.check import read

    with writing():
        from windroos.apps.accounts import actions as accounts
        from windroos.apps.compass import actions as compass
        from windroos.apps.regions import actions as regions
        from windroos.site import server

        loaded = compass.load_case(read(DEFAULT_CASE))
        load_register_of(DEFAULT_CASE, loaded.case)
        load_facts_of(DEFAULT_CASE, loaded.case)
        accounts.create_demo_accounts()
        regions.attach_demo_organisations(loaded.case)
    out.print(f"The case {loaded.case.name} is loaded.")
    with database():
        server.prepare_static_files()
        if not prepare:
            server.serve(port=port)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to serve on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to serve on.")] = 8000,
) -> None:
    """Serve the product."""
    with database():
        from windroos.site import server

        server.prepare_static_files()
        server.serve(host, port)


@app.command()
def migrate() -> None:
    """Bring the tables of the database up to date with this version."""
    django_ready()
    from windroos.site import server

    server.migrate()
    out.print("The database is up to date.")
