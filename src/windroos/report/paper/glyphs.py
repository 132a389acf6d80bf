"""Which characters the letters of a PDF lack.

PDF/UA allows no character without a shape. What no letter has (an emoji, a Chinese character) is
shown as □, and the PDF says so.
"""

from __future__ import annotations

import json
import re
import unicodedata

from windroos.report.paper.extra import faces, needed_for

__all__ = ["LACKING", "shown"]

LACKING = "□"

# All Latin, Greek and Cyrillic letters and the usual marks are there.
_KNOWN = re.compile("[\t\n -~\u00a0-\u017f\u0391-\u03a9\u03b1-\u03c9\u0410-\u044f\u2010-\u2026€−□]")
_lacks: dict[str, bool] = {LACKING: False}


def shown(text: str) -> tuple[str, bool]:
    """The text with □ for what cannot be shown, and whether there was any."""
    doubtful = set(_KNOWN.sub("", text))
    _learn(sorted(doubtful - _lacks.keys()))
    lacking = {character for character in doubtful if _lacks[character]}
    if not lacking:
        return text, False
    # What joins or varies a character that is not shown would have nothing to join.
    joins = {character for character in doubtful if unicodedata.category(character) in ("Cf", "Mn")}
    joins -= {"\u200b", "\u200e", "\u200f", "\u00ad"}
    table: dict[int, str] = {ord(c): LACKING for c in lacking}
    table |= {ord(c): "" for c in joins & (lacking | {"\u200d", "\ufe0e", "\ufe0f"})}
    return text.translate(table), True


def _learn(characters: list[str]) -> None:
    """Tries them all; where that fails, each half."""
    if not characters:
        return
    shows = _can_be_set("".join(characters))
    if shows or len(characters) == 1:
        _lacks.update(dict.fromkeys(characters, not shows))
        return
    half = len(characters) // 2
    _learn(characters[:half])
    _learn(characters[half:])


def _can_be_set(text: str) -> bool:
    with needed_for("a PDF"):
        import typst
    source = (
        '#set document(title: "-")\n#set text(font: ("Source Sans Pro", "Libertinus Serif",'
        ' "DejaVu Sans Mono"))\n#for c in json(bytes(sys.inputs.text)) { par(c) }'
    )
    try:
        typst.compile(
            source.encode(),
            font_paths=faces(),
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"text": json.dumps(list(text))},
        )
    except typst.TypstError:
        return False
    return True
