"""`windroos framework`: the versions of the framework, and proposals of another."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.framework_data import held_data, plain, proposal_data
from windroos.cli.scenarios import CaseName, Who
from windroos.cli.shared import (
    AsOption,
    JsonOption,
    Language,
    LanguageOption,
    RoleOption,
    acting,
    database,
    fail,
    out,
    print_json,
    stored_case,
    writing,
)
from windroos.cli.turning import (
    GoalpostsOption,
    KeptOption,
    ThresholdOption,
    WeightOption,
    kept,
    overrides,
)

if TYPE_CHECKING:
    from windroos.apps.compass.framework.versions import FrameworkVersion
    from windroos.apps.regions.queries import Case as StoredCase
    from windroos.cases.framework import Framework

app = typer.Typer(help="Versions of the framework.", no_args_is_help=True)

Version = Annotated[str, typer.Argument(help="A version; of those of one name, the newest.")]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]


@app.command("versions")
def framework_versions(
    case: CaseName = None, who: AsOption = None, as_json: JsonOption = False
) -> None:
    """List the versions that are or were in force; with --as also what is proposed."""
    with database():
        from django.utils.timezone import localtime

        from windroos.apps.compass.framework import versions
        from windroos.apps.regions.permits import roles_on

        stored = stored_case(case)
        held = versions.held(stored)
        staff = bool(roles_on(acting(who) if who else None, stored))
        proposals = [p for p in versions.proposals(stored) if staff and p.in_force is None]
        if as_json:
            print_json(
                {
                    "held": list(map(held_data, held)),
                    "proposals": list(map(proposal_data, proposals)),
                }
            )
            return
        table = Table("Version", "Status", "Since", "Proposed by", "Approved by", "Why")
        for made in proposals:
            table.add_row(
                Text(made.version), made.status, "", made.proposed_by.name, "", Text(made.why)
            )
        for one in held:
            made = one.proposal
            table.add_row(
                Text(one.framework.version),
                "in force" if one.current else "superseded",
                localtime(one.since).date().isoformat() if one.since else "the start",
                made.proposed_by.name if made else "",
                made.decided_by.name if made and made.decided_by else "",
                Text(made.why) if made else "loaded with the case",
            )
        out.print(table)


@app.command("show")
def framework_show(version: Version, case: CaseName = None, who: AsOption = None) -> None:
    """Print the text of a version, to keep it or to change a copy."""
    with database():
        print(_text(stored_case(case), version, who), end="")


@app.command("diff")
def framework_diff(
    before: Annotated[str, typer.Argument(help="A version.")],
    after: Annotated[str, typer.Argument(help="Another version, or a file framework.toml.")],
    case: CaseName = None,
    who: AsOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = Language.dutch,
) -> None:
    """Tell what differs between two versions."""
    with database():
        from django.utils.translation import override

        from windroos.apps.compass.framework.words import told
        from windroos.cases.framework_changes import changes

        stored = stored_case(case)
        old, new = (_framework(_text(stored, name, who)) for name in (before, after))
        found = changes(old, new)
        with override(str(language)):
            words = [str(one) for one in told(old, new, found)]
        if as_json:
            print_json(
                [
                    plain(dataclasses.asdict(change)) | {"words": one}
                    for change, one in zip(found, words, strict=True)
                ]
            )
            return
        for one in words:
            out.print(Text(one), soft_wrap=True)
        if not words:
            out.print("Nothing differs.")


@app.command("propose")
def framework_propose(
    who: Who,
    why: Annotated[str, typer.Option("--why", help="The reason, in Dutch.")] = "",
    why_en: Annotated[str, typer.Option("--why-en", help="The reason, in English.")] = "",
    file: Annotated[
        Path | None, typer.Option("--file", help="A file framework.toml; else a scenario.")
    ] = None,
    version: Annotated[
        str | None,
        typer.Option("--version", help="Its name; the next number if left out."),
    ] = None,
    role: RoleOption = None,
    scenario: KeptOption = None,
    weight: WeightOption = None,
    threshold: ThresholdOption = None,
    goalposts: GoalpostsOption = None,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Propose another framework: a file, a kept scenario, or the overrides of the options."""
    with writing():
        from windroos.apps.compass import actions
        from windroos.apps.compass.framework import versions
        from windroos.cases.framework import Text as Words
        from windroos.cases.framework_edit import edited, next_version, renewed

        stored, user = stored_case(case), acting(who)
        now = versions.current(stored)
        reason = Words(why or why_en, why_en or why)
        turned = None
        if file is not None:
            if scenario or weight or threshold or goalposts:
                fail("propose a file or a scenario, not both")
            text = _read(file)
            text = renewed(text, version) if version else text
        else:
            upon = kept(stored, scenario, who).value if scenario else None
            chosen = upon.role if upon else role or now.framework.roles[0].id
            turned = overrides(chosen, weight, threshold, goalposts, upon=upon)
            called = version or next_version(now.framework.version, versions.taken(stored))
            text = edited(now.text, turned, called, reason if reason.nl.strip() else None)
        made = actions.propose_framework(
            stored, text=text, why=reason, base=now.number, scenario=turned, actor=user
        )
        _tell(made, as_json, f"Proposed version {made.version}; someone else decides about it.")


@app.command("approve")
def framework_approve(
    version: Version,
    who: Who,
    reason: Reason = "",
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Put a proposed version in force."""
    with writing():
        from windroos.apps.compass import actions

        stored, user = stored_case(case), acting(who)
        made = actions.approve_framework(
            stored, _proposal(stored, version), reason=reason, actor=user
        )
        _tell(made, as_json, f"Version {made.version} is in force now.")


@app.command("reject")
def framework_reject(
    version: Version,
    who: Who,
    reason: Reason,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Turn a proposed version down."""
    with writing():
        from windroos.apps.compass import actions

        stored, user = stored_case(case), acting(who)
        made = actions.reject_framework(
            stored, _proposal(stored, version), reason=reason, actor=user
        )
        _tell(made, as_json, f"Version {made.version} was turned down.")


@app.command("withdraw")
def framework_withdraw(
    version: Version, who: Who, case: CaseName = None, as_json: JsonOption = False
) -> None:
    """Take back a proposal of your own."""
    with writing():
        from windroos.apps.compass import actions

        stored, user = stored_case(case), acting(who)
        made = actions.withdraw_framework(stored, _proposal(stored, version), actor=user)
        _tell(made, as_json, f"The proposal of version {made.version} was withdrawn.")


def _tell(made: FrameworkVersion, as_json: bool, sentence: str) -> None:
    if as_json:
        print_json(proposal_data(made))
    else:
        out.print(Text(sentence), soft_wrap=True)


def _proposal(stored: StoredCase, version: str) -> FrameworkVersion:
    from windroos.apps.compass.framework import versions

    found = versions.proposals(stored)
    chosen = next((p for p in found if p.version == version and p.open), None) or next(
        (p for p in found if p.version == version), None
    )
    if chosen is None:
        there = ", ".join(p.version for p in found if p.open) or "none"
        fail(f"no version “{version}” is proposed; there are: {there}")
    return chosen


def _text(stored: StoredCase, version: str, who: str | None) -> str:
    """The text of a version in force or superseded, of a proposal for the staff, or of a file."""
    from windroos.apps.compass.framework import versions
    from windroos.apps.regions.permits import roles_on

    held = versions.held(stored)
    staff = bool(roles_on(acting(who) if who else None, stored))
    texts = {p.version: p.text for p in reversed(versions.proposals(stored)) if staff}
    texts |= {one.framework.version: one.text for one in reversed(held)}
    if version not in texts and version.endswith(".toml"):
        return _read(Path(version))
    if version not in texts:
        fail(f"there is no version “{version}”; there are: {', '.join(reversed(texts))}")
    return texts[version]


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        fail(f"{file} cannot be read: {error}")


def _framework(text: str) -> Framework:
    from windroos.cases import PackageError
    from windroos.cases.framework_file import parse

    framework, problems = parse(text)
    if framework is None:
        raise PackageError(problems)
    return framework
