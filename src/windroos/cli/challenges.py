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
    fail,
    out,
    print_json,
)
from windroos.link.text import fold

if TYPE_CHECKING:
    from windroos.cases import Case
    from windroos.cases.challenges import Peer, Shared

app = typer.Typer()

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
    case: CaseOption = DEFAULT_CASE,
    as_json: JsonOption = False,
    language: LanguageOption = Language.dutch,
) -> None:
    """Tell which challenges are shared, with whom, and who could learn from whom."""
    from windroos import cases

    value = case_of(case)
    known = value.framework.challenges
    if challenge is not None and challenge not in known:
        names = ", ".join(known) or "none"
        fail(f"the case names no challenge “{challenge}”; it names: {names}")
    codes = [_code(value, one) for one in region] if region else None
    found = [cases.share(value, id) for id in known if challenge in (None, id)]
    if as_json:
        told: Any = [one.as_dict(language.value, codes) for one in found]
        print_json(told[0] if challenge else told)
        return
    if challenge is not None or codes is not None:
        for one in found:
            _print_one(out, one, codes, language.value)
        return
    _print_all(out, found, language.value)


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
            table.add_row(label, "", _REASONS[one.reason], "", "", "")
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


def _why(one: Shared) -> str:
    """Why it is not compared, and what to do."""
    why = _REASONS[one.reason or "figures"]
    if not one.absent:
        return why
    return f"{why}: {'; '.join(one.commands)}"


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
