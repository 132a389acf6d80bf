"""How a publisher's answer in pages leads from one page to the next: a `File` names one of these.

Each takes a page (the file) and the address it was fetched from, and gives the address of the next,
or nothing after the last. A page of another form raises `LookupError`, `TypeError` or `ValueError`,
which `fetching.pages` tells with the address.
"""

from __future__ import annotations

import json
from pathlib import Path

import httpx


def by_odata_link(page: Path, address: str) -> str | None:
    """OData: the link that the page gives, `odata.nextLink` in version 3, `@odata.nextLink` in 4.

    A service behind a proxy may write its own links with http, and version 3 may leave `$format`
    out of them, without which the next page would be XML: scheme and format stay as they were.
    """
    document = json.loads(page.read_bytes())
    link = document.get("@odata.nextLink") or document.get("odata.nextLink")
    if link is None:
        return None
    asked = httpx.URL(address)
    following = asked.join(link)
    if following.host == asked.host and following.scheme == "http":
        following = following.copy_with(scheme=asked.scheme)
    form = asked.params.get("$format")
    if form is not None and "$format" not in following.params:
        following = following.copy_add_param("$format", form)
    return str(following)


def by_page_number(page: Path, address: str) -> str | None:
    """World Bank, version 2: `[{"page": 1, "pages": 3, …}, …]`, asked for by `page`."""
    about = json.loads(page.read_bytes())[0]
    if "message" in about:
        # An error of the publisher: no page, and told in its own words by who reads the file.
        return None
    number, last = int(about["page"]), int(about["pages"])
    return str(httpx.URL(address).copy_set_param("page", number + 1)) if number < last else None


def by_cursor(page: Path, address: str) -> str | None:
    """OpenAlex: `meta.next_cursor`, asked for by `cursor`, beginning with `cursor=*`."""
    cursor = json.loads(page.read_bytes())["meta"]["next_cursor"]
    return None if cursor is None else str(httpx.URL(address).copy_set_param("cursor", cursor))


def by_skip(page: Path, address: str) -> str | None:
    """Data360: `count` rows in all, asked for from the one after `skip` on."""
    document = json.loads(page.read_bytes())
    asked = httpx.URL(address)
    read = int(asked.params["skip"]) + len(document["value"])
    if not document["value"] or read >= int(document["count"]):
        return None
    return str(asked.copy_set_param("skip", read))
