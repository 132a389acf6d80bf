"""What there is to do in a case: a list that each app fills, shown to those who work on it.

An app adds its tasks in the `ready()` of its configuration; the site shows them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from windroos.apps.accounts.queries import Role, User
from windroos.apps.accounts.sentences import Sentence
from windroos.apps.regions.models import Case
from windroos.apps.regions.permits import roles_on

# How many things wait for someone in a case.
Count = Callable[[User, Case], int]


@dataclass(frozen=True)
class Task:
    """Something that people do in a case.

    `page` is the name of the address where it is done, which takes the case alone. `roles` are
    those it is for; empty for everyone who works on the case. `open` counts what waits for someone;
    without it nothing ever waits.
    """

    title: Sentence
    about: Sentence
    page: str
    roles: tuple[Role, ...] = ()
    open: Count | None = None


@dataclass(frozen=True)
class Waiting:
    """A task, and how much of it waits for someone."""

    task: Task
    count: int


_tasks: list[Task] = []


def add(*tasks: Task) -> None:
    """Puts tasks in the list, in this order; those that are in it already stay where they are."""
    for task in tasks:
        if all(task.page != other.page for other in _tasks):
            _tasks.append(task)


def tasks(user: User, case: Case) -> list[Waiting]:
    """What someone can do in a case, with how much waits for them."""
    held = roles_on(user, case)
    return [
        Waiting(task, task.open(user, case) if task.open else 0)
        for task in _tasks
        if held and (not task.roles or held & set(task.roles))
    ]
