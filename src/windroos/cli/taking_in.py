"""`windroos register take-in`: organisations that open sources know, and taking them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.dialogues.shared import CaseName
from windroos.cli.shared import (
    AsOption,
    JsonOption,
    acting,
    database,
    fail,
    out,
    print_json,
    stored_case,
    writing,
)
from windroos.cli.show import print_list

if TYPE_CHECKING:
    from windroos.apps.evidence.queries import Edition
    from windroos.apps.network.actions import Decision
    from windroos.apps.network.queries.candidates import Offer

# What people call the source whose key is longer.
_SHORT = {"cordis": "cordis-participations"}

Several = list[str] | None


def take_in(
    source: Annotated[
        str, typer.Argument(help="A source of organisations that was brought in: ror, cordis, …")
    ],
    country: Annotated[str, typer.Option(help="Only those in this country, as NL.")] = "",
    region: Annotated[str, typer.Option(help="Only those in this NUTS region, as NL41.")] = "",
    place: Annotated[str, typer.Option(help="Only those in a place of this name.")] = "",
    of_type: Annotated[
        str, typer.Option("--type", help="Only those of this type, as the source has it.")
    ] = "",
    words: Annotated[
        str, typer.Option(help="Only those with these words in a name, or in their projects.")
    ] = "",
    projects: Annotated[int, typer.Option(help="Only those with so many projects.", min=0)] = 0,
    inactive: Annotated[bool, typer.Option(help="Also what is no longer active.")] = False,
    state: Annotated[
        str, typer.Option(help="open, changed, done or refused; all if left out.")
    ] = "",
    yes_certain: Annotated[
        bool, typer.Option("--yes-certain", help="Take in those that a number settles.")
    ] = False,
    new: Annotated[Several, typer.Option(help="Id of a record to add as a new one.")] = None,
    same: Annotated[
        Several, typer.Option("--is", help="RECORD=ORGANISATION: it is that organisation.")
    ] = None,
    refuse: Annotated[
        Several, typer.Option("--not", help="Id of a record that is not wanted.")
    ] = None,
    again: Annotated[Several, typer.Option(help="Id of a record to offer again.")] = None,
    accept: Annotated[
        Several, typer.Option(help="Id of a record whose changes are taken over.")
    ] = None,
    keep: Annotated[
        Several, typer.Option(help="Id of a record whose changes are not taken over.")
    ] = None,
    case: CaseName = None,
    who: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what organisations of a source may be in the register, or take them in as decided."""
    with database():
        from windroos.apps.network.queries import candidates
        from windroos.cases.register.source_records import Filter

        if state and state not in candidates.STATES:
            fail(f"--state is one of {', '.join(candidates.STATES)}, not “{state}”")
        row, edition = stored_case(case), _edition(source)
        wanted = Filter(country, region, place, of_type, words, projects, inactive)
        offer = candidates.offer(row, edition, wanted)
        if offer.too_many:
            fail(
                f"{offer.total} records are more than can be compared at once "
                f"({candidates.MOST}): say which, as with --country or --region"
            )
    decisions = _decisions(offer, yes_certain, new, same, refuse, again, accept, keep)
    if decisions:
        with writing():
            from windroos.apps.network import actions

            done = actions.take_in(row, edition, decisions, actor=acting(who) if who else None)
        if as_json:
            print_json({"made": done.made, "changed": done.changed, "refused": done.refused})
            return
        out.print(f"{len(done.made)} new, {len(done.changed)} changed, {done.refused} not wanted.")
        return
    if yes_certain:
        out.print("No record is certain and still open: nothing was taken in.")
        return
    rows = [one for one in offer.rows if not state or one.state == state]
    if as_json:
        print_json({"source": edition.source, "sha256": edition.sha256, "records": _told(rows)})
        return
    table = Table("Record", "Name", "Place", "State", "Proposed")
    for one in rows:
        first = one.match.first
        proposed = f"{one.match.standing}: {first.id}" if first else one.match.standing
        if one.state != "open":
            proposed = one.organisation
        if one.changes:
            proposed += "".join(f"; {c.field}: {c.before} → {c.now}" for c in one.changes)
        table.add_row(
            one.record.id, Text(one.record.name), one.record.place, one.state, Text(proposed)
        )
    print_list(out, table, "No record of the source is like that.")
    if rows:
        counts = offer.counts()
        out.print(
            f"{offer.total} records: {counts['certain']} certain and open, {counts['open']} open, "
            f"{counts['changed']} changed, {counts['done']} in the register, "
            f"{counts['refused']} not wanted."
        )


def _edition(source: str) -> Edition:
    from windroos.apps.network.queries import candidates

    there = candidates.sources()
    key = _SHORT.get(source, source)
    if key in there:
        return there[key]
    # Of a dataset that was brought in with one choice of options, its name is enough.
    alike = [one for one in there if one.partition("?")[0] == key]
    if len(alike) != 1:
        known = ", ".join(there) or "none"
        fail(
            f"“{source}” is no source of organisations that was brought in (there are: {known}); "
            "bring one in with `windroos sources load` or `windroos sources fetch`"
        )
    return there[alike[0]]


def _decisions(
    offer: Offer,
    certain: bool,
    new: Several,
    same: Several,
    refuse: Several,
    again: Several,
    accept: Several,
    keep: Several,
) -> list[Decision]:
    from windroos.apps.network.actions import Decision

    made = [Decision(id, "new") for id in new or ()]
    for pair in same or ():
        record, mark, organisation = pair.rpartition("=")
        if not mark or not record or not organisation:
            fail(f"--is {pair}: write the record and the organisation, as RECORD=ORGANISATION")
        made.append(Decision(record, "is", organisation))
    made += [Decision(id, "refused") for id in refuse or ()]
    made += [Decision(id, "again") for id in again or ()]
    made += [Decision(id, "accept") for id in accept or ()]
    made += [Decision(id, "keep") for id in keep or ()]
    if certain:
        decided = {one.record for one in made}
        made += [
            Decision(one.record.id, "is", one.match.proposals[0].id)
            for one in offer.certain
            if one.record.id not in decided
        ]
    return made


def _told(rows: list[Any]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.record.id,
            "names": [name for name, _, _ in one.record.names],
            "types": list(one.record.types),
            "country": one.record.country,
            "region": one.record.region,
            "place": one.record.place,
            "projects": one.record.projects,
            "state": one.state,
            "standing": one.match.standing,
            "organisation": one.organisation or None,
            "proposals": [
                {
                    "id": proposal.id,
                    "score": proposal.score,
                    "reasons": [{"rule": rule, "words": list(w)} for rule, w in proposal.reasons],
                }
                for proposal in one.match.proposals
            ],
            "changes": [
                {"field": c.field, "before": c.before, "now": c.now, "here": c.here}
                for c in one.changes
            ],
        }
        for one in rows
    ]
