"""`windroos proposals`: corrections of the register that readers propose, and their answers."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.dialogues.shared import CaseName, Number, Who, changing, reading
from windroos.cli.shared import (
    JsonOption,
    Language,
    LanguageOption,
    acting,
    fail,
    out,
    print_json,
    stored_case,
    writing,
)
from windroos.cli.show import print_list

if TYPE_CHECKING:
    from windroos.apps.accounts.queries import User
    from windroos.apps.network.models import Proposal
    from windroos.apps.regions.queries import Case

app = typer.Typer(help="Corrections of the register that readers propose.", no_args_is_help=True)

Answer = Annotated[str, typer.Option(help="Words for the proposer.")]


class State(StrEnum):
    """Which proposals are listed."""

    open = "open"
    accepted = "accepted"
    rejected = "rejected"
    all = "all"


class What(StrEnum):
    """What is proposed."""

    correction = "correction"
    missing = "missing"
    removal = "removal"


@app.command("list")
def list_proposals(
    who: Who,
    state: Annotated[State, typer.Option(help="Which proposals.")] = State.open,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """List proposals, the newest first; only colleagues on the case see them."""
    with reading(who, language) as user:
        from windroos.apps.network.queries import proposals

        wanted = "" if state is State.all else str(state)
        rows = list(proposals.proposals(stored_case(case), user, state=wanted))
        if as_json:
            print_json([_data(row) for row in rows])
            return
        table = Table("No", "Organisation", "What", "Made", "State")
        for row in rows:
            day = row.at.date().isoformat()
            table.add_row(str(row.pk), Text(row.name), str(row.kind), day, str(row.state))
        print_list(out, table, "No proposal.")


@app.command("show")
def show(
    number: Number,
    who: Who,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """One proposal, field by field."""
    with reading(who, language) as user:
        row = _row(stored_case(case), user, number)
        data = _data(row)
        if as_json:
            print_json(data)
            return
        out.print(Text(f"{row.pk} {row.kind}: {row.name} ({row.state})"))
        for one in data["fields"]:
            was, now, proposed = (_text(one[name]) for name in ("was", "now", "proposed"))
            out.print(Text(f"  {one['field']}: {was}, now {now} → {proposed}"), soft_wrap=True)
        for words in (row.words, row.answer):
            if words:
                out.print(Text(f"  “{words}”"), soft_wrap=True)


@app.command("make")
def make(
    organisation: Annotated[
        str, typer.Argument(help="Id of the organisation; left out, one is missing.")
    ] = "",
    what: Annotated[What | None, typer.Option(help="What is proposed.")] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(help="A field and its value, such as place=Best; several values with ;"),
    ] = None,
    words: Annotated[str, typer.Option(help="In your own words.")] = "",
    who: Annotated[
        str | None, typer.Option("--as", help="E-mail address of the account that proposes it.")
    ] = None,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Propose a correction of an organisation, one that is missing, or taking one out."""
    from windroos.cases.register.sheet import SEVERAL, split

    changes: dict[str, Any] = {}
    for given in field or ():
        name, is_, value = given.partition("=")
        if not is_:
            fail(f"--field: “{given}” is not such as place=Best")
        changes[name] = split(value) if name in SEVERAL else value
    with writing():
        from windroos.apps.network import actions
        from windroos.apps.network.queries import proposals

        stored = stored_case(case)
        now = proposals.standing(stored, organisation) if organisation else None
        row = actions.make_proposal(
            actor=acting(who) if who else None,
            case=stored,
            kind=str(what or (What.correction if organisation else What.missing)),
            organisation=organisation,
            version=now.number if now else 0,
            changes=changes,
            words=words,
        )
    _done(as_json, row, f"Proposed as number {row.pk}.")


@app.command("accept")
def accept(
    number: Number,
    who: Who,
    field: Annotated[
        list[str] | None, typer.Option(help="Only this field, as the proposal names it.")
    ] = None,
    answer: Answer = "",
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Take a proposal over, whole or some of its fields."""
    with changing(who) as user:
        from windroos.apps.network import actions
        from windroos.apps.network.queries import proposals

        stored = stored_case(case)
        row = _row(stored, user, number)
        now = proposals.standing(stored, row.organisation) if row.organisation else None
        row = actions.accept_proposal(
            actor=user,
            case=stored,
            proposal=number,
            version=now.number if now else 0,
            fields=field or None,
            answer=answer,
        )
    _done(as_json, row, f"Accepted proposal {number}.")


@app.command("reject")
def reject(
    number: Number,
    who: Who,
    answer: Annotated[str, typer.Option(help="Why; the proposer reads it.")],
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Turn a proposal down."""
    with changing(who) as user:
        from windroos.apps.network import actions

        row = actions.reject_proposal(
            actor=user, case=stored_case(case), proposal=number, answer=answer
        )
    _done(as_json, row, f"Turned proposal {number} down.")


def _row(case: Case, user: User | None, number: int) -> Proposal:
    from windroos.apps.network.queries import proposals

    row = proposals.proposal(case, user, number)
    if row is None:
        fail(f"there is no proposal {number} for this account; see: windroos proposals list")
    return row


def _done(as_json: bool, row: Proposal, sentence: str) -> None:
    if as_json:
        print_json({"number": row.pk, "state": row.state, "organisation": row.organisation})
    else:
        out.print(sentence)


def _data(row: Proposal) -> dict[str, Any]:
    from windroos.apps.network.queries import proposals

    now = proposals.standing(row.case, row.organisation) if row.organisation else None
    return {
        "number": row.pk,
        "kind": row.kind,
        "organisation": row.organisation,
        "name": row.name,
        "version": row.version,
        "state": row.state,
        "at": row.at.isoformat(),
        "by": row.account.name if row.account else None,
        "words": row.words,
        "answer": row.answer,
        "fields": [
            {"field": one.field, "was": one.was, "now": one.now, "proposed": one.proposed}
            for one in proposals.differences(row, now)
        ],
    }


def _text(value: Any) -> str:
    if isinstance(value, tuple | list):
        return "; ".join(value) or "empty"
    return "empty" if value is None else str(value)
