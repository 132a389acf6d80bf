"""What people said of what passages are about."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, Max

from windroos.apps.evidence.models import Document, Marking, Passage
from windroos.apps.regions.queries import Case

# By number of the passage.
Marked = Mapping[int, Sequence[Marking]]


def marked(document: Document) -> Marked:
    """What was said of each passage of a version of a document, by the number of the passage."""
    said: dict[str, list[Marking]] = {}
    found = Marking.objects.filter(case=document.case, source=document.source)
    for one in found.select_related("marked_by"):
        said.setdefault(one.sha256, []).append(one)
    passages = Passage.objects.filter(document=document, sha256__in=said)
    return {number: said[sha256] for number, sha256 in passages.values_list("number", "sha256")}


def markings_mark(case: Case) -> tuple[object, ...]:
    """What is another value once something else was said in a case."""
    told = Marking.objects.filter(case=case).aggregate(n=Count("pk"), last=Max("marked"))
    return told["n"], told["last"]


def is_marked(case: Case, source: str, sha256: str, kind: str, entry: str) -> bool:
    """Whether somebody said that the passage of this hash is or is not about this."""
    return Marking.objects.filter(
        case=case, source=source, sha256=sha256, kind=kind, entry=entry
    ).exists()
