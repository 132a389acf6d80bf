"""Asking for a source: its options, its files, and why an earlier edition is to hold again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from windroos.sources.asked import Asked, asked
from windroos.sources.shape import Dataset

# More is loaded on the machine itself, with `windroos sources load`.
MOST_BYTES = 1024**3
_OPTION = 200


class ManyFilesInput(forms.ClearableFileInput):
    """A control for files that takes several at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files; the value is a list."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given]


class OptionsForm(forms.Form):
    """The options of a dataset: what may be asked of it."""

    def __init__(self, wanted: Asked, *arguments: Any, **given: Any) -> None:
        super().__init__(*arguments, **given)
        self.dataset: Dataset = wanted.dataset
        for name, usual in wanted.dataset.options.items():
            help_text = _("Usually %(usual)s.") % {"usual": usual} if usual else ""
            self.fields[f"option_{name}"] = forms.CharField(
                label=name,
                initial=wanted.options[name],
                required=not usual,
                max_length=_OPTION,
                help_text=help_text,
            )

    @property
    def wanted(self) -> Asked:
        """What was asked; an option left empty is as it usually is."""
        given = {name: self.cleaned_data[f"option_{name}"] for name in self.dataset.options}
        return asked(self.dataset.id, {name: value for name, value in given.items() if value})


class FetchForm(OptionsForm):
    """Fetching a source from its publisher."""

    anew = forms.BooleanField(
        label=gettext_lazy("Read it also when the publisher has nothing new"), required=False
    )

    def __init__(self, wanted: Asked, *arguments: Any, **given: Any) -> None:
        super().__init__(wanted, *arguments, **given)
        self.order_fields([*(name for name in self.fields if name != "anew"), "anew"])


class LoadForm(OptionsForm):
    """Loading the files of a source."""

    def __init__(self, wanted: Asked, *arguments: Any, **given: Any) -> None:
        super().__init__(wanted, *arguments, **given)
        many = wanted.dataset.most != 1
        most = MOST_BYTES // 1024**2
        self.fields["files"] = FilesField(
            label=_("The files, as the publisher gives them")
            if many
            else _("The file, as the publisher gives it"),
            help_text=_("At most %(most)s MB together.") % {"most": most}
            if many
            else _("At most %(most)s MB.") % {"most": most},
            widget=ManyFilesInput() if many else forms.FileInput(),
        )

    def clean_files(self) -> list[UploadedFile]:
        files: list[UploadedFile] = self.cleaned_data["files"]
        if sum(file.size or 0 for file in files) > MOST_BYTES:
            said = _("This is more than %(most)s MB: load it on the machine itself.")
            raise forms.ValidationError(said % {"most": MOST_BYTES // 1024**2})
        least, most = self.dataset.least, self.dataset.most
        if len(files) < least:
            text = ngettext("%(n)s file is needed.", "%(n)s files are needed.", least)
            raise forms.ValidationError(text % {"n": least})
        if most is not None and len(files) > most:
            text = ngettext("It takes %(n)s file.", "It takes %(n)s files at most.", most)
            raise forms.ValidationError(text % {"n": most})
        return files


class HoldForm(forms.Form):
    """Why an earlier edition is to hold again."""

    reason = forms.CharField(
        label=gettext_lazy("Why is this edition to hold again?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The reason stands in the audit trail."),
    )


class FiguresForm(forms.Form):
    """Why other figures are to count in a case."""

    reason = forms.CharField(
        label=gettext_lazy("Why are these figures to count?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The reason stands in the audit trail."),
    )
