"""An ecosystem map of 100,000 made-up organisations: how long a view takes, and how large it is.

Run by hand: python benchmarks/register_map.py [N]. The database is made anew in a temporary folder.
"""

from __future__ import annotations

import gzip
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

REGIONS = {
    "NL41": (51.3, 51.8, 4.2, 6.0),
    "NL22": (51.8, 52.5, 5.0, 6.8),
    "NL21": (52.2, 52.8, 5.8, 7.0),
}
AREAS = [f"area-{number}" for number in range(12)]
CATEGORIES = ("company", "knowledge", "partner")
# Boxes around the three provinces at the zoom that shows them 1440 by 700 px wide, then nearer.
MIDDLE = (5.6, 51.9)
ZOOMS = (0, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18)
ROUNDS = 5


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WINDROOS_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "windroos.site.settings.demo"
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        measure(fill(count), count)


def fill(count: int):
    """A case with `count` organisations: half at one of 300 towns, half at a place of their own."""
    from windroos.apps.network.models import Area, EcosystemMap, Organisation, Part
    from windroos.apps.regions.models import Case

    dice = random.Random(1)  # noqa: S311
    case = Case.objects.create(name="large", title="Large", state=1)
    Area.objects.bulk_create(Area(case=case, slug=one, label_nl=one, label_en=one) for one in AREAS)
    EcosystemMap.objects.create(
        case=case, slug="all", label_nl="Alles", label_en="All",
        areas=" ".join(AREAS), regions=" ".join(REGIONS),
    )  # fmt: skip

    def place() -> tuple[str, float, float]:
        region = dice.choice(list(REGIONS))
        south, north, west, east = REGIONS[region]
        return region, round(dice.uniform(south, north), 4), round(dice.uniform(west, east), 4)

    towns = [place() for _ in range(300)]
    rows = []
    for number in range(count):
        region, latitude, longitude = dice.choice(towns) if number % 2 else place()
        rows.append(
            Organisation(
                case=case, slug=f"organisation-{number}", name=f"Organisation number {number}",
                searched=f"organisation number {number}", kind="company", country="NL",
                region=region, latitude=latitude, longitude=longitude, basis="reading",
            )
        )  # fmt: skip
    Organisation.objects.bulk_create(rows, batch_size=5000)
    parts = [
        Part(
            case=case, organisation=one, area=area, category=dice.choice(CATEGORIES),
            basis="reading", country=one.country, region=one.region, latitude=one.latitude,
            longitude=one.longitude,
        )
        for one in Organisation.objects.filter(case=case)
        for area in dice.sample(AREAS, dice.choice((1, 1, 2)))
    ]  # fmt: skip
    Part.objects.bulk_create(parts, batch_size=5000)
    return case


def measure(case, count: int) -> None:
    """Prints, for each zoom, how long the address of the points takes and how much it sends."""
    from django.test import Client
    from django.urls import reverse

    client = Client(HTTP_HOST="localhost")
    address = reverse("network:map_points", args=[case.name, "all"])
    print(f"{count} organisations; {ROUNDS} rounds, each view asked anew")
    print("| zoom | view | p50 ms | max ms | CPU ms | kB | kB gzip | marks | left out |")
    print("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    longest = largest = hardest = 0.0
    for zoom in ZOOMS:
        half = 360 / (512 * 2**zoom) / 2
        wide, high = min(1440 * half, 180), min(700 * half * 0.6, 85)
        x, y = MIDDLE
        near = (max(x - wide, -180), max(y - high, -90), min(x + wide, 180), min(y + high, 90))
        for name, box in (("near", near), ("world", (-180, -85, 180, 85))):
            asked = {"bbox": ",".join(f"{one:.6f}" for one in box), "zoom": str(zoom)}
            took, worked = [], []
            answer = client.get(address, asked)
            for _ in range(ROUNDS):
                start, began = time.perf_counter(), time.process_time()
                answer = client.get(address, asked)
                took.append((time.perf_counter() - start) * 1000)
                worked.append((time.process_time() - began) * 1000)
            body = answer.content
            told = answer.json()
            longest, largest = max(longest, *took), max(largest, len(body))
            hardest = max(hardest, statistics.median(worked))
            print(
                f"| {zoom} | {name} | {statistics.median(took):.0f} | {max(took):.0f}"
                f" | {statistics.median(worked):.0f} | {len(body) / 1000:.1f}"
                f" | {len(gzip.compress(body)) / 1000:.1f}"
                f" | {len(told['marks'])} | {told['leftOut']} |"
            )
    print(
        f"longest {longest:.0f} ms, most work {hardest:.0f} ms of a processor,"
        f" largest {largest / 1000:.1f} kB; load {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
