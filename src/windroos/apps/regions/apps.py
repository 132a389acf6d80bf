from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts import sentences


class RegionsConfig(AppConfig):
    name = "windroos.apps.regions"
    label = "regions"

    def ready(self) -> None:
        from windroos.apps.accounts import queries as accounts
        from windroos.apps.regions import work
        from windroos.apps.regions.permits import events_of_cases

        accounts.show_also(events_of_cases)
        work.add(
            work.Task(
                _("Who works on this case"),
                _("Which organisations, who leads, and who decides for which role"),
                "parties",
            )
        )
        sentences.add(
            {
                "party-attached": _("{actor} let {subject} work on the case {after[case_title]}."),
                "party-changed": _("{actor} changed what {subject} does for {after[case_title]}."),
                "party-detached": _(
                    "{actor} ended that {subject} works on the case {before[case_title]}."
                ),
            },
            fields={"lead": _("leads"), "decides": _("decides for"), "case_title": ""},
        )
