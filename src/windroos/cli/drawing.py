"""`windroos documents propose`, `place` and `name`, `windroos state`, `relate` and `quote`: what is
drawn from words of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from windroos.cli.dialogues.shared import CaseName, Who, changing, told
from windroos.cli.judging.shared import (
    PlaceOption,
    RegionName,
    TryOption,
    doing,
    effects_data,
    place_at,
    print_effects,
    region_of,
)
from windroos.cli.mentions import app as documents
from windroos.cli.shared import (
    JsonOption,
    Language,
    LanguageOption,
    database,
    fail,
    out,
    print_json,
    stored_case,
)

if TYPE_CHECKING:
    from windroos.apps.regions.queries import Case as StoredCase

app = typer.Typer()

Place = Annotated[
    str, typer.Argument(help="Words of a document: document:passage[:sentences], as 001:57:2-3.")
]
_LEVEL = "yes or no; left out: the passage does not say."


@documents.command("propose")
def propose(
    place: Place,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Propose what could be drawn from words: region, theme, role, component, period, figure."""
    with database():
        from windroos.apps.compass import queries
        from windroos.apps.compass.placing import selected
        from windroos.site.proposals import proposed

        stored = stored_case(case)
        value = queries.value(stored)
        chosen = selected(stored, value, place)
        if chosen is None:
            fail(f"there are no words at “{place}”; write it as document:passage, as 001:57")
        found = proposed(stored, value, chosen)
        rows = {
            "regions": list(found.regions),
            "themes": list(found.themes),
            "roles": list(found.roles),
            "components": list(found.components),
            "preconditions": list(found.preconditions),
            "period": list(found.period) if found.period else None,
            "figures": [f"{one.value:g} {one.unit}".strip() for one in found.figures],
        }
        words = chosen.words
    if as_json:
        print_json({"words": words, **rows})
        return
    out.print(Text(words, "italic"), soft_wrap=True)
    for name, likely in rows.items():
        said = ", ".join(str(one) for one in likely or ()) or "–"
        out.print(Text(f"  {name}: {said}"), soft_wrap=True)


@documents.command("place")
def place(
    place: Place,
    who: Who,
    label: Annotated[str | None, typer.Option(help="What the case calls it.")] = None,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Make words of a document a passage of the case, and tell its id."""
    with changing(who) as user:
        from windroos.apps.compass import actions

        stored = stored_case(case)
        id = actions.add_place(stored, place_at(stored, place, label), actor=user)
        told(as_json, {"id": id}, f"The passage is {id}.")


@documents.command("name")
def name(
    document: Annotated[str, typer.Argument(help="A document that was added.")],
    title: Annotated[str, typer.Option(help="What it is called.")],
    publisher: Annotated[str, typer.Option(help="Who published it.")],
    published: Annotated[str, typer.Option(help="When: YYYY, YYYY-MM or YYYY-MM-DD.")],
    who: Who,
    written_in: Annotated[
        str | None, typer.Option("--written-in", help="The language it is written in, as nl.")
    ] = None,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Say what a document is that was added, so that something may rest on it."""
    with changing(who) as user:
        from windroos.apps.compass import actions

        written = actions.name_source(
            stored_case(case),
            document,
            title=title,
            publisher=publisher,
            published=published,
            language=written_in,
            actor=user,
        )
        said = f"{document} is “{title}” now." if written else "Nothing was changed."
        told(as_json, {"id": document, "written": bool(written)}, said)


@app.command("state")
def state(
    region: RegionName,
    role: Annotated[str, typer.Argument(help="Id of the role.")],
    effort: Annotated[str, typer.Argument(help="active, reactive or none.")],
    at: PlaceOption,
    start: Annotated[int, typer.Option("--from", help="First year.")],
    end: Annotated[int, typer.Option("--until", help="Last year.")],
    who: Who,
    theme: Annotated[str | None, typer.Option(help="For one theme; for all if left out.")] = None,
    implied: Annotated[
        bool, typer.Option("--implied", help="It follows, and is not said in so many words.")
    ] = False,
    trial: TryOption = False,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """Write down which effort a passage states for a region."""
    row = {
        "role": role,
        "effort": effort,
        "theme": theme,
        "period_start": start,
        "period_end": end,
        "explicit": not implied,
    }
    _state("statements", region, row, at, who, language, case, trial=trial, as_json=as_json)


@app.command("relate")
def relate(
    region: RegionName,
    kind: Annotated[str, typer.Argument(help="companies-institutions or structural-government.")],
    at: PlaceOption,
    who: Who,
    official: Annotated[str | None, typer.Option(help=f"Contacts of officials: {_LEVEL}")] = None,
    governing: Annotated[
        str | None, typer.Option(help=f"Contacts of those who govern: {_LEVEL}")
    ] = None,
    note: Annotated[str | None, typer.Option(help="What is said of it, in your words.")] = None,
    trial: TryOption = False,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """Write down which relation with a region a passage states."""
    row = {
        "kind": kind,
        "official": _level(official, "--official"),
        "governing": _level(governing, "--governing"),
        f"note_{language.value}": note,
    }
    _state("relations", region, row, at, who, language, case, trial=trial, as_json=as_json)


@app.command("quote")
def quote(
    subject: Annotated[str, typer.Argument(help="Id of the series, as pivot-park-jobs.")],
    kind: Annotated[str, typer.Argument(help="baseline, target, expected, actual or amount.")],
    at: PlaceOption,
    who: Who,
    label: Annotated[str, typer.Option(help="What it is a figure of, in Dutch.")],
    label_en: Annotated[str, typer.Option(help="The same in English.")],
    value: Annotated[float | None, typer.Option(help="The figure; left out: see --state.")] = None,
    unit: Annotated[str | None, typer.Option(help="Its unit; left out: it is a count.")] = None,
    state: Annotated[
        str | None, typer.Option(help="Why there is no figure: to-be-measured or none.")
    ] = None,
    year: Annotated[int | None, typer.Option(help="The year it is of.")] = None,
    region: Annotated[str | None, typer.Option(help="Code or name of the region.")] = None,
    note: Annotated[str | None, typer.Option(help="What is said of it, in your words.")] = None,
    trial: TryOption = False,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """Write down a figure that a passage prints."""
    row = {
        "subject": subject,
        "label_nl": label,
        "label_en": label_en,
        "kind": kind,
        "value": value,
        "unit": unit,
        "state": state,
        "year": year,
        f"note_{language.value}": note,
    }
    _state("quantities", region, row, at, who, language, case, trial=trial, as_json=as_json)


def _level(given: str | None, option: str) -> bool | None:
    if given not in (None, "yes", "no"):
        fail(f"{option}: “{given}” is neither yes nor no")
    return None if given is None else given == "yes"


def _state(
    table: str,
    region: str | None,
    row: dict[str, Any],
    at: str,
    who: str,
    language: Language,
    case: str | None,
    *,
    trial: bool,
    as_json: bool,
) -> None:
    with changing(who) as user:
        from windroos.apps.compass import actions, queries
        from windroos.apps.compass.printed import anchor

        stored: StoredCase = stored_case(case)
        code = region_of(queries.value(stored), region) if region else None
        anchored = {"cell": anchor(row)} if table == "quantities" else {}
        entry = actions.Entry({"region": code, **row, **anchored}, place=place_at(stored, at))
        written, found = doing(
            stored,
            lambda: actions.state(stored, table, [entry], actor=user),
            [code] if code else [],
            language,
            trial=trial,
        )
    id = written[0].change.key
    if as_json:
        row = dict(written[0].after or {})
        print_json({"id": id, "written": not trial, "row": row, "effects": effects_data(found)})
        return
    out.print(Text(f"{'Would be written' if trial else 'Written'}: {id}."), soft_wrap=True)
    print_effects(found)
