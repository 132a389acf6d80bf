"""How the terminal shows things: tables, trees and reports for people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

if TYPE_CHECKING:
    from windroos.cases import Assessment, Case

STYLES = {"active": "green", "reactive": "yellow", "none": "dim", "undetermined": "magenta"}


def print_list(out: Console, table: Table, empty: str) -> None:
    """A list as a table; of one without rows what would stand there and how to begin."""
    if table.row_count:
        out.print(table)
    else:
        out.print(Text(empty), soft_wrap=True)


def print_assessment(out: Console, assessment: Assessment, language: str) -> None:
    """The weighing as a table, the highest score first."""
    role = assessment.role
    theme = f", {assessment.theme.label.get(language)}" if assessment.theme else ""
    table = Table(
        title=f"{role.label.get(language)} ({role.body.get(language)}){theme}, {assessment.as_of}",
    )
    for name in ("Region", "Advice", "Provisional", "Decision"):
        table.add_column(name, no_wrap=name != "Region")
    for name in ("Score", "Bounds", "Known"):
        table.add_column(name, justify="right", no_wrap=True)
    ordered = sorted(assessment, key=lambda r: -1 if r.score is None else r.score, reverse=True)
    for r in ordered:
        table.add_row(
            r.region.name.get(language),
            Text(r.advice, STYLES[r.advice]),
            Text(r.provisional or "no score", STYLES.get(r.provisional or "", "dim")),
            Text(r.decision or "no decision", STYLES.get(r.decision or "", "dim")),
            "unknown" if r.score is None else f"{r.score:.2f}",
            f"{r.lower:.2f}-{r.upper:.2f}",
            f"{r.known:.0%}",
        )
    out.print(table)
    names = [r.region.name.get(language) for r in ordered if assessment.contradicted[r.region.code]]
    if names:
        told = f"The sources contradict each other on {', '.join(names)}: see windroos explain."
        out.print(Text(told), soft_wrap=True)


def print_explanation(out: Console, data: dict[str, Any]) -> None:
    """Print the explanation of one region; see `windroos.cases.explain`."""
    score = "unknown" if data["score"] is None else f"{data['score']:.2f}"
    root = Tree(
        Text(
            f"{data['name']} ({data['role']}{', ' + data['theme'] if data['theme'] else ''}):"
            f" advice {data['advice']}, provisional {data['provisional'] or 'no score'},"
            f" decision {data['decision'] or 'none taken'}",
            "bold",
        )
    )
    marks = data["thresholds"]
    root.add(
        f"score {score}, between {data['lower']:.2f} and {data['upper']:.2f} over all unknowns;"
        f" {data['known']:.0%} of the weight known;"
        f" active from {marks['active']:.2f}, reactive from {marks['reactive']:.2f}"
    )
    if data["preconditions"]:
        gates = root.add("preconditions")
        for gate in data["preconditions"]:
            node = gates.add(Text(f"{gate['outcome']}: {gate['label']}. {gate['reason']}"))
            if gate["conditions"]:
                node.add(Text(f"conditions: {gate['conditions']}"))
            for place in gate["places"]:
                node.add(Text(_place(place), "dim"))
    for component in data["components"]:
        _component(root, component)
    for contradiction in data["contradictions"]:
        add_contradiction(root, contradiction)
    out.print(root)


def print_contradiction(out: Console, case: Case, told: dict[str, Any], language: str) -> None:
    """A contradiction under its region; one of no region by itself."""
    region = case.regions[told["region"]].name.get(language) if told["region"] else "no region"
    tree = Tree(Text(region))
    add_contradiction(tree, told)
    tree.add(Text(f"sides: {' '.join(told['sides'])}", "dim"))
    out.print(tree)


def add_contradiction(root: Tree, told: dict[str, Any]) -> None:
    """A contradiction with its sides and what was made of it, under a node."""
    node = root.add(Text(f"{told['id']} ({told['grade']}, {told['state']})", "bold"))
    for claim in told["claims"]:
        node.add(Text(f"{claim['effort']}: {_place(claim['place'])}"))
    for finding in told["findings"]:
        node.add(Text(f"{finding['outcome']}: {_place(finding['place'])}"))
    for said in told["judgements"]:
        _judgement(node, said)
    for relation in told["relations"]:
        node.add(Text(f"{relation['kind']}: {_place(relation['place'])}"))
    for quantity in told["quantities"]:
        node.add(Text(_quantity(quantity)))
    for figure in told["figures"]:
        node.add(Text(_figure(figure)))
    if made := told["settlement"]:
        holds = f"{made['holds']} holds" if made["holds"] else "none of the sides holds"
        line = f"{made['settled']}, {made['settledBy']}: {holds}. {made['reason']}"
        settled = node.add(Text(line))
        for name in made["changed"]:
            settled.add(Text(f"another side than was settled: {name}"))


def _judgement(node: Tree, said: dict[str, Any]) -> None:
    theme = f" [{said['theme']}]" if said["theme"] else ""
    words = f"{said['rating']:g}{theme} {said['reason']} ({said['saidBy']})"
    node.add(Text(words)).add(Text(_place(said["place"]), "dim"))


def _component(root: Tree, component: dict[str, Any]) -> None:
    if component["value"] is None:
        root.add(Text(f"{component['label']}: unknown, no source says anything about it", "dim"))
        return
    node = root.add(
        Text(
            f"{component['label']}: {component['value']:.2f}"
            f" ({component['lower']:.2f}-{component['upper']:.2f}),"
            f" contributes {component['contribution']:.3f}"
        )
    )
    for leaf in component["leaves"]:
        if leaf["value"] is None:
            continue
        inherited = f", inherited from {leaf['inheritedFrom']}" if leaf["inheritedFrom"] else ""
        branch = node.add(Text(f"{leaf['label']}: {leaf['value']:.2f}{inherited}"))
        for said in leaf["judgements"]:
            _judgement(branch, said)
        for figure in leaf["figures"]:
            branch.add(Text(_figure(figure)))


def _place(place: dict[str, Any]) -> str:
    sentences = f", sentence {place['sentences']}" if place["sentences"] else ""
    section = f"{place['section']} " if place["section"] else ""
    return f"{place['title']} ({place['published']}): {section}¶{place['paragraph']}{sentences}"


def _figure(figure: dict[str, Any]) -> str:
    return (
        f"{figure['label']} {figure['year']}: {figure['value']:g} ({figure['unit']}),"
        f" {figure['source']}, {figure['cell']}"
        + (f", snapshot {figure['snapshot'][:12]}" if figure["snapshot"] else "")
    )


def _quantity(said: dict[str, Any]) -> str:
    number = said["state"] if said["value"] is None else f"{said['value']:.10g}"
    unit = f" {said['unit']}" if said["unit"] else ""
    return (
        f"{said['label']}, {said['kind']} {said['cell']}: {number}{unit}, {_place(said['place'])}"
    )


def print_added(out: Console, err: Console, rows: list[dict[str, Any]]) -> None:
    """What came of adding documents, a line each, and the places that are broken."""
    for row in rows:
        name = Path(row["file"]).name
        if row["error"]:
            err.print(
                Text.assemble(("Error: ", "bold red"), f"{name}: {row['error']}"), soft_wrap=True
            )
            continue
        taken = f"as {row['document']}" if row["recognised"] else "as a document outside the case"
        state = "added" if row["new"] else "was added already"
        if row["restored"]:
            state = "is current again"
        out.print(
            Text(
                f"{name}: {state}, {taken} ({row['title']});"
                f" places: {row['found']} found, {row['moved']} moved, {len(row['broken'])} broken"
            ),
            soft_wrap=True,
        )
        paragraphs: dict[str, list[str]] = {}
        for broken in row["broken"]:
            where = f"{broken['section']} ¶{broken['paragraph']}".strip()
            paragraphs.setdefault(where, []).append(f"{broken['passage']} “{broken['label']}”")
        for where, resting in paragraphs.items():
            out.print(
                Text.assemble(
                    ("  broken: ", "bold red"),
                    f"{where} is not word for word what was coded; check what rests on it:"
                    f" {', '.join(resting)}",
                ),
                soft_wrap=True,
            )


def print_found(out: Console, rows: list[dict[str, Any]], total: int, *, whole: bool) -> None:
    """The passages that a search found, the best first, with what was found in them marked."""
    if not rows:
        out.print("Nothing was found. Try fewer words.")
        return
    if not whole:
        out.print("No passage holds all of it; these hold most.")
    for row in rows:
        where = f"{row['document']} {row['section']} ¶{row['paragraph']}".replace("  ", " ")
        missing = f" (without: {', '.join(row['missing'])})" if row["missing"] else ""
        out.print(Text.assemble((where, "bold"), missing), soft_wrap=True)
        text = Text(row["text"])
        for start, end in row["places"]:
            text.stylize("bold yellow", start, end)
        out.print(text)
        out.print()
    if total > len(rows):
        out.print(f"{len(rows)} of {total}; ask for more with --limit.")
