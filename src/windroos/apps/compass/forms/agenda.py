"""Taking up what is on the evidence agenda, and closing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from windroos.apps.accounts.queries import User
from windroos.apps.compass.forms.deciding import VersionedForm
from windroos.cases.fields import TEXT


class TaskForm(VersionedForm):
    """Who finds it out, by when, and what is good to know about it."""

    assignee = forms.ChoiceField(label=gettext_lazy("Who finds it out?"), required=False)
    due = forms.DateField(label=gettext_lazy("By when?"), required=False, widget=forms.DateInput)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Only those who work on this case read it."),
    )

    def __init__(self, finders: Sequence[User], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.finders = {str(user.pk): user for user in finders}
        field = self.fields["assignee"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Nobody yet: whoever comes first")),
            *((id, user.name) for id, user in self.finders.items()),
        ]

    @property
    def values(self) -> dict[str, User | date | str | None]:
        """What was filled in, by the fields of a task."""
        return {
            "assignee": self.finders.get(self.cleaned_data["assignee"]),
            "due": self.cleaned_data["due"],
            "note": self.texts()["note"],
        }


class CloseForm(VersionedForm):
    """What came of a task, or why nobody goes on with it."""

    reason = forms.CharField(
        label=gettext_lazy("What came of it?"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Needed where no evidence has come in since, and to drop the task. Only those who work"
            " on this case read it."
        ),
    )
