"""A text set in other formats, as someone else would publish it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from io import BytesIO
from itertools import groupby
from pathlib import Path

import docx

from windroos.sources.documents.shape import ITEM, ROW, Block

CHROMIUM = Path("/usr/bin/chromium")
# What is no part of the text: a browser would print the menu and run the script.
_BROUGHT_ALONG = re.compile(r"<(nav|script)>.*?</\1>")
_STYLE = """
    @page { size: A4; margin: 25mm 22mm }
    body { font: 11pt/1.4 "Liberation Serif", serif }
    h2 { font-size: 15pt } td { border: 1px solid; padding: 2pt 4pt }
    sup { font-size: 7pt }
    p, li { hyphens: auto; text-align: justify }
"""


def as_html(blocks: Sequence[Block]) -> str:
    """A page with a menu and a script round it; lists as lists, with the marks of a browser."""
    parts = []
    for kind, group in groupby(blocks, key=_kind):
        inner = "".join(_element(block) for block in group)
        parts.append(f"<{kind}>{inner}</{kind}>" if kind in ("table", "ul") else inner)
    return (
        f'<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Set again</title>'
        f"<style>{_STYLE}</style></head><body><nav><p>Menu that is no part of it</p></nav>"
        f"<main>{''.join(parts)}</main><script>document.write('no part of it')</script>"
        "</body></html>"
    )


def as_docx(blocks: Sequence[Block]) -> bytes:
    """With the styles of Word: headings, bulleted lists, tables."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "A running head"
    for kind, group in groupby(blocks, key=_kind):
        if kind == "table":
            rows = list(group)
            table = made.add_table(0, max(len(block.cells) for block in rows))
            for block in rows:
                added = table.add_row().cells
                for cell, (text, mark) in zip(added, _cells(block), strict=False):
                    cell.text = text
                    if mark:
                        cell.paragraphs[0].add_run(mark).font.superscript = True
            continue
        for block in group:
            if block.heading:
                made.add_heading(block.text, 2)
            elif kind == "ul":
                made.add_paragraph(block.text.removeprefix("- "), style="List Bullet")
            else:
                made.add_paragraph(block.text)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def as_pdf(blocks: Sequence[Block], *, tagged: bool) -> bytes:
    """Printed by a browser, with page numbers; with or without tags that say what is what."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=str(CHROMIUM),
            args=[
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
            ],
        )
        page = browser.new_page()
        page.set_content(_BROUGHT_ALONG.sub("", as_html(blocks)))
        made = page.pdf(
            tagged=tagged,
            prefer_css_page_size=True,
            display_header_footer=True,
            header_template="<span></span>",
            footer_template='<div style="font-size:8pt;width:100%;text-align:center">Pagina '
            '<span class="pageNumber"></span> van <span class="totalPages"></span></div>',
        )
        browser.close()
    return made


def _kind(block: Block) -> str:
    if block.heading:
        return "h2"
    if block.kind == ROW:
        return "table"
    return "ul" if block.kind == ITEM and block.text.startswith("- ") else "p"


def _cells(block: Block) -> list[tuple[str, str]]:
    """The cells of a row, each with its footnote mark."""
    marks = block.marks or ("",) * len(block.cells)
    return list(zip(block.cells, marks, strict=True))


def _element(block: Block) -> str:
    if block.kind == ROW:
        cells = [
            f"<td>{escape(text)}{f'<sup>{escape(mark)}</sup>' if mark else ''}</td>"
            for text, mark in _cells(block)
        ]
        return f"<tr>{''.join(cells)}</tr>"
    kind = _kind(block)
    if kind == "ul":
        return f"<li>{escape(block.text.removeprefix('- '))}</li>"
    return f"<{kind}>{escape(block.text)}</{kind}>"
