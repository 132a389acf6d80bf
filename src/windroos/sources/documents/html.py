"""An HTML page as a document: what it says, without menus, scripts and forms."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import html

from windroos.problems import N_
from windroos.sources.documents.shape import (
    BULLET,
    ITEM,
    LISTED,
    NOTE,
    PARAGRAPH,
    Block,
    Document,
    DocumentError,
    heading,
    is_mark,
    marked,
    not_utf8,
    of_blocks,
    own_mark,
    plain,
    row,
)

_SKIPPED = frozenset(
    (
        "script",
        "style",
        "template",
        "noscript",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "textarea",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "video",
        "audio",
        "canvas",
        "dialog",
        "head",
    )
)
_HIDDEN_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "menu"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_BLOCKS = frozenset(
    (
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "hgroup",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
    )
)
_NOTES = re.compile(r"foot-?notes?|end-?notes?|voetno(?:ot|ten)|eindno(?:ot|ten)", re.IGNORECASE)
_DEEP = 400
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([a-zA-Z0-9_-]+)")


def read(content: bytes) -> Document:
    """Read an HTML page: its one `main` or `article` where it has one, else all of its body."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    parsed = html.document_fromstring(_decoded(content), parser=parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # The rest was left out without a word.
        raise _too_deep()
    title = plain(parsed.findtext(".//title") or "")
    blocks = _Reading().blocks(_main(parsed))
    return of_blocks(blocks, hashlib.sha256(content).hexdigest(), title=title)


def _too_deep() -> DocumentError:
    return DocumentError(N_("it is nested too deeply: save it as plain text and try again"))


def _decoded(content: bytes) -> str:
    """UTF-8, else what the page says it is; never a guess."""
    try:
        return _without_declaration(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        said = _CHARSET.search(content[:4096])
        try:
            return _without_declaration(content.decode(said[1].decode() if said else "utf-8"))
        except (LookupError, UnicodeDecodeError):
            raise not_utf8(error) from error


def _without_declaration(text: str) -> str:
    """An XHTML page may begin with its encoding, which is known by now."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)


def _main(parsed: Any) -> Any:
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = parsed.findall(path)
        if len(found) == 1:
            return found[0]
    return parsed


class _Reading:
    """Goes through a page; text outside any block is a paragraph too."""

    def blocks(self, element: Any, depth: int = 0) -> Iterator[Block]:
        if depth > _DEEP:
            raise _too_deep()
        running: list[str] = [element.text or ""]
        for child in element:
            if _shown(child):
                if _holds_blocks(child):
                    yield from _flush(running)
                    yield from self._block(child, depth + 1)
                else:
                    running.append(_text(child))
            running.append(child.tail or "")
        yield from _flush(running)

    def _block(self, element: Any, depth: int) -> Iterator[Block]:
        tag = element.tag
        if tag in _HEADINGS:
            yield heading(_inner(element))
        elif tag == "table":
            yield from self._table(element, depth)
        elif tag in ("ol", "ul"):
            yield from self._list(element, depth)
        elif _is_note(element):
            for block in self.blocks(element, depth):
                yield replace(block, kind=NOTE)
        else:
            yield from self.blocks(element, depth)

    def _list(self, element: Any, depth: int) -> Iterator[Block]:
        number = int(element.get("start", 1)) if element.get("start", "1").isdigit() else 1
        numbered = element.tag == "ol" and "none" not in element.get("style", "")
        for child in element:
            if child.tag != "li" or not _shown(child):
                if _shown(child):
                    yield from self._block(child, depth + 1)
                continue
            mark = f"{number}." if numbered else BULLET
            number += 1
            first = True
            for block in self.blocks(child, depth + 1):
                if first and not block.heading:
                    listed = LISTED.match(block.text) if numbered else block.text.startswith(BULLET)
                    yield Block(block.text if listed else f"{mark} {block.text}", ITEM)
                else:
                    yield block
                first = False

    def _table(self, element: Any, depth: int) -> Iterator[Block]:
        caption = element.find("caption")
        if caption is not None and (text := plain(_inner(caption))):
            yield Block(text, heading=True)
        for line in element.iter("tr"):
            if next(line.iterancestors("table")) is not element:
                continue
            cells = [cell for cell in line if cell.tag in ("td", "th") and _shown(cell)]
            if len(cells) == 1 and not cells[0].get("colspan"):
                # Laid out by a table: running text.
                yield from self.blocks(cells[0], depth + 1)
            elif cells:
                texts = []
                for cell in cells:
                    span = cell.get("colspan", "1")
                    texts += [_inner(cell)] + [""] * (
                        min(int(span), 100) - 1 if span.isdigit() else 0
                    )
                yield row(texts)


def _shown(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return False
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return not hidden and element.get("role") not in _HIDDEN_ROLES


def _holds_blocks(element: Any) -> bool:
    return (
        element.tag in _BLOCKS
        or element.tag in _HEADINGS
        or any(one.tag in _BLOCKS or one.tag in _HEADINGS for one in element.iterdescendants())
    )


def _is_note(element: Any) -> bool:
    told = " ".join(element.get(name, "") for name in ("role", "class", "id"))
    return bool(_NOTES.search(told))


def _is_mark(element: Any) -> bool:
    """A footnote mark: raised, and a short figure or letter by itself."""
    if element.tag != "sup":
        return False
    parent, previous = element.getparent(), element.getprevious()
    before = previous.tail if previous is not None else parent.text if parent is not None else ""
    return is_mark("".join(element.itertext()), before or "")


def _text(element: Any) -> str:
    if element.tag == "br":
        return " "
    if _is_mark(element):
        return marked("".join(element.itertext()))
    return _inner(element)


def _inner(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        if _shown(child):
            space = " " if child.tag in _BLOCKS else ""
            parts += [space, _text(child), space]
        parts.append(child.tail or "")
    return "".join(parts)


def _flush(running: list[str]) -> Iterator[Block]:
    given = "".join(running)
    text = plain(given)
    running.clear()
    if text:
        yield Block(text, ITEM if LISTED.match(text) else PARAGRAPH, marks=own_mark(given))
