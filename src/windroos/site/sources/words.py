"""What the pages of the sources say of datasets, editions and imports, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from windroos.apps.compass.presenting import decimal
from windroos.apps.evidence import faults
from windroos.apps.evidence.queries import Import, Standing
from windroos.codes.countries import country_label
from windroos.sources.asked import named
from windroos.sources.shape import Dataset, SourceError

KINDS = {
    "observations": lambda: _("figures"),
    "correspondence": lambda: _("tables between codes"),
    "boundaries": lambda: _("boundaries"),
    "organisations": lambda: _("organisations"),
    "projects": lambda: _("projects"),
    "participations": lambda: _("participations in projects"),
    "topics": lambda: _("topics of projects"),
    "listed": lambda: _("lists to screen partners against"),
    "codes": lambda: _("codes"),
}
# What a fault of this kind tells is for who looks after the machine: it may name its folders.
_OF_THE_MACHINE = "keep"


def kind(gives: str) -> str:
    """What a dataset gives, in words."""
    return KINDS[gives]() if gives in KINDS else gives


def dataset_title(dataset: Dataset | None, key: str) -> str:
    """What a source is called, with the options that make it this one."""
    return key if dataset is None else named(key).title(_language())


def title_of(key: str) -> str:
    """What the source of this key is called."""
    try:
        return dataset_title(named(key).dataset, key)
    except SourceError:
        return key


def title(one: Standing) -> str:
    return dataset_title(one.dataset, one.key)


def age(passed: timedelta | None) -> str:
    """How long ago, roughly, as one says it."""
    if passed is None:
        return ""
    days = passed.days
    if days < 1:
        return _("today")
    if days < 60:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    months = days // 30
    if months < 24:
        return ngettext("%(n)s month ago", "%(n)s months ago", months) % {"n": months}
    years = days // 365
    return ngettext("%(n)s year ago", "%(n)s years ago", years) % {"n": years}


def size(count: int) -> str:
    """Bytes as one says them."""
    for unit, name in ((1024**3, "GB"), (1024**2, "MB"), (1024, "kB")):
        if count >= unit:
            return f"{decimal(count / unit, 1)} {name}"
    return f"{count} B"


def state(one: Import) -> str:
    """How an import stands, in a few words."""
    if one.broken_off:
        return _("broken off: the program was stopped meanwhile")
    if one.status == Import.Status.RUNNING:
        step = str(Import.Step(one.step).label) if one.step else _("beginning")
        if one.step != Import.Step.FETCH or not one.done:
            return _("busy: %(step)s") % {"step": step}
        if not one.total:
            return _("busy: %(step)s, %(done)s so far") % {"step": step, "done": size(one.done)}
        return _("busy: %(step)s, %(done)s of %(total)s") % {
            "step": step,
            "done": size(one.done),
            "total": size(one.total),
        }
    if one.status == Import.Status.WAITING and one.again:
        return _("did not work yet: it is tried again")
    return str(Import.Status(one.status).label)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong or odd: the file, the line and the field in it, and what it is."""

    file: str
    row: int | None
    field: str
    what: str


def told(kept: Iterable[Mapping[str, Any]], *, to_all: bool = False) -> list[Fault]:
    """Problems that were kept, in the language of the reader. `to_all`: without what only concerns
    the machine on which the program runs."""
    found = []
    for one in faults.read(kept):
        wording = _(one.wording)
        what = wording % one.values if one.values else wording
        if to_all and one.code == _OF_THE_MACHINE:
            what = _("It could not be kept on the machine where Windroos runs.")
        found.append(Fault(one.file, one.row, one.field or "", what))
    return found


def country_name(code: str) -> str:
    """What a country is called in the language of the reader (Unicode CLDR); "" for no country."""
    return country_label(code, _language()) or ""


def indicator_label(dataset: Dataset | None, indicator: str) -> str:
    """What an indicator is called; the publisher's code where the dataset declares nothing."""
    return (dataset.label(indicator, _language()) if dataset else None) or indicator


def _language() -> str:
    return "en" if get_language() == "en" else "nl"
