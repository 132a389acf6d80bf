"""`windroos reviews`: what the compass came to say differently, to take up or put aside."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.decisions.shared import Numbers, Reason, staffed
from windroos.cli.dialogues.shared import CaseName, Who, changing, reading
from windroos.cli.shared import JsonOption, Language, LanguageOption, out, print_json
from windroos.cli.show import print_list

if TYPE_CHECKING:
    from windroos.apps.compass.reviews.reviewed import Reviewed

app = typer.Typer(help="Reviews of what the compass came to say.", no_args_is_help=True)


class State(StrEnum):
    """Which reviews are listed."""

    open = "open"
    handled = "handled"
    all = "all"


@app.command("list")
def reviews_list(
    who: Who,
    case: CaseName = None,
    state: Annotated[State, typer.Option(help="Which reviews.")] = State.open,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """List reviews; only colleagues on the case see them."""
    with reading(who, language) as user:
        from django.utils import timezone

        from windroos.apps.compass import queries
        from windroos.apps.compass.reviews.reviewed import STATES, reviews, shown

        stored = staffed(case, user)
        statuses = STATES["" if state is State.open else state.value]
        found = shown(stored, queries.value(stored), reviews(stored, *statuses))
        if as_json:
            print_json([_review(one) for one in found])
            return
        table = Table("No", "Raised", "Region", "Role", "What moved", "State")
        for one in found:
            table.add_row(
                str(one.review.pk),
                timezone.localtime(one.review.raised).date().isoformat(),
                Text(one.name),
                Text(one.role),
                Text("\n".join(moved.sentence for moved in one.moved)),
                one.review.status,
            )
        print_list(out, table, "No review waits: the compass says what it said before.")


@app.command("accept")
def accept(
    numbers: Numbers, who: Who, reason: Reason, case: CaseName = None, as_json: JsonOption = False
) -> None:
    """Take reviews up: what moved is a reason to look at the decision again."""
    _handle(numbers, who, reason, case, as_json, accept=True)


@app.command("dismiss")
def dismiss(
    numbers: Numbers, who: Who, reason: Reason, case: CaseName = None, as_json: JsonOption = False
) -> None:
    """Put reviews aside: what moved is no reason to look at the decision again."""
    _handle(numbers, who, reason, case, as_json, accept=False)


def _handle(
    numbers: list[int], who: str, reason: str, case: str | None, as_json: bool, *, accept: bool
) -> None:
    with changing(who) as user:
        from windroos.apps.compass import actions

        handled = actions.handle_reviews(
            staffed(case, user), dict.fromkeys(numbers), accept=accept, reason=reason, actor=user
        )
        if as_json:
            print_json([{"number": one.pk, "status": one.status} for one in handled])
        else:
            names = ", ".join(str(one.pk) for one in handled)
            said = "Taken up" if accept else "Put aside"
            out.print(Text(f"{said}: {names}."), soft_wrap=True)


def _review(one: Reviewed) -> dict[str, Any]:
    review = one.review
    return {
        "number": review.pk,
        "region": review.region.code,
        "name": one.name,
        "role": review.role,
        "status": review.status,
        "version": review.version,
        "raised": review.raised.isoformat(),
        "moves": review.moves,
        "told": [moved.sentence for moved in one.moved],
        "causes": [step.event.sentence for step in one.causes],
        "reason": review.reason or None,
        "handled": review.handled.isoformat() if review.handled else None,
    }
