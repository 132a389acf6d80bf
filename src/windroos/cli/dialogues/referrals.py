"""`windroos referrals`: questions on economic security that were referred."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.dialogues.shared import (
    CaseName,
    Number,
    Region,
    RegionFilter,
    Who,
    changing,
    day,
    reading,
    told,
)
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

app = typer.Typer(help="Referrals on economic security.", no_args_is_help=True)


@app.command("list")
def referrals_list(
    who: Who,
    case: CaseName = None,
    region: RegionFilter = "",
    status: Annotated[str, typer.Option(help="open, overdue, answered or removed.")] = "",
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """List referrals on economic security; only colleagues on the case see them."""
    with reading(who, language) as user:
        from windroos.apps.network import exports, queries, wording

        stored = stored_case(case)
        found = queries.referrals(stored, user, region=region, status=status)
        if as_json:
            print_json([exports.referral(row) for row in found])
            return
        names = wording.region_names(stored)
        table = Table("No", "Referred", "Subject", "Region", "Desk", "Answer")
        for row in found:
            data = exports.referral(row)
            table.add_row(
                str(row.pk),
                data["referredOn"],
                Text(row.subject),
                names.get(row.region, row.region),
                Text(row.desk),
                Text(row.outcome or data["status"], "red" if row.overdue else ""),
            )
        print_list(out, table, "No referral. To record one: windroos referrals add --help")


@app.command("add")
def referrals_add(
    who: Who,
    region: Region,
    subject: Annotated[str, typer.Option(help="The technology or subject it is about.")],
    reason: Annotated[str, typer.Option(help="Why it is a matter of economic security.")],
    desk: Annotated[str, typer.Option(help="The desk it goes to.")],
    referred: Annotated[
        str | None, typer.Option(help="When, YYYY-MM-DD; today if left out.")
    ] = None,
    answer_by: Annotated[
        str | None, typer.Option(help="By when an answer is expected, YYYY-MM-DD.")
    ] = None,
    organisation: Annotated[str, typer.Option(help="The organisation that asks.")] = "",
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Record that a question was referred."""
    on = day(referred, "--referred") if referred else None
    by = day(answer_by, "--answer-by") if answer_by else None
    with writing():
        from django.utils import timezone

        from windroos.apps.network import actions, exports

        row = actions.add_referral(
            actor=acting(who),
            case=stored_case(case),
            region=region,
            subject=subject,
            reason=reason,
            desk=desk,
            referred_on=on or timezone.localdate(),
            answer_by=by,
            organisation=organisation,
        )
        told(as_json, exports.referral(row), f"Recorded referral {row.pk}.")


@app.command("answer")
def referrals_answer(
    number: Number,
    who: Who,
    outcome: Annotated[
        str, typer.Option(help="no-objection, conditions, advised-against or withdrawn.")
    ],
    advice: Annotated[str, typer.Option(help="What the desk advises.")] = "",
    answered: Annotated[
        str | None, typer.Option(help="When, YYYY-MM-DD; today if left out.")
    ] = None,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Note the answer to a referral."""
    on = day(answered, "--answered") if answered else None
    with changing(who) as user:
        from django.utils import timezone

        from windroos.apps.network import actions, exports, queries

        stored = stored_case(case)
        row = queries.referral(stored, user, number) or fail(f"there is no referral {number}")
        row = actions.answer_referral(
            actor=user,
            case=stored,
            referral=row.pk,
            version=row.version,
            answered_on=on or timezone.localdate(),
            outcome=outcome,
            advice=advice,
        )
        told(as_json, exports.referral(row), f"Referral {row.pk} is answered: {row.outcome}.")
