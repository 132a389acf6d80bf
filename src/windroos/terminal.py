"""An explanation as a tree in the terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.text import Text
from rich.tree import Tree


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
        node = root.add(Text(f"contradiction ({contradiction['grade']})", "bold"))
        for claim in contradiction["claims"]:
            node.add(Text(f"{claim['effort']}: {_place(claim['place'])}"))
        for figure in contradiction["figures"]:
            node.add(Text(_figure(figure)))
    out.print(root)


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
            theme = f" [{said['theme']}]" if said["theme"] else ""
            branch.add(Text(f"{said['rating']:g}{theme} {said['reason']} ({said['saidBy']})")).add(
                Text(_place(said["place"]), "dim")
            )
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
    )
