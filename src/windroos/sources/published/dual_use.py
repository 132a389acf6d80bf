"""The categories and groups of Annex I of the EU's dual-use regulation (EU) 2021/821: its items are
numbered by a category (0-9), a group (A-E), and digits, as in 3B001."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from windroos.problems import N_, Problem
from windroos.sources.coding import code_table
from windroos.sources.shape import Dataset, Licence, Options, Reading, SourceError, Workspace

_LICENCE = Licence(
    "EU legislation (Commission Decision 2011/833/EU)",
    "https://eur-lex.europa.eu/content/legal-notice/legal-notice.html",
    "© European Union, https://eur-lex.europa.eu",
    "CC-BY-4.0",
)


def _read(
    scheme: str, column: str, codes: str
) -> Callable[[Workspace, Sequence[Path], Options], Reading]:
    def read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
        (path,) = files
        reading = code_table(workspace, path, scheme, code=column, label="name")
        found = {code for (code,) in reading.table.project("code").fetchall()}
        if found != set(codes):
            wording = N_("has the codes %(found)s, and not %(known)s as the regulation has them")
            values = {"found": " ".join(sorted(found)), "known": " ".join(codes)}
            raise SourceError([Problem("codes", path.name, wording, field=column, values=values)])
        return reading

    return read


def _dataset(id: str, title_nl: str, title_en: str, column: str, codes: str) -> Dataset:
    return Dataset(
        id=id,
        title_nl=title_nl,
        title_en=title_en,
        publisher="European Union",
        licence=_LICENCE,
        homepage="https://eur-lex.europa.eu/eli/reg/2021/821/oj",
        hosts=(),
        gives="codes",
        addresses=lambda _options: (),  # the headings are typed over from the annex
        read=_read(id, column, codes),
    )


DATASETS = (
    _dataset(
        "dual-use-categories",
        "Dual-use: de categorieën van bijlage I",
        "Dual use: the categories of Annex I",
        "category",
        "0123456789",
    ),
    _dataset(
        "dual-use-groups",
        "Dual-use: de groepen van bijlage I",
        "Dual use: the groups of Annex I",
        "subgroup",
        "ABCDE",
    ),
)
