"""The datasets that Windroos knows, by their id: what the modules of `published` declare, and the
mappings that come with the program."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from itertools import chain

from windroos.sources import published
from windroos.sources.mapping import shipped
from windroos.sources.shape import Dataset


@cache
def datasets() -> Mapping[str, Dataset]:
    """Every dataset; a new publisher is one more module with `DATASETS` in `published`."""
    found: dict[str, Dataset] = {}
    modules = pkgutil.iter_modules(published.__path__, f"{published.__name__}.")
    declared = (import_module(module.name).DATASETS for module in modules)
    for dataset in chain(*declared, shipped()):
        if dataset.id in found:
            raise ValueError(f"two datasets are called {dataset.id}")
        found[dataset.id] = dataset
    return dict(sorted(found.items()))
