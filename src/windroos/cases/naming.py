"""What the leaves of a framework are called among others."""

from __future__ import annotations

from windroos.cases.framework import Criterion, Framework, Text


def leaf_name(framework: Framework, leaf: Criterion) -> Text:
    """What a rated leaf is called: as its component, where no other leaf of that is rated."""
    component = component_of(framework, leaf)
    rated = [one for one in framework.leaves_under(component.id) if one.rating]
    return component.label if rated == [leaf] else leaf.label


def component_of(framework: Framework, leaf: Criterion) -> Criterion:
    """The component that a leaf falls under."""
    components = {one.id for one in framework.components}
    at = leaf
    while at.id not in components and at.parent is not None:
        at = framework.by_id[at.parent]
    return at


def sought_name(framework: Framework, kind: str, id: str) -> Text:
    """What something on the evidence agenda is called; its id where the framework has it not."""
    if kind == "precondition":
        named = {one.id: one.label for one in framework.preconditions}
        return named.get(id, Text(id, id))
    leaf = framework.by_id.get(id)
    if leaf is None:
        return Text(id, id)
    name, component = leaf_name(framework, leaf), component_of(framework, leaf)
    if name == component.label or component == leaf:
        return name
    return Text(f"{component.label.nl}: {name.nl}", f"{component.label.en}: {name.en}")
