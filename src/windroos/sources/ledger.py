"""What is known of the files of a dataset, written down beside them as they come in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from windroos.sources.fetching import Known


class Ledger:
    """What is known of the files, a line as each comes in, and one when all of them are.

    `whole` is the hash of all at the last such time, and `finished` says that nothing came after.
    A last line that is cut off is none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pages: dict[str, dict[int, Known]] = {}
        self.whole: str | None = None
        self.finished = False
        for line in self._lines():
            self._take(line)

    def _lines(self) -> Iterable[dict]:
        try:
            text = self._path.read_text(encoding="utf-8")
        except (FileNotFoundError, UnicodeDecodeError):
            return
        for line in text.splitlines():
            try:
                yield json.loads(line)
            except ValueError:
                continue

    def _take(self, line: dict) -> None:
        try:
            if "whole" in line:
                self.whole, self.finished = line["whole"], True
            else:
                known = Known(**line["known"])
                self._pages.setdefault(line["file"], {})[line["page"]] = known
                self.finished = False
        except (KeyError, TypeError):
            # Of another version of the program: then nothing is known of it.
            return

    def pages(self, name: str) -> list[Known]:
        """What is known of the pages of a file, from its first on."""
        known = self._pages.get(name, {})
        return [known[number] for number in range(1, len(known) + 1) if number in known]

    def note(self, name: str, page: int, known: Known) -> None:
        self._write("a", [{"file": name, "page": page, "known": asdict(known)}])

    def close(self, pages: Iterable[tuple[str, int, Known]], whole: str) -> None:
        """All are in: what was known of others is forgotten."""
        lines: list[dict] = [
            {"file": name, "page": page, "known": asdict(known)} for name, page, known in pages
        ]
        self._write("w", [*lines, {"whole": whole}])

    def _write(self, mode: str, lines: Iterable[dict]) -> None:
        with self._path.open(mode, encoding="utf-8") as stream:
            # The line break comes first, for the sake of a line before it that was cut off.
            stream.writelines(f"\n{json.dumps(line)}" for line in lines)
