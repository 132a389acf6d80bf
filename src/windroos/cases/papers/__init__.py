"""The kinds of report that are made of a case."""

from collections.abc import Mapping

from windroos.cases.papers.kinds import Option, OptionError, PaperKind

PAPERS: Mapping[str, PaperKind] = {}

__all__ = ["PAPERS", "Option", "OptionError", "PaperKind"]
