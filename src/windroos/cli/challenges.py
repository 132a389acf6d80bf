"""`windroos challenges`: who has the same challenge, who is ahead, who could learn from whom.

It needs no Django for a case on disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from windroos.cli.shared import (
    DEFAULT_CASE,
    CaseOption,
    JsonOption,
    Language,
    LanguageOption,
    case_of,
    database,
    day_of,
    err,
    fail,
    kept_case,
    out,
    print_json,
)
from windroos.link.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from windroos.cases import Case
    from windroos.cases.challenges import Peer, Shared
    from windroos.cases.histories import History

app = typer.Typer()

# So many regions outside the case are printed.
_MOST = 20

_REASONS = {
    "figures": "there are no figures yet",
    "home": "the source has no figure of the home region",
    "year": "the home region and enough others have no figure of the same year",
}


@app.command()
def challenges(
    challenge: Annotated[
        str | None, typer.Argument(help="Id of one challenge; all of them when left out.")
    ] = None,
    region: Annotated[
        list[str] | None,
        typer.Option("--region", help="Code or name of a region to show; may be given again."),
    ] = None,
    outside: Annotated[
        bool,
        typer.Option(
            "--outside", help="Also regions abroad outside the case with the same problem."
        ),
    ] = False,
    case: CaseOption = DEFAULT_CASE,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="As it stood on this day, YYYY-MM-DD; now if left out."),
    ] = None,
    as_json: JsonOption = False,
    language: LanguageOption = Language.dutch,
) -> None:
    """Tell which challenges are shared, with whom, and who could learn from whom."""
    from windroos import cases

    day = day_of(as_of)
    value = case_of(case, day)
    known = value.framework.challenges
    if challenge is not None and challenge not in known:
        names = ", ".join(known) or "none"
        fail(f"the case names no challenge “{challenge}”; it names: {names}")
    codes = [_code(value, one) for one in region] if region else None
    named_by = _region_names(case, day)
    found = [cases.share(value, id, named_by) for id in known if challenge in (None, id)]
    if as_json:
        told: Any = [one.as_dict(language.value, codes, outside=outside) for one in found]
        print_json(told[0] if challenge else told)
        return
    if challenge is not None or codes is not None:
        for one in found:
            _print_one(out, one, codes, language.value)
            if outside:
                _print_outside(out, one, language.value)
        return
    _print_all(out, found, language.value)
    if outside:
        for one in found:
            _print_outside(out, one, language.value)


def _region_names(case: str, day: date | None) -> Mapping[str, str]:
    """What regions outside the case are called, where a source that knows was brought in."""
    if kept_case(case) is None:
        if day is not None:
            err.print("This package keeps no history: its figures are as they are now.")
        return {}
    with database():
        from windroos.apps.evidence import queries

        return queries.region_names()


def _code(case: Case, asked: str) -> str:
    """The region of the case that is meant by a code or a name."""
    named = {
        fold(name): region.code
        for region in case.regions.values()
        for name in (region.name.en, region.name.nl, region.code)
    }
    if fold(asked) not in named:
        fail(f"the case has no region “{asked}”; see windroos assess for those it weighs")
    return named[fold(asked)]


def _print_all(console: Console, found: list[Shared], language: str) -> None:
    table = Table(title="Who shares which challenge")
    for name in ("Challenge", "Year", "Same problem", "Furthest ahead", "Learn from", "Teach"):
        table.add_column(name)
    for one in found:
        label = one.challenge.label.get(language)
        if one.reason is not None:
            table.add_row(label, "", _cell(one), "", "", "")
            continue
        ahead = one.ahead()
        table.add_row(
            label,
            str(one.year),
            _names(one.with_same(), language),
            f"{ahead[0].name.get(language)} ({_years(ahead[0])})" if ahead else "",
            _names(one.teachers(), language),
            _names(one.learners(), language),
        )
    console.print(table)
    commands = dict.fromkeys(line for one in found for line in one.commands)
    if commands:
        console.print("To compare the others, bring in their sources:", style="dim")
    for line in commands:
        console.print(f"  {line}", style="dim", soft_wrap=True, highlight=False)


def _print_one(console: Console, one: Shared, codes: list[str] | None, language: str) -> None:
    if one.reason is not None:
        console.print(f"{one.challenge.label.get(language)}: {_why(one)}", soft_wrap=True)
        return
    table = Table(title=f"{one.challenge.label.get(language)} ({one.year})")
    table.add_column("Region")
    for name in ("Burden", "Result"):
        table.add_column(name, justify="right")
    for name in ("Problem", "Trend", "Time", "Outcome", "Learn from it", "Teach it"):
        table.add_column(name)
    peers = [one.home, *one.peers] if one.home else []
    for peer in peers:
        shown = codes is None or any(region.code in codes for region in peer.stands_for)
        if not shown and peer is not one.home:
            continue
        table.add_row(
            _name(peer, language),
            f"{peer.burden.value:g}" if peer.burden else "",
            f"{peer.result.value:g}" if peer.result else "",
            peer.same,
            peer.trend,
            _time(peer),
            peer.outcome,
            ", ".join(peer.learn),
            ", ".join(peer.teach),
        )
    console.print(table)
    if one.result_reason:
        note = f"The results are not compared: {_said(one, one.result_reason, one.result)}"
        console.print(note, style="dim", soft_wrap=True)


def _print_outside(console: Console, one: Shared, language: str) -> None:
    """The regions abroad that are not in the case and have the same problem."""
    found = one.outside()
    if not found:
        return
    table = Table(
        title=f"{one.challenge.label.get(language)} ({one.year}): abroad, outside the case"
    )
    table.add_column("Code")
    table.add_column("Region")
    table.add_column("Lies in")
    for name in ("Burden", "Result"):
        table.add_column(name, justify="right")
    for name in ("Outcome", "Learn from it", "Teach it"):
        table.add_column(name)
    for peer in found[:_MOST]:
        table.add_row(
            peer.code,
            peer.name.get(language),
            peer.lies_in.name.get(language) if peer.lies_in else peer.country or "",
            f"{peer.burden.value:g}" if peer.burden else "",
            f"{peer.result.value:g}" if peer.result else "",
            peer.outcome,
            ", ".join(peer.learn),
            ", ".join(peer.teach),
        )
    console.print(table)
    if len(found) > _MOST:
        console.print(f"and {len(found) - _MOST} more; all of them with --json", style="dim")


def _cell(one: Shared) -> str:
    """Why it is not compared, in a cell: what to bring in stands under the table."""
    return _why(one) if one.unread else _REASONS[one.reason or "figures"]


def _why(one: Shared) -> str:
    """Why it is not compared, and what to do."""
    return _said(one, one.reason or "figures", one.burden)


def _said(one: Shared, reason: str, measured: History | None) -> str:
    """A reason in words, with what to do about it."""
    if measured in one.unread and measured is not None:
        return f"{measured.dataset} was brought in, and has nothing under what the case reads of it"
    if not one.absent:
        return _REASONS[reason]
    return f"{_REASONS[reason]}: {'; '.join(one.commands)}"


def _names(peers: tuple[Peer, ...], language: str) -> str:
    return ", ".join(peer.name.get(language) for peer in peers)


def _name(peer: Peer, language: str) -> str:
    others = [r.name.get(language) for r in peer.stands_for if r.code != peer.code]
    return f"{peer.name.get(language)} ({', '.join(others)})" if others else peer.name.get(language)


def _years(peer: Peer) -> str:
    least = "at least " if peer.ahead == "before" else ""
    return f"{least}{peer.ahead_years:.0f} years"


def _time(peer: Peer) -> str:
    if peer.ahead_years is not None:
        return f"{_years(peer)} ahead"
    if peer.behind_years is not None:
        return f"{'at least ' * (peer.behind == 'before')}{peer.behind_years:.0f} years behind"
    return peer.ahead
