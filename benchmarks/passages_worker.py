"""A thousand made-up pages kept and searched, in a process of its own.

python passages_worker.py windroos|letters|fts5
"""

from __future__ import annotations

import os
import random
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from measuring import tell

PAGES, PAGE, PARAGRAPH, DOCUMENTS = 1_000, 450, 60, 10
QUERIES, SHOWN = 60, 100


def vocabulary() -> list[str]:
    """The words of a Dutch dictionary, the same ones first every time."""
    from simplemma.strategies.dictionaries import DEFAULT_DICTIONARY_FACTORY

    words = [word for word in DEFAULT_DICTIONARY_FACTORY.get_dictionary("nl") if word.isalpha()]
    random.Random(1).shuffle(words)  # noqa: S311 (a text, and no secret)
    return words[:40_000]


def texts() -> list[str]:
    """Paragraphs in which a word occurs the less often, the later it stands in the vocabulary, as
    Zipf says."""
    words = vocabulary()
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(words))))
    made = random.Random(2)  # noqa: S311
    paragraphs = PAGES * PAGE // PARAGRAPH
    return [
        f"{' '.join(made.choices(words, cum_weights=weights, k=PARAGRAPH)).capitalize()}."
        for _ in range(paragraphs)
    ]


def queries() -> list[list[str]]:
    """One, two and three words, of which the first is common."""
    words = vocabulary()
    made = random.Random(3)  # noqa: S311
    return [
        [made.choice(words[:100]), made.choice(words[:2_000]), made.choice(words)][: n % 3 + 1]
        for n in range(QUERIES)
    ]


def windroos() -> dict[str, Any]:
    """As the product does it: documents in the database of the demo, searched by the query that its
    pages ask."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "WINDROOS_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "windroos.site.settings.demo",
        }
        import django

        django.setup()
        from windroos.apps.evidence import queries as evidence
        from windroos.apps.evidence.actions import add_document
        from windroos.apps.regions.models import Case
        from windroos.link import language
        from windroos.link.search import asked
        from windroos.site import server

        server.prepare_database()
        start = perf_counter()
        language.warm()
        warm = perf_counter() - start
        case = Case.objects.create(name="made_up", title="Made up")
        paragraphs, each = texts(), PAGES * PAGE // PARAGRAPH // DOCUMENTS
        start = perf_counter()
        for number in range(DOCUMENTS):
            some = paragraphs[number * each : (number + 1) * each]
            add_document(case, f"{number}.md", "\n\n".join(["# Deel", *some]).encode())
        built = perf_counter() - start
        documents = evidence.everything(case)

        def find(words: Sequence[str]) -> int:
            answer = documents.find(asked(" ".join(words)), SHOWN)
            return answer.total() if answer.whole else 0

        told = _measured(find) | {"built": built, "warm": warm}
        return told | {"size": (Path(folder) / "windroos.sqlite3").stat().st_size / 1e6}


def letters() -> dict[str, Any]:
    """What the product did before: passages that hold the letters of every word, in SQLite."""
    from windroos.link.text import fold

    database = sqlite3.connect(":memory:")
    start = perf_counter()
    database.execute("CREATE TABLE passage (text TEXT, folded TEXT)")
    database.executemany(
        "INSERT INTO passage VALUES (?, ?)", ((text, fold(text)) for text in texts())
    )
    built = perf_counter() - start

    def find(words: Sequence[str]) -> int:
        held = " AND ".join("folded LIKE ?" for _ in words)
        parts = [f"%{fold(word)}%" for word in words]
        return len(database.execute(f"SELECT text FROM passage WHERE {held}", parts).fetchall())

    return _measured(find) | {"built": built, "warm": 0.0, "size": _size(database)}


def fts5() -> dict[str, Any]:
    """SQLite's own full-text search: words as they stand, in an inverted index, by BM25."""
    database = sqlite3.connect(":memory:")
    start = perf_counter()
    database.execute("CREATE VIRTUAL TABLE passage USING fts5(text)")
    database.executemany("INSERT INTO passage VALUES (?)", ((text,) for text in texts()))
    built = perf_counter() - start

    def find(words: Sequence[str]) -> int:
        match = " ".join(f'"{word}"' for word in words)
        one = "SELECT text FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT ?"
        database.execute(one, (match, SHOWN)).fetchall()
        count = "SELECT count(*) FROM passage WHERE passage MATCH ?"
        return database.execute(count, (match,)).fetchone()[0]

    return _measured(find) | {"built": built, "warm": 0.0, "size": _size(database)}


def _size(database: sqlite3.Connection) -> float:
    database.commit()
    (pages,) = database.execute("PRAGMA page_count").fetchone()
    (page,) = database.execute("PRAGMA page_size").fetchone()
    return pages * page / 1e6


def _measured(find: Callable[[Sequence[str]], int]) -> dict[str, Any]:
    """Every query once, after one that does not count: milliseconds, and how much was found."""
    asked = queries()
    find(asked[0])
    wall, found = [], 0
    cpu = process_time()
    for words in asked:
        start = perf_counter()
        found += find(words)
        wall.append(1000 * (perf_counter() - start))
    cpu = 1000 * (process_time() - cpu) / len(asked)
    return {
        "median": median(wall),
        "p95": quantiles(wall, n=20)[-1],
        "most": max(wall),
        "cpu": cpu,
        "found": found,
    }


if __name__ == "__main__":
    tell(**{"windroos": windroos, "letters": letters, "fts5": fts5}[sys.argv[1]]())
