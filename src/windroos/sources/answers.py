"""What a publisher's JSON service answers, page by page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from windroos.problems import N_, Problem
from windroos.sources.shape import SourceError
from windroos.sources.staging import opened


def json_of(path: Path) -> Any:
    """The document in a file, plain or gzip. Raises `SourceError` when it is not whole."""
    try:
        with opened(path) as stream:
            return json.load(stream)
    except (ValueError, EOFError) as error:
        wording = N_("is no JSON, or not all of it: fetch the file again")
        raise SourceError([Problem("truncated", path.name, wording)]) from error


def odata_rows(pages: Sequence[Path]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rows of the pages of an OData service, with the file of each.

    Raises `SourceError` when the last page says that another follows.
    """
    following = None
    for path in pages:
        document = json_of(path)
        if not isinstance(document, dict) or not isinstance(document.get("value"), list):
            wording = N_("is no answer of an OData service: it has no list called value")
            raise SourceError([Problem("header", path.name, wording)])
        following = document.get("@odata.nextLink") or document.get("odata.nextLink")
        yield from ((path.name, row) for row in document["value"])
    if following:
        wording = N_("says that another page follows, which is not there: fetch all pages")
        raise SourceError([Problem("truncated", pages[-1].name, wording)])
