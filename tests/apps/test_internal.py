"""What is internal to a case is on no page, in no file and in no answer to who does not work on it.

Every address of the site and of the API is asked for, with the numbers of what is there; whatever
people wrote for colleagues, and their names and addresses, begins with a mark that nobody else may
meet.
"""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client
from django.urls import get_resolver
from django.utils import translation
from pytest_django import DjangoDbBlocker, Settings
from rdflib import Graph, URIRef
from tests.apps.world import SAID, World, build
from tests.standing import standing

from windroos.apps.accounts.models import Invitation, User
from windroos.apps.compass import actions as compass
from windroos.apps.compass import models
from windroos.apps.evidence.models import Document, Edition, Locator, Passage, PersonalData
from windroos.apps.network.models import Dialogue, Point, Referral
from windroos.apps.reports.models import Report
from windroos.link.search import index
from windroos.site.api.document import document
from windroos.site.tables import TABLES
from windroos.sources.persons.hiding import HIDDEN

MARK = "qq9inside9qq"
DOWNLOAD = URIRef("http://www.w3.org/ns/dcat#downloadURL")
# What each model keeps for colleagues alone.
INTERNAL: dict[Any, tuple[str, ...]] = {
    models.AgendaTask: ("note", "reason"),
    models.Draft: ("note", "motivation_nl", "motivation_en", "reason"),
    models.Panel: ("why", "reason"),
    models.Review: ("reason",),
    Dialogue: ("organisation", "contact", "summary", "conclusions"),
    Point: ("text_nl", "text_en", "answer"),
    Referral: ("subject", "organisation", "reason", "desk", "advice"),
}
OTHERS = ("visitor", "administrator of the harbour")
# What everyone reads of a document that was released, also when a newer version is internal.
PUBLIC = "The boats are late."


@pytest.fixture(scope="module")
def marked(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: Any
) -> Iterator[World]:
    """The world with a settled panel and an approved framework, and all that is internal marked."""
    folder = tmp_path_factory.mktemp("world")
    with standing(django_db_blocker, folder):
        world = build(folder)
        third = world.row("analyst of the university")
        row = {"rating": 3.0, **SAID}
        compass.settle_panel(world.case, world.row("answered").pk, row, actor=third)
        by = world.row("decision-maker of the university")
        compass.approve_framework(world.case, world.row("proposal"), actor=by)
        for model, fields in INTERNAL.items():
            model.objects.update(**dict.fromkeys(fields, MARK))
        closed = models.FrameworkVersion.objects.filter(in_force=None)
        closed.update(why_nl=MARK, why_en=MARK, reason=MARK)
        own = models.Scenario.objects.filter(made_by__in=[world.row(one) for one in OTHERS[1:]])
        models.Scenario.objects.exclude(pk__in=own).update(name=MARK, note=MARK)
        for people in (
            User.objects.exclude(memberships__organisation=world.row("harbour")),
            Invitation.objects.filter(organisation=world.row("university")),
        ):
            people.update(
                name=Concat(Value(MARK), F("name")), email=Concat(Value(MARK), F("email"))
            )
        _mark_documents(world)
        _mark_reports(world)
        yield world


def _mark_reports(world: World) -> None:
    """What reports say that others may not read: one that is internal, and one taken back."""
    for name in ("internal report", "report taken back"):
        kept = world.row(name)
        for paper in kept.papers.values():
            paper["subtitle"] = MARK
        if kept.released is None:
            kept.title_nl = kept.title_en = MARK
        kept.save()


def _mark_documents(world: World) -> None:
    """The words of internal documents, also where the case points at them, and what they are
    called."""
    internal = Document.objects.filter(released=None)
    internal.update(title=MARK, filename=MARK)
    report = internal.get(source="report")
    passages = Passage.objects.filter(document__in=internal)
    passages.update(section=MARK, text=f"{MARK}. {MARK}.", terms=index(MARK), cells=[MARK])
    following = Passage.objects.filter(document=report).count() + 1
    for number, locator in enumerate(Locator.objects.filter(case=world.case), start=following):
        Passage.objects.create(
            document=report,
            number=number,
            section=locator.section or "",
            paragraph=locator.paragraph,
            text=f"{MARK}. {MARK}.",
            sha256=locator.sha256,
            terms=index(MARK),
        )

    _hide_words(world)


def _hide_words(world: World) -> None:
    """Words that were hidden in a document everyone reads: in its text, a heading and its title."""
    letter = world.row("letter")
    Document.objects.filter(pk=letter.pk).update(title=f"Letter to {MARK}")
    last = Passage.objects.filter(document=letter).count() + 1
    Passage.objects.create(
        document=letter,
        number=last,
        section=f"To {MARK}",
        paragraph=1,
        kind="row",
        cells=["Ask", f"{MARK} now"],
        text=f"Ask | {MARK} now",
        sha256="last",
        terms=index(f"Ask | {MARK} now"),
    )
    for number, field, start in ((0, "title", 10), (last, "section", 3), (last, "text", 6)):
        PersonalData.objects.create(
            document=letter,
            number=number,
            field=field,
            start=start,
            end=start + len(MARK),
            kind="name",
            shown=False,
        )


@pytest.fixture
def world(marked: World, db: None, settings: Settings) -> World:
    settings.WINDROOS_LAKE = Path(marked.folder) / "lake"
    return marked


def numbers() -> list[int]:
    """The numbers of the first of everything."""
    kinds = [
        *INTERNAL,
        Report,
        Edition,
        Invitation,
        models.FrameworkVersion,
        models.Run,
        models.Scenario,
    ]
    found = [kind.objects.order_by("pk").values_list("pk", flat=True)[:2] for kind in kinds]
    return sorted({number for some in found for number in some})


def addresses() -> list[str]:
    """Every address of the site and the API that can be read, with something in each place."""
    there: dict[str, list[Any]] = {
        "case": ["lake"], "code": ["LV"], "criterion": ["choirs"], "number": numbers(),
        "account": [User.objects.order_by("pk").values_list("pk", flat=True)[0]],
        "table": ["judgements", *TABLES], "key": ["j1"], "slug": ["university"], "tag": ["panels"],
        "form": ["html", "json"],
        "invitation": numbers()[:2], "id": [*numbers(), "j1", "d1"], "source": ["report", "letter"],
    }  # fmt: skip

    def filled(route: str, name: str) -> Iterator[str]:
        names = re.findall(name, route)
        for values in itertools.product(*(there.get(one, ["x"]) for one in names)):
            given = iter(values)
            yield re.sub(name, lambda _, given=given: str(next(given)), route)

    def routes(patterns: Any, above: str = "") -> Iterator[str]:
        for one in patterns:
            route = f"{above}{one.pattern}"
            yield from routes(one.url_patterns, route) if hasattr(one, "url_patterns") else [route]

    with translation.override("en"):
        pages = [r for r in routes(get_resolver().url_patterns) if not r.startswith(("api", "^"))]
    made = {f"/{url}" for route in pages for url in filled(route, r"<(?:\w+:)?(\w+)>")}
    for path, item in document("en", "")["paths"].items():
        asked = item.get("get", {}).get("parameters", [])
        needed = {one["name"] for one in asked if one["in"] == "query" and one["required"]}
        given = {
            "role": "research", "q": "sing", "before": "2024-01-01", "indicator": "x",
            "regions": "LV&regions=EE",
            "source": "ror",
            "then": "2024-01-01",
            "bbox": "0,0,90,90",
            "zoom": "3",
        }  # fmt: skip
        query = "&".join(f"{name}={given[name]}" for name in sorted(needed))
        made |= {f"/api/v1{url}?{query}" for url in filled(path, r"{(\w+)}") if "get" in item}
    wanted = "&".join(f"scenario={number}" for number in numbers())
    made |= {f"/en/lake/search/?q={MARK}", f"/en/lake/dialogues/?words={MARK}&state=internal"}
    made |= {f"/en/lake/data/{table}.csv?region=LV&{wanted}" for table in TABLES}
    return sorted(made)


@pytest.mark.parametrize("who", OTHERS)
def test_others_meet_nothing_that_is_internal(world: World, who: str) -> None:
    client = Client(raise_request_exception=False)
    if who != "visitor":
        client.force_login(world.row(who))
    seen, failed = [], []
    for address in addresses():
        answer = client.get(address)
        content = b"".join(answer) if answer.streaming else answer.content
        told = unescape(content.decode(errors="replace")) + str(answer.headers)
        if MARK in told.replace(f"{MARK}&state", "") and MARK not in address:
            seen.append(address)
        if answer.status_code >= 500:
            failed.append(address)
    assert (seen, failed) == ([], [])


def test_the_catalogue_offers_nothing_that_is_internal(world: World, tmp_path: Path) -> None:
    """Every file that others harvest, read as its program reads it."""
    client, offered = Client(), 0
    told = Graph().parse(data=client.get("/catalog.ttl").content, format="turtle")
    assert MARK not in client.get("/catalog.ttl").content.decode()
    for url in told.objects(None, DOWNLOAD):
        parts = urlsplit(str(url))
        answer = client.get(f"{parts.path}?{parts.query}")
        content = b"".join(answer) if answer.streaming else answer.content
        if parts.path.endswith(".parquet"):
            file = tmp_path / "table.parquet"
            file.write_bytes(content)
            with duckdb.connect() as connection:
                content = repr(connection.read_parquet(str(file)).fetchall()).encode()
        elif parts.path.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                content = b"".join(packed.read(name) for name in packed.namelist())
        offered += 1
        assert answer.status_code == 200, url
        assert MARK not in content.decode(errors="replace"), url
    assert offered > 100


def test_others_read_what_was_released(world: World) -> None:
    client = Client()
    for address in ("/en/lake/documents/letter/", "/api/v1/cases/lake/documents/letter/paragraphs"):
        told = client.get(address).content.decode().replace("\\u2026", "…")
        assert PUBLIC in told, address
        assert HIDDEN in told, address
    assert "/en/lake/documents/letter/" in client.get("/en/lake/search/?q=boats").content.decode()


def test_colleagues_do(world: World) -> None:
    """So that the mark is known to be there to be seen."""
    client = Client()
    client.force_login(world.row("viewer of the town"))
    for address in (
        *(f"/en/lake/documents/{one}" for one in ("", "report/", "letter/")),
        "/en/lake/regions/EE/",
        *(f"/api/v1/cases/lake/{one}" for one in ("passages", "documents/report/paragraphs")),
    ):
        assert MARK in client.get(address).content.decode(), address
    found = client.get(f"/en/lake/search/?q={MARK}").content.decode()
    assert "/en/lake/documents/report/#p" in found
    for number in (world.row("internal report").number, world.row("report taken back").number):
        address = f"/en/lake/reports/{number}/"
        assert MARK in client.get(address).content.decode(), address
    for page in ("panels", "points", "referrals", "dialogues", "reviews", "agenda/tasks"):
        address = f"/en/lake/{page}/"
        assert MARK in client.get(address).content.decode(), address
