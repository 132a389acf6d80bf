"""What is asked of a source: a dataset with its options, and the one name for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from windroos.problems import N_, Problem
from windroos.sources.registry import datasets
from windroos.sources.shape import Dataset, SourceError


@dataclass(frozen=True, slots=True)
class Asked:
    """A dataset and the options that hold for it.

    `key` names it everywhere: `wgi`, or `eurostat?id=pat_ep_rtot` where an option is not as the
    dataset declares it.
    """

    dataset: Dataset
    options: Mapping[str, str]

    @property
    def key(self) -> str:
        chosen = {
            name: value
            for name, value in sorted(self.options.items())
            if value != self.dataset.options[name]
        }
        return self.dataset.id + (f"?{urlencode(chosen)}" if chosen else "")

    def title(self, language: str) -> str:
        """What it is called, with the options that make it this one: by their labels, if any.

        >>> asked("eurostat", {"dataset": "nrg_ind_ren"}).title("en")
        'Eurostat: a dataset of your choice – Share of renewable energy (nrg_ind_ren)'
        """
        dataset = self.dataset
        called = dataset.title_en if language == "en" else dataset.title_nl
        chosen = [v for name, v in self.options.items() if v != dataset.options[name]]
        labels = [label for value in chosen if (label := dataset.label(value, language))]
        told = f" – {', '.join(labels)}" if labels else ""
        return f"{called}{told} ({', '.join(chosen)})" if chosen else called


def asked(dataset_id: str, options: Mapping[str, str] | None = None) -> Asked:
    """What is asked of a known dataset; options left out are as it declares them.

    Raises `SourceError` for a dataset or an option that is not known.
    """
    dataset = datasets().get(dataset_id)
    if dataset is None:
        wording = N_("there is no such dataset; there are %(known)s")
        values = {"known": ", ".join(datasets())}
        raise SourceError([Problem("dataset", dataset_id, wording, values=values)])
    given = options or {}
    unknown = sorted(set(given) - set(dataset.options))
    if unknown:
        wording = N_("the dataset has no such option; it has %(known)s")
        values = {"known": ", ".join(dataset.options) or "-"}
        raise SourceError(
            [Problem("option", dataset_id, wording, field=name, values=values) for name in unknown]
        )
    return Asked(dataset, {**dataset.options, **given})


def named(key: str) -> Asked:
    """What a key names. Raises `SourceError` as `asked` does."""
    dataset_id, _, options = key.partition("?")
    return asked(dataset_id, dict(parse_qsl(options, keep_blank_values=True)))
