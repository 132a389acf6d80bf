"""`windroos sources hold`, `collect`, `cancel` and `retry`: what is kept, and what is stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from windroos.cli.dialogues.shared import Number, told
from windroos.cli.shared import AsOption, JsonOption, acting, fail, writing
from windroos.cli.sources.shared import Key, app, edition_data, import_data, known

if TYPE_CHECKING:
    from windroos.apps.accounts.queries import User
    from windroos.apps.evidence.queries import Import

Sha256 = Annotated[str, typer.Argument(help="The snapshot, by the first characters of its hash.")]
Reason = Annotated[str, typer.Option(help="Why.")]


@app.command("hold")
def hold(
    key: Key, sha256: Sha256, reason: Reason, who: AsOption = None, as_json: JsonOption = False
) -> None:
    """Let an earlier snapshot of a source hold again."""
    with writing():
        from windroos.apps.evidence import actions, queries

        actor = _actor(who)
        held = queries.editions(known(key).key)
        found = {one.sha256: one for one in held if one.sha256.startswith(sha256.lower())}
        if len(found) != 1:
            which = "more than one snapshot" if found else "no snapshot"
            fail(f"{key} has {which} that begins with {sha256}: see windroos sources snapshots")
        made = actions.hold_again(next(iter(found.values())), reason=reason, actor=actor)
        told(as_json, edition_data(made), f"{made.source}: {made.sha256[:12]} holds again.")


@app.command("collect")
def collect(who: AsOption = None, as_json: JsonOption = False) -> None:
    """Remove the snapshots to which nothing refers, now or in any history."""
    with writing():
        from windroos.apps.evidence import actions

        done = actions.collect(actor=_actor(who))
        data = {"snapshots": done.snapshots, "rows": done.rows}
        told(as_json, data, f"{done.snapshots} snapshots removed, of {done.rows} rows in all.")


@app.command("cancel")
def cancel(number: Number, who: AsOption = None, as_json: JsonOption = False) -> None:
    """Stop an import that waits or is busy; one that ended stays as it is."""
    with writing():
        from windroos.apps.evidence import actions

        one = _import(number)
        actions.cancel_import(one, actor=_actor(who))
        one.refresh_from_db()
        cancelled = one.status == one.Status.CANCELLED
        said = f"Import {number} is cancelled." if cancelled else f"Import {number} had ended."
        told(as_json, import_data(one), said)


@app.command("retry")
def retry(number: Number, who: AsOption = None, as_json: JsonOption = False) -> None:
    """Have the site try an import again that failed, was cancelled, or waits for its next try."""
    with writing():
        from windroos.apps.evidence import actions

        one = actions.retry_import(_import(number), actor=_actor(who))
        told(as_json, import_data(one), f"Import {number} waits for the site to take it up.")


def _actor(who: str | None) -> User | None:
    return acting(who) if who else None


def _import(number: int) -> Import:
    from windroos.apps.evidence import queries

    return queries.import_(number) or fail(f"there is no import {number}")
