"""Pages of organisations out of a made-up register, in a process of its own.

python register_worker.py [100000]
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from statistics import median
from time import perf_counter
from typing import Any

from measuring import tell

REPEAT = 7
KINDS = ["company"] * 7 + ["knowledge-institution", "partner", "campus"]
REGIONS = ["NL41", "NL22", "NL21", "NL32", "NL33", "DE21", "DEA2", "BE24", "FRE1", None]
PLACES = ["Eindhoven", "Nijmegen", "Enschede", "Leiden", "München", "Aken", "Leuven", "Rijsel"]
WORDS = (  # noqa: SIM905 (to be read)
    "lumen photon kilo nova delta vita terra micro silva aqua ferro opti neuro quanta bio alto "
    "meta tele hydro sono cyber ortho agri medi chemi labo polar vecto nano electra"
).split()
AREAS = ["semicon", "photonics", "quantum", "biotechnology", "digital-health", "batteries"]
PAGES = {
    "the whole list": "",
    "page 1,000 of it": "?page=1000",
    "a rare word": "?q=77777",
    "two common words": "?q=lumen+photon",
    "a common word": "?q=nova",
    "companies": "?kind=company",
    "an area and category": "?area=photonics&category=company",
    "a region": "?region=NL41",
    "a country": "?region=DE",
    "part of a place": "?place=mun",
    "ordered by place": "?order=place",
    "all at once": "?q=nova&kind=company&area=photonics&region=NL41&place=eind",
}


def fill(case: Any, count: int) -> None:
    """Organisations with two names and a role each; made up, and the same every time."""
    from windroos.apps.network.models import Area, Name, Organisation, Part, RecordVersion

    made = random.Random(1)  # noqa: S311 (names, and no secret)
    for id in AREAS:
        Area.objects.create(case=case, slug=id, label_nl=id, label_en=id)
    rows = []
    for number in range(count):
        name = f"{' '.join(made.sample(WORDS, 3)).title()} {number}"
        region = made.choice(REGIONS)
        rows.append(
            Organisation(
                case=case,
                slug=f"o-{number}",
                name=name,
                folded=name.lower(),
                searched=f"{name.lower()} | b.v. {number}",
                kind=made.choice(KINDS),
                country=region and region[:2],
                region=region,
                place=made.choice(PLACES),
                latitude=made.uniform(47, 54),
                longitude=made.uniform(3, 12),
            )
        )
    Organisation.objects.bulk_create(rows, batch_size=2000)
    rows = list(Organisation.objects.filter(case=case).only("pk", "name"))
    Name.objects.bulk_create(
        (Name(case=case, organisation=one, name=one.name, kind="official") for one in rows),
        batch_size=2000,
    )
    Part.objects.bulk_create(
        (
            Part(
                case=case,
                organisation=one,
                area=made.choice(AREAS),
                category=made.choice(["company", "knowledge", "partner"]),
                basis="reading",
            )
            for one in rows
        ),
        batch_size=2000,
    )
    RecordVersion.objects.create(
        case=case, kind="organisation", record="o-0", number=1, content={}, origin="package"
    )


def measured(count: int) -> dict[str, Any]:
    """Milliseconds for each page as a visitor is given it: median and most of several times."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "WINDROOS_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "windroos.site.settings.demo",
        }
        import django

        django.setup()
        from django.test import Client

        from windroos.apps.regions.models import Case
        from windroos.site import server

        server.prepare_database()
        server.prepare_static_files()
        case = Case.objects.create(name="made_up", title="Made up")
        start = perf_counter()
        fill(case, count)
        built = perf_counter() - start
        client, told = Client(headers={"host": "localhost"}), {}
        client.get("/nl/made_up/organisations/")  # with what is done once a process
        for name, query in PAGES.items():
            taken = []
            for _ in range(REPEAT):
                start = perf_counter()
                answer = client.get(f"/nl/made_up/organisations/{query}")
                taken.append((perf_counter() - start) * 1000)
                if answer.status_code != 200:
                    raise SystemExit(f"{query}: {answer.status_code}")
            told[name] = {"median": median(taken), "most": max(taken)}
        return {"pages": told, "built": built}


if __name__ == "__main__":
    tell(**measured(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
