from django.apps import AppConfig

from windroos.apps.accounts import sentences


class CompassConfig(AppConfig):
    name = "windroos.apps.compass"
    label = "compass"

    def ready(self) -> None:
        from windroos.apps.compass.actions import follow_edition, rests
        from windroos.apps.compass.agenda import telling as agenda
        from windroos.apps.compass.history.telling import FIELDS, SENTENCES, WORDS
        from windroos.apps.compass.scenarios import telling as scenarios
        from windroos.apps.compass.subjects import roles, subjects
        from windroos.apps.compass.work import TASKS
        from windroos.apps.evidence.actions import follow, rest
        from windroos.apps.network.subjects import provide
        from windroos.apps.regions import bodies, work

        provide(subjects)
        bodies.provide(roles)
        follow(follow_edition)
        rest(rests)
        work.add(*TASKS)
        sentences.add(SENTENCES, words=WORDS, fields=FIELDS)
        sentences.add(scenarios.SENTENCES, words=scenarios.WORDS, fields=scenarios.FIELDS)
        sentences.add(agenda.SENTENCES, words=agenda.WORDS, fields=agenda.FIELDS)
