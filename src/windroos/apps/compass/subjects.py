"""The components of a case as subjects of dialogues and points, and its roles."""

from windroos.apps.compass import queries
from windroos.apps.compass.models import Framework
from windroos.apps.network.subjects import Subject
from windroos.apps.regions.queries import Case
from windroos.cases.framework_file import parse


def subjects(case: Case) -> list[Subject]:
    """The components of the framework that holds now, in its order."""
    framework = queries.value(case).framework
    found = []
    for component in framework.components:
        group = framework.group_of(component.id)
        found.append(
            Subject(
                component.id,
                component.label.nl,
                component.label.en,
                group.label.nl,
                group.label.en,
            )
        )
    return found


def roles(case: Case) -> dict[str, tuple[str, str]]:
    """The roles of the framework that holds now, with their labels in Dutch and in English."""
    kept = Framework.objects.filter(case=case).first()
    framework = parse(kept.text)[0] if kept else None
    found = framework.roles if framework else ()
    return {role.id: (role.label.nl, role.label.en) for role in found}
